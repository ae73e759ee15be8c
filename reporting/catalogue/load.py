"""Read the catalogue workbook: tables, records, references, then the whole; every mistake told at once."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from pathlib import Path
from typing import TypeVar

from reporting.catalogue import annexes, settings
from reporting.catalogue.directory import Directory, directory
from reporting.catalogue.draft import Draft
from reporting.catalogue.faults import Faults
from reporting.catalogue.forms import read_forms
from reporting.catalogue.indicators import read_indicators
from reporting.catalogue.items import read_items
from reporting.catalogue.layout import LAYOUT, OPTIONAL
from reporting.catalogue.row import Placed
from reporting.catalogue.rules import read_rules
from reporting.catalogue.table import Tables, read_tables
from reporting.catalogue.targets import read_shares, read_targets
from reporting.catalogue.tasks import read_tasks
from reporting.catalogue.units import read_units
from reporting.catalogue.whole import check_whole
from reporting.model.catalogue import Catalogue, by_word
from reporting.model.errors import CatalogueError, Fault, UnreadableFile
from reporting.model.grid import Book

Record = TypeVar("Record")


def load(path: Path) -> Catalogue:
    """Read and check a catalogue workbook. Raises CatalogueError with every mistake found."""
    from reporting.sheets.read import read  # heavy: a kept catalogue is revived without it

    try:
        content = path.read_bytes()
        book = read(content, path.name)
    except (OSError, UnreadableFile) as problem:
        said = problem.what if isinstance(problem, UnreadableFile) else str(problem.strerror)
        fault = Fault("", f"指标体系打不开（{said}）", "请确认文件在原处、没有损坏，并另存为 .xlsx")
        raise CatalogueError(path.name, (fault,)) from problem
    return from_book(book, hashlib.sha256(content).hexdigest(), path.name)


def from_book(book: Book, sha256: str, file: str) -> Catalogue:
    """Read and check a catalogue from its workbook as read. Raises CatalogueError with every mistake found."""
    faults = Faults()
    tables = read_tables(book, LAYOUT, OPTIONAL, faults)
    if not tables["单位"] and "单位" not in tables.broken:
        faults.add("单位!A2", "“单位”表是空的", "请至少填上全市和各报送单位")
    catalogue = _catalogue(tables, directory(tables), sha256)
    if faults.all:
        raise CatalogueError(file, faults.all)
    return catalogue


def _catalogue(tables: Tables, known: Directory, sha256: str) -> Catalogue:
    draft = _draft(tables, known)
    if not tables.broken:
        check_whole(draft)
    return Catalogue(
        sha256=sha256,
        plans=_records(draft.plans),
        units=_records(draft.units),
        items=_records(draft.items),
        indicators=_records(draft.indicators),
        targets=_records(draft.targets),
        shares=_records(draft.shares),
        tasks=_records(draft.tasks),
        forms=_records(draft.forms),
        rules=_records(draft.rules),
        platforms=_records(annexes.read_platforms(tables["平台"])),
        projects=_records(draft.projects),
        policies=_records(annexes.read_policies(tables["政策"])),
        reforms=_records(annexes.read_reforms(tables["改革"])),
        recipients=tuple(settings.read_recipients(tables["分发"])),
        parameters=tuple(settings.read_parameters(tables["参数"])),
        contacts=tuple(settings.read_contacts(tables["联系人"])),
        holidays=tuple(settings.read_holidays(tables["节假日"])),
    )


def _draft(tables: Tables, known: Directory) -> Draft:
    plans = settings.read_plans(tables["规划"])
    items = read_items(tables["数据项"], known)
    indicators = read_indicators(tables["指标"], known)
    forms, parts = read_forms(tables, known, {item.record.code: item.record for item in items})
    by_indicator = {indicator.record.code: indicator.record for indicator in indicators}
    readable = not tables.broken & {"数据项", "报表", "报表行", "报表列"}
    by_form = {form.record.code: form.record for form in forms} if readable else {}
    return Draft(
        directory=known,
        plans=plans,
        units=read_units(tables["单位"], known),
        items=items,
        indicators=indicators,
        targets=read_targets(tables["目标"], known, {plan.record.code: plan.record for plan in plans}, by_indicator),
        shares=read_shares(tables["分解目标"], known),
        tasks=read_tasks(tables["任务"], known),
        forms=forms,
        parts=parts,
        rules=read_rules(tables["校验"], known, by_form, by_word(_records(items))),
        projects=annexes.read_projects(tables["项目"], known),
    )


def _records(placed: Sequence[Placed[Record]]) -> tuple[Record, ...]:
    return tuple(one.record for one in placed)

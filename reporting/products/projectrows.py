"""The rows of 重大项目进展表: the plan's projects, with what their reporters say of them, printed unaltered."""

from __future__ import annotations

from decimal import Decimal, InvalidOperation

from reporting.model.catalogue import Form, Project
from reporting.model.figures import Compilation
from reporting.model.names import normalised
from reporting.model.numbers import plain
from reporting.model.records import HeldEntry
from reporting.model.tags import Aspect
from reporting.model.words import Content
from reporting.products.departments import PROJECTS, entries_by_key, form_with, labels_of, said, why_silent
from reporting.products.quoted import Words, of_code
from reporting.products.taskrows import Texts

TOTAL = "合计"
_PROGRESS = "形象进度"
# What a label begins with whose amounts are of the year reported on alone.
_THIS_YEAR = "本年"
# Amounts of the plan itself: they do not grow old.
_OF_THE_PLAN = ("总投资", "五年计划投资")


def project_rows(compilation: Compilation) -> tuple[Texts, ...]:
    """Give a row for each project, headed by the sums; the fields bear the labels of the form's columns."""
    form = form_with(compilation, PROJECTS)
    now, before = entries_by_key(compilation, form), entries_by_key(compilation, form, compilation.carried)
    projects = compilation.catalogue.projects
    found = [now.get(normalised(one.code)) or before.get(normalised(one.code), ()) for one in projects]
    rows = [
        _row(compilation, form, project, number, entries)
        for number, (project, entries) in enumerate(zip(projects, found, strict=True), 1)
    ]
    stale = any(_is_carried(compilation, one) and not _is_finished(compilation, form, one) for one in found)
    return (_sums(form, rows, stale=stale), *rows) if rows else ()


def _row(
    compilation: Compilation, form: Form | None, project: Project, number: int, entries: tuple[HeldEntry, ...]
) -> dict[str, Words]:
    told = {label: _as_printed(compilation, form, label, entries) for label in labels_of(form)}
    silent = "" if entries else why_silent(compilation, form, project.reporter)
    printed = {
        "总投资": plain(project.total),
        "五年计划投资": plain(project.planned),
    }
    return {
        **told,
        **{label: told.get(label) or text for label, text in printed.items()},
        "序号": str(number),
        "项目名称": project.name,
        "类型": project.kind,
        "期限": _years(project),
        "建设地点": project.place,
        "填报单位": compilation.catalogue.unit_name(project.reporter),
        _PROGRESS: _with_date(compilation, form, project, entries, str(told.get(_PROGRESS, ""))) or silent,
    }


def _is_carried(compilation: Compilation, entries: tuple[HeldEntry, ...]) -> bool:
    """Whether the rows are those of an earlier period, as nobody told of the project in this one."""
    return bool(entries) and entries[0].submission.period != compilation.period


def _is_finished(compilation: Compilation, form: Form | None, entries: tuple[HeldEntry, ...]) -> bool:
    """Whether the project has reached the last of its stages (竣工): then there is nothing more to report."""
    stages = [column for column in form.columns if column.content is Content.STAGE and column.item] if form else []
    known = compilation.catalogue.item_by_code
    goals = {column.label: known[column.item].stages[-1:] for column in stages if column.item in known}
    return any(said(entries, label) in goal for label, goal in goals.items())


def _with_date(
    compilation: Compilation, form: Form | None, project: Project, entries: tuple[HeldEntry, ...], text: str
) -> str:
    """Tell of what was last known when that was, and why there is nothing newer."""
    if not _is_carried(compilation, entries):
        return text
    when = entries[0].submission.period
    if _is_finished(compilation, form, entries):
        why = ""
    else:
        why = f"，本期{why_silent(compilation, form, project.reporter) or '未列'}"
    return f"{text}（截至{when.year}年{when.month_end}{why}）"


def _years(project: Project) -> str:
    one_year = project.first_year == project.last_year
    return str(project.first_year) if one_year else f"{project.first_year}—{project.last_year}"


def _as_printed(compilation: Compilation, form: Form | None, label: str, entries: tuple[HeldEntry, ...]) -> Words:
    """Print what stands under a label, a number with the key of the row it was reported in."""
    text = said(entries, label)
    if _is_carried(compilation, entries) and label.startswith(_THIS_YEAR):
        text = text if entries[0].submission.period.year == compilation.period.year else ""
    number = _number(text) if label in _number_labels(form) else None
    if number is None or form is None:
        return text
    row = entries[0].entry
    return of_code(plain(number), compilation.period, form.code, row.unit, Aspect.VALUE, row.key)


def _number_labels(form: Form | None) -> tuple[str, ...]:
    return tuple(column.label for column in form.columns if column.content is Content.NUMBER) if form else ()


def _number(text: str) -> Decimal | None:
    try:
        value = Decimal(text.replace(",", ""))
    except InvalidOperation:
        return None
    return value if value.is_finite() else None


def _sums(form: Form | None, rows: list[dict[str, Words]], *, stale: bool) -> dict[str, Words]:
    """Add up the columns of numbers; a sum that lacks a project, or mixes what was known when, stays empty."""
    sums: dict[str, Words] = dict.fromkeys(rows[0], "")
    for label in dict.fromkeys(_OF_THE_PLAN if stale else (*_OF_THE_PLAN, *_number_labels(form))):
        numbers = [_number(str(row.get(label, ""))) for row in rows]
        known = [number for number in numbers if number is not None]
        sums[label] = plain(sum(known, Decimal(0))) if len(known) == len(rows) else ""
    return {**sums, "项目名称": f"{TOTAL}（{len(rows)}项）"}

"""value-required: what the form asks for must be there.

A blank is not a zero and not a 无: a county that has nothing writes 0, — or 无, and that is an answer (domain 3).
Source: 报表行 and 报表列 of the catalogue, column 必填.
"""

from __future__ import annotations

from collections.abc import Iterator

from reporting.checks.paper import Paper
from reporting.model.catalogue import FormRow
from reporting.model.records import Finding, Observation
from reporting.model.words import Content, FormKind, State

_ADVICE = "请填写；确实没有的填“0”或“无”"
_SOURCE = "报表必填项"


def required(paper: Paper) -> Iterator[Finding]:
    """Find the blanks where the form wants an answer."""
    for found in paper.reading.observations:
        if found.state is State.BLANK and not found.text.strip() and found.cell not in paper.faulty_cells:
            yield from _of_blank(paper, found)
    if paper.form.kind is FormKind.LIST:
        yield from _of_entries(paper)


def _of_blank(paper: Paper, found: Observation) -> Iterator[Finding]:
    if found.item in paper.catalogue.item_by_code and _is_required(paper, found):
        base = "上年同期数" if found.content is Content.BASE else ""
        message = f"{paper.named(found)}{base}必填，现为空白，{_ADVICE}。"
        yield paper.finding("value-required", message, at=found, expected="必填", source=_SOURCE)


def _is_required(paper: Paper, found: Observation) -> bool:
    """Whether row and column both want an answer; in a 定行表 the column 本期 is what the row is for."""
    rows = [row for row in paper.form.rows if row.required and _stands_for(paper, row, found)]
    if paper.form.kind is FormKind.ROWS and found.content is Content.NOW:
        return bool(rows)
    units = paper.form.kind is FormKind.UNITS
    columns = [column for column in paper.form.columns if column.required and column.content is found.content]
    return bool(rows) and any(not units or column.item == found.item for column in columns)


def _stands_for(paper: Paper, row: FormRow, found: Observation) -> bool:
    if row.reporters and paper.sender.code not in row.reporters:
        return False
    if paper.form.kind is FormKind.ROWS:
        return row.subject == found.item
    unit = paper.catalogue.unit_by_code.get(found.unit)
    return unit is not None and row.subject in (unit.code, unit.kind)


def _of_entries(paper: Paper) -> Iterator[Finding]:
    """Look at the required columns of every row of a list; its key is always required."""
    labels = [column.label for column in paper.form.columns if column.required or column.content is Content.KEY]
    for entry in paper.reading.entries:
        for label in labels:
            cell = entry.cells.get(label)
            if not entry.fields.get(label, "").strip() and cell not in paper.faulty_cells:
                message = f"第{entry.row}行的“{label}”必填，现为空白，请补填。"
                yield paper.finding("value-required", message, row=entry, cell=cell, expected="必填", source=_SOURCE)

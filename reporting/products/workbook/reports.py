"""报送情况: senders down, forms across: who is there, in which version, how late, what was returned and stamped."""

from __future__ import annotations

from reporting.model.figures import Compilation
from reporting.model.records import Standing
from reporting.products.workbook.tables import (
    FIRST_ROW,
    Cell,
    Column,
    Shown,
    Styled,
    begin,
    finish,
    put_notes,
    put_rows,
)
from reporting.sheets.write import Draft

SHEET = "报送情况"
_STATES = {
    "missing": ("未报送", "error"),
    "returned": ("退回未改", "warning"),
    "review": ("待审核", "warning"),
    "accepted": ("已接受", "good"),
}
_SENDER, _STAMPED = Column("报送单位", 26), Column("盖章件", 20, "centre")


def reports(draft: Draft, compilation: Compilation) -> list[Shown]:
    """Write the matrix; a cell is empty where a form is not asked of a sender."""
    if not compilation.standings:
        return []
    due = {one.form for one in compilation.standings}
    forms = [form for form in compilation.catalogue.forms if form.code in due]
    columns = [_SENDER, *(Column(f"{form.code}\n{form.name}", 17, "centre") for form in forms), _STAMPED]
    page = begin(draft, compilation, SHEET, f"{compilation.period.label}报送情况", columns)
    by_place = {(one.sender, one.form): one for one in compilation.standings}
    senders = list(dict.fromkeys(one.sender for one in compilation.standings))
    rows: list[list[Cell]] = [
        [
            compilation.catalogue.unit_name(sender),
            *(_cell(by_place.get((sender, form.code))) for form in forms),
            _stamped([one for one in compilation.standings if one.sender == sender]),
        ]
        for sender in senders
    ]
    after = put_rows(page, columns, rows)
    last = put_notes(page, after, columns, (_summary(compilation),))
    finish(page, columns, last - 1)
    page.freeze(FIRST_ROW, 2)
    return [Shown(SHEET, "各单位各报表是否报送、版本、迟报、退回", len(senders))]


def _cell(one: Standing | None) -> Cell:
    if one is None:
        return ""
    word, style = _STATES[one.state]
    if one.version is None:
        return Styled(word, style)
    told = [f"{word}（第{one.version}版）"]
    told += [f"迟{one.late_days}个工作日"] if one.late_days else []
    told += [f"第{one.in_force}版有效"] if one.in_force not in (None, one.version) else []
    return Styled("\n".join(told), style)


def _stamped(standings: list[Standing]) -> Cell:
    """Say of which of a sender's forms the stamped scan is there, and of which it is still to come."""
    there = [one for one in standings if one.version is not None]
    waiting = [one.form for one in there if not one.stamped]
    if not there:
        return ""
    if not waiting:
        return Styled("有", "good")
    if len(waiting) == len(there):
        return "待盖章件"
    had = "、".join(one.form for one in there if one.stamped)
    return Styled(f"有：{had}\n待盖章件：{'、'.join(waiting)}", "warning")


def _summary(compilation: Compilation) -> str:
    standings = compilation.standings
    there = [one for one in standings if one.version is not None]
    on_time = sum(not one.late_days for one in there)
    returned = sum(one.state == "returned" for one in standings)
    missing = sum(one.version is None for one in standings)
    return (
        f"应报{len(standings)}张，已报{len(there)}张（按时{on_time}张，迟报{len(there) - on_time}张），"
        f"其中退回未改{returned}张；未报送{missing}张。迟报按工作日计。"
    )

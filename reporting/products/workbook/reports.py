"""报送情况: senders down, forms across: in time or how late, in which version, returned, missing, stamped.

Below stands how often each is so, as live formulas over the cells above.
"""

from __future__ import annotations

from collections.abc import Sequence

from reporting.model.catalogue import Form
from reporting.model.grid import address
from reporting.model.records import Standing
from reporting.products.workbook.tables import (
    FIRST_ROW,
    Book,
    Cell,
    Column,
    Shown,
    Styled,
    begin,
    finish,
    put_notes,
    put_rows,
)
from reporting.sheets.write import Formula

SHEET = "报送情况"
# How a form stands, in words that begin its cell, and the colours.
_IN_TIME, _LATE, _REVIEW, _RETURNED, _MISSING = "按时", "迟报", "待审核", "退回未改", "未报送"
_STYLES = {_IN_TIME: "good", _LATE: "warning", _REVIEW: "warning", _RETURNED: "error", _MISSING: "error"}
_NOTE = "空格为不需报送。迟报按工作日计；待审核为凭说明接收、等市局确认的，数据已计入；退回未改的，数据不计入。"
_SENDER, _STAMPED = Column("报送单位", 28), Column("盖章件", 18, "centre")


def reports(book: Book) -> list[Shown]:
    """Write the matrix; a cell is empty where a form is not asked of a sender."""
    standings, catalogue = book.compilation.standings, book.compilation.catalogue
    if not standings:
        return []
    due = {one.form for one in standings}
    forms = [form for form in catalogue.forms if form.code in due]
    columns = [_SENDER, *(Column(f"{form.code}\n{form.name}", 17, "centre") for form in forms), _STAMPED]
    page = begin(book, SHEET, f"{book.compilation.period.label}报送情况", columns)
    by_place = {(one.sender, one.form): one for one in standings}
    senders = list(dict.fromkeys(one.sender for one in standings))
    rows: list[list[Cell]] = [
        [
            catalogue.unit_name(sender),
            *(_cell(book, by_place.get((sender, form.code))) for form in forms),
            _stamped([one for one in standings if one.sender == sender]),
        ]
        for sender in senders
    ]
    counts = _counts(book, forms, len(senders))
    after = put_rows(book, page, columns, [*rows, *counts])
    last = put_notes(page, after, columns, (_summary(standings), _NOTE))
    finish(page, columns, last - 1)
    page.freeze(FIRST_ROW, 2)
    return [Shown(SHEET, "各单位各报表按时、迟报、版本、退回、未报送，附合计", len(senders))]


def _how(one: Standing) -> str:
    """Tell how a form stands, in one word."""
    if one.version is None:
        return _MISSING
    if one.state == "returned":
        return _RETURNED
    if one.state == "review":
        return _REVIEW
    return _LATE if one.late_days else _IN_TIME


def _cell(book: Book, one: Standing | None) -> Cell:
    if one is None:
        return ""
    how = _how(one)
    late = f"{one.late_days}个工作日" if one.late_days else ""
    told = [f"{how}{late}\n" if how == _LATE else how]
    told += [f"（第{one.version}版）"] if one.version is not None else []
    told += [f"\n迟{late}"] if late and how != _LATE else []
    told += [f"\n第{one.in_force}版有效"] if one.in_force not in (None, one.version) else []
    return Styled("".join(told), book.draft.style(_STYLES[how], align="center"))


def _counts(book: Book, forms: Sequence[Form], senders: int) -> list[list[Cell]]:
    """Count, by form, how many are asked for, and how they stand."""
    standings, left = book.compilation.standings, book.draft.style("total", align="left")
    ranges = {form.code: _above(column, senders) for column, form in enumerate(forms, start=2)}
    asked = [_counted("*", ranges[form.code], sum(one.form == form.code for one in standings)) for form in forms]
    rows: list[list[Cell]] = [[Styled("应报张数", left), *asked, Styled("", "total")]]
    for how in _STYLES:
        found = [sum(one.form == form.code and _how(one) == how for one in standings) for form in forms]
        cells = [_counted(f"{how}*", ranges[form.code], count) for form, count in zip(forms, found, strict=True)]
        rows.append([Styled(f"其中：{how}", left), *cells, Styled("", "total")])
    return rows


def _above(column: int, senders: int) -> str:
    return f"{address(FIRST_ROW, column)}:{address(FIRST_ROW + senders - 1, column)}"


def _counted(pattern: str, where: str, count: int) -> Cell:
    return Styled(Formula(f'=COUNTIF({where},"{pattern}")', count), "total")


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


def _summary(standings: Sequence[Standing]) -> str:
    counts = {how: sum(_how(one) == how for one in standings) for how in _STYLES}
    told = "，".join(f"{how}{count}张" for how, count in counts.items())
    return f"应报{len(standings)}张：{told}。"

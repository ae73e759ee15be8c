"""图表数据: what charts and sparklines show, on a hidden sheet whose cells follow those of 总览 and 分县指标."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from reporting.model.figures import Figure
from reporting.model.grid import address
from reporting.model.numbers import rounded
from reporting.products.workbook.layout import Layout, heading
from reporting.products.workbook.tables import Book
from reporting.sheets.write import Formula, Page, Value, area

SHEET, COUNTIES = "图表数据", "分县指标"
_UNITS = 5


@dataclass(frozen=True, slots=True)
class Progress:
    """The areas of names, progress and 时序, as charts name them."""

    names: str
    done: str
    due: str


def chart_data(book: Book, overview: Page, followed: Mapping[int, Figure], columns: Sequence[int]) -> Progress:
    """Write the sheet: the figures `followed` by their rows of the overview, with its `columns`, and the units'."""
    data = book.draft.page(SHEET)
    data.sheet.hide()
    data.put_row(1, ("指标", "完成进度（%）", "时序进度（%）"), "heading")
    number = book.draft.style("number", places=1)
    for row, (at, figure) in enumerate(followed.items(), start=2):
        data.put(row, 1, figure.name, "text")
        for column, (place, amount) in enumerate(zip(columns, (figure.progress, figure.expected), strict=True), 2):
            shown = None if amount is None else _following(overview.name, at, place, rounded(amount, 1))
            data.put(row, column, shown, number)
    data.fit(1, [figure.name for figure in followed.values()])
    _put_units(book, data)
    names, done, due = (area(SHEET, 2, column, len(followed) + 1, column) for column in (1, 2, 3))
    return Progress(names, done, due)


def unit_names(layout: Layout) -> str:
    """Give the area of the units' names."""
    return area(SHEET, 2, _UNITS, len(layout.counties) + 1, _UNITS)


def unit_figures(layout: Layout) -> Mapping[str, str]:
    """Give the areas of the units' figures, by indicator; none where there are no units."""
    last = len(layout.counties) + 1
    places = enumerate(layout.figures if layout.counties else (), start=_UNITS + 1)
    return {figure.code: area(SHEET, 2, column, last, column) for column, figure in places}


def _put_units(book: Book, data: Page) -> None:
    """Write the units' figures beside, a column an indicator; a unit without a figure leaves a gap and is no nought."""
    layout = Layout.of(book.compilation)
    data.put(1, _UNITS, "单位", "heading")
    for row, unit in enumerate(layout.counties, start=2):
        data.put(row, _UNITS, unit.name, "text")
        for column, figure in enumerate(layout.figures, start=_UNITS + 1):
            own = book.compilation.figure(figure.code, unit.code)
            style = book.draft.style("number", places=figure.places)
            data.put(row, column, _of_unit(layout, figure.code, own), style)
    for column, figure in enumerate(layout.figures, start=_UNITS + 1):
        data.put(1, column, heading(figure), "heading")


def _of_unit(layout: Layout, code: str, own: Figure | None) -> Value:
    if own is None or own.value is None or own.covered:
        return None
    return _following(COUNTIES, layout.rows[own.unit], layout.columns[code], rounded(own.value, own.places))


def _following(sheet: str, row: int, column: int, value: Decimal) -> Formula:
    """Give a formula that follows another cell, with the value that stands there."""
    return Formula(f"='{sheet}'!{address(row, column)}", value)

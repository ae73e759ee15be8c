"""Write new workbooks: the one door to xlsxwriter.

Rows and columns count from 1, as people see them. A text is always written as a text: never as a formula, a link or a
number. The same calls give the same bytes: `created` is an argument, and nothing else here knows a date.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from xlsxwriter.chart import Chart
from xlsxwriter.format import Format

from reporting.model.grid import address, column_letters
from reporting.model.numbers import plain
from reporting.sheets.newbook import NewBook
from reporting.sheets.newsheet import NewSheet, Plain
from reporting.sheets.width import MARGIN, text_width

__all__ = ["Chart", "Draft", "Format", "Formula", "Link", "Page", "Plain", "Value"]

LONG_AGO = datetime(2000, 1, 1)  # noqa: DTZ001 -- a workbook's properties know no time zone
FONT, HEADING_FONT = "宋体", "黑体"

_BORDER = {"border": 1, "border_color": "#808080"}
_STYLES: Mapping[str, Mapping[str, Any]] = {
    "plain": {},
    "title": {"font_name": HEADING_FONT, "font_size": 16, "align": "center"},
    "subtitle": {"font_size": 11, "align": "center", "font_color": "#595959"},
    "section": {"font_name": HEADING_FONT, "font_size": 12},
    "heading": {**_BORDER, "font_name": HEADING_FONT, "align": "center", "text_wrap": True, "bg_color": "#DDE6F0"},
    "text": {**_BORDER, "text_wrap": True},
    "centre": {**_BORDER, "align": "center", "text_wrap": True},
    "number": {**_BORDER, "align": "right", "text_wrap": True},
    "percent": {**_BORDER, "align": "right", "num_format": "0.00%"},
    "date": {**_BORDER, "align": "center", "num_format": "yyyy-mm-dd"},
    "reference": {**_BORDER, "align": "right", "font_color": "#7F7F7F", "bg_color": "#F2F2F2"},
    "total": {**_BORDER, "align": "right", "bold": True, "bg_color": "#F2F2F2"},
    "input": {**_BORDER, "align": "right", "bg_color": "#FFFBE6", "locked": False},
    "input known": {**_BORDER, "align": "right", "bg_color": "#FFFBE6", "font_color": "#7F7F7F", "locked": False},
    "input stage": {**_BORDER, "align": "center", "bg_color": "#FFFBE6", "locked": False},
    "input text": {**_BORDER, "text_wrap": True, "bg_color": "#FFFBE6", "locked": False},
    "note": {"font_size": 10, "font_color": "#595959", "text_wrap": True, "valign": "top"},
    "left": {"align": "left"},
    "right": {"align": "right"},
    "link": {**_BORDER, "font_color": "#0563C1", "underline": 1},
    "warning": {**_BORDER, "font_color": "#9C5700", "bg_color": "#FFEB9C", "text_wrap": True},
    "error": {**_BORDER, "font_color": "#9C0006", "bg_color": "#FFC7CE", "text_wrap": True},
    "good": {**_BORDER, "font_color": "#006100", "bg_color": "#C6EFCE", "text_wrap": True},
}


@dataclass(frozen=True, slots=True)
class Formula:
    """A live formula with the value it has: readers that do not calculate show `value`."""

    text: str
    value: Decimal | int | str = ""


@dataclass(frozen=True, slots=True)
class Link:
    """A link to a cell of the same workbook."""

    sheet: str
    cell: str
    text: str


Value = Plain | Formula | Link


class Draft:
    """A new workbook; `content` gives its bytes once all is written."""

    def __init__(self, title: str = "", *, author: str = "", created: date = LONG_AGO) -> None:
        """Begin a workbook. `created` is printed in its properties and is the only date in it."""
        options = {
            "strings_to_formulas": False,
            "strings_to_urls": False,
            "strings_to_numbers": False,
            "default_format_properties": {"font_name": FONT, "font_size": 11, "valign": "vcenter"},
        }
        self.book = NewBook(options)
        moment = created if isinstance(created, datetime) else datetime(created.year, created.month, created.day)  # noqa: DTZ001 -- as above
        self.book.set_properties({"title": title, "author": author, "created": moment.replace(tzinfo=None)})
        self._formats: dict[tuple[tuple[str, Any], ...], Format] = {}
        self._styles: dict[tuple[object, ...], Format] = {}
        self.pages: list[Page] = []

    def page(self, name: str) -> Page:
        """Add a sheet."""
        page = Page(self, self.book.add_worksheet(name, NewSheet))
        self.pages.append(page)
        return page

    def style(self, name: str = "plain", *, places: int | None = None, **changes: Any) -> Format:
        """Give a named style, made once; `places` sets a number's decimals, `changes` are xlsxwriter's own words."""
        asked = (name, places, *sorted(changes.items()))
        if asked not in self._styles:
            properties = {**_STYLES[name], **changes}
            if places is not None:
                properties.setdefault("num_format", decimals(places))
            key = tuple(sorted(properties.items()))
            if key not in self._formats:
                self._formats[key] = self.book.add_format(properties)
            self._styles[asked] = self._formats[key]
        return self._styles[asked]

    def chart(self, kind: str, *, subtype: str = "") -> Chart:
        """Make a native chart (`bar`, `column`, `line`, `pie` …), to be put on a page."""
        chart = self.book.add_chart({"type": kind, "subtype": subtype} if subtype else {"type": kind})
        assert chart is not None, kind
        return chart

    def content(self) -> bytes:
        """Close the workbook and give its bytes."""
        return self.book.content()


class Page:
    """One sheet of a draft; `sheet` is xlsxwriter's own, for what has no verb here."""

    def __init__(self, draft: Draft, sheet: NewSheet) -> None:
        """Hold the sheet."""
        self.draft, self.sheet = draft, sheet
        self.name: str = sheet.get_name()
        self.number = len(draft.pages) + 1
        self.widths: dict[int, float] = {}
        self._formats: dict[str, Format] = {}

    def _format(self, style: str) -> Format:
        if style not in self._formats:
            self._formats[style] = self.draft.style(style)
        return self._formats[style]

    def put(self, row: int, column: int, value: Value, style: Format | str = "plain") -> str:
        """Write one cell and give its address."""
        format_ = self._format(style) if isinstance(style, str) else style
        if isinstance(value, str):
            self.sheet.put_text(row - 1, column - 1, value, format_)
        else:
            self._write(row - 1, column - 1, value, format_)
        return address(row, column)

    def _write(self, row: int, column: int, value: Value, format_: Format) -> None:
        match value:
            case None:
                self.sheet.write_blank(row, column, None, format_)
            case bool():
                self.sheet.write_boolean(row, column, value, format_)
            case int() | Decimal():
                self.sheet.write_number(row, column, value, format_)
            case datetime() | date():
                self.sheet.write_datetime(row, column, value, format_)
            case Formula():
                # A text would be cached as a text: `"180.75"`, which no program adds up.
                shown = Decimal(plain(value.value)) if isinstance(value.value, Decimal) else value.value
                self.sheet.write_formula(row, column, value.text, format_, shown)
            case Link():
                self.sheet.put_text(row, column, value.text, format_)
                self.sheet.point(row, column, value.sheet, value.cell, "")

    def stream(self, row: int, rows: Iterable[Sequence[Plain]], styles: Sequence[Format | str]) -> int:
        """Write many rows from the first column on, each column in its style, and give the row after the last.

        They are written as they come, and whole: nothing can be put into them any more.
        """
        formats = [self._format(style) if isinstance(style, str) else style for style in styles]
        return self.sheet.stream(row - 1, rows, formats) + 1

    def point(self, row: int, column: int, sheet: str, area: str, tip: str) -> None:
        """Let a cell that is written lead to an area of a sheet; the tip is shown when the mouse rests on it."""
        self.sheet.point(row - 1, column - 1, sheet, area, tip)

    def put_row(self, row: int, values: Sequence[Value], style: Format | str = "text", *, start: int = 1) -> None:
        """Write a row of cells in one style."""
        for column, value in enumerate(values, start):
            self.put(row, column, value, style)

    def merge(self, row: int, first: int, last: int, value: str, style: Format | str = "title") -> None:
        """Write a text over several columns of a row; a single column is not merged."""
        format_ = self.draft.style(style) if isinstance(style, str) else style
        if last > first:
            self.sheet.merge_range(row - 1, first - 1, row - 1, last - 1, "", format_)
        self.put(row, first, value, format_)

    def width(self, column: int, width: float, *, hidden: bool = False, style: Format | None = None) -> None:
        """Set a column's width in digits, and the style of its cells that are not written."""
        self.widths[column] = width
        self.sheet.set_column(column - 1, column - 1, width, style, {"hidden": hidden})

    def fit(self, column: int, texts: Sequence[str], *, least: float = 8, most: float = 48) -> None:
        """Make a column as wide as its longest text needs, within bounds."""
        self.width(column, min(max([least, *(text_width(text) + MARGIN for text in texts)]), most))

    def height(self, row: int, points: float, *, grows: bool = False) -> None:
        """Set a row's height; one that `grows` is made higher by spreadsheet programs when more is filled in."""
        self.sheet.set_row(row - 1, points)
        if grows:
            self.sheet.growing.add(row - 1)

    def freeze(self, row: int, column: int = 1) -> None:
        """Keep what lies above the row and left of the column in sight."""
        self.sheet.freeze_panes(row - 1, column - 1)

    def filter(self, top: int, left: int, bottom: int, right: int) -> None:
        """Put filter buttons on a heading row."""
        self.sheet.autofilter(top - 1, left - 1, bottom - 1, right - 1)

    def quiet(self, top: int, left: int, bottom: int, right: int) -> None:
        """Keep programs from doubting what is meant: texts that look like numbers, sums that leave neighbours out."""
        area = f"{address(top, left)}:{address(bottom, right)}"
        doubts = ("number_stored_as_text", "formula_range", "formula_differs", "two_digit_text_year")
        self.sheet.ignore_errors(dict.fromkeys(doubts, area))

    def paper(
        self,
        *,
        landscape: bool = False,
        headings: tuple[int, int] | None = None,
        last: tuple[int, int] | None = None,
        pages: int = 0,
    ) -> None:
        """Set up printing on A4: numbered, `headings` on every page, up to the cell `last`, fitted to the width.

        `pages` is how many pages the sheet is fitted to in its height, as many as it takes where none is given.
        """
        sheet = self.sheet
        sheet.set_paper(9)
        if landscape:
            sheet.set_landscape()
        sheet.fit_to_pages(1, pages)
        sheet.center_horizontally()
        sheet.set_margins(left=0.55, right=0.55, top=0.7, bottom=0.75)
        sheet.set_footer('&C&"宋体"&10第 &P 页　共 &N 页')
        if headings:
            sheet.repeat_rows(headings[0] - 1, headings[1] - 1)
        if last:
            sheet.print_area(0, 0, last[0] - 1, last[1] - 1)

    def chart(
        self, row: int, column: int, chart: Chart, *, description: str, size: tuple[int, int], stretched: bool = False
    ) -> None:
        """Put a chart on the page, with a description for those who cannot see it, and its size in pixels.

        One that is `stretched` keeps covering its cells, however wide a program's typeface makes them.
        """
        chart.set_size({"width": size[0], "height": size[1]})
        options = {"description": description, "object_position": 1 if stretched else 2}
        self.sheet.insert_chart(row - 1, column - 1, chart, options)

    def sparkline(self, row: int, column: int, where: str, *, colour: str = "#2E75B6") -> None:
        """Draw an area of a row or column, named as by `area`, as small columns in a cell; blanks leave a gap."""
        look = {"range": where.removeprefix("="), "type": "column", "series_color": colour, "negative_points": True}
        self.sheet.add_sparkline(row - 1, column - 1, {**look, "negative_color": "#C00000"})

    def area(self, top: int, left: int, bottom: int, right: int) -> str:
        """Name an area of this sheet, as `area` does."""
        return area(self.name, top, left, bottom, right)


def area(sheet: str, top: int, left: int, bottom: int, right: int) -> str:
    """Name an area of a sheet as charts and formulas of other sheets do: `='总览'!$B$2:$B$9`."""
    quoted = sheet.replace("'", "''")
    first, last = f"${column_letters(left)}${top}", f"${column_letters(right)}${bottom}"
    return f"='{quoted}'!{first}:{last}"


def decimals(places: int) -> str:
    """Give the number format with thousands and a fixed number of decimals."""
    return "#,##0" + ("." + "0" * places if places else "")

"""One table on one sheet, as official statistics print it: title, what it is of, headings, rows, notes below."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from reporting.model.figures import Compilation
from reporting.sheets.width import height, text_width
from reporting.sheets.write import Draft, Format, Link, Page, Value

CONTENTS = "目录"
DEMO = "演示数据"
DRAFT = "征求意见稿"
# Title, remarks, headings: data begins in the row after.
TITLE_ROW, REMARK_ROW, HEADING_ROW = 1, 2, 3
FIRST_ROW = 4


@dataclass(frozen=True, slots=True)
class Shown:
    """A sheet as the contents list it."""

    sheet: str
    what: str
    rows: int


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table: its heading, width in digits, and the style of its cells."""

    heading: str
    width: float
    style: str = "text"


@dataclass(frozen=True, slots=True)
class Styled:
    """A value with a style of its own."""

    value: Value
    style: Format | str


Cell = Value | Styled


def begin(draft: Draft, compilation: Compilation, name: str, title: str, columns: Sequence[Column]) -> Page:
    """Begin a sheet: title over the table, the marks it bears, a way back to the contents, headings."""
    page = draft.page(name)
    last = max(len(columns), 2)
    page.merge(TITLE_ROW, 1, last, title, "title")
    page.height(TITLE_ROW, 30)
    page.put(REMARK_ROW, 1, Link(CONTENTS, "A1", "返回目录"), draft.style("left", font_color="#0563C1", underline=1))
    if last > 2:
        page.merge(REMARK_ROW, 2, last, marks(compilation), draft.style("right", font_color="#595959"))
    for place, column in enumerate(columns, start=1):
        page.width(place, column.width)
        page.put(HEADING_ROW, place, column.heading, "heading")
    page.height(HEADING_ROW, height([(column.heading, column.width) for column in columns], least=24))
    page.freeze(FIRST_ROW)
    return page


def marks(compilation: Compilation) -> str:
    """Say what kind of paper this is: draft until released, and whether its data is made up."""
    told = [DEMO] if compilation.demo else []
    told += [] if compilation.released else [DRAFT]
    return "　".join([*told, f"数据截至{compilation.dated.year}年{compilation.dated.month}月{compilation.dated.day}日"])


def put_rows(page: Page, columns: Sequence[Column], rows: Sequence[Sequence[Cell]], *, start: int = FIRST_ROW) -> int:
    """Write the rows, each as high as its texts need, and give the row after the last."""
    styles, widths = [column.style for column in columns], [column.width for column in columns]
    row = start
    for cells in rows:
        for place, (cell, style) in enumerate(zip(cells, styles, strict=True), start=1):
            if isinstance(cell, Styled):
                page.put(row, place, cell.value, cell.style)
            else:
                page.put(row, place, cell, style)
        page.height(row, height(list(zip(map(_text, cells), widths, strict=True))))
        row += 1
    return row


def put_notes(page: Page, row: int, columns: Sequence[Column], notes: Sequence[str]) -> int:
    """Write the notes below a table, over its whole width, and give the row after the last."""
    room = sum(column.width for column in columns)
    for note in notes:
        page.merge(row, 1, len(columns), note, "note")
        page.height(row, height([(note, room)], size=10, least=16))
        row += 1
    return row


def finish(page: Page, columns: Sequence[Column], last_row: int, *, filtered: bool = False) -> None:
    """Set the sheet up for print, and put filter buttons on its headings."""
    wide = sum(column.width for column in columns) > 95
    page.paper(landscape=wide, headings=(TITLE_ROW, HEADING_ROW), last=(last_row, len(columns)))
    if filtered and last_row >= FIRST_ROW:
        page.filter(HEADING_ROW, 1, last_row, len(columns))


def widest(texts: Sequence[str], least: float, most: float) -> float:
    """Give the width a column of texts needs, within bounds."""
    return min(max([least, *(text_width(text) + 2 for text in texts)]), most)


def _text(cell: Cell) -> str:
    value = cell.value if isinstance(cell, Styled) else cell
    return value.text if isinstance(value, Link) else value if isinstance(value, str) else ""

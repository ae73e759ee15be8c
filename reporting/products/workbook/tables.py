"""One table on one sheet, as official statistics print it: title, what it is of, headings, rows, notes below."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from reporting.model.figures import Compilation
from reporting.model.grid import address
from reporting.model.tags import Aspect, Tag
from reporting.products.workbook.origins import Origins
from reporting.sheets.width import height, text_width
from reporting.sheets.write import Draft, Format, Link, Page, Value

CONTENTS = "目录"
DEMO = "演示数据"
DRAFT = "征求意见稿"
# Title, remarks, headings: data begins in the row after.
TITLE_ROW, REMARK_ROW, HEADING_ROW = 1, 2, 3
FIRST_ROW = 4
# There are so many circled numbers in a row.
_CIRCLED = 20


@dataclass(frozen=True, slots=True)
class Book:
    """The workbook in the making: what it is written to, what it tells, and where its figures come from."""

    draft: Draft
    compilation: Compilation
    origins: Origins

    def tag(self, code: str, unit: str = "", aspect: Aspect = Aspect.VALUE, key: str = "") -> Tag:
        """Give the key of a figure of this period, of the city where no unit is named."""
        return Tag(self.compilation.period, code, unit or self.compilation.catalogue.city.code, aspect, key)


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
    """A value with a style of its own, where it has one, and the key of the figure it is, where it is one."""

    value: Value
    style: Format | str = ""
    tag: Tag | None = None


Cell = Value | Styled


class Notes:
    """The notes below a table, each with its mark (①, ② …), which stands at what it is about; equal ones share one."""

    def __init__(self) -> None:
        """Begin without notes."""
        self._told: list[str] = []

    def mark(self, *notes: str) -> str:
        """Take notes down and give their marks."""
        self._told += [note for note in dict.fromkeys(notes) if note not in self._told]
        return "".join(_circled(self._told.index(note)) for note in dict.fromkeys(notes))

    def lines(self) -> list[str]:
        """Give the notes as they stand below the table."""
        return [f"{_circled(place)}{note}" for place, note in enumerate(self._told)]


def _circled(place: int) -> str:
    return chr(ord("①") + place) if place < _CIRCLED else f"〔{place + 1}〕"


def begin(book: Book, name: str, title: str, columns: Sequence[Column]) -> Page:
    """Begin a sheet: title over the table, the marks it bears, a way back to the contents, headings."""
    draft, compilation = book.draft, book.compilation
    page = draft.page(name)
    last = max(len(columns), 2)
    page.merge(TITLE_ROW, 1, last, title, "title")
    page.height(TITLE_ROW, 30)
    back(book, page)
    if last > 2:
        page.merge(REMARK_ROW, 2, last, marks(compilation), draft.style("right", font_color="#595959"))
    for place, column in enumerate(columns, start=1):
        page.width(place, column.width)
        page.put(HEADING_ROW, place, column.heading, "heading")
    page.height(HEADING_ROW, height([(column.heading, column.width) for column in columns], least=24))
    page.freeze(FIRST_ROW)
    return page


def back(book: Book, page: Page) -> None:
    """Put a way back to the contents below the title."""
    style = book.draft.style("left", font_color="#0563C1", underline=1)
    page.put(REMARK_ROW, 1, Link(CONTENTS, "A1", "返回目录"), style)


def marks(compilation: Compilation) -> str:
    """Say what kind of paper this is: draft until released, and whether its data is made up."""
    told = [DEMO] if compilation.demo else []
    told += [] if compilation.released else [DRAFT]
    return "　".join([*told, f"数据截至{compilation.dated.year}年{compilation.dated.month}月{compilation.dated.day}日"])


def put_rows(
    book: Book, page: Page, columns: Sequence[Column], rows: Sequence[Sequence[Cell]], *, least: float = 18
) -> int:
    """Write the rows, each as high as its texts need and at least so many points, and give the row after the last.

    A figure leads to where it comes from.
    """
    widths = [column.width for column in columns]
    row = FIRST_ROW
    for cells in rows:
        for place, (cell, column) in enumerate(zip(cells, columns, strict=True), start=1):
            if isinstance(cell, Styled):
                page.put(row, place, cell.value, cell.style or column.style)
                if cell.tag is not None and _can_lead(cell.value, column.width):
                    lead(book, page, row, place, cell.tag)
            else:
                page.put(row, place, cell, column.style)
        page.height(row, height(list(zip(map(_text, cells), widths, strict=True)), least=least))
        row += 1
    return row


def _can_lead(value: Value, width: float) -> bool:
    """Whether a cell can be a link: LibreOffice wraps no text that is one, and would cut off what is too long."""
    return value is not None and value != "" and (not isinstance(value, str) or text_width(value) < width)


def lead(book: Book, page: Page, row: int, column: int, tag: Tag) -> None:
    """Let a figure's cell lead to its source rows, and be found from there."""
    way = book.origins.way(tag)
    if way is not None:
        page.point(row, column, way.sheet, way.area, way.tip)
        book.origins.put(tag, page.name, address(row, column))


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
    page.paper(landscape=True, headings=(TITLE_ROW, HEADING_ROW), last=(last_row, len(columns)))
    if last_row >= FIRST_ROW:
        page.quiet(FIRST_ROW, 1, last_row, len(columns))
        if filtered:
            page.filter(HEADING_ROW, 1, last_row, len(columns))


def widest(texts: Sequence[str], least: float, most: float) -> float:
    """Give the width a column of texts needs, within bounds."""
    return min(max([least, *(text_width(text) + 2 for text in texts)]), most)


def _text(cell: Cell) -> str:
    value = cell.value if isinstance(cell, Styled) else cell
    return value.text if isinstance(value, Link) else value if isinstance(value, str) else ""

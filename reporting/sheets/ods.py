"""Read an .ods by its content.xml (OpenDocument 1.3, part 3, chapter 9), with all that it hides.

Rows and cells that repeat are written once with a number; empty ones cost nothing, full ones are bounded.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable
from dataclasses import dataclass, replace

from reporting.model.errors import UnreadableFile
from reporting.model.grid import Area, Book, Cell, CellKind, Sheet
from reporting.package.archive import Archive, Limits
from reporting.package.xml import scan, scanner
from reporting.sheets.asides import asides
from reporting.sheets.cells import LAST_COLUMN, LAST_ROW, MOST_MERGES
from reporting.sheets.ods_styles import OdsStyles
from reporting.sheets.stored import damaged, is_error, too_much

_CONTENT, _STYLES, _MANIFEST = "content.xml", "styles.xml", "META-INF/manifest.xml"
# A list of ten thousand equal rows is honest; a million cells from one is not.
_MOST_REPEATED = 1_000_000
_CHUNK = 1 << 16
_TRUTHS = ("TRUE", "FALSE")
_HIDDEN = ("collapse", "filter")
_VALUES = {
    "float": ("office:value", CellKind.NUMBER),
    "percentage": ("office:value", CellKind.NUMBER),
    "currency": ("office:value", CellKind.NUMBER),
    "date": ("office:date-value", CellKind.DATE),
    "time": ("office:time-value", CellKind.DATE),
    "boolean": ("office:boolean-value", CellKind.TRUTH),
}
# What lies in a cell and is not its text: notes, pictures, readings of signs.
_ASIDE = re.compile("office:annotation|draw:|text:ruby-text")


def read(content: bytes, limits: Limits) -> Book:
    """Read a workbook's tables. Raises UnreadableFile: `file-encrypted`, `file-damaged`, `file-bomb`."""
    archive = Archive(content, limits)
    if _MANIFEST in archive and b"encryption-data" in archive.read(_MANIFEST):
        raise UnreadableFile("file-encrypted", "文件加了打开密码，请去掉密码后重新报送")
    styles = OdsStyles()
    if _STYLES in archive:
        styles.parser = scanner(styles.start, styles.end)
        scan(styles.parser, archive.chunks(_STYLES), _STYLES)
    return _tables(archive, styles)


def read_plain(content: bytes, limits: Limits) -> Book:
    """Read the tables where only what lies beside them is damaged: all values are in one part, with what is hidden.

    The number formats of common styles are lost, so the file is noted as damaged. Raises UnreadableFile.
    """
    found = _tables(Archive(content, limits), OdsStyles())
    return replace(found, notes=(*found.notes, "file-damaged"))


def read_flat(content: bytes, limits: Limits) -> Book:
    """Read a .fods, in which all parts are one XML file. Raises UnreadableFile."""
    if len(content) > limits.total:
        raise too_much("文字")
    seen = _Scan(OdsStyles())
    scan(seen.parser, (content[at : at + _CHUNK] for at in range(0, len(content), _CHUNK)))
    return Book(tuple(seen.sheets), ("file-link",) * seen.linked)


def _tables(archive: Archive, styles: OdsStyles) -> Book:
    if _CONTENT not in archive:
        raise damaged(_CONTENT)
    seen = _Scan(styles)
    scan(seen.parser, archive.chunks(_CONTENT), _CONTENT)
    return Book(tuple(seen.sheets), ("file-link",) * seen.linked, asides(archive))


@dataclass
class _Columns:
    """Columns as they are declared: up to and with `last`, their style, their width and whether they are hidden."""

    last: int
    style: str
    width: float
    hidden: bool


class _Scan:
    """The state of a scan: the table, row and cell it is in, and the sheets found so far."""

    def __init__(self, styles: OdsStyles) -> None:
        self.parser = styles.parser = scanner(self._start, self._end)
        self.sheets: list[Sheet] = []
        self.linked = False
        self._styles = styles
        self._depth = self._aside = 0
        self._table: dict[str, str] = {}
        self._given: dict[str, str] | None = None

    def _start(self, tag: str, given: dict[str, str]) -> None:
        if not self._depth:
            self._styles.start(tag, given)
        if self._aside or (self._given is not None and _ASIDE.match(tag)):
            self._aside += 1
        elif tag == "table:table" or self._depth == 1:
            act = _STARTS.get(tag)
            if act is not None:
                act(self, given)
        elif self._depth:
            self._depth += tag == "table:table"

    def _end(self, tag: str) -> None:
        if not self._depth:
            self._styles.end(tag)
        if self._aside:
            self._aside -= 1
        elif tag == "table:table" or self._depth == 1:
            act = _ENDS.get(tag)
            if act is not None:
                act(self)

    def table_starts(self, given: dict[str, str]) -> None:
        """Enter a table; one inside a cell is passed over."""
        self._depth += 1
        if self._depth > 1:
            return
        self._table, self._is_link = given, False
        self._cells: dict[tuple[int, int], Cell] = {}
        self._merges: list[Area] = []
        self._columns: list[_Columns] = []
        self._hidden_rows: set[int] = set()
        self._row = self._repeated = 0
        self.row_starts({})

    def link(self, _: dict[str, str]) -> None:
        """Note that the table is a copy of another file's, kept for its references: nobody sent it."""
        self._is_link = self.linked = True

    def column(self, given: dict[str, str]) -> None:
        """Note columns."""
        last = (self._columns[-1].last if self._columns else 0) + _count(given, "table:number-columns-repeated")
        width = self._styles.widths.get(given.get("table:style-name", ""), 0.0)
        hidden = given.get("table:visibility") in _HIDDEN
        self._columns.append(_Columns(last, given.get("table:default-cell-style-name", ""), width, hidden))

    def row_starts(self, given: dict[str, str]) -> None:
        """Enter a row, or as many as it stands for."""
        self._rows = _count(given, "table:number-rows-repeated")
        self._row_style = given.get("table:default-cell-style-name", "")
        self._row_hidden = given.get("table:visibility") in _HIDDEN
        self._next, self._found = 1, list[Cell]()

    def row_ends(self) -> None:
        """Keep the row as often as it is repeated."""
        first, self._row = self._row + 1, self._row + self._rows
        if not self._found:
            return
        self._bound(first + self._rows - 1, self._rows * len(self._found))
        for row in range(first, first + self._rows):
            self._cells.update({(row, cell.column): cell._replace(row=row) for cell in self._found})
            if self._row_hidden:
                self._hidden_rows.add(row)

    def _bound(self, last_row: int, made: int) -> None:
        self._repeated += made
        if self._repeated > _MOST_REPEATED and made > 1:
            raise too_much("重复行列")
        if last_row > LAST_ROW:
            raise damaged(self._table.get("table:name", ""))

    def cell_starts(self, given: dict[str, str]) -> None:
        """Enter a cell; its text is gathered paragraph by paragraph."""
        self._given = given
        self._paragraphs: list[list[str]] = []

    def paragraph_starts(self, _: dict[str, str]) -> None:
        """Begin a line of the cell's text."""
        if self._given is not None:
            self._paragraphs.append([])
            self.parser.CharacterDataHandler = self._gather

    def _gather(self, text: str) -> None:
        if not self._aside:
            self._paragraphs[-1].append(text)

    def paragraph_ends(self) -> None:
        """End a line."""
        self.parser.CharacterDataHandler = None

    def sign(self, given: dict[str, str], written: str) -> None:
        """Put in blanks, a tab or a line break, which have elements of their own."""
        if self._given is not None and self._paragraphs:
            self._paragraphs[-1].append(written * min(_count(given, "text:c"), 1000))

    def cell_ends(self) -> None:
        """Keep the cell if it holds something, as often as it is repeated in the row."""
        given, self._given = self._given or {}, None
        first, times = self._next, _count(given, "table:number-columns-repeated")
        self._next += times
        self._merge(given, first)
        found = self._cell(given, first)
        if found is None:
            return
        self._bound(self._row + 1, times)
        if self._next - 1 > LAST_COLUMN:
            raise damaged(self._table.get("table:name", ""))
        self._found += [found._replace(column=column) for column in range(first, self._next)]

    def _cell(self, given: dict[str, str], column: int) -> Cell | None:
        formula = "table:formula" in given
        words = "\n".join("".join(pieces) for pieces in self._paragraphs)
        attribute, kind = _VALUES.get(given.get("office:value-type", ""), ("office:string-value", CellKind.TEXT))
        text = given.get(attribute, words)
        if given.get("calcext:value-type") == "error" or (formula and is_error(words)):
            text, kind = words, CellKind.ERROR
        if kind is CellKind.TRUTH or words in _TRUTHS:  # LibreOffice keeps =TRUE() as a number that is shown so
            text, kind = words.upper() or text.upper(), CellKind.TRUTH
        # A formula whose result is the empty text has an empty paragraph: it shows nothing and lacks nothing.
        if not text and not (formula and "office:value-type" not in given and not self._paragraphs):
            return None
        return Cell(self._row + 1, column, text, kind, formula, self._styles.format_of(self._style_of(given, column)))

    def _style_of(self, given: dict[str, str], column: int) -> str:
        own = given.get("table:style-name") or self._row_style
        if own or not self._columns or column > self._columns[-1].last:
            return own
        return self._columns[bisect_left(self._columns, column, key=lambda one: one.last)].style

    def _merge(self, given: dict[str, str], column: int) -> None:
        rows, columns = _count(given, "table:number-rows-spanned"), _count(given, "table:number-columns-spanned")
        if rows > 1 or columns > 1:
            row = self._row + 1
            self._merges.append(
                Area(row, column, min(row + rows - 1, LAST_ROW), min(column + columns - 1, LAST_COLUMN))
            )
            if len(self._merges) > MOST_MERGES:
                raise too_much("合并单元格")

    def table_ends(self) -> None:
        """Keep the sheet."""
        self._depth -= 1
        if self._depth or self._is_link:
            return
        last = max((column for _, column in self._cells), default=0)
        hidden, widths, first = set[int](), dict[int, float](), 1
        for columns in self._columns:
            within = range(first, min(columns.last, last) + 1)
            hidden.update(within if columns.hidden else ())
            widths.update(dict.fromkeys(within, columns.width) if columns.width else {})
            first = columns.last + 1
        self.sheets.append(
            Sheet(
                self._table.get("table:name", ""),
                self._cells,
                tuple(self._merges),
                self._table.get("table:style-name", "") in self._styles.hidden_tables,
                frozenset(self._hidden_rows),
                frozenset(hidden),
                widths,
            )
        )


def _count(given: dict[str, str], name: str) -> int:
    """Give a number of times, 1 where none is named. Raises ValueError, which is damage, for what is none."""
    return max(int(given.get(name, "1")), 1)


_STARTS: dict[str, Callable[[_Scan, dict[str, str]], None]] = {
    "table:table": _Scan.table_starts,
    "table:table-source": _Scan.link,
    "table:table-column": _Scan.column,
    "table:table-row": _Scan.row_starts,
    "table:table-cell": _Scan.cell_starts,
    "table:covered-table-cell": _Scan.cell_starts,
    "text:p": _Scan.paragraph_starts,
    "text:s": lambda scan_, given: scan_.sign(given, " "),
    "text:tab": lambda scan_, _: scan_.sign({}, "\t"),
    "text:line-break": lambda scan_, _: scan_.sign({}, "\n"),
}
_ENDS: dict[str, Callable[[_Scan], None]] = {
    "table:table": _Scan.table_ends,
    "table:table-row": _Scan.row_ends,
    "table:table-cell": _Scan.cell_ends,
    "table:covered-table-cell": _Scan.cell_ends,
    "text:p": _Scan.paragraph_ends,
}

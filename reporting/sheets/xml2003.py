"""Read an XML spreadsheet of Excel 2003 (SpreadsheetML): one file, written by many older systems as `.xls`."""

from __future__ import annotations

import re
from collections.abc import Callable

from reporting.model.grid import Area, Book, Cell, CellKind, Sheet
from reporting.package.archive import Limits
from reporting.package.xml import local, scan, scanner
from reporting.sheets.cells import LAST_COLUMN, LAST_ROW, MOST_CELLS, MOST_MERGES
from reporting.sheets.look import decoded
from reporting.sheets.stored import damaged, too_much
from reporting.sheets.styles import shows_date

_DECLARATION = re.compile(r"<\?xml[^>]*\?>")
_KINDS = {
    "Number": CellKind.NUMBER,
    "DateTime": CellKind.DATE,
    "Boolean": CellKind.TRUTH,
    "Error": CellKind.ERROR,
}
# Formats that have names instead of codes.
_FORMATS = {
    "general": "",
    "percent": "0.00%",
    "fixed": "0.00",
    "standard": "#,##0.00",
    "scientific": "0.00E+00",
    "short date": "yyyy/m/d",
    "long date": 'yyyy"年"m"月"d"日"',
    "general date": "yyyy/m/d h:mm",
}
_POINTS = 5.25
_CHUNK = 1 << 16


def read(content: bytes, limits: Limits) -> Book:
    """Read a workbook's worksheets. Raises UnreadableFile: `file-damaged`, `file-bomb`."""
    if len(content) > limits.total:
        raise too_much("文字")
    plain = recoded(content)
    seen = _Scan()
    scan(seen.parser, (plain[at : at + _CHUNK] for at in range(0, len(plain), _CHUNK)))
    return Book(tuple(seen.sheets))


def recoded(content: bytes) -> bytes:
    """Give the XML in UTF-8 and without its declaration. Raises UnreadableFile where it is no text."""
    text = decoded(content)
    if text is None:
        raise damaged()
    # What stands in the declaration is the coding of the bytes, which are a text by now.
    return _DECLARATION.sub("", text.removeprefix("\ufeff").lstrip(), count=1).encode("utf-8", "replace")


def named_format(code: str) -> str:
    """Give the code of a number format that may be written as a name, such as `Percent`."""
    return _FORMATS.get(code.casefold(), code)


class _Scan:
    """The state of a scan: the sheet, row and cell it is in, and the sheets found so far."""

    def __init__(self) -> None:
        self.parser = scanner(self._start, self._end)
        self.sheets: list[Sheet] = []
        self._formats: dict[str, str] = {}
        self._parents: dict[str, str] = {}
        self._style = ""
        self._within = False
        self._pieces: list[str] = []
        self._given: dict[str, str] = {}
        self._across, self._after, self._type, self._row_style = 0, 0, "", ""
        self.sheet_starts({})

    def _start(self, tag: str, given: dict[str, str]) -> None:
        act = _STARTS.get(local(tag))
        if act is not None:
            act(self, {local(name): value for name, value in given.items()})

    def _end(self, tag: str) -> None:
        act = _ENDS.get(local(tag))
        if act is not None:
            act(self)

    def style(self, given: dict[str, str]) -> None:
        """Note a style and what it is derived from."""
        self._style = given.get("ID", "")
        self._parents[self._style] = given.get("Parent", "Default" if self._style != "Default" else "")

    def number_format(self, given: dict[str, str]) -> None:
        """Note a style's number format; an empty one is 常规."""
        self._formats[self._style] = named_format(given.get("Format", ""))

    def sheet_starts(self, given: dict[str, str]) -> None:
        """Enter a worksheet."""
        self._sheet = given
        self._cells: dict[tuple[int, int], Cell] = {}
        self._merges: list[Area] = []
        self._hidden_rows: set[int] = set()
        self._hidden_columns: set[int] = set()
        self._widths: dict[int, float] = {}
        self._hidden = False
        self._row = self._column = self._last_column = 0
        self._columns: dict[int, str] = {}

    def column(self, given: dict[str, str]) -> None:
        """Note columns: those it spans follow it."""
        first = max(int(given.get("Index", self._last_column + 1)), 1)
        if first <= self._last_column:  # told of twice
            raise damaged(self._sheet.get("Name", ""))
        self._last_column = min(first + int(given.get("Span", 0)), LAST_COLUMN)
        for column in range(first, self._last_column + 1):
            if given.get("Hidden", "0") != "0":
                self._hidden_columns.add(column)
            if "Width" in given:
                self._widths[column] = float(given["Width"]) / _POINTS
            self._columns[column] = given.get("StyleID", "")

    def row_starts(self, given: dict[str, str]) -> None:
        """Enter a row; those it spans look like it and hold nothing."""
        self._row = int(given.get("Index", self._row + 1))
        self._row_style = given.get("StyleID", "")
        if given.get("Hidden", "0") != "0":
            self._hidden_rows.add(self._row)
        self._column, self._after = 0, self._row + int(given.get("Span", 0))

    def row_ends(self) -> None:
        """Leave the row."""
        self._row = self._after

    def cell_starts(self, given: dict[str, str]) -> None:
        """Enter a cell; a merge moves the next one on."""
        self._column = int(given.get("Index", self._column + 1))
        across, down = int(given.get("MergeAcross", 0)), int(given.get("MergeDown", 0))
        if not (1 <= self._row <= LAST_ROW and 1 <= self._column <= LAST_COLUMN):
            raise damaged(self._sheet.get("Name", ""))
        if across > 0 or down > 0:
            bottom, right = min(self._row + down, LAST_ROW), min(self._column + across, LAST_COLUMN)
            self._merges.append(Area(self._row, self._column, bottom, right))
        if len(self._merges) > MOST_MERGES or len(self._cells) > MOST_CELLS:
            raise too_much("单元格")
        self._given, self._across, self._type, self._pieces = given, across, "", []
        self._within = True

    def data_starts(self, given: dict[str, str]) -> None:
        """Begin to gather the cell's value; that of a comment has the same name and is left."""
        if self._within:
            self._type = given.get("Type", "String")
            self.parser.CharacterDataHandler = self._pieces.append

    def data_ends(self) -> None:
        """Stop gathering."""
        self.parser.CharacterDataHandler = None

    def comment_starts(self, _: dict[str, str]) -> None:
        """Enter a comment: it is not part of the cell."""
        self._within = False

    def comment_ends(self) -> None:
        """Leave a comment."""
        self._within = True

    def cell_ends(self) -> None:
        """Keep the cell if it holds something."""
        row, column = self._row, self._column
        self._column += self._across
        self._within = False
        text, formula = "".join(self._pieces), "Formula" in self._given
        kind = _KINDS.get(self._type, CellKind.TEXT)
        if not text and not (formula and self._type != "String"):
            return
        if kind is CellKind.TRUTH:
            text = "FALSE" if text.strip() == "0" else "TRUE"
        style = self._format_of(self._given.get("StyleID") or self._row_style or self._columns.get(column, ""))
        if kind is CellKind.NUMBER and shows_date(style):
            kind = CellKind.DATE
        self._cells[row, column] = Cell(row, column, text, kind, formula, style)

    def _format_of(self, style: str) -> str:
        for _ in range(len(self._parents) + 1):
            if style in self._formats or not style:
                return self._formats.get(style, "")
            style = self._parents.get(style, "")
        return ""

    def visible_starts(self, _: dict[str, str]) -> None:
        """Begin to gather whether the sheet is hidden."""
        self._pieces = []
        self.parser.CharacterDataHandler = self._pieces.append

    def visible_ends(self) -> None:
        """Note whether the sheet is hidden."""
        self.parser.CharacterDataHandler = None
        self._hidden = "Hidden" in "".join(self._pieces)

    def sheet_ends(self) -> None:
        """Keep the sheet."""
        last_row = max((row for row, _ in self._cells), default=0)
        last_column = max((column for _, column in self._cells), default=0)
        self.sheets.append(
            Sheet(
                self._sheet.get("Name", ""),
                self._cells,
                tuple(self._merges),
                self._hidden,
                frozenset(row for row in self._hidden_rows if row <= last_row),
                frozenset(column for column in self._hidden_columns if column <= last_column),
                {column: width for column, width in self._widths.items() if column <= last_column},
            )
        )


_STARTS: dict[str, Callable[[_Scan, dict[str, str]], None]] = {
    "Style": _Scan.style,
    "NumberFormat": _Scan.number_format,
    "Worksheet": _Scan.sheet_starts,
    "Column": _Scan.column,
    "Row": _Scan.row_starts,
    "Cell": _Scan.cell_starts,
    "Data": _Scan.data_starts,
    "Comment": _Scan.comment_starts,
    "Visible": _Scan.visible_starts,
}
_ENDS: dict[str, Callable[[_Scan], None]] = {
    "Worksheet": _Scan.sheet_ends,
    "Row": _Scan.row_ends,
    "Cell": _Scan.cell_ends,
    "Data": _Scan.data_ends,
    "Comment": _Scan.comment_ends,
    "Visible": _Scan.visible_ends,
}

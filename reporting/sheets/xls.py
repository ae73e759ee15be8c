"""Read an .xls or .et (BIFF in a compound file) with xlrd, and what xlrd leaves out with `xls_formulas`.

xlrd is given the workbook's stream alone: in a compound file made to hurt it goes round in circles.
xlrd reads formats, merges and what is hidden only where all of that is sound; where it is not, the values alone are
read, and the file is noted as damaged.
"""

from __future__ import annotations

import io
import struct
from collections.abc import Mapping
from typing import Any

from reporting.model.errors import UnreadableFile
from reporting.model.grid import Area, Book, Cell, CellKind, Sheet
from reporting.package.archive import Limits
from reporting.package.compound import SIGNATURE, Compound
from reporting.sheets.asides import asides_of_stream
from reporting.sheets.cells import MOST_CELLS, MOST_MERGES
from reporting.sheets.stored import damaged, number_text, too_much
from reporting.sheets.styles import BUILT_IN, shows_date
from reporting.sheets.xls_formulas import formula_cells

# What xlrd lets through where records contradict each other; only its own call is guarded with these.
_FAULTS = (
    struct.error,
    ArithmeticError,
    AssertionError,
    AttributeError,
    LookupError,
    NameError,
    TypeError,
    ValueError,
    RecursionError,
)
_STREAMS = ("Workbook", "Book")
_FIRST_OWN = 164
# Dates of a workbook made on an old Macintosh count from 1904.
_FROM_1904 = 1462
_BIFF8, _CHINESE = 80, "gb18030"
_WIDTH = 256


def read(content: bytes, _: Limits) -> Book:
    """Read a workbook's worksheets. Raises UnreadableFile: `file-encrypted`, `file-damaged`, `file-bomb`."""
    stream = _stream(content)
    book, formatted = _opened(stream)
    formulas = formula_cells(stream)
    if len(formulas) != book.nsheets:
        formulas = [frozenset()] * book.nsheets
    sheets = tuple(_sheet(book, number, formulas[number], formatted=formatted) for number in range(book.nsheets))
    return Book(sheets, () if formatted else ("file-damaged",), asides_of_stream(stream))


def formatted(content: bytes) -> Any | None:
    """Open a workbook with its formats, for their looks; None where these are not sound. Raises UnreadableFile."""
    book, with_formats = _opened(_stream(content))
    return book if with_formats else None


def _stream(content: bytes) -> bytes:
    if not content.startswith(SIGNATURE):
        return content
    compound = Compound(content)
    found = next((stream for name in _STREAMS if (stream := compound.stream(name))), None)
    if found is None:
        raise damaged()
    return found


def _opened(content: bytes) -> tuple[Any, bool]:
    """Open with formats, merges and what is hidden, else without; the flag says which."""
    try:
        return _open(content, formatted=True), True
    except UnreadableFile as fault:
        if fault.code == "file-encrypted":
            raise
    return _open(content, formatted=False), False


def _open(content: bytes, *, formatted: bool, encoding: str | None = None) -> Any:
    import xlrd
    from xlrd.formula import FormulaError

    try:
        book = xlrd.open_workbook(
            file_contents=content,
            formatting_info=formatted,
            ragged_rows=True,
            logfile=io.StringIO(),  # it talks to standard output
            encoding_override=encoding,
        )
    except xlrd.XLRDError as fault:
        if "encrypted" in str(fault) or "password" in str(fault):
            raise UnreadableFile("file-encrypted", "文件加了密码，请去掉密码后重新报送") from fault
        raise damaged() from fault
    except (FormulaError, *_FAULTS) as fault:
        raise damaged() from fault
    # Before Excel 97 texts were in the code page of the writer's Windows, which some programs do not name.
    if book.biff_version < _BIFF8 and book.codepage is None and encoding is None:
        return _open(content, formatted=formatted, encoding=_CHINESE)
    return book


def _sheet(book: Any, number: int, formulas: frozenset[tuple[int, int]], *, formatted: bool) -> Sheet:
    try:
        sheet = book.sheet_by_index(number)
        cells = _cells(book, sheet, formulas, formatted=formatted)
        last_row = max((row for row, _ in cells), default=0)
        last_column = max((column for _, column in cells), default=0)
        rows = {row + 1 for row, info in sheet.rowinfo_map.items() if info.hidden}
        columns = {column + 1: info for column, info in sheet.colinfo_map.items() if column < last_column}
        return Sheet(
            sheet.name,
            cells,
            tuple(Area(top + 1, left + 1, bottom, right) for top, bottom, left, right in _merged(sheet)),
            sheet.visibility != 0,
            frozenset(row for row in rows if row <= last_row),
            frozenset(column for column, info in columns.items() if info.hidden),
            {column: info.width / _WIDTH for column, info in columns.items()},
        )
    except LookupError as fault:  # a cell of a style that is not there
        raise damaged() from fault


def _merged(sheet: Any) -> list[tuple[int, int, int, int]]:
    merges: list[tuple[int, int, int, int]] = sheet.merged_cells
    if len(merges) > MOST_MERGES:
        raise too_much("合并单元格")
    return merges


def _cells(
    book: Any, sheet: Any, formulas: frozenset[tuple[int, int]], *, formatted: bool
) -> Mapping[tuple[int, int], Cell]:
    import xlrd

    formats = _formats(book) if formatted else []
    cells: dict[tuple[int, int], Cell] = {}
    for row in range(sheet.nrows):
        for column, (kind, value) in enumerate(zip(sheet.row_types(row), sheet.row_values(row), strict=True)):
            if kind in (xlrd.XL_CELL_EMPTY, xlrd.XL_CELL_BLANK) or value == "":
                continue  # a formula that shows the empty text lacks nothing
            style = formats[sheet.cell_xf_index(row, column)] if formatted else ""
            text, sort = _value(book, kind, value, style)
            at = (row + 1, column + 1)
            cells[at] = Cell(*at, text, sort, (row, column) in formulas, style)
        if len(cells) > MOST_CELLS:
            raise too_much("单元格")
    return cells


def _formats(book: Any) -> list[str]:
    """Give each style's number format: those known by number are Excel's own, Chinese ones among them."""
    return [_format(book, style.format_key) for style in book.xf_list]


def _format(book: Any, key: int) -> str:
    found = book.format_map.get(key)
    code = BUILT_IN.get(key, "") if key < _FIRST_OWN else (found.format_str if found else "")
    return "" if code.casefold() == "general" else code


def _value(book: Any, kind: int, value: Any, style: str) -> tuple[str, CellKind]:
    import xlrd

    if kind == xlrd.XL_CELL_TEXT:
        return value, CellKind.TEXT
    if kind == xlrd.XL_CELL_BOOLEAN:
        return ("TRUE" if value else "FALSE"), CellKind.TRUTH
    if kind == xlrd.XL_CELL_ERROR:
        return xlrd.error_text_from_code.get(value, "#N/A"), CellKind.ERROR
    if shows_date(style) if style else kind == xlrd.XL_CELL_DATE:
        return number_text(value + _FROM_1904 * book.datemode), CellKind.DATE
    return number_text(value), CellKind.NUMBER

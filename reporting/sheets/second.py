"""Read an .xlsx with openpyxl where our own reader gives up: it looks past slips in what is not a cell.

What was refused for good reason stays refused: documents that bring entities, large ones, for which it takes too long,
and what openpyxl would read by passing over cells or by taking one text for another, which it does without a word.
"""

from __future__ import annotations

import io
import re
import warnings
import zipfile
import zlib
from typing import Any

from reporting.model.grid import Area, Book, Cell, CellKind, Sheet
from reporting.package.archive import Archive, Limits
from reporting.sheets.cells import LAST_COLUMN, LAST_ROW
from reporting.sheets.stored import damaged, number_text
from reporting.sheets.styles import shows_date
from reporting.sheets.xlsx import sheet_parts

_LARGEST = 16 << 20
_PLANTED = re.compile(rb"<\0?!\0?(?:D\0?O\0?C\0?T|E\0?N\0?T)|\0<\0!\0[DE]")
# A value that is written: `<v>12</v>`, or a text within the cell.
_VALUE = re.compile(rb"<(?:\w+:)?(?:v(?:\s[^>]*)?>[^<]|is[\s>])")
# A text by its number: openpyxl counts `-1` from the end.
_SHARED = re.compile(rb"<(?:\w+:)?c\s(?=[^>]*\bt=[\"']s[\"'])[^>]*>\s*<(?:\w+:)?v[^>/]*(?:/>|>([^<]*))")
# What openpyxl lets through where a workbook contradicts itself; only its own calls are guarded with these.
_FAULTS = (
    ArithmeticError,
    AttributeError,
    LookupError,
    NotImplementedError,
    SyntaxError,  # lxml's and ElementTree's faults in XML are of this kind
    TypeError,
    ValueError,
    zipfile.BadZipFile,
    zlib.error,
)
_KINDS = {"n": CellKind.NUMBER, "d": CellKind.DATE, "b": CellKind.TRUTH, "e": CellKind.ERROR, "f": CellKind.TEXT}


def read(content: bytes, limits: Limits) -> Book:
    """Read a workbook's worksheets, and note that the file is not sound. Raises UnreadableFile: `file-damaged`."""
    archive = Archive(content, limits)
    if sum(member.size for member in archive.members.values()) > _LARGEST:
        raise damaged()
    if any(_PLANTED.search(archive.read(name)) for name in archive.names if name.lower().endswith((".xml", ".rels"))):
        raise damaged()
    written = {found.name: archive.read(found.part) for found in sheet_parts(archive)}
    if not all(number.strip().isdigit() for part in written.values() for number in _SHARED.findall(part)):
        raise damaged()
    formulas, values = _loaded(content, values=False), _loaded(content, values=True)
    try:
        sheets = [_sheet(*pair) for pair in zip(formulas.worksheets, values.worksheets, strict=True)]
    except _FAULTS as fault:
        raise damaged() from fault
    # It passes over what it cannot place: as many values as are written must have been read.
    found = {sheet.name: sum(bool(cell.text) for cell in sheet.cells.values()) for sheet in sheets}
    if found != {name: len(_VALUE.findall(part)) for name, part in written.items()}:
        raise damaged()
    return Book(tuple(sheets), ("file-damaged",))


def _loaded(content: bytes, *, values: bool) -> Any:
    import openpyxl

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # it says which extensions it drops; we only read
            return openpyxl.load_workbook(io.BytesIO(content), data_only=values, keep_links=False)
    except _FAULTS as fault:
        raise damaged() from fault


def _sheet(formulas: Any, values: Any) -> Sheet:
    cells = {}
    for row in values.iter_rows():
        for found in row:
            formula = formulas.cell(found.row, found.column).data_type == "f"
            if not (1 <= found.row <= LAST_ROW and 1 <= found.column <= LAST_COLUMN):
                raise damaged(values.title)
            if found.value is not None or formula:
                cells[found.row, found.column] = _cell(found, formula=formula)
    return Sheet(
        values.title,
        cells,
        tuple(Area(one.min_row, one.min_col, one.max_row, one.max_col) for one in values.merged_cells.ranges),
        values.sheet_state != "visible",
        frozenset(row for row, given in values.row_dimensions.items() if given.hidden and row <= values.max_row),
        frozenset(_hidden_columns(values)),
    )


def _hidden_columns(sheet: Any) -> list[int]:
    hidden = [given for given in sheet.column_dimensions.values() if given.hidden and given.min and given.max]
    return [column for given in hidden for column in range(given.min, min(given.max, sheet.max_column) + 1)]


def _cell(found: Any, *, formula: bool) -> Cell:
    """Make a cell of ours; a date comes as the day it shows, so it is turned back into what is stored."""
    from openpyxl.utils.datetime import to_excel

    style = "" if found.number_format.casefold() == "general" else found.number_format
    value = found.value
    if value is None:
        return Cell(found.row, found.column, "", CellKind.NUMBER, formula, style)
    kind = _KINDS.get(found.data_type, CellKind.TEXT)
    if kind is CellKind.DATE and not isinstance(value, str):
        value = to_excel(value)  # type: ignore[no-untyped-call]
    if kind is CellKind.NUMBER and shows_date(style):
        kind = CellKind.DATE
    text = number_text(value) if isinstance(value, float) else str(value)
    return Cell(found.row, found.column, text.upper() if isinstance(value, bool) else text, kind, formula, style)

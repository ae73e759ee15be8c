"""Read an .xlsb by its own parts ([MS-XLSB]): numbers as stored, errors, formulas, number formats, what is hidden.

A part is a row of records, each with its kind and size; those of no use are passed over.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator

from reporting.model.grid import Area, Book, Cell, CellKind, Sheet
from reporting.package.archive import Archive, Limits
from reporting.package.opc import Relationship, relationships
from reporting.sheets.asides import asides
from reporting.sheets.cells import LAST_COLUMN, LAST_ROW, MOST_CELLS, MOST_MERGES
from reporting.sheets.look import main_part
from reporting.sheets.stored import damaged, number_text, too_much
from reporting.sheets.styles import BUILT_IN, shows_date
from reporting.sheets.xlsx import part_of_kind

# Kinds of records, [MS-XLSB] 2.3.2.
_ROW, _BLANK, _RK, _ERROR, _BOOL, _REAL, _STRING, _SHARED = range(8)
_FORMULA_STRING, _FORMULA_REAL, _FORMULA_BOOL, _FORMULA_ERROR, _RICH = 8, 9, 10, 11, 62
_SST_ITEM, _FORMAT, _STYLE, _COLUMNS, _SHEET, _MERGE, _BOOK = 19, 44, 47, 60, 156, 176, 153
_STYLES_BEGIN, _STYLES_END = 617, 618
_FORMULAS = frozenset({_FORMULA_STRING, _FORMULA_REAL, _FORMULA_BOOL, _FORMULA_ERROR})
_CELLS = frozenset({_RK, _ERROR, _BOOL, _REAL, _STRING, _SHARED, _RICH}) | _FORMULAS
_WORDS = {
    0x00: "#NULL!",
    0x07: "#DIV/0!",
    0x0F: "#VALUE!",
    0x17: "#REF!",
    0x1D: "#NAME?",
    0x24: "#NUM!",
    0x2A: "#N/A",
    0x2B: "#GETTING_DATA",
}
_NO_STRING = 0xFFFFFFFF
_FROM_1904 = 1462
_FIRST_OWN = 164
_WIDTH = 256
_AREA, _PAIR, _LONG, _REAL64 = struct.Struct("<4L"), struct.Struct("<2L"), struct.Struct("<L"), struct.Struct("<d")

Record = tuple[int, bytes]


def read(content: bytes, limits: Limits) -> Book:
    """Read a workbook's worksheets. Raises UnreadableFile: `file-damaged`, `file-bomb`."""
    archive = Archive(content, limits)
    main = main_part(archive)
    try:
        links = relationships(archive, main)
        records = list(_records(archive.read(main)))
        held = _Held(
            [_text(data, 1) for data in _of(archive, links, "sharedStrings", _SST_ITEM)],
            _formats(archive, links),
            any(kind == _BOOK and data[:1] and data[0] & 1 for kind, data in records),
        )
        named = [data for kind, data in records if kind == _SHEET]
        sheets = [sheet for data in named if (sheet := _sheet(archive, links, data, held))]
    except (struct.error, LookupError, ValueError) as fault:
        raise damaged() from fault
    return Book(tuple(sheets), asides=asides(archive))


class _Held:
    """What all sheets share: texts, number formats, and the day from which dates count."""

    def __init__(self, strings: list[str], formats: list[str], since_1904: bool) -> None:
        self.strings, self.formats, self.since_1904 = strings, formats, since_1904


def _records(content: bytes) -> Iterator[Record]:
    """Yield the records: kind and size are written in seven bits a byte."""
    at = 0
    while at < len(content):
        kind, at = _varied(content, at, 2)
        size, at = _varied(content, at, 4)
        if at + size > len(content):
            raise damaged()
        yield kind, content[at : at + size]
        at += size


def _varied(content: bytes, at: int, most: int) -> tuple[int, int]:
    value = 0
    for place in range(most):
        byte = content[at + place]
        value |= (byte & 0x7F) << 7 * place
        if byte < 0x80:
            return value, at + place + 1
    return value, at + most


def _text(data: bytes, at: int) -> str:
    """Read a text: its length in signs of UTF-16, then the signs."""
    (length,) = _LONG.unpack_from(data, at)
    if length == _NO_STRING:
        return ""
    if at + 4 + 2 * length > len(data):
        raise damaged()
    return data[at + 4 : at + 4 + 2 * length].decode("utf-16-le", "replace")


def _of(archive: Archive, links: dict[str, Relationship], part: str, kind: int) -> Iterator[bytes]:
    name = part_of_kind(archive, links, part)
    yield from (data for found, data in _records(archive.read(name)) if found == kind) if name else ()


def _formats(archive: Archive, links: dict[str, Relationship]) -> list[str]:
    name = part_of_kind(archive, links, "styles")
    own, styles, within = dict[int, str](), list[str](), False
    for kind, data in _records(archive.read(name)) if name else ():
        if kind == _FORMAT:
            own[int.from_bytes(data[:2], "little")] = _text(data, 2)
        elif kind in (_STYLES_BEGIN, _STYLES_END):
            within = kind == _STYLES_BEGIN
        elif kind == _STYLE and within:
            number = int.from_bytes(data[2:4], "little")
            code = own.get(number) or BUILT_IN.get(number, "")
            styles.append("" if code.casefold() == "general" else code)
    return styles


def _sheet(archive: Archive, links: dict[str, Relationship], data: bytes, held: _Held) -> Sheet | None:
    """Read one worksheet; None for a chart sheet, which holds no cells."""
    link = links.get(_text(data, 8))
    name = _text(data, 12 + 2 * len(_text(data, 8)))
    if link is not None and link.kind != "worksheet":
        return None
    part = archive.find(link.target) if link else None
    if part is None:
        raise damaged(name)
    seen = _Scan(held)
    for kind, record in _records(archive.read(part)):
        seen.take(kind, record)
    return seen.sheet(name, hidden=_LONG.unpack_from(data)[0] != 0)


class _Scan:
    """What a worksheet's records have told so far."""

    def __init__(self, held: _Held) -> None:
        self._held = held
        self._cells: dict[tuple[int, int], Cell] = {}
        self._merges: list[Area] = []
        self._hidden_rows: set[int] = set()
        self._columns: dict[int, tuple[float, bool]] = {}
        self._row = 0

    def take(self, kind: int, data: bytes) -> None:
        """Take in one record."""
        if kind in _CELLS:
            self._cell(kind, data)
        elif kind == _ROW:
            self._row = _LONG.unpack_from(data)[0] + 1
            if data[11] & 0x10:
                self._hidden_rows.add(self._row)
        elif kind == _MERGE:
            top, bottom, left, right = _AREA.unpack_from(data)
            self._merges.append(Area(top + 1, left + 1, bottom + 1, right + 1))
            if len(self._merges) > MOST_MERGES:
                raise too_much("合并单元格")
        elif kind == _COLUMNS:
            first, last, width, _ = _AREA.unpack_from(data)
            for column in range(first + 1, min(last + 1, LAST_COLUMN) + 1):
                self._columns[column] = width / _WIDTH, bool(data[16] & 1)

    def _cell(self, kind: int, data: bytes) -> None:
        column, style = _PAIR.unpack_from(data)
        formats, number = self._held.formats, style & 0xFFFFFF
        code = formats[number] if number < len(formats) else ""
        text, sort = self._value(kind, data)
        if sort is CellKind.NUMBER:
            text, sort = self._number(float(text), code)
        # A formula that shows the empty text lacks nothing.
        if not text:
            return
        if not (1 <= self._row <= LAST_ROW and column < LAST_COLUMN):
            raise damaged()
        self._cells[self._row, column + 1] = Cell(self._row, column + 1, text, sort, kind in _FORMULAS, code)
        if len(self._cells) > MOST_CELLS:
            raise too_much("单元格")

    def _value(self, kind: int, data: bytes) -> tuple[str, CellKind]:
        if kind in (_ERROR, _FORMULA_ERROR):
            return _WORDS.get(data[8], "#N/A"), CellKind.ERROR
        if kind in (_BOOL, _FORMULA_BOOL):
            return ("TRUE" if data[8] else "FALSE"), CellKind.TRUTH
        if kind in (_STRING, _FORMULA_STRING):
            return _text(data, 8), CellKind.TEXT
        if kind == _RICH:
            return _text(data, 9), CellKind.TEXT
        if kind == _SHARED:
            return self._held.strings[_LONG.unpack_from(data, 8)[0]], CellKind.TEXT
        return repr(_short(data) if kind == _RK else _REAL64.unpack_from(data, 8)[0]), CellKind.NUMBER

    def _number(self, value: float, code: str) -> tuple[str, CellKind]:
        if not shows_date(code):
            return number_text(value), CellKind.NUMBER
        return number_text(value + _FROM_1904 * self._held.since_1904), CellKind.DATE

    def sheet(self, name: str, *, hidden: bool) -> Sheet:
        """Give what was told, as a sheet."""
        last_row = max((row for row, _ in self._cells), default=0)
        last = max((column for _, column in self._cells), default=0)
        columns = {column: told for column, told in self._columns.items() if column <= last}
        return Sheet(
            name,
            self._cells,
            tuple(self._merges),
            hidden,
            frozenset(row for row in self._hidden_rows if row <= last_row),
            frozenset(column for column, (_, is_hidden) in columns.items() if is_hidden),
            {column: width for column, (width, _) in columns.items()},
        )


def _short(data: bytes) -> float:
    """Undo the short form of a number: an integer or the upper half of a double, either in hundredths."""
    (value,) = _LONG.unpack_from(data, 8)
    if value & 2:
        number = float(int.from_bytes(data[8:12], "little", signed=True) >> 2)
    else:
        (number,) = _REAL64.unpack(b"\0\0\0\0" + _LONG.pack(value & 0xFFFFFFFC))
    return number / 100 if value & 1 else number

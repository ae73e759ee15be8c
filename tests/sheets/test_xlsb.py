"""A binary workbook is read with all that libraries smooth over."""

from __future__ import annotations

import struct

import pytest

from reporting.model.errors import UnreadableFile
from reporting.model.grid import Area, Cell, CellKind
from reporting.package.archive import Archive
from reporting.package.pack import replaced
from reporting.sheets.read import read
from tests.sheets.binary import book, cell, columns, merge, row, sheet, text

REAL, SHORT, SHARED, INLINE, RICH, ERROR, TRUTH = 5, 2, 7, 6, 62, 3, 4
FORMULA_TEXT, FORMULA_REAL, FORMULA_TRUTH, FORMULA_ERROR = 8, 9, 10, 11
PERCENT, DATE, OWN = 1, 2, 3


def real(value: float) -> bytes:
    """Write a double."""
    return struct.pack("<d", value)


def short(value: int, *, hundredths: bool = False) -> bytes:
    """Write a whole number in the short form."""
    return struct.pack("<l", value << 2 | 2 | hundredths)


ROWS = (
    row(0),
    cell(SHARED, 0, struct.pack("<L", 0)),
    cell(INLINE, 1, text("内联")),
    cell(RICH, 2, b"\0" + text("富文本")),
    row(1),
    cell(REAL, 0, real(2380.43)),
    cell(SHORT, 1, short(487)),
    cell(SHORT, 2, short(-1250, hundredths=True), PERCENT),
    cell(REAL, 3, real(43008.0), DATE),
    cell(REAL, 4, real(1.25), OWN),
    row(2, hidden=True),
    cell(ERROR, 0, b"\x17"),
    cell(TRUTH, 1, b"\1"),
    cell(FORMULA_REAL, 2, real(0.1 + 0.2)),
    cell(FORMULA_TEXT, 3, text("算出")),
    cell(FORMULA_ERROR, 4, b"\x07"),
    cell(FORMULA_TRUTH, 5, b"\0"),
    cell(FORMULA_TEXT, 6, text("")),
    cell(1, 7, b""),
)
LOOKS = columns(0, 0, 30) + columns(4, 9, 10, hidden=True)


def whole(**given: bool) -> bytes:
    """Write a workbook with one of everything, and a hidden sheet."""
    sheets = {"表一": sheet(ROWS, cols=LOOKS, after=merge(4, 5, 0, 3)), "藏": sheet([row(0), cell(SHORT, 0, short(5))])}
    return book(sheets, strings=["单位名称"], hidden=["藏"], **given)


def test_cells_of_every_kind() -> None:
    """Numbers in both forms, texts in three, errors, truths and formulas; the empty text is an empty cell."""
    assert list(read(whole(), "a.xlsb").sheets[0].cells.values()) == [
        Cell(1, 1, "单位名称"),
        Cell(1, 2, "内联"),
        Cell(1, 3, "富文本"),
        Cell(2, 1, "2380.43", CellKind.NUMBER),
        Cell(2, 2, "487", CellKind.NUMBER),
        Cell(2, 3, "-12.5", CellKind.NUMBER, style="0.00%"),
        Cell(2, 4, "43008", CellKind.DATE, style="yyyy/m/d"),
        Cell(2, 5, "1.25", CellKind.NUMBER, style='0.0"万"'),
        Cell(3, 1, "#REF!", CellKind.ERROR),
        Cell(3, 2, "TRUE", CellKind.TRUTH),
        Cell(3, 3, "0.30000000000000004", CellKind.NUMBER, formula=True),
        Cell(3, 4, "算出", formula=True),
        Cell(3, 5, "#DIV/0!", CellKind.ERROR, formula=True),
        Cell(3, 6, "FALSE", CellKind.TRUTH, formula=True),
    ]


def test_what_is_hidden_and_merged() -> None:
    """Hidden rows, columns and sheets are known, and merges."""
    first, second = read(whole(), "a.xlsb").sheets
    assert (first.name, first.hidden, second.name, second.hidden) == ("表一", False, "藏", True)
    assert (set(first.hidden_rows), set(first.hidden_columns)) == ({3}, {5, 6})
    assert first.merges == (Area(5, 1, 6, 4),)
    assert first.widths[1] == 30


def test_dates_of_an_old_macintosh() -> None:
    """A workbook that counts days from 1904 gives the same days as others."""
    assert read(whole(macintosh=True), "a").sheets[0].cells[2, 4].text == str(43008 + 1462)


@pytest.mark.parametrize("end", [5, 12, 40, 100, 200])
def test_a_part_cut_short_is_damaged(end: int) -> None:
    """Records that reach past their part's end are damage, never a shorter sheet."""
    archive = Archive(whole())
    part = archive.read("xl/worksheets/sheet1.bin")
    with pytest.raises(UnreadableFile) as caught:
        read(replaced(archive, {"xl/worksheets/sheet1.bin": part[:end]}), "a")
    assert caught.value.code == "file-damaged"


@pytest.mark.parametrize(
    "rows",
    [
        [row(0), cell(SHARED, 0, struct.pack("<L", 7))],
        [row(0), cell(REAL, 20_000, real(1))],
        [row(2_000_000), cell(REAL, 0, real(1))],
        [row(0), cell(REAL, 0, b"\1")],
        [row(0), cell(INLINE, 0, struct.pack("<L", 1 << 30))],
    ],
)
def test_nonsense_is_damaged(rows: list[bytes]) -> None:
    """Texts that are not there, places off the sheet and values cut short are damage, never a crash."""
    with pytest.raises(UnreadableFile) as caught:
        read(book({"表": sheet(rows)}), "a")
    assert caught.value.code == "file-damaged"

"""Addresses and sheets as people see them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reporting.model.grid import Area, Book, Cell, Sheet, address, column_letters, place

HEADED = Sheet(
    "表",
    {(1, 1): Cell(1, 1, " 标题 "), (3, 2): Cell(3, 2, "本期"), (2, 3): Cell(2, 3, "右"), (2, 1): Cell(2, 1, "左")},
    merges=(Area(1, 1, 1, 4), Area(5, 1, 6, 1)),
)


@pytest.mark.parametrize(
    ("column", "letters"), [(1, "A"), (26, "Z"), (27, "AA"), (28, "AB"), (702, "ZZ"), (703, "AAA"), (16384, "XFD")]
)
def test_columns_have_letters(column: int, letters: str) -> None:
    """The last column a workbook can have is XFD."""
    assert column_letters(column) == letters


@pytest.mark.parametrize(("text", "where"), [("C12", (12, 3)), ("c12", (12, 3)), ("XFD1048576", (1048576, 16384))])
def test_addresses_are_read(text: str, where: tuple[int, int]) -> None:
    """An address gives row and column, in small letters too."""
    assert place(text) == where


@pytest.mark.parametrize("text", ["", "12", "C", "12C", "C-1", "丙12", "$C$12", "A1:B2"])
def test_what_is_no_address_is_refused(text: str) -> None:
    """A word that is no address is never taken for one."""
    with pytest.raises(ValueError, match=r".*"):
        place(text)


@given(st.integers(1, 1048576), st.integers(1, 16384))
def test_an_address_leads_back_to_its_cell(row: int, column: int) -> None:
    """Any cell can be named and found again."""
    assert place(address(row, column)) == (row, column)


def test_a_cell_knows_its_address() -> None:
    """A finding can say `C12`."""
    assert Cell(12, 3, "").address == "C12"


@pytest.mark.parametrize(
    ("row", "column", "text"), [(1, 1, "标题"), (1, 4, "标题"), (1, 5, ""), (5, 1, ""), (3, 2, "本期")]
)
def test_a_merge_reads_as_its_first_cell(row: int, column: int, text: str) -> None:
    """Every cell of a merged title reads as the title; a merge without text reads as empty."""
    assert HEADED.text(row, column) == text


def test_rows_come_from_the_top_and_cells_from_the_left() -> None:
    """Reading order does not depend on the order in the file."""
    assert [(row, [cell.text for cell in cells]) for row, cells in HEADED.rows()] == [
        (1, [" 标题 "]),
        (2, ["左", "右"]),
        (3, ["本期"]),
    ]


def test_the_extent_is_that_of_what_is_filled() -> None:
    """Empty rows and columns do not count, and an empty sheet has none."""
    assert (HEADED.last_row, HEADED.last_column) == (3, 3)
    assert (Sheet("空", {}).last_row, Sheet("空", {}).last_column) == (0, 0)


def test_a_book_finds_its_sheets_by_name() -> None:
    """A sheet that is not there is not found, and nothing else is given instead."""
    book = Book((HEADED,))
    assert book.sheet("表") is HEADED
    assert book.sheet("表1") is None

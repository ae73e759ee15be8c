"""The .xlsx copy of a workbook of another format holds the same."""

from __future__ import annotations

from decimal import Decimal

import pytest

from reporting.model.grid import Area, Book, Cell, CellKind, Sheet
from reporting.sheets.copied import copied, sheet_names
from reporting.sheets.read import read
from tests.sheets.converted import kept


def of(*cells: Cell, name: str = "表", **given: object) -> Sheet:
    """Make a sheet of cells."""
    return Sheet(name, {(cell.row, cell.column): cell for cell in cells}, **given)  # type: ignore[arg-type]


@pytest.mark.parametrize("ending", ["xls", "ods", "html", "csv"])
def test_read_again_it_is_the_same(ending: str) -> None:
    """Values, kinds, number formats, merges, names and what is hidden are those of the original."""
    before = read(kept(f"traits.{ending}"), f"traits.{ending}")
    after = read(copied(before), "a.xlsx")
    assert [(one.name, one.hidden) for one in after.sheets] == [(one.name, one.hidden) for one in before.sheets]
    for one, two in zip(before.sheets, after.sheets, strict=True):
        assert (one.merges, one.hidden_rows, one.hidden_columns) == (two.merges, two.hidden_rows, two.hidden_columns)
        assert set(one.cells) == set(two.cells)
        for at, cell in one.cells.items():
            assert two.cells[at].kind is cell.kind
            if cell.kind is CellKind.NUMBER:
                assert Decimal(two.cells[at].text) == Decimal(cell.text)
            elif cell.kind is not CellKind.DATE:
                assert two.cells[at].text == cell.text
            assert two.cells[at].style in {cell.style, cell.style.replace("\\", "")}


def test_the_same_book_gives_the_same_bytes() -> None:
    """The copy knows no clock."""
    book = read(kept("traits.xls"), "a")
    assert copied(book) == copied(book)


def test_names_that_excel_does_not_allow() -> None:
    """A sheet named after a long file, with signs Excel forbids, or like another, gets a name that can be written."""
    long = "2023年第三季度" * 6
    book = Book((of(name=long), of(name=long + "二"), of(name="a/b:c"), of(name="表"), of(name="")))
    names = sheet_names(book)
    assert names["a/b:c"] == "a＿b＿c"
    assert len({name.casefold() for name in names.values()}) == 5
    assert all(0 < len(name) <= 31 for name in names.values())
    assert len(read(copied(Book((of(Cell(1, 1, "x"), name=long),))), "a").sheets) == 1


def test_what_a_county_wrote_stays_text() -> None:
    """A text that looks like a formula or a link is a text in the copy too."""
    book = Book((of(Cell(1, 1, "=1+1"), Cell(2, 1, "http://x"), Cell(3, 1, "@SUM(A1)")),))
    found = read(copied(book), "a").sheets[0].cells.values()
    assert [(cell.text, cell.kind, cell.formula) for cell in found] == [
        ("=1+1", CellKind.TEXT, False),
        ("http://x", CellKind.TEXT, False),
        ("@SUM(A1)", CellKind.TEXT, False),
    ]


def test_merges_made_to_hurt_are_left_out() -> None:
    """Merges over one another, over the whole sheet, or of one cell do not stop the copy."""
    areas = (Area(1, 1, 2, 2), Area(2, 2, 3, 3), Area(1, 1, 1_048_576, 16_384), Area(5, 5, 5, 5), Area(9, 1, 9, 3))
    book = Book((of(Cell(1, 1, "x"), Cell(9, 1, "长" * 500), merges=areas),))
    assert read(copied(book), "a").sheets[0].merges == (Area(1, 1, 2, 2), Area(9, 1, 9, 3))

"""Rows written as a whole are the rows that single cells would make."""

from __future__ import annotations

import io
import re
from datetime import date, datetime
from decimal import Decimal
from zipfile import ZipFile

import pytest

from reporting.model.grid import Cell
from reporting.sheets.read import read
from reporting.sheets.write import Draft, Plain
from tests.sheets.made import loaded

STYLES = ("text", "number", "number", "date", "date", "centre", "text")
ROWS: tuple[tuple[Plain, ...], ...] = (
    ("甲", 1, Decimal("2380.43"), date(2023, 9, 30), datetime(2023, 9, 30, 18, 0), True, None),  # noqa: DTZ001 -- a cell knows no time zone
    ("甲", -3, Decimal("1E+3"), date(1900, 3, 1), None, False, ""),
    ("", 0, Decimal("-0.05"), None, datetime(2023, 9, 30), None, "=1+1"),  # noqa: DTZ001 -- as above
)


def drafted(*, whole: bool) -> bytes:
    draft = Draft()
    page = draft.page("表")
    page.put(1, 1, "标题")
    page.height(1, 30)
    if whole:
        assert page.stream(2, iter(ROWS), STYLES) == 5
    else:
        for row, values in enumerate(ROWS, start=2):
            for column, (value, style) in enumerate(zip(values, STYLES, strict=True), start=1):
                page.put(row, column, value, style)
    page.put(5, 7, "注")
    return draft.content()


def cells_of(content: bytes) -> dict[tuple[int, int], Cell]:
    return dict(read(content, "a.xlsx").sheets[0].cells)


def test_a_whole_row_holds_what_single_cells_hold() -> None:
    """Texts, numbers, days, truths and blanks are the same to a reader, in the same looks, either way."""
    assert cells_of(drafted(whole=True)) == cells_of(drafted(whole=False))
    one, other = (loaded(drafted(whole=whole)).worksheets[0] for whole in (True, False))
    assert one.dimensions == other.dimensions == "A1:G5"
    assert [[(c.value, c.number_format, c.border.left.style) for c in row] for row in one.iter_rows()] == [
        [(c.value, c.number_format, c.border.left.style) for c in row] for row in other.iter_rows()
    ]


def test_the_same_rows_give_the_same_bytes() -> None:
    """A list written twice is the same file."""
    assert drafted(whole=True) == drafted(whole=True)


def test_a_row_written_whole_takes_no_more_cells() -> None:
    """A cell put into such a row would be lost in silence: it is refused."""
    draft = Draft()
    page = draft.page("表")
    page.stream(1, [("甲",)], ("text",))
    page.put(1, 2, "乙")
    with pytest.raises(ValueError, match="row 1"):
        draft.content()


def test_a_row_too_short_or_too_long_is_refused() -> None:
    """A value without its column is a mistake of ours, and no cell that is missing in silence."""
    page = Draft().page("表")
    for values in (("甲",), ("甲", "乙", "丙")):
        with pytest.raises(ValueError, match="zip"):
            page.stream(1, [values], ("text", "text"))


def test_a_list_without_rows_writes_nothing() -> None:
    """Nothing to list leaves the sheet as it was, and the next row is the first."""
    draft = Draft()
    assert draft.page("表").stream(4, (), ("text",)) == 4
    assert list(loaded(draft.content()).worksheets[0].values) == []


def test_a_row_that_grows_has_no_fixed_height() -> None:
    """A row to be filled in is made higher by the program it is opened in; any other keeps its height."""
    draft = Draft()
    page = draft.page("表")
    for row in (1, 2):
        page.put(row, 1, "甲")
        page.height(row, 40, grows=row == 2)
    with ZipFile(io.BytesIO(draft.content())) as archive:
        rows = re.findall(r"<row [^>]*>", archive.read("xl/worksheets/sheet1.xml").decode())
    assert rows == ['<row r="1" ht="39.75" customHeight="1">', '<row r="2" ht="39.75">']

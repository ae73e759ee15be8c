"""Filled rows arranged: merged, high enough, and broken into pages where nothing is torn."""

from __future__ import annotations

import io
from collections.abc import Sequence

import openpyxl
import xlsxwriter
from openpyxl.worksheet.worksheet import Worksheet

from reporting.model.grid import Area
from reporting.sheets.patch import Arrangement, Editing, arrange

FIRST, LAST = 3, 62


def workbook(*, fitted: bool = False, texts: Sequence[str] = ()) -> bytes:
    """Write sixty rows of two columns below a title and a heading, to be printed upright on A4."""
    buffer = io.BytesIO()
    book = xlsxwriter.Workbook(buffer, {"in_memory": True})
    sheet = book.add_worksheet("表")
    wrapped = book.add_format({"text_wrap": True})
    for row in range(FIRST - 1, LAST):
        sheet.write_number(row, 0, 1.5)
        sheet.write_formula(row, 1, '=""', wrapped, texts[row - FIRST + 1] if row - FIRST + 1 < len(texts) else "")
    sheet.set_paper(9)
    if fitted:
        sheet.fit_to_pages(1, 0)
    book.close()
    return buffer.getvalue()


def arranged(content: bytes, *merges: Area, together: tuple[tuple[int, int], ...] = ()) -> Worksheet:
    """Arrange the rows and open the result."""
    places = {(FIRST, 1): 2}
    editing = Editing(content)
    arrange(editing, "表", Arrangement((FIRST, LAST), merges, places, together))
    return openpyxl.load_workbook(io.BytesIO(editing.content()))["表"]


def ends(sheet: Worksheet) -> list[int]:
    """Give the rows after which a page ends."""
    return [one.id for one in sheet.row_breaks.brk]


def test_decimals_are_shown_as_printed() -> None:
    """A number keeps its value and shows its decimals; its neighbours keep their format."""
    sheet = arranged(workbook())
    assert sheet.cell(FIRST, 1).value == 1.5
    assert sheet.cell(FIRST, 1).number_format == '0.00;"−"0.00'
    assert sheet.cell(FIRST + 1, 1).number_format == "General"


def test_a_merge_is_not_torn_by_a_page() -> None:
    """The page ends before a small merge that would go over its end."""
    (plain, *_) = ends(arranged(workbook()))
    merged = arranged(workbook(), Area(plain - 1, 1, plain + 2, 1))
    assert ends(merged)[0] == plain - 2
    assert [str(one) for one in merged.merged_cells.ranges] == [f"A{plain - 1}:A{plain + 2}"]


def test_rows_that_belong_together_share_a_page() -> None:
    """A heading goes over to the next page with the row below it."""
    (plain, *_) = ends(arranged(workbook()))
    assert ends(arranged(workbook(), together=((plain, plain + 1),)))[0] == plain - 1


def test_a_merge_of_many_pages_is_parted_with_its_text() -> None:
    """What is merged over more than a page says what it is on each of them."""
    sheet = arranged(workbook(texts=["抓手"]), Area(FIRST, 2, LAST, 2))
    (page, *_) = ends(sheet)
    assert sheet.cell(page + 1, 2).value == "抓手"
    assert str(next(iter(sheet.merged_cells.ranges))).startswith("B3:B")


def test_rows_are_high_enough_for_a_merged_text() -> None:
    """A long text in a merge of two rows gets the room it needs from the last of them."""
    sheet = arranged(workbook(texts=["很长的文字" * 20]), Area(FIRST, 2, FIRST + 1, 2))
    heights = [sheet.row_dimensions[row].height or 0 for row in (FIRST, FIRST + 1)]
    assert sum(heights) > 200
    assert heights[0] == sheet.row_dimensions[LAST].height


def test_a_sheet_fitted_to_pages_is_left_to_its_program() -> None:
    """Excel heeds no breaks of ours where it fits pages itself, so none are set."""
    assert ends(arranged(workbook(fitted=True))) == []

"""Rows that are not filled are not even read: they keep their very bytes."""

from __future__ import annotations

import pytest

from reporting.package.archive import Archive
from reporting.package.pack import pack
from reporting.sheets.patch import fill
from reporting.sheets.read import read
from reporting.sheets.spared import joined, thinned
from tests.sheets.made import parts

HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n<worksheet xmlns="m"><sheetData>'
END = "</sheetData></worksheet>"
SHEET = "xl/worksheets/sheet1.xml"


def row(number: int, cell: str = "") -> str:
    """Write a row in a way of its own, which no writer of ours would use."""
    return f"<row  r=\"{number}\" ><c r='A{number}' ><v>{number}</v></c>{cell}</row >"


@pytest.mark.parametrize("wanted", [{1}, {2, 3}, {5}, {1, 9}, {4}, {99}, set()])
def test_what_is_parted_is_joined_again(wanted: set[int]) -> None:
    """Whatever rows are wanted, the sheet is the same when nothing was changed."""
    content = (HEAD + "".join(row(number) for number in (1, 2, 3, 5, 9)) + END).encode()
    left, spared = thinned(content, wanted)
    assert joined(left, spared) == content
    assert len(left) < len(content)


def test_new_rows_come_to_stand_where_they_belong() -> None:
    """A row that was not there is put between those that were spared."""
    data = "".join(row(number) for number in (1, 2, 5))
    made = parts(data)
    made[SHEET] = b'<?xml version="1.0" encoding="UTF-8"?>' + made[SHEET]
    content = fill(pack(made), {"表": {"B2": 7, "B4": 8, "B9": 9}})
    assert [number for number, _ in read(content, "a").sheets[0].rows()] == [1, 2, 4, 5, 9]
    for kept in (1, 5):
        assert row(kept).encode() in Archive(content).read(SHEET)


@pytest.mark.parametrize(
    "data",
    [
        row(2) + row(1),
        row(1) + row(1),
        "<row><c><v>1</v></c></row>" + row(2),
        row(1) + '<!-- <row r="7"> -->' + row(2),
        row(1, '<c r="B1"><f t="shared" si="0" ref="B1:B2">A1</f></c>')
        + row(2, '<c r="B2"><f t="shared" si="0"/></c>'),
    ],
)
def test_rows_that_lean_on_each_other_are_read_together(data: str) -> None:
    """Rows without numbers or out of order, comments, shared formulas: such a sheet is read whole."""
    assert thinned((HEAD + data + END).encode(), {1})[1] == []


def test_a_merge_that_leads_to_another_row_is_found() -> None:
    """A value for a covered cell goes into the merge's first, wherever that is."""
    made = parts(row(1) + row(2) + row(3), around='<mergeCells count="1"><mergeCell ref="B1:B3"/></mergeCells>')
    made[SHEET] = b'<?xml version="1.0" encoding="UTF-8"?>' + made[SHEET]
    sheet = read(fill(pack(made), {"表": {"B3": 7}}), "a").sheets[0]
    assert sheet.cells[1, 2].text == "7"
    assert (3, 2) not in sheet.cells

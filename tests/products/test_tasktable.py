"""The task tables: document and workbook are filled from the same rows and say the same."""

from __future__ import annotations

import io
from itertools import pairwise
from pathlib import Path

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet

from reporting.documents.render import render, renderer
from reporting.model.errors import TemplateError
from reporting.products.printed import MINUS
from reporting.products.tasksheet import Stock, fill_sheets
from reporting.products.tasktable import tasktable_docx, tasktable_xlsx
from reporting.sheets.patch import fill
from reporting.sheets.read import read
from tests.documents.made import cells, lines
from tests.products.city import HOSTILE
from tests.products.quarter import compilation

TEMPLATES = Path(__file__).parents[2] / "templates"
WORD = (TEMPLATES / "指标任务表.docx").read_bytes()
EXCEL = (TEMPLATES / "指标任务表.xlsx").read_bytes()
QUARTER = compilation()
DOCUMENT = tasktable_docx(WORD, QUARTER).content
WORKBOOK = tasktable_xlsx(EXCEL, QUARTER).content
BOOK = openpyxl.load_workbook(io.BytesIO(WORKBOOK))
FIRST = 5


def shown(sheet: Worksheet, row: int, column: int) -> str:
    """Give what a cell shows, its number as formatted; cells covered by a merge are empty."""
    cell = sheet.cell(row, column)
    if not isinstance(cell.value, int | float):
        return str(cell.value or "")
    places = len(cell.number_format.split(";")[0].partition(".")[2])
    return f"{cell.value:.{places}f}".replace("-", MINUS)


@pytest.mark.parametrize(("number", "name"), [(0, "任务表"), (1, "季度进展表")])
def test_document_and_workbook_agree(number: int, name: str) -> None:
    """Every cell of the one shows what the other shows; where a merge is parted at a page, its text comes again."""
    table = cells(DOCUMENT, number)[1:]
    sheet = BOOK[name]
    columns = range(1, len(table[0]) + 1)
    rows = [[shown(sheet, row, column) for column in columns] for row in range(FIRST, FIRST + len(table))]
    above = [""] * len(columns)
    for ours, other in zip(rows, table, strict=True):
        above = [new or old for new, old in zip(other, above, strict=True)]
        assert all(one in (two, last) for one, two, last in zip(ours, other, above, strict=True))


def test_numbers_are_numbers() -> None:
    """What is printed as a number can be reckoned with, and keeps its decimals."""
    sheet = BOOK["季度进展表"]
    row = next(row for row in range(FIRST, 40) if sheet.cell(row, 2).value == "技术交易额")
    assert sheet.cell(row, 6).value == 224.4
    assert sheet.cell(row, 6).number_format.startswith("0.00;")
    assert sheet.cell(row, 10).value == "●滞后"


def test_county_text_is_written_as_text() -> None:
    """A text that begins like a formula stays a text."""
    values = [cell.value for row in BOOK["季度进展表"].iter_rows() for cell in row]
    assert HOSTILE in values
    assert all(cell.data_type != "f" for row in BOOK["季度进展表"].iter_rows() for cell in row)


def test_groups_and_tasks_are_merged_downwards() -> None:
    """抓手 and 任务 stand once for their rows, in document and workbook."""
    merges = {str(one) for one in BOOK["任务表"].merged_cells.ranges}
    assert any(one.startswith("B") for one in merges)
    assert any(one.startswith("C") for one in merges)
    column = [row[2] for row in cells(DOCUMENT)[1:] if row[2]]
    assert len(column) == 24


def test_pages_end_between_tasks() -> None:
    """No page break goes through a merged task, and the rows of a task are high enough for its text."""
    sheet = BOOK["季度进展表"]
    breaks = [one.id for one in sheet.row_breaks.brk]
    assert breaks
    for area in sheet.merged_cells.ranges:
        assert not [one for one in breaks if area.min_row <= one < area.max_row]
    assert all(two - one > 5 for one, two in pairwise(breaks))


def test_nothing_is_left_of_the_placeholders() -> None:
    """No double brace but those a department wrote."""
    texts = [str(cell.value) for sheet in BOOK for row in sheet.iter_rows() for cell in row if cell.value]
    assert not [text for text in [*texts, *lines(DOCUMENT)] if "{{" in text.replace(HOSTILE, "")]


def test_the_same_inputs_give_the_same_bytes() -> None:
    """A second pass changes neither table."""
    assert tasktable_docx(WORD, compilation()).content == DOCUMENT
    assert tasktable_xlsx(EXCEL, compilation()).content == WORKBOOK


def test_a_slip_in_the_workbook_template_is_told_with_its_cells() -> None:
    """Every unknown placeholder is named with sheet and cell."""
    sheet = read(EXCEL, "x.xlsx").sheets[0].name
    wrong = fill(EXCEL, {sheet: {"A5": "{{任务表.序好}}", "A6": "{{注}}"}})
    with pytest.raises(TemplateError) as caught:
        tasktable_xlsx(wrong, QUARTER)
    assert f"{{{{任务表.序好}}}}（{sheet}!A5）" in str(caught.value)
    assert f"{{{{注}}}}（{sheet}!A6）" in str(caught.value)


def test_a_table_of_nothing_is_empty() -> None:
    """Without records the model row is emptied."""
    words = {"页眉标记": "", "规划": "", "文号": "", "表注": "", "报告期": "", "累计月份": ""}
    words |= {"基数": "", "目标一": "", "目标二": "", "目标三": ""}
    content = fill_sheets(EXCEL, "x.xlsx", Stock(words, {"任务表": (), "进展表": ()}, {}), QUARTER).content
    assert openpyxl.load_workbook(io.BytesIO(content))["任务表"]["A5"].value is None


@pytest.mark.skipif(renderer() is None, reason="LibreOffice is not installed here")
def test_libreoffice_opens_the_workbook_on_few_pages() -> None:
    """All columns fit on the page's width: the tables do not spill onto pages of their own."""
    pdf = render(WORKBOOK, ".xlsx").content
    assert pdf is not None
    assert pdf.count(b"/Type/Page\n") + pdf.count(b"/Type /Page\n") + pdf.count(b"/Type/Page/") < 10

"""Repeating a model row moves what is below, and every reference with it."""

from __future__ import annotations

import io
import re

import openpyxl
import pytest
import xlsxwriter
from openpyxl.comments import Comment
from openpyxl.formatting.rule import Rule
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.datavalidation import DataValidation

from reporting.package.archive import Archive
from reporting.sheets.formulas_xml import Shift, copied, shifted
from reporting.sheets.patch import Editing, repeat, settle
from reporting.sheets.write import Draft, Formula
from tests.sheets.made import content_of, loaded

SHIFT = Shift(5, 5, 2)


@pytest.mark.parametrize(
    ("formula", "moved"),
    [
        ("A4+A5+A6", "A4+A5+A8"),
        ("SUM(A5:A5)", "SUM(A5:A7)"),
        ("SUM(A1:A5)", "SUM(A1:A7)"),
        ("SUM(A$6:$B$9)", "SUM(A$8:$B$11)"),
        ("SUM(6:7)", "SUM(8:9)"),
        ('IF(A6="A6",LOG10(B6),"A6")', 'IF(A8="A6",LOG10(B8),"A6")'),
        ("表!A6+别!A6+'表'!B7", "表!A8+别!A6+'表'!B9"),
        ("名A6+A6名+表1[A6]+[1]表!A6", "名A6+A6名+表1[A6]+[1]表!A6"),
        ("A6:A7*2", "A8:A9*2"),
    ],
)
def test_references_move_and_words_do_not(formula: str, moved: str) -> None:
    """Only references to the sheet move; texts, names, functions and other sheets stay."""
    assert shifted(formula, SHIFT, sheet="表", within="表") == moved


def test_a_formula_elsewhere_moves_only_what_it_names() -> None:
    """On another sheet a bare reference is that sheet's own."""
    assert shifted("A6+表!A6", SHIFT, sheet="表", within="别") == "A6+表!A8"


def test_a_copy_takes_from_its_own_row() -> None:
    """What the model row takes from itself the copy takes from itself; what lies below is moved."""
    assert copied("B5*$C$5+B9+SUM(B5:D5)", SHIFT, 1, sheet="表") == "B6*$C$5+B11+SUM(B6:D6)"


def repeated(content: bytes, sheet: str, first: int, last: int, times: int) -> bytes:
    """Repeat rows of a workbook's sheet."""
    editing = Editing(content)
    repeat(editing, sheet, first, last, times)
    settle(editing)
    return editing.content()


def made() -> bytes:
    """Make a sheet with a model row 3, a total below, and all that hangs on them."""
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    sheet.title = "表"
    sheet["A1"], sheet["A3"], sheet["B3"], sheet["C3"] = "标题", "名", 2, "=B3*2"
    sheet["B3"].number_format = "0.0"
    sheet.row_dimensions[3].height = 33
    sheet["A4"], sheet["C4"] = "合计", "=SUM(C3:C3)"
    sheet.merge_cells("A1:C1")
    sheet.merge_cells("D3:E3")
    sheet.merge_cells("A5:C5")
    sheet.conditional_formatting.add("B3", Rule(type="cellIs", operator="lessThan", formula=["B$4"]))
    rule = DataValidation(type="whole", operator="greaterThan", formula1="0")
    rule.add("B3")
    rule.add("B9")
    sheet.add_data_validation(rule)
    sheet["A4"].comment = Comment("在合计", "某")
    sheet.print_area = "A1:C5"
    other = book.create_sheet("别")
    other["A1"], other["A2"] = "=表!C4", "=C4"
    book.defined_names["总"] = DefinedName("总", attr_text="表!$C$4")
    return content_of(book)


def test_everything_below_follows() -> None:
    """Cells, heights, merges, rules, notes, names, print area and other sheets' formulas all follow."""
    book = loaded(repeated(made(), "表", 3, 3, 4))
    sheet = book["表"]
    assert [sheet.cell(row, 3).value for row in range(3, 8)] == ["=B3*2", "=B4*2", "=B5*2", "=B6*2", "=SUM(C3:C6)"]
    assert [sheet.cell(row, 2).number_format for row in range(3, 7)] == ["0.0"] * 4
    assert [sheet.row_dimensions[row].height for row in (3, 4, 6)] == [33, 33, 33]
    assert {str(area) for area in sheet.merged_cells.ranges} == {
        "A1:C1",
        "D3:E3",
        "D4:E4",
        "D5:E5",
        "D6:E6",
        "A8:C8",
    }
    (formats,) = sheet.conditional_formatting
    assert (str(formats.sqref), formats.rules[0].formula) == ("B3:B6", ["B$7"])
    assert str(sheet.data_validations.dataValidation[0].sqref) == "B3:B6 B12"
    assert sheet["A7"].comment.text == "在合计"
    assert sheet.print_area == "'表'!$A$1:$C$8"
    assert (book["别"]["A1"].value, book["别"]["A2"].value) == ("=表!C7", "=C4")
    assert book.defined_names["总"].attr_text == "表!$C$7"


def test_a_block_of_rows_is_repeated_in_order() -> None:
    """A block of two rows comes out as pairs."""
    book = openpyxl.Workbook()
    for row, text in enumerate(("头", "甲", "乙", "尾"), 1):
        book.worksheets[0].cell(row, 1, text)
    sheet = loaded(repeated(content_of(book), "Sheet", 2, 3, 3)).worksheets[0]
    assert [sheet.cell(row, 1).value for row in range(1, 9)] == ["头", "甲", "乙", "甲", "乙", "甲", "乙", "尾"]


def test_once_changes_nothing() -> None:
    """A row that stands once already is left alone."""
    before, after = Archive(made()), Archive(repeated(made(), "表", 3, 3, 1))
    assert all(before.raw(name) == after.raw(name) for name in before.names)


def test_charts_and_pictures_follow() -> None:
    """A chart over the model row grows with it, and moves down when it stands below."""
    draft = Draft()
    page = draft.page("表")
    page.put_row(1, [1, 2, 3])
    page.put(2, 1, Formula("=SUM(A1:A1)", 1))
    chart = draft.chart("column")
    chart.add_series({"values": page.area(1, 1, 1, 3)})
    page.chart(5, 1, chart, description="图", size=(300, 200))
    archive = Archive(repeated(draft.content(), "表", 1, 1, 3))
    assert "'表'!$A$1:$C$3".encode() in archive.read("xl/charts/chart1.xml")
    assert b"<xdr:from><xdr:col>0</xdr:col><xdr:colOff>0</xdr:colOff><xdr:row>6</xdr:row>" in archive.read(
        "xl/drawings/drawing1.xml"
    )


def test_sparklines_links_and_other_sheets_follow() -> None:
    """Each copy of the row has its own sparkline; links of other sheets and chart sheets find what they named."""
    buffer = io.BytesIO()
    book = xlsxwriter.Workbook(buffer)
    sheet, other = book.add_worksheet("表"), book.add_worksheet("别")
    sheet.write_row("A2", [1, 2, 3])
    sheet.write("A3", "合计")
    sheet.add_sparkline("D2", {"range": "表!A2:C2"})
    sheet.add_sparkline("D3", {"range": "表!A3:C3"})
    sheet.write_url("E3", "internal:别!A1")
    other.write_url("A1", "internal:'表'!A3", string="合计")
    chart = book.add_chart({"type": "line"})
    chart.add_series({"values": "=表!$A$2:$C$2"})
    book.add_chartsheet("图").set_chart(chart)
    book.close()
    archive = Archive(repeated(buffer.getvalue(), "表", 2, 2, 3))
    first, second = (archive.read(f"xl/worksheets/sheet{number}.xml").decode() for number in (1, 2))
    shown = re.findall(r"<xm:f>(.*?)</xm:f><xm:sqref>(.*?)</xm:sqref>", first)
    assert sorted(shown) == [
        ("表!A2:C2", "D2"),
        ("表!A3:C3", "D3"),
        ("表!A4:C4", "D4"),
        ("表!A5:C5", "D5"),
    ]
    assert re.findall(r'<hyperlink ref="(\w+)"', first) == ["E5"]
    assert "location=\"'表'!A5\"" in second
    assert "表!$A$2:$C$4".encode() in archive.read("xl/charts/chart1.xml")


def test_a_sheet_that_is_not_named_keeps_its_bytes() -> None:
    """What says nothing of the rows is not even written anew."""
    draft = Draft()
    page = draft.page("表")
    page.put_row(1, [1, 2])
    draft.page("别").put(1, 1, Formula("=1+1", 2))
    content = draft.content()
    before, after = Archive(content), Archive(repeated(content, "表", 1, 1, 3))
    changed = [name for name in before.names if before.raw(name) != after.raw(name)]
    assert changed == ["xl/worksheets/sheet1.xml"]

"""Filling changes the cells it fills, and nothing else."""

from __future__ import annotations

import io
from decimal import Decimal

import openpyxl
import pytest
import xlsxwriter
from openpyxl.comments import Comment

from reporting.model.errors import TemplateError
from reporting.package.archive import Archive
from reporting.package.pack import pack
from reporting.package.xml import parse
from reporting.sheets.patch import Given, fill
from reporting.sheets.read import read
from reporting.sheets.write import Draft
from tests.sheets.made import content_of, loaded, parts, plain, saved

CHAIN = (
    '<calcChain xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
    '<c r="A1" i="1"/><c r="B1"/><c r="A1" i="2"/></calcChain>'
)


def rich() -> bytes:
    """Make a workbook with a chart, input rules, formats by condition, a note, and a second sheet."""
    draft = Draft()
    page = draft.page("甲")
    page.put_row(1, [1, 2, 3])
    page.sheet.data_validation("A1", {"validate": "decimal", "criteria": ">=", "value": 0})
    page.sheet.conditional_format("A1:C1", {"type": "data_bar", "data_bar_2010": True})
    page.sheet.write_comment("B1", "旧批注")
    chart = draft.chart("column")
    chart.add_series({"values": page.area(1, 1, 1, 3)})
    page.chart(5, 1, chart, description="图", size=(300, 200))
    draft.page("乙").put(1, 1, "不动")
    return draft.content()


def test_all_other_parts_keep_their_bytes() -> None:
    """Charts, notes, drawings, styles and other sheets are copied as they are packed."""
    before = Archive(rich())
    after = Archive(fill(rich(), {"甲": {"A1": Decimal("2.5"), "D9": "新"}}))
    changed = [name for name in before.names if before.raw(name) != after.raw(name)]
    assert after.names == before.names
    assert changed == ["xl/worksheets/sheet1.xml"]


def test_values_of_every_kind() -> None:
    """Numbers, texts and blanks replace what stood there; formats stay; a text that looks like a formula is a text."""
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    sheet.title = "甲"
    for where in ("A1", "B1", "C1", "D1"):
        sheet[where] = "旧"
        sheet[where].number_format = "0.00"
    values: dict[str, Given] = {
        "A1": Decimal("0.10"),
        "B1": "=1+1 <&> \x07 _x0041_\n ",
        "C1": None,
        "D1": 7,
        "C3": "远",
    }
    content = fill(content_of(book), {"甲": values})
    cells = read(content, "a").sheets[0].cells
    assert (cells[1, 1].text, cells[1, 4].text, cells[3, 3].text) == ("0.1", "7", "远")
    assert cells[1, 2].text == values["B1"]
    assert not cells[1, 2].formula
    assert (1, 3) not in cells
    assert loaded(content)["甲"]["A1"].number_format == "0.00"
    assert loaded(content)["甲"].dimensions == "A1:D3"


def test_a_cell_in_a_merge_is_its_first() -> None:
    """Filling any cell of a merge fills the merge."""
    content = fill(saved({"甲": {"A1": "旧"}}, {"甲": ["A1:C2"]}), {"甲": {"B2": "新"}})
    assert list(read(content, "a").sheets[0].cells) == [(1, 1)]


def test_new_cells_take_the_style_of_their_column() -> None:
    """A cell that was not there looks like its column."""
    before = '<cols><col min="2" max="3" width="9" style="4"/></cols>'
    data = '<row r="1"><c r="A1"><v>1</v></c><c r="D1"><v>4</v></c></row>'
    content = fill(plain(data, before=before), {"表": {"B1": 1, "B7": 2, "E7": 3}})
    cells = read(content, "a").sheets[0].cells
    assert [cells[at].style for at in ((1, 2), (7, 2), (7, 5))] == ["0.00%", "0.00%", ""]
    row = parse(Archive(content).read("xl/worksheets/sheet1.xml"))[1][0]
    assert [cell.get("r") for cell in row] == ["A1", "B1", "D1"]


def test_an_overwritten_formula_leaves_the_chain() -> None:
    """The chain of calculation forgets the formula, and that one alone."""
    data = '<row r="1"><c r="A1"><f>B1</f><v>1</v></c><c r="B1"><f>2</f><v>2</v></c></row>'
    found = parts(data)
    found["xl/calcChain.xml"] = CHAIN.encode()
    rels = found["xl/_rels/workbook.xml.rels"]
    link = b'<Relationship Id="r9" Type="http://x/calcChain" Target="calcChain.xml"/></Relationships>'
    found["xl/_rels/workbook.xml.rels"] = rels.replace(b"</Relationships>", link)
    after = Archive(fill(pack(found), {"表": {"A1": 5}}))
    assert [(one.get("r"), one.get("i")) for one in parse(after.read("xl/calcChain.xml"))] == [("B1", "1"), ("A1", "2")]
    found["xl/calcChain.xml"] = CHAIN.replace('<c r="B1"/><c r="A1" i="2"/>', "").encode()
    assert "xl/calcChain.xml" not in Archive(fill(pack(found), {"表": {"A1": 5}})).names


def test_shared_formulas_survive_their_master() -> None:
    """Overwriting the cell that holds the text of a shared formula gives the others their own."""
    data = (
        '<row r="1"><c r="A1"><f t="shared" ref="A1:A3" si="0">B1*2</f><v>1</v></c></row>'
        '<row r="2"><c r="A2"><f t="shared" si="0"/><v>1</v></c></row>'
        '<row r="3"><c r="A3"><f t="shared" si="0"/><v>1</v></c></row>'
    )
    sheet = loaded(fill(plain(data), {"表": {"A1": 9}}))["表"]
    assert [sheet[where].value for where in ("A1", "A2", "A3")] == [9, "=B2*2", "=B3*2"]


def test_a_sheet_that_is_not_there_is_said() -> None:
    """A template without the sheet is told by its name."""
    with pytest.raises(TemplateError, match="丙"):
        fill(rich(), {"丙": {"A1": 1}})


def test_the_same_filling_gives_the_same_bytes() -> None:
    """Filling is reproducible, and filling nothing changes nothing."""
    values: dict[str, dict[str, Given]] = {"甲": {"A1": 1, "B2": "x"}}
    assert fill(rich(), values) == fill(rich(), values)
    before, after = Archive(rich()), Archive(fill(rich(), {"甲": {}}))
    assert all(before.raw(name) == after.raw(name) for name in before.names)


def test_notes_of_the_template_stay() -> None:
    """A note at the filled cell is still there."""
    book = openpyxl.Workbook()
    book.worksheets[0]["A1"].comment = Comment("留着", "某")
    content = fill(content_of(book), {"Sheet": {"A1": 1}})
    assert loaded(content).worksheets[0]["A1"].comment.text == "留着"


def test_rows_grow_with_their_texts() -> None:
    """A wrapped text is never cut: its row grows, unless its height is fixed or nothing is to wrap."""
    draft = Draft()
    page = draft.page("甲")
    page.width(1, 20)
    for row, (style, grows) in enumerate((("text", True), ("text", False), ("plain", True)), 1):
        page.put(row, 1, None, style)
        page.height(row, 18, grows=grows)
    filled = fill(draft.content(), {"甲": {f"A{row}": "很长的说明" * 12 for row in (1, 2, 3)}})
    sheet = loaded(filled)["甲"]
    assert [sheet.row_dimensions[row].height > 60 for row in (1, 2, 3)] == [True, False, False]
    raw = parse(Archive(filled).read("xl/worksheets/sheet1.xml")).iter("{*}row")
    assert [row.get("customHeight") for row in raw] == [None, "1", None]


def test_a_table_objects_heading_names_its_column() -> None:
    """Excel repairs a workbook whose table calls a column otherwise than its cell does."""
    buffer = io.BytesIO()
    book = xlsxwriter.Workbook(buffer)
    sheet = book.add_worksheet("甲")
    sheet.add_table("B2:C4", {"columns": [{"header": "指标"}, {"header": "{{累计月份}}"}]})
    book.close()
    content = fill(buffer.getvalue(), {"甲": {"C2": "1—9月", "B3": "别的"}})
    (table,) = loaded(content)["甲"].tables.values()
    assert [column.name for column in table.tableColumns] == ["指标", "1—9月"]
    before, after = Archive(buffer.getvalue()), Archive(fill(buffer.getvalue(), {"甲": {"B3": "别的"}}))
    assert before.raw("xl/tables/table1.xml") == after.raw("xl/tables/table1.xml")

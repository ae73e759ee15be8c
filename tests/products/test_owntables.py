"""Staff's own Word template, with or without placeholders, rich in all Word knows: filled, nothing else changed."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest
from lxml import etree

from reporting.documents.notation import w
from reporting.package.archive import Archive
from reporting.products.tasktable import tasktable_docx
from tests.documents.abundant import abundant, picture, text_box
from tests.documents.made import cells, document, lines, paragraph, tagged, text_of, tree
from tests.documents.sound import faults
from tests.products.quarter import compilation

QUARTER = compilation()
SMALL, HIGH, DEALS = "省科技型中小企业累计数", "高新技术企业累计数", "技术交易额"
TASK = "10.第10项重点任务的名称写得比较长一些"
CHANGED = {"word/document.xml", "docProps/core.xml"}
_RED = '<w:pPr><w:rPr><w:color w:val="FF0000"/><w:sz w:val="18"/></w:rPr></w:pPr>'


def cell(text: str = "", merge: str = "", inner: str = "", span: int = 1) -> str:
    """Write a cell; an empty one has the looks of its paragraph's mark."""
    down = f"<w:vMerge{merge}/>" if merge else ""
    wide = f'<w:gridSpan w:val="{span}"/>' if span > 1 else ""
    run = f"<w:r><w:t>{text}</w:t></w:r>" if text else ""
    return f"<w:tc><w:tcPr>{wide}{down}</w:tcPr><w:p>{'' if text else _RED}{run}{inner}</w:p></w:tc>"


def table(*rows: tuple[str, ...], heads: int = 1) -> str:
    """Write a table of cells, its first rows repeated on every page."""
    head = "<w:trPr><w:tblHeader/></w:trPr>"
    width = sum(2 if 'gridSpan w:val="2"' in one else 1 for one in rows[0])
    written = "".join(f"<w:tr>{head if n < heads else ''}{''.join(row)}</w:tr>" for n, row in enumerate(rows))
    return f"<w:tbl><w:tblPr/><w:tblGrid>{'<w:gridCol/>' * width}</w:tblGrid>{written}</w:tbl>"


START, ON = ' w:val="restart"', ' w:val="continue"'
GROUP = "抓企业技术改造，加快实施关键核心技术攻坚突破行动"
DOWN = ("抓手", "重点任务", "主要指标")
ACROSS = ("1—9月完成", "同比", "亮灯", "主要进展", "责任领导")
OWN = table(
    (*(cell(one, START) for one in DOWN), cell("目标", span=2), *(cell(one, START) for one in ACROSS)),
    (*[cell("", ON)] * 3, cell("2023年"), cell("2027年"), *[cell("", ON)] * 5),
    (cell("主要指标", START), cell(), cell(SMALL), *[cell()] * 6, cell("张某")),
    (cell("", ON), cell(), cell(DEALS), cell("自定"), *[cell()] * 6),
    (cell(GROUP), cell(TASK, START), cell(HIGH), *[cell()] * 5, cell("", START), cell()),
    (cell(), cell("", ON), cell("第10项任务的第2个量化目标数量"), *[cell()] * 5, cell("", ON), cell()),
    (cell(), cell(), cell("高新企业累计数"), *[cell()] * 7),
    heads=2,
)
COMMENT = (
    '<w:commentRangeStart w:id="0"/><w:r><w:t>见批注</w:t></w:r><w:commentRangeEnd w:id="0"/>'
    '<w:r><w:commentReference w:id="0"/></w:r>'
)
FIELD = (
    '<w:sdt><w:sdtPr><w:alias w:val="审定"/><w:id w:val="1"/><w:text/></w:sdtPr><w:sdtContent>{}</w:sdtContent></w:sdt>'
)
BODY = (
    f"<w:p><w:r><w:t>某市指标任务表</w:t></w:r>{COMMENT}<w:r><w:footnoteReference w:id='1'/></w:r></w:p>"
    f"<w:p><w:r>{picture('rId13', 1)}</w:r></w:p><w:p><w:r>{text_box('联系人：张某', 2)}</w:r></w:p>"
    + FIELD.format(paragraph("某某"))
    + OWN
    + paragraph("联系方式")
    + table((cell("姓名"), cell("单位"), cell("电话")), (cell("张某"), cell(), cell()))
    + paragraph("完")
)
TEMPLATE = abundant(BODY)
FILLED = tasktable_docx(TEMPLATE, QUARTER)


def exactly(element: etree._Element) -> bytes:
    """Write an element in the one way in which equal ones are the same."""
    return etree.tostring(element, method="c14n", exclusive=True, with_tail=False)


def test_every_part_but_the_body_keeps_its_very_bytes() -> None:
    """Pictures, comments, notes, headers, charts, controls, objects, glossary and custom data are as they were."""
    before, after = Archive(TEMPLATE), Archive(FILLED.content)
    assert len(before.names) == 30
    assert list(after.names) == list(before.names)
    assert [name for name in before.names if after.raw(name) != before.raw(name)] == [
        name for name in before.names if name in CHANGED
    ]


def test_in_the_body_only_filled_cells_change() -> None:
    """Every paragraph without a filled cell, every row's and table's properties: sign for sign what they were."""
    before, after = (tree(content) for content in (TEMPLATE, FILLED.content))
    pairs = list(zip(before.iter(w("p")), after.iter(w("p")), strict=True))
    filled = [text_of(one) != text_of(other) for one, other in pairs]
    assert filled == [exactly(one) != exactly(other) for one, other in pairs]
    assert 15 < sum(filled) < len(pairs) / 2
    for tag in ("tblPr", "tblGrid", "trPr", "tcPr", "sectPr", "drawing", "pict"):
        assert [exactly(one) for one in before.iter(w(tag))] == [exactly(one) for one in after.iter(w(tag))]


def test_the_figures_read_back() -> None:
    """Rows by their names, columns by two lines of headings, merged tasks and groups; own text is left."""
    made = cells(FILLED.content)
    assert made[2][3:] == ["16500", "22000", "15700", "12.1%", "●严重滞后", "", "张某"]
    assert made[3][3:6] == ["自定", "560", "224.40"]
    assert made[4][3:5] == ["4300", "超6500家"]
    assert made[4][8].startswith("已完成年度项目申报")
    assert made[5][4] == "每年20项以上"
    assert made[5][8] == ""


def test_what_is_filled_has_the_looks_of_its_cell_and_its_key() -> None:
    """The size and colour staff gave an empty cell are those of the figure; a lamp has the lamp's colour."""
    row = list(tree(FILLED.content).iter(w("tr")))[2]
    runs = list(row.findall(w("tc"))[3].iter(w("r")))
    assert [one.find(f"{w('rPr')}/{w('color')}").get(w("val")) for one in runs] == ["FF0000"]  # type: ignore[union-attr]
    lamp = row.findall(w("tc"))[7]
    assert lamp.find(f".//{w('r')}/{w('rPr')}/{w('color')}").get(w("val")) == "C00000"  # type: ignore[union-attr]
    tags = [tag for tag, _ in tagged(FILLED.content) if tag]
    assert tags[:4] == ["2023/K5/CITY/target", "2027/K5/CITY/target", "2023Q3/K5/CITY", "2023Q3/K5/CITY/growth"]


def test_what_could_not_be_filled_is_told_with_its_place() -> None:
    """The table, the row and the heading, and what may have been meant."""
    assert FILLED.told == (
        "“指标任务表.docx”第1个表第2行：不认识表头“责任领导”，该栏没有填写",
        f"“指标任务表.docx”第1个表第7行：指标体系中没有“高新企业累计数”，是否指“{HIGH}”",
    )


def test_the_filled_document_is_sound() -> None:
    """It opens in Word without a complaint, as the template did."""
    assert faults(FILLED.content) == faults(TEMPLATE) == []


def test_the_same_inputs_give_the_same_bytes() -> None:
    """A second pass changes nothing."""
    assert tasktable_docx(bytes(bytearray(TEMPLATE)), QUARTER) == FILLED


def test_placeholders_and_names_go_together() -> None:
    """A template may have both, in the text, in a text box, in a page's head."""
    boxed = f"<w:p><w:r>{text_box('截至{{累计月份}}', 9)}</w:r></w:p>"
    own = table((cell("指标"), cell("完成")), (cell(SMALL), cell()))
    model = table((cell("序号"),), (cell("{{任务表.序号}}"),))
    content = tasktable_docx(abundant(paragraph("{{报告期}}") + boxed + model + own), QUARTER).content
    assert lines(content)[0] == "2023年前三季度"
    assert lines(content).count("截至1—9月") == 2
    assert cells(content, 1)[1] == [SMALL, "15700"]
    assert len(cells(content, 0)) > 60
    assert faults(content) == []
    assert "ownTable" not in Archive(content).read("word/document.xml").decode()


def test_a_template_that_asks_for_nothing_comes_back_and_says_so() -> None:
    """No placeholder, no table of ours: staff learn why their template stayed as it was."""
    template = document(paragraph("某表") + table((cell("姓名"),), (cell("张某"),)))
    made = tasktable_docx(template, QUARTER)
    assert Archive(made.content).raw("word/document.xml") == Archive(template).raw("word/document.xml")
    assert made.told == ("“指标任务表.docx”没有占位符，也没有可按名称填写的表（表头要有“指标”或“任务”一栏），原样输出",)


def test_the_shipped_template_has_nothing_to_tell() -> None:
    """Its placeholders fill everything."""
    shipped = Path(__file__).parents[2] / "templates" / "指标任务表.docx"
    assert tasktable_docx(shipped.read_bytes(), QUARTER).told == ()


@pytest.mark.parametrize("inner", [picture("rId13", 5), "<w:r><w:fldChar w:fldCharType='begin'/></w:r>"])
def test_a_cell_that_holds_more_than_text_is_not_empty(inner: str) -> None:
    """A picture or a field in a cell is staff's own."""
    held = inner if inner.startswith("<w:r>") else f"<w:r>{inner}</w:r>"
    template = abundant(table((cell("指标"), cell("完成"), cell("同比")), (cell(SMALL), cell(inner=held), cell())))
    row = cells(tasktable_docx(template, QUARTER).content)[1]
    assert row == [SMALL, "", "12.1%"]


def test_a_repeated_heading_and_rows_in_controls() -> None:
    """A heading typed again is no row; rows that staff wrapped in a repeating control are rows like others."""
    head = (cell("指标"), cell("完成"))
    rows = [head, (cell(SMALL), cell()), head, (cell(DEALS), cell())]
    plain = table(*rows)
    last = plain.rindex("<w:tr>")
    ended = plain[last:].replace("</w:tbl>", "</w:sdtContent></w:sdt></w:tbl>")
    wrapped = f"{plain[:last]}<w:sdt><w:sdtPr/><w:sdtContent>{ended}"
    for template in (plain, wrapped):
        made = tasktable_docx(abundant(template), QUARTER)
        assert [tag for tag, _ in tagged(made.content) if tag] == ["2023Q3/K5/CITY", "2023Q3/K7/CITY"]
        assert made.told == ()
    assert all(one != other for one, other in pairwise(lines(FILLED.content)[:3]))

"""What people write into a draft is kept in the next one."""

from __future__ import annotations

import pytest

from reporting.documents.notation import WORD, w
from reporting.documents.slots import carry_over, empty_slots, with_text
from reporting.model.errors import UnreadableFile
from reporting.package.archive import Archive
from reporting.package.pack import pack, replaced
from tests.documents.made import document, lines, paragraph, tree

_PROMPT = "〔由业务处室填写〕"


def slot(name: str, *texts: str, prompt: bool = False, inner: str = "") -> str:
    """Write a slot as Word does."""
    shows = "<w:showingPlcHdr/>" if prompt else ""
    content = "".join(paragraph(text) for text in texts) + inner
    return (
        f'<w:sdt><w:sdtPr><w:alias w:val="{name}"/><w:tag w:val="人工填写/{name}"/>{shows}</w:sdtPr>'
        f"<w:sdtContent>{content}</w:sdtContent></w:sdt>"
    )


NEW = document(
    paragraph("新数：2") + slot("工作亮点", _PROMPT, prompt=True) + paragraph("中") + slot("建议", _PROMPT, prompt=True)
)


def edited(*slots: str) -> bytes:
    """Make a draft that people worked on."""
    return document(paragraph("旧数：1") + "".join(slots))


def test_what_people_wrote_stands_in_the_new_draft() -> None:
    """The slot's paragraphs come along, the old figures do not."""
    carried = carry_over(
        NEW, [edited(slot("工作亮点", "一是R&amp;D&lt;2.6。", "二是乙。"), slot("建议", _PROMPT, prompt=True))]
    )
    assert lines(carried.content) == ["新数：2", "一是R&D<2.6。", "二是乙。", "中", _PROMPT]
    assert carried.filled == ("工作亮点",)


def test_a_filled_slot_no_longer_shows_a_prompt() -> None:
    """Word would wipe the text at the first click into a slot that is marked as showing its prompt."""
    carried = carry_over(NEW, [edited(slot("工作亮点", "甲"))])
    assert len(list(tree(carried.content).iter("{*}showingPlcHdr"))) == 1
    assert empty_slots(carried.content) == ("建议",)


def test_a_slot_nobody_wrote_into_stays_as_it_is() -> None:
    """Prompts are no text: neither marked ones, nor those whose mark another program lost; nor is an empty slot."""
    before = edited(slot("工作亮点", _PROMPT), slot("建议", ""))
    assert carry_over(NEW, [before]).content == NEW
    assert empty_slots(before) == ("工作亮点", "建议")


def test_the_last_draft_people_worked_on_counts() -> None:
    """Of two edited drafts the later one's text is taken, slot by slot."""
    first = edited(slot("工作亮点", "早"), slot("建议", "只在早稿"))
    carried = carry_over(NEW, [first, edited(slot("工作亮点", "晚"))])
    assert lines(carried.content) == ["新数：2", "晚", "中", "只在早稿"]


def test_a_slot_the_template_no_longer_has_is_left() -> None:
    """A section that staff took out of the template does not come back."""
    carried = carry_over(NEW, [edited(slot("旧栏目", "甲"))])
    assert carried.content == NEW
    assert carried.filled == ()


def test_other_content_controls_are_no_slots() -> None:
    """A control of another tag, such as a figure's, is not touched."""
    control = '<w:sdt><w:sdtPr><w:tag w:val="2023Q3/315-4"/></w:sdtPr><w:sdtContent><w:p/></w:sdtContent></w:sdt>'
    assert empty_slots(document(control)) == ()


def test_looks_come_along_and_pointers_do_not() -> None:
    """Bold stays; comments, notes and links to parts of the old document would damage the new one."""
    links = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    inner = (
        '<w:p><w:commentRangeStart w:id="1"/><w:r><w:rPr><w:b/></w:rPr><w:t>粗</w:t></w:r><w:commentRangeEnd w:id="1"/>'
        f'<w:r><w:footnoteReference w:id="2"/></w:r><w:hyperlink xmlns:r="{links}" r:id="rId9"><w:r><w:t>链</w:t></w:r>'
        f'</w:hyperlink><w:r><w:drawing><x xmlns:r="{links}" r:embed="rId7"/></w:drawing></w:r></w:p>'
    )
    carried = carry_over(NEW, [edited(slot("建议", inner=inner))])
    xml = carried.content
    assert lines(xml)[-1] == "粗链"
    root = tree(xml)
    assert [one.tag.rpartition("}")[2] for one in root.iter("{*}b", "{*}drawing", "{*}footnoteReference")] == ["b"]
    assert not [name for one in root.iter("{*}*") for name in one.attrib if links in str(name)]
    assert carried.lacking == ("建议",)


def test_slots_an_edited_draft_has_lost_are_named() -> None:
    """A program that drops the controls when it saves must not lose people's text unnoticed."""
    assert carry_over(NEW, [edited(slot("建议", "甲"))]).lost == ("工作亮点",)
    assert carry_over(NEW, [edited(slot("建议", "甲"), slot("工作亮点", _PROMPT))]).lost == ()
    assert carry_over(NEW, []).lost == ()


def test_nothing_edited_changes_nothing() -> None:
    """A first draft is as it was made, byte for byte."""
    assert carry_over(NEW, []).content is NEW


def test_an_edited_draft_that_cannot_be_read_is_told() -> None:
    """The caller says so to people, and the new draft is still made."""
    workbook = pack({"xl/workbook.xml": b"<workbook/>"})
    for content in (b"no document", NEW[:-30], workbook):
        with pytest.raises(UnreadableFile):
            carry_over(NEW, [content])


STYLED = '<w:p><w:pPr><w:pStyle w:val="正文"/></w:pPr><w:r><w:rPr><w:i/></w:rPr><w:t>〔〕</w:t></w:r></w:p>'


def test_given_text_is_written_as_text() -> None:
    """Signs of XML and of the template engine are signs; slots that nothing is given for keep their prompt."""
    made = with_text(NEW, {"建议": ["R&D<2.6，{{7*7}}", "第二段"], "不在此": ["字"]})
    assert lines(made) == ["新数：2", _PROMPT, "中", "R&D<2.6，{{7*7}}", "第二段"]
    assert empty_slots(made) == ("工作亮点",)
    assert with_text(NEW, {"建议": []}) is NEW


def test_given_text_has_the_looks_of_the_slot_and_headings_their_level() -> None:
    """A line that is a heading alone takes the template's style for it; a paragraph that begins so does not."""
    styles = "".join(f'<w:style w:styleId="{name}"/>' for name in ("一级标题", "二级标题"))
    part = f'<w:styles xmlns:w="{WORD}">{styles}</w:styles>'.encode()
    content = replaced(Archive(document(slot("意见", prompt=True, inner=STYLED))), {"word/styles.xml": part})
    made = with_text(content, {"意见": ["一、总体", "（二）平台", "二、总体。还有一句。", "正文"]})
    named = [one.get(w("val")) for one in tree(made).iter(w("pStyle"))]
    assert named == ["一级标题", "二级标题", "正文", "正文"]
    assert not list(tree(made).iter(w("i")))


def test_without_styles_of_the_kind_a_heading_is_a_paragraph() -> None:
    """A template of staff's that knows no levels stays as it is."""
    made = with_text(document(slot("意见", prompt=True, inner=STYLED)), {"意见": ["一、总体"]})
    assert [one.get(w("val")) for one in tree(made).iter(w("pStyle"))] == ["正文"]

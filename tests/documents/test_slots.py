"""What people write into a draft is kept in the next one."""

from __future__ import annotations

import pytest

from reporting.documents.slots import carry_over, empty_slots
from reporting.model.errors import UnreadableFile
from reporting.package.pack import pack
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

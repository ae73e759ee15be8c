"""Filling a template of staff's: text, conditions, faults, and bytes."""

from __future__ import annotations

import pytest

from reporting.documents.fill import fill
from reporting.documents.words import Rows
from reporting.model.errors import TemplateError
from reporting.package.archive import Archive
from tests.documents.made import document, filling, lines, paragraph, table


def test_signs_of_xml_survive() -> None:
    """What is written as `R&D经费<2.6` is printed so."""
    made = fill(document(paragraph("{{名}}。")), "模板.docx", filling(values={"名": "R&D经费<2.6 “甲”'\">"}))
    assert lines(made) == ["R&D经费<2.6 “甲”'\">。"]


@pytest.mark.parametrize("text", ["{{7*7}}", "{% for x in 名 %}", "{_{名}_}", "{{名}}"])
def test_what_counties_write_is_never_run(text: str) -> None:
    """A placeholder in a value or in a cell is text like any other."""
    body = paragraph("{{名}}") + table(("{{表.字}}",))
    made = fill(document(body), "模板.docx", filling(values={"名": text}, tables={"表": Rows(({"字": text},))}))
    assert lines(made) == [text, text]


def test_a_placeholder_split_into_runs_is_one() -> None:
    """Word splits what is typed into runs as it likes; the placeholder keeps the looks of the run it begins in."""
    body = paragraph("甲{", "{名", "}", "}乙{{", "名}}")
    made = fill(document(body), "模板.docx", filling(values={"名": "丙"}))
    assert lines(made) == ["甲丙乙丙"]


def test_a_split_placeholder_in_a_table_is_one() -> None:
    """Model rows are made whole too."""
    cell = "<w:tc><w:tcPr/><w:p><w:r><w:t>{{表.</w:t></w:r><w:r><w:t>字}}</w:t></w:r></w:p></w:tc>"
    body = f'<w:tbl><w:tblPr/><w:tblGrid><w:gridCol w:w="9"/></w:tblGrid><w:tr>{cell}</w:tr></w:tbl>'
    made = fill(document(body), "模板.docx", filling(tables={"表": Rows(({"字": "一"}, {"字": "二"}))}))
    assert lines(made) == ["一", "二"]


def test_paragraphs_repeat_and_vanish() -> None:
    """A list gives a paragraph each; what a condition rules out leaves no empty paragraph."""
    body = "".join(
        paragraph(text)
        for text in (
            "{%p if 期号 %}",
            "第{{期号}}期",
            "{%p endif %}",
            "{%p for 段 in 段落 %}",
            "{{段}}",
            "{%p endfor %}",
        )
    )
    template = document(body)
    assert lines(fill(template, "模板.docx", filling(values={"期号": None, "段落": ("一", "二")}))) == ["一", "二"]
    assert lines(fill(template, "模板.docx", filling(values={"期号": 3, "段落": ()}))) == ["第3期"]


def test_line_breaks_are_words_own() -> None:
    """A text of two lines stands on two lines, in text and table alike."""
    body = paragraph("{{名}}") + table(("{{表.字}}",))
    made = fill(
        document(body), "模板.docx", filling(values={"名": "一\n二"}, tables={"表": Rows(({"字": "三\r\n四"},))})
    )
    assert lines(made) == ["一\n二", "三\n四"]


def test_control_signs_go() -> None:
    """What a county pasted from a terminal does not make the document unreadable."""
    body = paragraph("{{名}}") + table(("{{表.字}}",))
    made = fill(
        document(body), "模板.docx", filling(values={"名": "甲\x0b\x00"}, tables={"表": Rows(({"字": "乙\x1f"},))})
    )
    assert lines(made) == ["甲", "乙"]


def test_headers_are_filled() -> None:
    """A mark in the page's head is filled like the body."""
    made = fill(document(paragraph("甲"), "{{标记}}"), "模板.docx", filling(values={"标记": "演示数据"}))
    assert lines(made, "word/header1.xml") == ["演示数据"]


def test_every_unknown_placeholder_is_named_with_its_place() -> None:
    """A clerk who mistyped two names and a field is told of all three at once, and where they stand."""
    body = paragraph("编辑：{{编缉}}") + table(("{{表.字}}", "{{表.错}}")) + table(("{{外.字}}",))
    with pytest.raises(TemplateError) as caught:
        fill(document(body, "{{标几}}"), "简报.docx", filling(tables={"表": Rows(({"字": ""},))}))
    said = str(caught.value)
    for word in (
        "{{编缉}}（正文“编辑：{{编缉}}”处）",
        "{{表.错}}",
        "表格“外”",
        "{{标几}}（页眉页脚或脚注",
        "简报.docx",
    ):
        assert word in said


def test_a_known_placeholder_that_is_not_used_is_no_fault() -> None:
    """Staff may leave out what they do not want."""
    given = filling(values={"甲": "1", "乙": "2"}, tables={"表": Rows(())})
    assert lines(fill(document(paragraph("{{甲}}")), "模板.docx", given)) == ["1"]


@pytest.mark.parametrize("text", ["{{名", "{{名}", "{% if %}", "{{ }}", "{%p if 名 %}"])
def test_a_slip_in_the_notation_is_told(text: str) -> None:
    """A placeholder left open is told with its template, not passed over or printed."""
    body = paragraph("甲") + paragraph(text) + paragraph("{{名}}")
    with pytest.raises(TemplateError, match=r"模板\.docx"):
        fill(document(body), "模板.docx", filling(values={"名": "1"}))


@pytest.mark.parametrize("text", ["{{名.__class__.__mro__}}", "{{名.format.__globals__}}", "{{1/0}}", "{{名 + 1}}"])
def test_a_template_reaches_nothing_but_its_values(text: str) -> None:
    """A template that came by mail cannot run code, and one that fails says so."""
    with pytest.raises(TemplateError):
        fill(document(paragraph(text)), "模板.docx", filling(values={"名": "1"}))


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04", document(paragraph("甲"))[:-30]])
def test_what_is_no_word_document_is_told(content: bytes) -> None:
    """A damaged template is told by its name."""
    with pytest.raises(TemplateError, match=r"模板\.docx"):
        fill(content, "模板.docx", filling())


def test_the_same_inputs_give_the_same_bytes() -> None:
    """Nothing of a document depends on when it was made."""
    template = document(paragraph("{{名}}") + table(("{{表.字}}",)))
    given = filling(values={"名": "甲"}, tables={"表": Rows(({"字": "乙"},))})
    made = fill(template, "模板.docx", given)
    assert fill(bytes(bytearray(template)), "模板.docx", given) == made
    core = Archive(made).read("docProps/core.xml").decode()
    assert "2023-10-21T00:00:00Z" in core
    assert "题目" in core


def test_what_holds_no_placeholder_stays_as_it_is() -> None:
    """Parts that are not filled keep their very bytes."""
    template = document(paragraph("{{名}}"), "页眉")
    made = Archive(fill(template, "模板.docx", filling(values={"名": "甲"})))
    before = Archive(template)
    untouched = set(before.names) - {"word/document.xml", "docProps/core.xml"}
    assert all(made.raw(name) == before.raw(name) for name in untouched)

"""Issuing a document that people have worked on: number, day and names go in, nothing else changes."""

from __future__ import annotations

import re
from datetime import date

from reporting.documents.fill import Filling, fill
from reporting.documents.issued import issued
from reporting.documents.notation import WORD
from reporting.documents.words import Placed, Properties
from reporting.package.archive import Archive
from reporting.package.pack import replaced
from tests.documents.made import document, lines, paragraph

BODY = "word/document.xml"


def draft(**words: str) -> bytes:
    """Fill a template of three lines as a draft is filled."""
    texts = ("{{年份}}年第{{期号}}期", "签发：{{签发}}，共印", "正文{{期号}}")
    template = document("".join(map(paragraph, texts)))
    given = {"年份": "2023", "期号": "　", "签发": "", **words}
    values = {name: Placed(text, name) for name, text in given.items()}
    return fill(template, "简报.docx", Filling(values, Properties("简报", "某局", date(2023, 10, 20))))


def changed(content: bytes, pattern: str, by: str) -> bytes:
    """Change a document as an editor might."""
    archive = Archive(content)
    xml, count = re.subn(pattern, by, archive.read(BODY).decode(), flags=re.DOTALL)
    assert count
    return replaced(archive, {BODY: xml.encode()})


def test_words_are_put_wherever_their_placeholder_stood() -> None:
    """A number that stands in two places is put in both; an empty place is filled too."""
    made = issued(draft(), {"期号": "3", "签发": "王某"})
    assert lines(made.content) == ["2023年第3期", "签发：王某，共印", "正文3"]
    assert made.found == {"年份", "期号", "签发"}


def test_what_people_wrote_around_it_stays() -> None:
    """Only what stands between the ends of the bookmark is ours."""
    edited = changed(draft(), "正文", "正文改写过，见第")
    assert lines(issued(edited, {"期号": "3"}).content)[-1] == "正文改写过，见第3"


def test_a_place_that_an_editor_emptied_is_filled_with_the_looks_beside_it() -> None:
    """Word drops an empty run and keeps its bookmark."""
    edited = changed(draft(), r"(<w:bookmarkStart [^>]*签发ノ签发[^>]*/>)<w:r>.*?</w:r>", r"\1")
    assert lines(issued(edited, {"签发": "王某"}).content)[1] == "签发：王某，共印"


def test_a_place_that_libreoffice_doubled_is_found() -> None:
    """It doubles the heads of pages when it saves, and names the copies' bookmarks anew."""
    edited = changed(draft(), r'(w:name="_签发ノ期号_\d+)"', r'\1_Copy_2"')
    assert lines(issued(edited, {"期号": "3"}).content)[0] == "2023年第3期"


def test_a_place_that_was_lost_is_not_among_those_found() -> None:
    """The caller can say so; the other places are filled."""
    edited = changed(draft(), r"<w:bookmark(Start|End) [^>]*/>", "")
    made = issued(edited, {"期号": "3"})
    assert made.found == frozenset()
    assert made.content == edited


def test_a_document_that_says_all_of_it_already_is_not_touched() -> None:
    """The same bytes."""
    one = draft(期号="3", 签发="王某")
    assert issued(one, {"期号": "3", "签发": "王某"}, "征求意见稿").content == one


def test_the_mark_of_a_draft_goes_from_heads_but_not_from_the_text() -> None:
    """A head that lost its bookmark still loses its mark; a sentence may speak of drafts."""
    head = "word/header1.xml"
    text = "征求意见稿　演示数据"
    mark = f'<w:hdr xmlns:w="{WORD}"><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:hdr>'
    archive = Archive(changed(draft(), "正文", "征求意见稿已发各处"))
    made = issued(replaced(archive, {head: mark.encode()}), {}, "征求意见稿").content
    assert lines(made, head) == ["演示数据"]
    assert "征求意见稿已发各处" in lines(made)[-1]

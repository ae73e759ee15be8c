"""Documents of strangers are read as a person sees them: tracked changes, boxes, merged cells, pages Word noted."""

from __future__ import annotations

import pytest

from reporting.documents.pages import pages_of
from reporting.documents.paragraphs import paragraphs
from reporting.documents.render import renderer
from reporting.model.errors import UnreadableFile
from reporting.model.periods import Period
from reporting.model.proof import Grid, Passage
from reporting.model.tags import Tag
from tests.documents.made import document


def run(text: str) -> str:
    return f"<w:r><w:t>{text}</w:t></w:r>"


def line(text: str) -> str:
    return f"<w:p>{run(text)}</w:p>"


def texts(body: str) -> list[str]:
    """Read a body's paragraphs."""
    return [one.text for one in paragraphs(document(body)) if isinstance(one, Passage) and one.text]


def pages(body: str) -> list[int | None]:
    """Read on which page each paragraph with text stands."""
    return [one.page for one in paragraphs(document(body)) if isinstance(one, Passage) and one.text]


def test_what_was_deleted_is_not_there_and_what_was_inserted_is() -> None:
    """With changes being tracked the text counts as it would be when all are taken over."""
    deleted = "<w:del><w:r><w:delText>228.9</w:delText></w:r></w:del>"
    body = f"<w:p>{run('技术交易额')}{deleted}<w:ins>{run('229.8')}</w:ins>{run('亿元')}</w:p>"
    assert texts(body) == ["技术交易额229.8亿元"]


def test_links_and_fields_and_breaks() -> None:
    """The words of a link and what a field shows are text; what a field says to Word is not."""
    field = "<w:r><w:instrText> PAGE </w:instrText></w:r>"
    body = f"<w:p><w:hyperlink>{run('见附件')}</w:hyperlink>{field}<w:r><w:br/><w:t>2</w:t></w:r></w:p>"
    assert texts(body) == ["见附件\n2"]


def test_a_box_is_read_once() -> None:
    """Text in a box is read, and not again in the copy that is kept for old programs."""
    box = f"<w:txbxContent>{line('框中文字')}</w:txbxContent>"
    alternate = (
        '<mc:AlternateContent xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006">'
        f"<mc:Choice>{box}</mc:Choice><mc:Fallback>{box}</mc:Fallback></mc:AlternateContent>"
    )
    assert texts(f"<w:p>{run('正文')}<w:r>{alternate}</w:r></w:p>") == ["正文", "框中文字"]


def test_a_figures_key_is_known_with_its_place() -> None:
    """A bookmark says which figure it prints; one of somebody else's says nothing, nor one that is left open."""
    name = Tag(Period(2023, 3), "315-7", "330300").bookmark(1)
    own = f'<w:bookmarkStart w:id="1" w:name="{name}"/>{run("229.8")}<w:bookmarkEnd w:id="1"/>'
    other = f'<w:bookmarkStart w:id="2" w:name="客户"/>{run("亿元")}<w:bookmarkEnd w:id="2"/>'
    other += f'<w:bookmarkStart w:id="3" w:name="{name[:-1]}2"/>{run("，")}'
    passage = paragraphs(document(f"<w:p>{run('交易额')}{own}{other}</w:p>"))[0]
    assert isinstance(passage, Passage)
    assert [(passage.text[start:end], str(tag)) for start, end, tag in passage.tags] == [
        ("229.8", "2023Q3/315-7/330300")
    ]


def test_a_merged_cell_stands_in_all_it_covers() -> None:
    """Cells merged across or down are seen in every place they cover."""
    wide = f'<w:tc><w:tcPr><w:gridSpan w:val="2"/></w:tcPr>{line("表头")}</w:tc>'
    tall = f'<w:tc><w:tcPr><w:vMerge w:val="restart"/></w:tcPr>{line("抓手")}</w:tc>'
    under = "<w:tc><w:tcPr><w:vMerge/></w:tcPr><w:p/></w:tc>"
    rows = f"<w:tr>{wide}</w:tr><w:tr>{tall}<w:tc>{line('1')}</w:tc></w:tr><w:tr>{under}<w:tc>{line('2')}</w:tc></w:tr>"
    (grid,) = (one for one in paragraphs(document(f"<w:tbl>{rows}</w:tbl>")) if isinstance(one, Grid))
    assert [[cell.text for cell in row] for row in grid.rows] == [["表头", "表头"], ["抓手", "1"], ["抓手", "2"]]


def test_pages_are_known_where_word_noted_them() -> None:
    """A page is told where Word saved where its pages broke, and is unknown else."""
    noted = f"{line('一')}<w:p><w:r><w:lastRenderedPageBreak/><w:t>二</w:t></w:r></w:p>{line('三')}"
    assert pages(noted) == [1, 2, 2]
    assert pages(line("一")) == [None]


@pytest.mark.skipif(renderer() is None, reason="LibreOffice is not installed")
def test_pages_are_asked_of_libreoffice() -> None:
    """Where the document does not say, LibreOffice lays it out and tells."""
    content = document(f'{line("一")}<w:p><w:r><w:br w:type="page"/></w:r></w:p>{line("三")}')
    assert pages_of(content, {1, 3}) == {1: 1, 3: 2}


@pytest.mark.parametrize("content", [b"", b"PK\x05\x06" + bytes(18)])
def test_what_is_no_document_is_refused(content: bytes) -> None:
    """What cannot be read is said, and is no bug."""
    with pytest.raises(UnreadableFile):
        paragraphs(content)

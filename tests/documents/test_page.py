"""The shipped templates keep the page of the standard (GB/T 9704-2012)."""

from __future__ import annotations

from pathlib import Path

import pytest
from docx import Document
from docx.oxml.ns import qn
from docx.shared import Mm, Twips

from reporting.documents import page
from reporting.documents.profiles import Margins

TEMPLATES = Path(__file__).parents[2] / "templates"
LETTERS = ("催报通知.docx", "工作提示单.docx", "督办单.docx", "答复函.docx")
NAMES = ("季度简报.docx", "指标任务表.docx", "回执.docx", *LETTERS)


def test_the_briefings_page_is_the_standards() -> None:
    """A4, margins of 37, 28, 35 and 26 mm, a grid of 22 lines and 28 characters."""
    section = Document(str(TEMPLATES / "季度简报.docx")).sections[0]
    found = [section.page_width, section.page_height, section.top_margin, section.left_margin]
    sides = [side or Mm(0) for side in (*found, section.bottom_margin, section.right_margin)]
    wanted = [Mm(side) for side in (210, 297, 37, 28, 35, 26)]
    assert all(abs(side - other) < Mm(0.1) for side, other in zip(sides, wanted, strict=True))
    grid = section._sectPr.find(qn("w:docGrid"))
    assert grid is not None
    assert grid.get(qn("w:type")) == "linesAndChars"
    assert grid.get(qn("w:linePitch")) == str(page.LINE_PITCH_TWIPS)
    assert (sides[1] - sides[2] - sides[4]) // Twips(page.LINE_PITCH_TWIPS) == 22


def test_odd_and_even_pages_are_numbered_apart() -> None:
    """The page number stands at the outer edge: right on odd pages, left on even ones."""
    document = Document(str(TEMPLATES / "季度简报.docx"))
    assert document.settings.odd_and_even_pages_header_footer
    section = document.sections[0]
    for footer, side in ((section.footer, "right"), (section.even_page_footer, "left")):
        paragraph = footer.paragraphs[0]
        assert paragraph.text.startswith("— ")
        assert paragraph._p.pPr.find(qn("w:jc")).get(qn("w:val")) == side
        assert "PAGE" in "".join(one.text or "" for one in paragraph._p.iter(qn("w:instrText")))


@pytest.mark.parametrize("name", NAMES)
def test_every_style_names_its_typeface_on_every_axis(name: str) -> None:
    """Digits, Latin and Chinese are set in the typeface of the style, whatever the machine's defaults."""
    for style in Document(str(TEMPLATES / name)).styles.element.findall(qn("w:style")):
        for fonts in style.iter(qn("w:rFonts")):
            assert {fonts.get(qn(f"w:{axis}")) for axis in ("ascii", "hAnsi", "eastAsia", "cs")} == {
                fonts.get(qn("w:eastAsia"))
            }


@pytest.mark.parametrize("name", NAMES)
def test_licensed_typefaces_have_a_fallback(name: str) -> None:
    """Where 方正小标宋简体 is missing, Word is told what to take instead."""
    table = next(
        part for part in Document(str(TEMPLATES / name)).part.package.iter_parts() if "fontTable" in part.partname
    )
    for typeface, fallback in page.FALLBACKS.items():
        assert f'w:name="{typeface}"><w:altName w:val="{fallback}"' in table.blob.decode()


def test_a_blank_document_can_be_laid_out() -> None:
    """The geometry can be given to a new template too, upright and across."""
    section = Document().sections[0]
    page.lay_out(section)
    upright = section.page_width
    page.lay_out(section, landscape=True, margins=Margins(20, 15, 20, 15))
    assert upright is not None
    assert abs(upright - Mm(210)) < Mm(0.1)
    assert abs(page.type_width(section) - Mm(267)) < Mm(0.1)

"""The shipped templates keep the page of the standard (GB/T 9704-2012)."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from docx import Document
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Twips

from reporting.documents.page import page_faults
from reporting.documents.profiles import PROFILES
from tests.documents.typefaces import FALLBACKS

LINE_PITCH_TWIPS = round(PROFILES["公文"].line_pitch * 20)
TEMPLATES = Path(__file__).parents[2] / "templates"
LETTERS = ("催报通知.docx", "工作提示单.docx", "督办单.docx", "答复函.docx")
NAMES = ("季度简报.docx", "指标任务表.docx", "回执.docx", *LETTERS)


BRIEFING = TEMPLATES / "季度简报.docx"


def edited(change: Callable[[Any], object]) -> bytes:
    """Give the shipped briefing's template as somebody would save it after a change in Word."""
    document = Document(str(BRIEFING))
    change(document)
    saved = io.BytesIO()
    document.save(saved)
    return saved.getvalue()


def faults(content: bytes) -> tuple[str, ...]:
    """Hold a template against the page of a briefing."""
    return page_faults(content, PROFILES["简报"])


def test_the_briefings_page_is_the_standards() -> None:
    """A4, margins of 37, 28, 35 and 26 mm, a grid of 22 lines, numbers at the outer edge; the annex lies across."""
    assert faults(BRIEFING.read_bytes()) == ()
    assert len(Document(str(BRIEFING)).sections) == 2
    section = Document(str(BRIEFING)).sections[0]
    held = (section.page_height, section.top_margin, section.bottom_margin)
    height, top, bottom = (one or Mm(0) for one in held)
    assert (height - top - bottom) // Twips(LINE_PITCH_TWIPS) == 22


def test_a_hair_is_no_fault() -> None:
    """Word rounds what people type: half a millimetre is none."""
    assert faults(edited(lambda one: setattr(one.sections[0], "top_margin", Mm(37.5)))) == ()


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (lambda one: setattr(one.sections[0], "top_margin", Mm(25)), "第1节上边距25毫米（应为37毫米）"),
        (lambda one: setattr(one.sections[1], "right_margin", Mm(20)), "第2节右边距20毫米（应为37毫米）"),
        (lambda one: setattr(one.sections[0], "page_width", Mm(216)), "第1节纸宽216毫米（应为210毫米）"),
        (
            lambda one: one.sections[0]._sectPr.find(qn("w:docGrid")).set(qn("w:linePitch"), "312"),
            "文档网格行距15.6磅（应为28.95磅，每页22行）",
        ),
        (
            lambda one: setattr(one.settings, "odd_and_even_pages_header_footer", False),
            "没有勾选“奇偶页不同”，页码不能单页居右、双页居左",
        ),
        (
            lambda one: one.sections[0].even_page_footer.paragraphs[0]._p.pPr.find(qn("w:jc")).set(qn("w:val"), "end"),
            "双页页码应居左",
        ),
        (lambda one: one.sections[0].footer.paragraphs[0].clear(), "单页页脚里没有页码"),
    ],
)
def test_what_an_edited_template_sets_otherwise_is_said(change: Callable[[Any], None], told: str) -> None:
    """Each by itself, in millimetres and points as Word's own windows show them."""
    assert faults(edited(change)) == (told,)


def footer_of(document: Any, put: Callable[[Any], None]) -> None:
    """Put the odd pages' number somewhere else."""
    put(document.sections[0].footer.paragraphs[0]._p)


def in_a_block(element: Any) -> None:
    """Move a paragraph into a block of Word's gallery of page numbers."""
    block, inside = OxmlElement("w:sdt"), OxmlElement("w:sdtContent")
    element.addprevious(block)
    block.append(inside)
    inside.append(element)


def in_a_frame(element: Any) -> None:
    """Have a frame place a paragraph at the outer edge."""
    frame = OxmlElement("w:framePr")
    frame.set(qn("w:xAlign"), "outside")
    element.pPr.insert(0, frame)
    element.pPr.remove(element.pPr.find(qn("w:jc")))


@pytest.mark.parametrize(
    "change",
    [
        lambda one: footer_of(one, in_a_block),
        lambda one: footer_of(one, in_a_frame),
        lambda one: footer_of(one, lambda element: element.pPr.find(qn("w:jc")).set(qn("w:val"), "end")),
        lambda one: one.sections[0]._sectPr.find(qn("w:pgMar")).set(qn("w:left"), "1587.6000000000001"),
        lambda one: one.sections[0]._sectPr.find(qn("w:docGrid")).set(qn("w:linePitch"), "579.0"),
        lambda one: one.sections[0]._sectPr.remove(one.sections[0]._sectPr.find(qn("w:pgSz"))),
    ],
)
def test_what_cannot_be_told_for_certain_is_not_said(change: Callable[[Any], None]) -> None:
    """Numbers of Word's gallery or in a frame, lengths as other programs write them: no false word."""
    assert faults(edited(change)) == ()


def test_a_document_without_page_settings_is_told() -> None:
    """Nothing else can be said of it."""
    bare = edited(lambda one: [part.getparent().remove(part) for part in list(one.element.iter(qn("w:sectPr")))])
    assert faults(bare) == ("没有页面设置",)


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
    for typeface, fallback in FALLBACKS.items():
        assert f'w:name="{typeface}"><w:altName w:val="{fallback}"' in table.blob.decode()

"""Typefaces a machine lacks: what stands in for them, and what a PDF shows in their place."""

from __future__ import annotations

from reporting.documents.ink import Page
from reporting.documents.typefaces import STAND_INS, Replaced, renderer_settings, replaced, stand_ins
from tests.documents.made import document
from tests.documents.pages import line
from tests.documents.typefaces import FALLBACKS


def run(text: str, name: str) -> str:
    """Write a run set in a typeface on every axis."""
    axes = " ".join(f'w:{axis}="{name}"' for axis in ("ascii", "hAnsi", "eastAsia", "cs"))
    return f"<w:r><w:rPr><w:rFonts {axes}/></w:rPr><w:t>{text}</w:t></w:r>"


def shown(text: str, font: str) -> Page:
    """Show a text in a typeface of a PDF."""
    glyphs = line(text, 28, 45, 16)
    return Page(1, 210, 297, tuple(type(one)(one.text, one.x, one.end, one.baseline, one.size, font, one.ink)
                                   for one in glyphs), ())  # fmt: skip


def test_a_machine_with_all_typefaces_needs_no_stand_in() -> None:
    """Where 仿宋_GB2312 is installed, it is used."""
    assert stand_ins({*STAND_INS}) == {}


def test_the_nearest_one_that_is_there_stands_in() -> None:
    """On a Windows PC that is 仿宋, on a Linux server a Song typeface; where nothing is known, nothing is said."""
    assert stand_ins({"仿宋", "Noto Serif CJK SC"})["仿宋_GB2312"] == "仿宋"
    assert stand_ins({"Noto Serif CJK SC"})["仿宋_GB2312"] == "Noto Serif CJK SC"
    assert stand_ins(frozenset()) == {}


def test_every_typeface_with_a_fallback_in_word_has_one_for_the_pdf() -> None:
    """What the templates tell Word, the PDF's maker is told too."""
    for name, fallback in FALLBACKS.items():
        assert fallback in STAND_INS[name]


def test_the_settings_are_escaped() -> None:
    """A typeface's name is text."""
    assert "<value>A&amp;B</value>" in renderer_settings({"A&B": "C"})


def test_a_replaced_typeface_is_told_with_what_took_its_place() -> None:
    """The text is set in 仿宋_GB2312 in the document and in another in the PDF."""
    content = document(f"<w:p>{run('完成进度良好', '仿宋_GB2312')}</w:p>")
    told = replaced(content, [shown("完成进度良好", "NotoSerifCJKsc-Regular")])
    assert told == (Replaced("仿宋_GB2312", ("NotoSerifCJKsc",)),)
    assert str(told[0]) == "仿宋_GB2312由NotoSerifCJKsc代替"


def test_a_typeface_under_its_other_name_was_not_replaced() -> None:
    """PDFs name 仿宋_GB2312 `FangSong_GB2312`; 仿宋 alone is another typeface."""
    content = document(f"<w:p>{run('完成进度良好', '仿宋_GB2312')}</w:p>")
    assert replaced(content, [shown("完成进度良好", "FangSong_GB2312")]) == ()
    assert replaced(content, [shown("完成进度良好", "FangSong")]) != ()
    latin = document(f"<w:p>{run('Times', 'Times New Roman')}</w:p>")
    assert replaced(latin, [shown("Times", "TimesNewRomanPSMT")]) == ()


def test_digits_may_be_replaced_apart_from_signs() -> None:
    """A Chinese typeface without digits takes them from elsewhere: both are told."""
    content = document(f"<w:p>{run('完成进度良好', '楷体')}{run('2023', '楷体')}</w:p>")
    told = replaced(content, [shown("完成进度良好", "KaiTi"), shown("2023", "DejaVuSans")])
    assert told == (Replaced("楷体", ("DejaVuSans",)),)


def test_text_that_is_not_in_the_pdf_says_nothing() -> None:
    """Hidden text proves no replacement."""
    content = document(f"<w:p>{run('隐藏文字', '楷体')}</w:p>")
    assert replaced(content, [shown("别的话", "SimSun")]) == ()

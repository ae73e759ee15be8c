"""Reading a PDF's pages: signs by where they were set, rules by how they were drawn."""

from __future__ import annotations

import pytest

from reporting.documents.ink import ink
from reporting.model.errors import UsageError
from tests.documents.pages import pdf

MM = 72 / 25.4


def test_a_sign_stands_where_it_was_set() -> None:
    """Place and size come from the text's matrix, whatever the font says of itself."""
    (page,) = ink(pdf("BT /F1 16 Tf 1 0 0 1 79.37 737.1 Tm (A) Tj ET"), "一.pdf")
    (glyph,) = page.glyphs
    assert (glyph.text, glyph.font) == ("A", "Helvetica")
    assert glyph.x == pytest.approx(28, abs=0.01)
    assert glyph.baseline == pytest.approx((842 - 737.1) / MM, abs=0.01)
    assert glyph.size == pytest.approx(16, abs=0.01)
    assert glyph.end == pytest.approx(28 + 0.667 * 16 / MM, abs=0.1)


def test_a_scaled_sign_has_the_size_it_is_seen_in() -> None:
    """Word sets 1-point type and enlarges it: what counts is what is seen."""
    (page,) = ink(pdf("BT /F1 1 Tf 14 0 0 14 100 100 Tm (A) Tj ET"), "一.pdf")
    assert page.glyphs[0].size == pytest.approx(14, abs=0.01)


def test_spaces_are_no_signs() -> None:
    """A line ends with its last ink, not with a blank after it."""
    (page,) = ink(pdf("BT /F1 16 Tf 1 0 0 1 79 700 Tm (A B ) Tj ET"), "一.pdf")
    assert [glyph.text for glyph in page.glyphs] == ["A", "B"]


@pytest.mark.parametrize(
    "drawn",
    [
        "1 0 0 RG 2 w 79.37 600 m 521.57 600 l S",
        "1 0 0 rg 79.37 599 442.2 2 re f",
        "q 1 0 0 1 79.37 0 cm 1 0 0 RG 2 w 0 600 m 442.2 600 l S Q",
    ],
)
def test_a_rule_is_one_however_it_is_drawn(drawn: str) -> None:
    """A stroked line, a thin filled box, and a line in a moved frame are the same red rule, 156 mm long."""
    (page,) = ink(pdf(drawn), "一.pdf")
    (rule,) = page.rules
    assert rule.across
    assert rule.red
    assert (rule.start, rule.end) == pytest.approx((28, 184), abs=0.05)
    assert rule.at == pytest.approx((842 - 600) / MM, abs=0.05)
    assert rule.thickness == pytest.approx(2 / MM, abs=0.05)


def test_a_rule_down_is_told_from_one_across() -> None:
    """The frame of a table has both; a black one is not red."""
    (page,) = ink(pdf("0 0 0 RG 1 w 100 100 m 100 300 l S"), "一.pdf")
    (rule,) = page.rules
    assert (rule.across, rule.red) == (False, False)
    assert rule.end - rule.start == pytest.approx(200 / MM, abs=0.05)


@pytest.mark.parametrize(
    "drawn", ["0.9 g 100 100 200 40 re f", "1 w 100 100 m 110 100 l S", "1 w 100 100 m 300 300 l S"]
)
def test_a_shade_a_dash_and_a_slant_are_no_rules(drawn: str) -> None:
    """Only what is thin, long and straight counts."""
    assert ink(pdf(drawn), "一.pdf")[0].rules == ()


def test_a_page_laid_across_is_known() -> None:
    """Its width is greater than its height."""
    (page,) = ink(pdf("", width=842, height=595), "一.pdf")
    assert page.turned
    assert page.width == pytest.approx(297, abs=0.1)


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04", b"%PDF-1.4\n"])
def test_what_is_no_pdf_is_told(content: bytes) -> None:
    """A Word document handed in by mistake is told with its name and the mend."""
    with pytest.raises(UsageError, match=r"一\.pdf.*重新导出"):
        ink(content, "一.pdf")

"""Measuring pages against a profile: what is as it should be, and each thing that can be out."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from reporting.documents.ink import MM_PER_POINT, Page, Rule
from reporting.documents.measure import Dimension, measure
from tests.documents.pages import BRIEFING, LETTER, PAPER, line, number_line, page, shifted, turned_page

RED = Rule(True, 86.85, 28, 184, 0.8, red=True)
# A line that ends 4 mm above the rule.
ABOVE = line("某办公室", 28, 86.45 - 4 - 0.12 * 16 * MM_PER_POINT, 16)


def good() -> tuple[Page, ...]:
    """Make a briefing of three pages and a table, all as the standard wants it."""
    head = page(1, lines=0)
    first = replace(head, glyphs=(*ABOVE, *head.glyphs), rules=(RED,))
    return first, page(2), page(3, lines=5), turned_page(4)


def out(pages: tuple[Page, ...]) -> dict[tuple[int, str], Dimension]:
    """Give what is out, by page and name."""
    return {(one.page, one.name): one for one in measure(pages, BRIEFING) if not one.ok}


def found(pages: tuple[Page, ...], name: str) -> list[Decimal | None]:
    """Give what was found under a name."""
    return [one.found for one in measure(pages, BRIEFING) if one.name == name]


def test_a_page_as_the_standard_wants_it_is_right() -> None:
    """Nothing is out, and everything was measured."""
    pages = good()
    assert out(pages) == {}
    names = {one.name for one in measure(pages, BRIEFING)}
    assert names == {
        *(
            "纸宽",
            "纸高",
            "左边距（订口）",
            "右边距",
            "上边距（天头）",
            "下边距",
            "行距",
            "每页行数",
            "每行字数",
            "超出版心",
        ),
        *("页码", "页码一字线距版心下边缘", "页码距版心左边缘", "页码距版心右边缘", "页码字号"),
        *("报头红线长", "报头红线距上方文字", "正文页数（不超过）", "版记末线距版心下边缘"),
    }


@pytest.mark.parametrize("by", [-2, 2])
def test_moved_text_is_out_at_both_sides(by: float) -> None:
    """Text 2 mm too far left or right is out at the left and at the right, by 2 mm."""
    first, second, *rest = good()
    wrong = out((first, shifted(second, right=by), *rest))
    assert wrong[2, "左边距（订口）"].deviation == by
    right = wrong[2, "右边距"].deviation
    assert right is not None
    assert abs(float(right) + by) < 1


@pytest.mark.parametrize("by", [-0.9, 0.9])
def test_within_a_millimetre_is_right(by: float) -> None:
    """The standard gives 1 mm: printers are no better."""
    first, second, *rest = good()
    assert (2, "左边距（订口）") not in out((first, shifted(second, right=by), *rest))


def test_a_moved_head_is_out_at_top_and_bottom() -> None:
    """A page that begins 3 mm too low ends 3 mm too low, over the edge."""
    first, second, *rest = good()
    wrong = out((first, shifted(second, down=3), *rest))
    assert {name for number, name in wrong if number == 2} == {"上边距（天头）", "下边距", "超出版心"}


@pytest.mark.parametrize(("pitch", "lines"), [(28, 22), (30, 21)])
def test_another_line_pitch_is_out(pitch: float, lines: int) -> None:
    """28 or 30 points between lines do not fill the page with 22 of them."""
    first, _, *rest = good()
    wrong = out((first, page(2, pitch=pitch, lines=lines), *rest))
    assert (2, "行距") in wrong


def test_29_points_are_told_from_28_95() -> None:
    """A pitch that looks right and overflows the page by a line is seen by its count of lines."""
    first, _, *rest = good()
    assert (2, "每页行数") in out((first, page(2, lines=21), *rest))


def test_a_lone_hanging_sign_is_no_margin() -> None:
    """A full stop that hangs out of one line does not move the right margin."""
    first, second, *rest = good()
    hanging = line("。", 184, second.glyphs[0].baseline, 16)
    assert (
        found((first, replace(second, glyphs=(*second.glyphs, *hanging)), *rest), "右边距")[0]
        == found(good(), "右边距")[0]
    )


def test_ink_over_the_edge_is_out() -> None:
    """What is printed beyond the type area is told with how far."""
    first, second, *rest = good()
    beyond = line("字", 186, second.glyphs[0].baseline, 16)
    wrong = out((first, replace(second, glyphs=(*second.glyphs, *beyond)), *rest))
    assert wrong[2, "超出版心"].found is not None
    assert wrong[2, "超出版心"].found > 5


def test_an_indented_page_has_no_left_margin_to_measure() -> None:
    """A page of short paragraphs, all indented, says nothing of the margins and is not accused."""
    first, second, third, last = good()
    glyphs = [glyph for at in range(3) for glyph in line("字" * 10, 39.3, 45.2 + at * 10.213, 16, pitch=15.75)]
    pages = (first, second, replace(third, glyphs=(*glyphs, *number_line(3))), last)
    names = {one.name for one in measure(pages, BRIEFING) if one.page == 3}
    assert not names & {"左边距（订口）", "右边距"}
    assert out(pages) == {}


def test_numbers_belong_outside_and_below() -> None:
    """A number at the wrong side, missing, of another size, or too near is told each in its own words."""
    first, second, *rest = good()
    body = tuple(glyph for glyph in second.glyphs if glyph.size == 16)
    centred = tuple(replace(one, x=one.x + 60, end=one.end + 60) for one in number_line(2))
    near = tuple(replace(one, ink=(one.ink[0], one.ink[1] - 3, one.ink[2], one.ink[3] - 3)) for one in number_line(2))
    large = tuple(replace(one, size=18.0) for one in number_line(2))
    for number, name in (
        (centred, "页码距版心左边缘"),
        ((), "页码"),
        (near, "页码一字线距版心下边缘"),
        (large, "页码字号"),
        (tuple(number_line(4)), "页码"),
    ):
        assert out((first, replace(second, glyphs=(*body, *number)), *rest)).keys() == {(2, name)}


def test_a_missing_number_is_not_found() -> None:
    """What must be there and is not has no value, and is out."""
    first, second, *rest = good()
    body = tuple(glyph for glyph in second.glyphs if glyph.size == 16)
    assert out((first, replace(second, glyphs=body), *rest))[2, "页码"].found is None


@pytest.mark.parametrize(
    ("rule", "name"),
    [
        (replace(RED, end=178), "报头红线长"),
        (replace(RED, at=90), "报头红线距上方文字"),
        (replace(RED, red=False), "报头红线长"),
    ],
)
def test_the_red_rule_is_as_wide_as_the_type_area_and_near_its_line(rule: Rule, name: str) -> None:
    """Too short, too far below, or not red."""
    first, *rest = good()
    assert (1, name) in out((replace(first, rules=(rule,)), *rest))


def test_a_table_beyond_its_frame_is_out() -> None:
    """A page laid across is measured by its tables' frames."""
    *rest, _ = good()
    wrong = out((*rest, turned_page(4, left=22, right=275)))
    assert {name for number, name in wrong if number == 4} == {"左边距（订口）", "右边距", "超出版心"}


def test_an_imprint_off_the_edge_is_out() -> None:
    """The last rule of the imprint lies on the lower edge of the last page."""
    *rest, last = good()
    without = replace(last, rules=tuple(rule for rule in last.rules if rule.at != 184))
    assert (4, "版记末线距版心下边缘") in out((*rest, without))


def test_a_body_of_four_pages_is_out() -> None:
    """A briefing's body takes three pages at most; its annexes may take any number."""
    label = replace(page(4, lines=0), glyphs=(*line("附件1", 28, 45.2, 16), *number_line(4)))
    assert found((*good()[:3], label, page(5, lines=3)), "正文页数（不超过）") == [3]
    assert out((*good()[:2], page(3), page(4, lines=3))).keys() >= {(4, "正文页数（不超过）")}


def test_a_letter_has_no_number_on_its_first_page() -> None:
    """The letter form has its mark 30 mm from the paper's edge, two red rules of 170 mm, the lower 20 mm up."""
    mark = line("某市科学技术局", 50, 30 + 0.8 * 30 * MM_PER_POINT, 30)
    upper = 30 + 0.8 * 30 * MM_PER_POINT + 0.12 * 30 * MM_PER_POINT + 4 + 0.4
    rules = (Rule(True, upper, 20, 190, 0.8, red=True), Rule(True, 277, 20, 190, 0.8, red=True))
    one = Page(1, 210, 297, tuple(mark), rules)
    assert [dimension for dimension in measure((one,), LETTER) if not dimension.ok] == []
    assert not [dimension for dimension in measure((one,), LETTER) if dimension.name == "页码"]


def test_an_official_document_shows_its_mark_35_mm_down() -> None:
    """The mark's upper edge is measured by its ink."""
    high = line("某市人民政府文件", 40, 37 + 20 + 0.8 * 36 * MM_PER_POINT, 36)
    one = Page(1, 210, 297, (*high, *number_line(1)), ())
    told = {dimension.name: dimension.deviation for dimension in measure((one,), PAPER)}
    assert told["标志上边缘距版心上边缘"] == Decimal("-15.00")


def test_no_pages_give_no_dimensions() -> None:
    """An empty PDF is nothing to measure."""
    assert measure((), BRIEFING) == ()

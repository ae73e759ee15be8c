"""How figures are printed in tables: one table of what is given and what must stand on the page."""

from __future__ import annotations

from decimal import Decimal

import pytest

from reporting.model.catalogue import Target
from reporting.model.periods import Period
from reporting.model.words import Judgement, State, TargetKind
from reporting.products import printed
from tests import builders
from tests.products.city import catalogue
from tests.products.quarter import figure

CARRIED = {"value_period": Period(2022)}


def target(text: str, kind: TargetKind, value: str | None = "1") -> Target:
    """Make a target in the plan's words."""
    return builders.target("K1", 2023, value, kind, last_year=2027, text=text)


@pytest.mark.parametrize(
    ("value", "places", "given", "shown"),
    [
        ("2.345", 2, {}, "2.35"),
        ("2.6", 2, {}, "2.60"),
        ("-3.15", 1, {}, "−3.2"),
        ("1234567.8", 0, {}, "1234568"),
        ("0", 2, {}, "0"),
        ("0.004", 2, {}, "…"),
        ("-0.004", 2, {}, "…"),
        ("2.6", 1, CARRIED, "2.6（2022年数）"),
        ("2.6", 1, {"value_period": Period(2023, 4), "period": Period(2023)}, "2.6"),
        ("2.6", 1, {"value_period": Period(2022), "period": Period(2022, 4)}, "2.6"),
        ("48", 0, {"target": target("前50位", TargetKind.RANK)}, "第48位"),
        ("48", 0, {"target": target("前50位", TargetKind.RANK), **CARRIED}, "第48位（2022年数）"),
        ("48", 0, {"final_target": target("前50位", TargetKind.RANK), **CARRIED}, "第48位（2022年数）"),
        ("80", 1, {"covered": "4/5"}, "4/5"),
        (None, 1, {"state": State.BLANK}, ""),
        (None, 1, {"state": State.NONE}, "—"),
        (None, 1, {"state": State.NOT_APPLICABLE}, "不适用"),
        (None, 1, {"state": State.NOT_SUBMITTED}, "未报送"),
        (None, 1, {"state": State.RETURNED}, "退回未改"),
        (None, 1, {"state": State.NOT_SUBMITTED, **CARRIED}, "未报送"),
    ],
)
def test_values(value: str | None, places: int, given: dict[str, object], shown: str) -> None:
    """A value is rounded half up; a nought, a trace and each state are told apart; a carried year is named."""
    assert printed.value_text(figure("K1", "甲", "%", places, value, **given)) == shown


@pytest.mark.parametrize(
    ("given", "shown"),
    [
        ({"growth": Decimal("8.45")}, "8.5%"),
        ({"growth": Decimal("-7.04")}, "−7.0%"),
        ({"growth": Decimal("0.04")}, "0.0%"),
        ({"growth": Decimal("0.09"), "growth_is_points": True, "measure": "%"}, "0.09个百分点"),
        ({"growth": Decimal("-1.8"), "growth_is_points": True, "measure": "%"}, "−1.80个百分点"),
        ({"base": Decimal(0)}, "增加12.50亿元"),
        ({"base": Decimal(-20)}, "增加32.50亿元"),
        ({"base": Decimal(10)}, ""),
        ({}, ""),
    ],
)
def test_growth(given: dict[str, object], shown: str) -> None:
    """Totals change by percent, shares by 百分点, and on a base of nought only the amount is told."""
    assert printed.growth_text(figure("K7", "甲", str(given.pop("measure", "亿元")), 2, "12.5", **given)) == shown


@pytest.mark.parametrize(
    ("measure", "given", "share", "gap", "either"),
    [
        ("家", {"progress": Decimal("75.05"), "gap": Decimal("0.1")}, "75.1", "0.1", "75.1%"),
        ("家", {"progress": Decimal(120), "gap": Decimal(-45)}, "120.0", "−45.0", "120.0%"),
        ("%", {"gap": Decimal("-0.31")}, "", "较目标−0.31个百分点", "较目标−0.31个百分点"),
        ("人年", {"gap": Decimal(-10)}, "", "较目标−10.00人年", "较目标−10.00人年"),
        ("位", {"gap": Decimal(-2), "target": target("前50位", TargetKind.RANK)}, "", "", ""),
        ("%", {}, "", "", ""),
    ],
)
def test_progress_and_gap(measure: str, given: dict[str, object], share: str, gap: str, either: str) -> None:
    """Progress is never clamped; a level has a distance from its target in its own measure instead."""
    one = figure("K1", "甲", measure, 2, "3.1", **given)
    assert (printed.progress_text(one), printed.gap_text(one), printed.progress_or_gap_text(one)) == (
        share,
        gap,
        either,
    )


@pytest.mark.parametrize(
    ("kind", "text", "value", "shown"),
    [
        (TargetKind.END, "超6500家", "6500", "超6500家"),
        (TargetKind.END, "", "6500", "6500"),
        (TargetKind.END, "--", None, "--"),
        (TargetKind.EACH_YEAR, "1000个以上", "1000", "每年1000个以上"),
        (TargetKind.EACH_YEAR, "每年1000个以上", "1000", "每年1000个以上"),
        (TargetKind.YEARLY_GROWTH, "15%以上", "15", "年均增长15%以上"),
        (TargetKind.SPAN_TOTAL, "100项", "100", "累计100项"),
        (TargetKind.SPAN_TOTAL, "累计100项", "100", "累计100项"),
    ],
)
def test_targets(kind: TargetKind, text: str, value: str | None, shown: str) -> None:
    """A target is printed in the plan's words; only what span it is for is added where they do not say it."""
    assert printed.target_text(target(text, kind, value)) == shown


def test_a_unit_is_held_to_its_own_part() -> None:
    """Beside a county stands its part of the target, not the city's words."""
    city = target("超6500家", TargetKind.END, "6500")
    assert printed.wanted_text(figure("K4", "甲", "家", 0, "1", target=city, target_value=Decimal(6500))) == "超6500家"
    assert printed.wanted_text(figure("K4", "甲", "家", 0, "1", target=city, target_value=Decimal(310))) == "310"
    assert printed.wanted_text(figure("K4", "甲", "家", 0, "1")) == ""


@pytest.mark.parametrize(
    ("judgement", "sign", "word"),
    [
        (Judgement.DONE, "●", "完成"),
        (Judgement.FAR_BEHIND, "●", "严重滞后"),
        (Judgement.AWAITS_YEAR, "○", "待年度数据"),
        (Judgement.INCOMPLETE, "○", "数据不全，暂不评价"),
        (None, "", ""),
    ],
)
def test_lamps(judgement: Judgement | None, sign: str, word: str) -> None:
    """What is judged has a filled lamp, what is not a ring and the reason."""
    lamp = printed.lamp(figure("K1", "甲", "%", 1, "1", judgement=judgement))
    assert (lamp.sign, lamp.word) == (sign, word)
    assert lamp.colour == printed.lamp_colour(lamp.word)


def test_every_standing_has_a_colour_of_its_own_kind() -> None:
    """Good and bad never share a colour, and what is not judged is grey."""
    good = {printed.lamp_colour(word) for word in ("完成", "达到")}
    bad = {printed.lamp_colour(word) for word in ("滞后", "严重滞后", "未达到", "基本达到")}
    assert not good & bad
    assert printed.lamp_colour("待年度数据") not in good | bad


def test_what_a_total_is_without_is_named() -> None:
    """The missing and the returned are told apart by name."""
    one = figure(
        "K6", "甲", "%", 1, "67", lacks=("U10", "U2"), lacks_returned=("U2",), under_review=True, nature="快报数"
    )
    said = printed.remark_text(one, catalogue())
    assert said == "不含己县（未报送）、西城区（退回未改）；快报数；含待审核数据"
    assert printed.remark_text(figure("K6", "甲", "%", 1, "67"), catalogue()) == ""


@pytest.mark.parametrize(("rank", "tied", "shown"), [(3, False, "第3位"), (3, True, "并列第3位"), (None, False, "")])
def test_places(rank: int | None, tied: bool, shown: str) -> None:
    """Those who tie share a place and it says so."""
    assert printed.rank_text(figure("K7", "甲", "%", 1, "1", rank=rank, tied=tied)) == shown

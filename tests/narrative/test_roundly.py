"""Round numbers: said only where true, and near enough that nobody is misled."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reporting.model.periods import Period
from reporting.model.words import Algorithm, Judgement
from reporting.narrative.counties import leaders
from reporting.narrative.overall import overall
from reporting.narrative.roundly import about_amount, about_share
from tests import builders
from tests.narrative.made import COUNTIES, INDICATORS, Q3, catalogue, compilation, figure

# part · whole · what is said
SHARES = (
    (6, 10, "六成"), (3, 5, "六成"), (7, 12, "近六成"), (29, 50, "近六成"), (57, 100, ""), (59, 100, "近六成"),
    (61, 100, "超六成"), (65, 100, "超六成"), (651, 1000, ""), (1, 2, "一半"), (51, 100, "过半"), (55, 100, "过半"),
    (551, 1000, ""), (49, 100, "近一半"), (48, 100, "近一半"), (47, 100, ""), (1, 3, "三分之一"),
    (34, 100, "约三分之一"), (33, 100, "约三分之一"), (2, 3, "三分之二"), (67, 100, "约三分之二"),
    (1, 4, "四分之一"), (3, 4, "四分之三"), (11, 12, "超九成"), (10, 12, "超八成"), (5, 12, "超四成"), (2, 12, ""),
    (99, 100, ""), (95, 100, "超九成"), (1, 12, "近一成"), (1, 100, ""), (0, 12, ""),
    (12, 12, ""), (13, 12, ""), (0, 0, ""),
)  # fmt: skip


@pytest.mark.parametrize(("part", "whole", "told"), SHARES)
def test_a_share_is_said_roundly(part: int, whole: int, told: str) -> None:
    """近 below, 超 above, 约 about a third, bare only to the dot; all and none are for the caller to say."""
    assert about_share(part, whole) == told


AMOUNTS = (
    ("3690", "家", "近3700家"), ("4020", "家", "超4000家"), ("4000", "家", ""), ("4045", "家", "超4000家"),
    ("4090", "家", "近4100家"), ("970", "家", ""), ("990", "家", "近1000家"), ("995", "家", "近1000家"),
    ("9990", "家", "近1万家"), ("10001", "家", "超1万家"), ("15704", "家", "近1.6万家"), ("15680", "家", "近1.6万家"),
    ("15679", "家", ""), ("15300", "家", "超1.5万家"), ("15301", "家", ""), ("14700", "家", "近1.5万家"),
    ("16000", "家", ""), ("229.8", "亿元", "近230亿元"), ("230.0", "亿元", ""), ("256.0", "亿元", "近260亿元"),
    ("152.0", "万平方米", "超150万平方米"), ("118.1", "万平方米", "近120万平方米"), ("15704", "万平方米", ""),
    ("100.4", "亿元", "超100亿元"), ("99.8", "亿元", ""), ("9.9", "亿元", ""), ("0", "家", ""), ("-229.8", "亿元", ""),
)  # fmt: skip


@pytest.mark.parametrize(("printed", "measure", "told"), AMOUNTS)
def test_an_amount_is_said_roundly(printed: str, measure: str, told: str) -> None:
    """Two digits, within 2 %; what is round already, small, or would read 万万 is left exact."""
    assert about_amount(Decimal(printed), measure) == told


@given(st.integers(1, 200), st.integers(1, 200))
def test_no_share_is_untrue(part: int, whole: int) -> None:
    """近 is never said of what lies above, 超 never of what lies below."""
    told = about_share(part, whole)
    tenths = {"一半": 5, **{f"{digit}成": place for place, digit in enumerate("一二三四五六七八九", 1)}}
    share = Fraction(part, whole)
    if told.startswith("近"):
        assert 0 < Fraction(tenths[told[1:]], 10) - share <= Fraction(2, 100)
    elif told.startswith("超"):
        assert 0 < share - Fraction(tenths[told[1:]], 10) <= Fraction(5, 100)
    elif told == "过半":
        assert share > Fraction(1, 2)


@given(st.decimals(0, 10**7, places=1))
def test_no_amount_is_untrue(printed: Decimal) -> None:
    """A round amount lies on the side it says, and within 2 %."""
    told = about_amount(printed, "家")
    if told:
        number = Decimal(re.findall(r"[\d.]+", told)[0]) * (10000 if "万" in told else 1)
        assert abs(printed - number) <= number / 50
        assert (printed < number) is told.startswith("近")
        assert (printed > number) is told.startswith("超")


def test_the_exact_amount_stands_in_the_same_body_once_rounded() -> None:
    """What the opening says roundly is told exactly in 二; what is not whole, settled or of now is not."""
    shown = [figure("DEALS", "229.84"), figure("SMES", "15704", under_review=True), figure("FIRMS", "3690"),
             figure("AREA", "118.1", lacks=("甲县",), judgement=Judgement.INCOMPLETE),
             figure("COST", "220"), figure("SPEND", "229.8", value_period=Period(2022))]  # fmt: skip
    told = overall(compilation(*shown), shown)[-1]
    assert told.text == "从总量看，技术交易额近230亿元，高新技术企业近3700家。"
    assert told.figures == (("DEALS", "CITY"), ("FIRMS", "CITY"))


TWELVE = tuple(f"{sign}县" for sign in "子丑寅卯辰巳午未申酉戌亥")


@pytest.mark.parametrize(("of", "reached", "told"), [
    (12, 12, "12地均达到时序进度"), (12, 0, "12地均未达到时序进度"),
    (12, 10, "12地中10地达到时序进度、占比超八成"),
    (12, 8, "12地中8地达到时序进度、占三分之二"),
    (12, 7, "12地中7地达到时序进度、占比近六成"), (12, 2, "12地中2地达到时序进度"),
    (11, 6, "可评价的11地中6地达到时序进度、占比过半"), (9, 3, "可评价的9地中3地达到时序进度"),
])  # fmt: skip
def test_counties_on_course_are_counted(of: int, reached: int, told: str) -> None:
    """A leader reads how many are on course, with a round share only where many are counted and one is near."""
    counties = [
        figure("DEALS", "10", unit=unit, rank=place, progress="60",
               judgement=Judgement.REACHED if place <= reached else Judgement.NEARLY)
        for place, unit in enumerate(TWELVE[:of], 1)
    ]  # fmt: skip
    units = (builders.unit("CITY", "全市", "全市"), *(builders.unit(name, order=n) for n, name in enumerate(TWELVE, 1)))
    city = figure("DEALS", "229.8")
    said = leaders(compilation(city, *counties, catalogue=catalogue(units=units)), [city])[0]
    assert said.text == f"分县（市、区）看，技术交易额完成率前三位依次为子县、丑县、寅县，{told}。"
    assert {unit for _, unit in said.figures} == set(TWELVE[:of])


@pytest.mark.parametrize(("period", "algorithm", "told"), [
    (Q3, Algorithm.SAME_TIME, "7地中4地达到上年同期进度"), (Period(2023, 4), Algorithm.YEAR, "7地中2地完成年度目标"),
])  # fmt: skip
def test_what_is_counted_is_called_by_its_measure(period: Period, algorithm: Algorithm, told: str) -> None:
    """Progress like last year's is no 时序; once the year is over only what is done counts."""
    judgements = [Judgement.DONE, Judgement.REACHED, Judgement.DONE, Judgement.REACHED, *[Judgement.BEHIND] * 3]
    counties = [
        figure("DEALS", "10", unit=unit, rank=place, progress="60", judgement=judgement, period=period)
        for place, (unit, judgement) in enumerate(zip(COUNTIES, judgements, strict=True), 1)
    ]
    city = figure("DEALS", "229.8", period=period)
    deals = replace(next(one for one in INDICATORS if one.code == "DEALS"), algorithm=algorithm)
    held = compilation(city, *counties, period=period, catalogue=catalogue(indicators=(deals,)))
    assert leaders(held, [city])[0].text == f"分县（市、区）看，技术交易额完成率前三位依次为甲县、乙县、丙县，{told}。"


def test_few_counties_are_not_counted() -> None:
    """Four of seven judged are seen at a glance; those that are not judged are never counted as behind."""
    counties = [
        figure("DEALS", "10", unit=unit, rank=place, progress="60",
               judgement=Judgement.REACHED if place <= 4 else Judgement.NO_TARGET)
        for place, unit in enumerate(COUNTIES, 1)
    ]  # fmt: skip
    city = figure("DEALS", "229.8", period=Q3)
    assert "达到时序进度" not in leaders(compilation(city, *counties), [city])[0].text

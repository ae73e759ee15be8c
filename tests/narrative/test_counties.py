"""Who is ahead and who is towards the end; nobody is called the last, and whoever sent nothing is neither."""

from __future__ import annotations

import pytest

from reporting.model.figures import Figure
from reporting.model.words import Judgement
from reporting.narrative.counties import leaders, units_behind
from tests.narrative.made import COUNTIES, catalogue, compilation, counties, county, figure

CITY = figure("DEALS", "229.8")

# What the case shows · the counties' places in official order · what is said of 技术交易额完成率
AHEAD: tuple[tuple[str, tuple[int | None, ...], str], ...] = (
    ("七县不并列", (4, 1, 3, 2, 5, 6, 7), "技术交易额完成率前三位依次为乙县、丁县、丙县"),
    ("第三位并列", (1, 2, 3, 3, 5, 6, 7), "技术交易额完成率前三位依次为甲县、乙县、丙县和丁县（并列第3位）"),
    ("第二位并列", (1, 2, 2, 4, 5, 6, 7), "技术交易额完成率前三位依次为甲县、乙县和丙县（并列第2位）"),
    ("第一位并列", (1, 1, 3, 4, 5, 6, 7), "技术交易额完成率前三位依次为甲县和乙县（并列第1位）、丙县"),
    ("三县并列第一", (1, 1, 1, 4, 5, 6, 7), "技术交易额完成率甲县、乙县和丙县并列第1位"),
    ("四县并列第一", (1, 1, 1, 1, 5, 6, 7), "技术交易额完成率甲县、乙县、丙县和丁县并列第1位"),
    ("五县并列第一则不列名", (1, 1, 1, 1, 1, 6, 7), ""),
    ("全部并列则不列名", (1,) * 7, ""),
    ("第二位并列太多则只说首位", (1, 2, 2, 2, 2, 6, 7), "技术交易额完成率甲县居首位"),
    ("第三位并列太多则只说前两位", (1, 2, 3, 3, 3, 3, 7), "技术交易额完成率前两位依次为甲县、乙县"),
    ("只有一个县", (1,), ""),
    ("两个县只说首位", (2, 1), "技术交易额完成率乙县居首位"),
    ("两县并列", (1, 1), ""),
    ("四个县只说一半", (4, 3, 2, 1), "技术交易额完成率前两位依次为丁县、丙县"),
    ("未报送的不参与", (None, 1, 2, 3, 4, None, 5), "技术交易额完成率前两位依次为乙县、丙县"),
    ("无人排名", (), ""),
)  # fmt: skip


@pytest.mark.parametrize(("ranks", "told"), [case[1:] for case in AHEAD], ids=[case[0] for case in AHEAD])
def test_the_first_places_are_named(ranks: tuple[int | None, ...], told: str) -> None:
    """Three at most, no more than half, ties together, nobody where it would mean nothing."""
    said = leaders(compilation(CITY, *counties("DEALS", *ranks)), [CITY])
    assert [one.text for one in said] == ([f"分县（市、区）看，{told}。"] if told else [])


def test_all_indicators_stand_in_one_sentence() -> None:
    """The counties ahead are told once, each indicator by what it ranks, with the figures that say so."""
    cities = [figure("COST", "3.2"), figure("FIRMS", "3690"), figure("INVEST", "18")]
    placed = [one for city in cities for one in counties(city.code, 1, 2)]
    said = leaders(compilation(*cities, *placed), cities)
    assert [one.text for one in said] == [
        "分县（市、区）看，研究开发经费占营业收入比重甲县居首位；高新技术企业累计数增速甲县居首位；高新技术产业投资增速甲县居首位。"
    ]
    assert said[0].figures == (("COST", "甲县"), ("FIRMS", "甲县"), ("INVEST", "甲县"))


@pytest.mark.parametrize("why", [Judgement.AWAITS_YEAR, Judgement.AT_YEAR_END, Judgement.INCOMPLETE, Judgement.NO_DATA])
def test_what_is_not_judged_is_not_ranked(why: Judgement) -> None:
    """A figure that is not judged puts nobody ahead or behind, whatever place it bears."""
    placed = [county("DEALS", unit, rank, why) for rank, unit in enumerate(COUNTIES, 1)]
    held = compilation(CITY, *placed)
    assert leaders(held, [CITY]) == ()
    assert list(units_behind(held, [CITY])) == []


def test_a_ranking_with_gaps_says_so() -> None:
    """Where counties are missing, the reader is told that places are among the others."""
    city = figure("DEALS", "200", lacks=("庚县",), judgement=Judgement.INCOMPLETE)
    said = leaders(compilation(city, *counties("DEALS", 1, 2, 3, 4, 5, 6, None)), [city])
    assert said[0].text == "分县（市、区）看，技术交易额完成率（数据暂缺地区除外）前三位依次为甲县、乙县、丙县。"


@pytest.mark.parametrize(("given", "told"), [
    ("1", "技术交易额完成率甲县居首位"),
    ("2", "技术交易额完成率前两位依次为甲县、乙县"),
    ("", "技术交易额完成率前三位依次为甲县、乙县、丙县"),
    ("三", "技术交易额完成率前三位依次为甲县、乙县、丙县"),
])  # fmt: skip
def test_the_catalogue_says_how_many_are_named(given: str, told: str) -> None:
    """The bureau decides how many places are shown (排名显示名次); official practice is three."""
    city = catalogue(parameters=(("排名显示名次", given),))
    said = leaders(compilation(CITY, *counties("DEALS", 1, 2, 3, 4, 5, 6, 7), catalogue=city), [CITY])
    assert said[0].text == f"分县（市、区）看，{told}。"


# What the case shows · the counties' places · which of them lag · what is said of 技术交易额完成率
BEHIND: tuple[tuple[str, tuple[int | None, ...], str, str], ...] = (
    ("末三位都滞后，按官方顺序", (7, 1, 2, 6, 3, 4, 5), "甲丁庚", "技术交易额完成率靠后的有甲县、丁县和庚县"),
    ("只点滞后的", (1, 2, 3, 4, 5, 6, 7), "庚", "技术交易额完成率靠后的有庚县"),
    ("靠后而不滞后的不点", (1, 2, 3, 4, 5, 6, 7), "", ""),
    ("滞后而不靠后的不点", (1, 2, 3, 4, 5, 6, 7), "甲", ""),
    ("未报送的不是最后", (1, 2, 3, 4, 5, 6, None), "己", "技术交易额完成率靠后的有己县"),
    ("末位并列一起点", (1, 2, 3, 4, 4, 4, 4), "丁戊己庚", "技术交易额完成率靠后的有丁县、戊县、己县和庚县"),
    ("并列太多则不点", (1, 2, 3, 3, 3, 3, 3), "丙丁戊己庚", ""),
    ("只有一个县", (1,), "甲", ""),
    ("两个县", (1, 2), "乙", "技术交易额完成率靠后的有乙县"),
)  # fmt: skip


@pytest.mark.parametrize(("ranks", "lagging", "told"), [case[1:] for case in BEHIND], ids=[case[0] for case in BEHIND])
def test_those_towards_the_end_are_named(ranks: tuple[int | None, ...], lagging: str, told: str) -> None:
    """Only who lags and stands in the last places is named, and as 靠后."""
    held = compilation(CITY, *counties("DEALS", *ranks, behind=[f"{one}县" for one in lagging]))
    said = list(units_behind(held, [CITY]))
    assert [one.text for one in said] == ([f"从各地情况看，{told}。"] if told else [])
    assert [unit for one in said for _, unit in one.figures] == [unit for unit in COUNTIES if unit in told]


def test_nobody_is_ahead_and_behind_at_once() -> None:
    """However few counties there are, the two lists do not meet."""
    for count in range(1, len(COUNTIES) + 1):
        placed: list[Figure] = counties("DEALS", *range(1, count + 1), behind=COUNTIES)
        held = compilation(CITY, *placed)
        named = [pair for one in (*leaders(held, [CITY]), *units_behind(held, [CITY])) for pair in one.figures]
        assert len(named) == len(set(named)) <= count

"""Who is ahead and who is towards the end; nobody is called the last, and whoever sent nothing is neither."""

from __future__ import annotations

from dataclasses import replace

import pytest

from reporting.model.figures import Figure
from reporting.model.words import Judgement, Ranking
from reporting.narrative.counties import leaders, units_behind
from tests.narrative.made import COUNTIES, INDICATORS, catalogue, compilation, counties, county, figure
from tests.narrative.table import NOTHING, PLACES, Row, rows

CITY = figure("DEALS", "229.8")

AHEAD, BEHIND = ([row for row in rows(PLACES) if row["位置"] == side] for side in ("靠前", "靠后"))


def _counties(row: Row) -> list[Figure]:
    """Give the counties of a row of 排名.csv: a place, 未报送, or empty where there is no such county."""
    given = [row[unit] for unit in COUNTIES if row[unit]]
    ranks = [int(place) if place.isdecimal() else None for place in given]
    return counties("DEALS", *ranks, behind=row["滞后"].split("、"))


@pytest.mark.parametrize("row", AHEAD, ids=[row["情形"] for row in AHEAD])
def test_the_first_places_are_named(row: Row) -> None:
    """Three at most, no more than half, ties together, nobody where it would mean nothing."""
    said = [one.text for one in leaders(compilation(CITY, *_counties(row)), [CITY])]
    assert said == ([] if row["句子"] == NOTHING else [row["句子"]])


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


@pytest.mark.parametrize("row", BEHIND, ids=[row["情形"] for row in BEHIND])
def test_those_towards_the_end_are_named(row: Row) -> None:
    """Only who lags and stands in the last places is named, and as 靠后."""
    said = list(units_behind(compilation(CITY, *_counties(row)), [CITY]))
    assert [one.text for one in said] == ([] if row["句子"] == NOTHING else [row["句子"]])
    assert [unit for one in said for _, unit in one.figures] == [unit for unit in COUNTIES if unit in row["句子"]]


def test_where_less_is_better_the_order_is_said() -> None:
    """The first of an inverse indicator is the lowest, and the reader is told so."""
    energy = next(one for one in INDICATORS if one.code == "ENERGY")
    city = catalogue(indicators=(replace(energy, ranking=Ranking.VALUE),))
    shown = figure("ENERGY", "0.3", lacks=("庚县",))
    said = leaders(compilation(shown, *counties("ENERGY", 2, 1, 3, 4), catalogue=city), [shown])
    assert said[0].text == "分县（市、区）看，单位能耗（由低到高，数据暂缺地区除外）前两位依次为乙县、甲县。"


def test_nobody_is_ahead_and_behind_at_once() -> None:
    """However few counties there are, the two lists do not meet."""
    for count in range(1, len(COUNTIES) + 1):
        placed: list[Figure] = counties("DEALS", *range(1, count + 1), behind=COUNTIES)
        held = compilation(CITY, *placed)
        named = [pair for one in (*leaders(held, [CITY]), *units_behind(held, [CITY])) for pair in one.figures]
        assert len(named) == len(set(named)) <= count

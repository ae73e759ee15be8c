"""The appraisal: points by efficacy, weights that go over to what is scored, places within a group."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from reporting.merge.evidence import gather
from reporting.merge.merge import merge
from reporting.merge.needed import needed
from reporting.merge.score import Terms, points_of, score
from reporting.model.catalogue import Catalogue
from reporting.model.periods import Period
from reporting.model.records import Held
from reporting.model.scores import PartScore, UnitScore
from reporting.model.words import Direction, Judgement, Ranking
from tests.builders import ALPHA, BETA, GAMMA, UNITS, catalogue, form, held, indicator, item

YEAR = Period(2023)
COUNTIES = (ALPHA.code, BETA.code, GAMMA.code)
USUAL = Terms(base=Decimal(60), span=Decimal(40), floor=Decimal(60), cap=Decimal(100), grouped=False)


def city(*indicators: object, **parameters: str) -> Catalogue:
    """Make a city whose counties give DEALS and WASTE, appraised together unless said otherwise."""
    deals = indicator("I1", "技术交易额", ranking=Ranking.VALUE, dimension="创新产出", weight=Decimal(30))
    waste = indicator(
        "I2",
        "能耗",
        ranking=Ranking.VALUE,
        direction=Direction.DOWN,
        dimension="创新投入",
        weight=Decimal(10),
    )
    items = (item("DEALS", "技术交易额"), item("WASTE", "能耗"))
    given = {"考评-山区县单列": "否", **parameters}
    return catalogue(
        items=items,
        indicators=indicators or (deals, waste),
        forms=(form("F1", COUNTIES, ("DEALS", "WASTE")),),
        parameters=tuple(given.items()),
    )


def year(deals: tuple[str | None, ...], waste: tuple[str | None, ...]) -> list[Held]:
    return [
        held(unit, code, "2023Q4", value)
        for code, values in (("DEALS", deals), ("WASTE", waste))
        for unit, value in zip(COUNTIES, values, strict=True)
    ]


def scored(seen: Catalogue, found: list[Held]) -> dict[str, UnitScore]:
    figures = merge(gather(seen, found, (), needed(seen, YEAR)), YEAR)
    return {one.unit: one for one in score(seen, figures)}


def part(one: UnitScore, code: str) -> PartScore:
    return next(each for each in one.parts if each.indicator == code)


@pytest.mark.parametrize(
    ("value", "best", "worst", "points"),
    [
        ("30", "30", "10", "100"),
        ("10", "30", "10", "60"),
        ("20", "30", "10", "80"),
        ("13.3", "30", "10", "66.60"),
        ("5", "30", "10", "60"),  # worse than what is not to be tolerated: the floor
        ("40", "30", "10", "100"),  # better than the satisfactory: the cap
        ("7", "7", "7", "100"),  # all alike: full points
        ("2", "2", "8", "100"),  # the less the better: best lies below worst
        ("5", "2", "8", "80"),
    ],
)
def test_points_are_the_efficacy_coefficient(value: str, best: str, worst: str, points: str) -> None:
    """(实际 − 不容许) ÷ (满意 − 不容许) × 40 + 60, held between 60 and 100."""
    assert points_of(Decimal(value), Decimal(best), Decimal(worst), USUAL) == Decimal(points)


def test_the_whole_is_the_weighted_mean_of_its_parts() -> None:
    """30 parts of 80 and 10 parts of 60 make 75; each part tells what it was held against."""
    found = scored(city(), year(("30", "20", "10"), ("2", "8", "5")))
    beta = found["乙"]
    assert (part(beta, "I1").points, part(beta, "I2").points) == (Decimal(80), Decimal(60))
    assert beta.points == Decimal(75)
    assert (part(beta, "I1").best, part(beta, "I1").worst) == (Decimal(30), Decimal(10))
    assert (part(beta, "I2").best, part(beta, "I2").worst) == (Decimal(2), Decimal(8))
    assert [(one.name, one.weight, one.points) for one in beta.dimensions] == [
        ("创新产出", Decimal(30), Decimal(80)),
        ("创新投入", Decimal(10), Decimal(60)),
    ]


@pytest.mark.parametrize("code", ["I1", "I2"])
def test_points_do_not_depend_on_the_order_of_units(code: str) -> None:
    """Each unit is held against the group, in whatever order its figures came."""
    found = year(("30", "20", "10"), ("2", "8", "5"))
    one, other = scored(city(), found), scored(city(), found[::-1])
    assert {unit: part(each, code) for unit, each in one.items()} == {
        unit: part(each, code) for unit, each in other.items()
    }


def test_what_is_missing_is_not_scored_and_its_weight_goes_over() -> None:
    """A county without a figure is scored by the others; it is never given the lowest points for silence."""
    found = scored(city(), year(("30", None, "10"), ("2", "8", "5")))
    beta = found["乙"]
    assert part(beta, "I1").points is None
    assert part(beta, "I1").why is Judgement.NO_DATA
    assert part(beta, "I2").share == Decimal(100)
    assert beta.points == Decimal(60)
    assert part(found["甲"], "I1").share == Decimal(75)


def test_who_has_no_figure_at_all_has_no_place() -> None:
    """Nothing scored is no score: it is said so, and nobody is pushed down by it."""
    found = scored(city(), year(("30", None, "10"), ("2", None, "5")))
    assert (found["乙"].points, found["乙"].rank) == (None, None)
    assert (found["甲"].rank, found["丙"].rank) == (1, 2)


def test_equal_points_share_a_place() -> None:
    """Places go by the points as printed; those who share one are told so."""
    found = scored(city(), year(("30", "30", "10"), ("5", "5", "5")))
    assert {unit: (one.rank, one.tied) for unit, one in found.items()} == {
        "甲": (1, True),
        "乙": (1, True),
        "丙": (3, False),
    }


def test_mountain_counties_are_compared_among_themselves() -> None:
    """With 山区县 apart, each group has its own best and worst, and its own places."""
    grouped = city(**{"考评-山区县单列": "是"})
    units = tuple(replace(unit, mountain=unit.code == "丙") for unit in UNITS)
    found = scored(replace(grouped, units=units), year(("30", "20", "10"), ("2", "8", "5")))
    assert (found["丙"].group, found["丙"].points, found["丙"].rank) == ("山区县", Decimal(100), 1)
    assert part(found["乙"], "I1").worst == Decimal(20)


def test_the_catalogue_may_set_what_is_satisfactory() -> None:
    """满意值 and 不容许值 given there go before the best and the worst of the group."""
    given = {"考评-满意值.I1": "40", "考评-不容许值.I1": "0"}
    found = scored(city(**given), year(("30", "20", "10"), ("2", "8", "5")))
    assert [part(found[unit], "I1").points for unit in COUNTIES] == [Decimal(90), Decimal(80), Decimal(70)]


def test_floor_and_cap_are_the_catalogues() -> None:
    """A bureau may let points fall to 40: the worst of a group then has what the formula gives."""
    given = {"考评-最低分": "40", "考评-基础分": "50", "考评-功效分": "50"}
    found = scored(city(**given), year(("30", "20", "10"), ("2", "8", "5")))
    assert [part(found[unit], "I1").points for unit in COUNTIES] == [Decimal(100), Decimal(75), Decimal(50)]


def test_what_does_not_rank_is_not_scored() -> None:
    """An indicator with a weight that takes no part in comparisons has no points, and costs nobody any."""
    silent = indicator("I1", "技术交易额", ranking=Ranking.NO, dimension="创新产出", weight=Decimal(30))
    found = scored(city(silent), year(("30", "20", "10"), ("2", "8", "5")))
    assert found["甲"].points is None

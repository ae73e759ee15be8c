"""当期 from 累计: a quarter's own figure is what the year to date came to since the quarter before."""

from __future__ import annotations

from decimal import Decimal

import pytest

from reporting.merge.aspects import trace_aspect
from reporting.merge.merge import merge
from reporting.merge.trace import trace
from reporting.model.periods import Period
from reporting.model.records import Held
from reporting.model.tags import Aspect
from reporting.model.words import CityFigure, State, Tense
from tests.builders import ALPHA, BETA, GAMMA, catalogue, held, indicator, item, units_form
from tests.merge.cities import CITY, city, figure, known, leaves, sent

A, B, C = ALPHA.code, BETA.code, GAMMA.code
FLOWS = city((A, B, C), "当期(技术交易额)")


def year(first: int, *quarters: tuple[str, str, str]) -> list[Held]:
    """Make what three counties sent quarter by quarter, from the first of a year."""
    return [
        one
        for quarter, values in enumerate(quarters, start=1)
        for one in sent(f"{first}Q{quarter}", **dict(zip((A, B, C), values, strict=True)))
    ]


def test_a_quarter_is_the_difference_of_two_cumulative_figures() -> None:
    """前三季度 less 上半年 is the third quarter, of a county and of the city."""
    found = year(2023, ("10", "5", "1"), ("25", "11", "3"), ("45.5", "12", "6"))
    assert figure(FLOWS, found, "2023Q3", A).value == Decimal("20.5")
    assert figure(FLOWS, found, "2023Q3").value == Decimal("24.5")


def test_the_first_quarter_is_the_cumulative_figure_itself() -> None:
    """From January to March nothing is taken off, whatever the year before came to."""
    found = [*year(2022, *[("40", "40", "40")] * 4), *year(2023, ("10", "5", "1"))]
    assert figure(FLOWS, found, "2023Q1").value == Decimal(16)
    assert figure(FLOWS, found, "2023Q1", B).value == Decimal(5)


def test_the_city_is_summed_over_those_who_have_both() -> None:
    """A county that was silent in June has no third quarter: it is left out of the city's, and named."""
    found = [*sent("2023Q2", **{A: "20", B: "10"}), *sent("2023Q3", **{A: "30", B: "25", C: "70"})]
    seen = figure(FLOWS, found, "2023Q3")
    assert (seen.value, seen.lacks) == (Decimal(25), (C,))
    alone = figure(FLOWS, found, "2023Q3", C)
    assert (alone.value, alone.state) == (None, State.NOT_SUBMITTED)


def test_nothing_to_count_in_june_is_nothing_to_take_off() -> None:
    """A county that answered 无 in June had nothing by then."""
    none = held(A, "DEALS", "2023Q2", None, state=State.NONE)
    assert figure(FLOWS, [none, *sent("2023Q3", **{A: "4"})], "2023Q3", A).value == Decimal(4)


def test_a_quarter_that_fell_is_told_as_it_is() -> None:
    """A cumulative figure that was corrected downwards gives a quarter below nought; nothing is hidden."""
    found = [*sent("2023Q2", **{A: "20"}), *sent("2023Q3", **{A: "18"})]
    assert figure(FLOWS, found, "2023Q3", A).value == Decimal(-2)


def test_growth_of_a_quarter_is_on_the_same_quarter_a_year_before() -> None:
    """The third quarter of this year on the third quarter of last year, each the difference of its own two figures."""
    found = [
        *year(2022, ("5", "5", "5"), ("15", "15", "15"), ("25", "35", "35")),
        *year(2023, ("9", "9", "9"), ("20", "20", "20"), ("35", "50", "50")),
    ]
    seen = figure(FLOWS, found, "2023Q3")
    assert (seen.value, seen.base, seen.growth) == (Decimal(75), Decimal(50), Decimal(50))
    assert figure(FLOWS, found, "2023Q3", A).growth == Decimal(50)
    assert seen.notes == ()


def test_growth_of_a_quarter_leaves_out_who_lacks_one_of_four_figures() -> None:
    """A county without a figure for last June is left out of both sides, and 同口径 is said."""
    found = [
        *sent("2022Q2", **{A: "10", B: "10"}), *sent("2022Q3", **{A: "20", B: "20", C: "90"}),
        *sent("2023Q2", **{A: "10", B: "10", C: "10"}), *sent("2023Q3", **{A: "22", B: "22", C: "99"}),
    ]  # fmt: skip
    seen = figure(FLOWS, found, "2023Q3")
    assert (seen.value, seen.base, seen.growth) == (Decimal(113), Decimal(20), Decimal(20))
    assert "同比按同口径计算" in seen.notes


def test_a_given_city_figure_has_its_quarter_too() -> None:
    """Where an office gives the city's cumulative figure, its quarter is the difference of what it gave."""
    given = city(
        (),
        "当期(技术交易额)",
        items=(item("DEALS", "技术交易额", city=CityFigure.GIVEN),),
        forms=(units_form("F2", "统计", (CITY,), ("DEALS",)),),
    )
    found = [held(CITY, "DEALS", when, value, sender="统计", form="F2") for when, value in
             (("2023Q2", "100"), ("2023Q3", "180"))]  # fmt: skip
    assert figure(given, found, "2023Q3").value == Decimal(80)


def test_a_share_of_a_quarter_is_a_ratio_of_sums() -> None:
    """当期 in both parts of a ratio: over the counties that have all four figures."""
    both = city(
        (A, B),
        "当期(研发费用) / 当期(营业收入) * 100",
        items=(item("COST", "研发费用"), item("SALES", "营业收入")),
        forms=(units_form("F2", "统计", (A, B), ("COST", "SALES")),),
    )
    found = [
        held(unit, code, when, value, sender="统计", form="F2")
        for unit, code, when, value in (
            (A, "COST", "2023Q2", "2"), (A, "COST", "2023Q3", "5"), (A, "SALES", "2023Q2", "50"),
            (A, "SALES", "2023Q3", "100"), (B, "COST", "2023Q2", "1"), (B, "COST", "2023Q3", "8"),
            (B, "SALES", "2023Q3", "900"),
        )
    ]  # fmt: skip
    seen = figure(both, found, "2023Q3")
    assert (seen.value, seen.lacks) == (Decimal(6), (B,))


@pytest.mark.parametrize(
    ("formula", "when", "value"),
    [
        ("上期(技术交易额)", "2023Q3", "20"),
        ("技术交易额 - 上年同期(技术交易额)", "2023Q3", "10"),
        ("上期(技术交易额)", "2023Q1", None),
    ],
)
def test_other_periods_may_be_asked_for(formula: str, when: str, value: str | None) -> None:
    """上期 and 上年同期 stand in indicators as in rules; what begins anew in January has no 上期."""
    found = [*sent("2022Q3", **{A: "20"}), *sent("2022Q4", **{A: "29"}), *sent("2023Q1", **{A: "8"}),
             *sent("2023Q2", **{A: "20"}), *sent("2023Q3", **{A: "30"})]  # fmt: skip
    wanted = Decimal(value) if value else None
    assert figure(city((A,), formula), found, when, A).value == wanted
    assert figure(city((A,), formula), found, when).value == wanted


def test_a_stock_has_the_quarter_before_across_the_year() -> None:
    """上期 of a stock in the first quarter is last year's end."""
    stock = city((A,), "技术交易额 - 上期(技术交易额)", items=(item("DEALS", "技术交易额", Tense.STOCK),))
    found = [*sent("2022Q4", **{A: "100"}), *sent("2023Q1", **{A: "103"})]
    assert figure(stock, found, "2023Q1").value == Decimal(3)


def test_the_way_back_shows_both_cells() -> None:
    """Trace of a quarter ends at the cells of both quarters; that of its growth at all four of each county."""
    found = [
        *year(2022, ("5", "5", "5"), ("15", "15", "15"), ("25", "35", "35")),
        *year(2023, ("9", "9", "9"), ("20", "20", "20"), ("35", "50", "50")),
    ]
    evidence = known(FLOWS, found, "2023Q3")
    tree = trace(evidence, Period(2023, 3), "I1", A, str)
    assert tree is not None
    assert leaves(tree) == [(A, "2023Q3", "35"), (A, "2023Q2", "20")]
    assert tree.parts[0].formula == "本期累计 - 上期累计"
    whole = trace(evidence, Period(2023, 3), "I1", CITY, str)
    assert whole is not None
    assert len(leaves(whole)) == 6
    assert whole.parts[0].value == Decimal(75)
    figures = merge(evidence, Period(2023, 3))
    grown = trace_aspect(evidence, figures, next(one for one in figures if one.unit == CITY), Aspect.GROWTH, str)
    assert {when for _, when, _ in leaves(grown)} == {"2022Q2", "2022Q3", "2023Q2", "2023Q3"}
    assert len(leaves(grown)) == 12


def test_a_whole_year_is_no_quarter() -> None:
    """Asked of a year, 当期 is the year's fourth quarter, as all figures of the year's end are."""
    found = year(2023, ("1", "1", "1"), ("2", "2", "2"), ("3", "3", "3"), ("7", "3", "3"))
    assert figure(FLOWS, found, "2023").value == Decimal(4)


def test_catalogues_without_it_are_what_they_were() -> None:
    """A plain formula beside one with 当期 keeps its cumulative figure."""
    both = catalogue(
        items=FLOWS.items, forms=FLOWS.forms, indicators=(*FLOWS.indicators, indicator("I2", "技术交易额"))
    )
    found = year(2023, ("10", "5", "1"), ("25", "11", "3"))
    assert figure(both, found, "2023Q2").value == Decimal(23)
    assert figure(both, found, "2023Q2", code="I2").value == Decimal(39)

"""Targets that speak of several years: totals, means and mean growth over the span."""

from __future__ import annotations

from decimal import Decimal

import pytest

from reporting.merge.evidence import gather
from reporting.merge.merge import merge
from reporting.merge.needed import needed
from reporting.model.catalogue import Target
from reporting.model.figures import Figure
from reporting.model.periods import Period
from reporting.model.words import Algorithm, Judgement, TargetKind, Tense
from tests.builders import catalogue, held, indicator, item, target, units_form


def figure(
    promise: Target,
    values: dict[str, str],
    when: str,
    *,
    algorithm: Algorithm = Algorithm.YEAR,
    tense: Tense = Tense.YEAR_TO_DATE,
) -> Figure:
    """Judge one figure of the city against a promise over years; `values` are by period."""
    city = catalogue(
        items=(item("DEALS", "技术交易额", tense),),
        indicators=(indicator("I1", "技术交易额", algorithm=algorithm),),
        forms=(units_form("F1", "统计", ("CITY",), ("DEALS",)),),
        targets=(promise,),
    )
    period = Period.parse(when)
    found = [held("CITY", "DEALS", one, value, sender="统计") for one, value in values.items()]
    figures = merge(gather(city, found, (), needed(city, period)), period)
    return next(one for one in figures if (one.code, one.unit) == ("I1", "CITY"))


def span(kind: TargetKind, value: str) -> Target:
    return target("I1", 2027, value, kind, first_year=2023)


YEARS = {"2023Q4": "20", "2024Q4": "20", "2025Q4": "25", "2026Q4": "15"}


def test_a_total_over_the_span_adds_its_years_up() -> None:
    """五年累计100: four years of 80 and 21 in the last make 101 %, and the promise is kept."""
    seen = figure(span(TargetKind.SPAN_TOTAL, "100"), {**YEARS, "2027Q4": "21"}, "2027Q4")
    assert (seen.value, seen.progress, seen.judgement) == (Decimal(21), Decimal(101), Judgement.DONE)


def test_a_total_in_its_last_year_is_expected_as_the_span_goes() -> None:
    """By the end of September of the fifth year 95 % of the whole are due, not 75."""
    seen = figure(span(TargetKind.SPAN_TOTAL, "100"), {**YEARS, "2027Q3": "12"}, "2027Q3")
    assert (seen.progress, seen.expected, seen.judgement) == (Decimal(92), Decimal(95), Judgement.NEARLY)


def test_a_total_that_lacks_a_year_is_not_judged() -> None:
    """Where one year is not known the whole is not either: 数据不全, never 滞后."""
    known = {when: value for when, value in YEARS.items() if when != "2025Q4"}
    seen = figure(span(TargetKind.SPAN_TOTAL, "100"), {**known, "2027Q4": "21"}, "2027Q4")
    assert (seen.judgement, seen.progress) == (Judgement.INCOMPLETE, None)
    assert seen.value == Decimal(21), "what is known is shown all the same"


def test_a_count_that_is_a_total_already_is_taken_as_it_stands() -> None:
    """累计数 at a moment holds the years before: nothing is added to it."""
    stock = {"2026Q4": "80", "2027Q4": "101"}
    seen = figure(span(TargetKind.SPAN_TOTAL, "100"), stock, "2027Q4", algorithm=Algorithm.LEVEL, tense=Tense.STOCK)
    assert seen.judgement is Judgement.DONE


@pytest.mark.parametrize(("last", "judgement"), [("21", Judgement.DONE), ("19", Judgement.REACHED)])
def test_a_mean_is_taken_over_the_years_gone(last: str, judgement: Judgement) -> None:
    """年均20: a weak year is made good by a strong one; at 99 of 100 the way is 99 %, one 百分点 short is 基本达到."""
    seen = figure(span(TargetKind.YEARLY_MEAN, "20"), {**YEARS, "2027Q4": last}, "2027Q4")
    assert seen.judgement is (judgement if judgement is Judgement.DONE else Judgement.NEARLY)


def test_within_a_year_its_own_figure_is_on_its_way_to_the_mean() -> None:
    """In September the year's figure so far is measured against the mean, as any year's target is."""
    seen = figure(span(TargetKind.YEARLY_MEAN, "20"), {**YEARS, "2027Q3": "15"}, "2027Q3")
    assert (seen.progress, seen.judgement) == (Decimal(75), Judgement.REACHED)


def test_mean_growth_is_reckoned_from_the_year_before_the_span() -> None:
    """年均增长10%: from 100 in 2022 to 121 in 2024 is 10 % a year, though 2024 alone grew by less."""
    promise = span(TargetKind.YEARLY_GROWTH, "10")
    known = {"2022Q4": "100", "2023Q4": "112", "2024Q4": "121"}
    seen = figure(promise, known, "2024Q4", algorithm=Algorithm.LEVEL)
    assert seen.growth is not None
    assert seen.growth < Decimal(9)
    assert seen.judgement is Judgement.DONE
    short = figure(promise, {**known, "2024Q4": "120.9"}, "2024Q4", algorithm=Algorithm.LEVEL)
    assert short.judgement is Judgement.DONE, "as printed, to the decimals of the indicator"
    lower = figure(promise, {**known, "2024Q4": "115"}, "2024Q4", algorithm=Algorithm.LEVEL)
    assert lower.judgement is not Judgement.DONE


def test_before_the_year_is_over_its_own_growth_tells() -> None:
    """In September nobody knows the year: the growth so far is held against the promise."""
    known = {"2022Q4": "100", "2023Q3": "80", "2023Q4": "112", "2024Q3": "96"}
    seen = figure(span(TargetKind.YEARLY_GROWTH, "15"), known, "2024Q3", algorithm=Algorithm.LEVEL)
    assert (seen.growth, seen.judgement) == (Decimal(20), Judgement.REACHED)

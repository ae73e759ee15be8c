"""The way back of what stands beside a value: each is worked out again from the parts below it."""

from __future__ import annotations

from decimal import Decimal

import pytest

from reporting.merge.aspects import trace_aspect, trace_targets
from reporting.merge.evidence import Evidence, gather
from reporting.merge.merge import merge
from reporting.merge.needed import needed
from reporting.model.catalogue import Target
from reporting.model.figures import Trace
from reporting.model.periods import Period
from reporting.model.tags import Aspect
from reporting.model.words import Algorithm, State, TargetKind, Tense
from tests.builders import catalogue, held, indicator, item, target, units_form


def evidence(promises: tuple[Target, ...], values: dict[str, str], when: str, algorithm: Algorithm) -> Evidence:
    """Gather one item of the city, its values by period."""
    city = catalogue(
        items=(item("DEALS", "技术交易额", Tense.YEAR_TO_DATE),),
        indicators=(indicator("I1", "技术交易额", algorithm=algorithm),),
        forms=(units_form("F1", "统计", ("CITY",), ("DEALS",)),),
        targets=promises,
    )
    found = [held("CITY", "DEALS", one, value, sender="统计") for one, value in values.items()]
    return gather(city, found, (), needed(city, Period.parse(when)))


def asked(
    aspect: Aspect,
    promises: tuple[Target, ...],
    values: dict[str, str],
    when: str,
    algorithm: Algorithm = Algorithm.YEAR,
) -> Trace:
    """Trace an aspect of the city's figure."""
    known = evidence(promises, values, when, algorithm)
    figures = merge(known, Period.parse(when))
    figure = next(one for one in figures if (one.code, one.unit) == ("I1", "CITY"))
    return trace_aspect(known, [figure], figure, aspect, lambda sha256: sha256)


def numbers(tree: Trace) -> list[Decimal | None]:
    """Give the value at the head of a tree and those right below it."""
    return [tree.value, *(part.value for part in tree.parts)]


YEAR = target("I1", 2023, "100", TargetKind.END, last_year=2023)
QUARTERS = {"2022Q3": "40", "2022Q4": "60", "2023Q3": "50"}


def test_growth_leads_to_both_figures() -> None:
    """50 after 40 is a quarter more, and both ends are cells."""
    tree = asked(Aspect.GROWTH, (YEAR,), QUARTERS, "2023Q3")
    assert numbers(tree) == [25, 50, 40]
    assert [part.period for part in tree.parts] == [Period(2023, 3), Period(2022, 3)]


def test_net_change_leads_to_the_last_year_end() -> None:
    """Since the year's end it is what was then, not a year ago, that counts."""
    tree = asked(Aspect.NET, (YEAR,), QUARTERS, "2023Q3")
    assert numbers(tree) == [-10, 50, 60]


def test_progress_by_increment_leads_to_where_it_began() -> None:
    """From 60 towards 100, 80 is half of the way."""
    tree = asked(Aspect.PROGRESS, (YEAR,), {"2022Q4": "60", "2023Q3": "80"}, "2023Q3", Algorithm.INCREMENT)
    assert numbers(tree) == [50, 80, 60, 100]
    assert "上年末" in tree.formula


def test_a_start_nobody_reported_is_the_plans_base() -> None:
    """Where the year's end is not in the ledger, the plan's own base is what the way began at."""
    base = target("I1", 2022, "60", TargetKind.BASE, last_year=2022)
    tree = asked(Aspect.PROGRESS, (base, YEAR), {"2023Q3": "80"}, "2023Q3", Algorithm.INCREMENT)
    assert numbers(tree) == [50, 80, 60, 100]
    assert "基期" in tree.parts[1].name


def test_a_total_over_years_leads_to_every_year() -> None:
    """五年累计: what is held against the promise is the sum, and each year of it can be followed."""
    promise = target("I1", 2027, "100", TargetKind.SPAN_TOTAL, first_year=2023)
    values = {"2023Q4": "20", "2024Q4": "20", "2025Q4": "25", "2026Q4": "15", "2027Q4": "21"}
    tree = asked(Aspect.PROGRESS, (promise,), values, "2027Q4")
    whole = tree.parts[0]
    assert numbers(tree) == [101, 101, 100]
    assert whole.formula == "各年合计"
    assert sum(part.value or Decimal(0) for part in whole.parts) == whole.value


def test_a_gap_leads_to_progress_and_what_is_due() -> None:
    """The gap is what a reader gets who subtracts the two."""
    tree = asked(Aspect.GAP, (YEAR,), QUARTERS, "2023Q3")
    progress, due = tree.parts
    assert tree.value == (progress.value or 0) - (due.value or 0)


def test_a_judgement_is_told_with_its_gap() -> None:
    """The word itself has no number; what it rests on is below it."""
    tree = asked(Aspect.JUDGEMENT, (YEAR,), QUARTERS, "2023Q3")
    assert (tree.value, tree.state) == (None, State.VALUE)
    assert tree.formula
    assert tree.parts[0].value is not None


@pytest.mark.parametrize(
    "aspect", [Aspect.GROWTH, Aspect.BASE, Aspect.NET, Aspect.PROGRESS, Aspect.GAP, Aspect.FINAL_TARGET]
)
def test_what_is_not_known_is_none(aspect: Aspect) -> None:
    """A figure without past and without promise has no such aspect, and nothing is made up for it."""
    assert asked(aspect, (), {"2023Q3": "50"}, "2023Q3").value is None


def test_a_years_targets_are_told_from_every_place() -> None:
    """Where the plan says it twice both are told; a year it says nothing of has none."""
    again = target("I1", 2023, "100", TargetKind.END, last_year=2023, text="超100亿元", place="T10")
    known = evidence((YEAR, again), {}, "2023Q3", Algorithm.YEAR).catalogue
    tree = trace_targets(known, "I1", 2023)
    assert tree is not None
    assert any("超100亿元" in part.formula for part in tree.parts)
    assert trace_targets(known, "I1", 2024) is None
    assert trace_targets(known, "无", 2023) is None

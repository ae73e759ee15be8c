"""What is read from the ledger is enough: with every observation there is, the figures would be the same."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

import pytest

from reporting.merge.aspects import trace_aspect
from reporting.merge.evidence import Evidence, gather
from reporting.merge.merge import merge
from reporting.merge.needed import needed
from reporting.merge.trace import trace
from reporting.model.catalogue import Catalogue
from reporting.model.figures import Figure
from reporting.model.periods import Period
from reporting.model.plans import Share
from reporting.model.records import Held
from reporting.model.tags import Aspect
from reporting.model.words import Algorithm, Frequency, TargetKind, Tense
from tests.builders import catalogue, form, held, indicator, item, target

ITEMS = {
    "DEALS": Tense.YEAR_TO_DATE,
    "FIRMS": Tense.STOCK,
    "RD": Tense.YEARLY,
    "GDP": Tense.YEARLY,
}
INDICATORS = {
    "I1": ("DEALS", Algorithm.YEAR, TargetKind.END),
    "I2": ("FIRMS", Algorithm.INCREMENT, TargetKind.END),
    "I3": ("RD / GDP * 100", Algorithm.LEVEL, TargetKind.YEARLY_GROWTH),
    "I4": ("当期(DEALS)", Algorithm.LEVEL, TargetKind.END),
    "I5": ("上年同期(DEALS)", Algorithm.SAME_TIME, TargetKind.END),
    "I6": ("DEALS", Algorithm.YEAR, TargetKind.SPAN_TOTAL),
    "I7": ("RD", Algorithm.LEVEL, TargetKind.YEARLY_GROWTH),
    "I8": ("DEALS", Algorithm.LEVEL, TargetKind.YEARLY_MEAN),
}
YEARS = range(2014, 2029)


def city() -> Catalogue:
    """Give a city with a target of every year or of the five years 2023 to 2027 for each way of judging."""
    yearly = [code for code, tense in ITEMS.items() if tense is Tense.YEARLY]
    quarterly = [code for code in ITEMS if code not in yearly]
    senders = ("甲", "乙")
    of_year = [("I1", 2023), ("I2", 2023), ("I4", 2023), ("I5", 2023)]
    return catalogue(
        items=tuple(item(code, tense=tense) for code, tense in ITEMS.items()),
        indicators=tuple(
            indicator(code, formula, algorithm=algorithm) for code, (formula, algorithm, _) in INDICATORS.items()
        ),
        forms=(
            form("F1", senders, tuple(quarterly)),
            form("F2", senders, tuple(yearly), frequency=Frequency.YEAR),
        ),
        targets=(
            *(target(code, year, "900", first_year=year, last_year=year) for code, _ in of_year for year in YEARS),
            *(
                target(code, 2027, "9", kind, first_year=2023)
                for code, (_, _, kind) in INDICATORS.items()
                if kind is not TargetKind.END
            ),
        ),
        shares=tuple(Share(code, unit, year, Decimal(70)) for code in INDICATORS for unit in senders for year in YEARS),
    )


def everything() -> list[Held]:
    """Give a figure of each item, unit and period that is like no other."""
    found: list[Held] = []
    for place, (code, tense) in enumerate(ITEMS.items(), start=2):
        for year in YEARS:
            whens = [str(year)] if tense is Tense.YEARLY else [f"{year}Q{quarter}" for quarter in (1, 2, 3, 4)]
            for unit in ("甲", "乙"):
                found += [
                    held(unit, code, when, str(place * year + 31 * step + len(found) % 97), form="F1")
                    for step, when in enumerate(whens)
                ]
    return found


def chosen(
    every: Iterable[Held], city: Catalogue, period: Period, code: str = "", *, figures_alone: bool = False
) -> list[Held]:
    """Give what would be read of the ledger."""
    needs = needed(city, period, code, figures_alone=figures_alone)
    return [
        one
        for one in every
        if one.observation.period in needs
        and ((items := needs[one.observation.period]) is None or one.observation.item in items)
    ]


def with_all(city: Catalogue) -> Evidence:
    """Give the evidence of all there is, every period asked."""
    every = {Period(year, quarter): None for year in YEARS for quarter in range(5)}
    return gather(city, everything(), (), every)


@pytest.mark.parametrize("figures_alone", [True, False])
@pytest.mark.parametrize("when", ["2023Q1", "2023Q3", "2023Q4", "2024Q2", "2027Q4", "2027", "2026Q1"])
def test_figures_are_the_same_as_with_everything_there_is(when: str, figures_alone: bool) -> None:
    """Growth, progress, spans of five years and what formulas look back on: nothing that counts is left unread."""
    own, period = city(), Period.parse(when)
    little = chosen(everything(), own, period, figures_alone=figures_alone)
    seen = merge(gather(own, little, (), needed(own, period, figures_alone=figures_alone)), period)
    assert seen == merge(with_all(own), period)
    assert len(little) < len(everything()) / 2


@pytest.mark.parametrize("when", ["2023Q3", "2027Q4"])
@pytest.mark.parametrize("aspect", list(Aspect))
def test_ways_back_are_the_same_as_with_everything_there_is(aspect: Aspect, when: str) -> None:
    """What stands beside a figure leads to the same cells."""
    own, period = city(), Period.parse(when)
    little = gather(own, chosen(everything(), own, period), (), needed(own, period))
    assert _ways(little, aspect, period) == _ways(with_all(own), aspect, period)


@pytest.mark.parametrize("code", [*INDICATORS, *ITEMS])
def test_one_value_needs_no_more_than_its_own_items(code: str) -> None:
    """The way back of one value is the same, though only its own items were read."""
    own, period = city(), Period(2023, 3)
    little = gather(own, chosen(everything(), own, period, code), (), needed(own, period, code))
    told = [trace(known, period, code, "甲", str) for known in (little, with_all(own))]
    assert told[0] == told[1]


def _ways(known: Evidence, aspect: Aspect, period: Period) -> list[object]:
    figures: tuple[Figure, ...] = merge(known, period)
    judged = [one for one in figures if one.plan]
    return [trace_aspect(known, judged, one, aspect, str) for one in judged]

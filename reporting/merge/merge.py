"""From observations in force to judged figures of every unit. Pure: the same evidence gives the same figures."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import localcontext

from reporting.merge.evidence import Evidence
from reporting.merge.growth import parted
from reporting.merge.judge import Thresholds
from reporting.merge.judged import Asked, changed, judged, returned_of
from reporting.merge.rank import rank
from reporting.merge.target import target_in
from reporting.merge.total import city_amount
from reporting.merge.value import items_of, value_period
from reporting.model.catalogue import COUNTY, Indicator, Item
from reporting.model.figures import Figure
from reporting.model.numbers import PRECISION
from reporting.model.periods import Period
from reporting.model.words import Verdict

_REVIEW = Verdict.REVIEW


def merge(evidence: Evidence, period: Period, *, city_alone: bool = False) -> tuple[Figure, ...]:
    """Give every figure of the period, indicators first, each for the city and then for the units asked.

    With `city_alone`, the city's alone: they are the same, for no unit's place or judgement goes into them.
    """
    with localcontext(prec=PRECISION):
        thresholds = Thresholds.of(evidence.catalogue)
        found: list[Figure] = []
        for indicator in evidence.catalogue.indicators:
            found += _of_indicator(evidence, indicator, period, thresholds, city_alone=city_alone)
        for item in evidence.catalogue.items:
            found += _of_item(evidence, item, period, city_alone=city_alone)
        return tuple(found)


def _of_item(evidence: Evidence, item: Item, period: Period, *, city_alone: bool) -> Iterator[Figure]:
    when = value_period(evidence, (item.code,), period)
    since = item.break_between(when.year_before, when)
    notes = (changed(item, since),) if since else ()
    code, name, measure, places = item.code, item.name, item.measure, item.decimals
    city, shelf = evidence.catalogue.city.code, evidence.shelf(code, when)
    for unit in _units(evidence, (code,), when, city_alone=city_alone):
        held = shelf.get(unit)
        if unit == city:
            yield _of_city(evidence, item, (period, when), notes)
        elif held is None:
            state = evidence.why_none(unit, code, when)
            yield Figure(unit, code, name, measure, period, when, None, state, places, "", notes)
        else:  # of these there may be a hundred thousand
            seen, review = held.observation, held.submission.verdict is _REVIEW
            value, state, nature = seen.value, seen.state, seen.nature
            yield Figure(unit, code, name, measure, period, when, value, state, places, nature, notes, review)


def _of_city(evidence: Evidence, item: Item, periods: tuple[Period, Period], notes: tuple[str, ...]) -> Figure:
    """Give the city's figure of an item in the first of the periods, its value being of the second."""
    (period, when), amount = periods, city_amount(evidence, item.code, periods[1])
    return Figure(
        unit=evidence.catalogue.city.code,
        code=item.code,
        name=item.name,
        measure=item.measure,
        period=period,
        value_period=when,
        value=amount.value,
        state=amount.state,
        places=item.decimals,
        nature=amount.nature,
        notes=amount.notes + notes,
        under_review=amount.under_review,
        lacks=amount.lacks,
        lacks_returned=returned_of(evidence, (item.code,), amount.lacks, when),
        total_of_units=amount.total_of_units,
    )


def _of_indicator(
    evidence: Evidence, indicator: Indicator, period: Period, thresholds: Thresholds, *, city_alone: bool
) -> tuple[Figure, ...]:
    when = value_period(evidence, items_of(evidence, indicator), period)
    units = _units(evidence, items_of(evidence, indicator), when, city_alone=city_alone)
    target = target_in(evidence.catalogue, indicator.code, when.year)
    asked = Asked(evidence, indicator, period, when, target, thresholds, parted(evidence, indicator, when))
    counties = [unit.code for unit in evidence.catalogue.units if unit.kind == COUNTY]
    return rank(indicator, [judged(asked, unit) for unit in units], counties)


def _units(evidence: Evidence, items: tuple[str, ...], when: Period, *, city_alone: bool) -> tuple[str, ...]:
    """Give the units all the items are asked for, the city first: it always has a figure if anyone has."""
    asked = [set(evidence.units_asked(item, when)) for item in items]
    city = evidence.catalogue.city.code
    common = set.intersection(*asked) if asked else set()
    anyone = (city,) if all(asked) else ()
    if city_alone:
        return anyone
    units = [unit.code for unit in sorted(evidence.catalogue.units, key=lambda unit: unit.order)]
    return (*anyone, *(unit for unit in units if unit in common and unit != city))

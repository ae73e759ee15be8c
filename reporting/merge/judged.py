"""One unit's figure of an indicator, or of an item: with growth, target, progress and judgement (domain 3 and 4)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import NamedTuple

from reporting.merge.evidence import Evidence
from reporting.merge.growth import Change, growth
from reporting.merge.judge import Case, Thresholds, judge
from reporting.merge.progress import Marks, Way, progress
from reporting.merge.span import held_against, lacks_a_year, years_gone
from reporting.merge.target import base_of, final_target, reference_in, share_of
from reporting.merge.total import amount_of, city_amount
from reporting.merge.value import amount_before, indicator_amount, items_of
from reporting.model.catalogue import Indicator, Item, Target
from reporting.model.figures import Figure
from reporting.model.periods import Period
from reporting.model.words import Algorithm, Growth, Judgement, State

_NOWHERE = Way()


class Asked(NamedTuple):
    """What is the same for every unit of an indicator: its values are of `when`, the target is that of the city.

    `broken` are the items counted on another basis than a year before, each since when.
    """

    evidence: Evidence
    indicator: Indicator
    period: Period
    when: Period
    target: Target | None
    thresholds: Thresholds
    broken: Mapping[str, Period]


def judged(asked: Asked, unit: str) -> Figure:
    """Give a unit's figure of the indicator, with all that is said of it but its place."""
    evidence, indicator, period, when, target, thresholds, _ = asked
    amount = indicator_amount(evidence, indicator, unit, when)
    change = growth(evidence, indicator, unit, when, amount)
    wanted = _wanted(asked, unit)
    complete = not amount.lacks and when.year == period.year
    held = held_against(evidence, indicator, unit, when, target, (amount, change))
    way = _way(asked, unit, held if complete else None, wanted)
    lacking = bool(amount.lacks) or lacks_a_year(target, amount.value, held)
    judgement = judge(Case(indicator, period, when, held, target, wanted, way, incomplete=lacking), thresholds)
    if judgement is Judgement.AT_YEAR_END:
        way = _NOWHERE  # half-way figures of what is recognised once a year would only mislead
    notes = (*_new_basis(asked, change), *_same_basis(change)) if asked.broken or change.same_basis else ()
    city = unit == evidence.catalogue.city.code
    return Figure(
        unit=unit,
        code=indicator.code,
        name=indicator.name,
        measure=indicator.measure,
        period=period,
        value_period=when,
        value=amount.value,
        state=amount.state,
        places=indicator.decimals,
        nature=amount.nature,
        notes=amount.notes + notes,
        under_review=amount.under_review,
        base=change.base,
        growth=change.growth,
        growth_is_points=change.is_points,
        plan=indicator.plan,
        target=target,
        target_value=wanted,
        progress=way.progress,
        expected=way.expected,
        gap=way.gap,
        judgement=judgement,
        lacks=amount.lacks,
        lacks_returned=returned_of(evidence, items_of(evidence, indicator), amount.lacks, when),
        total_of_units=amount.total_of_units,
        final_target=final_target(evidence.catalogue, indicator.code) if city else None,
        reference=reference_in(evidence.catalogue, indicator.code, when.year) if city and target is None else None,
        covered=_covered(asked, unit) if indicator.algorithm is Algorithm.COVERAGE else "",
    )


def returned_of(evidence: Evidence, items: Iterable[str], units: tuple[str, ...], when: Period) -> tuple[str, ...]:
    """Give of the units a figure lacks those whose form was returned."""
    return (
        tuple(unit for unit in units if any(evidence.state(unit, item, when) is State.RETURNED for item in items))
        if units
        else ()
    )


def changed(item: Item, since: Period) -> str:
    """Say from when an item is counted on another basis."""
    return f"口径调整：{item.name}自{since.quarter_label}起按新口径统计"


def _wanted(asked: Asked, unit: str) -> Decimal | None:
    """Give what is wanted of the unit: the city's target, or the unit's own part of it."""
    catalogue = asked.evidence.catalogue
    if unit != catalogue.city.code:
        return share_of(catalogue, asked.indicator.code, unit, asked.when.year)
    return asked.target.value if asked.target else None


def _way(asked: Asked, unit: str, value: Decimal | None, wanted: Decimal | None) -> Way:
    """Measure the way; an incomplete or carried figure has none."""
    if value is None or wanted is None:
        return _NOWHERE
    evidence, indicator, _, when, target, *_ = asked
    year_end = Period(when.year - 1, 0 if when.is_year else 4)
    start = amount_before(evidence, indicator, unit, when, year_end)
    planned = base_of(evidence.catalogue, indicator.code)
    known = start.value if not start.lacks else None
    if known is None and planned and planned.last_year == when.year - 1 and unit == evidence.catalogue.city.code:
        known = planned.value
    same_time = amount_before(evidence, indicator, unit, when, when.year_before)
    return progress(indicator, value, when, Marks(wanted, known, same_time.value, known, years_gone(target, when)))


def _covered(asked: Asked, unit: str) -> str:
    """Print the two counts of a coverage indicator, 4/5."""
    evidence, indicator, _, when, *_ = asked
    items = items_of(evidence, indicator)
    city = unit == evidence.catalogue.city.code
    counts = [
        (city_amount(evidence, item, when) if city else amount_of(evidence, item, unit, when)).value for item in items
    ]
    if len(counts) != 2 or counts[0] is None or counts[1] is None:
        return ""
    return f"{counts[0]:f}/{counts[1]:f}"


def _new_basis(asked: Asked, change: Change) -> tuple[str, ...]:
    """Tell from when the figure is counted on another basis, and that growth is left unsaid where it is."""
    known = asked.evidence.catalogue.item_by_code
    told = tuple(changed(known[item], since) for item, since in asked.broken.items())
    if not told or change.growth is not None or asked.indicator.growth is Growth.NONE:
        return told
    return (*told, "新旧口径不可比，未计算同比")


def _same_basis(change: Change) -> tuple[str, ...]:
    return ("同比按同口径计算",) if change.same_basis and change.growth is not None else ()

"""One unit's figure of an indicator, or of an item: with growth, target, progress and judgement (domain 3 and 4)."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any, NamedTuple

from reporting.merge.evidence import Evidence
from reporting.merge.growth import Change, growth
from reporting.merge.judge import Case, Thresholds, judge
from reporting.merge.progress import Marks, Way, progress
from reporting.merge.span import held_against, lacks_a_year, years_gone
from reporting.merge.target import base_of, final_target, reference_in, share_of
from reporting.merge.total import Amount, amount_of, city_amount
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
    return figure_of(
        evidence,
        indicator,
        unit,
        (period, when),
        amount,
        notes,
        plan=indicator.plan,
        base=change.base,
        growth=change.growth,
        growth_is_points=change.is_points,
        target=target,
        target_value=wanted,
        progress=way.progress,
        expected=way.expected,
        gap=way.gap,
        judgement=judgement,
        final_target=final_target(evidence.catalogue, indicator.code) if city else None,
        reference=reference_in(evidence.catalogue, indicator.code, when.year) if city and target is None else None,
        covered=_covered(asked, unit) if indicator.algorithm is Algorithm.COVERAGE else "",
    )


def figure_of(
    evidence: Evidence,
    asked: Item | Indicator,
    unit: str,
    periods: tuple[Period, Period],
    amount: Amount,
    notes: tuple[str, ...],
    **judged: Any,
) -> Figure:
    """Give an amount as a figure of the first of the periods, its value being of the second, and what is said of it."""
    period, when = periods
    returned = tuple([one for one in amount.lacks if _lies_with_sender(evidence, asked, one, when)])
    return Figure(
        unit,
        asked.code,
        asked.name,
        asked.measure,
        period,
        when,
        amount.value,
        amount.state,
        asked.decimals,
        amount.nature,
        (*amount.notes, *notes),
        amount.under_review,
        lacks=amount.lacks,
        lacks_returned=returned,
        total_of_units=amount.total_of_units,
        **judged,
    )


def changed(item: Item, since: Period) -> str:
    """Say from when an item is counted on another basis."""
    return f"口径调整：{item.name}自{since.quarter_label}起按新口径统计"


def _lies_with_sender(evidence: Evidence, asked: Item | Indicator, unit: str, when: Period) -> bool:
    items = (asked.code,) if isinstance(asked, Item) else items_of(evidence, asked)
    return any(evidence.state(unit, item, when) is State.RETURNED for item in items)


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

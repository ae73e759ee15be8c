"""Growth on the year before, as the indicator's 增速算法 says (domain 3).

Totals grow on the same basis: a unit that is missing now or was missing then is left out of both sides.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import NamedTuple

from reporting.merge.evidence import Evidence
from reporting.merge.lineage import comparable
from reporting.merge.total import Amount, amount_of, city_amount, is_summed
from reporting.merge.value import amount_before, amount_over, indicator_amount, items_of, units_with_all
from reporting.model.catalogue import Indicator
from reporting.model.numbers import HUNDRED, rounded
from reporting.model.periods import Period
from reporting.model.words import Growth

PERCENT = "%"
# Named once: a vocabulary looks a word up anew each time, and this is asked of every unit.
_NONE, _GIVEN, _REPORTED = Growth.NONE, Growth.GIVEN, Growth.REPORTED


class Change(NamedTuple):
    """What the figure was a year before, and how it grew: percent, or 百分点 for figures that are shares themselves.

    `same_basis` is true where units were left out to compare like with like.
    """

    base: Decimal | None = None
    growth: Decimal | None = None
    is_points: bool = False
    same_basis: bool = False


def growth(evidence: Evidence, indicator: Indicator, unit: str, period: Period, now: Amount) -> Change:
    """Give the indicator's change on the year before; `period` is the one its value is of."""
    way = indicator.growth
    if way is _NONE or now.value is None:
        return Change(is_points=indicator.measure == PERCENT)
    if way is _GIVEN:
        return _given(evidence, indicator, unit, period)
    if unit != evidence.catalogue.city.code:
        return _of_unit(evidence, indicator, unit, period, now)
    return _of_city(evidence, indicator, period, now)


def change_between(now: Decimal, before: Decimal, measure: str, places: int) -> Decimal | None:
    """Give growth in percent from unrounded figures, or 百分点 between printed ones, so that a reader can subtract.

    On a base of nought or less there is no growth to speak of: None.
    """
    if measure == PERCENT:
        return rounded(now, places) - rounded(before, places)
    return (now - before) / before * HUNDRED if before > 0 else None


def _change(now: Decimal | None, before: Decimal | None, indicator: Indicator, *, same_basis: bool) -> Change:
    points = indicator.measure == PERCENT
    if now is None or before is None:
        return Change(before, None, points, same_basis)
    grown = change_between(now, before, indicator.measure, indicator.decimals)
    return Change(before, grown, points, same_basis)


def _given(evidence: Evidence, indicator: Indicator, unit: str, period: Period) -> Change:
    if not indicator.growth_item:
        return Change()
    city = unit == evidence.catalogue.city.code
    told = (
        city_amount(evidence, indicator.growth_item, period)
        if city
        else amount_of(evidence, indicator.growth_item, unit, period)
    )
    return Change(growth=told.value)


def _of_unit(evidence: Evidence, indicator: Indicator, unit: str, period: Period, now: Amount) -> Change:
    """Compare a unit's figure with its own a year before, or with what it took over since."""
    before = period.year_before
    kin = evidence.kin(period, before).get(unit)
    if kin is None:  # as nearly all
        base = indicator_amount(year_ago(evidence, indicator, period), indicator, unit, before)
    else:
        base = amount_before(unit_ground(evidence, indicator, unit, period), indicator, unit, period, before)
    anew = kin is not None and not kin.is_rename
    return _change(now.value, base.value, indicator, same_basis=anew or bool(parted(evidence, indicator, period)))


def unit_ground(evidence: Evidence, indicator: Indicator, unit: str, period: Period) -> Evidence:
    """Give the evidence a unit's growth is reckoned on.

    A unit that others came out of, or went into, compares with last year's figure as it states that itself; else with
    what it took over, where that is all there is.
    """
    then = year_ago(evidence, indicator, period)
    if then is evidence and unit in evidence.kin(period, period.year_before):
        stated = indicator_amount(evidence.a_year_ago, indicator, unit, period.year_before)
        if stated.value is not None:
            return evidence.a_year_ago
    return then


def _of_city(evidence: Evidence, indicator: Indicator, period: Period, now: Amount) -> Change:
    """Compare the city's figure over the units known both now and then."""
    then = year_ago(evidence, indicator, period)
    anew = bool(parted(evidence, indicator, period))
    if not now.over:
        before = indicator_amount(then, indicator, evidence.catalogue.city.code, period.year_before)
        return _change(now.value, before.value, indicator, same_basis=anew)
    shared = shared_units(evidence, indicator, period, now)
    if not shared.now:
        return Change(is_points=indicator.measure == PERCENT)
    before = amount_over(then, indicator, period.year_before, shared.then)
    whole = len(shared.now) == len(now.over) and not shared.left
    current = now if whole else amount_over(evidence, indicator, period, shared.now)
    return _change(current.value, before.value, indicator, same_basis=bool(now.lacks) or anew or not whole)


@dataclass(frozen=True, slots=True)
class Shared:
    """The units of a total that compare with those of a year before; `left` are those of then that do not."""

    now: tuple[str, ...]
    then: tuple[str, ...]
    left: tuple[str, ...]


def shared_units(evidence: Evidence, indicator: Indicator, period: Period, now: Amount) -> Shared:
    """Give the units of a total that were known a year before too: growth is reckoned over them alone."""
    then = year_ago(evidence, indicator, period)
    known = units_with_all(then, indicator, period.year_before)
    kin = then.kin_of_addends(_summed_item(evidence, indicator, period), period, period.year_before)
    both, before = comparable(kin, now.over, known)
    kept = frozenset(before)
    return Shared(both, before, tuple(unit for unit in known if unit not in kept))


def _summed_item(evidence: Evidence, indicator: Indicator, period: Period) -> str:
    """Give the first of the indicator's items that is summed: its units are those of the total."""
    items = items_of(evidence, indicator)
    return next((item for item in items if is_summed(evidence, item, period, indicator.city)), items[0])


def year_ago(evidence: Evidence, indicator: Indicator, period: Period) -> Evidence:
    """Give the evidence of a year ago: our own ledger's, or last year's figures as senders state them now.

    Of items whose basis has changed since (口径起始) only what is stated now compares.
    """
    if indicator.growth is _REPORTED:
        return evidence.a_year_ago
    changed = parted(evidence, indicator, period)
    return evidence.a_year_ago_of(frozenset(changed)) if changed else evidence


def parted(evidence: Evidence, indicator: Indicator, period: Period) -> dict[str, Period]:
    """Give the indicator's items that are counted on another basis than a year before, each with its change."""
    if not evidence.changed:
        return {}
    known, before = evidence.catalogue.item_by_code, period.year_before
    changed = (item for item in items_of(evidence, indicator) if item in evidence.changed)
    found = {item: known[item].break_between(before, period) for item in changed}
    return {item: since for item, since in found.items() if since is not None}

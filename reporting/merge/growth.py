"""Growth on the year before, as the indicator's 增速算法 says (domain 3).

Totals grow on the same basis: a unit that is missing now or was missing then is left out of both sides.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from reporting.merge.evidence import Evidence
from reporting.merge.total import Amount, amount_of, city_amount
from reporting.merge.value import amount_over, indicator_amount, items_of, units_with_all
from reporting.model.catalogue import Indicator
from reporting.model.numbers import HUNDRED, rounded
from reporting.model.periods import Period
from reporting.model.words import Growth

PERCENT = "%"


@dataclass(frozen=True, slots=True)
class Change:
    """What the figure was a year before, and how it grew: percent, or 百分点 for figures that are shares themselves.

    `same_basis` is true where units were left out to compare like with like.
    """

    base: Decimal | None = None
    growth: Decimal | None = None
    is_points: bool = False
    same_basis: bool = False


def growth(evidence: Evidence, indicator: Indicator, unit: str, period: Period, now: Amount) -> Change:
    """Give the indicator's change on the year before; `period` is the one its value is of."""
    points = indicator.measure == PERCENT
    if indicator.growth is Growth.NONE or now.value is None:
        return Change(is_points=points)
    if indicator.growth is Growth.GIVEN:
        return _given(evidence, indicator, unit, period)
    if unit != evidence.catalogue.city.code:
        before = _unit_base(evidence, indicator, unit, period)
        return _change(now.value, before, indicator, same_basis=False)
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


def _unit_base(evidence: Evidence, indicator: Indicator, unit: str, period: Period) -> Decimal | None:
    return indicator_amount(year_ago(evidence, indicator), indicator, unit, period.year_before).value


def _of_city(evidence: Evidence, indicator: Indicator, period: Period, now: Amount) -> Change:
    """Compare the city's figure over the units known both now and then."""
    then = year_ago(evidence, indicator)
    if not now.over:
        before = indicator_amount(then, indicator, evidence.catalogue.city.code, period.year_before)
        return _change(now.value, before.value, indicator, same_basis=False)
    both = shared_units(evidence, indicator, period, now)
    if not both:
        return Change(is_points=indicator.measure == PERCENT)
    before = amount_over(then, indicator, period.year_before, both)
    whole = len(both) == len(now.over)
    current = now if whole else amount_over(evidence, indicator, period, both)
    return _change(current.value, before.value, indicator, same_basis=bool(now.lacks) or not whole)


def shared_units(evidence: Evidence, indicator: Indicator, period: Period, now: Amount) -> list[str]:
    """Give the units of a total that were known a year before too: growth is reckoned over them alone."""
    known_then = set(
        units_with_all(year_ago(evidence, indicator), items_of(evidence, indicator), period.year_before, indicator)
    )
    return [unit for unit in now.over if unit in known_then]


def year_ago(evidence: Evidence, indicator: Indicator) -> Evidence:
    """Give the evidence of a year ago: our own ledger's, or last year's figures as senders state them now."""
    return evidence.a_year_ago if indicator.growth is Growth.REPORTED else evidence

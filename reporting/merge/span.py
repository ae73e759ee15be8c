"""What is held against a target that speaks of several years: what they add up to, their mean, their mean growth.

Before the year is over only its own growth is known, and its own figure so far; a year's end closes the account.
"""

from __future__ import annotations

from decimal import Decimal

from reporting.merge.evidence import Evidence
from reporting.merge.growth import Change
from reporting.merge.target import base_of
from reporting.merge.total import Amount
from reporting.merge.value import indicator_amount, items_of, looks_back
from reporting.model.catalogue import Indicator, Target
from reporting.model.numbers import yearly_growth
from reporting.model.periods import Period
from reporting.model.words import TargetKind, Tense

_OVER_YEARS = frozenset({TargetKind.SPAN_TOTAL, TargetKind.YEARLY_MEAN, TargetKind.YEARLY_GROWTH})


def held_against(
    evidence: Evidence,
    indicator: Indicator,
    unit: str,
    when: Period,
    target: Target | None,
    known: tuple[Amount, Change],
) -> Decimal | None:
    """Give what is held against the target: the figure itself, its growth, or what the years of the span come to.

    `known` are the figure of the period `when` and its change. None where a year of the span is not known.
    """
    amount, change = known
    if target is None or amount.value is None:
        return amount.value
    over = when.is_year or when.quarter == 4
    if target.kind is TargetKind.YEARLY_GROWTH and not change.is_points:
        mean = _mean_growth(evidence, indicator, unit, when, target, amount.value) if over else None
        return change.growth if mean is None else mean
    if not _flows(evidence, indicator):
        return amount.value
    if target.kind is TargetKind.SPAN_TOTAL:
        return _total(_years(evidence, indicator, unit, when, target), amount.value)
    if target.kind is TargetKind.YEARLY_MEAN and over:
        years = _years(evidence, indicator, unit, when, target)
        total = _total(years, amount.value)
        return None if total is None else total / (len(years) + 1)
    return amount.value


def years_of_span(target: Target, year: int) -> range:
    """Give the years before one that a target over several years looks at: they add up, or it grows from the first."""
    if target.kind not in _OVER_YEARS:
        return range(0)
    first = target.first_year - (target.kind is TargetKind.YEARLY_GROWTH)
    return range(first, min(year, target.last_year))


def lacks_a_year(target: Target | None, value: Decimal | None, held: Decimal | None) -> bool:
    """Whether only another year of the span stands in the way: this year's figure is there, the whole is not known."""
    sums = target is not None and target.kind in (TargetKind.SPAN_TOTAL, TargetKind.YEARLY_MEAN)
    return sums and value is not None and held is None


def years_gone(target: Target | None, when: Period) -> tuple[int, int]:
    """Give which year of a span that is reckoned as a whole a period lies in, and how many there are; else 1 of 1."""
    if target is None or target.kind is not TargetKind.SPAN_TOTAL:
        return 1, 1
    return when.year - target.first_year + 1, target.last_year - target.first_year + 1


def _flows(evidence: Evidence, indicator: Indicator) -> bool:
    """Whether the figures of several years may be added up: those at a moment, or of one quarter, may not."""
    items = evidence.catalogue.item_by_code
    stock = any(items[code].tense is Tense.STOCK for code in items_of(evidence, indicator))
    return not stock and not looks_back(evidence, indicator)


def _years(
    evidence: Evidence, indicator: Indicator, unit: str, when: Period, target: Target
) -> tuple[Decimal | None, ...]:
    """Give the whole years of the span before this one; None for one that is not known in full."""
    return tuple(_whole(evidence, indicator, unit, when, year) for year in range(target.first_year, when.year))


def _whole(evidence: Evidence, indicator: Indicator, unit: str, when: Period, year: int) -> Decimal | None:
    amount = indicator_amount(evidence, indicator, unit, Period(year, 0 if when.is_year else 4))
    return None if amount.lacks else amount.value


def _total(years: tuple[Decimal | None, ...], now: Decimal) -> Decimal | None:
    known = [year for year in years if year is not None]
    return sum(known, now) if len(known) == len(years) else None


def _mean_growth(
    evidence: Evidence, indicator: Indicator, unit: str, when: Period, target: Target, now: Decimal
) -> Decimal | None:
    """Reckon 年均增长 from the year before the span; in its first year that is the year's own growth."""
    years = when.year - target.first_year + 1
    if years == 1:
        return None
    base = _whole(evidence, indicator, unit, when, target.first_year - 1)
    planned = base_of(evidence.catalogue, indicator.code)
    if base is None and planned and planned.last_year == target.first_year - 1 and unit == evidence.catalogue.city.code:
        base = planned.value
    return None if base is None else yearly_growth(base, now, years)

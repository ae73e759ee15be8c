"""How far an indicator has come towards its target of the year, by its 进度算法 (domain 4). Never clamped at 100."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import NamedTuple

from reporting.model.catalogue import Indicator
from reporting.model.numbers import HUNDRED, rounded
from reporting.model.periods import Period
from reporting.model.words import Algorithm, Direction

# Progress is printed and compared with one decimal, so that a reader can subtract 时序 from it.
PLACES = 1


class Way(NamedTuple):
    """Where a figure stands on its way: progress and what was expected by now, both in percent, and the gap.

    For levels there is no progress, and the gap is in the figure's own measure (百分点 for shares).
    """

    progress: Decimal | None = None
    expected: Decimal | None = None
    gap: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Marks:
    """What progress is measured between: the target, the last year-end, and last year at this time and whole.

    `years` says which year of the target's span this is, and of how many: 1 of 1 for a target of one year.
    """

    target: Decimal
    start: Decimal | None = None
    same_time: Decimal | None = None
    whole_year: Decimal | None = None
    years: tuple[int, int] = (1, 1)


def progress(indicator: Indicator, value: Decimal, period: Period, marks: Marks) -> Way:
    """Measure a value against the year's target."""
    if indicator.algorithm is Algorithm.INCREMENT:
        return _increment(indicator, value, period, marks)
    if indicator.algorithm is Algorithm.YEAR:
        return _against(_part(value, marks.target), _expected(indicator, period, marks))
    if indicator.algorithm is Algorithm.SAME_TIME:
        return _against(_part(value, marks.target), _part(marks.same_time, marks.whole_year))
    places = indicator.decimals
    return Way(gap=rounded(value, places) - rounded(marks.target, places))


def expected_by(indicator: Indicator, period: Period) -> Decimal:
    """Give the share of the year that should be reached by the period's end (时序), in percent."""
    return indicator.curve[(period.quarter or 4) - 1]


def _expected(indicator: Indicator, period: Period, marks: Marks) -> Decimal:
    """Give the share of the target's span that should be reached: the whole years before, and 时序 within this one."""
    now, years = marks.years
    return ((now - 1) * HUNDRED + expected_by(indicator, period)) / years


def _increment(indicator: Indicator, value: Decimal, period: Period, marks: Marks) -> Way:
    """Measure the way gone since the last year-end; there is none where the target lies at or behind the start."""
    if marks.start is None:
        return Way()
    wanted = marks.target - marks.start
    if wanted == 0 or (wanted > 0) is not (indicator.direction is Direction.UP):
        return Way()
    return _against((value - marks.start) / wanted * HUNDRED, expected_by(indicator, period))


def _against(gone: Decimal | None, expected: Decimal | None) -> Way:
    if gone is None or expected is None:
        return Way(gone, expected)
    return Way(gone, expected, rounded(gone, PLACES) - rounded(expected, PLACES))


def _part(value: Decimal | None, whole: Decimal | None) -> Decimal | None:
    return value / whole * HUNDRED if value is not None and whole is not None and whole > 0 else None

"""The judgement on a figure, or the reason why there is none (domain 4).

Values are judged as printed: a leader who reads 3.41 beside a target of 3.41 must read 达到.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import NamedTuple

from reporting.merge.progress import Way
from reporting.merge.target import is_met
from reporting.model.catalogue import Catalogue, Indicator, Target
from reporting.model.numbers import HUNDRED, rounded
from reporting.model.parameters import number
from reporting.model.periods import Period
from reporting.model.words import Algorithm, Direction, Judgement, Timing

_YES_OR_NO = frozenset({Algorithm.RANK, Algorithm.STATE, Algorithm.COVERAGE, Algorithm.COMPARISON})


@dataclass(frozen=True, slots=True)
class Thresholds:
    """Where one judgement ends and the next begins (参数): 百分点 of progress, and percent of the target for levels."""

    reached: Decimal
    nearly: Decimal
    behind: Decimal
    level_nearly: Decimal
    level_behind: Decimal
    slack: Decimal

    @classmethod
    def of(cls, catalogue: Catalogue) -> Thresholds:
        """Read them from the catalogue, with the usual ones where it is silent."""
        given = catalogue.parameter
        return cls(
            reached=number(given, "进度阈值-达到"),
            nearly=number(given, "进度阈值-基本达到"),
            behind=number(given, "进度阈值-滞后"),
            level_nearly=number(given, "水平阈值-基本达到"),
            level_behind=number(given, "水平阈值-滞后"),
            slack=number(given, "左右容差"),
        )


class Case(NamedTuple):
    """What is judged: the figure with its target and way, and what stands against judging it."""

    indicator: Indicator
    period: Period
    value_period: Period
    value: Decimal | None
    target: Target | None
    target_value: Decimal | None
    way: Way
    incomplete: bool


def judge(case: Case, thresholds: Thresholds) -> Judgement:
    """Say how the figure stands, or why that is not said."""
    reason = _why_not(case)
    if reason is not None or case.value is None or case.target is None or case.target_value is None:
        return reason or Judgement.NO_TARGET
    places = case.indicator.decimals
    value, wanted = rounded(case.value, places), rounded(case.target_value, places)
    met = is_met(value, wanted, case.target.op, case.indicator.direction, thresholds.slack)
    if case.indicator.algorithm in _YES_OR_NO:
        return Judgement.REACHED if met else Judgement.NOT_REACHED
    if case.indicator.algorithm is Algorithm.LEVEL:
        return _level(case, value, wanted, thresholds, met=met)
    if met:
        return Judgement.DONE
    return _course(case.way.gap, thresholds, over=_is_over(case.period))


def _why_not(case: Case) -> Judgement | None:
    if case.value is None:
        return Judgement.INCOMPLETE if case.incomplete else Judgement.NO_DATA
    if case.value_period.year < case.period.year:
        return Judgement.AWAITS_YEAR
    if case.incomplete:
        return Judgement.INCOMPLETE
    if case.target is None or case.target_value is None:
        return Judgement.NO_TARGET
    early = not case.period.is_year and case.period.quarter < 4
    return Judgement.AT_YEAR_END if early and case.indicator.timing is Timing.YEAR_END else None


def _level(case: Case, value: Decimal, wanted: Decimal, thresholds: Thresholds, *, met: bool) -> Judgement:
    """Judge a level by how far it is from the target; before the year's end it can still turn, so it is never 完成."""
    if met:
        return Judgement.DONE if _is_over(case.period) else Judgement.REACHED
    short = value - wanted if case.indicator.direction is Direction.UP else wanted - value
    part = short / abs(wanted) * HUNDRED if wanted else Decimal(-100)
    if part >= thresholds.level_nearly:
        return Judgement.NEARLY
    return Judgement.BEHIND if part >= thresholds.level_behind else Judgement.FAR_BEHIND


def _is_over(period: Period) -> bool:
    return period.is_year or period.quarter == 4


def _course(gap: Decimal | None, thresholds: Thresholds, *, over: bool) -> Judgement:
    """Judge a way that has not come to its end; once the year is over, to be on course is not enough."""
    if gap is None:
        return Judgement.NOT_REACHED
    if gap >= thresholds.reached:
        return Judgement.NEARLY if over else Judgement.REACHED
    if gap >= thresholds.nearly:
        return Judgement.NEARLY
    return Judgement.BEHIND if gap >= thresholds.behind else Judgement.FAR_BEHIND

"""Working days and deadlines, after the State Council's yearly notices on holidays (国务院办公厅节假日安排通知).

The published years come from chinesecalendar; the catalogue's 节假日 rows override single days. For a year not yet
published weekends are taken as the only days off, and `published` says so.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from functools import cache

from reporting.model.periods import Period

_RULE = re.compile(r"期末后(\d+)(工作日|个工作日|日|天)(?:[，, ]*(顺延|不顺延))?\Z")
_SATURDAY = 5


@cache
def published(year: int) -> bool:
    """Whether the working days of the year are known."""
    import chinese_calendar  # heavy: only commands that reckon days pay for it

    return any(day.year == year for day in chinese_calendar.holidays)


def is_workday(day: date, overrides: Mapping[date, bool]) -> bool:
    """Whether people work on the day; `overrides` maps a day to whether it is worked."""
    if day in overrides:
        return overrides[day]
    if not published(day.year):
        return day.weekday() < _SATURDAY
    import chinese_calendar

    return bool(chinese_calendar.is_workday(day))


def parse_rule(rule: str) -> tuple[int, bool, bool]:
    """Read a deadline rule: (days, counted in working days, moved on from a day off).

    `期末后10工作日`, `期末后15日` or `期末后15日，顺延`. Raises ValueError for anything else.
    """
    match = _RULE.match(rule.replace(" ", ""))
    if not match:
        raise ValueError(rule)
    return int(match[1]), "工作" in match[2], match[3] == "顺延"


def deadline(rule: str, period: Period, overrides: Mapping[date, bool]) -> date:
    """Give the last day on which a form of the period is on time. Raises ValueError for a rule that cannot be read."""
    days, in_workdays, moved = parse_rule(rule)
    if in_workdays:
        return _workday_after(period.last_day, days, overrides)
    day = period.last_day + timedelta(days=days)
    while moved and not is_workday(day, overrides):
        day += timedelta(days=1)
    return day


def workdays_late(received: date, due: date, overrides: Mapping[date, bool]) -> int:
    """Count the working days by which something came late, 0 when it was on time."""
    return sum(is_workday(day, overrides) for day in _days_between(due, received))


def _workday_after(start: date, count: int, overrides: Mapping[date, bool]) -> date:
    day = start
    while count:
        day += timedelta(days=1)
        count -= is_workday(day, overrides)
    return day


def _days_between(first: date, last: date) -> Iterator[date]:
    """Yield the days after `first` up to `last`."""
    day = first
    while day < last:
        day += timedelta(days=1)
        yield day

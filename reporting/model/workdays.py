"""Working days, after the State Council's yearly notices on holidays (国务院办公厅节假日安排通知).

The published years come from chinesecalendar; the catalogue's 节假日 rows override single days. For a year not yet
published weekends are taken as the only days off, and `published` says so.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, timedelta, timezone
from functools import cache, lru_cache

# Beijing time has had no summer time since 1991; a fixed offset spares Windows users the time zone data.
SHANGHAI = timezone(timedelta(hours=8))
_SATURDAY = 5


@cache
def published(year: int) -> bool:
    """Whether the working days of the year are known."""
    import chinese_calendar  # heavy: only commands that reckon days pay for it

    return any(day.year == year for day in chinese_calendar.holidays)


def is_workday(day: date, overrides: Mapping[date, bool]) -> bool:
    """Whether people work on the day; `overrides` maps a day to whether it is worked."""
    return overrides[day] if day in overrides else _is_workday(day)


@lru_cache(maxsize=4096)
def _is_workday(day: date) -> bool:
    """Whether people work on the day, by the notices; the same few weeks are asked for again and again."""
    if not published(day.year):
        return day.weekday() < _SATURDAY
    import chinese_calendar

    return bool(chinese_calendar.is_workday(day))


def workday_from(start: date, count: int, overrides: Mapping[date, bool]) -> date:
    """Count working days on from a day that does not count itself, or back where the count is negative."""
    day, step = start, timedelta(days=1 if count > 0 else -1)
    left = abs(count)
    while left:
        day += step
        left -= is_workday(day, overrides)
    return day


def workdays_late(received: date, due: date, overrides: Mapping[date, bool]) -> int:
    """Count the working days by which something came late, 0 when it was on time."""
    return sum(is_workday(day, overrides) for day in _days_between(due, received))


def _days_between(first: date, last: date) -> Iterator[date]:
    """Yield the days after `first` up to `last`."""
    day = first
    while day < last:
        day += timedelta(days=1)
        yield day

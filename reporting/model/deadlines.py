"""Deadlines as rules, and the day a rule comes to for a period.

A rule is one moment, or two with 至 between them: from when a form may be sent, and until when it is on time. A moment
is reckoned from an anchor: the period's last day (期末后10工作日, 期末后15日, 期末前5工作日, 期末), the month after
the period (次月15日, 次月第8个工作日, 次月末), or the year after the period's (次年3月31日). Where it ends on a day
off, 顺延 moves it on to the next working day and 提前 back to the one before; 不顺延, or nothing, leaves it.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from reporting.model.periods import Period
from reporting.model.workdays import is_workday, published, workday_from

EXAMPLES = "“期末后10工作日”“期末后15日，顺延”“次月8日”“次年3月31日”或“次月1日至期末后10工作日”"
Overrides = Mapping[date, bool]

_SHIFTED = re.compile(r"(.+?)(?:[，,]?(顺延|不顺延|提前))?\Z")
_FROM_END = re.compile(r"期末(?:(后|前)(\d{1,3})个?(工作日|日|天)|当日)?\Z")
_NEXT_MONTH = re.compile(r"次月(?:(\d{1,2})日|第?(\d{1,2})个工作日|(末))\Z")
_NEXT_YEAR = re.compile(r"次年(\d{1,2})月(\d{1,2})日\Z")
_WINDOW = "至"
_LAST = 31


class Anchor(StrEnum):
    """What a moment is reckoned from."""

    END = "期末"
    MONTH = "次月"
    YEAR = "次年"


class Shift(StrEnum):
    """Where a moment goes that falls on a day off."""

    STAY = "不顺延"
    ON = "顺延"
    BACK = "提前"


@dataclass(frozen=True, slots=True)
class Moment:
    """A day reckoned from an anchor.

    `number` is a count of days from the period's last day, negative before it, or the day of the next month, or of
    `month` in the next year; `in_workdays` tells that only working days count.
    """

    anchor: Anchor
    number: int
    in_workdays: bool = False
    month: int = 0
    shift: Shift = Shift.STAY


@dataclass(frozen=True, slots=True)
class Rule:
    """When a form may be sent (`opens`, None: at any time) and until when it is on time (`closes`)."""

    closes: Moment
    opens: Moment | None = None


def parse_rule(text: str) -> Rule:
    """Read a rule as the catalogue writes it. Raises ValueError for anything else, days that no month has included."""
    opens, window, closes = re.sub(r"\s", "", text).rpartition(_WINDOW)
    return Rule(_moment(closes), _moment(opens) if window else None)


def deadline(rule: str, period: Period, overrides: Overrides) -> date:
    """Give the last day on which a form of the period is on time. Raises ValueError for a rule that cannot be read."""
    return _day(parse_rule(rule).closes, period, overrides)


def opening(rule: str, period: Period, overrides: Overrides) -> date | None:
    """Give the first day on which a form may be sent; None where the rule names none. Raises ValueError likewise."""
    opens = parse_rule(rule).opens
    return _day(opens, period, overrides) if opens else None


def guessed_years(rule: str, period: Period, overrides: Overrides) -> tuple[int, ...]:
    """Give the years whose working days were needed for a deadline and are not published yet."""
    closes = parse_rule(rule).closes
    if not closes.in_workdays and closes.shift is Shift.STAY:
        return ()
    day = _day(closes, period, overrides)
    between = {period.last_day.year, day.year}
    return tuple(sorted(year for year in between if not published(year)))


def _moment(text: str) -> Moment:
    shifted = _SHIFTED.match(text)
    if not shifted:
        raise ValueError(text)
    shift = Shift(shifted[2]) if shifted[2] else Shift.STAY
    words = shifted[1]
    if end := _FROM_END.match(words):
        count = int(end[2] or 0)
        return Moment(Anchor.END, -count if end[1] == "前" else count, end[3] == "工作日", shift=shift)
    if month := _NEXT_MONTH.match(words):
        number = _LAST if month[3] else int(month[1] or month[2])
        return Moment(Anchor.MONTH, _within(number, _LAST), month[2] is not None, shift=shift)
    if year := _NEXT_YEAR.match(words):
        of_year = date(2024, int(year[1]), int(year[2]))  # a leap year, which has every day there is
        return Moment(Anchor.YEAR, of_year.day, month=of_year.month, shift=shift)
    raise ValueError(text)


def _within(number: int, last: int) -> int:
    if not 1 <= number <= last:
        raise ValueError(number)
    return number


def _day(moment: Moment, period: Period, overrides: Overrides) -> date:
    end = period.last_day
    match moment.anchor:
        case Anchor.MONTH:
            first = end + timedelta(days=1)
            day = workday_from(end, moment.number, overrides) if moment.in_workdays else _of_month(first, moment.number)
        case Anchor.YEAR:
            day = _of_month(date(period.year + 1, moment.month, 1), moment.number)
        case _:
            counted = workday_from(end, moment.number, overrides) if moment.in_workdays else None
            day = counted or end + timedelta(days=moment.number)
    return _shifted(day, moment.shift, overrides)


def _of_month(first: date, number: int) -> date:
    """Give a day of a month, its last where it has fewer: 次月31日 is the 30th in November."""
    return first.replace(day=min(number, monthrange(first.year, first.month)[1]))


def _shifted(day: date, shift: Shift, overrides: Overrides) -> date:
    if shift is Shift.STAY:
        return day
    step = timedelta(days=1 if shift is Shift.ON else -1)
    return next(one for one in _from(day, step) if is_workday(one, overrides))


def _from(day: date, step: timedelta) -> Iterator[date]:
    while True:
        yield day
        day += step

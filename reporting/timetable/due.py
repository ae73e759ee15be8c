"""What is due at a moment: reckoned from what is known of each period, with nothing remembered beside it.

So a week off, a copied home or a run by hand change nothing: what is done shows in the facts, what is not is due, and
of several days of reminding that went by only the last counts.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time
from enum import StrEnum

from reporting.model.periods import Period
from reporting.model.workdays import SHANGHAI, workday_from

# A reminder that should have gone so many working days ago says nothing to anybody any more.
REMINDER_KEEPS = 10


class Step(StrEnum):
    """What is done of itself, in the order in which it is done."""

    RECEIVE = "收件"
    FORMS = "下发空白报表"
    CLOSE = "截止汇总"
    MAKE = "更新成果和回执"
    REMIND = "提醒和催报"
    DISTRIBUTE = "分发"
    SEND = "发信"


@dataclass(frozen=True, slots=True)
class Due:
    """One step that is due, since `at`; of one period but for receiving and sending. `units` are who is reminded."""

    step: Step
    at: datetime
    period: Period | None = None
    units: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Calendar:
    """How days are reckoned: days off, the hour at which things go out, and the working days of reminding.

    `ahead` are working days before a deadline, `after` those after it.
    """

    holidays: Mapping[date, bool]
    hour: time
    ahead: tuple[int, ...]
    after: tuple[int, ...]

    def moment(self, day: date) -> datetime:
        """Give the moment on a day at which things go out."""
        return datetime.combine(day, self.hour, SHANGHAI)

    def workday(self, day: date, count: int) -> date:
        """Give the working day so many after a day, or before it where the count is negative."""
        return workday_from(day, count, self.holidays)


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of one period that asks for forms.

    `deadlines` are by form; `opens` is the day on which blank forms go out. `open_forms` are the forms each sender
    still owes, missing or returned; `reminded` is the day of each sender's last reminder. `stale` says that something
    counts now that the products do not hold. `closed`: the pass after the deadline was made. `handed_on` is the day on
    which its products last went to whom 分发 says, and `waits` that somebody may not have theirs yet. `released` and
    `briefed`: the briefing was released, and went out as released.
    """

    period: Period
    deadlines: Mapping[str, date]
    opens: date
    open_forms: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    reminded: Mapping[str, date] = field(default_factory=dict)
    forms_sent: bool = False
    stale: bool = False
    closed: bool = False
    handed_on: date | None = None
    waits: bool = False
    released: bool = False
    briefed: bool = False

    @property
    def last_deadline(self) -> date:
        """The last day on which any form of the period is on time."""
        return max(self.deadlines.values())


def due(periods: Iterable[Known], calendar: Calendar, now: datetime) -> tuple[Due, ...]:
    """Give what is due, in the order in which it is to be done: what came first, then period by period, mails last."""
    ordered = sorted(periods, key=lambda one: one.period)
    between = [one for known in ordered for one in _of_period(known, calendar, now)]
    return (Due(Step.RECEIVE, now), *between, Due(Step.SEND, now))


def upcoming(periods: Iterable[Known], calendar: Calendar, now: datetime) -> Due | None:
    """Give the next step that the calendar holds; None where it holds none yet."""
    ahead = (one for known in periods for one in _agenda(known, calendar) if one.at > now)
    return min(ahead, key=lambda one: one.at, default=None)


def _agenda(known: Known, calendar: Calendar) -> Iterator[Due]:
    """Yield what the calendar holds for a period and is not done."""
    if not known.forms_sent:
        yield Due(Step.FORMS, calendar.moment(known.opens), known.period)
    if not known.closed:
        yield Due(Step.CLOSE, closing(known, calendar), known.period)
    for unit, forms in known.open_forms.items():
        for day, _ in _occasions(known, forms, calendar):
            if known.reminded.get(unit, date.min) < day:
                yield Due(Step.REMIND, calendar.moment(day), known.period, (unit,))


def closing(known: Known, calendar: Calendar) -> datetime:
    """Give the moment of the pass after the deadline: the working day after the last day on which forms are on time."""
    return calendar.moment(calendar.workday(known.last_deadline, 1))


def _of_period(known: Known, calendar: Calendar, now: datetime) -> Iterator[Due]:
    opens, closes = calendar.moment(known.opens), closing(known, calendar)
    if not known.forms_sent and opens <= now and now.date() <= known.last_deadline:
        yield Due(Step.FORMS, opens, known.period)
    if not known.closed and closes <= now:
        yield Due(Step.CLOSE, closes, known.period)
    elif known.stale:
        yield Due(Step.MAKE, now, known.period)
    yield from _reminders(known, calendar, now)
    if _is_to_hand_on(known, calendar, now):
        yield Due(Step.DISTRIBUTE, max(closes, calendar.moment(now.date())), known.period)


def _is_to_hand_on(known: Known, calendar: Calendar, now: datetime) -> bool:
    """Once after the deadline, once when released, and each day as long as somebody waits for a figure's day."""
    if known.released and not known.briefed:
        return True
    if not known.closed and now < closing(known, calendar):
        return False
    again = known.waits and known.handed_on != now.date() and calendar.moment(now.date()) <= now
    return known.handed_on is None or again


def _reminders(known: Known, calendar: Calendar, now: datetime) -> Iterator[Due]:
    """Yield one reminder for all units whose last day of reminding came and went without one."""
    last: dict[str, date] = {}
    for unit, forms in known.open_forms.items():
        gone_by = [one for one in _occasions(known, forms, calendar) if calendar.moment(one[0]) <= now]
        day, until = max(gone_by, default=(date.min, date.min))
        if now.date() <= until and known.reminded.get(unit, date.min) < day:
            last[unit] = day
    if last:
        yield Due(Step.REMIND, calendar.moment(min(last.values())), known.period, tuple(last))


def _occasions(known: Known, forms: Iterable[str], calendar: Calendar) -> Iterator[tuple[date, date]]:
    """Yield the days on which the sender of these forms is reminded, each with the last day on which that is sensible.

    A reminder of a deadline to come is none once it is over.
    """
    for day in sorted({known.deadlines[form] for form in forms if form in known.deadlines}):
        yield from ((calendar.workday(day, -count), day) for count in calendar.ahead)
        for count in calendar.after:
            occasion = calendar.workday(day, count)
            yield occasion, calendar.workday(occasion, REMINDER_KEEPS)

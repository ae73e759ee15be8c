"""One round: all that is due at a moment, step by step. What goes wrong at one step is told, and the others follow.

After each step what is due is reckoned anew: whose form has just come is not reminded.
"""

from __future__ import annotations

import hashlib
import traceback
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path

from reporting.commands.answer import DONE
from reporting.commands.office import Office, open_office
from reporting.commands.open_file import logged
from reporting.model.errors import ReportingError
from reporting.model.periods import Period
from reporting.timetable.due import Due, Step, due, upcoming
from reporting.timetable.facts import calendar_of, known_periods
from reporting.timetable.steps import REFUSED, carry_out

BUG = 3
# A step that failed is tried again after so many minutes, the last again and again.
_PAUSES = (0, 5, 15, 60)
_Key = tuple[Step, Period | None]


@dataclass(frozen=True, slots=True)
class Done:
    """A step that was done: what came of it in words, its exit status, and where a bug was logged."""

    due: Due
    words: str
    status: int
    log: str = ""

    @property
    def name(self) -> str:
        """Name the step as people call it."""
        return named(self.due)


@dataclass
class Failures:
    """Which steps failed of late, how often, and from when they are tried again: kept as long as the service lives.

    Receiving and sending never rest: they pass over what cannot be done now by themselves.
    """

    _of: dict[_Key, tuple[int, datetime]] = field(default_factory=dict)

    def note(self, done: Done, now: datetime) -> None:
        """Note how a step ended."""
        key = _key(done.due)
        count = self._of.get(key, (0, now))[0]
        if done.due.period and (done.status in (BUG, REFUSED) or (done.due.step is Step.CLOSE and done.status)):
            self._of[key] = count + 1, now + timedelta(minutes=_PAUSES[min(count + 1, len(_PAUSES) - 1)])
        else:
            self._of.pop(key, None)

    def rests(self, one: Due, now: datetime) -> bool:
        """Whether a step has failed and is not to be tried again yet."""
        return now < self._of.get(_key(one), (0, now))[1]


def named(one: Due) -> str:
    """Name a step with its period."""
    return f"{one.period.label}{one.step}" if one.period else str(one.step)


def make_round(
    home: Path, now: datetime, say: Callable[[str], None], failures: Failures, begin: Callable[[Due], bool]
) -> Iterator[Done]:
    """Do all that is due, and yield each step once it is done; `begin` is told of each before, and may end the round.

    The home is opened anew, so that changed settings and a changed catalogue count. Raises ReportingError where it
    cannot be opened.
    """
    office = open_office(home, now, say)
    tried = set[_Key]()
    while (one := _next(office, tried, failures)) is not None and begin(one):
        tried.add(_key(one))
        done = _attempt(office, one)
        failures.note(done, now)
        yield done


def next_due(home: Path, now: datetime, say: Callable[[str], None]) -> Due | None:
    """Give what the calendar holds next."""
    office = open_office(home, now, say)
    with office.ledger(writable=False) as book:
        return upcoming(known_periods(office, book), calendar_of(office), now)


def _next(office: Office, tried: set[_Key], failures: Failures) -> Due | None:
    with office.ledger(writable=False) as book:
        found = due(known_periods(office, book), calendar_of(office), office.now)
    return next((one for one in found if _key(one) not in tried and not failures.rests(one, office.now)), None)


def _attempt(office: Office, one: Due) -> Done:
    try:
        words, status = carry_out(office, one)
    except ReportingError as fault:
        return Done(one, str(fault), REFUSED)
    except Exception:  # noqa: BLE001 - a bug of ours at one step must not keep the service from the others
        about = named(one)
        log = logged(office, hashlib.sha256(about.encode()).hexdigest(), about, traceback.format_exc())
        return Done(one, f"程序出错，其余照办，这一步稍后再试；请把 {log} 发给信息科", BUG, log)
    return Done(one, words, status)


def _key(one: Due) -> _Key:
    return one.step, one.period


def worst(done: list[Done]) -> int:
    """Give the exit status of a round: that of its worst step."""
    return max((one.status for one in done), default=DONE)

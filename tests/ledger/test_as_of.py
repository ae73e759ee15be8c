"""A ledger as it was known at an instant: what was received, accepted or waived later is not seen."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from itertools import pairwise
from pathlib import Path

import pytest

from reporting import ledger
from reporting.ledger import Ledger
from reporting.model.attachments import Attachment
from reporting.model.records import Submission
from reporting.model.words import Outcome, Verdict
from tests.ledger.made import CATALOGUE, NOW, PROGRAM, Q3, arrival, finding, observation, reading

EXPECTED = [("LC", "KJ1"), ("LW", "KJ1")]
HOUR = timedelta(hours=1)


def entered_at(book: Ledger, value: str, name: str, hours: int, verdict: Verdict, now: datetime) -> Submission | None:
    """Enter a form in a pass at an instant."""
    came = arrival(name, hours=hours)
    ledger.originals.keep(book, came)
    found = [finding()] if verdict is Verdict.RETURNED else []
    one = ledger.submissions.enter(book, reading(observation(value)), came, found, verdict, 0, now, Q3, CATALOGUE)
    ledger.arrivals.record(book, came, Outcome.ACCEPTED, [finding("file-known")], now, Q3, CATALOGUE, PROGRAM)
    return one


def told(book: Ledger) -> tuple[object, ...]:
    """Give all that can be asked of a ledger."""
    return (
        ledger.standings.standings(book, Q3, EXPECTED),
        ledger.findings.of(book, Q3, history=True),
        ledger.findings.of(book, Q3, history=False),
        ledger.observations.held(book, [Q3]),
        ledger.history.history(book, Q3),
        ledger.attachments.of(book, Q3),
        ledger.acts.every(book),
        ledger.acts.verify(book),
    )


def test_each_earlier_state_can_be_asked_exactly_as_it_was(tmp_path: Path) -> None:
    """Every answer between two acts is given again after all of them: before, at and after the instant of each."""
    acts: list[Callable[[Ledger, datetime], object]] = [
        lambda book, now: entered_at(book, "12", "一.xlsx", 0, Verdict.ACCEPTED, now),
        lambda book, now: entered_at(book, "13", "二.xlsx", 1, Verdict.RETURNED, now),
        lambda book, now: ledger.waivers.enter(book, 2, [finding()], Verdict.REVIEW, "王五", "已核实", now),
        lambda book, now: ledger.submissions.judge(book, 2, Verdict.ACCEPTED, "王五", "已核实", now),
        lambda book, now: entered_at(book, "12", "三.xlsx", 2, Verdict.ACCEPTED, now),
        lambda book, now: entered_at(book, "13", "四.xlsx", 3, Verdict.ACCEPTED, now),
        lambda book, now: ledger.attachments.add(
            book, Attachment("LC", Q3, "", "章.pdf", arrival("一.xlsx").sha256, now), now
        ),
    ]
    states = []
    for step, act in enumerate(acts):
        with ledger.opened(tmp_path, writable=True) as book:
            act(book, NOW + step * HOUR)
        with ledger.opened(tmp_path, writable=False) as book:
            states.append(told(book))
    assert all(one != other for one, other in pairwise(states))
    for step, state in enumerate(states):
        for late in (timedelta(), HOUR / 2, HOUR - timedelta(microseconds=1)):
            with ledger.opened(tmp_path, writable=False, as_of=NOW + step * HOUR + late) as book:
                assert told(book) == state


def test_before_anything_came_nothing_is_known(tmp_path: Path) -> None:
    """An instant before the first pass shows every form missing."""
    with ledger.opened(tmp_path, writable=True) as book:
        entered_at(book, "12", "一.xlsx", 0, Verdict.ACCEPTED, NOW)
    with ledger.opened(tmp_path, writable=False, as_of=NOW - timedelta(microseconds=1)) as book:
        assert [one.state for one in ledger.standings.standings(book, Q3, EXPECTED)] == ["missing", "missing"]


def test_when_it_is_entered_counts_not_when_it_was_sent(tmp_path: Path) -> None:
    """A form that lay in the inbox was not known to anyone until a pass took it in."""
    with ledger.opened(tmp_path, writable=True) as book:
        entered_at(book, "12", "一.xlsx", 0, Verdict.ACCEPTED, NOW)
    with ledger.opened(tmp_path, writable=False, as_of=arrival("一.xlsx").received_at) as book:
        assert ledger.submissions.every(book, Q3) == ()


def test_an_instant_needs_its_time_zone(tmp_path: Path) -> None:
    """The same words must not mean another moment on another machine."""
    with pytest.raises(ValueError, match="2023"):  # noqa: SIM117 - what raises is the opening
        with ledger.opened(tmp_path, writable=False, as_of=datetime(2023, 10, 20)):  # noqa: DTZ001 - that is the point
            pass

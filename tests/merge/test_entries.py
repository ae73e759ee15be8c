"""Projects over periods: what was last known of one stays known while nobody reports it."""

from __future__ import annotations

from itertools import permutations

from reporting.merge.entries import last_known
from reporting.model.periods import Period
from reporting.model.records import Entry, HeldEntry
from tests.builders import submission


def row(key: str, when: str, state: str = "在建", sender: str = "甲") -> HeldEntry:
    """Make a row of a project list."""
    period = Period.parse(when)
    entry = Entry("L1", sender, key, "表", 5, {"项目状态": state}, {"项目状态": "C5"}, period)
    return HeldEntry(entry, submission(sender, "L1", period))


def test_the_latest_period_speaks() -> None:
    """Of three periods the last one that told of the project stands, whatever order they are read in."""
    found = [row("P1", "2022Q4"), row("P1", "2023Q2", "竣工"), row("P1", "2023Q1")]
    for several in permutations(found):
        assert last_known([], several, ["P1"]) == (found[1],)


def test_what_is_told_now_is_not_carried() -> None:
    """A project of this period's list needs nothing of the past, however its number is typed."""
    assert last_known([row(" p1", "2023Q3")], [row("P1", "2023Q2")], ["P1"]) == ()


def test_only_the_plans_projects_are_carried() -> None:
    """A number that is not in the plan is not brought back."""
    assert last_known([], [row("X9", "2023Q2")], ["P1"]) == ()


def test_two_who_told_of_it_at_once_both_stand() -> None:
    """Where two senders told of one project in its last period, neither is preferred; the finding asks them."""
    both = (row("P1", "2023Q2", sender="甲"), row("P1", "2023Q2", sender="乙"))
    assert last_known([], [*both, row("P1", "2023Q1")], ["P1"]) == both

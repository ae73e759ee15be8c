"""Who has reported: every form that is asked for is listed, the missing ones too."""

from __future__ import annotations

from reporting import ledger
from reporting.ledger import Ledger
from reporting.model.records import Standing
from reporting.model.words import Verdict
from tests.ledger.made import Q3, arrival, enter, entered, finding, observation, reading


def test_what_is_missing_is_listed_in_its_place(book: Ledger) -> None:
    """A form nobody sent stands in the order asked for, with nothing known of it."""
    one = entered(book, reading(observation(), sender="LW"), arrival())
    told = ledger.standings.standings(book, Q3, [("LC", "KJ1"), ("LW", "KJ1"), ("LC", "KJ1")])
    assert told == (
        Standing("LC", "KJ1", "missing"),
        Standing("LW", "KJ1", "accepted", 1, 1, one.received_at, 0, 0),
    )


def test_a_returned_correction_shows_both_versions(book: Ledger) -> None:
    """The clerk sees that the newest version was returned, why by number, and which one still counts."""
    entered(book, reading(observation("12")), arrival("一.xlsx"))
    late = arrival("二.xlsx", hours=1)
    enter(book, reading(observation("-1")), late, Verdict.RETURNED, [finding(), finding("bounds")])
    told = ledger.standings.standings(book, Q3, [("LC", "KJ1")])
    assert told == (Standing("LC", "KJ1", "returned", 2, 1, late.received_at, 0, 2),)


def test_returned_and_nothing_else_has_no_version_in_force(book: Ledger) -> None:
    """A form that was never accepted counts nowhere."""
    entered(book, reading(observation()), arrival(), Verdict.RETURNED)
    (told,) = ledger.standings.standings(book, Q3, [("LC", "KJ1")])
    assert (told.state, told.version, told.in_force) == ("returned", 1, None)


def test_what_nobody_asks_for_any_more_comes_last(book: Ledger) -> None:
    """A form the catalogue has dropped is still shown where it was sent."""
    entered(book, reading(observation(), form="KJ99"), arrival())
    told = ledger.standings.standings(book, Q3, [("LW", "KJ1")])
    assert [(one.form, one.state) for one in told] == [("KJ1", "missing"), ("KJ99", "accepted")]

"""The chain of acts: whatever is done to it shows."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from reporting import ledger
from reporting.ledger import Ledger
from tests.ledger.made import NOW, unguarded


def three(book: Ledger) -> None:
    """Do three acts, without the guard that keeps them from being changed."""
    for name in ("甲", "乙", "丙"):
        ledger.acts.record(book, name, "accept", {"form": "KJ1", "reason": "核实"}, NOW)
    unguarded(book)


def change(sql: str) -> Callable[[Ledger], None]:
    """Make a change somebody might try by hand."""
    return lambda book: book.write(sql, [()])


def test_an_untouched_chain_holds(book: Ledger) -> None:
    """Acts come back in order, and nothing is found."""
    three(book)
    assert [(act.number, act.who, act.at) for act in ledger.acts.every(book)] == [
        (1, "甲", NOW),
        (2, "乙", NOW),
        (3, "丙", NOW),
    ]
    assert ledger.acts.every(book)[0].detail == {"form": "KJ1", "reason": "核实"}
    assert ledger.acts.verify(book) == ()


def test_no_acts_are_a_whole_chain(tmp_path: Path) -> None:
    """A new home has nothing to find fault with."""
    with ledger.opened(tmp_path, writable=False) as book:
        assert ledger.acts.verify(book) == ()


@pytest.mark.parametrize(
    ("meddle", "broken"),
    [
        (change("UPDATE acts SET who = '丁' WHERE number = 2"), (2,)),
        (change("""UPDATE acts SET detail = '{"form":"KJ2"}' WHERE number = 1"""), (1,)),
        (change("UPDATE acts SET at = '2020-01-01T00:00:00+08:00' WHERE number = 3"), (3,)),
        (change("DELETE FROM acts WHERE number = 2"), (3,)),
        (change("DELETE FROM acts WHERE number = 1"), (2,)),
        (change("UPDATE acts SET hash = 'x' WHERE number = 1"), (1, 2)),
    ],
)
def test_meddling_shows(book: Ledger, meddle: Callable[[Ledger], None], broken: tuple[int, ...]) -> None:
    """An act that was altered, or one left out before it, is named."""
    three(book)
    meddle(book)
    found = ledger.acts.verify(book)
    assert tuple(one.act for one in found) == broken
    assert all(one.what and one.expected != one.found for one in found)

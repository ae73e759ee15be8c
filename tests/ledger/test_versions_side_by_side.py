"""A version keeps what it brought, whatever became of it, so that the next can be held against it."""

from __future__ import annotations

from dataclasses import replace

from reporting import ledger
from reporting.ledger import Ledger
from reporting.model.words import Verdict
from tests.ledger.made import arrival, base, entered, entry, observation, reading


def test_a_returned_version_can_still_be_asked(book: Ledger) -> None:
    """Its figures and rows do not count, yet they are there as they were read."""
    seen, rows = [observation("7"), base("6")], [entry("B", 9), entry("A", 8)]
    first = entered(book, reading(*seen, entries=rows), arrival(), Verdict.RETURNED)
    second = entered(book, reading(observation("8")), arrival("二.xlsx", hours=1))
    assert list(ledger.observations.of_submission(book, first.number)) == seen
    assert list(ledger.entries.of_submission(book, first)) == [replace(one, form="KJ1") for one in rows]
    assert ledger.observations.of_submission(book, second.number) == (observation("8"),)
    assert ledger.entries.of_submission(book, second) == ()

"""Arrivals: what each pass did with each file that came in."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from reporting.ledger import acts, findings, originals
from reporting.ledger.book import Ledger
from reporting.ledger.seals import bound
from reporting.ledger.stored import period_of, time_of, time_text
from reporting.model.periods import Period
from reporting.model.records import Arrival, Finding
from reporting.model.words import Outcome

# The finding that says the program itself failed at a file.
OWN_FAULT = "own-fault"

_INSERT = (
    "INSERT INTO arrivals (number, sha256, name, received_at, pass_period, outcome, catalogue, program, at)"
    " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)"
)
# A file that was only recognised, or left waiting, was not treated: that says nothing about what is in it.
_TREATED = "outcome NOT IN ('known', 'waiting')"
_LAST = (
    "SELECT name, sha256, received_at, pass_period, outcome, catalogue, program, at FROM arrivals"  # noqa: S608 - ours
    f" WHERE sha256 = ? AND {_TREATED} ORDER BY number DESC LIMIT 1"
)
_COUNT = f"SELECT COUNT(*) FROM arrivals WHERE sha256 = ? AND {_TREATED}"  # noqa: S608 - words of ours
_FAULTED = (
    "SELECT a.name, a.sha256, a.received_at FROM arrivals a WHERE a.program <> ?"  # noqa: S608 - words of ours
    " AND EXISTS (SELECT 1 FROM findings f WHERE f.arrival = a.number AND f.code = ?)"
    f" AND a.number = (SELECT MAX(b.number) FROM arrivals b WHERE b.sha256 = a.sha256 AND b.{_TREATED})"
    " ORDER BY a.received_at, a.name"
)
# What was laid aside only for who sent it says nothing against the same file from its own sender.
_FOR_ITS_SENDER = (
    "SELECT 1 FROM arrivals a JOIN findings f ON f.arrival = a.number"  # noqa: S608 - words of ours
    f" WHERE a.number = (SELECT MAX(b.number) FROM arrivals b WHERE b.sha256 = ? AND b.{_TREATED})"
    " AND f.code IN ('mail-sender', 'mail-forged')"
)
_LAID_ASIDE = (
    "SELECT a.name, a.sha256, a.received_at, a.pass_period, a.outcome, a.catalogue, a.program, a.at FROM arrivals a"  # noqa: S608 - words of ours
    " WHERE a.outcome = ? AND EXISTS (SELECT 1 FROM findings f WHERE f.arrival = a.number AND f.code = ?)"
    f" AND a.number = (SELECT MAX(b.number) FROM arrivals b WHERE b.sha256 = a.sha256 AND b.{_TREATED})"
    " ORDER BY a.received_at, a.name"
)


@dataclass(frozen=True, slots=True)
class Treatment:
    """What a pass did with a file: its outcome, and the catalogue and program that brought it about."""

    name: str
    sha256: str
    received_at: datetime
    pass_period: Period
    outcome: Outcome
    catalogue_sha256: str
    program: str
    at: datetime


def record(  # noqa: PLR0913, PLR0917 - what is known of a file's treatment, stored as it is
    book: Ledger,
    arrival: Arrival,
    outcome: Outcome,
    found: Iterable[Finding],
    now: datetime,
    pass_period: Period,
    catalogue_sha256: str,
    program: str,
) -> None:
    """Write down what a pass did with a file, together with the findings about the file itself.

    Written after the file's submissions are entered: until then a pass that was cut off does the file again.
    """
    with book.transaction():
        number = book.next_number("arrivals")
        came = (arrival.sha256, arrival.name, time_text(arrival.received_at))
        row = (number, *came, str(pass_period), str(outcome), catalogue_sha256, program, time_text(now))
        book.write(_INSERT, [row])
        findings.add(book, found, arrival=number)
        detail = {"file": arrival.name, "sha256": arrival.sha256, "outcome": str(outcome)}
        kept = [arrival.sha256] if originals.is_kept(book, arrival.sha256) else []
        wrote = bound(book, {"arrivals": [number], "originals": kept})
        act = "quarantine" if outcome is Outcome.QUARANTINED else "receive"
        acts.record(book, acts.PROGRAM, act, {**detail, **wrote}, now)


def last(book: Ledger, sha256: str) -> Treatment | None:
    """Give what was last done with these bytes, None where they are new or were never treated."""
    row = book.row(_LAST, (sha256,))
    return _treatment(row) if row else None


def laid_aside(book: Ledger, code: str) -> tuple[Treatment, ...]:
    """Give the files that lie in quarantine because of a finding of this code, the oldest first."""
    return tuple(map(_treatment, book.rows(_LAID_ASIDE, (str(Outcome.QUARANTINED), code))))


def _treatment(row: tuple[Any, ...]) -> Treatment:
    name, sha256, received_at, pass_period, outcome, catalogue, program, at = row
    return Treatment(
        name,
        sha256,
        time_of(received_at),
        period_of(pass_period),
        Outcome(outcome),
        catalogue,
        program,
        time_of(at),
    )


def is_known(book: Ledger, sha256: str, catalogue_sha256: str, program: str) -> bool:
    """Whether treating these bytes would bring nothing new.

    It may, where they were not accepted the last time and the catalogue or the program has changed since, or where they
    came from someone whose they are not.
    """
    before = last(book, sha256)
    if before is None:
        return False
    same = (before.catalogue_sha256, before.program) == (catalogue_sha256, program)
    return before.outcome is Outcome.ACCEPTED or (same and book.row(_FOR_ITS_SENDER, (sha256,)) is None)


def treatments(book: Ledger, sha256: str) -> int:
    """Count how often these bytes were treated to the end."""
    row = book.row(_COUNT, (sha256,))
    return int(row[0]) if row else 0


def faulted(book: Ledger, program: str) -> tuple[Arrival, ...]:
    """Give the files at which another version of the program itself failed: they are to be tried again."""
    return tuple(
        Arrival(name, originals.content(book, sha256), sha256, time_of(received_at))
        for name, sha256, received_at in book.rows(_FAULTED, (program, OWN_FAULT))
    )

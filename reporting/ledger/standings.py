"""Standings: where every form that is asked for stands, the missing ones included."""

from __future__ import annotations

from collections.abc import Sequence

from reporting.ledger import attachments, versions
from reporting.ledger.book import Ledger
from reporting.model.periods import Period
from reporting.model.records import Standing, Submission

MISSING = "missing"
_COUNTS = (
    "SELECT f.submission, COUNT(*) FROM findings f JOIN submissions s ON s.number = f.submission"
    " WHERE s.period = ? GROUP BY f.submission"
)


def standings(book: Ledger, period: Period, expected: Sequence[tuple[str, str]]) -> tuple[Standing, ...]:
    """Give where each (sender, form) stands, in the order given; `findings` counts own ones of the newest version.

    What the ledger holds and nobody asks for any more (a form the catalogue has dropped) comes last.
    """
    newest = {(one.sender, one.form): one for one in versions.newest(book, period)}
    counting = {(one.sender, one.form): one.version for one in versions.in_force(book, period)}
    counts: dict[int, int] = dict(book.rows(_COUNTS, (str(period),)))
    scans = attachments.of(book, period)
    stamped = {key for key in newest if any(one.is_of(*key) for one in scans)}
    return tuple(
        _standing(newest[key], counting.get(key), counts, stamped=key in stamped)
        if key in newest
        else Standing(*key, MISSING)
        for key in dict.fromkeys((*expected, *newest))
    )


def _standing(one: Submission, in_force: int | None, counts: dict[int, int], *, stamped: bool) -> Standing:
    return Standing(
        sender=one.sender,
        form=one.form,
        state=str(one.verdict),
        version=one.version,
        in_force=in_force,
        received_at=one.received_at,
        late_days=one.late_days,
        findings=counts.get(one.number, 0),
        stamped=stamped,
    )

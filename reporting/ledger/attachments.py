"""Attachments: scans of stamped forms, each with the sender and period, and where it names one the form, it is of.

A scan is of a sender's forms of a period, not of one version: it stays where a correction follows it.
"""

from __future__ import annotations

from datetime import datetime

from reporting.ledger import acts
from reporting.ledger.book import Ledger
from reporting.ledger.seals import bound
from reporting.ledger.stored import time_of, time_text
from reporting.model.attachments import Attachment
from reporting.model.periods import Period

_INSERT = (
    "INSERT INTO attachments (number, sha256, sender, period, form, name, received_at, at)"
    " VALUES (?, ?, ?, ?, ?, ?, ?, ?)"
)
_SAME = "SELECT 1 FROM attachments WHERE sha256 = ? AND sender = ? AND period = ? AND form = ?"
_OF_PERIOD = (
    "SELECT sender, form, name, sha256, received_at FROM attachments WHERE period = ?"
    " ORDER BY sender, form, received_at, name, number"
)
_ANY = "SELECT 1 FROM attachments WHERE sha256 = ?"


def add(book: Ledger, one: Attachment, now: datetime) -> None:
    """Attach a scan; attaching it again changes nothing. The original must be kept before."""
    about = (one.sha256, one.sender, str(one.period), one.form)
    with book.transaction():
        if book.row(_SAME, about):
            return
        number = book.next_number("attachments")
        book.write(_INSERT, [(number, *about, one.name, time_text(one.received_at), time_text(now))])
        detail = {"sender": one.sender, "form": one.form, "period": str(one.period), "sha256": one.sha256}
        wrote = bound(book, {"attachments": [number]})
        acts.record(book, acts.PROGRAM, "attach", {**detail, "file": one.name, **wrote}, now)


def of(book: Ledger, period: Period) -> tuple[Attachment, ...]:
    """Give the scans of a period, by sender, form and time of receipt."""
    return tuple(
        Attachment(sender, period, form, name, sha256, time_of(received_at))
        for sender, form, name, sha256, received_at in book.rows(_OF_PERIOD, (str(period),))
    )


def is_attached(book: Ledger, sha256: str) -> bool:
    """Whether these bytes are a scan of some form already."""
    return book.row(_ANY, (sha256,)) is not None

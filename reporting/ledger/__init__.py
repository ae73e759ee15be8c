"""The ledger (台账): all that came in and what was done about it; nothing in it is ever changed or taken out.

    with ledger.opened(home, writable=True) as book:
        ledger.originals.keep(book, arrival)
        ledger.submissions.enter(book, reading, arrival, …)

A file's way through a pass: its original is kept, each of its forms is entered in one transaction, the outcomes of all
files are recorded in one, and only then the command takes them out of the inbox. Cut off anywhere, the next pass goes
on.
"""

from __future__ import annotations

from reporting.ledger import (
    acts,
    arrivals,
    attachments,
    bulletins,
    entries,
    findings,
    history,
    leaving,
    mails,
    observations,
    originals,
    quarantine,
    queue,
    senders,
    standings,
    submissions,
    waivers,
)
from reporting.ledger.book import Ledger, opened

__all__ = [
    "Ledger",
    "acts",
    "arrivals",
    "attachments",
    "bulletins",
    "entries",
    "findings",
    "history",
    "leaving",
    "mails",
    "observations",
    "opened",
    "originals",
    "quarantine",
    "queue",
    "senders",
    "standings",
    "submissions",
    "waivers",
]

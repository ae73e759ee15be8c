"""Post mails: queue them and lay all mails of the period out; only without a mail server do they leave at once."""

from __future__ import annotations

from collections.abc import Iterable

from reporting.commands.hand_over import hand_over
from reporting.commands.office import Office
from reporting.commands.send import by_server, send
from reporting.ledger import queue
from reporting.ledger.book import Ledger
from reporting.model.mails import Outgoing, Queued
from reporting.model.periods import Period


def post(office: Office, book: Ledger, period: Period, mails: Iterable[Outgoing]) -> tuple[Queued, ...]:
    """Post a period's mails, and give those that are new, as they stand now."""
    numbers = queue.put(book, mails, office.now)
    if not by_server(office):
        send(office, book)
    hand_over(office, book, period)
    return tuple(one for one in queue.every(book, period) if one.number in numbers)

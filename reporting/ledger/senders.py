"""Addresses that clerks said are a unit's, beside those of the catalogue (单位, 邮箱)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from datetime import datetime

from reporting.ledger import acts
from reporting.ledger.book import Ledger
from reporting.ledger.seals import bound
from reporting.ledger.stored import time_text


def learn(book: Ledger, address: str, unit: str, who: str, now: datetime) -> None:
    """Learn that an address is a unit's, by whose word; learning it again changes nothing."""
    with book.transaction():
        if book.row("SELECT 1 FROM senders WHERE address = ? AND unit = ?", (address, unit)):
            return
        number = book.next_number("senders")
        sql = "INSERT INTO senders (number, address, unit, who, at) VALUES (?, ?, ?, ?, ?)"
        book.write(sql, [(number, address, unit, who, time_text(now))])
        acts.record(
            book, who, "confirm-sender", {"address": address, "unit": unit, **bound(book, {"senders": [number]})}, now
        )


def learnt(book: Ledger) -> Mapping[str, tuple[str, ...]]:
    """Give the units of each address learnt, by code."""
    found: dict[str, list[str]] = defaultdict(list)
    for address, unit in book.rows("SELECT address, unit FROM senders ORDER BY number"):
        found[address].append(unit)
    return {address: tuple(units) for address, units in found.items()}

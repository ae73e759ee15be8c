"""Mails that came: each once, what became of it, and which arrivals came out of it.

A mail is the same as an earlier one where its Message-ID, sender and body are; without an id, where its bytes are. One
with an earlier one's id and another body is kept beside it.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from reporting.ledger import acts, originals
from reporting.ledger.book import Ledger
from reporting.ledger.seals import bound
from reporting.ledger.stored import time_of, time_text
from reporting.model.mails import Envelope, Handling, Post
from reporting.model.records import Arrival

_INSERT = (
    "INSERT INTO mails (number, sha256, message_id, body, name, sender, subject, thread, received_at, at)"
    " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
)
_HANDLED = "INSERT INTO handlings (number, mail, handling, units, reason, at) VALUES (?, ?, ?, ?, ?, ?)"
_POSTS = (
    "SELECT m.number, m.sha256, m.name, m.received_at, m.message_id, m.body, m.sender, m.subject, m.thread,"
    " h.handling, h.at, h.units, h.reason FROM mails m JOIN handlings h ON h.mail = m.number"
    " AND h.number = (SELECT MAX(n.number) FROM handlings n WHERE n.mail = m.number)"
)
_DEEPEST = 10


def enter(
    book: Ledger,
    arrival: Arrival,
    envelope: Envelope,
    handling: Handling,
    now: datetime,
    units: Iterable[str] = (),
    reason: str = "",
) -> Post:
    """Enter a mail whose original is kept, and what became of it first."""
    whose = tuple(units)
    with book.transaction():
        number, told = book.next_number("mails"), book.next_number("handlings")
        said = (envelope.message_id, envelope.body, arrival.name, envelope.sender, envelope.subject)
        came = (" ".join(envelope.thread), time_text(arrival.received_at), time_text(now))
        book.write(_INSERT, [(number, arrival.sha256, *said, *came)])
        book.write(_HANDLED, [(told, number, str(handling), " ".join(whose), reason, time_text(now))])
        detail = {"mail": number, "sender": envelope.sender, "handling": str(handling)}
        wrote = bound(book, {"mails": [number], "handlings": [told], "originals": [arrival.sha256]})
        acts.record(book, acts.PROGRAM, "mail", {**detail, **wrote}, now)
    return Post(number, arrival.sha256, arrival.name, arrival.received_at, envelope, handling, now, whose, reason)


def settle(
    book: Ledger,
    mail: int,
    handling: Handling,
    now: datetime,
    units: Iterable[str] = (),
    reason: str = "",
    who: str = acts.PROGRAM,
) -> None:
    """Write down what became of a mail."""
    with book.transaction():
        number = book.next_number("handlings")
        book.write(_HANDLED, [(number, mail, str(handling), " ".join(units), reason, time_text(now))])
        detail = {"mail": mail, "handling": str(handling), **bound(book, {"handlings": [number]})}
        acts.record(book, who, "handle", detail, now)


def same(book: Ledger, envelope: Envelope, sha256: str) -> Post | None:
    """Give the mail that this one is over again, None where it is new."""
    found = of_content(book, sha256)
    if found is None and envelope.message_id:
        about = (envelope.message_id, envelope.body, envelope.sender)
        found = _one(book, "m.message_id = ? AND m.body = ? AND m.sender = ?", about)
    return found


def of_content(book: Ledger, sha256: str) -> Post | None:
    """Give the mail of these very bytes."""
    return _one(book, "m.sha256 = ?", (sha256,))


def of_id(book: Ledger, message_id: str) -> tuple[Post, ...]:
    """Give the mails of one Message-ID, the oldest first; those of which only headers came are not among them."""
    found = _posts(book, "m.message_id = ?", (message_id,)) if message_id else ()
    return tuple(one for one in found if one.handling is not Handling.LARGE)


def handled(book: Ledger, *handlings: Handling) -> tuple[Post, ...]:
    """Give the mails that became one of these, the oldest first."""
    return _posts(book, f"h.handling IN ({', '.join('?' * len(handlings))})", tuple(map(str, handlings)))


def every(book: Ledger) -> tuple[Post, ...]:
    """Give all mails, the oldest first."""
    return _posts(book, "1 = 1", ())


def carrier(book: Ledger, sha256: str) -> Post | None:
    """Give the mail that a file came in, in whatever archives; None where it came in none."""
    for _ in range(_DEEPEST):
        found = of_content(book, sha256)
        row = book.row("SELECT container FROM originals WHERE sha256 = ?", (sha256,))
        if found or not row or not row[0]:
            return found
        sha256 = row[0]
    return None


def arrivals_of(book: Ledger, post: Post) -> tuple[tuple[str, str, str], ...]:
    """Give the name, hash and outcome of every file that came out of a mail."""
    sql = (
        "SELECT a.name, a.sha256, a.outcome FROM arrivals a JOIN originals o ON o.sha256 = a.sha256"
        " WHERE o.container = ? ORDER BY a.number"
    )
    return tuple((name, sha256, outcome) for name, sha256, outcome in book.rows(sql, (post.sha256,)))


def as_arrival(book: Ledger, post: Post) -> Arrival:
    """Give a mail as a pass takes it in."""
    return Arrival(post.name, originals.content(book, post.sha256), post.sha256, post.received_at)


def _one(book: Ledger, where: str, arguments: tuple[object, ...]) -> Post | None:
    return next(iter(_posts(book, where, arguments)), None)


def _posts(book: Ledger, where: str, arguments: tuple[object, ...]) -> tuple[Post, ...]:
    return tuple(map(_post, book.rows(f"{_POSTS} WHERE {where} ORDER BY m.number", arguments)))


def _post(row: tuple[Any, ...]) -> Post:
    number, sha256, name, received_at, message_id, body, sender, subject, thread, handling, at, units, reason = row
    envelope = Envelope(message_id, body, sender, subject, tuple(thread.split()))
    came, done = time_of(received_at), time_of(at)
    return Post(number, sha256, name, came, envelope, Handling(handling), done, tuple(units.split()), reason)

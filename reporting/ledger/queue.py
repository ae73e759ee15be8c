"""The queue of mails that go out: each is put in once by its key, and all that befalls it is added, never changed.

A mail is `begun` right before its content is handed to the server, and `sent` right after the server took it. Where
the second word is lacking nobody knows whether it left: such a mail is never sent again without asking
(`docs/decisions/0053-sent-once.md`). What is enclosed lies in `ledger/outgoing/`, by the hash of its content, so that
a mail sent late holds what it held when it was due.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from pathlib import Path
from typing import Any

from reporting.ledger import acts
from reporting.ledger.book import FOLDER, Ledger
from reporting.ledger.originals import place
from reporting.ledger.seals import bound
from reporting.ledger.stored import json_of, json_text, period_or_none, period_text, time_of, time_text
from reporting.model.errors import LedgerError
from reporting.model.mails import Enclosed, MailKind, MailState, Outgoing, Queued
from reporting.model.periods import Period


class _What(StrEnum):
    """What may befall a mail in the queue."""

    BEGUN = "begun"  # its content goes to the server now
    SENT = "sent"
    DEFERRED = "deferred"  # to be tried again
    FAILED = "failed"
    DROPPED = "dropped"
    AGAIN = "again"  # a person wants it sent although it may have left


@dataclass(frozen=True, slots=True)
class _Note:
    what: _What
    message_id: str = ""
    fault: str = ""
    due_at: datetime | None = None


_STATES = {
    _What.SENT: MailState.SENT,
    _What.FAILED: MailState.FAILED,
    _What.DROPPED: MailState.DROPPED,
}
_PUT = (
    "INSERT INTO outgoing"
    " (number, key, kind, recipients, addressee, subject, body, in_reply_to, refs, unit, period, at)"
    " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
)
_ENCLOSE = "INSERT INTO enclosures (outgoing, position, name, sha256, size) VALUES (?, ?, ?, ?, ?)"
_NOTE = "INSERT INTO sendings (number, outgoing, what, message_id, fault, due_at, at) VALUES (?, ?, ?, ?, ?, ?, ?)"
_ALL = (
    "SELECT o.number, o.key, o.kind, o.recipients, o.addressee, o.subject, o.body, o.in_reply_to, o.refs, o.unit,"
    " o.period, o.at, s.what, s.message_id, s.fault, s.due_at, s.at,"
    " (SELECT COUNT(*) FROM sendings t WHERE t.outgoing = o.number AND t.what IN ('sent', 'deferred', 'failed'))"
    " FROM outgoing o LEFT JOIN sendings s"
    " ON s.number = (SELECT MAX(l.number) FROM sendings l WHERE l.outgoing = o.number)"
)
_ORDER = " ORDER BY o.number"
_OPEN = "(s.what IS NULL OR s.what IN ('deferred', 'again'))"


def put(book: Ledger, mails: Iterable[Outgoing], now: datetime) -> tuple[int, ...]:
    """Queue mails, all or none, and give the numbers of those that are new; a key that is there already is passed over.

    What is enclosed is safe on the disk before the ledger names it.
    """
    with book.transaction():
        return tuple(_put(book, mail, now) for mail in mails if not is_queued(book, mail.key))


def is_queued(book: Ledger, key: str) -> bool:
    """Whether a mail of this key was ever queued, whatever became of it."""
    return book.row("SELECT 1 FROM outgoing WHERE key = ?", (key,)) is not None


def every(book: Ledger, period: Period | None = None) -> tuple[Queued, ...]:
    """Give all mails, or those of a period, in the order they were queued; what is enclosed is asked by `enclosed`."""
    if period is None:
        return tuple(_queued(row) for row in book.rows(_ALL + _ORDER))
    return tuple(_queued(row) for row in book.rows(f"{_ALL} WHERE o.period = ?{_ORDER}", (str(period),)))


def due(book: Ledger, now: datetime) -> tuple[Queued, ...]:
    """Give the mails that are to be sent now, in the order they were queued."""
    sql = f"{_ALL} WHERE {_OPEN} AND (s.due_at IS NULL OR s.due_at <= ?){_ORDER}"
    return tuple(_queued(row) for row in book.rows(sql, (time_text(now),)))


def in_doubt(book: Ledger, until: datetime) -> tuple[Queued, ...]:
    """Give the mails that were being handed over, by then, when the program ended: nobody knows whether they left."""
    sql = f"{_ALL} WHERE s.what = 'begun' AND s.at <= ?{_ORDER}"
    return tuple(_queued(row) for row in book.rows(sql, (time_text(until),)))


def numbered(book: Ledger, number: int) -> Queued | None:
    """Give one mail, None where there is none of this number."""
    row = book.row(f"{_ALL} WHERE o.number = ?", (number,))
    return _queued(row) if row else None


def names(book: Ledger, number: int) -> tuple[str, ...]:
    """Give the names of what is enclosed in a mail."""
    return tuple(name for name, _ in _enclosures(book, number))


def enclosed(book: Ledger, number: int) -> tuple[Enclosed, ...]:
    """Read what is enclosed in a mail. Raises LedgerError where a file is gone, or is no longer what was enclosed."""
    return tuple(Enclosed(name, _content(book, sha256)) for name, sha256 in _enclosures(book, number))


def begin(book: Ledger, number: int, message_id: str, now: datetime) -> None:
    """Write down that a mail's content goes to the server now."""
    _note(book, number, _Note(_What.BEGUN, message_id), now)


def sent(book: Ledger, number: int, message_id: str, now: datetime, fault: str = "") -> None:
    """Write down that a mail has left; `fault` names addressees who did not get it."""
    _note(book, number, _Note(_What.SENT, message_id, fault), now)


def defer(book: Ledger, number: int, fault: str, due_at: datetime, now: datetime) -> None:
    """Write down why a mail did not leave, and when it is tried again."""
    _note(book, number, _Note(_What.DEFERRED, fault=fault, due_at=due_at), now)


def fail(book: Ledger, number: int, fault: str, now: datetime) -> None:
    """Write down why a mail is given up: people must look."""
    _note(book, number, _Note(_What.FAILED, fault=fault), now)


def drop(book: Ledger, number: int, why: str, now: datetime) -> None:
    """Write down that a mail is not to the point any more."""
    _note(book, number, _Note(_What.DROPPED, fault=why), now)


def again(book: Ledger, number: int, who: str, now: datetime) -> None:
    """Write down that a person wants a mail sent that was given up, or about which nobody knows."""
    _note(book, number, _Note(_What.AGAIN), now, who)


def _put(book: Ledger, mail: Outgoing, now: datetime) -> int:
    number = book.next_number("outgoing")
    files = [(one.name, hashlib.sha256(one.content).hexdigest(), one.content) for one in mail.enclosed]
    for _, sha256, content in files:
        place(_path(book, sha256), content)
    told = (mail.key, str(mail.kind), json_text(mail.to), mail.addressee, mail.subject, mail.text, mail.in_reply_to)
    about = (json_text(mail.references), mail.unit, period_text(mail.period), time_text(now))
    book.write(_PUT, [(number, *told, *about)])
    book.write(_ENCLOSE, [(number, at, name, sha256, len(body)) for at, (name, sha256, body) in enumerate(files)])
    detail = {"key": mail.key, "to": list(mail.to), "subject": mail.subject}
    acts.record(book, acts.PROGRAM, "queue", {**detail, **bound(book, {"outgoing": [number]})}, now)
    return number


def _note(book: Ledger, mail: int, note: _Note, now: datetime, who: str = acts.PROGRAM) -> None:
    with book.transaction():
        number = book.next_number("sendings")
        due_at = time_text(note.due_at) if note.due_at else None
        book.write(_NOTE, [(number, mail, str(note.what), note.message_id, note.fault, due_at, time_text(now))])
        detail = {"mail": mail, "fault": note.fault, "message_id": note.message_id}
        acts.record(book, who, f"mail-{note.what}", {**detail, **bound(book, {"sendings": [number]})}, now)


def _queued(row: Sequence[Any]) -> Queued:
    number, key, kind, to, addressee, subject, text, in_reply_to, references, unit, period, at = row[:12]
    what, message_id, fault, due_at, noted_at, tries = row[12:]
    mail = Outgoing(
        key,
        MailKind(kind),
        tuple(json_of(to)),
        subject,
        text,
        in_reply_to=in_reply_to,
        references=tuple(json_of(references)),
        unit=unit,
        period=period_or_none(period),
        addressee=addressee,
    )
    return Queued(
        number,
        mail,
        _STATES.get(what, MailState.WAITING),
        time_of(at),
        tries,
        time_of(due_at) if due_at else None,
        time_of(noted_at) if what == _What.SENT else None,
        message_id or "",
        fault or "",
    )


def _enclosures(book: Ledger, number: int) -> list[tuple[str, str]]:
    rows = book.rows("SELECT name, sha256 FROM enclosures WHERE outgoing = ? ORDER BY position", (number,))
    return [(name, sha256) for name, sha256 in rows]


def _content(book: Ledger, sha256: str) -> bytes:
    path = _path(book, sha256)
    where = path.relative_to(book.home).as_posix()
    try:
        found = path.read_bytes()
    except OSError as fault:
        raise LedgerError("待发邮件的附件读不出", where, "请用备份恢复") from fault
    if hashlib.sha256(found).hexdigest() != sha256:
        raise LedgerError("待发邮件的附件已被改动", where, "请用备份恢复")
    return found


def _path(book: Ledger, sha256: str) -> Path:
    return book.home / FOLDER / "outgoing" / sha256[:2] / sha256

"""A mail's bytes become an Incoming: whatever they are, something comes out, and what could not be read is told."""

from __future__ import annotations

import hashlib
from datetime import UTC, datetime
from email.feedparser import BytesFeedParser
from email.message import Message
from email.policy import compat32
from email.utils import parsedate_to_datetime

from reporting.mail.automatic import automatic
from reporting.mail.headers import address, addresses, header, ids, raw
from reporting.mail.outlook import delivered, from_outlook, is_outlook
from reporting.mail.parts import take_apart
from reporting.mail.shared import shared
from reporting.mail.trusted import passed
from reporting.model.mails import Envelope, Incoming
from reporting.model.workdays import SHANGHAI

_NO_SENDER = "发件人一栏为空，或写了不止一个邮箱"


def parse(content: bytes, uid: str, received_at: datetime, authserv: str = "") -> Incoming:
    """Take a mail apart: `.eml` as it is sent, or an `.msg` of Outlook's.

    `uid` is where it lies, `received_at` when it came, `authserv` the id of the server whose results are trusted.
    """
    sha256 = hashlib.sha256(content).hexdigest()
    if is_outlook(content):
        return from_outlook(content, uid, sha256, received_at, authserv)
    message = _message(content.lstrip(b"\r\n"))
    try:
        apart = take_apart(message)
    except RecursionError:  # made to hurt; the mail itself is kept
        return _headed(message, uid, sha256, received_at, ("邮件嵌套太深，没有读取",))
    sender, name, faults = _sender(message)
    text = apart.text
    return Incoming(
        uid=uid,
        message_id=_id(message),
        sha256=sha256,
        sender=sender,
        name=name,
        to=addresses([*raw(message, "To"), *raw(message, "Cc")]),
        subject=header(message, "Subject"),
        received_at=received_at,
        text=text,
        enclosed=apart.enclosed(),
        references=ids([*raw(message, "References"), *raw(message, "In-Reply-To")]),
        automatic=automatic(message, sender),
        passed=passed(message, authserv),
        links=shared(text, apart.links),
        faults=(*faults, *apart.faults),
    )


def came(content: bytes, before: datetime) -> datetime:
    """Say when a mail that lies as a file came: by the topmost Received line, never later than `before`.

    The Date line is the sender's clock and says nothing.
    """
    if is_outlook(content):
        found = delivered(content)
        return min(found.astimezone(SHANGHAI).replace(microsecond=0), before) if found else before
    head, _ = _parted(content)
    for value in raw(_headers(head), "Received")[:1]:
        try:
            said = parsedate_to_datetime(value.rpartition(";")[2].strip())
            zoned = said if said.tzinfo else said.replace(tzinfo=UTC)
            return min(zoned.astimezone(SHANGHAI).replace(microsecond=0), before)
        except (ValueError, TypeError, IndexError, OverflowError):
            return before
    return before


def envelope(content: bytes) -> Envelope:
    """Give what is known of a mail without taking it apart."""
    if is_outlook(content):
        return Envelope("", hashlib.sha256(content).hexdigest(), "", "")
    head, body = _parted(content)
    message = _headers(head)
    message_id, (sender, _, _) = _id(message), _sender(message)
    answered = ids([*raw(message, "References"), *raw(message, "In-Reply-To")])
    # Saved as a file, a mail's lines may end in another way.
    hashed = hashlib.sha256((body if message_id else content).replace(b"\r\n", b"\n")).hexdigest()
    return Envelope(message_id, hashed, sender, header(message, "Subject"), answered)


def _parted(content: bytes) -> tuple[bytes, bytes]:
    """Give the lines of the headers, and the body."""
    started = content.lstrip(b"\r\n")
    head, gap, body = started.partition(b"\r\n\r\n")
    if not gap:
        head, _, body = started.partition(b"\n\n")
    return head, body


def _headers(head: bytes) -> Message:
    return _message(head + b"\r\n\r\n")


def _message(content: bytes) -> Message:
    """Read a mail fed whole, which takes two thirds of the time of the library's own way, piece by piece."""
    parser = BytesFeedParser(policy=compat32)
    parser.feed(content)
    return parser.close()


def _headed(message: Message, uid: str, sha256: str, received_at: datetime, faults: tuple[str, ...]) -> Incoming:
    sender, name, _ = _sender(message)
    subject = header(message, "Subject")
    return Incoming(uid, _id(message), sha256, sender, name, (), subject, received_at, "", faults=faults)


def _sender(message: Message) -> tuple[str, str, tuple[str, ...]]:
    found = raw(message, "From")
    sender, name = address(found[0]) if len(found) == 1 else ("", "")
    return sender, name, () if sender else (_NO_SENDER,)


def _id(message: Message) -> str:
    return next(iter(ids(raw(message, "Message-ID"))), "")

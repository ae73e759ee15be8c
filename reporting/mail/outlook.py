"""Read an `.msg`, the file Outlook saves a mail as."""

from __future__ import annotations

import email
from collections.abc import Iterator
from datetime import datetime
from email.policy import compat32
from typing import Any

from reporting.mail.automatic import automatic
from reporting.mail.headers import address, addresses, ids, is_address, raw
from reporting.mail.parts import named_apart
from reporting.mail.shared import shared
from reporting.mail.texts import page
from reporting.mail.trusted import passed
from reporting.model.mails import Enclosed, Incoming

_SIGNATURE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_MARK = "__properties_version1.0".encode("utf-16-le")
_HEADERS, _MESSAGE_ID, _SMTP, _SENDER, _NAME, _SHORT_NAME = 0x007D, 0x1035, 0x5D01, 0x0C1F, 0x0C1A, 0x3704
_DELIVERED = 0x0E06
_DAMAGED = "Outlook 邮件文件（.msg）损坏，读不出；请另存后重新报送，或直接报送其中的附件"
_WITHIN = "邮件里嵌着的另一封邮件没有取出，请把其中的附件单独报送"


def is_outlook(content: bytes) -> bool:
    """Whether bytes are an `.msg`."""
    return content.startswith(_SIGNATURE) and _MARK in content


def from_outlook(content: bytes, uid: str, sha256: str, received_at: datetime, authserv: str) -> Incoming:
    """Read one; a damaged one gives an Incoming that says so."""
    from oxmsg import Message  # few offices save mails so

    try:
        return _read(Message.load(content), uid, sha256, received_at, authserv)
    except Exception:  # noqa: BLE001 - whatever the library stumbles over in bytes of strangers; told as a fault
        return Incoming(uid, "", sha256, "", "", (), "", received_at, "", faults=(_DAMAGED,))


def delivered(content: bytes) -> datetime | None:
    """Say when a mail came, by the mailbox it was saved from; None where it does not say."""
    from oxmsg import Message

    try:
        found: datetime | None = Message.load(content).properties.date_prop_value(_DELIVERED)
    except Exception:  # noqa: BLE001 - as above; it will be told when the mail is read
        return None
    return found


def _read(message: Any, uid: str, sha256: str, received_at: datetime, authserv: str) -> Incoming:
    text_of = message.properties.str_prop_value
    head = email.message_from_string(text_of(_HEADERS) or "", policy=compat32)
    sent = raw(head, "From")
    sender, name = address(sent[0]) if len(sent) == 1 else ("", "")
    sender = sender or next((one.casefold() for one in map(text_of, (_SMTP, _SENDER)) if one and is_address(one)), "")
    faults: list[str] = []
    text: str = message.body or ""
    links: tuple[str, ...] = ()
    if message.html_body:
        words, links, _ = page(message.html_body)
        text = text or words
    return Incoming(
        uid=uid,
        message_id=next(iter(ids(raw(head, "Message-ID"))), "") or text_of(_MESSAGE_ID) or "",
        sha256=sha256,
        sender=sender,
        name=name or text_of(_NAME) or "",
        to=addresses([*raw(head, "To"), *raw(head, "Cc")]),
        subject=message.subject or "",
        received_at=received_at,
        text=text,
        enclosed=named_apart(_files(message, faults)),
        references=ids([*raw(head, "References"), *raw(head, "In-Reply-To")]),
        automatic=automatic(head, sender),
        passed=passed(head, authserv),
        links=shared(text, links),
        faults=tuple(faults),
    )


def _files(message: Any, faults: list[str]) -> Iterator[Enclosed]:
    for number, one in enumerate(message.attachments, start=1):
        if one.file_bytes is None:
            faults.append(_WITHIN)
            continue
        name = one.file_name or one.properties.str_prop_value(_SHORT_NAME) or f"附件{number}"
        yield Enclosed(name, one.file_bytes)

"""Ask a mailbox whether a mail is there: by its Message-ID, in the folder where the server keeps what was sent."""

from __future__ import annotations

import imaplib
import ssl
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from reporting.model.settings import SSL, STARTTLS

_SECONDS = 60


@dataclass(frozen=True, slots=True)
class Mailbox:
    """Where sent mails can be looked up; `folder` as the server writes it, in ASCII (modified UTF-7)."""

    host: str
    port: int
    tls: str
    user: str
    password: str
    folder: str
    ca_file: Path | None = None


def is_there(mailbox: Mailbox, message_id: str) -> bool | None:
    """Whether the mailbox holds the mail; None where it cannot be asked now."""
    try:
        imap = _opened(mailbox)
    except (imaplib.IMAP4.error, OSError, UnicodeError):
        return None
    try:
        return _found(imap, mailbox, message_id)
    except (imaplib.IMAP4.error, OSError, UnicodeError):
        return None
    finally:
        with suppress(imaplib.IMAP4.error, OSError):
            imap.logout()


def _found(imap: imaplib.IMAP4, mailbox: Mailbox, message_id: str) -> bool | None:
    imap.login(mailbox.user, mailbox.password)
    told, _ = imap.select(f'"{mailbox.folder}"', readonly=True)
    if told != "OK":
        return None
    told, found = imap.search(None, "HEADER", "Message-ID", f'"{message_id}"')
    return bool(found and found[0] and found[0].split()) if told == "OK" else None


def _opened(mailbox: Mailbox) -> imaplib.IMAP4:
    trusted = ssl.create_default_context()
    if mailbox.ca_file:
        trusted.load_verify_locations(mailbox.ca_file)
    if mailbox.tls == SSL:
        return imaplib.IMAP4_SSL(mailbox.host, mailbox.port, ssl_context=trusted, timeout=_SECONDS)
    imap = imaplib.IMAP4(mailbox.host, mailbox.port, timeout=_SECONDS)
    if mailbox.tls == STARTTLS:
        imap.starttls(trusted)
    return imap

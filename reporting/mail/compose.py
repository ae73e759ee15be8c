"""Write a mail as bytes: the same mail always the same, in words that old and Chinese mail programs read right.

All is ASCII, so that no server on the way need know more. Names of files are given twice: RFC 2231 in
Content-Disposition on one line (continuations are not read by QQ mail and older Coremail), and RFC 2047 in
Content-Type, which is what Outlook, Foxmail and the web mails of 163 and QQ write themselves.
"""

from __future__ import annotations

import base64
import hashlib
import mimetypes
import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from email.header import Header
from email.utils import format_datetime
from pathlib import PurePosixPath
from urllib.parse import quote

from reporting.model.filenames import safe_filename
from reporting.model.mails import Enclosed, Outgoing

_LINE = "\r\n"
_ID = re.compile(r"<[!-;=?-~]{1,900}>")
# A line may hold 998 signs; a Chinese sign takes nine of them in RFC 2231.
_LONGEST_NAME = 90
_TYPES = {
    ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ".xlsm": "application/vnd.ms-excel.sheet.macroEnabled.12",
    ".pdf": "application/pdf",
}
_NOWHERE = "reporting.invalid"
_OTHER = "application/octet-stream"


@dataclass(frozen=True, slots=True)
class Sender:
    """Who writes: the address in From, and the name beside it."""

    address: str
    name: str = ""


def message_id(mail: Outgoing, sender: Sender) -> str:
    """Give the id of a mail: the same for the same occasion, so that one sent twice can be known for one."""
    digest = hashlib.sha256(f"{sender.address}\n{mail.key}".encode()).hexdigest()
    return f"<{digest[:32]}@{sender.address.rpartition('@')[2] or _NOWHERE}>"


def compose(mail: Outgoing, sender: Sender, written_at: datetime, *, unsent: bool = False) -> bytes:
    """Write a mail, dated as it was queued; what is enclosed keeps its order.

    One that is `unsent` opens in Outlook as a draft that people can send on.
    """
    boundary = f"=_{hashlib.sha256(mail.key.encode('utf-8')).hexdigest()[:40]}"
    head = [
        *([("From", _mailbox(sender))] if sender.address else []),
        ("To", f",{_LINE} ".join(mail.to) or "undisclosed-recipients:;"),
        ("Subject", _words(mail.subject)),
        ("Date", format_datetime(written_at)),
        ("Message-ID", message_id(mail, sender)),
        *_thread(mail),
        ("MIME-Version", "1.0"),
        # Answers to it by machines would come back into the inbox.
        ("Auto-Submitted", "auto-generated"),
        ("X-Auto-Response-Suppress", "All"),
        *([("X-Unsent", "1")] if unsent else []),
    ]
    text = ("Content-Type", "text/plain; charset=utf-8"), ("Content-Transfer-Encoding", "base64")
    body = _base64(_LINE.join(mail.text.splitlines()).encode("utf-8"))
    if not mail.enclosed:
        return _ascii(_headers([*head, *text]), body)
    parts = [_headers(text) + _LINE + body, *(_part(one) for one in mail.enclosed)]
    told = _headers([*head, ("Content-Type", f'multipart/mixed;{_LINE} boundary="{boundary}"')])
    return _ascii(told, "".join(f"--{boundary}{_LINE}{part}" for part in parts) + f"--{boundary}--{_LINE}")


def _thread(mail: Outgoing) -> list[tuple[str, str]]:
    """Name the mail that is answered; ids that came from outside are taken only as ids."""
    answered = [one for one in (mail.in_reply_to,) if _is_id(one)]
    before = [one for one in dict.fromkeys((*mail.references, *answered)) if _is_id(one)]
    told = [("In-Reply-To", one) for one in answered]
    return [*told, ("References", f"{_LINE} ".join(before))] if before else told


def _is_id(text: str) -> bool:
    return text.isascii() and _ID.fullmatch(text) is not None


def _mailbox(sender: Sender) -> str:
    return f"{_words(sender.name)} <{sender.address}>" if sender.name else sender.address


def _words(text: str) -> str:
    """Write a line of words by RFC 2047, in pieces that are whole signs."""
    plain = " ".join("".join(sign if sign.isprintable() else " " for sign in text).split())
    return Header(plain, "utf-8", maxlinelen=70).encode(linesep=_LINE)


def _part(one: Enclosed) -> str:
    name = _short(safe_filename(one.name))
    ending = PurePosixPath(name).suffix.lower()
    kind = _TYPES.get(ending) or mimetypes.types_map.get(ending, _OTHER)
    # What is text by its ending is sent as bytes all the same: nothing on the way may change them.
    kind = _OTHER if kind.startswith(("text/", "message/", "multipart/")) else kind
    told = [
        ("Content-Type", f'{kind};{_LINE} name="{_words(name)}"'),
        ("Content-Disposition", f"attachment;{_LINE} filename*=utf-8''{quote(name, safe='')}"),
        ("Content-Transfer-Encoding", "base64"),
    ]
    return _headers(told) + _LINE + _base64(one.content)


def _short(name: str) -> str:
    path = PurePosixPath(name)
    return name if len(name) <= _LONGEST_NAME else path.stem[: _LONGEST_NAME - len(path.suffix)] + path.suffix


def _headers(told: Iterable[tuple[str, str]]) -> str:
    return "".join(f"{name}: {value}{_LINE}" for name, value in told)


def _base64(content: bytes) -> str:
    return base64.encodebytes(content).decode("ascii").replace("\n", _LINE)


def _ascii(head: str, body: str) -> bytes:
    return f"{head}{_LINE}{body}".encode("ascii")

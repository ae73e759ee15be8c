"""Mails as offices send them, built as bytes; each test says what sets its own apart."""

from __future__ import annotations

import base64
from collections.abc import Mapping
from datetime import datetime
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime

CAME = "2018-03-01T09:00:00+08:00"
Files = Mapping[str, bytes]


def letter(  # a mail has many parts
    sender: str,
    files: Files | None = None,
    *,
    subject: str = "2017年度报表",
    text: str = "请查收附件。",
    message_id: str = "",
    came: str = CAME,
    headers: Mapping[str, str] | None = None,
) -> bytes:
    """Make a mail as an ordinary program would."""
    mail = EmailMessage()
    mail["Received"] = f"from a.example.invalid by mx.example.invalid; {format_datetime(datetime.fromisoformat(came))}"
    for name, value in (headers or {}).items():
        mail[name] = value
    mail["From"] = sender
    mail["To"] = "kjj@kj.example.invalid"
    mail["Subject"] = subject
    mail["Date"] = "Thu, 01 Jan 2015 00:00:00 +0000"
    if message_id:
        mail["Message-ID"] = message_id
    mail.set_content(text)
    for name, content in (files or {}).items():
        mail.add_attachment(content, maintype="application", subtype="octet-stream", filename=name)
    if mail.is_multipart():
        mail.set_boundary("=_letter")
    return mail.as_bytes(policy=SMTP)


def raw(headers: bytes, *parts: bytes, kind: bytes = b"multipart/mixed") -> bytes:
    """Make a mail of headers and parts as they are given, byte for byte."""
    head = headers.strip(b"\n") + b"\nMIME-Version: 1.0\nContent-Type: " + kind + b'; boundary="=_x"\n\n'
    body = b"".join(b"--=_x\n" + part.strip(b"\n") + b"\n" for part in parts) + b"--=_x--\n"
    return (head + body).replace(b"\r\n", b"\n").replace(b"\n", b"\r\n")


def part(kind: bytes, content: bytes, *headers: bytes) -> bytes:
    """Make a part, its content in base64."""
    lines = [b"Content-Type: " + kind, *headers, b"Content-Transfer-Encoding: base64", b"", base64.encodebytes(content)]
    return b"\n".join(lines)

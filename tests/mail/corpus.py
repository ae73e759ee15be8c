"""Awkward mails, each with what must come out of it; `corpus_names.py` and the others hold them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from reporting.model.mails import Automatic
from tests.mail.letters import part, raw

FORM = b"PK\x03\x04 a form as an office fills it in \xff\x00\r\n.\r\n"
SENDER = "yueqing@kj.example.invalid"
HEAD = f"From: {SENDER}\nTo: kjj@kj.example.invalid\nMessage-ID: <1@kj.example.invalid>\nSubject: form".encode()
STREAM = b"application/octet-stream"
TEXT = b"Content-Type: text/plain; charset=utf-8\n\n" + "请查收".encode()


@dataclass(frozen=True)
class Case:
    """One mail: what it shows, its bytes, and what must come out; each file holds FORM unless `contents` says else."""

    about: str
    content: bytes
    files: tuple[str, ...] = ()
    sender: str = SENDER
    subject: str | None = None
    name: str | None = None
    text: str | None = None
    automatic: Automatic = Automatic.NO
    links: tuple[str, ...] = ()
    faults: tuple[str, ...] = ()
    passed: Mapping[str, str] = field(default_factory=dict)
    contents: Mapping[str, bytes] = field(default_factory=dict)


def attached(*headers: bytes, kind: bytes = STREAM, content: bytes = FORM) -> bytes:
    """Make a part that is attached by headers as they are given."""
    return part(kind, content, *headers)


def mail_of(*parts: bytes, head: bytes = HEAD, kind: bytes = b"multipart/mixed") -> bytes:
    """Make a mail of a short text and parts."""
    return raw(head, TEXT, *parts, kind=kind)


def headed(*lines: bytes) -> bytes:
    """Make a mail with further headers and one ordinary attachment."""
    return mail_of(attached(b"Content-Disposition: attachment; filename=a.xlsx"), head=b"\n".join([HEAD, *lines]))

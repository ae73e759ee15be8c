"""Mails as they pass between the post and the ledger: what came, and what is to go out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from reporting.model.periods import Period


class MailKind(StrEnum):
    """What a mail that goes out is for."""

    FORMS = "空白报表"
    RECEIPT = "回执"
    ANSWER = "答复"  # to a mail without a file, say
    REMINDER = "催报"
    COMPILED = "汇总"
    BRIEFING = "简报"
    LETTER = "函件"
    ALARM = "告警"  # to the bureau itself


class MailState(StrEnum):
    """How far a mail that goes out has come."""

    WAITING = "待发"
    SENT = "已发"
    FAILED = "未发出"  # given up, or refused; people must look
    DROPPED = "不再发"  # no longer to the point: a reminder for a form that has come


class Handling(StrEnum):
    """What became of a mail that came."""

    NEW = "待收件"  # in the ledger; the next pass opens it
    TAKEN = "已收件"
    HELD = "待确认"  # of an address nobody knows, with a form of ours: until a clerk says whose address it is
    ASIDE = "已隔离"  # wholly or in part: not of the unit whose form it is, or no sender of ours, or forged
    EMPTY = "没有报表"  # of a unit, without a file
    MACHINE = "自动邮件"
    LARGE = "邮件过大"  # still in the mailbox; only its headers were fetched


class Automatic(StrEnum):
    """What kind of machine wrote a mail that came."""

    NO = ""
    BOUNCE = "退信"
    REPLY = "自动回复"


@dataclass(frozen=True, slots=True)
class Enclosed:
    """A file in a mail: its name, as people see it, and its bytes."""

    name: str
    content: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class Incoming:
    """A mail that came, taken apart.

    `uid` is where it lies in its mailbox (a file name in a folder). `message_id` may be empty: a hash of the whole then
    stands for it, as `sha256` does for its bytes. `sender` is the address in From, in lower case. `references` are the
    ids it answers, the oldest first. `passed` are the results of the trusted Authentication-Results header by method
    (`spf`, `dkim`, `dmarc`), empty where there is none. `links` are addresses in its text, to be told and never
    fetched: those at which a file or an online document lies. `faults` say in Chinese what could not be read of it.
    """

    uid: str
    message_id: str
    sha256: str
    sender: str
    name: str
    to: tuple[str, ...]
    subject: str
    received_at: datetime
    text: str
    enclosed: tuple[Enclosed, ...] = ()
    references: tuple[str, ...] = ()
    automatic: Automatic = Automatic.NO
    passed: Mapping[str, str] = field(default_factory=dict)
    links: tuple[str, ...] = ()
    faults: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Envelope:
    """What is known of a mail before it is opened.

    `body` is the hash of all below its headers: on its way a mail is given headers, so the same one may come twice with
    different bytes. `thread` are the ids it answers.
    """

    message_id: str
    body: str
    sender: str
    subject: str
    thread: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Post:
    """A mail in the ledger: its number and original, and what became of it last, with the reason in Chinese.

    `name` is what it is called among arrivals, `handled_at` when it became what it is now. `units` are the codes of the
    units its sender's address is of.
    """

    number: int
    sha256: str
    name: str
    received_at: datetime
    envelope: Envelope
    handling: Handling
    handled_at: datetime
    units: tuple[str, ...] = ()
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Outgoing:
    """A mail that is to go out, once.

    `key` names the occasion (`催报/2023Q3/乐清市/2023-10-18`): a second mail of one key is never queued. `unit` is the
    code of whose affair it is, empty for the bureau's own; a county's mail holds nothing of another. `in_reply_to` is
    the id of the mail it answers. `addressee` is whom it goes to, as people call them; where `to` is empty they have no
    address, and somebody hands it over.
    """

    key: str
    kind: MailKind
    to: tuple[str, ...]
    subject: str
    text: str
    enclosed: tuple[Enclosed, ...] = ()
    in_reply_to: str = ""
    references: tuple[str, ...] = ()
    unit: str = ""
    period: Period | None = None
    addressee: str = ""


@dataclass(frozen=True, slots=True)
class Queued:
    """A mail in the queue: how far it has come, how often it was tried, when it is tried next, and why."""

    number: int
    mail: Outgoing
    state: MailState
    queued_at: datetime
    tries: int = 0
    due_at: datetime | None = None
    sent_at: datetime | None = None
    message_id: str = ""
    fault: str = ""

"""Send what is due: each mail once, to a server or as a file, whatever ends the program between two steps."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import partial

from reporting.commands.addresses import open_to
from reporting.commands.known import standings_of
from reporting.commands.office import Office
from reporting.commands.post_reminders import OPEN_STATES
from reporting.ledger import queue
from reporting.ledger.book import Ledger
from reporting.mail.compose import Sender, compose, message_id
from reporting.mail.drop import drop, name_of
from reporting.mail.gate import OpenTo, stopped
from reporting.mail.passwords import password
from reporting.mail.sent import is_there
from reporting.mail.smtp import Connection, Outcome, Server, connected
from reporting.model.errors import LedgerError, MailError, UsageError
from reporting.model.mails import MailKind, Outgoing, Queued
from reporting.model.settings import STARTTLS

FOLDER = "mail"
# A reminder that could not leave for so long says what is not so any more.
_REMINDER_KEEPS = timedelta(days=2)
# A server may take a moment to lay what it took into the folder of sent mails.
_LAID_BY = timedelta(minutes=5)
_DOUBT = (
    "发出途中中断，不知道对方是否已收到：请在邮箱的“已发送”里查；没有发出的，用 mail send --again {} --by 姓名 再发"
)
_BY_HAND = "没有邮箱，已放入“分送”文件夹，请另行送达"


@dataclass(frozen=True)
class _Round:
    """One round of sending: the ledger open for writing, and the moment it is made at."""

    office: Office
    book: Ledger

    @property
    def now(self) -> datetime:
        return self.office.now

    @property
    def sender(self) -> Sender:
        settings = self.office.settings
        return Sender(settings.smtp_address, settings.smtp_name or settings.bureau)

    @property
    def open_to(self) -> OpenTo:
        return open_to(self.office.catalogue, self.office.settings.bureau)

    def whole(self, one: Queued) -> Outgoing | None:
        """Give a mail with what is enclosed; where a file of it is lost, people are told, and the others still go."""
        try:
            return replace(one.mail, enclosed=queue.enclosed(self.book, one.number))
        except LedgerError as fault:
            queue.fail(self.book, one.number, str(fault), self.now)
            return None

    def later(self, one: Queued, fault: str, *, give_up: bool) -> None:
        """Try a mail again after a pause, each longer than the one before; after the last one it may be given up."""
        pauses = self.office.settings.smtp_pauses
        if give_up and one.tries >= len(pauses):
            queue.fail(self.book, one.number, f"试了{one.tries + 1}次都没有发出。{fault}", self.now)
            return
        pause = timedelta(minutes=pauses[min(one.tries, len(pauses) - 1)])
        queue.defer(self.book, one.number, fault, self.now + pause, self.now)


def by_server(office: Office) -> bool:
    """Whether mails leave by a server; else they are written as files."""
    return bool(office.settings.smtp_host)


def send(office: Office, book: Ledger) -> str:
    """Send what is due, settle what is in doubt, drop what is stale; give why the server could not be used, else empty.

    With a server nothing happens before the settings say so.
    """
    if by_server(office) and not office.settings.smtp_send:
        return ""
    one = _Round(office, book)
    _settle_doubts(one)
    _drop_stale(one)
    waiting = [mail for mail in queue.due(book, one.now) if not _is_by_hand(one, mail)]
    if by_server(office):
        return _to_server(one, waiting) if waiting else ""
    with book.transaction():  # a file may be written twice
        for mail in waiting:
            _as_file(one, mail)
    return ""


def _is_by_hand(one: _Round, mail: Queued) -> bool:
    """Settle a mail to somebody without an address: it lies in the folder of its recipient."""
    if mail.mail.to:
        return False
    queue.sent(one.book, mail.number, "", one.now, _BY_HAND)
    return True


def _settle_doubts(one: _Round) -> None:
    """Find out what became of mails that were on their way when a program ended; where nobody can say, people must."""
    settings, home = one.office.settings, one.office.home
    can_ask = bool(settings.smtp_sent_folder and settings.imap_host)
    for mail in queue.in_doubt(one.book, one.now - _LAID_BY if can_ask else one.now):
        found = is_there(settings, home, mail.message_id) if can_ask else None
        if found:
            queue.sent(one.book, mail.number, mail.message_id, one.now)
        elif found is False:
            queue.defer(one.book, mail.number, "发出途中中断，经查没有发出，再发", one.now, one.now)
        elif not can_ask:
            queue.fail(one.book, mail.number, _DOUBT.format(mail.number), one.now)


def _drop_stale(one: _Round) -> None:
    """Drop reminders of what has come meanwhile, and those that are too old to be true."""
    for mail in queue.due(one.book, one.now):
        if mail.mail.kind is MailKind.REMINDER and mail.mail.period:
            standings = standings_of(one.office, one.book, mail.mail.period)
            open_forms = [s for s in standings if s.sender == mail.mail.unit and s.state in OPEN_STATES]
            if not open_forms:
                queue.drop(one.book, mail.number, "已经报齐，不再催", one.now)
            elif one.now - mail.queued_at > _REMINDER_KEEPS:
                queue.drop(one.book, mail.number, "过了时间没有发出，内容已不准确，不再发", one.now)


def _as_file(one: _Round, mail: Queued) -> None:
    reason = stopped(mail.mail, one.open_to)
    if reason:
        queue.fail(one.book, mail.number, reason, one.now)
        return
    whole = one.whole(mail)
    if whole is None:
        return
    drop(one.office.outbox / FOLDER, whole, compose(whole, one.sender, mail.queued_at, unsent=True))
    where = f"已写成 outbox/{FOLDER}/{name_of(whole)}"
    queue.sent(one.book, mail.number, message_id(whole, one.sender), one.now, where)


def _to_server(one: _Round, waiting: Sequence[Queued]) -> str:
    server = server_of(one.office)
    try:
        with connected(server, one.open_to) as connection:
            for mail in waiting:
                _hand(one, connection, mail)
                if not connection.is_open:
                    break  # what is left is due in the next round
    except MailError as fault:
        with one.book.transaction():
            for mail in waiting:
                one.later(mail, str(fault), give_up=False)
        return str(fault)
    return ""


def _hand(one: _Round, connection: Connection, mail: Queued) -> None:
    """Hand one mail over. What is in doubt stays as it is, until the next round asks."""
    whole = one.whole(mail)
    if whole is None:
        return
    content, name = compose(whole, one.sender, mail.queued_at), message_id(whole, one.sender)
    handing = partial(queue.begin, one.book, mail.number, name, one.now)
    result = connection.send(one.sender.address, whole, content, handing)
    match result.outcome:
        case Outcome.SENT:
            queue.sent(one.book, mail.number, name, one.now, result.fault)
        case Outcome.LATER:
            one.later(mail, result.fault, give_up=True)
        case Outcome.REFUSED:
            queue.fail(one.book, mail.number, result.fault, one.now)
        case Outcome.DOUBTFUL:
            pass


def server_of(office: Office) -> Server:
    """Give the server that mails leave by, as the settings say. Raises UsageError where they do not say who sends."""
    settings = office.settings
    if not settings.smtp_address:
        raise UsageError("没有写明发件邮箱", "config.ini [smtp] address", "请填写发件邮箱，再运行 mail send")
    port = settings.smtp_port or (587 if settings.smtp_tls == STARTTLS else 465)
    secret = password("smtp", settings.smtp_user) if settings.smtp_user else ""
    ca = office.home / settings.smtp_ca if settings.smtp_ca else None
    return Server(settings.smtp_host, port, settings.smtp_tls, settings.smtp_user, secret, ca)

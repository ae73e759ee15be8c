"""`mail fetch`: mails go from the mailbox into the ledger, and only then leave the mailbox's folder; `run` opens them.

Cut off anywhere, nothing is lost: what is in the ledger but still in the mailbox is known again by its id and content.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field

from reporting.commands.answer import DONE, NOT_SO, Answer
from reporting.commands.office import Office
from reporting.ledger import mails
from reporting.ledger.book import Ledger
from reporting.ledger.keeping import Keep, keeping
from reporting.mail.imap import Letter, Mailbox, opened
from reporting.mail.parse import envelope
from reporting.model.errors import MailError
from reporting.model.filenames import safe_filename
from reporting.model.mails import Envelope, Handling, Post
from reporting.model.records import Arrival
from reporting.model.settings import IMAP

_FOLDER = "邮件"
# Digits might be taken for a period or a code, as parts of a name.
_LETTERS = str.maketrans("0123456789abcdef", "abcdefghijklmnop")
_LONGEST_SUBJECT = 40
_BROKEN = 3
# Mails that are asked for at once, and entered at once: a server is slow to answer, whatever it is asked for.
_AT_ONCE, _BYTES_AT_ONCE = 50, 16 << 20
_BY_FOLDER = (
    "现在是从文件夹收信：把 .eml 或 .msg 放进 inbox，运行 run 即可。"
    "要从邮箱收取，把 config.ini [mail] receive 改为 imap。"
)


@dataclass
class _Fetched:
    """What a fetch has done so far; `asked` mails were asked for, the last `in_a_row` of them in vain."""

    new: list[Post] = field(default_factory=list)
    again: int = 0
    large: list[str] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)
    asked: int = 0
    in_a_row: int = 0

    @contextmanager
    def noted(self) -> Iterator[None]:
        """Note a fault with the mailbox, and go on; the same one twice in a row is told once."""
        try:
            yield
        except MailError as fault:
            self.faults += [str(fault)] if self.faults[-1:] != [str(fault)] else []
            self.in_a_row += 1
        else:
            self.in_a_row = 0

    @property
    def is_broken(self) -> bool:
        """Whether the line is taken for broken."""
        return self.in_a_row >= _BROKEN


def mail_fetch(office: Office) -> Answer:
    """Fetch what has come. A mail that cannot be fetched is told, stays where it is, and is tried again next time."""
    if office.settings.mail_in != IMAP:
        return Answer({"fetched": [], "known": 0, "large": [], "held": [], "faults": []}, _BY_FOLDER)
    done = _Fetched()
    with office.ledger(writable=True) as book, opened(office.settings, office.home) as box:
        letters = box.letters()
        office.say(f"邮箱里有{len(letters)}封信，正在收取……")
        _fetch_all(office, book, box, letters, done)
        held = mails.handled(book, Handling.HELD)
    return _answer(done, held)


def _fetch_all(office: Office, book: Ledger, box: Mailbox, letters: Sequence[Letter], done: _Fetched) -> None:
    """Fetch some at a time; after some faults in a row the line is taken for broken."""
    most = office.settings.mail_megabytes << 20
    for batch in _batches(letters, most):
        came = _came(box, batch, most, done)
        is_broken = done.is_broken
        _enter(office, book, came, most, done)
        _move(box, [one.letter for one in came if one.letter.size <= most], done)
        if (is_broken or done.is_broken) and done.asked < len(letters):
            done.faults.append(f"连续{_BROKEN}封没有取成，其余{len(letters) - done.asked}封下次再取")
            return


def _batches(letters: Sequence[Letter], most: int) -> Iterator[list[Letter]]:
    """Yield so many mails as are fetched at once; one that is too large by itself."""
    batch: list[Letter] = []
    for letter in letters:
        size = sum(one.size for one in batch) + letter.size
        if batch and (len(batch) == _AT_ONCE or size > min(_BYTES_AT_ONCE, most)):
            yield batch
            batch = []
        batch.append(letter)
    if batch:
        yield batch


class _Sealed:
    """A mail as it came, or its headers: what is known of it without taking it apart."""

    def __init__(self, letter: Letter, content: bytes) -> None:
        self.letter = letter
        self.envelope = envelope(content)
        self.arrival = _arrival(content, letter, self.envelope)


def _came(box: Mailbox, batch: Sequence[Letter], most: int, done: _Fetched) -> list[_Sealed]:
    """Fetch mails, and of those that are too large the headers."""
    came: list[_Sealed] = []
    box.look_ahead([letter for letter in batch if letter.size <= most])
    for letter in batch:
        done.asked += 1
        with done.noted():
            came.append(_Sealed(letter, box.content(letter) if letter.size <= most else box.headers(letter)))
        if done.is_broken:
            break
    return came


def _enter(office: Office, book: Ledger, came: Sequence[_Sealed], most: int, done: _Fetched) -> None:
    """Enter mails, all at once; before that none leaves its folder."""
    with keeping(book) as keep:
        for mail in came:
            (_take if mail.letter.size <= most else _leave_large)(office, book, keep, mail, done)


def _move(box: Mailbox, letters: Sequence[Letter], done: _Fetched) -> None:
    """Move mails out of their folder; where the server does not move all at once, one by one."""
    if not letters:
        return
    try:
        box.done(letters)
    except MailError:
        for letter in letters:
            with done.noted():
                box.done([letter])
            if done.is_broken:
                return


def _take(office: Office, book: Ledger, keep: Keep, mail: _Sealed, done: _Fetched) -> None:
    if mails.same(book, mail.envelope, mail.arrival.sha256) is None:
        keep(mail.arrival)
        done.new.append(mails.enter(book, mail.arrival, mail.envelope, Handling.NEW, office.now))
    else:
        done.again += 1


def _leave_large(office: Office, book: Ledger, keep: Keep, mail: _Sealed, done: _Fetched) -> None:
    """Note a mail that is too large by its headers; it stays where it is until the limit is raised."""
    most, sealed = office.settings.mail_megabytes, mail.envelope
    reason = f"邮件有{mail.letter.size >> 20}兆，超过{most}兆，没有收取，仍在邮箱里"
    done.large.append(f"{sealed.sender or '（不明）'}“{sealed.subject or '无主题'}”：{reason}")
    if mails.same(book, sealed, mail.arrival.sha256) is None:
        keep(mail.arrival)
        mails.enter(book, mail.arrival, sealed, Handling.LARGE, office.now, reason=reason)


def _arrival(content: bytes, letter: Letter, sealed: Envelope) -> Arrival:
    """Name a mail by its subject; no two of different bytes have one name."""
    sha256 = hashlib.sha256(content).hexdigest()
    subject = safe_filename(sealed.subject[:_LONGEST_SUBJECT] or "无主题")
    name = f"{_FOLDER}/{subject} {sha256[:8].translate(_LETTERS)}.eml"
    return Arrival(name, content, sha256, letter.received_at)


def _answer(done: _Fetched, held: tuple[Post, ...]) -> Answer:
    document = {
        "fetched": [
            {"mail": one.name, "sender": one.envelope.sender, "subject": one.envelope.subject} for one in done.new
        ],
        "known": done.again,
        "large": done.large,
        "held": [one.envelope.sender for one in held],
        "faults": done.faults,
    }
    return Answer(document, "\n".join(_words(done, held)), NOT_SO if done.faults else DONE)


def _words(done: _Fetched, held: tuple[Post, ...]) -> Iterator[str]:
    known = f"，另有{done.again}封以前收过" if done.again else ""
    yield f"收取{len(done.new)}封信，已入台账{known}。" + ("请运行 run，打开其中的报表。" if done.new else "")
    yield from (
        f"  {line}；请调大 config.ini [mail] max_megabytes，或从邮箱里另存附件放进 inbox" for line in done.large
    )
    yield from (f"  {fault}" for fault in done.faults)
    for one in held:
        yield f"  等待确认：{one.envelope.sender}，{one.reason}"

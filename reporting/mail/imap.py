"""A mailbox at an IMAP server: what lies in it, a mail's bytes, and the folder for those that are done with.

Nothing is changed but that: mails stay unread, and leave their folder only when the caller says so.
"""

from __future__ import annotations

import imaplib
import re
import ssl
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import datetime
from itertools import zip_longest
from pathlib import Path
from typing import Any

from imap_tools import MailBox, MailBoxStartTls
from imap_tools.errors import ImapToolsError

from reporting.mail.passwords import password
from reporting.model.errors import MailError
from reporting.model.settings import STARTTLS, Settings
from reporting.model.workdays import SHANGHAI

_SECONDS = 60
_PORTS = {STARTTLS: 143}
_PORT = 993
# So many mails are asked for their sizes at once.
_CHUNK = 500
_UID, _SIZE = re.compile(rb"UID (\d+)"), re.compile(rb"RFC822\.SIZE (\d+)")
_WHOLE, _HEADERS = "(UID BODY.PEEK[])", "(UID BODY.PEEK[HEADER])"
_FAULTS = (imaplib.IMAP4.error, ImapToolsError, OSError)
# Who we are: some Chinese services let no program in that does not say so (RFC 2971).
_ID = '("name" "reporting" "vendor" "reporting")'


@dataclass(frozen=True, slots=True)
class Letter:
    """A mail in the mailbox: where it lies, how large it is, and when the server took it."""

    uid: str
    size: int
    received_at: datetime


class Mailbox:
    """An open mailbox. What the server does not do is a MailError that says so."""

    def __init__(self, box: Any, settings: Settings) -> None:
        """Take an open connection."""
        self._box, self._settings = box, settings
        self._made = False
        self._ahead: dict[str, bytes] = {}

    def letters(self) -> tuple[Letter, ...]:
        """List what lies in the folder, in the order it came."""
        with _told(self._settings, "列不出邮箱里的信"):
            uids = self._box.uids("UNDELETED", charset=None)
            chunks = [uids[at : at + _CHUNK] for at in range(0, len(uids), _CHUNK)]
            return tuple(letter for chunk in chunks for letter in self._listed(chunk))

    def look_ahead(self, letters: Sequence[Letter]) -> None:
        """Fetch several mails at once, for `content` to give; what does not come is fetched when it is asked for.

        A server may give some, in any order, and refuse the others, or break off: what came is taken.
        """
        self._ahead.clear()
        if not letters:
            return
        with suppress(MailError), _told(self._settings, "信没有取下来"):
            try:
                self._ahead |= self._asked(",".join(letter.uid for letter in letters), _WHOLE)
            finally:
                self._ahead |= _contents(self._left_behind())

    def content(self, letter: Letter) -> bytes:
        """Fetch a mail whole."""
        return self._ahead.pop(letter.uid, None) or self._fetched(letter, _WHOLE)

    def headers(self, letter: Letter) -> bytes:
        """Fetch the headers of a mail alone."""
        return self._fetched(letter, _HEADERS)

    def holds(self, message_id: str) -> bool:
        """Whether a mail of this Message-ID lies in the folder."""
        with _told(self._settings, "邮箱里查不了信"):
            _, found = self._box.client.search(None, "HEADER", "Message-ID", f'"{message_id}"')
            return bool(found and found[0] and found[0].split())

    def done(self, letters: Sequence[Letter]) -> None:
        """Move mails to the folder for those that are done with; it is made where there is none."""
        folder = self._settings.imap_done
        with _told(self._settings, f"信移不进邮箱的“{folder}”文件夹"):
            if not self._made and not self._box.folder.exists(folder):
                self._box.folder.create(folder)
            self._made = True
            self._box.move([letter.uid for letter in letters], folder)

    def _listed(self, uids: Sequence[str]) -> Iterator[Letter]:
        _, found = self._box.client.uid("FETCH", ",".join(uids), "(UID RFC822.SIZE INTERNALDATE)")
        for line in found:
            told = b"".join(line) if isinstance(line, tuple) else line or b""
            uid, size, when = _UID.search(told), _SIZE.search(told), imaplib.Internaldate2tuple(told)
            if uid and size and when:
                yield Letter(uid[1].decode(), int(size[1]), _instant(told))

    def _fetched(self, letter: Letter, parts: str) -> bytes:
        with _told(self._settings, "信没有取下来"):
            content = self._asked(letter.uid, parts).get(letter.uid)
        if content is None:
            raise MailError("信没有取下来", f"{self._settings.imap_folder} {letter.uid}", "下次自动再取")
        return content

    def _asked(self, uids: str, parts: str) -> dict[str, bytes]:
        self._left_behind()  # the library would give it as an answer to this question
        _, found = self._box.client.uid("FETCH", uids, parts)
        return _contents(found)

    def _left_behind(self) -> list[Any]:
        """Take from the library what a server gave before it refused or broke off."""
        found: list[Any] = self._box.client.untagged_responses.pop("FETCH", [])
        return found


def _contents(found: Sequence[Any]) -> dict[str, bytes]:
    """Find the mails in a server's answer, by their uids; a uid stands before the mail or behind it."""
    contents: dict[str, bytes] = {}
    for line, behind in zip_longest(found, found[1:], fillvalue=b""):
        if isinstance(line, tuple):
            uid = _UID.search(line[0]) or _UID.search(behind if isinstance(behind, bytes) else b"")
            if uid and isinstance(line[1], bytes):
                contents[uid[1].decode()] = line[1]
    return contents


@contextmanager
def opened(settings: Settings, home: Path) -> Iterator[Mailbox]:
    """Open the mailbox that the settings name. Raises MailError where it cannot be."""
    if not (settings.imap_host and settings.imap_user):
        mend = "请填写收信服务器 host 和邮箱账号 user"
        raise MailError("没有写明收信的邮箱", "config.ini [imap]", mend)
    secret = password("imap", settings.imap_user)
    box = _connected(settings, home)
    try:
        _enter(box, settings, secret)
        yield Mailbox(box, settings)
    finally:
        _leave(box)


def _connected(settings: Settings, home: Path) -> Any:
    port = settings.imap_port or _PORTS.get(settings.imap_tls, _PORT)
    with _told(settings, "连不上收信服务器", "请核对 host、port、tls，以及网络和证书"):
        context = ssl.create_default_context(cafile=str(home / settings.imap_ca) if settings.imap_ca else None)
        if settings.imap_tls == STARTTLS:
            return MailBoxStartTls(settings.imap_host, port, _SECONDS, ssl_context=context)
        return MailBox(settings.imap_host, port, _SECONDS, ssl_context=context)


def _enter(box: Any, settings: Settings, secret: str) -> None:
    with _told(settings, "登录不了邮箱", "请核对账号和密码；多数邮箱要用“授权码”，并在网页版里开通 IMAP"):
        box.login(settings.imap_user, secret, initial_folder=None)
    with _told(settings, f"打不开邮箱的文件夹“{settings.imap_folder}”"):
        client = box.client
        # What the server can do it says in full only to those it knows.
        client.capabilities = tuple(client.capability()[1][-1].decode().upper().split())
        if "ID" in client.capabilities:
            imaplib.Commands.setdefault("ID", ("AUTH", "SELECTED"))
            client._simple_command("ID", _ID)  # noqa: SLF001 - imaplib knows no ID of its own
        box.folder.set(settings.imap_folder)


def _leave(box: Any) -> None:
    try:
        box.logout()
    except _FAULTS:
        return  # the line is gone already, and so is what was said on it


def _instant(told: bytes) -> datetime:
    found = re.search(rb'INTERNALDATE "([^"]+)"', told)
    assert found is not None
    return datetime.strptime(found[1].decode().strip(), "%d-%b-%Y %H:%M:%S %z").astimezone(SHANGHAI)


@contextmanager
def _told(settings: Settings, what: str, mend: str = "请稍后再试；仍不行的，请与邮箱管理员联系") -> Iterator[None]:
    try:
        yield
    except _FAULTS as fault:
        said = " ".join(str(fault).split())[:200]
        raise MailError(f"{what}（{said}）", settings.imap_host, mend) from fault

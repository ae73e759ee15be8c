"""A bureau with its offices and the post between them: each office fills in the form that was mailed to it."""

from __future__ import annotations

import email
import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from email.message import EmailMessage
from email.policy import default
from email.utils import format_datetime
from pathlib import Path
from typing import Any, Protocol

from openpyxl import load_workbook
from openpyxl.utils import get_column_letter

from reporting.commands.examine import due_of
from reporting.commands.office import Office, open_office
from reporting.demo.answers import Answers, Given
from reporting.demo.city import city
from reporting.demo.truth import Truth
from reporting.ledger.history import history
from reporting.model.catalogue import Unit
from reporting.model.periods import Period
from reporting.model.records import FormCell
from reporting.products.forms import forms
from reporting.sheets.fill import fill
from tests.commands.calling import ask
from tests.mail import servers, smtpserver

BUREAU = "kjj@kj.example.invalid"
PERIOD = Period(2023, 3)


class Post(Protocol):
    """The way mails take between the bureau and everybody else."""

    def sent(self) -> list[EmailMessage]:
        """Give all mails that have left the bureau so far."""

    def bring(self, name: str, content: bytes, came: datetime) -> None:
        """Bring a mail to the bureau."""


@dataclass(frozen=True)
class Folders:
    """Mails as files: the bureau's lie in the outbox, everybody else's are laid into the inbox."""

    home: Path

    def sent(self) -> list[EmailMessage]:
        """Read what lies in the outbox."""
        return [read(path.read_bytes()) for path in sorted((self.home / "outbox" / "mail").glob("*.eml"))]

    def bring(self, name: str, content: bytes, came: datetime) -> None:
        """Lay a mail into the inbox."""
        path = self.home / "inbox" / f"{name}.eml"
        path.write_bytes(content)
        os.utime(path, (came.timestamp(), came.timestamp()))


@dataclass(frozen=True)
class Servers:
    """Mails by real servers on loopback, with TLS and a login: the bureau's mailbox, and the server its mails go to."""

    mailbox: servers.Served
    server: smtpserver.Post

    def sent(self) -> list[EmailMessage]:
        """Read what the server took."""
        return [one.read for one in self.server.taken]

    def bring(self, _name: str, content: bytes, came: datetime) -> None:
        """Deliver a mail into the mailbox."""
        self.mailbox.deliver(content, when=f'"{came:%d-%b-%Y %H:%M:%S %z}"')

    @property
    def settings(self) -> list[str]:
        """Give the lines of config.ini by which both are found."""
        ours = {
            "host": "localhost",
            "port": self.server.port,
            "tls": "starttls",
            "user": smtpserver.USER,
            "address": smtpserver.USER,
            "ca": self.server.ca,
            "send": "yes",
        }
        return [
            *servers.settings_of(self.mailbox).splitlines(),
            *(f"smtp.{key} = {told}" for key, told in ours.items()),
        ]


def read(content: bytes) -> EmailMessage:
    """Read a mail as a mail program does."""
    message = email.message_from_bytes(content, policy=default)
    assert isinstance(message, EmailMessage)
    return message


def files_of(mail: EmailMessage) -> dict[str, bytes]:
    """Give the files in a mail."""
    return {str(part.get_filename()): part.get_content() for part in mail.iter_attachments()}


@dataclass
class Town:
    """The town: its home, its post, and what each office has sent, by the id of the mail."""

    home: Path
    post: Post
    written: dict[str, str] = field(default_factory=dict)

    def round(self, now: str) -> list[Any]:
        """Let the service make one round, and give what it did."""
        done: list[Any] = ask(self.home, "--now", f"{now}+08:00", "serve", "--once")
        return done

    def office(self, now: str) -> Office:
        """Open the home as of a moment."""
        return open_office(self.home, datetime.fromisoformat(f"{now}+08:00"), lambda _line: None)

    def unit(self, name: str) -> Unit:
        """Give an office by its name."""
        return self.office("2023-10-09T09:00:00").unit(name)

    def answer(self, name: str, now: str, changed: Mapping[str, Given] | None = None) -> str:
        """Let an office fill in what was mailed to it and answer that mail; `changed` figures of this period by item.

        Gives the id of its mail.
        """
        asked = self.mailed_to(name)
        (file, blank), *_ = files_of(asked).items()
        return self.write(name, now, {file: self.filled(name, now, blank, changed or {})}, asked)

    def filled(self, name: str, now: str, blank: bytes, changed: Mapping[str, Given]) -> bytes:
        """Fill in a blank form as the office's clerk would."""
        office, unit = self.office(now), self.unit(name)
        cells = questions(office, unit)
        sheets = Answers(Truth(city(), office.catalogue), office.catalogue, PERIOD, unit, now[:10]).fill(cells)
        for cell in cells:
            if cell.column == "本期" and cell.item in changed:
                sheets[cell.sheet][cell.cell] = changed[cell.item]
        return fill(blank, sheets)

    def write(self, name: str, now: str, files: Mapping[str, bytes], answered: EmailMessage | None) -> str:
        """Let an office write to the bureau."""
        came = datetime.fromisoformat(f"{now}+08:00")
        mail = EmailMessage()
        message_id = f"<{len(self.written) + 1}.{came:%m%d%H%M}@kj.example.invalid>"
        mail["Received"] = f"from a.example.invalid by mx.example.invalid; {format_datetime(came)}"
        mail["From"] = self.unit(name).email if name in self.names else name
        mail["To"], mail["Subject"] = BUREAU, f"{name}报表"
        mail["Date"], mail["Message-ID"] = format_datetime(came), message_id
        if answered is not None:
            mail["In-Reply-To"] = mail["References"] = str(answered["Message-ID"])
        mail.set_content("报表见附件，请查收。")
        for file, content in files.items():
            mail.add_attachment(content, maintype="application", subtype="octet-stream", filename=file)
        self.written[message_id] = name
        self.post.bring(f"{len(self.written):02}", mail.as_bytes(), came)
        return message_id

    def carry(self, name: str, now: str) -> None:
        """Let somebody carry the filled form of an office without an address into the inbox."""
        blank = (self.handed_over(name) / f"{name}.xlsx").read_bytes()
        path = self.home / "inbox" / f"{name}.xlsx"
        path.write_bytes(self.filled(name, now, blank, {}))
        came = datetime.fromisoformat(f"{now}+08:00").timestamp()
        os.utime(path, (came, came))

    def handed_over(self, name: str) -> Path:
        """Give the folder in which lies what is to be handed over to an office."""
        return self.home / "outbox" / str(PERIOD) / "分送" / name

    def mailed_to(self, name: str) -> EmailMessage:
        """Give the mail that brought an office its blank forms."""
        (mail,) = (one for one in self.sent("请报送") if one["To"] == self.unit(name).email)
        return mail

    def sent(self, word: str) -> list[EmailMessage]:
        """Give the mails that left whose subject has a word."""
        return [one for one in self.post.sent() if word in str(one["Subject"])]

    @property
    def names(self) -> frozenset[str]:
        """The names of all units."""
        return frozenset(unit.name for unit in self.office("2023-10-09T09:00:00").catalogue.units)


def without_address(home: Path, name: str) -> None:
    """Take an office's address out of the home's catalogue."""
    path = home / "templates" / "指标体系.xlsx"
    sheet = load_workbook(path, read_only=True)["单位"]
    rows = [[cell.value for cell in row] for row in sheet.iter_rows()]
    row = next(number for number, told in enumerate(rows, start=1) if name in told)
    column = get_column_letter(rows[0].index("邮箱") + 1)
    path.write_bytes(fill(path.read_bytes(), {"单位": {f"{column}{row}": ""}}))


def questions(office: Office, unit: Unit) -> tuple[FormCell, ...]:
    """Give what an office's blank forms ask, and where."""
    with office.ledger(writable=False) as book:
        earlier = history(book, PERIOD)
    due = {form.code: due_of(office, form, PERIOD) for form in office.catalogue.forms if form.asked_in(PERIOD)}
    return tuple(forms(office.catalogue, PERIOD, unit, earlier, due, demo=office.settings.demo).cells)

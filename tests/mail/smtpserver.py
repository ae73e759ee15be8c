"""An SMTP server of the tests' own, on loopback: STARTTLS and a login are asked for, and every mail taken is kept."""

from __future__ import annotations

import email
import ssl
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email.message import EmailMessage
from email.policy import default
from pathlib import Path
from typing import Any

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import AuthResult, LoginPassword

from tests.mail.servers import certificate, free_port, why_none_made

USER, PASSWORD = "kjj@kj.example.invalid", "geheim"


@dataclass(frozen=True)
class Taken:
    """A mail the server took: who it said it was from, whom it went to, and its bytes."""

    sender: str
    to: tuple[str, ...]
    content: bytes

    @property
    def read(self) -> EmailMessage:
        """Read it as a mail program does."""
        message = email.message_from_bytes(self.content, policy=default)
        assert isinstance(message, EmailMessage)
        return message

    @property
    def message_id(self) -> str:
        """Give its id."""
        return str(self.read["Message-ID"])


@dataclass
class Post:
    """A running server: `refused` are answers to addressees, `answers` those to contents, in turn; else all is taken.

    An answer of `abort` breaks off before the mail is taken, `take and abort` right after it was. `on_taken` is told of
    each mail before the server says that it has it.
    """

    port: int
    ca: Path
    taken: list[Taken] = field(default_factory=list)
    refused: dict[str, str] = field(default_factory=dict)
    answers: list[str] = field(default_factory=list)
    on_taken: Callable[[bytes], None] = lambda _content: None

    @property
    def ids(self) -> list[str]:
        """Give the ids of all mails taken, in order."""
        return [one.message_id for one in self.taken]

    def forget(self) -> None:
        """Begin anew."""
        self.taken.clear()
        self.refused.clear()
        self.answers.clear()
        self.on_taken = lambda _content: None

    async def handle_RCPT(self, _server: Any, _session: Any, envelope: Any, address: str, _options: Any) -> str:  # noqa: N802
        """Answer to an addressee."""
        if address in self.refused:
            return self.refused[address]
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: Any, _session: Any, envelope: Any) -> str:  # noqa: N802
        """Answer to a content."""
        answer = self.answers.pop(0) if self.answers else "250 OK"
        if answer.startswith("250") or answer == "take and abort":
            self.on_taken(envelope.content)
            self.taken.append(Taken(envelope.mail_from, tuple(envelope.rcpt_tos), envelope.content))
        if answer.endswith("abort"):
            server.transport.abort()
            return "421 gone"
        return answer


@contextmanager
def posting() -> Iterator[Post]:
    """Run a server until the block ends."""
    with tempfile.TemporaryDirectory(prefix="smtp-") as place:
        made, key = certificate(Path(place))
        context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
        context.load_cert_chain(made, key)
        post = Post(free_port(), made)
        controller = Controller(
            post,
            hostname="127.0.0.1",
            port=post.port,
            tls_context=context,
            require_starttls=True,
            auth_required=True,
            authenticator=_authenticated,
        )
        controller.start()
        try:
            yield post
        finally:
            controller.stop()


@pytest.fixture(scope="session")
def running_post() -> Iterator[Post]:
    """Give a server for all tests of a process, or skip with the reason why there is none."""
    if why_none_made():
        pytest.skip(why_none_made())
    with posting() as one:
        yield one


@pytest.fixture
def smtp(running_post: Post, monkeypatch: pytest.MonkeyPatch) -> Post:
    """Give the server with nothing taken yet, and its password where the program looks for it."""
    running_post.forget()
    monkeypatch.setenv("REPORTING_SMTP_PASSWORD", PASSWORD)
    return running_post


def _authenticated(_server: Any, _session: Any, _envelope: Any, _mechanism: str, given: Any) -> AuthResult:
    right = isinstance(given, LoginPassword) and given == LoginPassword(USER.encode(), PASSWORD.encode())
    return AuthResult(success=right, handled=False)

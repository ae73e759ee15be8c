"""Whatever a mail server answers, no mail leaves its folder before it is in the ledger, and each comes once."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from imap_tools import MailBoxUnencrypted

from reporting.ledger import mails
from reporting.ledger.book import opened
from reporting.mail import imap
from tests.commands.calling import Told, call
from tests.commands.posted import ADDRESSES, home_by_mail, setting
from tests.commands.published import NOW
from tests.mail.letters import letter
from tests.mail.stubborn import Stubborn, stubborn

SENT = {
    uid: letter(ADDRESSES["鹿城区"], text=f"第{uid}封", message_id=f"<{uid}@a>") for uid in (10, 11, 12, 13, 14, 15, 16)
}


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> Iterator[Stubborn]:
    """Give a server with seven mails."""
    with stubborn(SENT) as running:
        monkeypatch.setattr(imap, "_connected", lambda *_: MailBoxUnencrypted("127.0.0.1", running.port, 20))
        yield running


@pytest.fixture
def home(server: Stubborn, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give a home that fetches from it."""
    monkeypatch.setenv("REPORTING_IMAP_PASSWORD", "geheim")
    lines = (
        "mail.receive = imap",
        "imap.host = 127.0.0.1",
        f"imap.port = {server.port}",
        "imap.user = kjj@example.invalid",
    )
    return home_by_mail(tmp_path / "home", "\n".join(lines))


def fetch(home: Path) -> Told:
    """Fetch."""
    return call("--home", home, "--now", NOW, "--json", "mail", "fetch")


def entered(home: Path) -> list[int]:
    """Give the mails that are in the ledger, whole."""
    uids = {hashlib.sha256(content).hexdigest(): uid for uid, content in SENT.items()}
    with opened(home, writable=False) as book:
        return sorted(uids[post.sha256] for post in mails.every(book))


def heal(server: Stubborn) -> None:
    """Have it do from now on what it is asked."""
    for unwilling in (server.refused, server.shy, server.cutting, server.glued):
        unwilling.clear()


def backwards(server: Stubborn) -> None:
    """Give several mails last first, and one never."""
    server.backwards = True
    server.refused.add(13)


UNWILLING: dict[str, Callable[[Stubborn], object]] = {
    "never gives one": lambda server: server.refused.add(13),
    "never gives the first": lambda server: server.refused.add(10),
    "gives them backwards but for one": backwards,
    "gives the first by itself alone": lambda server: server.shy.add(10),
    "gives all by themselves alone": lambda server: server.shy.update(SENT),
    "breaks off at one": lambda server: server.cutting.add(12),
    "breaks off at the first": lambda server: server.cutting.add(10),
    "does not move one": lambda server: server.glued.add(12),
    "moves none": lambda server: server.glued.update(SENT),
}


@pytest.mark.parametrize("at_once", [1, 3, 50])
@pytest.mark.parametrize("unwilling", UNWILLING)
def test_no_mail_leaves_before_it_is_in_the_ledger(
    home: Path, server: Stubborn, monkeypatch: pytest.MonkeyPatch, unwilling: str, at_once: int
) -> None:
    """While it will not, what was moved is in the ledger to the byte; once it will, all are there, once, and moved."""
    monkeypatch.setattr("reporting.commands.mail_fetch._AT_ONCE", at_once)
    UNWILLING[unwilling](server)
    for _ in range(2):
        told = fetch(home)
        assert told.status in (0, 1), told.err
        assert {*server.moved} <= {*entered(home)}
    heal(server)
    assert fetch(home).status == 0
    assert entered(home) == sorted(server.moved) == sorted(SENT)
    assert server.mails == {}


def test_one_mail_that_is_not_given_keeps_no_other_back(home: Path, server: Stubborn) -> None:
    """The six others come with the first fetch, and one line tells of the one."""
    backwards(server)
    told = fetch(home).document
    assert (len(told["fetched"]), len(told["faults"])) == (6, 1)
    assert [*server.mails] == [13]


def test_what_came_before_the_line_broke_is_entered(home: Path, server: Stubborn) -> None:
    """A mail at which the server breaks off keeps none back that it gave before."""
    server.cutting.add(13)
    told = fetch(home).document
    assert len(told["fetched"]) == 3
    assert len(told["faults"]) <= 5
    assert entered(home) == [10, 11, 12]


def test_one_mail_that_is_not_moved_keeps_no_other_back(home: Path, server: Stubborn) -> None:
    """It is told, and known the next time."""
    server.glued.add(12)
    told = fetch(home)
    assert (told.status, len(told.document["fetched"]), len(told.document["faults"])) == (1, 7, 1)
    assert [*server.mails] == [12]
    again = fetch(home).document
    assert (again["fetched"], again["known"], len(again["faults"])) == ([], 1, 1)


def test_a_line_that_does_nothing_is_given_up(home: Path, server: Stubborn, monkeypatch: pytest.MonkeyPatch) -> None:
    """Seven mails are not seven faults, wherever the third in a row falls."""
    monkeypatch.setattr("reporting.commands.mail_fetch._AT_ONCE", 3)
    server.refused.update({11, 12, 13, 14, 15, 16})
    server.glued.add(10)
    told = fetch(home).document
    assert len(told["faults"]) <= 5
    assert "下次再取" in told["faults"][-1]


def test_a_large_mail_beside_one_that_is_not_given(home: Path, server: Stubborn) -> None:
    """The headers of the one are not taken for the other."""
    setting(home, "mail.max_megabytes = 1")
    large = letter(ADDRESSES["鹿城区"], {"a.bin": bytes(1 << 20)}, message_id="<large@a>")
    server.mails = {9: large, **server.mails}
    backwards(server)
    told = fetch(home).document
    assert (len(told["fetched"]), len(told["large"])) == (6, 1)
    assert sorted(server.mails) == [9, 13]

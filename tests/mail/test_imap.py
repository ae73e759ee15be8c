"""Mails come from a real IMAP server with TLS: into the ledger, and only then out of the mailbox's folder."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from reporting.ledger import mails
from reporting.ledger.book import opened
from reporting.mail.imap import Letter, Mailbox
from reporting.model.errors import MailError
from reporting.model.mails import Handling
from tests.commands.calling import Told, ask, call
from tests.commands.posted import ADDRESSES, home_by_mail, passed, setting, standings
from tests.commands.published import NOW, PERIOD, answers
from tests.mail.letters import letter
from tests.mail.servers import DONE, PASSWORD, Served, imap, settings_of

__all__ = ["imap"]

LUCHENG = ADDRESSES["鹿城区"]


@pytest.fixture
def home(imap: Served, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give a home that fetches from the server, whose mailbox is empty."""
    imap.empty()
    monkeypatch.setenv("REPORTING_IMAP_PASSWORD", PASSWORD)
    return home_by_mail(tmp_path / "home", settings_of(imap))


def fetch(home: Path) -> Told:
    """Fetch."""
    return call("--home", home, "--now", NOW, "--json", "mail", "fetch")


def test_a_form_goes_from_the_mailbox_to_the_figures(home: Path, imap: Served) -> None:
    """Fetched and taken in, dated by when the server took it; the mail then lies in the folder for those done."""
    mail = letter(
        LUCHENG, {"鹿城区.xlsx": answers(home)["鹿城区"]}, message_id="<1@a>", came="2018-02-01T08:00:00+08:00"
    )
    imap.deliver(mail)
    done = fetch(home)
    assert (done.status, len(done.document["fetched"])) == (0, 1)
    assert (imap.held("INBOX"), imap.held(DONE)) == ([], [mail])
    assert {one["outcome"] for one in passed(home).values()} == {"accepted"}
    (one,) = [one for one in ask(home, "--now", NOW, "status", PERIOD) if one["sender"] == "鹿城区"]
    assert one["received_at"] == "2018-03-01T09:00:00+08:00"
    with opened(home, writable=False) as book:
        (post,) = mails.every(book)
        assert post.handling is Handling.TAKEN
        assert [outcome for _, _, outcome in mails.arrivals_of(book, post)] == ["accepted"]


def test_a_mail_that_could_not_be_moved_is_fetched_again_and_taken_once(home: Path, imap: Served) -> None:
    """Whoever puts it back into the folder, or a line that broke: it counts once."""
    mail = letter(LUCHENG, {"a.xlsx": answers(home)["鹿城区"]}, message_id="<1@a>")
    imap.deliver(mail)
    fetch(home)
    imap.deliver(mail, b"X-Way: another\r\n" + mail)
    again = fetch(home)
    assert (again.document["fetched"], again.document["known"]) == ([], 2)
    passed(home)
    assert standings(home)["鹿城区"] == "accepted"
    assert imap.held("INBOX") == []


def test_one_mail_that_cannot_be_fetched_keeps_no_other_back(
    home: Path, imap: Served, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It stays where it is, is told, and is fetched the next time."""
    imap.deliver(*(letter(LUCHENG, text=str(number), message_id=f"<{number}@a>") for number in range(3)))
    content, asked = Mailbox.content, list[str]()

    def broken(box: Mailbox, one: Letter) -> bytes:
        asked.append(one.uid)
        if len(asked) == 2:
            raise MailError("信没有取下来", one.uid)
        return content(box, one)

    monkeypatch.setattr(Mailbox, "content", broken)
    first = fetch(home)
    assert (first.status, len(first.document["fetched"]), len(first.document["faults"])) == (1, 2, 1)
    assert len(imap.held("INBOX")) == 1
    second = fetch(home)
    assert (second.status, len(second.document["fetched"])) == (0, 1)
    assert imap.held("INBOX") == []


def test_a_line_that_breaks_is_told_once_and_nothing_is_lost(
    home: Path, imap: Served, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A thousand mails are not a thousand faults."""
    imap.deliver(*(letter(LUCHENG, text=str(number), message_id=f"<{number}@a>") for number in range(6)))
    content, asked = Mailbox.content, list[str]()

    def broken(box: Mailbox, one: Letter) -> bytes:
        asked.append(one.uid)
        if len(asked) == 2:
            box._box.client.shutdown()
        return content(box, one)

    with monkeypatch.context() as breaking:
        breaking.setattr(Mailbox, "content", broken)
        breaking.setattr(Mailbox, "look_ahead", lambda *_: None)
        first = fetch(home)
    assert (first.status, len(first.document["fetched"]), len(asked)) == (1, 1, 4)
    assert "其余2封下次再取" in first.document["faults"][-1]
    assert len(fetch(home).document["fetched"]) == 5
    assert imap.held("INBOX") == []


def test_what_was_fetched_before_the_line_broke_is_entered_and_moved_the_next_time(
    home: Path, imap: Served, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Mails are asked for some at a time: those that came are not asked for again."""
    imap.deliver(*(letter(LUCHENG, text=str(number), message_id=f"<{number}@a>") for number in range(6)))
    look_ahead = Mailbox.look_ahead

    def broken(box: Mailbox, letters: list[Letter]) -> None:
        look_ahead(box, letters)
        box._box.client.shutdown()

    with monkeypatch.context() as breaking:
        breaking.setattr(Mailbox, "look_ahead", broken)
        first = fetch(home)
    assert (first.status, len(first.document["fetched"]), len(first.document["faults"])) == (1, 6, 1)
    assert len(imap.held("INBOX")) == 6
    again = fetch(home)
    assert (again.status, again.document["fetched"], again.document["known"]) == (0, [], 6)
    assert imap.held("INBOX") == []


@pytest.mark.parametrize("at_once", [1, 4])
def test_more_mails_than_are_asked_for_at_once_all_come(
    home: Path, imap: Served, monkeypatch: pytest.MonkeyPatch, at_once: int
) -> None:
    """However many are fetched at a time, each comes once and whole, the large one stays."""
    monkeypatch.setattr("reporting.commands.mail_fetch._AT_ONCE", at_once)
    setting(home, "mail.max_megabytes = 1")
    mails = [letter(LUCHENG, text=str(number), message_id=f"<{number}@a>") for number in range(9)]
    imap.deliver(*mails[:5], letter(LUCHENG, {"a.bin": bytes(1 << 20)}, message_id="<x@a>"), *mails[5:])
    told = fetch(home).document
    assert (len(told["fetched"]), len(told["large"])) == (9, 1)
    assert (sorted(imap.held(DONE)), len(imap.held("INBOX"))) == (sorted(mails), 1)


def test_a_mail_that_is_too_large_stays_and_is_told_until_it_is_let_in(home: Path, imap: Served) -> None:
    """Its headers say whose it is; once the limit is raised it comes as any other."""
    setting(home, "mail.max_megabytes = 1")
    imap.deliver(letter(LUCHENG, {"a.bin": bytes(1 << 20)}, message_id="<1@a>"), letter(LUCHENG, message_id="<2@a>"))
    for _ in range(2):
        told = fetch(home).document
        assert len(told["large"]) == 1
        assert LUCHENG in told["large"][0]
    assert len(imap.held("INBOX")) == 1
    setting(home, "mail.max_megabytes = 5")
    assert len(fetch(home).document["fetched"]) == 1
    assert imap.held("INBOX") == []


def test_mails_stay_unread_and_deleted_ones_are_left_alone(home: Path, imap: Served) -> None:
    """What people see in the mailbox is as they left it, but for the folder."""
    imap.deliver(letter(LUCHENG, message_id="<1@a>"), letter(LUCHENG, message_id="<2@a>"))
    client = imap.client()
    client.select("INBOX")
    client.store("2", "+FLAGS", "\\Deleted")
    client.logout()
    assert len(fetch(home).document["fetched"]) == 1
    assert len(imap.held("INBOX")) == 1
    client = imap.client()
    client.select(f'"{DONE}"', readonly=True)
    assert b"\\Seen" not in client.fetch("1", "(FLAGS)")[1][0]  # type: ignore[operator]
    client.logout()


def test_a_line_may_be_secured_after_the_greeting(home: Path, imap: Served) -> None:
    """With the same care for the certificate."""
    imap.deliver(letter(LUCHENG, message_id="<1@a>"))
    setting(home, "imap.tls = starttls")
    setting(home, f"imap.port = {imap.starttls}")
    assert len(fetch(home).document["fetched"]) == 1
    setting(home, "imap.ca =")
    assert fetch(home).status == 2


@pytest.mark.parametrize(
    ("line", "word"),
    [
        ("imap.port = 9", "连不上"),
        ("imap.ca =", "连不上"),  # a certificate nobody vouches for
        ("imap.user = nobody@kj.example.invalid", "登录不了"),
        ("imap.folder = 没有", "打不开"),
        ("imap.host =", "没有写明"),
    ],
)
def test_what_stands_in_the_way_is_said_with_the_mend(home: Path, line: str, word: str) -> None:
    """One line each, for whoever keeps the settings."""
    setting(home, line)
    done = fetch(home)
    assert done.status == 2
    assert word in done.document["error"]["what"]
    assert done.document["error"]["mend"]
    assert PASSWORD not in done.out + done.err


def test_without_a_password_it_is_said_where_to_put_it(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Never into the settings."""
    monkeypatch.delenv("REPORTING_IMAP_PASSWORD")
    monkeypatch.setattr("reporting.mail.passwords._from_keyring", lambda *_: None)
    done = fetch(home)
    assert done.status == 2
    assert "REPORTING_IMAP_PASSWORD" in done.document["error"]["mend"]
    assert "REPORTING_IMAP_PASSWORD" not in os.environ

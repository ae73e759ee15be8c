"""`mail send` and `mail queue`: what is due leaves once, what cannot is tried again with growing pauses or told."""

from __future__ import annotations

import hashlib
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from reporting.ledger import queue
from reporting.ledger.audit import audit
from reporting.ledger.book import opened
from tests.commands.calling import Told, ask, call, copied
from tests.commands.posted import setting
from tests.commands.published import PERIOD
from tests.commands.shapes import breaches, instant, listed, maybe, one_of, text, whole
from tests.mail.sending import QUEUED_AT, at_the_server, home_of_waiting
from tests.mail.smtpserver import Post, running_post, smtp

__all__ = ["running_post", "smtp"]

START = datetime.fromisoformat("2018-01-06T09:00:00+08:00")
LUCHENG, LONGWAN = "lucheng@kj.example.invalid", "longwan@kj.example.invalid"
SENT, WAITING, FAILED, DROPPED = "已发", "待发", "未发出", "不再发"


@pytest.fixture(scope="module")
def waiting(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a home with mails to send, to be looked at only."""
    return home_of_waiting(tmp_path_factory.mktemp("waiting") / "home")


@pytest.fixture
def home(waiting: Path, smtp: Post, tmp_path: Path) -> Path:
    """Give a copy of it whose settings name the running server."""
    return at_the_server(copied(waiting, tmp_path / "home"), smtp)


def sends(home: Path, minutes: float = 0) -> Told:
    """Call `mail send` some minutes after the start."""
    return call("--home", home, "--now", (START + timedelta(minutes=minutes)).isoformat(), "mail", "send", "--json")


def queued(home: Path) -> Any:
    """Give the whole queue, by the first addressee."""
    return {one["to"][0]: one for one in ask(home, "mail", "queue", "--all")}


def states(home: Path) -> set[str]:
    """Give the states that mails are in."""
    return {one["state"] for one in queued(home).values()}


def test_all_that_waits_leaves_once(home: Path, smtp: Post) -> None:
    """Each mail to its own addressee, from the bureau by name; a second call sends nothing."""
    assert sends(home).status == 0
    assert sorted(one.to for one in smtp.taken) == sorted((to,) for to in queued(home))
    assert {one.sender for one in smtp.taken} == {"kjj@kj.example.invalid"}
    assert {one.read["From"].addresses[0].display_name for one in smtp.taken} == {"温州市科学技术局"}
    count = len(smtp.taken)
    assert sends(home, 60).document == []
    assert (len(smtp.taken), states(home)) == (count, {SENT})


def test_nothing_leaves_before_the_settings_say_so(home: Path, smtp: Post) -> None:
    """Without `send = yes` it is shown what would be sent; queue and ledger stay as they are."""
    setting(home, "smtp.send = no")
    told = sends(home)
    assert (told.status, len(told.document)) == (0, len(queued(home)))
    assert (smtp.taken, states(home)) == ([], {WAITING})
    assert "send 改成 yes" in call("--home", home, "mail", "send").out


def test_a_pass_sends_nothing_to_a_server(home: Path, smtp: Post) -> None:
    """`run` and `forms` queue; only `mail send` sends."""
    call("--home", home, "--now", START.isoformat(), "run", PERIOD)
    call("--home", home, "--now", START.isoformat(), "forms", PERIOD)
    assert smtp.taken == []


def test_what_the_server_puts_off_is_tried_again_with_growing_pauses(home: Path, smtp: Post) -> None:
    """After 1, 5, 15 … minutes and not before; the others are not kept waiting."""
    smtp.refused[LUCHENG] = "450 greylisted"
    sends(home)
    assert (queued(home)[LUCHENG]["state"], queued(home)[LONGWAN]["state"]) == (WAITING, SENT)
    before = 0.0
    for tries, pause in enumerate((1, 5, 15, 60), start=1):
        one = queued(home)[LUCHENG]
        assert (one["tries"], "greylisted" in one["fault"]) == (tries, True)
        assert datetime.fromisoformat(one["due_at"]) == START + timedelta(minutes=before + pause)
        assert sends(home, before + pause - 0.5).document == []
        before += pause
        sends(home, before)
    smtp.refused.clear()
    sends(home, before + 240)
    assert queued(home)[LUCHENG]["state"] == SENT
    assert sum(one.to == (LUCHENG,) for one in smtp.taken) == 1


def test_what_is_put_off_again_and_again_is_given_up_and_told(home: Path, smtp: Post) -> None:
    """After the last pause the mail is 未发出, with the reason; it is not tried any more by itself."""
    setting(home, "smtp.pauses = 1, 2")
    smtp.refused[LUCHENG] = "450 greylisted"
    for minutes in (0, 1, 3, 10):
        sends(home, minutes)
    one = queued(home)[LUCHENG]
    assert (one["state"], one["tries"], "greylisted" in one["fault"]) == (FAILED, 3, True)
    assert "mail send --again" in call("--home", home, "mail", "queue").out


def test_what_is_refused_for_good_is_told_at_once(home: Path, smtp: Post) -> None:
    """Exit 1; a person who has mended the cause sends it again by name, once."""
    smtp.refused[LUCHENG] = "550 no such user"
    assert sends(home).status == 1
    one = queued(home)[LUCHENG]
    assert (one["state"], "no such user" in one["fault"]) == (FAILED, True)
    assert sends(home, 600).document == []
    smtp.refused.clear()
    ask(home, "--now", START.isoformat(), "mail", "send", "--again", one["number"], "--by", "王五")
    assert queued(home)[LUCHENG]["state"] == SENT


def test_a_server_that_is_down_delays_everything_and_loses_nothing(home: Path, smtp: Post) -> None:
    """All mails wait, longer each time, however long it takes; then all leave."""
    setting(home, "smtp.port = 1")
    for minutes in (0, 1, 6, 21, 81, 321, 1041, 2481, 3921, 5361):
        told = sends(home, minutes)
        assert told.status == 1
    one = queued(home)[LUCHENG]
    assert (one["state"], one["tries"], "请检查网络" in one["fault"]) == (WAITING, 10, True)
    at_the_server(home, smtp)
    assert sends(home, 9999).status == 0
    assert (states(home), len(set(smtp.ids))) == ({SENT}, len(smtp.taken))


def test_a_mail_that_broke_off_is_not_sent_again_without_asking(home: Path, smtp: Post) -> None:
    """The server took it, or did not: where nobody can be asked a person decides, and is told how."""
    smtp.answers += ["take and abort"]
    sends(home)
    (taken,) = smtp.taken
    sends(home, 1)
    assert sum(one.message_id == taken.message_id for one in smtp.taken) == 1
    one = queued(home)[taken.to[0]]
    assert (one["state"], "已发送" in one["fault"], f"--again {one['number']}" in one["fault"]) == (FAILED, True, True)
    others = [other["state"] for to, other in queued(home).items() if to != taken.to[0]]
    assert set(others) == {SENT}


def test_an_address_that_left_the_catalogue_gets_nothing_more(home: Path, smtp: Post) -> None:
    """What was queued before is stopped at the last door."""
    from tests.commands.test_posting import addresses_blanked

    addresses_blanked(home, "鹿城区")
    sends(home)
    one = queued(home)[LUCHENG]
    assert (one["state"], "不发" in one["fault"]) == (FAILED, True)
    assert all(taken.to != (LUCHENG,) for taken in smtp.taken)


def test_a_reminder_that_has_come_true_is_dropped(home: Path, smtp: Post) -> None:
    """Too old to be true, it is not sent; who still owes a form gets one of the day."""
    ask(home, "--now", START.isoformat(), "mail", "remind", PERIOD)
    sends(home, 60 * 24 * 3)
    dropped = [one for one in ask(home, "mail", "queue", "--all") if one["kind"] == "催报"]
    assert {one["state"] for one in dropped} == {DROPPED}
    assert all("催报" not in str(one.read["Subject"]) for one in smtp.taken)


def test_a_reminder_of_the_day_is_sent(home: Path, smtp: Post) -> None:
    """While something is still owed."""
    ask(home, "--now", START.isoformat(), "mail", "remind", PERIOD)
    sends(home)
    told = [str(one.read["Subject"]) for one in smtp.taken]
    assert sum("尚未报齐" in subject for subject in told) == len([s for s in told if "请报送" in s]) > 0


def test_all_that_was_sent_is_in_the_chain(home: Path, smtp: Post) -> None:
    """Who asks later which mail left when finds it, and that nothing was altered."""
    sends(home)
    with opened(home, writable=False) as book:
        assert audit(book).breaks == ()
        assert {one.message_id for one in queue.every(book)} == set(smtp.ids)


def test_the_queue_has_its_shape(home: Path) -> None:
    """As scripts read it."""
    shape = {
        "number": whole,
        "key": text,
        "kind": text,
        "to": listed(text),
        "subject": text,
        "state": one_of(WAITING, SENT, FAILED, DROPPED),
        "tries": whole,
        "due_at": maybe(instant),
        "fault": maybe(text),
    }
    told = ask(home, "--now", QUEUED_AT, "mail", "queue")
    assert told
    assert [breach for one in told for breach in breaches(one, shape)] == []


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--again", "1"), "--by"),
        (("--again", "999", "--by", "王五"), "没有"),
        (("--again", "1", "--by", "王五"), "待发"),
    ],
)
def test_sending_again_needs_a_name_and_a_mail_that_was_given_up(home: Path, words: tuple[str, ...], said: str) -> None:
    """Else it is refused, with what to do."""
    told = call("--home", home, "mail", "send", *words)
    assert (told.status, said in told.err) == (2, True)


def test_a_server_without_a_senders_address_is_told(home: Path) -> None:
    """The settings lack something: one line says which."""
    setting(home, "smtp.address =")
    told = sends(home)
    assert (told.status, told.document["error"]["where"]) == (2, "config.ini [smtp] address")


def test_a_lost_file_keeps_only_its_own_mail(home: Path, smtp: Post) -> None:
    """Where what is enclosed in one mail was altered or lost, people are told, and all others leave."""
    (number,) = [one["number"] for one in queued(home).values() if one["to"] == [LUCHENG]]
    with opened(home, writable=False) as book:
        lost = hashlib.sha256(queue.enclosed(book, number)[0].content).hexdigest()
    (home / "ledger" / "outgoing" / lost[:2] / lost).unlink()
    assert sends(home).status == 1
    told = queued(home)
    assert (told[LUCHENG]["state"], "备份" in told[LUCHENG]["fault"]) == (FAILED, True)
    assert {one["state"] for to, one in told.items() if to != LUCHENG} == {SENT}
    assert len(smtp.taken) == len(told) - 1

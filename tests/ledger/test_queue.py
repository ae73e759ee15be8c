"""The queue of mails: each once, all that befalls it kept, and nothing in it ever changed."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from reporting import ledger
from reporting.ledger import Ledger, queue
from reporting.ledger.audit import audit
from reporting.model.errors import LedgerError
from reporting.model.mails import Enclosed, MailKind, MailState, Outgoing
from tests.ledger.made import NOW, Q3, unguarded

LATER = NOW + timedelta(hours=1)
FILES = (Enclosed("回执.docx", b"docx"), Enclosed("退回.xlsx", b"xlsx"), Enclosed("回执.docx", b"docx"))


def mail(key: str = "回执/1", **changed: object) -> Outgoing:
    """Make a mail with everything a mail may hold."""
    one = Outgoing(
        key,
        MailKind.RECEIPT,
        ("lc@kj.example.cn", "lc2@kj.example.cn"),
        "回执（鹿城区）",
        "鹿城区：\n　　已收到。",
        FILES,
        in_reply_to="<b@x.cn>",
        references=("<a@x.cn>",),
        unit="LC",
        period=Q3,
        addressee="鹿城区",
    )
    return replace(one, **changed)  # type: ignore[arg-type]  # by name


def test_what_is_put_in_comes_out(book: Ledger) -> None:
    """A mail sent days later holds what it held when it was queued, file for file."""
    (number,) = queue.put(book, [mail()], NOW)
    (one,) = queue.every(book)
    assert (one.number, one.state, one.tries, one.queued_at) == (number, MailState.WAITING, 0, NOW)
    assert replace(one.mail, enclosed=queue.enclosed(book, number)) == mail()
    assert queue.names(book, number) == tuple(file.name for file in FILES)


def test_a_mail_of_one_key_is_queued_once(book: Ledger) -> None:
    """A second pass, or another text of the same occasion, makes no second mail."""
    assert len(queue.put(book, [mail(), mail("回执/2")], NOW)) == 2
    assert queue.put(book, [mail(subject="改过"), mail("回执/3")], LATER) == (3,)
    assert [one.mail.key for one in queue.every(book)] == ["回执/1", "回执/2", "回执/3"]
    assert queue.numbered(book, 1) is not None
    assert queue.numbered(book, 4) is None


def test_a_mail_that_left_or_was_dropped_is_not_queued_again(book: Ledger) -> None:
    """Whatever became of it: its occasion is over."""
    first, second = queue.put(book, [mail(), mail("回执/2")], NOW)
    queue.sent(book, first, "<1@x>", NOW)
    queue.drop(book, second, "已报齐", NOW)
    assert queue.put(book, [mail(), mail("回执/2")], LATER) == ()
    assert queue.due(book, LATER) == ()


def test_all_are_put_in_or_none(book: Ledger) -> None:
    """Where what causes a mail fails, the mail is not queued either."""

    def undone() -> None:
        with book.transaction():
            queue.put(book, [mail()], NOW)
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        undone()
    assert queue.every(book) == ()


def test_a_mail_that_waits_is_due_when_its_pause_is_over(book: Ledger) -> None:
    """Not before, and exactly then; how often it was tried is counted."""
    (number,) = queue.put(book, [mail()], NOW)
    queue.defer(book, number, "服务器暂时不收", LATER, NOW)
    assert queue.due(book, LATER - timedelta(seconds=1)) == ()
    (one,) = queue.due(book, LATER)
    assert (one.tries, one.fault, one.due_at, one.state) == (1, "服务器暂时不收", LATER, MailState.WAITING)


def test_a_mail_on_its_way_is_in_doubt_until_it_is_said_to_have_left(book: Ledger) -> None:
    """It is not due meanwhile: nothing is sent a second time by mistake."""
    (number,) = queue.put(book, [mail()], NOW)
    queue.begin(book, number, "<1@x>", NOW)
    assert queue.due(book, LATER) == ()
    assert queue.in_doubt(book, NOW - timedelta(seconds=1)) == ()
    assert [(one.number, one.message_id) for one in queue.in_doubt(book, NOW)] == [(number, "<1@x>")]
    queue.sent(book, number, "<1@x>", LATER)
    (one,) = queue.every(book)
    assert (one.state, one.sent_at, one.message_id) == (MailState.SENT, LATER, "<1@x>")
    assert queue.in_doubt(book, LATER) == ()


def test_a_mail_given_up_is_sent_again_only_by_a_persons_word(book: Ledger) -> None:
    """The word stands in the acts, with the name."""
    (number,) = queue.put(book, [mail()], NOW)
    queue.fail(book, number, "没有这个邮箱", NOW)
    assert queue.due(book, LATER) == ()
    queue.again(book, number, "王五", LATER)
    assert [one.number for one in queue.due(book, LATER)] == [number]
    assert [(one.who, one.what) for one in ledger.acts.every(book)][-1] == ("王五", "mail-again")


def test_mails_of_a_period_are_given_apart(book: Ledger) -> None:
    """What is of no period is in the whole list only."""
    queue.put(book, [mail(), mail("告警", period=None)], NOW)
    assert [one.mail.key for one in queue.every(book, Q3)] == ["回执/1"]
    assert len(queue.every(book)) == 2


def test_a_mail_and_what_befell_it_are_bound_by_acts(book: Ledger) -> None:
    """The audit shows a mail, a file of it or its fate altered with the database's own tools."""
    (number,) = queue.put(book, [mail()], NOW)
    queue.sent(book, number, "<1@x>", NOW)
    assert audit(book).breaks == ()
    for table, column in (("outgoing", "body"), ("enclosures", "sha256"), ("sendings", "what")):
        before = book.rows(f"SELECT {column} FROM {table}")[0][0]
        unguarded(book).write(f"UPDATE {table} SET {column} = 'x'", [()])
        assert any(table in one.where for one in audit(book).breaks), table
        book.write(f"UPDATE {table} SET {column} = ?", [(before,)])


def test_nothing_in_the_queue_can_be_changed_or_taken_out(book: Ledger) -> None:
    """Like all in the ledger."""
    (number,) = queue.put(book, [mail()], NOW)
    queue.sent(book, number, "<1@x>", NOW)
    for table in ("outgoing", "enclosures", "sendings"):
        with pytest.raises(Exception, match="append-only"):
            book.write(f"DELETE FROM {table}", [()])


def test_a_file_that_was_altered_is_not_sent(book: Ledger, tmp_path: Path) -> None:
    """People are told to take it from a backup; a file that is gone is told too."""
    (number,) = queue.put(book, [mail()], NOW)
    path = next(one for one in (tmp_path / "ledger" / "outgoing").rglob("*") if one.is_file())
    path.write_bytes(b"other")
    with pytest.raises(LedgerError, match="改动"):
        queue.enclosed(book, number)
    path.unlink()
    with pytest.raises(LedgerError, match="读不出"):
        queue.enclosed(book, number)


def test_the_queue_is_seen_as_it_was(tmp_path: Path) -> None:
    """Looking back to an instant shows the mails and their states of then."""
    with ledger.opened(tmp_path, writable=True) as book:
        (number,) = queue.put(book, [mail()], NOW)
        queue.sent(book, number, "<1@x>", LATER)
    with ledger.opened(tmp_path, writable=False, as_of=NOW) as book:
        assert [one.state for one in queue.every(book)] == [MailState.WAITING]
    with ledger.opened(tmp_path, writable=False, as_of=NOW - timedelta(seconds=1)) as book:
        assert queue.every(book) == ()

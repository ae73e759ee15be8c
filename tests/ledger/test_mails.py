"""Mails in the ledger: each once, what became of it, whose address it came from."""

from __future__ import annotations

from datetime import timedelta

from reporting import ledger
from reporting.ledger import Ledger
from reporting.ledger.audit import audit
from reporting.model.mails import Envelope, Handling, Post
from tests.ledger.made import NOW, arrival


def came(book: Ledger, name: str, envelope: Envelope, handling: Handling = Handling.NEW) -> Post:
    """Enter a mail."""
    one = arrival(name)
    ledger.originals.keep(book, one)
    return ledger.mails.enter(book, one, envelope, handling, NOW)


def test_a_mail_is_known_by_id_and_body_whatever_headers_it_was_given_on_its_way(book: Ledger) -> None:
    """Fetched twice, forwarded by a second server: the same mail."""
    envelope = Envelope("<1@a>", "body", "a@b.cn", "报表")
    first = came(book, "1.eml", envelope)
    assert ledger.mails.same(book, envelope, "other bytes") == first


def test_the_same_id_with_another_body_is_another_mail(book: Ledger) -> None:
    """Both are kept."""
    came(book, "1.eml", Envelope("<1@a>", "body", "a@b.cn", "报表"))
    assert ledger.mails.same(book, Envelope("<1@a>", "changed", "a@b.cn", "报表"), "other bytes") is None
    assert len(ledger.mails.of_id(book, "<1@a>")) == 1


def test_the_same_from_another_sender_is_another_mail(book: Ledger) -> None:
    """What a stranger sent does not stand in the way of whose it is."""
    came(book, "1.eml", Envelope("<1@a>", "body", "stranger@b.cn", "报表"))
    assert ledger.mails.same(book, Envelope("<1@a>", "body", "a@b.cn", "报表"), "other bytes") is None


def test_without_an_id_only_the_same_bytes_are_the_same_mail(book: Ledger) -> None:
    """Two mails without id do not swallow one another."""
    first = came(book, "1.eml", Envelope("", "x", "a@b.cn", "报表"))
    assert ledger.mails.same(book, Envelope("", "x", "a@b.cn", "报表"), "other bytes") is None
    assert ledger.mails.same(book, Envelope("", "x", "a@b.cn", "报表"), first.sha256) == first
    assert ledger.mails.of_id(book, "") == ()


def test_what_became_of_a_mail_last_counts(book: Ledger) -> None:
    """And what it was before stays in the ledger."""
    post = came(book, "1.eml", Envelope("<1@a>", "body", "a@b.cn", "报表"))
    ledger.mails.settle(book, post.number, Handling.HELD, NOW, (), "等待确认")
    ledger.mails.settle(book, post.number, Handling.TAKEN, NOW + timedelta(hours=1), ("LC", "LW"), "", "张三")
    (now,) = ledger.mails.every(book)
    assert (now.handling, now.units, now.reason) == (Handling.TAKEN, ("LC", "LW"), "")
    assert ledger.mails.handled(book, Handling.HELD) == ()
    assert len(book.rows("SELECT * FROM handlings")) == 3
    assert audit(book).breaks == ()


def test_only_the_headers_of_a_large_mail_do_not_stand_for_it(book: Ledger) -> None:
    """Once it is let in, it is new."""
    came(book, "1.eml", Envelope("<1@a>", "headers", "a@b.cn", "报表"), Handling.LARGE)
    assert ledger.mails.of_id(book, "<1@a>") == ()


def test_a_file_leads_back_to_its_mail_through_its_archive(book: Ledger) -> None:
    """And one that came in no mail to none."""
    post = came(book, "1.eml", Envelope("<1@a>", "body", "a@b.cn", "报表"))
    packed, within, alone = arrival("1.zip"), arrival("1.xlsx"), arrival("2.xlsx")
    ledger.originals.keep(book, packed, post.sha256)
    ledger.originals.keep(book, within, packed.sha256)
    ledger.originals.keep(book, alone)
    assert ledger.mails.carrier(book, within.sha256) == post
    assert ledger.mails.carrier(book, alone.sha256) is None


def test_an_address_is_learnt_once_for_each_unit(book: Ledger) -> None:
    """One clerk may send for two."""
    for unit in ("LC", "LC", "LW"):
        ledger.senders.learn(book, "a@b.cn", unit, "张三", NOW)
    assert ledger.senders.learnt(book) == {"a@b.cn": ("LC", "LW")}
    assert audit(book).breaks == ()

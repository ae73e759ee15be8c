"""Mails that Outlook saved as `.msg` are mails like any other."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from reporting.mail.parse import came, parse
from reporting.model.mails import Incoming
from reporting.model.workdays import SHANGHAI
from tests.commands.posted import ADDRESSES, home_by_mail, passed, post, standings
from tests.commands.published import answers
from tests.mail.corpus import FORM, SENDER
from tests.mail.outlook_made import saved

CAME = datetime(2023, 10, 12, 17, 5, tzinfo=SHANGHAI)


def read(content: bytes) -> Incoming:
    """Take it apart."""
    return parse(content, "a.msg", CAME)


def test_files_and_texts_come_out_whatever_their_size() -> None:
    """Small streams lie elsewhere than large ones."""
    mail = read(
        saved(SENDER, "乐清市报表", "请查收", {"乐清市三季度.xlsx": FORM, "大.bin": FORM * 500, "..\\x.txt": b"x"})
    )
    assert {one.name: one.content for one in mail.enclosed} == {
        "乐清市三季度.xlsx": FORM,
        "大.bin": FORM * 500,
        "x.txt": b"x",
    }
    assert (mail.sender, mail.subject, mail.text, mail.faults) == (SENDER, "乐清市报表", "请查收", ())


def test_the_headers_it_came_with_say_who_sent_it() -> None:
    """Before what the mailbox has noted."""
    headers = f"Message-ID: <7@a>\r\nFrom: =?gb2312?B?wNbH5Q==?= <{SENDER}>\r\nReferences: <1@a> <2@a>\r\n\r\n"
    mail = read(saved("other@kj.example.invalid", "x", "", {}, headers))
    assert (mail.sender, mail.name, mail.message_id, mail.references) == (SENDER, "乐清", "<7@a>", ("<1@a>", "<2@a>"))


def test_it_came_when_the_mailbox_it_was_saved_from_says() -> None:
    """Not when it was saved; one that says nothing came when it was laid down."""
    ticks = (CAME - datetime(1601, 1, 1, tzinfo=UTC)) // timedelta(microseconds=1) * 10
    assert came(saved(SENDER, "x", "y", {}, delivered=ticks), CAME + timedelta(days=9)) == CAME
    assert came(saved(SENDER, "x", "y", {}), CAME) == CAME


@pytest.mark.parametrize("part", [0.3, 0.6, 0.9])
def test_a_damaged_one_is_told(part: float) -> None:
    """And it is kept, as every original is."""
    content = saved(SENDER, "x", "y", {"a.xlsx": FORM * 500})
    mail = read(content[: int(len(content) * part)])
    assert mail.enclosed == ()
    assert mail.faults


def test_a_form_in_one_counts(tmp_path: Path) -> None:
    """From its own unit's address."""
    home = home_by_mail(tmp_path / "home")
    told = answers(home)
    post(home, "来信.msg", saved(ADDRESSES["鹿城区"], "报表", "请查收", {"a.xlsx": told["鹿城区"]}))
    post(home, "二.msg", saved(ADDRESSES["鹿城区"], "报表", "请查收", {"b.xlsx": told["瓯海区"]}))
    found = {name: one["outcome"] for name, one in passed(home).items()}
    assert found == {
        "来信.msg": "accepted",
        "来信.msg/a.xlsx": "accepted",
        "二.msg": "quarantined",
        "二.msg/b.xlsx": "quarantined",
    }
    assert (standings(home)["鹿城区"], standings(home)["瓯海区"]) == ("accepted", "missing")

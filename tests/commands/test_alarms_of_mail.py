"""The bureau is told of mails people must look at, once a pass, and nobody else is."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from reporting.commands.alarms import alarms
from reporting.commands.office import open_office
from reporting.model.mails import MailKind, Outgoing
from tests.commands.calling import call
from tests.commands.posted import ADDRESSES, confirm, home_by_mail, passed, post, setting
from tests.commands.published import NOW, answers
from tests.mail.letters import letter

STRANGER = "wzlc1990@163.example.invalid"


def told(home: Path) -> tuple[Outgoing, ...]:
    """Give what the bureau is told."""
    office = open_office(home, datetime.fromisoformat(NOW), lambda _line: None)
    with office.ledger(writable=False) as book:
        return alarms(office, book)


def furnished(folder: Path) -> Path:
    """Make a home whose bureau is a unit with an address."""
    home = home_by_mail(folder / "home")
    setting(home, "office.bureau = 洞头区")
    return home


def test_one_mail_tells_of_all_that_a_pass_laid_aside(tmp_path: Path) -> None:
    """With what to do; a mail that was taken, and one that a machine answered, are not told of."""
    home = furnished(tmp_path)
    forms = answers(home)
    post(home, "a.eml", letter(STRANGER, {"a.xlsx": forms["鹿城区"]}, message_id="<1@a>", subject="三季度报表"))
    post(home, "b.eml", letter(ADDRESSES["鹿城区"], {"a.xlsx": forms["瓯海区"]}, message_id="<2@a>"))
    post(home, "c.eml", letter(ADDRESSES["鹿城区"], {"a.xlsx": forms["鹿城区"]}, message_id="<3@a>"))
    post(home, "d.eml", letter("MAILER-DAEMON@a.cn", subject="系统退信", message_id="<4@a>"))
    post(home, "e.eml", letter(ADDRESSES["鹿城区"], subject="自动回复：外出", message_id="<5@a>"))
    passed(home)
    (mail,) = told(home)
    assert (mail.kind, mail.to, mail.subject) == (MailKind.ALARM, (ADDRESSES["洞头区"],), "有3封来信没有收取，请处理")
    assert all(word in mail.text for word in (STRANGER, "三季度报表", "mail confirm", "瓯海区", "退信"))
    assert "外出" not in mail.text
    assert told(home) == (mail,)


def test_a_second_pass_has_a_mail_of_its_own(tmp_path: Path) -> None:
    """Its key is another; what was confirmed meanwhile is not told again."""
    home = furnished(tmp_path)
    forms = answers(home)
    post(home, "a.eml", letter(STRANGER, {"a.xlsx": forms["鹿城区"]}, message_id="<1@a>"))
    passed(home)
    (first,) = told(home)
    confirm(home, STRANGER, "鹿城区")
    assert told(home) == ()
    post(home, "b.eml", letter("other@163.example.invalid", {"a.xlsx": b"x"}, message_id="<2@a>"))
    passed(home, "2018-03-06T09:00:00+08:00")
    (second,) = told(home)
    assert second.key != first.key
    assert STRANGER not in second.text


def test_nothing_is_told_where_nothing_happened_or_the_bureau_has_no_address(tmp_path: Path) -> None:
    """And reading a mail never sends one."""
    home = furnished(tmp_path)
    assert told(home) == ()
    post(home, "b.eml", letter(STRANGER, {"a.xlsx": b"x"}, message_id="<2@a>"))
    passed(home)
    setting(home, "office.bureau = 没有这个单位")
    assert all(ADDRESSES["洞头区"] not in mail.to for mail in told(home))
    assert call("--home", home, "mail", "fetch").status == 0

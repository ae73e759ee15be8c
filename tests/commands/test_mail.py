"""Mails that lie in the inbox: who may send what, and what becomes of the rest."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from reporting.commands.office import open_office
from reporting.commands.take_in import take_in
from reporting.ledger.book import opened
from tests.commands.calling import ask, call, copied
from tests.commands.posted import ADDRESSES, confirm, home_by_mail, passed, post, setting, standings
from tests.commands.published import NOW, PERIOD, answers, send
from tests.mail.letters import letter, part, raw

LUCHENG, OUHAI = ADDRESSES["鹿城区"], ADDRESSES["瓯海区"]
STRANGER = "wzlc1990@163.example.invalid"
Told = Mapping[str, bytes]


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Told]:
    """Give a home whose units have addresses, and their filled forms."""
    home = home_by_mail(tmp_path_factory.mktemp("mail") / "home")
    return home, answers(home)


@pytest.fixture
def told(made: tuple[Path, Told]) -> Told:
    """Give the filled forms by unit."""
    return made[1]


@pytest.fixture
def home(made: tuple[Path, Told], tmp_path: Path) -> Path:
    """Give a copy of the home."""
    return copied(made[0], tmp_path / "home")


def codes(home: Path) -> list[str]:
    """Give what was found about files, by the ledger's own rows."""
    with opened(home, writable=False) as book:
        return [code for (code,) in book.rows("SELECT code FROM findings WHERE arrival IS NOT NULL ORDER BY number")]


def outcomes(found: dict[str, Any]) -> dict[str, str]:
    """Give each file's outcome."""
    return {name: one["outcome"] for name, one in found.items()}


def test_a_form_by_mail_counts_from_the_instant_the_mail_came(home: Path, told: Told) -> None:
    """By the server's clock, not by the sender's Date nor by when somebody saved the file."""
    mail = letter(LUCHENG, {"鹿城区.xlsx": told["鹿城区"]}, came="2018-02-27T08:15:30+08:00")
    post(home, "来信.eml", mail, "2018-03-02T09:00:00+08:00")
    assert outcomes(passed(home)) == {"来信.eml": "accepted", "来信.eml/鹿城区.xlsx": "accepted"}
    (one,) = [one for one in ask(home, "--now", NOW, "status", PERIOD) if one["sender"] == "鹿城区"]
    assert one["received_at"] == "2018-02-27T08:15:30+08:00"
    assert not any((home / "inbox").rglob("*.eml"))


def test_an_archive_and_a_forwarded_mail_are_opened(home: Path, told: Told) -> None:
    """Forms lie in mails in mails in archives."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("鹿城区.xlsx", told["鹿城区"])
    inner = letter("someone@163.example.invalid", {"报表.zip": stream.getvalue()}).replace(b"_letter", b"_inner")
    outer = raw(
        f"From: {LUCHENG}\nSubject: Fw\nMessage-ID: <9@a>".encode(), b"Content-Type: message/rfc822\n\n" + inner
    )
    post(home, "转发.eml", outer)
    assert set(outcomes(passed(home)).values()) == {"accepted"}
    assert standings(home)["鹿城区"] == "accepted"


def test_a_form_from_another_units_address_does_not_count(home: Path, told: Told) -> None:
    """The rest of that mail does; the same file from its own sender does too, afterwards."""
    post(home, "a.eml", letter(LUCHENG, {"a.xlsx": told["瓯海区"], "b.xlsx": told["鹿城区"]}))
    found = outcomes(passed(home))
    assert (found["a.eml/a.xlsx"], found["a.eml/b.xlsx"], found["a.eml"]) == ("quarantined", "accepted", "quarantined")
    assert (standings(home)["瓯海区"], standings(home)["鹿城区"]) == ("missing", "accepted")
    assert "mail-sender" in codes(home)
    post(home, "b.eml", letter(OUHAI, {"a.xlsx": told["瓯海区"]}))
    passed(home)
    assert standings(home)["瓯海区"] == "accepted"


def test_a_stranger_with_our_stamp_is_held_until_a_clerk_says_whose_address_it_is(home: Path, told: Told) -> None:
    """Nothing is lost, nothing counts before; afterwards the address is known for good."""
    post(home, "a.eml", letter(STRANGER, {"a.xlsx": told["鹿城区"]}, message_id="<1@a>"))
    assert outcomes(passed(home)) == {"a.eml": "waiting"}
    assert standings(home)["鹿城区"] == "missing"
    assert passed(home) == {}
    assert not any((home / "inbox").rglob("*.eml"))
    done = confirm(home, STRANGER.upper(), "鹿城")
    assert done.status == 0
    assert done.document["mails"] == ["a.eml"]
    assert outcomes(passed(home)) == {"a.eml": "accepted", "a.eml/a.xlsx": "accepted"}
    assert standings(home)["鹿城区"] == "accepted"
    changed = answers(home, {("鹿城区", "研发人员折合全时当量"): "2001"})["鹿城区"]
    post(home, "b.eml", letter(STRANGER, {"a.xlsx": changed}, message_id="<2@a>", came="2018-03-02T09:00:00+08:00"))
    assert outcomes(passed(home))["b.eml"] == "accepted"
    assert ask(home, "audit")["breaks"] == []


def test_of_a_mail_that_is_held_it_is_said_how_to_let_it_in(home: Path, told: Told) -> None:
    """With the very words to type."""
    post(home, "a.eml", letter(STRANGER, {"a.xlsx": told["鹿城区"]}))
    office = open_office(home, datetime.fromisoformat(NOW), lambda _line: None)
    with office.ledger(writable=True) as book:
        (report,) = take_in(office, book, office.period(PERIOD))
    (finding,) = report.findings
    assert finding.code == "mail-held"
    assert f"mail confirm {STRANGER} --unit" in finding.message


def test_a_confirmed_address_is_that_units_alone(home: Path, told: Told) -> None:
    """A clerk's word for one county lets no other's form in."""
    post(home, "a.eml", letter(STRANGER, {"a.xlsx": told["鹿城区"]}))
    passed(home)
    confirm(home, STRANGER, "瓯海区")
    assert outcomes(passed(home))["a.eml/a.xlsx"] == "quarantined"
    assert standings(home)["鹿城区"] == "missing"


def test_what_is_laid_aside_is_let_in_when_a_clerk_says_so(home: Path, told: Told) -> None:
    """One clerk sends for two: the second is confirmed as well."""
    post(home, "a.eml", letter(LUCHENG, {"a.xlsx": told["瓯海区"]}))
    passed(home)
    assert confirm(home, LUCHENG, "瓯海区").status == 0
    assert outcomes(passed(home))["a.eml/a.xlsx"] == "accepted"
    assert standings(home)["瓯海区"] == "accepted"


def test_only_an_address_that_wrote_can_be_confirmed(home: Path, told: Told) -> None:
    """A slip of the pen opens no door, and is told what there is."""
    post(home, "a.eml", letter(STRANGER, {"a.xlsx": told["鹿城区"]}))
    passed(home)
    done = confirm(home, "wzlc1991@163.example.invalid", "鹿城区")
    assert done.status == 2
    assert STRANGER in done.document["error"]["mend"]
    assert call("--home", home, "mail", "confirm", STRANGER, "--unit", "鹿城区", "--by", " ").status == 2
    assert confirm(home, STRANGER, "没有这个县").status == 2


def test_a_stranger_without_our_stamp_is_laid_aside(home: Path) -> None:
    """Advertisements are kept apart, and nobody is bothered with confirming them."""
    post(home, "a.eml", letter(STRANGER, {"优惠.xlsx": b"PK not ours"}))
    post(home, "b.eml", letter(STRANGER, message_id="<2@a>"))
    assert set(outcomes(passed(home)).values()) == {"quarantined"}


AUTHSERV = "mx.kj.example.invalid"


@pytest.mark.parametrize(
    ("results", "counts"),
    [
        (f"{AUTHSERV}; spf=fail smtp.mailfrom=x", False),
        (f"{AUTHSERV}; spf=pass; dkim=fail", False),
        (f"{AUTHSERV}; spf=fail; dkim=pass; dmarc=pass", True),
        (f"{AUTHSERV}; spf=pass; dkim=pass", True),
        ("mx.other.example.invalid; spf=fail", True),
    ],
)
def test_a_mail_our_server_found_forged_does_not_count(home: Path, told: Told, results: str, counts: bool) -> None:
    """Believed is our own server alone."""
    setting(home, f"imap.authserv = {AUTHSERV}")
    post(home, "a.eml", letter(LUCHENG, {"a.xlsx": told["鹿城区"]}, headers={"Authentication-Results": results}))
    assert outcomes(passed(home))["a.eml/a.xlsx"] == ("accepted" if counts else "quarantined")
    assert ("mail-forged" in codes(home)) is not counts


def test_without_the_name_of_our_server_no_results_are_looked_at(home: Path, told: Told) -> None:
    """Anybody can write such a line."""
    headers = {"Authentication-Results": f"{AUTHSERV}; spf=fail"}
    post(home, "a.eml", letter(LUCHENG, {"a.xlsx": told["鹿城区"]}, headers=headers))
    assert outcomes(passed(home))["a.eml/a.xlsx"] == "accepted"


def test_what_comes_back_with_our_own_forms_is_not_taken_for_a_report(home: Path, told: Told) -> None:
    """A bounce encloses what we sent."""
    post(home, "a.eml", letter("MAILER-DAEMON@mx.example.invalid", {"a.xlsx": told["鹿城区"]}, subject="系统退信"))
    assert outcomes(passed(home)) == {"a.eml": "quarantined"}
    assert standings(home)["鹿城区"] == "missing"
    assert codes(home) == ["mail-machine"]


def test_an_automatic_answer_with_a_report_is_a_report(home: Path, told: Told) -> None:
    """Office systems say of everything that it was sent automatically."""
    headers = {"Auto-Submitted": "auto-replied"}
    post(home, "a.eml", letter(LUCHENG, {"a.xlsx": told["鹿城区"]}, headers=headers))
    assert outcomes(passed(home))["a.eml"] == "accepted"


def test_a_mail_that_came_before_is_not_taken_again(home: Path, told: Told) -> None:
    """Whatever headers the second way gave it."""
    mail = letter(LUCHENG, {"a.xlsx": told["鹿城区"]}, message_id="<1@a>")
    post(home, "a.eml", mail)
    passed(home)
    post(home, "b.eml", b"X-Way: another\r\n" + mail)
    assert outcomes(passed(home)) == {"b.eml": "known"}
    assert ask(home, "--now", NOW, "status", PERIOD)[0]["version"] == 1


def test_one_id_with_two_contents_is_two_mails_and_told(home: Path, told: Told) -> None:
    """Both are kept."""
    post(home, "a.eml", letter(LUCHENG, {"a.xlsx": told["鹿城区"]}, message_id="<1@a>"))
    passed(home)
    changed = answers(home, {("鹿城区", "研发人员折合全时当量"): "2001"})["鹿城区"]
    later = "2018-03-02T09:00:00+08:00"
    post(home, "b.eml", letter(LUCHENG, {"a.xlsx": changed}, message_id="<1@a>", came=later), later)
    assert outcomes(passed(home))["b.eml/a.xlsx"] == "accepted"
    assert "mail-double" in codes(home)


def test_of_two_forms_in_one_mail_neither_is_guessed(home: Path, told: Told) -> None:
    """Whatever 以此为准 stands beside; both come back."""
    changed = answers(home, {("鹿城区", "研发人员折合全时当量"): "2001"})["鹿城区"]
    post(home, "a.eml", letter(LUCHENG, {"a.xlsx": told["鹿城区"], "a（以此为准）.xlsx": changed}, text="以此为准"))
    found = outcomes(passed(home))
    assert (found["a.eml/a.xlsx"], found["a.eml/a（以此为准）.xlsx"]) == ("returned", "returned")
    told_codes = {one["code"] for one in ask(home, "--now", NOW, "findings", PERIOD)}
    assert "id-two-files" in told_codes


def test_the_same_form_twice_and_a_blank_one_beside_it_disturb_nothing(home: Path, told: Told) -> None:
    """Equal figures are one answer, and an empty form is none."""
    blank = next((home / "outbox" / PERIOD / "forms").glob("鹿城区.xlsx")).read_bytes()
    post(home, "a.eml", letter(LUCHENG, {"空白.xlsx": blank, "a.xlsx": told["鹿城区"], "b.xlsx": told["鹿城区"]}))
    passed(home)
    assert standings(home)["鹿城区"] == "accepted"
    assert "id-two-files" not in codes(home)


def test_a_mail_without_a_form_is_told_with_what_it_links_to(home: Path) -> None:
    """A drive is not opened."""
    post(home, "a.eml", letter(LUCHENG, text="报表在 https://pan.baidu.com/s/1abc"))
    assert outcomes(passed(home)) == {"a.eml": "quarantined"}
    assert codes(home) == ["mail-link", "mail-empty"]


def test_a_part_that_cannot_be_read_is_told_and_the_rest_is_taken(home: Path, told: Told) -> None:
    """A damaged winmail.dat spoils nothing."""
    form = part(b"application/octet-stream", told["鹿城区"], b"Content-Disposition: attachment; filename=a.xlsx")
    packet = part(b"application/ms-tnef", b"abc", b"Content-Disposition: attachment; filename=winmail.dat")
    post(home, "a.eml", raw(f"From: {LUCHENG}\nSubject: x\nMessage-ID: <1@a>".encode(), form, packet))
    assert outcomes(passed(home))["a.eml/a.xlsx"] == "accepted"
    assert "mail-part" in codes(home)


def test_a_file_laid_into_the_inbox_needs_no_address(home: Path, told: Told) -> None:
    """Who may use the inbox is the bureau's affair, as before."""
    send(home, "鹿城区", told["鹿城区"])
    assert set(outcomes(passed(home)).values()) == {"accepted"}


def test_fetching_where_mails_come_as_files_says_what_to_do(home: Path) -> None:
    """The default needs no server."""
    done = call("--home", home, "mail", "fetch")
    assert done.status == 0
    assert "inbox" in done.out


PICTURE = b"\x89PNG\r\n\x1a\n" + b"x" * 50


def scans(home: Path) -> list[tuple[str, str]]:
    """Give the scans that are attached: whose, and by which name they came."""
    with opened(home, writable=False) as book:
        names = {unit.code: unit.name for unit in open_office(home, datetime.fromisoformat(NOW), print).catalogue.units}
        rows = book.rows("SELECT sender, name FROM attachments ORDER BY number")
    return [(names[sender], name) for sender, name in rows]


def test_a_scan_by_mail_is_its_senders(home: Path, told: Told) -> None:
    """Even if its name says nothing."""
    post(home, "a.eml", letter(LUCHENG, {"a.xlsx": told["鹿城区"], "IMG_01.png": PICTURE}))
    passed(home)
    assert scans(home) == [("鹿城区", "a.eml/IMG_01.png")]


def test_a_scan_by_mail_is_never_attached_to_anothers_form(home: Path, told: Told) -> None:
    """Not in its own pass, and not when the other's form comes later."""
    post(home, "a.eml", letter(LUCHENG, {"瓯海区2017年盖章.png": PICTURE}))
    passed(home)
    post(home, "b.eml", letter(OUHAI, {"a.xlsx": told["瓯海区"]}))
    passed(home)
    assert standings(home)["瓯海区"] == "accepted"
    assert scans(home) == []


def test_one_mail_laid_into_the_inbox_twice_counts_once(home: Path, told: Told) -> None:
    """In one pass."""
    mail = letter(LUCHENG, {"a.xlsx": told["鹿城区"]}, message_id="<1@a>")
    post(home, "a.eml", mail)
    post(home, "a(1).eml", mail)
    passed(home)
    (one,) = [one for one in ask(home, "--now", NOW, "status", PERIOD) if one["sender"] == "鹿城区"]
    assert (one["version"], one["state"]) == (1, "accepted")
    assert ask(home, "audit")["breaks"] == []


def test_what_the_program_failed_at_is_opened_again_with_its_mail(
    home: Path, told: Told, monkeypatch: pytest.MonkeyPatch
) -> None:
    """By a later program; who sent it is looked at then as before."""
    with monkeypatch.context() as failing:
        failing.setattr("reporting.__version__", "0.0.1")
        failing.setattr("reporting.commands.open_all.forms_in", _fails)
        post(home, "a.eml", letter(LUCHENG, {"a.xlsx": told["鹿城区"], "b.xlsx": told["瓯海区"]}))
        assert call("--home", home, "--now", NOW, "run", PERIOD).status == 3
    found = outcomes(passed(home))
    assert (found["a.eml/a.xlsx"], found["a.eml/b.xlsx"]) == ("accepted", "quarantined")
    assert (standings(home)["鹿城区"], standings(home)["瓯海区"]) == ("accepted", "missing")


def _fails(*_: object) -> None:
    raise ZeroDivisionError

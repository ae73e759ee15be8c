"""A scan of the stamped form comes along: before, with or after the form; it is kept, and never of the wrong kind."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from reporting.package.pack import pack
from tests.commands.calling import ask, call, drop
from tests.commands.published import NOW, PERIOD, SENT, answers
from tests.documents.made import lines
from tests.sheets.converted import kept
from tests.sheets.made import loaded

PICTURE = b"\x89PNG\r\n\x1a\n" + b"x" * 50
PDF = b"%PDF-1.4\n" + b"x" * 50
FORM = kept("form.xls")
LATER = "2018-03-06T17:00:00+08:00"
SENDER = "鹿城区"


def passed(home: Path, now: str = NOW) -> dict[str, str]:
    """Make a pass, and give what became of each file."""
    return {one["file"]: one["outcome"] for one in ask(home, "--now", now, "run", PERIOD)["files"]}


def stamped(home: Path, sender: str = SENDER) -> bool:
    """Whether the sender's form is said to have its scan."""
    return next(bool(one["stamped"]) for one in ask(home, "status", PERIOD) if one["sender"] == sender)


def said(home: Path, file: str) -> dict[str, Any]:
    """Give what is said of a scan."""
    found = [one for one in ask(home, "findings", PERIOD) if one["code"] == "file-picture" and one["file"] == file]
    assert len(found) == 1
    return dict(found[0])


def receipt(home: Path) -> str:
    """Give the words of the sender's receipt."""
    path = home / "outbox" / PERIOD / "receipts" / SENDER / "RD1-第1版.docx"
    return "\n".join(lines(path.read_bytes()))


@pytest.mark.parametrize(
    ("scan", "content", "form"),
    [
        ("鹿城区2017年盖章件.pdf", PDF, "鹿城区.xls"),
        ("鹿城区盖章.png", PICTURE, "鹿城区.xls"),
        ("鹿城区/IMG_0001.png", PICTURE, "鹿城区/报表.xls"),
        ("三月/鹿城/扫描.pdf", PDF, "三月/鹿城/报表.xls"),
    ],
)
def test_a_scan_beside_its_form_is_kept(table_home: Path, scan: str, content: bytes, form: str) -> None:
    """It is accepted with a note, counted in 报送情况, and the receipt says that it came."""
    drop(table_home, scan, content, SENT)
    drop(table_home, form, FORM, SENT)
    assert passed(table_home) == {scan: "accepted", form: "accepted"}
    note = said(table_home, scan)
    assert (note["severity"], note["sender"], note["period"]) == ("note", SENDER, PERIOD)
    assert stamped(table_home)
    assert "已收到" in receipt(table_home)
    sheet = loaded((table_home / "outbox" / PERIOD / "汇总表.xlsx").read_bytes())["报送情况"]
    rows = {row[0].value: row[-1].value for row in sheet.iter_rows()}
    assert rows[SENDER] == "有"
    assert not list((table_home / "ledger").rglob("quarantine/*"))


def test_without_a_scan_one_is_waited_for(table_home: Path) -> None:
    """Receipt and 报送情况 say 待盖章件; of a sender that sent nothing no scan is waited for."""
    drop(table_home, "鹿城区.xls", FORM, SENT)
    passed(table_home)
    assert not stamped(table_home)
    assert "待盖章件" in receipt(table_home)
    sheet = loaded((table_home / "outbox" / PERIOD / "汇总表.xlsx").read_bytes())["报送情况"]
    rows = {row[0].value: row[-1].value for row in sheet.iter_rows()}
    assert (rows[SENDER], rows["瓯海区"] or "") == ("待盖章件", "")


def test_a_scan_that_comes_later_is_attached(table_home: Path) -> None:
    """The form is in force; its scan, named with sender and period, finds it."""
    drop(table_home, "鹿城区.xls", FORM, SENT)
    passed(table_home)
    drop(table_home, "鹿城区2017年度盖章件.pdf", PDF, SENT)
    assert passed(table_home, LATER) == {"鹿城区2017年度盖章件.pdf": "accepted"}
    assert stamped(table_home)
    assert "已收到（鹿城区2017年度盖章件.pdf）" in receipt(table_home)


def test_a_scan_that_came_first_is_found_again(table_home: Path) -> None:
    """Alone it takes the form's place and is laid aside; when the form comes it is attached, and told so."""
    drop(table_home, "鹿城区2017年盖章件.pdf", PDF, SENT)
    assert passed(table_home) == {"鹿城区2017年盖章件.pdf": "quarantined"}
    alone = said(table_home, "鹿城区2017年盖章件.pdf")
    assert (alone["severity"], alone["sender"]) == ("error", SENDER)
    assert "电子表" in alone["message"]
    drop(table_home, "鹿城区.xls", FORM, SENT)
    assert passed(table_home, LATER) == {"鹿城区.xls": "accepted", "鹿城区2017年盖章件.pdf": "accepted"}
    assert said(table_home, "鹿城区2017年盖章件.pdf")["severity"] == "note"
    assert stamped(table_home)
    assert passed(table_home, LATER) == {}


@pytest.mark.parametrize(("scan", "form"), [("1鹿城区盖章.pdf", "2鹿城区.xls"), ("2鹿城区盖章.pdf", "1鹿城区.xls")])
def test_the_order_of_a_pass_does_not_matter(table_home: Path, scan: str, form: str) -> None:
    """Scan and form may lie in the inbox in any order."""
    drop(table_home, scan, PDF, SENT)
    drop(table_home, form, FORM, SENT)
    assert passed(table_home) == {scan: "accepted", form: "accepted"}
    assert stamped(table_home)


def test_a_scan_of_no_period_is_told_so_and_may_come_again(table_home: Path) -> None:
    """Long after the form nobody can say what `鹿城区盖章.pdf` shows; the same scan under a better name is taken."""
    drop(table_home, "鹿城区.xls", FORM, SENT)
    passed(table_home)
    drop(table_home, "鹿城区盖章.pdf", PDF, SENT)
    assert passed(table_home, LATER) == {"鹿城区盖章.pdf": "quarantined"}
    assert "写明报告期" in said(table_home, "鹿城区盖章.pdf")["message"]
    assert not stamped(table_home)
    drop(table_home, "鹿城区2017年盖章.pdf", PDF, SENT)
    assert passed(table_home, LATER) == {"鹿城区2017年盖章.pdf": "accepted"}
    assert stamped(table_home)
    drop(table_home, "鹿城区2017年盖章(1).pdf", PDF, SENT)
    assert passed(table_home, LATER) == {"鹿城区2017年盖章(1).pdf": "known"}


@pytest.mark.parametrize(
    "name", ["IMG_0012.png", "鹿城区.png", "鹿城区2017年.png", "瓯海区2017年盖章.png", "鹿城区2016年盖章.png"]
)
def test_a_picture_instead_of_a_table_is_no_attachment(table_home: Path, name: str) -> None:
    """Nothing of that sender and period came: the figures cannot be read, and the sender is told so."""
    drop(table_home, name, PICTURE, SENT)
    if not name.startswith("鹿城区.") and "鹿城区2017" not in name:
        drop(table_home, "鹿城区.xls", FORM, SENT)
    assert passed(table_home)[name] == "quarantined"
    assert said(table_home, name)["severity"] == "error"
    assert not any(one["stamped"] for one in ask(table_home, "status", PERIOD))


def test_a_scan_beside_forms_of_several_is_kept_and_told(table_home: Path) -> None:
    """In an archive of two counties an unnamed scan is of neither for certain, but takes no form's place."""
    other = answers(table_home)["瓯海区"]
    drop(table_home, "全部.zip", pack({"扫描件.png": PICTURE, "鹿城区.xls": FORM, "瓯海区.xlsx": other}), SENT)
    outcomes = passed(table_home)
    assert outcomes["全部.zip/扫描件.png"] == "accepted"
    assert "写明单位和报告期" in said(table_home, "全部.zip/扫描件.png")["message"]
    assert not stamped(table_home)
    drop(table_home, "鹿城区2017年.png", PICTURE, SENT)
    assert passed(table_home, LATER) == {"鹿城区2017年.png": "accepted"}
    assert stamped(table_home)


def test_a_picture_that_names_a_form_takes_its_place(table_home: Path) -> None:
    """Beside another sender's table in one archive, a photo of a table that is missing is told for what it is."""
    photo = "瓯海区RD1.png"
    drop(table_home, "全部.zip", pack({photo: PICTURE, "鹿城区.xls": FORM}), SENT)
    assert passed(table_home)[f"全部.zip/{photo}"] == "quarantined"
    assert said(table_home, f"全部.zip/{photo}")["sender"] == "瓯海区"


def test_a_bug_at_one_scan_stops_no_other_file(table_home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The scan waits for the IT person, the form beside it is taken in."""
    drop(table_home, "鹿城区.xls", FORM, SENT)
    drop(table_home, "鹿城区盖章.png", PICTURE, SENT)
    monkeypatch.setattr("reporting.commands.attach.scan", lambda *_: 1 / 0)
    answer = call("--home", table_home, "--now", NOW, "--json", "run", PERIOD)
    outcomes = {one["file"]: one["outcome"] for one in answer.document["files"]}
    assert (answer.status, outcomes) == (3, {"鹿城区.xls": "accepted", "鹿城区盖章.png": "quarantined"})


def test_a_bug_at_an_earlier_scan_stops_no_form(table_home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A scan that waits for its form, and at which the program fails when the form comes, holds nothing up."""
    drop(table_home, "鹿城区2017年盖章.png", PICTURE, SENT)
    passed(table_home)
    drop(table_home, "鹿城区.xls", FORM, SENT)
    monkeypatch.setattr("reporting.commands.attach.scan", lambda *_: 1 / 0)
    answer = call("--home", table_home, "--now", NOW, "--json", "run", PERIOD)
    outcomes = {one["file"]: one["outcome"] for one in answer.document["files"]}
    assert (answer.status, outcomes["鹿城区.xls"]) == (3, "accepted")


def test_the_same_pass_twice_gives_the_same_receipts(table_home: Path) -> None:
    """What says that the scan came is reproducible."""
    drop(table_home, "鹿城区.zip", pack({"盖章.png": PICTURE, "鹿城区.xls": FORM}), SENT)
    passed(table_home)
    path = table_home / "outbox" / PERIOD / "receipts" / SENDER / "RD1-第1版.docx"
    before = path.read_bytes()
    passed(table_home, LATER)
    assert path.read_bytes() == before

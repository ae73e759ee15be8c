"""What is said of files beyond their figures: secrets, what came before, sheets taken out, late corrections."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from tests.commands.calling import ask, call, copied, drop
from tests.commands.conftest import Table
from tests.commands.published import NOW, OFFICE, PERIOD, answers, send

QUARTER, COUNTY = "2023Q3", "乐清市"
LATER = "2023-10-12T17:00:00+08:00"


def codes(home: Path, period: str = PERIOD) -> list[str]:
    """Give the codes of all findings, without those about who signed and when."""
    told = ask(home, "findings", period)
    return [one["code"] for one in told if one["code"] not in ("sign-missing", "late")]


def saved(book: openpyxl.Workbook) -> bytes:
    """Give a workbook's bytes."""
    held = io.BytesIO()
    book.save(held)
    return held.getvalue()


def test_a_secret_file_is_laid_aside_with_an_alarm(table: Table, table_home: Path) -> None:
    """Its figures are used nowhere, people read the alarm in the answer, and the other files are taken."""
    book = openpyxl.load_workbook(io.BytesIO(table.content["龙湾区"]))
    for sheet in book.worksheets:
        assert sheet.HeaderFooter.oddHeader is not None
        sheet.HeaderFooter.oddHeader.center.text = "机密★1年"
    send(table_home, "龙湾区", saved(book))
    send(table_home, OFFICE, table.content[OFFICE])
    told = call("--home", table_home, "--now", NOW, "run", PERIOD)
    assert "已隔离 龙湾区.xlsx：涉密告警：" in told.out
    assert "保密员" in told.out
    (finding,) = [one for one in ask(table_home, "findings", PERIOD) if one["code"] == "file-secret"]
    assert (finding["severity"], finding["file"], finding["found"]) == ("error", "龙湾区.xlsx", "机密★1年")
    states = {one["sender"]: one["state"] for one in ask(table_home, "status", PERIOD)}
    assert (states["龙湾区"], states[OFFICE]) == ("missing", "accepted")


def test_a_secret_name_is_enough(table: Table, table_home: Path) -> None:
    """A document that nobody reads is an alarm too, not just the wrong kind of file."""
    drop(table_home, "【机密】情况.docx", b"{\\rtf1 x}", "2018-03-01T09:00:00+08:00")
    drop(table_home, "商业秘密.docx", b"{\\rtf1 y}", "2018-03-01T09:00:00+08:00")
    ask(table_home, "--now", NOW, "run", PERIOD)
    found = {one["file"]: one["code"] for one in ask(table_home, "findings", PERIOD)}
    assert found == {"【机密】情况.docx": "file-secret", "商业秘密.docx": "file-kind"}
    assert table.content


def test_the_same_file_again_is_told_and_changes_nothing(table: Table, table_home: Path) -> None:
    """The note names the day and the file; no version, no product changes."""
    send(table_home, "龙湾区", table.content["龙湾区"])
    ask(table_home, "--now", NOW, "run", PERIOD)
    made = {path: path.read_bytes() for path in (table_home / "outbox").rglob("*") if path.is_file()}
    drop(table_home, "龙湾区(1).xlsx", table.content["龙湾区"], "2018-03-02T09:00:00+08:00")
    (told,) = ask(table_home, "--now", NOW, "run", PERIOD)["files"]
    assert (told["outcome"], told["submissions"]) == ("known", [])
    (note,) = [one for one in ask(table_home, "findings", PERIOD) if one["code"] == "file-known"]
    assert (note["severity"], note["file"]) == ("note", "龙湾区(1).xlsx")
    assert "与2018年3月1日收到的“龙湾区.xlsx”完全相同" in note["message"]
    assert {path: path.read_bytes() for path in (table_home / "outbox").rglob("*") if path.is_file()} == made
    drop(table_home, "龙湾区(2).xlsx", table.content["龙湾区"], "2018-03-02T09:00:00+08:00")
    assert "已收过 龙湾区(2).xlsx：与2018年3月1日" in call("--home", table_home, "--now", NOW, "run", PERIOD).out


def test_a_correction_long_after_the_deadline_wants_its_reason(table: Table, table_home: Path, tmp_path: Path) -> None:
    """Within 更正期限 a correction is taken like any form; afterwards it wants 原数, 更正数, 原因 beside it."""
    send(table_home, "龙湾区", table.content["龙湾区"])
    ask(table_home, "--now", NOW, "run", PERIOD)
    soon = copied(table_home, tmp_path / "另一份")
    changed = answers(table_home, {("龙湾区", "研发人员折合全时当量"): "6942"})["龙湾区"]
    for home, day, expected in ((soon, "2018-04-10", []), (table_home, "2018-06-01", ["id-closed", "explain-empty"])):
        now = f"{day}T09:00:00+08:00"
        send(home, "龙湾区", changed, now)
        ask(home, "--now", now, "run", PERIOD)
        assert codes(home) == expected
    versions = {one["sender"]: (one["version"], one["in_force"]) for one in ask(table_home, "status", PERIOD)}
    assert versions["龙湾区"] == (2, 1)


@pytest.fixture
def issued(tmp_path: Path) -> tuple[Path, Any]:
    """Give a new home, and what was issued to one county."""
    home = tmp_path / "home"
    assert call("init", home).status == 0
    told = ask(home, "--now", LATER, "forms", QUARTER)
    return home, next(one for one in told if one["sender"] == COUNTY)


def filled(told: Any, *kept: str) -> bytes:
    """Fill in the forms that are kept, and take the sheets of the others out; the cover stays."""
    book = openpyxl.load_workbook(told["file"])
    for name in book.sheetnames:
        if " " in name and name.split()[0] not in kept:
            del book[name]
    for asked in told["cells"]:
        if asked["form"] in kept and asked["column"] in ("本期", "本年完成投资"):
            book[asked["sheet"]][asked["cell"]] = 1
    return saved(book)


def test_a_sheet_taken_out_is_missed_until_it_comes(issued: tuple[Path, Any]) -> None:
    """The form is still missing and the error says so; the others are taken. Once it came nothing is missing."""
    home, told = issued
    drop(home, f"{COUNTY}.xlsx", filled(told, "KJ1", "KJ9", "KJ10"), LATER)
    ask(home, "--now", LATER, "run", QUARTER)
    (finding,) = [one for one in ask(home, "findings", QUARTER) if one["code"] == "sheet-missing"]
    assert (finding["severity"], finding["sender"], finding["form"]) == ("error", COUNTY, "KJ8")
    states = {one["form"]: one["version"] for one in ask(home, "status", QUARTER) if one["sender"] == COUNTY}
    assert (states["KJ1"], states["KJ8"]) == (1, None)
    drop(home, f"{COUNTY}-KJ8.xlsx", filled(told, "KJ8"), LATER)
    ask(home, "--now", LATER, "run", QUARTER)
    assert "KJ8" not in [one["form"] for one in ask(home, "findings", QUARTER) if one["code"] == "sheet-missing"]

"""A hostile and clumsy world: no file stops a pass, none is lost, and nobody is blamed for a fault of ours."""

from __future__ import annotations

import hashlib
import io
import os
import re
import sys
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from reporting.commands import make
from reporting.package.archive import Archive
from reporting.package.pack import pack, replaced
from tests.commands.calling import ask, call, drop, held_below, is_for_people
from tests.commands.conftest import Table
from tests.commands.published import NOW, PERIOD, SENT, answers, send

HEAVY = ("研发人员折合全时当量", "99999")


def spoilt(table_home: Path, sender: str) -> bytes:
    """Give a sender's workbook with a figure that returns it."""
    return answers(table_home, {(sender, HEAVY[0]): HEAVY[1]})[sender]


def with_part(content: bytes, part: str, pattern: str, by: str = "") -> bytes:
    """Give a workbook with something of one part replaced."""
    archive = Archive(content)
    changed = re.sub(pattern.encode(), by.encode(), archive.read(part), flags=re.DOTALL)
    return replaced(archive, {part: changed})


def with_text(content: bytes, old: str, new: str) -> bytes:
    """Give a workbook with a text replaced wherever it stands."""
    book = openpyxl.load_workbook(io.BytesIO(content))
    for cell in (cell for sheet in book for row in sheet.iter_rows() for cell in row):
        if isinstance(cell.value, str) and old in cell.value:
            cell.value = cell.value.replace(old, new)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def changed(content: bytes, **cells: object) -> bytes:
    """Give a workbook whose form has other cells, texts written as texts; what is no address is the sheet's title."""
    book = openpyxl.load_workbook(io.BytesIO(content))
    sheet = book.worksheets[-1]
    for where, value in cells.items():
        if where == "title":
            sheet.title = str(value)
            continue
        sheet[where].value = value
        if isinstance(value, str):
            sheet[where].data_type = "s"
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def is_returned(path: Path) -> bool:
    """Whether a product is a sender's own file, marked."""
    return path.parents[1].name == "returned"


def test_strange_files_stop_nothing_and_none_is_lost(table: Table, table_home: Path) -> None:
    """Whatever is dropped in, the others are taken, every file's bytes are kept, and the inbox is empty afterwards."""
    honest = table.content["鹿城区"]
    strange = {
        "零字节.xlsx": b"",
        "半个.xlsx": honest[: len(honest) // 2],
        "炸弹.zip": pack({"a.xlsx": b"\0" * 50_000_000}),
        "引'号\"与 空格 😀.xlsx": b"%PDF-1.4",
        f"{'长' * 80}.xlsx": b"\x89PNG\r\n\x1a\n",
        "..隐藏": b"MZ",
        "子/同字节.doc": b"{\\rtf}",
        "子/又是.doc": b"{\\rtf}",
        "=cmd|' /C calc'!A0.csv": "指标,本期".encode("gbk"),
        "缺样式.xlsx": with_part(spoilt(table_home, "瓯海区"), "xl/styles.xml", "<fills.*</fills>"),
        "半个字.xlsx": with_text(table.content["洞头区"], "填报单位：洞头区", "填报单位：洞头区_xD800_"),
    }
    for name, content in strange.items():
        drop(table_home, name, content, SENT)
    if sys.platform == "linux":
        odd = os.fsencode(table_home / "inbox") + "/龙湾.xlsx".encode("gbk")
        Path(os.fsdecode(odd)).write_bytes(table.content["龙湾区"])
    send(table_home, "鹿城区", honest)
    told = call("--home", table_home, "--now", NOW, "run", PERIOD, "--json")
    assert told.status == 0, told
    assert "Traceback" not in told.err
    outcomes = {one["file"]: one["outcome"] for one in told.document["files"]}
    assert outcomes["鹿城区.xlsx"] == "accepted"
    assert outcomes["缺样式.xlsx"] == "returned"
    assert outcomes["半个.xlsx"] == outcomes["炸弹.zip"] == "quarantined"
    assert sys.platform != "linux" or outcomes["龙湾.xlsx"] == "accepted"
    assert not [path for path in (table_home / "inbox").rglob("*") if path.is_file() and path.name != ".gitkeep"]
    kept = {hashlib.sha256(content).hexdigest() for content in held_below(table_home / "ledger").values()}
    assert {hashlib.sha256(content).hexdigest() for content in (honest, *strange.values())} <= kept
    found = ask(table_home, "findings", PERIOD)
    assert not [one for one in found if one["code"] == "own-fault"]
    assert all(is_for_people(one["message"]) for one in found)


def test_a_bug_at_one_product_stops_no_other(table: Table, table_home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where marking a file fails by a bug of ours, all else is made, the IT person has a log, and the status is 3."""

    def failing(*_given: Any) -> Any:
        raise ZeroDivisionError("a bug of ours")

    monkeypatch.setattr(make, "returned", failing)
    send(table_home, "鹿城区", table.content["鹿城区"])
    send(table_home, "瓯海区", spoilt(table_home, "瓯海区"))
    told = call("--home", table_home, "--now", NOW, "run", PERIOD, "--json")
    assert told.status == 3
    made = {Path(path).name for path in told.document["products"]}
    assert {"汇总表.xlsx", "RD1-第1版.docx"} <= made
    assert "程序出错" in told.err
    assert "Traceback" not in told.err
    (log,) = (table_home / "logs").glob("*.log")
    assert "a bug of ours" in log.read_text(encoding="utf-8")
    assert not [one for one in ask(table_home, "findings", PERIOD) if one["code"] == "own-fault"]
    monkeypatch.undo()
    again = call("--home", table_home, "--now", NOW, "run", PERIOD, "--json")
    assert again.status == 0
    assert any(is_returned(Path(path)) for path in again.document["products"])


def test_a_bug_at_one_receipt_stops_no_other(table: Table, table_home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where two versions cannot be held against each other by a bug of ours, that receipt alone waits."""

    def failing(*_given: Any) -> Any:
        raise ZeroDivisionError("a bug of ours")

    monkeypatch.setattr(make, "changes", failing)
    send(table_home, "瓯海区", spoilt(table_home, "瓯海区"))
    assert call("--home", table_home, "--now", NOW, "run", PERIOD, "--json").status == 0
    send(table_home, "瓯海区", table.content["瓯海区"], NOW)
    told = call("--home", table_home, "--now", NOW, "run", PERIOD, "--json")
    assert told.status == 3
    made = {Path(path).name for path in told.document["products"]}
    assert {"汇总表.xlsx", "RD1-第1版.docx"} <= made
    assert "RD1-第2版.docx" not in made
    assert "第2版.docx" in told.err


def test_a_returned_workbook_opens_whatever_it_was_called(table_home: Path) -> None:
    """A workbook sent as .xls or .pdf comes back under the ending it opens with."""
    drop(table_home, "瓯海区.PDF", spoilt(table_home, "瓯海区"), SENT)
    products = ask(table_home, "--now", NOW, "run", PERIOD)["products"]
    assert [path.suffix for path in map(Path, products) if is_returned(path)] == [".xlsx"]


def test_a_period_that_has_not_begun(table: Table, table_home: Path) -> None:
    """A slip in the year is told in the pass that meets it; the form is not filed away for years to come."""
    drop(table_home, "鹿城区.xlsx", with_text(table.content["鹿城区"], "2017", "2071"), SENT)
    told = call("--home", table_home, "--now", NOW, "run", PERIOD)
    assert told.status == 0
    assert "还没有开始" in told.out
    (found,) = [one for one in ask(table_home, "findings", PERIOD) if one["code"] == "id-period"]
    assert (found["sender"], found["form"]) == ("鹿城区", "RD1")
    assert {one["state"] for one in ask(table_home, "status", "2071")} == {"missing"}


def test_forms_of_other_periods_are_told(table: Table, table_home: Path) -> None:
    """Whoever runs a period hears that a file was of another one, and how to get its receipts."""
    send(table_home, "鹿城区", table.content["鹿城区"])
    told = call("--home", table_home, "--now", NOW, "run", "2016")
    assert "2017年" in told.out
    assert "run 2017" in told.out


@pytest.mark.parametrize("period", ["0000Q1", "0001", "9999Q4"])
def test_years_that_nobody_reports_on(table_home: Path, period: str) -> None:
    """A year out of all reason is wrong use, told in one line; never a bug."""
    for command in ("run", "status", "figures", "forms"):
        told = call("--home", table_home, "--now", NOW, command, period)
        assert told.status == 2
        assert is_for_people(told.err)


def test_county_text_is_text_in_every_product(table_home: Path) -> None:
    """What looks like a formula or a link stays words, and signs of XML survive."""
    evil = '=HYPERLINK("http://evil.example/","点我")&R&D<2.6 & "x"'
    content = changed(spoilt(table_home, "瓯海区"), F30=evil, title="=cmd|'A1'!a&<x>😀")
    send(table_home, "瓯海区", content)
    products = [Path(path) for path in ask(table_home, "--now", NOW, "run", PERIOD)["products"]]
    assert any(map(is_returned, products))
    for path in products:
        if path.suffix == ".xlsx":
            for sheet in openpyxl.load_workbook(path):
                cells = [cell for row in sheet.iter_rows() for cell in row]
                assert not [cell for cell in cells if cell.data_type == "f" and re.search("cmd|http", str(cell.value))]
                assert not [cell for cell in cells if cell.hyperlink and cell.hyperlink.target]
        else:
            archive = Archive(path.read_bytes())
            assert not [name for name in archive.names if b"External" in archive.read(name)]

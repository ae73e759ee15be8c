"""Files made to hurt: each costs itself alone, ends soon, is kept, and says what to do; the pass goes on."""

from __future__ import annotations

import hashlib
import multiprocessing
import re
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from reporting.commands import open_all
from reporting.package.archive import Archive
from reporting.package.pack import replaced
from reporting.workers import crew
from tests.campaigns import bombs
from tests.commands.calling import Told, ask, call, drop, held_below, is_for_people
from tests.commands.conftest import Table
from tests.commands.published import NOW, PERIOD, SENT, send
from tests.commands.tasks import treacherous
from tests.sheets.converted import kept
from tests.workers.asked import needs_usage

XLS = kept("form.xls")


def passed(home: Path) -> Told:
    """Make a pass."""
    return call("--home", home, "--now", NOW, "run", PERIOD, "--json")


def outcomes(told: Told) -> dict[str, str]:
    """Give what became of each file."""
    return {one["file"]: one["outcome"] for one in told.document["files"]}


def limited(home: Path, **limits: int) -> None:
    """Write limits into the settings, in place of those that stand there."""
    path = home / "config.ini"
    text = path.read_text(encoding="utf-8")
    for key, value in limits.items():
        text = re.sub(rf"(?m)^{key} = \d+", f"{key} = {value}", text)
    path.write_text(text, encoding="utf-8")


@needs_usage
def test_a_file_that_brings_its_reader_down_costs_itself_alone(
    table: Table, table_home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A reader that aborts, hangs, eats memory or fails is told as what it is; every file is kept, the others count."""
    monkeypatch.setattr(open_all, "run_errand", treacherous)
    limited(table_home, read_seconds=2, read_megabytes=100)
    for number, name in enumerate(("中断", "死循环", "内存", "程序错")):
        drop(table_home, f"{name}.xls", XLS + bytes([number]), SENT)
    drop(table_home, "鹿城区.xls", XLS, SENT)
    send(table_home, "瓯海区", table.content["瓯海区"])
    told = passed(table_home)
    assert told.status == 3  # for the bug of ours, and for nothing else
    assert outcomes(told) == {
        "中断.xls": "quarantined",
        "内存.xls": "quarantined",
        "死循环.xls": "quarantined",
        "瓯海区.xlsx": "accepted",
        "程序错.xls": "quarantined",
        "鹿城区.xls": "accepted",
    }
    found = {one["file"]: one for one in ask(table_home, "findings", PERIOD) if one["file"].endswith("xls")}
    codes = {name: one["code"] for name, one in found.items() if one["severity"] == "error"}
    assert codes == {
        "中断.xls": "file-damaged",
        "内存.xls": "file-bomb",
        "死循环.xls": "file-bomb",
        "程序错.xls": "own-fault",
    }
    assert "read_seconds" in found["死循环.xls"]["message"]
    assert "read_megabytes" in found["内存.xls"]["message"]
    assert all(is_for_people(one["message"]) for one in found.values())
    kept_hashes = {hashlib.sha256(content).hexdigest() for content in held_below(table_home / "ledger").values()}
    assert {hashlib.sha256(XLS + bytes([number])).hexdigest() for number in range(4)} <= kept_hashes
    assert sorted(path.name.split("-", 1)[1] for path in (table_home / "ledger" / "quarantine").iterdir()) == [
        "中断.xls",
        "内存.xls",
        "死循环.xls",
        "程序错.xls",
    ]
    assert multiprocessing.active_children() == []


@needs_usage
def test_a_file_refused_for_a_limit_is_read_under_a_wider_one(
    table_home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whoever widens the limit as the message says and drops the file in again has it read."""
    monkeypatch.setattr(open_all, "run_errand", treacherous)
    limited(table_home, read_seconds=1)
    drop(table_home, "死循环.xls", XLS, SENT)
    assert outcomes(passed(table_home)) == {"死循环.xls": "quarantined"}
    drop(table_home, "死循环.xls", XLS, SENT)
    assert outcomes(passed(table_home)) == {"死循环.xls": "known"}
    monkeypatch.undo()
    limited(table_home, read_seconds=30)
    drop(table_home, "死循环.xls", XLS, SENT)
    assert outcomes(passed(table_home)) == {"死循环.xls": "accepted"}


# name → (its maker, the codes of which one must be told)
BOMBS: dict[str, tuple[Callable[[], bytes], set[str]]] = {
    "最后一格.xlsx": (bombs.far_cell, {"id-form"}),
    "一百万空行.xlsx": (lambda: bombs.empty_rows(200_000), {"file-empty"}),
    "一亿空格.xlsx": (lambda: bombs.spaces(100), {"file-bomb"}),
    "半吉单元格.xlsx": (lambda: bombs.full_cells(160), {"file-bomb"}),
    "合并.xlsx": (lambda: bombs.merges(210_000), {"file-bomb"}),
    "嵌套.xlsx": (lambda: bombs.nested(50_000), {"file-empty", "file-damaged"}),
    "列.xlsx": (lambda: bombs.hidden_columns(5_000), {"file-bomb"}),
    "实体.xlsx": (bombs.entities, {"file-damaged"}),
    "类型.xlsx": (lambda: bombs.types(3), {"file-bomb"}),
    "属性.xlsx": (lambda: bombs.attributes(3_000), {"id-form"}),
    "回声.xlsx": (lambda: bombs.echoed(256, 20_000), {"id-form", "file-bomb"}),
    "套娃.zip": (lambda: bombs.zips_of_zips(3, 4), {"file-kind", "file-bomb"}),
    "重叠.zip": (bombs.overlapping, {"file-bomb"}),
    "谎报.zip": (bombs.lying_zip64, {"file-bomb", "file-damaged"}),
    "嵌套网页.xls": (lambda: bombs.page("nested", 20_000), {"file-empty", "file-damaged"}),
    "样式网页.xls": (lambda: bombs.page("style", 200_000), {"id-form"}),
    "重复.ods": (lambda: bombs.open_document("repeated", 1_000_000), {"file-bomb"}),
    "列.xml": (lambda: bombs.xml_2003("columns", 20_000), {"file-empty", "file-bomb"}),
    "转圈.xls": (bombs.looping_compound, {"file-damaged", "file-kind"}),
    "一行.csv": (lambda: bombs.text("line", 8), {"file-bomb", "file-kind"}),
    "多行.csv": (lambda: bombs.text("rows", 5), {"file-bomb"}),
    "空字节.csv": (lambda: bombs.text("nuls", 5), {"file-damaged"}),
}


def test_bombs_end_soon_and_are_kept(table: Table, table_home: Path) -> None:
    """Each of them is laid aside with a reason people understand, within seconds for all together, and is kept."""
    made = {name: make() for name, (make, _) in BOMBS.items()}
    for name, content in made.items():
        drop(table_home, name, content, SENT)
    send(table_home, "鹿城区", table.content["鹿城区"])
    began = time.process_time()
    told = passed(table_home)
    assert time.process_time() - began < 20  # without the workers, which have limits of their own
    assert told.status == 0, told.err
    found = outcomes(told)
    assert found["鹿城区.xlsx"] == "accepted"
    assert {name: found[name] for name in made} == dict.fromkeys(made, "quarantined")
    codes: dict[str, set[str]] = {}
    for one in ask(table_home, "findings", PERIOD):
        codes.setdefault(one["file"].split("/")[0], set()).add(one["code"])
        assert is_for_people(one["message"])
    assert {name: codes[name] for name, (_, right) in BOMBS.items() if not codes[name] & right} == {}
    hashes = {hashlib.sha256(content).hexdigest() for content in held_below(table_home / "ledger").values()}
    assert {hashlib.sha256(content).hexdigest() for content in made.values()} <= hashes


def test_an_honest_form_on_a_painted_sheet_is_read(table: Table, table_home: Path) -> None:
    """A form whose sheet was painted down to the last row says what it says."""
    archive = Archive(table.content["鹿城区"])
    part = max((name for name in archive.names if "worksheets/sheet" in name), key=lambda name: len(archive.read(name)))
    painted = b"".join(b'<row r="%d" ht="14.25" customHeight="1"/>' % row for row in range(900, 60_000))
    content = replaced(archive, {part: archive.read(part).replace(b"</sheetData>", painted + b"</sheetData>")})
    drop(table_home, "鹿城区.xlsx", content, SENT)
    assert outcomes(passed(table_home)) == {"鹿城区.xlsx": "accepted"}


def test_ordinary_forms_start_no_worker(table: Table, table_home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A pass of ordinary forms, texts and what only needs a look is read in the process itself."""

    def nobody(*_given: Any) -> Any:
        raise AssertionError("a worker was asked for")

    monkeypatch.setattr(crew, "Crew", nobody)
    for sender, content in table.content.items():
        send(table_home, sender, content)
    drop(table_home, "盖章.pdf", b"%PDF-1.4", SENT)
    drop(table_home, "半个.zip", table.content["鹿城区"][:500], SENT)
    told = passed(table_home)
    assert told.status == 0
    assert sorted(outcomes(told).values()) == ["accepted"] * len(table.content) + ["quarantined"] * 2


def test_many_files_are_read_at_once_with_the_same_outcome(
    table: Table, table_home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whether one reads or several do, answer and figures are the same."""
    from tests.commands.calling import copied

    other = copied(table_home, tmp_path / "others")
    for home in (table_home, other):
        for sender, content in table.content.items():
            send(home, sender, content)
    alone = passed(table_home).document["files"]
    monkeypatch.setattr(open_all, "_WORTH_WORKERS", 0)
    together = passed(other).document["files"]
    assert together == alone
    assert ask(other, "figures", PERIOD) == ask(table_home, "figures", PERIOD)

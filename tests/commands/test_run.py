"""`run`: one pass over the inbox, then the products of one period."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import pytest
from filelock import FileLock

import reporting
from reporting.commands import main_products as making
from reporting.commands import open_file
from reporting.intake.gather import gather
from reporting.ledger import arrivals, lock
from tests.commands.calling import ask, call, copied, drop, held_below, is_for_people
from tests.commands.conftest import Demo, Table
from tests.commands.published import NOW, PERIOD, SENT, answers, send
from tests.commands.shapes import FINDING, PASS, all_breaches, breaches

WORKBOOK = "汇总表.xlsx"


def passed(home: Path, *words: object) -> Any:
    """Make a pass for the year of the table."""
    return ask(home, "--now", NOW, "run", PERIOD, *words)


def outcomes(document: Any) -> dict[str, str]:
    """Give what became of each file."""
    return {one["file"]: one["outcome"] for one in document["files"]}


def test_each_outcome_has_its_word(table: Table, table_home: Path) -> None:
    """Files are accepted, returned, quarantined, known or waiting; returned forms are no failure: exit 0."""
    wrong = answers(table_home, {("龙湾区", "研发人员折合全时当量"): "99999"})["龙湾区"]
    send(table_home, "鹿城区", table.content["鹿城区"])
    passed(table_home)
    send(table_home, "鹿城区", table.content["鹿城区"])
    send(table_home, "瓯海区", table.content["瓯海区"])
    send(table_home, "龙湾区", wrong)
    drop(table_home, "县里/请查收.txt", "见附件".encode(), SENT)
    send(table_home, "洞头区", table.content["洞头区"])
    drop(table_home, "~$洞头区.xlsx", b"lock", NOW)
    document = passed(table_home)
    assert breaches(document, PASS) == []
    assert outcomes(document) == {
        "县里/请查收.txt": "quarantined",
        "洞头区.xlsx": "waiting",
        "瓯海区.xlsx": "accepted",
        "鹿城区.xlsx": "known",
        "龙湾区.xlsx": "returned",
    }
    entered = {one["file"]: one["submissions"] for one in document["files"]}
    told = {"form": "RD1", "period": PERIOD, "version": 1}
    assert entered["瓯海区.xlsx"] == [{"sender": "瓯海区", "verdict": "accepted", **told}]
    assert entered["龙湾区.xlsx"] == [{"sender": "龙湾区", "verdict": "returned", **told}]
    assert entered["鹿城区.xlsx"] == entered["洞头区.xlsx"] == []
    assert {path.name for path in (table_home / "inbox").iterdir() if path.is_file()} == {
        "洞头区.xlsx",
        "~$洞头区.xlsx",
    }


def test_products_named_are_there(table: Table, table_home: Path) -> None:
    """Every product named lies in the period's folder, and nothing else but manifest, blank forms and mails."""
    send(table_home, "鹿城区", table.content["鹿城区"])
    document = passed(table_home)
    folder = table_home / "outbox" / PERIOD
    lying = {str(path) for path in folder.rglob("*") if path.is_file() and path.parent.name != "forms"}
    # What is laid out for recipients are mails, not products.
    mails = {path for path in lying if Path(path).relative_to(folder).parts[0] in ("分送", "发送清单.xlsx")}
    assert set(document["products"]) == lying - mails - {str(folder / "manifest.json")}
    assert str(folder / WORKBOOK) in document["products"]
    assert str(folder / "receipts" / "鹿城区" / "RD1-第1版.docx") in document["products"]


def test_people_hear_what_came_and_where_the_products_lie(table: Table, table_home: Path) -> None:
    """The words for people count the files, name what could not be read and why, and give the folder."""
    send(table_home, "鹿城区", table.content["鹿城区"])
    drop(table_home, "照片.jpg", b"\xff\xd8\xff\xe0 no form", SENT)
    told = call("--home", table_home, "--now", NOW, "run", PERIOD)
    assert told.status == 0
    assert is_for_people(told.out)
    assert "收到文件2个" in told.out
    assert "照片.jpg" in told.out
    assert str(table_home / "outbox" / PERIOD) in told.out


def test_a_pass_with_an_empty_inbox_changes_nothing(demo: Demo, demo_copy: Path) -> None:
    """A second pass with nothing new leaves every product and the manifest byte for byte as they were."""
    for quarter in ("2022Q4", "2023Q3"):
        before = held_below(demo.home / "outbox" / quarter)
        document = ask(demo_copy, "run", quarter)
        assert document["files"] == []
        assert held_below(demo_copy / "outbox" / quarter) == before
        laid = json.loads(before["manifest.json"])["products"]
        assert len(document["products"]) == sum(one["part"] == "run" for one in laid.values())


def test_the_clock_is_in_no_product(demo: Demo, demo_copy: Path) -> None:
    """Products made afresh years later are the same bytes: they are dated by what they hold, not by the clock."""
    before = held_below(demo.home / "outbox" / "2023Q3")
    shutil.rmtree(demo_copy / "outbox" / "2023Q3")
    ask(demo_copy, "--now", "2031-05-06T07:08:09+08:00", "run", "2023Q3")
    assert held_below(demo_copy / "outbox" / "2023Q3") == before


def test_a_moved_home_goes_on(table: Table, table_home: Path, tmp_path: Path) -> None:
    """A home copied elsewhere gives the same products from there: no place of its own is written anywhere in it."""
    send(table_home, "鹿城区", table.content["鹿城区"])
    passed(table_home)
    moved = copied(table_home, tmp_path / "别处" / "home")
    shutil.rmtree(table_home)
    shutil.rmtree(moved / "outbox")
    passed(moved)
    stored = b"".join((moved / "ledger" / name).read_bytes() for name in ("ledger.sqlite3",))
    assert str(tmp_path).encode() not in stored
    assert (moved / "outbox" / PERIOD / WORKBOOK).is_file()


def test_a_product_edited_by_people_stays(table: Table, table_home: Path) -> None:
    """What people changed is not overwritten: the new one lies beside it, and both answer and words say so."""
    send(table_home, "鹿城区", table.content["鹿城区"])
    passed(table_home)
    product = table_home / "outbox" / PERIOD / WORKBOOK
    product.write_bytes(product.read_bytes() + b"a clerk's own page")
    edited = product.read_bytes()
    send(table_home, "瓯海区", table.content["瓯海区"])
    told = call("--home", table_home, "--now", NOW, "run", PERIOD)
    beside = product.with_name("汇总表.新.xlsx")
    assert told.status == 0
    assert product.read_bytes() == edited
    assert beside.is_file()
    assert beside.name in told.out
    assert "未覆盖" in told.out
    document = passed(table_home)
    assert str(beside) in document["products"]
    assert str(product) not in document["products"]


def test_a_product_open_in_excel_is_told(table: Table, table_home: Path) -> None:
    """A workbook that is open is left alone, everything else is written, and the status is 1; closed, all is well."""
    send(table_home, "鹿城区", table.content["鹿城区"])
    passed(table_home)
    folder = table_home / "outbox" / PERIOD
    lock, product = folder / f"~${WORKBOOK}", folder / WORKBOOK
    lock.write_bytes(b"")
    before = product.read_bytes()
    send(table_home, "瓯海区", table.content["瓯海区"])
    told = call("--home", table_home, "--now", NOW, "run", PERIOD)
    assert told.status == 1
    assert WORKBOOK in told.out
    assert "关闭" in told.out
    assert is_for_people(told.out)
    assert product.read_bytes() == before
    assert (folder / "receipts" / "瓯海区" / "RD1-第1版.docx").is_file()
    again = call("--home", table_home, "--now", NOW, "--json", "run", PERIOD)
    assert again.status == 1
    assert breaches(again.document, PASS) == []
    assert str(product) not in again.document["products"]
    lock.unlink()
    assert str(product) in passed(table_home)["products"]
    assert product.read_bytes() != before


def test_an_outbox_that_cannot_be_written_is_told(table: Table, table_home: Path) -> None:
    """Where no product can be written the status is 1; what came in is told, and in the ledger all the same."""
    send(table_home, "鹿城区", table.content["鹿城区"])
    shutil.rmtree(table_home / "outbox")
    (table_home / "outbox").write_bytes(b"somebody's file where the folder should be")
    told = call("--home", table_home, "--now", NOW, "--json", "run", PERIOD)
    assert told.status == 1
    assert breaches(told.document, PASS) == []
    assert outcomes(told.document) == {"鹿城区.xlsx": "accepted"}
    assert told.document["products"] == []
    again = call("--home", table_home, "--now", NOW, "run", PERIOD)
    assert again.status == 1
    assert is_for_people(again.out)
    assert "未能写入" in again.out
    (table_home / "outbox").unlink()
    assert str(table_home / "outbox" / PERIOD / WORKBOOK) in passed(table_home)["products"]


def test_a_product_whose_place_is_taken_is_told(table: Table, table_home: Path) -> None:
    """A folder somebody made under a product's name is left alone, the rest is written, and the status is 1."""
    taken = table_home / "outbox" / PERIOD / WORKBOOK
    taken.mkdir(parents=True)
    send(table_home, "鹿城区", table.content["鹿城区"])
    told = call("--home", table_home, "--now", NOW, "run", PERIOD)
    assert told.status == 1
    assert WORKBOOK in told.out
    assert taken.is_dir()
    assert (taken.parent / "receipts" / "鹿城区" / "RD1-第1版.docx").is_file()


def test_a_bug_at_one_file_stops_no_other(table: Table, table_home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The file at which the program itself fails is laid aside with a log; the pass goes on, the status is 3."""
    honest = gather

    def failing(claim: Any, *given: Any) -> Any:
        if claim.sender == "330303":
            raise ZeroDivisionError("a bug of ours")
        return honest(claim, *given)

    monkeypatch.setattr(open_file, "gather", failing)
    for sender in ("鹿城区", "龙湾区", "瓯海区"):
        send(table_home, sender, table.content[sender])
    told = call("--home", table_home, "--now", NOW, "run", PERIOD, "--json")
    assert told.status == 3
    assert outcomes(told.document) == {
        "瓯海区.xlsx": "accepted",
        "鹿城区.xlsx": "accepted",
        "龙湾区.xlsx": "quarantined",
    }
    assert str(table_home / "outbox" / PERIOD / WORKBOOK) in told.document["products"]
    logs = list((table_home / "logs").iterdir())
    assert len(logs) == 1
    assert "a bug of ours" in logs[0].read_text(encoding="utf-8")
    found = [one for one in ask(table_home, "findings", PERIOD) if one["code"] == "own-fault"]
    assert all_breaches(found, FINDING) == []
    assert [(one["sender"], one["file"]) for one in found] == [(None, "龙湾区.xlsx")]
    assert not (table_home / "outbox" / PERIOD / "returned").exists()
    assert not (table_home / "outbox" / PERIOD / "receipts" / "龙湾区").exists()


def test_a_bug_is_tried_again_by_the_next_program(
    table: Table, table_home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """When the program's version has changed the file laid aside is taken up again by itself, and once is enough."""

    def failing(*_given: Any) -> Any:
        raise ZeroDivisionError("a bug of ours")

    send(table_home, "龙湾区", table.content["龙湾区"])
    with monkeypatch.context() as broken:
        broken.setattr(open_file, "gather", failing)
        assert call("--home", table_home, "--now", NOW, "run", PERIOD).status == 3
    assert passed(table_home)["files"] == []
    monkeypatch.setattr(reporting, "__version__", "99.0")
    assert outcomes(passed(table_home)) == {"龙湾区.xlsx": "accepted"}
    assert [one for one in ask(table_home, "findings", PERIOD) if one["code"] == "own-fault"] == []
    assert passed(table_home)["files"] == []


def test_a_pass_that_was_cut_off_is_finished_by_the_next(
    table: Table, table_home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Stopped between ledger and inbox, nothing is lost and nothing counted twice: the next pass finishes it."""
    whole = copied(table_home, tmp_path / "whole")
    for home in (table_home, whole):
        for sender, content in table.content.items():
            send(home, sender, content)
    honest = arrivals.record

    def stopping(book: Any, arrival: Any, *given: Any) -> None:
        if arrival.name.startswith("瑞安市"):
            raise KeyboardInterrupt
        honest(book, arrival, *given)

    with monkeypatch.context() as cut:
        cut.setattr(arrivals, "record", stopping)
        told = call("--home", table_home, "--now", NOW, "run", PERIOD)
    assert told.status != 0
    assert is_for_people(told.err)
    for home in (table_home, whole):
        passed(home)
    for command in ("figures", "findings", "status"):
        assert ask(table_home, command, PERIOD) == ask(whole, command, PERIOD)
    assert {one["version"] for one in ask(table_home, "status", PERIOD)} == {1}
    assert held_below(table_home / "outbox") == held_below(whole / "outbox")


def test_a_second_pass_at_the_same_time_is_refused(
    table: Table, table_home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """While another pass is running `run` says so and touches nothing; questions are answered all the same."""
    monkeypatch.setattr(lock, "LOCK_SECONDS", 0.1)
    send(table_home, "鹿城区", table.content["鹿城区"])
    with FileLock(table_home / "ledger" / "ledger.lock"):
        told = call("--home", table_home, "--now", NOW, "run", PERIOD)
        assert call("--home", table_home, "status", PERIOD).status == 0
    assert told.status == 2
    assert "另一次运行" in told.err
    assert (table_home / "inbox" / "鹿城区.xlsx").is_file()
    assert outcomes(passed(table_home)) == {"鹿城区.xlsx": "accepted"}


def test_a_file_of_another_period_is_taken_too(table: Table, table_home: Path) -> None:
    """A pass for one period takes in whatever lies there; the products are those of the period asked."""
    send(table_home, "鹿城区", table.content["鹿城区"])
    document = ask(table_home, "--now", NOW, "run", "2016")
    assert outcomes(document) == {"鹿城区.xlsx": "accepted"}
    assert {one["period"] for one in document["files"][0]["submissions"]} == {PERIOD}
    assert {Path(path).relative_to(table_home / "outbox").parts[0] for path in document["products"]} == {"2016"}
    assert {one["state"] for one in ask(table_home, "status", PERIOD) if one["sender"] == "鹿城区"} == {"accepted"}


def test_a_bug_at_one_product_stops_no_other(table: Table, table_home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the program fails at one product the others are written, a log lies ready, and the status is 3."""

    def failing(*_given: object) -> bytes:
        raise ZeroDivisionError("a bug of ours")

    monkeypatch.setattr(making, "workbook", failing)
    send(table_home, "鹿城区", table.content["鹿城区"])
    told = call("--home", table_home, "--now", NOW, "--json", "run", PERIOD)
    assert told.status == 3
    assert WORKBOOK in told.err
    folder = table_home / "outbox" / PERIOD
    assert str(folder / WORKBOOK) not in told.document["products"]
    assert (folder / "receipts" / "鹿城区" / "RD1-第1版.docx").is_file()
    assert any("a bug of ours" in log.read_text(encoding="utf-8") for log in (table_home / "logs").iterdir())


def test_nothing_is_received_after_now(table: Table, table_home: Path) -> None:
    """A file dated in the future, by a clock that runs ahead, came now: it is not late for that."""
    send(table_home, "鹿城区", table.content["鹿城区"], "2099-01-01T09:00:00+08:00")
    ask(table_home, "--now", NOW, "run", PERIOD)
    mine = next(one for one in ask(table_home, "status", PERIOD) if one["sender"] == "鹿城区")
    assert (mine["received_at"], mine["late_days"]) == (NOW, 0)

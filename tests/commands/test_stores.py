"""The same city on SQLite and on PostgreSQL: bit for bit the same products, answers and ledgers."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import pytest

from reporting.ledger.schema import RECORDS
from reporting.model.errors import LedgerError
from tests.commands.calling import ask, call, copied, drop, held_below, is_for_people
from tests.commands.conftest import Table
from tests.commands.published import NOW, PERIOD, SENT, answers, send
from tests.server import place_of, server

__all__ = ["server"]

LATER = "2018-03-06T17:00:00+08:00"
RELEASED = "2018-03-09T17:00:00+08:00"
ASKED = (("status", PERIOD), ("figures", PERIOD), ("findings", PERIOD, "--all"), ("audit",))


def fresh(home: Path) -> Path:
    """Have a home know nothing yet: the mails with blank forms were queued in its own file, and lie in its outbox."""
    for folder in ("ledger", "outbox"):
        shutil.rmtree(home / folder)
    return home


def settled(home: Path, url: str) -> Path:
    """Have a home keep its ledger at an address."""
    path = home / "config.ini"
    text = path.read_text(encoding="utf-8")
    assert "\nurl =\n" in text
    path.write_text(text.replace("\nurl =\n", f"\nurl = {url}\n"), encoding="utf-8")
    return home


def played(home: Path, content: dict[str, bytes], wrong: bytes) -> dict[str, Any]:
    """Play a year: a returned form, an unreadable file, a correction, a clerk's acts; give all there is to see."""
    for sender, workbook in content.items():
        send(home, sender, wrong if sender == "龙湾区" else workbook)
    drop(home, "县里/请查收.txt", "见\0附件".encode(), SENT)
    told = [ask(home, "--now", NOW, "run", PERIOD)]
    code = next(one["code"] for one in ask(home, "findings", PERIOD) if one["severity"] == "error" and one["form"])
    clerk = ("--by", "王五", "--reason", "电话核实")
    told += [ask(home, "--now", LATER, "waive", PERIOD, "龙湾区", "RD1", code, *clerk)]
    send(home, "鹿城区", content["瓯海区"], "2018-03-06T09:00:00+08:00")
    send(home, "洞头区", content["洞头区"] + b"\0", "2018-03-06T09:00:00+08:00")
    told += [ask(home, "--now", LATER, "run", PERIOD)]
    told += [ask(home, *words) for words in ASKED]
    told += [ask(home, "trace", PERIOD, told[4][0]["code"])]
    told += [ask(home, "--now", RELEASED, "release", PERIOD, "--by", "王五", "--despite", "待审核的另行核实")]
    told += [ask(home, "bulletins"), ask(home, "bulletins", PERIOD, "--rebuild", home.parent / f"{home.name}-rebuilt")]
    told += [ask(home, *words, "--as-of", NOW) for words in ASKED[:2]]
    seen: dict[str, Any] = {"told": str(told).replace(str(home), "")}
    return seen | {"outbox": held_below(home / "outbox"), "inbox": held_below(home / "inbox")}


def rows(home: Path, url: str) -> dict[str, list[tuple[Any, ...]]]:
    """Give all that a ledger holds."""
    from reporting.ledger.book import opened

    with opened(home, writable=False, url=url) as book:
        return {table: sorted(book.rows(f"SELECT * FROM {table}"), key=repr) for table in RECORDS}


def test_both_databases_give_the_same_bit_for_bit(table: Table, tmp_path: Path, server: str) -> None:
    """Every product's bytes, every answer, every row: nobody can tell on which of them a home works."""
    wrong = answers(copied(table.home, tmp_path / "forms"), {("龙湾区", "研发人员折合全时当量"): "99999"})["龙湾区"]
    homes = [fresh(copied(table.home, tmp_path / name)) for name in ("file", "server")]
    url = place_of(server, homes[1])
    settled(homes[1], url)
    file, there = (played(home, table.content, wrong) for home in homes)
    assert file["told"] == there["told"]
    assert file["inbox"] == there["inbox"]
    assert file["outbox"].keys() == there["outbox"].keys()
    assert [name for name, content in file["outbox"].items() if there["outbox"][name] != content] == []
    assert rows(homes[0], "") == rows(homes[1], url)
    assert not (homes[1] / "ledger" / "ledger.sqlite3").exists()


def test_a_server_that_cannot_be_reached_is_told_and_nothing_is_lost(table: Table, table_home: Path) -> None:
    """One line says which server and what to do; what lies in the inbox stays."""
    pytest.importorskip("psycopg")
    send(table_home, "鹿城区", table.content["鹿城区"])
    settled(table_home, "postgresql://kjj@127.0.0.1:1/reporting")
    for words in (("run", PERIOD), ("figures", PERIOD)):
        told = call("--home", table_home, "--now", NOW, *words)
        assert (told.status, len(told.err.strip().splitlines())) == (2, 1)
        assert is_for_people(told.err)
        assert "127.0.0.1/reporting" in told.err
        assert "PGPASSWORD" in told.err
        assert "kjj" not in told.err
    assert (table_home / "inbox" / "鹿城区.xlsx").is_file()


def test_a_missing_driver_is_told(table_home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Who names a server without having its driver is told how to get it, or how to do without."""

    def absent(_name: str) -> None:
        raise ImportError("psycopg")

    monkeypatch.setattr("reporting.ledger.book.import_module", absent)
    settled(table_home, "postgresql://db/reporting")
    told = call("--home", table_home, "--now", NOW, "status", PERIOD)
    assert told.status == 2
    assert "psycopg" in told.err
    assert "url" in told.err


def test_a_reader_is_never_kept_waiting(table: Table, tmp_path: Path, server: str) -> None:
    """While a pass holds the ledger of a server, answers come from before it; a second pass is told who is running."""
    home = copied(table.home, tmp_path / "home")
    url = place_of(server, home)
    settled(home, url)
    from reporting.ledger import postgres
    from reporting.ledger.lock import busy
    from reporting.ledger.whoami import whoami

    other = postgres.for_writing(url, 0, busy)
    try:
        other.say("BEGIN")
        other.many("INSERT INTO originals (sha256, ext, size, container) VALUES (?, ?, ?, ?)", [("a", "x", 1, None)])
        assert [one["state"] for one in ask(home, "status", PERIOD)].count("missing") > 5
        with pytest.raises(LedgerError, match="另一次运行正在进行") as told:
            postgres.for_writing(url, 0, busy)
        assert whoami() in told.value.what
        assert "开始" in told.value.what
    finally:
        other.close()
    postgres.for_writing(url, 3, busy).close()  # free again

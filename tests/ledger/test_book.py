"""Opening the ledger: who may write, what a reader leaves behind, what is refused."""

from __future__ import annotations

import shutil
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from reporting import ledger
from reporting.ledger import Ledger
from reporting.ledger import book as opening
from reporting.ledger.schema import RECORDS, SCHEMA
from reporting.model.attachments import Attachment
from reporting.model.errors import LedgerError
from reporting.model.words import Verdict
from tests.ledger.made import (
    CATALOGUE,
    NOW,
    PROGRAM,
    Q3,
    arrival,
    enter,
    entered,
    entry,
    finding,
    observation,
    reading,
    record,
)

ROOT = Path(__file__).parents[2]


def files(home: Path) -> list[str]:
    """List all that lies in a home."""
    return sorted(path.relative_to(home).as_posix() for path in home.rglob("*"))


def test_a_reader_of_an_empty_home_sees_an_empty_ledger_and_leaves_no_file(tmp_path: Path) -> None:
    """Asking for the state of a new home makes nothing in it."""
    with ledger.opened(tmp_path, writable=False) as book:
        assert ledger.submissions.newest(book, Q3) == ()
        assert [one.state for one in ledger.standings.standings(book, Q3, [("LC", "KJ1")])] == ["missing"]
        assert ledger.findings.of(book, Q3, history=True) == ()
        assert ledger.history.history(book, Q3).values == {}
    assert files(tmp_path) == []


def test_a_reader_leaves_nothing_beside_the_ledger(tmp_path: Path) -> None:
    """Reading a ledger leaves the folder as it was."""
    with ledger.opened(tmp_path, writable=True):
        pass
    before = files(tmp_path)
    with ledger.opened(tmp_path, writable=False) as book:
        assert ledger.submissions.newest(book, Q3) == ()
    assert files(tmp_path) == before


def test_a_backup_that_takes_no_files_can_be_read(tmp_path: Path) -> None:
    """Where SQLite cannot lay its side files, a settled ledger is read all the same."""
    with ledger.opened(tmp_path, writable=True) as book:
        entered(book, reading(observation()), arrival())
    (tmp_path / f"{opening.FILE}-shm").mkdir()
    with ledger.opened(tmp_path, writable=False) as book:
        assert len(ledger.submissions.newest(book, Q3)) == 1


def test_a_reader_sees_what_stands_while_a_pass_goes_on(tmp_path: Path) -> None:
    """While one pass writes, others read what was there before it."""
    with ledger.opened(tmp_path, writable=True) as book, book.transaction():
        entered(book, reading(observation()), arrival())
        with ledger.opened(tmp_path, writable=False) as other:
            assert ledger.submissions.newest(other, Q3) == ()
    with ledger.opened(tmp_path, writable=False) as other:
        assert len(ledger.submissions.newest(other, Q3)) == 1


def test_two_passes_at_once_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A second pass is told that one is running, and what to do."""
    monkeypatch.setattr(opening, "LOCK_SECONDS", 0.05)
    with (
        ledger.opened(tmp_path, writable=True),
        pytest.raises(LedgerError, match="另一次运行正在进行") as told,
        ledger.opened(tmp_path, writable=True),
    ):
        pass
    assert told.value.mend
    with ledger.opened(tmp_path, writable=True):
        pass  # free again


def test_a_reader_cannot_write(tmp_path: Path) -> None:
    """A command that changes nothing is held to it."""
    with ledger.opened(tmp_path, writable=True):
        pass
    with ledger.opened(tmp_path, writable=False) as book, pytest.raises(LedgerError, match="只读"):
        book.write("INSERT INTO about (name, value) VALUES (?, ?)", [("a", "b")])


@pytest.mark.parametrize("writable", [True, False])
def test_a_ledger_of_a_later_program_is_refused(tmp_path: Path, *, writable: bool) -> None:
    """An old program does not touch what a newer one has laid, and says so."""
    with ledger.opened(tmp_path, writable=True) as book:
        book.write("UPDATE about SET value = ? WHERE name = 'schema'", [(str(SCHEMA + 1),)])
    with pytest.raises(LedgerError, match="更新版本的程序"), ledger.opened(tmp_path, writable=writable):
        pass


@pytest.mark.parametrize("writable", [True, False])
@pytest.mark.parametrize("content", ["这不是数据库" * 200, None])
def test_what_is_no_ledger_is_told(tmp_path: Path, content: str | None, *, writable: bool) -> None:
    """A file of another kind under the ledger's name is a message, not a crash."""
    path = tmp_path / opening.FILE
    path.parent.mkdir()
    if content is None:
        other = sqlite3.connect(path)
        other.execute("CREATE TABLE other (a)")
        other.close()
    else:
        path.write_text(content, encoding="utf-8")
    with pytest.raises(LedgerError, match="不是台账"), ledger.opened(tmp_path, writable=writable):
        pass


@pytest.mark.parametrize("writable", [True, False])
def test_a_program_killed_at_its_first_opening_is_no_obstacle(tmp_path: Path, *, writable: bool) -> None:
    """A database without a table is a ledger not yet begun."""
    (tmp_path / opening.FOLDER).mkdir()
    (tmp_path / opening.FILE).touch()
    with ledger.opened(tmp_path, writable=writable) as book:
        assert ledger.submissions.newest(book, Q3) == ()


@pytest.mark.parametrize("table", RECORDS)
def test_no_record_can_be_changed_or_taken_out(book: Ledger, table: str) -> None:
    """The ledger is append-only, whoever opens it."""
    one = enter(book, reading(observation(), entries=[entry()]), arrival(), found=[finding()])
    assert one is not None
    ledger.waivers.enter(book, one.number, [finding()], Verdict.ACCEPTED, "王五", "电话核实", NOW)
    enter(book, reading(observation(), entries=[entry()]), arrival("又.xlsx", hours=1))
    record(book, arrival())
    ledger.attachments.add(book, Attachment("LC", Q3, "", "盖章.pdf", one.sha256, NOW), NOW)
    (column,) = book.rows(f"SELECT name FROM pragma_table_info('{table}') LIMIT 1")[0]
    assert book.rows(f"SELECT 1 FROM {table}")
    for sql in (f"UPDATE {table} SET {column} = {column}", f"DELETE FROM {table}"):
        with pytest.raises(sqlite3.IntegrityError, match="append-only"):
            book.write(sql, [()])


def fail_after_entering(book: Ledger, sender: str) -> None:
    """Fail within a transaction, after a form was entered."""
    with book.transaction():
        entered(book, reading(observation(), sender=sender), arrival(f"{sender}.xlsx"))
        raise ZeroDivisionError


def test_what_fails_inside_leaves_what_is_around_it_whole(book: Ledger) -> None:
    """A form that cannot be entered takes nothing else down with it, and leaves no half of itself."""
    with book.transaction():
        entered(book, reading(observation()), arrival())
        with pytest.raises(ZeroDivisionError):
            fail_after_entering(book, "LW")
    assert [one.sender for one in ledger.submissions.newest(book, Q3)] == ["LC"]


def test_an_error_undoes_all_that_belongs_together(book: Ledger) -> None:
    """What is done together stands together or not at all."""
    with pytest.raises(ZeroDivisionError):
        fail_after_entering(book, "LC")
    assert ledger.submissions.newest(book, Q3) == ()
    assert ledger.acts.every(book) == ()


KILLED = """
import os, sys
from pathlib import Path
from reporting import ledger
from tests.ledger.made import arrival, entered, entry, observation, reading

with ledger.opened(Path(sys.argv[1]), writable=True) as book:
    entered(book, reading(observation()), arrival("二表.xlsx"))
    if sys.argv[2] == "within":
        begun = book.transaction()
        begun.__enter__()
        entered(book, reading(entries=[entry()], form="KJ9"), arrival("二表.xlsx"))
    os._exit(9)
"""


@pytest.mark.parametrize("instant", ["between", "within"])
def test_a_pass_that_is_killed_loses_nothing_and_counts_nothing_twice(tmp_path: Path, instant: str) -> None:
    """After a kill the next pass does the file again, and ends as if nothing had happened."""
    command = [sys.executable, "-c", KILLED, str(tmp_path), instant]
    assert subprocess.run(command, cwd=ROOT, check=False).returncode == 9
    came = arrival("二表.xlsx")
    with ledger.opened(tmp_path, writable=True) as book:
        assert not ledger.arrivals.is_known(book, came.sha256, CATALOGUE, PROGRAM)
        again = [enter(book, form, came) for form in (reading(observation()), reading(entries=[entry()], form="KJ9"))]
        record(book, came)
        assert [one and one.version for one in again] == [1, 1]
        assert [one.form for one in ledger.submissions.every(book, Q3)] == ["KJ1", "KJ9"]
        assert len(ledger.observations.held(book, [Q3])) == len(ledger.entries.held(book, Q3)) == 1
        assert ledger.acts.verify(book) == ()


def test_a_home_can_be_copied(tmp_path: Path) -> None:
    """No path of this machine is kept: a copied home gives the same answers and its originals."""
    with ledger.opened(tmp_path / "甲", writable=True) as book:
        entered(book, reading(observation()), arrival())
    shutil.move(tmp_path / "甲", tmp_path / "乙 #1?")
    with ledger.opened(tmp_path / "乙 #1?", writable=False) as book:
        (held,) = ledger.observations.held(book, [Q3])
        assert ledger.originals.content(book, held.submission.sha256) == arrival().content
        dump = "".join(str(book.rows(f"SELECT * FROM {table}")) for table in RECORDS)
    assert str(tmp_path) not in dump


def test_importing_the_ledger_is_light() -> None:
    """A command that only reads loads no lock and no heavy library."""
    code = "import sys, reporting.ledger; print(sorted({'filelock', 'pandas', 'openpyxl', 'lxml'} & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=True, capture_output=True, text=True)
    assert done.stdout.strip() == "[]"

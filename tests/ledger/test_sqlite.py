"""The ledger as a file: what a reader leaves behind, what is refused, how it is copied."""

from __future__ import annotations

import shutil
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from reporting import ledger
from reporting.ledger import book as opening
from reporting.ledger.schema import RECORDS
from reporting.model.errors import LedgerError
from tests.ledger.made import Q3, arrival, entered, observation, reading

STORES = ("sqlite",)
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
    heavy = "'filelock', 'psycopg', 'pandas', 'openpyxl', 'lxml'"
    code = f"import sys, reporting.ledger; print(sorted({{{heavy}}} & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=True, capture_output=True, text=True)
    assert done.stdout.strip() == "[]"

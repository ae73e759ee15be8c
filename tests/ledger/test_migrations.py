"""Ledgers of earlier programs: each schema number's own, as it was laid and filled then, is read and brought up."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest

from reporting import ledger
from reporting.ledger import Ledger
from reporting.ledger.audit import audit
from reporting.ledger.schema import FIRST, RECORDS, SCHEMA, STEPS
from reporting.ledger.sqlite import FILE
from reporting.model.errors import LedgerError
from reporting.model.words import Verdict
from tests.ledger.made import NOW, Q3, enter, finding, observation, reading, record, unguarded
from tests.ledger.made import arrival as came

OLDER = Path(__file__).parent / "older"
NUMBERS = tuple(range(1, SCHEMA))
Laid = Callable[[Path, int], None]
TABLE = re.compile(r'(CREATE TABLE|INSERT INTO|CREATE INDEX \w+ ON) "?(\w+)')


def statements(number: int) -> Iterator[str]:
    """Give what lays and fills an older ledger, one statement at a time."""
    text = ""
    for line in (OLDER / f"schema-{number}.sql").read_text(encoding="utf-8").splitlines(keepends=True):
        text += line
        if sqlite3.complete_statement(text):
            yield text.strip().removesuffix(";")
            text = ""


def _is_of_any_database(statement: str) -> bool:
    return TABLE.match(statement) is not None


def _place(statement: str) -> tuple[int, bool]:
    """Sort the statements so that what is referred to comes first."""
    told = TABLE.match(statement)
    assert told is not None
    order = ("about", *RECORDS)
    return order.index(told[2]), told[1] != "CREATE TABLE"


@pytest.fixture
def laid(place: Callable[[Path], str]) -> Laid:
    """Give what lays an older ledger into a home; on a server without SQLite's own guards."""

    def lay(home: Path, number: int) -> None:
        url = place(home)
        if url:
            import psycopg

            with psycopg.connect(url, autocommit=True) as connection:
                from reporting.ledger import postgres

                older = sorted(filter(_is_of_any_database, statements(number)), key=_place)
                tables = [told[2] for told in map(TABLE.match, older) if told and told[1] == "CREATE TABLE"]
                guards = [guard for table in tables[1:] for guard in postgres._guard(table)]
                for statement in (postgres._REFUSE, *older, *guards):
                    connection.execute(re.sub(r"\bTEXT\b", 'TEXT COLLATE "C"', statement).encode())
        else:
            (home / FILE).parent.mkdir(parents=True)
            with closing(sqlite3.connect(home / FILE)) as connection:
                connection.executescript(";\n".join(statements(number)))

    return lay


def number_of(book: Ledger) -> str:
    """Give the schema number that a ledger bears."""
    ((number,),) = book.rows("SELECT value FROM about WHERE name = 'schema'")
    return str(number)


def held(book: Ledger) -> dict[str, list[tuple[object, ...]]]:
    """Give all that a ledger holds."""
    return {table: sorted(book.rows(f"SELECT * FROM {table}"), key=repr) for table in RECORDS}


def answers(book: Ledger) -> tuple[object, ...]:
    """Give what is asked of a ledger."""
    expected = [("LC", "KJ1"), ("LW", "KJ1")]
    return (
        ledger.standings.standings(book, Q3, expected),
        ledger.findings.of(book, Q3, history=True),
        ledger.observations.held(book, [Q3]),
        ledger.entries.held(book, Q3),
        ledger.attachments.of(book, Q3),
        ledger.acts.every(book),
    )


def test_every_earlier_number_is_kept() -> None:
    """No step is without the ledger it begins from."""
    assert sorted(path.name for path in OLDER.glob("*.sql")) == [f"schema-{number}.sql" for number in NUMBERS]
    assert sorted(STEPS) == list(NUMBERS)


@pytest.mark.parametrize("number", NUMBERS)
def test_a_writer_brings_an_older_ledger_up_and_loses_nothing(tmp_path: Path, laid: Laid, number: int) -> None:
    """What it held stays row for row; what it lacked can be filled, and is as safe from change as all else."""
    laid(tmp_path, number)
    with ledger.opened(tmp_path, writable=False) as book:
        before, told = held(book), answers(book)
        assert number_of(book) == str(number)
    assert [table for table in FIRST if not before[table]] == []
    with ledger.opened(tmp_path, writable=True) as book:
        assert (number_of(book), held(book), answers(book)) == (str(SCHEMA), before, told)
        one = enter(book, reading(observation("7"), sender="DT"), came("洞头.xlsx"), Verdict.RETURNED, [finding()])
        assert one is not None
        ledger.waivers.enter(book, one.number, [finding()], Verdict.ACCEPTED, "王五", "已核实", NOW)
        record(book, came("洞头.xlsx"))
        for table in ("acts", "waivers"):
            with pytest.raises(Exception, match="append-only"):
                book.write(f"DELETE FROM {table}", [()])
    with ledger.opened(tmp_path, writable=True) as book:  # a second opening has nothing left to do
        assert [one.sender for one in ledger.submissions.in_force(book, Q3)][:2] == ["DT", "LC"]


@pytest.mark.parametrize("number", NUMBERS)
def test_a_reader_of_an_older_ledger_leaves_it_as_it_is(tmp_path: Path, laid: Laid, number: int) -> None:
    """Who only reads changes nothing, needs no lock, sees what is newer as empty, and cannot write."""
    laid(tmp_path, number)
    with ledger.opened(tmp_path, writable=False) as book:
        assert ledger.submissions.in_force(book, Q3)[0].verdict is Verdict.ACCEPTED
        assert number_of(book) == str(number)
        with pytest.raises(LedgerError, match="只读"):
            book.write("INSERT INTO about (name, value) VALUES (?, ?)", [("a", "b")])
    with ledger.opened(tmp_path, writable=False, as_of=NOW) as book:
        assert len(ledger.acts.every(book)) >= len(ledger.submissions.every(book, Q3))


def test_a_migration_that_is_cut_off_is_begun_again(
    tmp_path: Path, laid: Laid, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A ledger is of one program or of the other, never between them."""
    laid(tmp_path, 1)
    with monkeypatch.context() as cut:
        cut.setattr("reporting.ledger.schema._guard", lambda _execute, _guard, _table: 1 / 0)
        with pytest.raises(ZeroDivisionError), ledger.opened(tmp_path, writable=True):
            pass
    with ledger.opened(tmp_path, writable=False) as book:
        assert number_of(book) == "1"
    with ledger.opened(tmp_path, writable=True) as book:
        assert (number_of(book), book.rows("SELECT 1 FROM waivers")) == (str(SCHEMA), [])


def test_a_ledger_brought_up_is_laid_as_a_new_one(tmp_path: Path, laid: Laid) -> None:
    """There is one ledger of a number, whichever way it came there: the same tables, columns and guards."""
    laid(tmp_path / "old", 1)
    shapes = []
    for name in ("old", "new"):
        with ledger.opened(tmp_path / name, writable=True) as book:
            shapes.append([book.rows(f"SELECT * FROM {table} WHERE 1 = 0") for table in RECORDS])
    assert shapes[0] == shapes[1]


@pytest.mark.parametrize("number", NUMBERS)
def test_an_older_ledger_passes_the_audit(tmp_path: Path, laid: Laid, number: int) -> None:
    """Its acts bound less; what they bound is still verified, and shows when it is altered."""
    laid(tmp_path, number)
    with ledger.opened(tmp_path, writable=True) as book:
        assert [one for one in audit(book).breaks if not one.where.startswith("ledger/originals/")] == []
        unguarded(book).write("UPDATE observations SET value = '1' WHERE submission = 1 AND position = 0", [()])
        assert "submissions 1" in {one.where for one in audit(book).breaks}

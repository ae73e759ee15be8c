"""Opening the ledger: who may write, what a reader leaves behind, what is refused."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from reporting import ledger
from reporting.ledger import Ledger, lock
from reporting.ledger.schema import RECORDS, SCHEMA
from reporting.ledger.versions import in_force_of
from reporting.ledger.whoami import whoami
from reporting.model.attachments import Attachment
from reporting.model.errors import LedgerError
from reporting.model.mails import Envelope, Handling
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
    sealed,
)
from tests.ledger.test_queue import mail

ROOT = Path(__file__).parents[2]


def test_a_reader_sees_what_stands_while_a_pass_goes_on(tmp_path: Path) -> None:
    """While one pass writes, others read what was there before it."""
    with ledger.opened(tmp_path, writable=True) as book, book.transaction():
        entered(book, reading(observation()), arrival())
        with ledger.opened(tmp_path, writable=False) as other:
            assert ledger.submissions.newest(other, Q3) == ()
    with ledger.opened(tmp_path, writable=False) as other:
        assert len(ledger.submissions.newest(other, Q3)) == 1


def test_two_passes_at_once_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A second pass is told who is running one, since when, and what to do."""
    monkeypatch.setattr(lock, "LOCK_SECONDS", 0.05)
    with (
        ledger.opened(tmp_path, writable=True),
        pytest.raises(LedgerError, match="另一次运行正在进行") as told,
        ledger.opened(tmp_path, writable=True),
    ):
        pass
    assert whoami() in told.value.what
    assert f"进程{os.getpid()}" in told.value.what
    assert re.search(r"，\d{4}-\d\d-\d\d \d\d:\d\d:\d\d开始", told.value.what)
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


@pytest.mark.parametrize("table", RECORDS)
def test_no_record_can_be_changed_or_taken_out(book: Ledger, table: str) -> None:
    """The ledger is append-only, whoever opens it."""
    one = enter(book, reading(observation(), entries=[entry()]), arrival(), found=[finding()])
    assert one is not None
    ledger.waivers.enter(book, one.number, [finding()], Verdict.ACCEPTED, "王五", "电话核实", NOW)
    enter(book, reading(observation(), entries=[entry()]), arrival("又.xlsx", hours=1))
    record(book, arrival())
    ledger.attachments.add(book, Attachment("LC", Q3, "", "盖章.pdf", one.sha256, NOW), NOW)
    ledger.mails.enter(book, arrival(), Envelope("<1@a>", "b", "a@b.cn", "报表"), Handling.NEW, NOW)
    ledger.senders.learn(book, "a@b.cn", "LC", "张三", NOW)
    (queued,) = ledger.queue.put(book, [mail()], NOW)
    ledger.queue.begin(book, queued, "<2@a>", NOW)
    sealed(book)
    columns = {"originals": "sha256", "observations": "submission", "entries": "submission", "enclosures": "outgoing"}
    column = columns.get(table, "number")
    assert book.rows(f"SELECT 1 FROM {table}")
    for sql in (f"UPDATE {table} SET {column} = {column}", f"DELETE FROM {table}"):
        with pytest.raises(Exception, match="append-only"):
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
from reporting.ledger import opened
from tests.ledger.made import arrival, entered, entry, observation, reading

with opened(Path(sys.argv[1]), writable=True, url=sys.argv[3]) as book:
    entered(book, reading(observation()), arrival("二表.xlsx"))
    if sys.argv[2] == "within":
        begun = book.transaction()
        begun.__enter__()
        entered(book, reading(entries=[entry()], form="KJ9"), arrival("二表.xlsx"))
    os._exit(9)
"""


@pytest.mark.parametrize("instant", ["between", "within"])
def test_a_pass_that_is_killed_loses_nothing_and_counts_nothing_twice(
    tmp_path: Path, place: Callable[[Path], str], instant: str
) -> None:
    """After a kill the next pass does the file again, and ends as if nothing had happened."""
    command = [sys.executable, "-c", KILLED, str(tmp_path), instant, place(tmp_path)]
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


@pytest.mark.parametrize("text", ["12\x00.5", "\x01", "\x010", "\x01\x00\x011", "空\x00格", "%s?"])
def test_whatever_stands_in_a_cell_is_kept_as_it_stands(book: Ledger, text: str) -> None:
    """Signs that no honest file holds come back unchanged from either database, and are found again."""
    seen = observation("12.5")._replace(text=text, explanation=text)
    entered(book, reading(seen, sender=text), arrival())
    (held,) = ledger.observations.held(book, [Q3])
    assert (held.observation, held.submission.sender) == (seen, text)
    assert in_force_of(book, text, "KJ1", Q3) == held.submission


def test_texts_sort_by_their_signs_whatever_the_servers_language(book: Ledger) -> None:
    """A product must not depend on how a server sorts: capitals, Chinese and marks stand as in the home's own file."""
    names = ["b", "A", "乙", "甲", "_", "a", "Z", "é", "1"]
    for place, name in enumerate(names):
        ledger.originals.keep(book, arrival(name))
        one = Attachment(name, Q3, "", name, arrival(name).sha256, NOW)
        ledger.attachments.add(book, one, NOW)
        assert len(ledger.attachments.of(book, Q3)) == place + 1
    assert [one.sender for one in ledger.attachments.of(book, Q3)] == sorted(names, key=str.encode)

"""Waivers: what a clerk has set aside, and ledgers from before there were any."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from reporting import ledger
from reporting.ledger import Ledger
from reporting.ledger import book as opening
from reporting.ledger.schema import SCHEMA
from reporting.model.errors import LedgerError
from reporting.model.records import Finding, Submission, Waiver
from reporting.model.words import Severity, Verdict
from tests.ledger.made import NOW, Q3, arrival, enter, finding, observation, reading

BY, REASON = "王五", "县局10月12日来函说明核减"
WAIVED = Waiver(BY, NOW, REASON)
FELL, DOUBT = replace(finding("cum-fell"), severity=Severity.ERROR), finding("jump")


def returned(book: Ledger, *found: Finding) -> Submission:
    """Enter a form that is returned for what was found."""
    one = enter(book, reading(observation()), arrival(), Verdict.RETURNED, found)
    assert one is not None
    return one


def waive(book: Ledger, one: Submission, *chosen: Finding, verdict: Verdict = Verdict.ACCEPTED) -> Submission:
    """Waive findings of a form."""
    return ledger.waivers.enter(book, one.number, chosen, verdict, BY, REASON, NOW)


def aged(home: Path) -> None:
    """Make of a ledger the one that the first program would have laid: without waivers and attachments."""
    with closing(sqlite3.connect(home / opening.FILE)) as connection:
        connection.execute("DROP TABLE waivers")
        connection.execute("DROP TABLE attachments")
        connection.execute("UPDATE about SET value = '1' WHERE name = 'schema'")
        connection.commit()


def schema_of(home: Path) -> str:
    """Give the schema number that stands in a ledger's file."""
    with closing(sqlite3.connect(home / opening.FILE)) as connection:
        return str(connection.execute("SELECT value FROM about WHERE name = 'schema'").fetchone()[0])


def test_a_waived_finding_says_by_whom_when_and_why(book: Ledger) -> None:
    """It is told with its waiver wherever findings are told; what was not waived stays as it was."""
    one = returned(book, FELL, DOUBT)
    assert waive(book, one, FELL, verdict=Verdict.REVIEW) == replace(one, verdict=Verdict.REVIEW)
    told = (replace(FELL, waived=WAIVED), DOUBT)
    assert ledger.findings.of_submission(book, one.number) == told
    assert ledger.findings.of(book, Q3, history=False) == told


def test_what_was_waived_puts_the_version_in_force(book: Ledger) -> None:
    """From the clerk's act on the figures of a form that was returned count."""
    one = returned(book, FELL)
    assert ledger.observations.held(book, [Q3]) == ()
    waive(book, one, FELL)
    assert [held.submission.number for held in ledger.observations.held(book, [Q3])] == [one.number]


def test_the_act_is_in_the_chain(book: Ledger) -> None:
    """Who waived what at which cell, why, and what came of it, cannot be altered without its showing."""
    one = returned(book, FELL, DOUBT)
    waive(book, one, FELL, verdict=Verdict.REVIEW)
    act = ledger.acts.every(book)[-1]
    assert (act.who, act.what, act.at) == (BY, "waive", NOW)
    assert (act.detail["was"], act.detail["verdict"], act.detail["reason"]) == ("returned", "review", REASON)
    assert [(told["code"], told["cell"]) for told in act.detail["findings"]] == [("cum-fell", "C5")]
    assert ledger.acts.verify(book) == ()


def test_a_verdict_that_stays_is_not_given_again(book: Ledger) -> None:
    """Where something else still returns the form, the clerk is not named as the one who returned it."""
    one = returned(book, FELL, DOUBT)
    waive(book, one, DOUBT, verdict=Verdict.RETURNED)
    assert book.rows("SELECT who FROM verdicts") == [(ledger.acts.PROGRAM,)]
    assert ledger.acts.every(book)[-1].what == "waive"


def test_the_next_version_begins_without_waivers(book: Ledger) -> None:
    """What was waived for one version is asked again of the next; the old waiver stays with the old version."""
    one = returned(book, FELL)
    waive(book, one, FELL)
    enter(book, reading(observation("13")), arrival("又.xlsx", hours=1), Verdict.RETURNED, [replace(FELL, found="13")])
    assert [found.waived for found in ledger.findings.of(book, Q3, history=False)] == [None]
    assert [found.waived for found in ledger.findings.of(book, Q3, history=True)] == [WAIVED, None]


def test_an_equal_form_that_comes_again_keeps_its_waivers(book: Ledger) -> None:
    """The same figures sent again make no version, so nothing has to be waived twice."""
    one = returned(book, FELL)
    waive(book, one, FELL)
    assert enter(book, reading(observation()), arrival("又.xlsx", hours=1), Verdict.RETURNED, [FELL]) is None
    assert [found.waived for found in ledger.findings.of(book, Q3, history=False)] == [WAIVED]


def test_a_waiver_of_what_is_not_there_is_told(book: Ledger) -> None:
    """A number without a submission is a message, and leaves nothing behind."""
    with pytest.raises(LedgerError, match="没有这份报送"):
        ledger.waivers.enter(book, 7, [FELL], Verdict.ACCEPTED, BY, REASON, NOW)
    assert ledger.acts.every(book) == ()


def test_a_ledger_of_the_first_program_is_brought_up_when_written(tmp_path: Path) -> None:
    """Nothing it holds is lost, waivers can be entered, and they are as safe from change as all else."""
    with ledger.opened(tmp_path, writable=True) as book:
        one = returned(book, FELL)
        acts = ledger.acts.every(book)
    aged(tmp_path)
    with ledger.opened(tmp_path, writable=True) as book:
        assert ledger.submissions.newest(book, Q3) == (one,)
        assert ledger.findings.of_submission(book, one.number) == (FELL,)
        assert ledger.acts.every(book) == acts
        waive(book, one, FELL)
        with pytest.raises(sqlite3.IntegrityError, match="append-only"):
            book.write("DELETE FROM waivers", [()])
    assert schema_of(tmp_path) == str(SCHEMA)
    with ledger.opened(tmp_path, writable=True) as book:  # a second opening has nothing left to do
        assert [found.waived for found in ledger.findings.of(book, Q3, history=False)] == [WAIVED]


def test_a_ledger_of_the_first_program_is_read_as_it_is(tmp_path: Path) -> None:
    """Who only reads changes nothing, needs no lock, and sees that nothing was waived; a backup on a disc too."""
    with ledger.opened(tmp_path, writable=True) as book:
        one = returned(book, FELL)
    aged(tmp_path)
    before = (tmp_path / opening.FILE).read_bytes()
    for settled in (False, True):
        if settled:
            (tmp_path / f"{opening.FILE}-shm").mkdir()
        with ledger.opened(tmp_path, writable=False) as book:
            assert ledger.findings.of_submission(book, one.number) == (FELL,)
            with pytest.raises((LedgerError, sqlite3.OperationalError)):
                book.write("INSERT INTO about (name, value) VALUES (?, ?)", [("a", "b")])
    assert (tmp_path / opening.FILE).read_bytes() == before
    assert schema_of(tmp_path) == "1"


def test_a_migration_that_is_cut_off_is_begun_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A ledger is of one program or of the other, never between them."""
    with ledger.opened(tmp_path, writable=True):
        pass
    aged(tmp_path)
    with monkeypatch.context() as cut:
        cut.setattr("reporting.ledger.schema._guard", lambda _execute, _table: 1 / 0)
        with pytest.raises(ZeroDivisionError), ledger.opened(tmp_path, writable=True):
            pass
    assert schema_of(tmp_path) == "1"
    with ledger.opened(tmp_path, writable=True) as book:
        assert book.rows("SELECT 1 FROM waivers") == []
    assert schema_of(tmp_path) == str(SCHEMA)

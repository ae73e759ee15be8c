"""The audit: what was written stands, and whatever is done to it behind the program's back shows, with its place."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from reporting import ledger
from reporting.ledger import Ledger
from reporting.ledger.audit import Audit, audit
from reporting.model.attachments import Attachment
from reporting.model.words import Outcome, Verdict
from tests.ledger.made import NOW, Q3, arrival, enter, entered, entry, finding, observation, reading, record, unguarded


@pytest.fixture
def full(book: Ledger) -> Ledger:
    """Fill a ledger with every kind of row, each by its act."""
    came = arrival()
    one = enter(book, reading(observation(), entries=[entry()]), came, Verdict.RETURNED, [finding()])
    assert one is not None
    record(book, came, Outcome.RETURNED, [finding("file-known")])
    entered(book, reading(observation("13"), sender="LW"), arrival("龙湾.xlsx"), Verdict.REVIEW)
    enter(book, reading(observation("13"), sender="LW"), arrival("又.xlsx", hours=1))
    ledger.waivers.enter(book, 1, [finding()], Verdict.REVIEW, "王五", "已核实", NOW)
    ledger.submissions.judge(book, 2, Verdict.ACCEPTED, "王五", "电话核实", NOW + timedelta(hours=1))
    ledger.attachments.add(book, Attachment("LC", Q3, "", "章.pdf", came.sha256, NOW), NOW)
    record(book, arrival("龙湾.xlsx"), Outcome.QUARANTINED, [finding("own-fault")])
    return unguarded(book)


def broken(found: Audit) -> set[tuple[int | None, str]]:
    """Give the places where the audit says that something is wrong: the act, and the table or file."""
    return {(one.act, one.where.partition("（")[0]) for one in found.breaks}


def test_what_nobody_touched_is_whole(full: Ledger) -> None:
    """An audit of an honest ledger finds nothing, and counts what it looked at."""
    found = audit(full)
    assert found.breaks == ()
    assert (found.acts, found.submissions, found.originals) == (8, 2, 3)
    assert found.head == full.rows("SELECT hash FROM acts WHERE number = 8")[0][0]


def test_an_empty_ledger_is_whole(tmp_path: Path) -> None:
    """A new home has nothing to find fault with."""
    with ledger.opened(tmp_path, writable=False) as book:
        assert audit(book) == Audit(0, 0, 0, "", ())


# What somebody might do by hand; the act and the table that must be named.
TAMPERED = [
    ("UPDATE submissions SET received_at = '2023-10-01T00:00:00+08:00' WHERE number = 1", (1, "submissions")),
    ("UPDATE submissions SET late_days = 3 WHERE number = 2", (3, "submissions")),
    ("UPDATE submissions SET sender = 'OH' WHERE number = 2", (3, "submissions 2")),
    ("UPDATE submissions SET content = 'x' WHERE number = 2", (3, "submissions 2")),
    ("UPDATE observations SET value = '99' WHERE submission = 1", (1, "observations")),
    ("UPDATE observations SET value = '99' WHERE submission = 1", (None, "submissions 1")),
    ("UPDATE observations SET value = '12.5' WHERE submission = 1", (1, "observations")),
    ("UPDATE observations SET cell = 'C6' WHERE submission = 1", (1, "observations")),
    ("UPDATE observations SET text = '12.5 ' WHERE submission = 1", (1, "observations")),
    ("DELETE FROM observations WHERE submission = 2", (3, "observations")),
    ("UPDATE entries SET fields = '{}' WHERE submission = 1", (1, "entries")),
    ("UPDATE entries SET cells = '{}' WHERE submission = 1", (1, "entries")),
    ("DELETE FROM entries", (1, "entries")),
    ("UPDATE findings SET message = '无' WHERE submission = 1", (1, "findings")),
    ("DELETE FROM findings WHERE arrival = 1", (2, "findings")),
    ("UPDATE arrivals SET outcome = 'accepted' WHERE number = 1", (2, "arrivals")),
    ("UPDATE arrivals SET name = '别.xlsx' WHERE number = 2", (8, "arrivals")),
    ("UPDATE verdicts SET verdict = 'accepted' WHERE number = 1", (1, "verdicts")),
    ("UPDATE verdicts SET reason = '别的' WHERE number = 4", (6, "verdicts")),
    ("DELETE FROM verdicts WHERE number = 4", (6, "verdicts")),
    ("UPDATE confirmations SET received_at = '2023-10-01T00:00:00+08:00'", (4, "confirmations")),
    ("UPDATE waivers SET who = '赵六'", (5, "waivers")),
    ("DELETE FROM waivers", (5, "waivers")),
    ("UPDATE attachments SET period = '2022Q3'", (7, "attachments")),
    ("UPDATE originals SET container = 'x' WHERE ext = 'xlsx'", (2, "originals")),
    ("UPDATE acts SET who = '赵六' WHERE number = 6", (6, "acts")),
    ("DELETE FROM acts WHERE number = 5", (6, "acts")),
    # Added behind the program's back.
    ("INSERT INTO verdicts VALUES (9, 1, 'accepted', '王五', '', '2023-10-20T12:00:00+08:00')", (None, "verdicts 9")),
    ("INSERT INTO waivers VALUES (9, 2, '王五', '', '2023-10-20T12:00:00+08:00')", (None, "waivers 9")),
    (
        "INSERT INTO entries SELECT submission, 9, unit, key, sheet, line, period, fields, cells FROM entries",
        (1, "entries"),
    ),
    (
        "INSERT INTO attachments SELECT 9, sha256, 'LW', period, form, name, received_at, at FROM attachments",
        (None, "attachments 9"),
    ),
    # The last act taken away: its rows then are nobody's.
    ("DELETE FROM acts WHERE number = 8", (None, "arrivals 2")),
]


@pytest.mark.parametrize(("sql", "spot"), TAMPERED)
def test_whatever_is_done_to_a_row_shows_where(full: Ledger, sql: str, spot: tuple[int | None, str]) -> None:
    """Each kind of row, altered, deleted or added: the audit names the act that wrote it, what was due and what is."""
    full.write(sql, [()])
    found = audit(full)
    assert spot in broken(found)
    assert all(one.what and one.expected != one.found for one in found.breaks)


def test_only_what_was_touched_is_named(full: Ledger) -> None:
    """One altered cell does not put all else under suspicion."""
    full.write("UPDATE observations SET cell = 'C6' WHERE submission = 1", [()])
    assert broken(audit(full)) == {(1, "observations")}


def test_an_original_that_is_altered_or_gone_is_named(full: Ledger) -> None:
    """Its path is given, with the hash it should have and the one it has."""
    altered, lost = (ledger.originals.path_of(full, arrival(name).sha256) for name in ("鹿城.xlsx", "龙湾.xlsx"))
    (full.home / altered).write_bytes(b"x")
    (full.home / lost).unlink()
    found = audit(full)
    assert broken(found) == {(None, altered), (None, lost)}
    assert {one.found for one in found.breaks if one.where == lost} == {"没有"}


def test_rows_of_earlier_programs_are_no_break(full: Ledger) -> None:
    """What was written before acts bound rows is taken as it is, but for the content, which always was bound."""
    full.write("INSERT INTO waivers VALUES (0, 2, '王五', '', '2023-10-20T12:00:00+08:00')", [()])
    assert audit(full).breaks == ()

"""Small forms and files for the tests of the ledger; each test says what sets its own apart."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from decimal import Decimal

from reporting import ledger
from reporting.ledger import Ledger, bulletins
from reporting.ledger.schema import RECORDS
from reporting.ledger.sqlite import SqliteStore
from reporting.model.bulletins import Bulletin, Issue, Sealed
from reporting.model.periods import Period
from reporting.model.records import Arrival, Claim, Entry, Finding, Observation, Reading, Submission
from reporting.model.words import Content, Outcome, Severity, State, Verdict

Q3 = Period(2023, 3)
CATALOGUE = "c" * 64
PROGRAM = "0.1.0"
BRIEFING = "季度简报.docx"
NOW = datetime(2023, 10, 20, 4, 0, tzinfo=UTC)


def arrival(name: str = "鹿城.xlsx", content: bytes = b"", hours: int = 0) -> Arrival:
    """Make a file; another name is another content unless one is given."""
    content = content or name.encode("utf-8")
    received_at = datetime(2023, 10, 12, 4, 0, tzinfo=UTC) + timedelta(hours=hours)
    return Arrival(name, content, hashlib.sha256(content).hexdigest(), received_at)


def observation(
    value: str | None = "12.50", unit: str = "LC", item: str = "HATCHED", period: Period = Q3
) -> Observation:
    """Make an observation of this period's figure."""
    number = None if value is None else Decimal(value)
    state = State.BLANK if number is None else State.VALUE
    return Observation(unit, item, period, number, state, value or "", "KJ1 季度指标", "C5")


def base(value: str) -> Observation:
    """Make the last year's figure as this year's form gives it."""
    return observation(value, period=Q3.year_before)._replace(content=Content.BASE, cell="D5")


def entry(key: str = "91330302X", row: int = 5, name: str = "温州某公司") -> Entry:
    """Make a row of a list."""
    fields = {"统一社会信用代码": key, "企业名称": name, "有效期至": ""}
    cells = {label: f"{column}{row}" for column, label in zip("ABC", fields, strict=True)}
    return Entry("KJ9", "LC", key, "KJ9 名录", row, fields, cells)


def reading(
    *observations: Observation,
    entries: Sequence[Entry] = (),
    sender: str = "LC",
    form: str = "KJ1",
    period: Period = Q3,
    **signers: str,
) -> Reading:
    """Make a form that was read."""
    claim = Claim(form, sender, period, "KJ1 季度指标", "v1")
    return Reading(claim, observations, tuple(entries), signers=signers, mapping=(("C4", "本期"),))


def finding(code: str = "jump", period: Period | None = Q3, file: str = "鹿城.xlsx") -> Finding:
    """Make a finding with everything a finding may hold."""
    return Finding(
        code=code,
        severity=Severity.WARNING,
        message="比上期多得出奇，请核实",
        sender="鹿城区",
        unit="鹿城区",
        form="KJ1",
        period=period,
        file=file,
        sheet="KJ1 季度指标",
        cell="C5",
        found="1250",
        expected="12左右",
        source="校验 J1",
    )


def enter(
    book: Ledger,
    form: Reading,
    came: Arrival,
    verdict: Verdict = Verdict.ACCEPTED,
    found: Sequence[Finding] = (),
    catalogue: str = CATALOGUE,
) -> Submission | None:
    """Do with a form what a pass does up to the moment the file's outcome is recorded."""
    ledger.originals.keep(book, came)
    return ledger.submissions.enter(book, form, came, found, verdict, 0, NOW, Q3, catalogue)


def entered(book: Ledger, form: Reading, came: Arrival, verdict: Verdict = Verdict.ACCEPTED) -> Submission:
    """Enter a form that must make a version."""
    submission = enter(book, form, came, verdict)
    assert submission is not None
    return submission


def record(
    book: Ledger,
    came: Arrival,
    outcome: Outcome = Outcome.ACCEPTED,
    found: Sequence[Finding] = (),
    period: Period = Q3,
    program: str = PROGRAM,
) -> None:
    """Record what a pass did with a file."""
    ledger.arrivals.record(book, came, outcome, found, NOW, period, CATALOGUE, program)


def sealed(book: Ledger, period: Period = Q3, number: int = 3) -> Bulletin:
    """Release a bulletin with one product that people had a hand in."""
    one = Bulletin(
        number=book.next_number("bulletins"),
        period=period,
        issue=Issue(period.year, number, "21", "张某", "李某", "王某"),
        despite="另行补填",
        sealed_at=NOW,
        program="0.1.0",
        catalogue="c" * 64,
        templates={BRIEFING: bulletins.keep(book, b"template", BRIEFING)},
        libraries={"lxml": "5"},
        versions=(1,),
        products={BRIEFING: Sealed(bulletins.keep(book, b"briefing", BRIEFING), edited=True)},
        said=bulletins.keep(book, b"[]", bulletins.SAID),
        told={(1, "2023Q2/A/LC"): "12.5"},
        seen=bulletins.seen(book),
    )
    bulletins.seal(book, one)
    return one


def unguarded(book: Ledger) -> Ledger:
    """Take the guards off, as somebody with the database's own tools may."""
    if isinstance(book._store, SqliteStore):
        book._store.say("PRAGMA foreign_keys = OFF")
        for (name,) in book.rows("SELECT name FROM sqlite_master WHERE type = 'trigger'"):
            book._store.say(f"DROP TRIGGER {name}")
    else:
        for table in RECORDS:
            book._store.say(f"ALTER TABLE {table} DISABLE TRIGGER ALL")
    return book

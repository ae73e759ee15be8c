"""The tables of the ledger, and its schema number.

One small dialect that SQLite and PostgreSQL share: TEXT and INTEGER, `?` for arguments, no automatic numbers.
Only the guards against change (triggers) are SQLite's own. Whoever changes a table raises SCHEMA and adds the step
from the number before to STEPS: a writer takes it once, a reader of an older ledger sees it as if it were taken.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from reporting.model.errors import LedgerError

SCHEMA = 3

Execute = Callable[[str], Any]

TABLES = """
CREATE TABLE about (name TEXT PRIMARY KEY, value TEXT NOT NULL);

CREATE TABLE originals (
    sha256 TEXT PRIMARY KEY, ext TEXT NOT NULL, size INTEGER NOT NULL, container TEXT
);

CREATE TABLE arrivals (
    number INTEGER PRIMARY KEY, sha256 TEXT NOT NULL, name TEXT NOT NULL, received_at TEXT NOT NULL,
    pass_period TEXT NOT NULL, outcome TEXT NOT NULL, catalogue TEXT NOT NULL, program TEXT NOT NULL, at TEXT NOT NULL
);
CREATE INDEX arrivals_by_original ON arrivals (sha256);

CREATE TABLE submissions (
    number INTEGER PRIMARY KEY, sender TEXT NOT NULL, form TEXT NOT NULL, period TEXT NOT NULL,
    version INTEGER NOT NULL, received_at TEXT NOT NULL, late_days INTEGER NOT NULL, file TEXT NOT NULL,
    sha256 TEXT NOT NULL REFERENCES originals (sha256), sheet TEXT NOT NULL, form_version TEXT NOT NULL,
    signers TEXT NOT NULL, mapping TEXT NOT NULL, content TEXT NOT NULL, treatment INTEGER NOT NULL,
    pass_period TEXT NOT NULL, catalogue TEXT NOT NULL, at TEXT NOT NULL,
    UNIQUE (sender, form, period, version)
);
CREATE INDEX submissions_by_period ON submissions (period);
CREATE INDEX submissions_by_original ON submissions (sha256);

CREATE TABLE verdicts (
    number INTEGER PRIMARY KEY, submission INTEGER NOT NULL REFERENCES submissions (number),
    verdict TEXT NOT NULL, who TEXT NOT NULL, reason TEXT NOT NULL, at TEXT NOT NULL
);
CREATE INDEX verdicts_by_submission ON verdicts (submission);

CREATE TABLE confirmations (
    number INTEGER PRIMARY KEY, submission INTEGER NOT NULL REFERENCES submissions (number),
    received_at TEXT NOT NULL, file TEXT NOT NULL, sha256 TEXT NOT NULL, at TEXT NOT NULL,
    UNIQUE (submission, received_at, file)
);

CREATE TABLE observations (
    submission INTEGER NOT NULL REFERENCES submissions (number), position INTEGER NOT NULL,
    unit TEXT NOT NULL, item TEXT NOT NULL, period TEXT NOT NULL, value TEXT, state TEXT NOT NULL,
    text TEXT NOT NULL, sheet TEXT NOT NULL, cell TEXT NOT NULL, content TEXT NOT NULL, key TEXT NOT NULL,
    nature TEXT NOT NULL, explanation TEXT NOT NULL,
    PRIMARY KEY (submission, position)
);

CREATE TABLE entries (
    submission INTEGER NOT NULL REFERENCES submissions (number), position INTEGER NOT NULL,
    unit TEXT NOT NULL, key TEXT NOT NULL, sheet TEXT NOT NULL, line INTEGER NOT NULL, period TEXT,
    fields TEXT NOT NULL, cells TEXT NOT NULL,
    PRIMARY KEY (submission, position)
);

CREATE TABLE findings (
    number INTEGER PRIMARY KEY, submission INTEGER REFERENCES submissions (number),
    arrival INTEGER REFERENCES arrivals (number),
    code TEXT NOT NULL, severity TEXT NOT NULL, message TEXT NOT NULL, scope TEXT NOT NULL, sender TEXT, unit TEXT,
    form TEXT, period TEXT, file TEXT, sheet TEXT, cell TEXT, found TEXT, expected TEXT, source TEXT NOT NULL,
    CHECK ((submission IS NULL) <> (arrival IS NULL))
);
CREATE INDEX findings_by_submission ON findings (submission);
CREATE INDEX findings_by_arrival ON findings (arrival);

CREATE TABLE acts (
    number INTEGER PRIMARY KEY, at TEXT NOT NULL, who TEXT NOT NULL, what TEXT NOT NULL, detail TEXT NOT NULL,
    previous TEXT NOT NULL, hash TEXT NOT NULL
)
"""

WAIVERS = """
CREATE TABLE waivers (
    number INTEGER PRIMARY KEY, finding INTEGER NOT NULL UNIQUE REFERENCES findings (number),
    who TEXT NOT NULL, reason TEXT NOT NULL, at TEXT NOT NULL
)
"""

ATTACHMENTS = """
CREATE TABLE attachments (
    number INTEGER PRIMARY KEY, sha256 TEXT NOT NULL REFERENCES originals (sha256), sender TEXT NOT NULL,
    period TEXT NOT NULL, form TEXT NOT NULL, name TEXT NOT NULL, received_at TEXT NOT NULL, at TEXT NOT NULL,
    UNIQUE (sha256, sender, period, form)
)
"""

RECORDS = (
    "originals",
    "arrivals",
    "submissions",
    "verdicts",
    "confirmations",
    "observations",
    "entries",
    "findings",
    "acts",
    "waivers",
    "attachments",
)


@dataclass(frozen=True, slots=True)
class Step:
    """What leads from one schema number to the next: the tables it adds, and their names."""

    tables: str
    records: tuple[str, ...]


# By the number a ledger has before the step.
STEPS: Mapping[int, Step] = {
    1: Step(WAIVERS, ("waivers",)),
    2: Step(ATTACHMENTS, ("attachments",)),
}


def lay(execute: Execute) -> None:
    """Lay the tables, the guards and the number into an empty database; the caller holds the transaction."""
    for statement in (*TABLES.split(";"), WAIVERS, ATTACHMENTS):
        execute(statement)
    for table in RECORDS:
        _guard(execute, table)
    execute(f"INSERT INTO about (name, value) VALUES ('schema', '{SCHEMA}')")  # noqa: S608 - a number of ours


def migrate(execute: Execute, number: int) -> None:
    """Bring a ledger of an earlier program up to SCHEMA; what it holds stays. The caller holds the transaction."""
    for step in _steps(number):
        for statement in step.tables.split(";"):
            execute(statement)
        for table in step.records:
            _guard(execute, table)
    execute(f"UPDATE about SET value = '{SCHEMA}' WHERE name = 'schema'")  # noqa: S608 - a number of ours


def lend(execute: Execute, number: int) -> None:
    """Lay what an earlier ledger lacks, empty, into the memory of one reader; the ledger is not touched."""
    execute("PRAGMA temp_store = MEMORY")
    for step in _steps(number):
        for statement in step.tables.split(";"):
            execute(statement.replace("CREATE TABLE", "CREATE TEMP TABLE"))


def check(number: int, where: str) -> None:
    """Refuse a ledger that a later program has laid: this one would misread it."""
    if number > SCHEMA:
        raise LedgerError(f"台账由更新版本的程序建立（结构{number}，本程序只识{SCHEMA}）", where, "请升级本程序后再用")


def _steps(number: int) -> tuple[Step, ...]:
    return tuple(STEPS[before] for before in range(number, SCHEMA))


def _guard(execute: Execute, table: str) -> None:
    for change in ("UPDATE", "DELETE"):
        execute(
            f"CREATE TRIGGER {table}_refuses_{change.lower()} BEFORE {change} ON {table} "
            "BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END"
        )

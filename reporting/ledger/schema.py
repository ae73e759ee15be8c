"""The tables of the ledger, and its schema number.

One small dialect that SQLite and PostgreSQL share: TEXT and INTEGER, `?` for arguments, no automatic numbers.
Only the guards against change (triggers) are each database's own. Whoever changes a table raises SCHEMA and adds the
step from the number before to STEPS, and never touches what an earlier number laid: a new ledger is laid as the first
program laid it and takes every step, a writer of an older one takes those it lacks, a reader sees it as if they were
taken.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from reporting.model.errors import LedgerError

SCHEMA = 7
NUMBER = "SELECT value FROM about WHERE name = 'schema'"
REFUSAL = "the ledger is append-only"

_REFERENCE = re.compile(r" REFERENCES \w+ \(\w+\)")

Execute = Callable[[str], Any]
Guard = Callable[[str], Iterable[str]]

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

# Which observations are of an item is asked for one figure's way back, out of a million.
INDEXES = """
CREATE INDEX observations_by_item ON observations (item, submission)
"""

# A mail's bytes are an original; a mail whose body and id came before is not entered again. What becomes of it is told
# by rows of its own; an address that a clerk said is a unit's stays so until another row says otherwise.
MAILS = """
CREATE TABLE mails (
    number INTEGER PRIMARY KEY, sha256 TEXT NOT NULL UNIQUE REFERENCES originals (sha256), message_id TEXT NOT NULL,
    body TEXT NOT NULL, name TEXT NOT NULL, sender TEXT NOT NULL, subject TEXT NOT NULL, thread TEXT NOT NULL,
    received_at TEXT NOT NULL, at TEXT NOT NULL
);
CREATE INDEX mails_by_id ON mails (message_id);

CREATE TABLE handlings (
    number INTEGER PRIMARY KEY, mail INTEGER NOT NULL REFERENCES mails (number), handling TEXT NOT NULL,
    units TEXT NOT NULL, reason TEXT NOT NULL, at TEXT NOT NULL
);
CREATE INDEX handlings_by_mail ON handlings (mail);

CREATE TABLE senders (
    number INTEGER PRIMARY KEY, address TEXT NOT NULL, unit TEXT NOT NULL, who TEXT NOT NULL, at TEXT NOT NULL,
    UNIQUE (address, unit)
)
"""

QUEUE = """
CREATE TABLE outgoing (
    number INTEGER PRIMARY KEY, key TEXT NOT NULL UNIQUE, kind TEXT NOT NULL, recipients TEXT NOT NULL,
    addressee TEXT NOT NULL, subject TEXT NOT NULL, body TEXT NOT NULL, in_reply_to TEXT NOT NULL, refs TEXT NOT NULL,
    unit TEXT NOT NULL, period TEXT, at TEXT NOT NULL
);
CREATE INDEX outgoing_by_period ON outgoing (period);

CREATE TABLE enclosures (
    outgoing INTEGER NOT NULL REFERENCES outgoing (number), position INTEGER NOT NULL,
    name TEXT NOT NULL, sha256 TEXT NOT NULL, size INTEGER NOT NULL,
    PRIMARY KEY (outgoing, position)
);

CREATE TABLE sendings (
    number INTEGER PRIMARY KEY, outgoing INTEGER NOT NULL REFERENCES outgoing (number), what TEXT NOT NULL,
    message_id TEXT NOT NULL, fault TEXT NOT NULL, due_at TEXT, at TEXT NOT NULL
);
CREATE INDEX sendings_by_outgoing ON sendings (outgoing, number)
"""

BULLETINS = """
CREATE TABLE bulletins (
    number INTEGER PRIMARY KEY, period TEXT NOT NULL UNIQUE, year INTEGER NOT NULL, issue INTEGER NOT NULL,
    total TEXT NOT NULL, drafted TEXT NOT NULL, checked TEXT NOT NULL, who TEXT NOT NULL, despite TEXT NOT NULL,
    program TEXT NOT NULL, catalogue TEXT NOT NULL, held TEXT NOT NULL, at TEXT NOT NULL,
    UNIQUE (year, issue)
)
"""

# As the first program laid them; the steps add theirs.
FIRST = (
    "originals",
    "arrivals",
    "submissions",
    "verdicts",
    "confirmations",
    "observations",
    "entries",
    "findings",
    "acts",
)
# Those whose rows tell when they were written; the rows of all others belong to one of these.
DATED = (
    *("arrivals", "submissions", "verdicts", "confirmations", "acts", "waivers", "attachments"),
    *("mails", "handlings", "senders", "outgoing", "sendings", "bulletins"),
)


@dataclass(frozen=True, slots=True)
class Step:
    """What leads from one schema number to the next: what it lays, and the names of the tables among it."""

    laid: str
    records: tuple[str, ...] = ()


# By the number a ledger has before the step.
STEPS: Mapping[int, Step] = {
    1: Step(WAIVERS, ("waivers",)),
    2: Step(ATTACHMENTS, ("attachments",)),
    3: Step(INDEXES),
    4: Step(MAILS, ("mails", "handlings", "senders")),
    5: Step(QUEUE, ("outgoing", "enclosures", "sendings")),
    6: Step(BULLETINS, ("bulletins",)),
}
RECORDS = (*FIRST, *(table for number in sorted(STEPS) for table in STEPS[number].records))


def lay(execute: Execute, guard: Guard) -> None:
    """Lay the tables, the guards and the number into an empty database; the caller holds the transaction."""
    for statement in TABLES.split(";"):
        execute(statement)
    for table in FIRST:
        _guard(execute, guard, table)
    execute("INSERT INTO about (name, value) VALUES ('schema', '1')")
    migrate(execute, guard, 1)


def migrate(execute: Execute, guard: Guard, number: int) -> None:
    """Bring a ledger of an earlier program up to SCHEMA; what it holds stays. The caller holds the transaction."""
    for step in _steps(number):
        for statement in step.laid.split(";"):
            execute(statement)
        for table in step.records:
            _guard(execute, guard, table)
    execute(f"UPDATE about SET value = '{SCHEMA}' WHERE name = 'schema'")  # noqa: S608 - a number of ours


def lend(execute: Execute, number: int) -> None:
    """Lay the tables that an earlier ledger lacks, empty, for one reader alone; the ledger is not touched.

    They refer to nothing: a passing table may not, to one that stays.
    """
    for step in _steps(number):
        for statement in step.laid.split(";") if step.records else ():
            execute(_REFERENCE.sub("", statement).replace("CREATE TABLE", "CREATE TEMP TABLE"))


def look_back(execute: Execute, number: int, as_of: str, place: str) -> None:
    """Show one reader the ledger as it stood at an instant, by views that hide what was written later.

    `place` is where the tables lie, in the database's own words; `as_of` is an instant as the ledger writes it.
    """
    lent = {table for step in _steps(number) for table in step.records}
    for table in DATED:
        if table not in lent:
            execute(f"CREATE TEMP VIEW {table} AS SELECT * FROM {place}.{table} WHERE at <= '{as_of}'")  # noqa: S608 - ours


def checked(number: str, where: str) -> int:
    """Read a ledger's number; one that a later program has laid is refused: this one would misread it."""
    if int(number) > SCHEMA:
        raise LedgerError(f"台账由更新版本的程序建立（结构{number}，本程序只识{SCHEMA}）", where, "请升级本程序后再用")
    return int(number)


def _steps(number: int) -> tuple[Step, ...]:
    return tuple(STEPS[before] for before in range(number, SCHEMA))


def _guard(execute: Execute, guard: Guard, table: str) -> None:
    for statement in guard(table):
        execute(statement)

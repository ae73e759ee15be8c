"""Own findings, as they were when a form or a file was treated, with what clerks have waived since.

Joint ones are found anew in every pass.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from reporting.ledger import versions
from reporting.ledger.book import Ledger
from reporting.ledger.stored import by_period, period_or_none, period_text, time_of
from reporting.model.periods import Period
from reporting.model.records import Finding, Waiver
from reporting.model.words import Outcome, Scope, Severity

_COLUMNS = (
    "f.code, f.severity, f.message, f.scope, f.sender, f.unit, f.form, f.period, f.file, f.sheet, f.cell, f.found,"
    " f.expected, f.source, w.who, w.at, w.reason"
)
_WAIVED = "LEFT JOIN waivers w ON w.finding = f.number"
_INSERT = (
    "INSERT INTO findings (number, submission, arrival, code, severity, message, scope, sender, unit, form, period,"
    " file, sheet, cell, found, expected, source) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
)
_OF_SUBMISSION = (
    f"SELECT f.number, {_COLUMNS} FROM findings f {_WAIVED}"  # noqa: S608 - columns of ours
    " WHERE f.submission = ? ORDER BY f.number"
)
_OF_FORMS = (
    f"SELECT s.version, f.number, f.submission, {_COLUMNS} FROM findings f"  # noqa: S608 - columns of ours
    f" JOIN submissions s ON s.number = f.submission {_WAIVED} WHERE s.period = ?"
)
# A file's findings belong to the period they name, else to the period of the pass that met the file.
_OF_FILES = (
    f"SELECT 0, f.number, f.arrival, {_COLUMNS} FROM findings f"  # noqa: S608 - columns of ours
    f" JOIN arrivals a ON a.number = f.arrival {_WAIVED} WHERE COALESCE(f.period, a.pass_period) = ?"
)
_ARRIVALS = "SELECT number, sha256, outcome FROM arrivals ORDER BY number"


def of(book: Ledger, period: Period, *, history: bool) -> tuple[Finding, ...]:
    """Give the findings of the newest versions of a period's forms (of all versions with `history`), then of files.

    Files are those whose period is unknown and that a pass for this period met, as they were treated last.
    The order is that of sender, form, file and version, whatever order they arrived in.
    """
    rows = book.rows(_OF_FORMS, (str(period),))
    file_rows = book.rows(_OF_FILES, (str(period),))
    if not history:
        newest = {version.number for version in versions.newest(book, period)}
        rows = [row for row in rows if row[2] in newest]
        last = _last_arrivals(book) if file_rows else frozenset()
        file_rows = [row for row in file_rows if row[2] in last]
    return (*_ordered(rows), *_ordered(file_rows))


def of_submission(book: Ledger, number: int) -> tuple[Finding, ...]:
    """Give the findings of one version, in the order the checks told them."""
    return tuple(finding for _, finding in numbered(book, number))


def numbered(book: Ledger, number: int) -> tuple[tuple[int, Finding], ...]:
    """Give the findings of one version, each with the ledger's number of it."""
    return tuple((row[0], _finding(row[1:])) for row in book.rows(_OF_SUBMISSION, (number,)))


def add(
    book: Ledger, findings: Iterable[Finding], *, submission: int | None = None, arrival: int | None = None
) -> None:
    """Write the findings of a submission, or of an arrival."""
    first = book.next_number("findings")
    rows = [(first + step, submission, arrival, *_fields(finding)) for step, finding in enumerate(findings)]
    book.write(_INSERT, rows)


def _last_arrivals(book: Ledger) -> frozenset[int]:
    """Give the last treatment of each file, and the last time it was only recognised, if later."""
    last: dict[str, int] = {}
    recognised: dict[str, int] = {}
    for number, sha256, outcome in book.rows(_ARRIVALS):
        if outcome in (Outcome.KNOWN, Outcome.WAITING):
            recognised[sha256] = number
        else:
            last[sha256] = number
            recognised.pop(sha256, None)
    return frozenset((*last.values(), *recognised.values()))


def _ordered(rows: list[tuple[Any, ...]]) -> list[Finding]:
    keyed = [(row[0], row[1], _finding(row[3:])) for row in rows]
    return [finding for _, _, finding in sorted(keyed, key=_key)]


def _key(row: tuple[int, int, Finding]) -> tuple[object, ...]:
    """Sort by what the finding is of; its number keeps the order in which the checks told those of one form."""
    version, number, finding = row
    names = (finding.sender or "", finding.form or "", finding.file or "")
    return (by_period(finding.period), *names, version, number)


def _fields(finding: Finding) -> tuple[object, ...]:
    return (
        finding.code,
        str(finding.severity),
        finding.message,
        str(finding.scope),
        finding.sender,
        finding.unit,
        finding.form,
        period_text(finding.period),
        finding.file,
        finding.sheet,
        finding.cell,
        finding.found,
        finding.expected,
        finding.source,
    )


def _finding(row: tuple[Any, ...]) -> Finding:
    code, severity, message, scope, sender, unit, form, period, *rest, who, at, reason = row
    waived = Waiver(who, time_of(at), reason) if who is not None else None
    about: tuple[Any, ...] = (sender, unit, form, period_or_none(period), *rest, waived)
    return Finding(code, Severity(severity), message, Scope(scope), *about)

"""History: what was in force of earlier periods, for checks that look back."""

from __future__ import annotations

from decimal import Decimal

from reporting.ledger import versions
from reporting.ledger.book import Ledger
from reporting.ledger.stored import json_of, period_of
from reporting.model.history import History
from reporting.model.periods import Period
from reporting.model.words import Content

_PERIODS = "SELECT DISTINCT period FROM submissions"
_VALUES = (
    "SELECT o.submission, o.unit, o.item, o.period, o.value FROM observations o"
    " JOIN submissions s ON s.number = o.submission"
    " WHERE s.period = ? AND o.content = ? AND o.key = '' AND o.value IS NOT NULL"
)
_ROWS = "SELECT key, fields FROM entries WHERE submission = ? AND key <> ''"


def history(book: Ledger, before: Period, *, form: str = "") -> History:
    """Give the values in force of all periods before one, and the rows of each list in its latest period before.

    With `form`, that form's own figures alone: a form is held against itself, not against what another source said.
    Without, where several forms give the same figure, the first by form code and sender stands.
    """
    values: dict[tuple[str, str, Period], Decimal] = {}
    rows: dict[tuple[str, str], dict[str, dict[str, str]]] = {}
    for period in sorted(_earlier(book, before), reverse=True):
        counting = {
            one.number: (one.form, one.sender) for one in versions.in_force(book, period) if form in ("", one.form)
        }
        values |= _values(book, period, counting)
        for number, place in counting.items():
            if place not in rows and (found := _rows(book, number)):
                rows[place] = found
    return History(values, rows)


def _earlier(book: Ledger, before: Period) -> list[Period]:
    return [period for (text,) in book.rows(_PERIODS) if (period := period_of(text)) < before]


def _values(
    book: Ledger, period: Period, counting: dict[int, tuple[str, str]]
) -> dict[tuple[str, str, Period], Decimal]:
    rows = [row for row in book.rows(_VALUES, (str(period), str(Content.NOW))) if row[0] in counting]
    rows.sort(key=lambda row: counting[row[0]], reverse=True)  # the first by form and sender is written last
    return {(unit, item, period_of(when)): Decimal(value) for _, unit, item, when, value in rows}


def _rows(book: Ledger, submission: int) -> dict[str, dict[str, str]]:
    return {key: json_of(fields) for key, fields in book.rows(_ROWS, (submission,))}

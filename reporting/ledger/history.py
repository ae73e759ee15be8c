"""History: what was in force of earlier periods, for checks that look back."""

from __future__ import annotations

from decimal import Decimal

from reporting.ledger import versions
from reporting.ledger.book import Ledger
from reporting.ledger.stored import period_of
from reporting.model.history import History
from reporting.model.periods import Period
from reporting.model.words import Content

_PERIODS = "SELECT DISTINCT period FROM submissions"
_VALUES = (
    "SELECT o.submission, o.unit, o.item, o.period, o.value FROM observations o"
    " JOIN submissions s ON s.number = o.submission"
    " WHERE s.period = ? AND o.content = ? AND o.key = '' AND o.value IS NOT NULL"
)
_KEYS = (
    "SELECT e.submission, e.key FROM entries e JOIN submissions s ON s.number = e.submission"
    " WHERE s.period = ? AND e.key <> ''"
)


def history(book: Ledger, before: Period, *, form: str = "") -> History:
    """Give the values in force of all periods before one, and the keys of each list in its latest period before.

    With `form`, that form's own figures alone: a form is held against itself, not against what another source said.
    Without, where several forms give the same figure, the first by form code and sender stands.
    """
    values: dict[tuple[str, str, Period], Decimal] = {}
    keys: dict[tuple[str, str], frozenset[str]] = {}
    for period in sorted(_earlier(book, before), reverse=True):
        counting = {
            one.number: (one.form, one.sender) for one in versions.in_force(book, period) if form in ("", one.form)
        }
        values |= _values(book, period, counting)
        for place, found in _keys(book, period, counting).items():
            keys.setdefault(place, found)
    return History(values, keys)


def _earlier(book: Ledger, before: Period) -> list[Period]:
    return [period for (text,) in book.rows(_PERIODS) if (period := period_of(text)) < before]


def _values(
    book: Ledger, period: Period, counting: dict[int, tuple[str, str]]
) -> dict[tuple[str, str, Period], Decimal]:
    rows = [row for row in book.rows(_VALUES, (str(period), str(Content.NOW))) if row[0] in counting]
    rows.sort(key=lambda row: counting[row[0]], reverse=True)  # the first by form and sender is written last
    return {(unit, item, period_of(when)): Decimal(value) for _, unit, item, when, value in rows}


def _keys(book: Ledger, period: Period, counting: dict[int, tuple[str, str]]) -> dict[tuple[str, str], frozenset[str]]:
    found: dict[tuple[str, str], set[str]] = {}
    for number, key in book.rows(_KEYS, (str(period),)):
        if number in counting:
            found.setdefault(counting[number], set()).add(key)
    return {place: frozenset(several) for place, several in found.items()}

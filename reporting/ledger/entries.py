"""Entries: the rows of lists, one record each, with the cells their fields came from."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from reporting.ledger import versions
from reporting.ledger.book import Ledger
from reporting.ledger.stored import json_of, json_text, period_of, period_or_none, period_text
from reporting.model.periods import Period
from reporting.model.records import Entry, HeldEntry, Submission

_INSERT = (
    "INSERT INTO entries (submission, position, unit, key, sheet, line, period, fields, cells)"
    " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)"
)
_OF_SUBMISSION = (
    "SELECT unit, key, sheet, line, period, fields, cells FROM entries WHERE submission = ? ORDER BY position"
)
_PERIODS_OF_FORM = "SELECT DISTINCT period FROM submissions WHERE form = ?"


def held(book: Ledger, period: Period) -> tuple[HeldEntry, ...]:
    """Give the list rows in force of a period, by sender and form, each list in its own order."""
    return tuple(
        HeldEntry(entry, submission)
        for submission in versions.in_force(book, period)
        for entry in of_submission(book, submission)
    )


def held_before(book: Ledger, form: str, period: Period) -> tuple[HeldEntry, ...]:
    """Give the rows of one list in force of all earlier periods, the latest period first."""
    periods = {period_of(text) for (text,) in book.rows(_PERIODS_OF_FORM, (form,))}
    return tuple(
        HeldEntry(entry, submission)
        for one in sorted((one for one in periods if one < period), reverse=True)
        for submission in versions.in_force(book, one)
        if submission.form == form
        for entry in of_submission(book, submission)
    )


def of_submission(book: Ledger, brought: Submission) -> tuple[Entry, ...]:
    """Give the rows that one version brought, whether it counts or not, in the list's own order."""
    return tuple(_entry(brought.form, row) for row in book.rows(_OF_SUBMISSION, (brought.number,)))


def add(book: Ledger, submission: int, entries: Sequence[Entry]) -> None:
    """Write the rows of a list."""
    book.write(_INSERT, [_fields(submission, place, one) for place, one in enumerate(entries)])


def _fields(submission: int, position: int, one: Entry) -> tuple[object, ...]:
    where = (one.sheet, one.row, period_text(one.period))
    return (submission, position, one.unit, one.key, *where, json_text(dict(one.fields)), json_text(dict(one.cells)))


def _entry(form: str, row: tuple[Any, ...]) -> Entry:
    unit, key, sheet, line, period, fields, cells = row
    return Entry(form, unit, key, sheet, line, json_of(fields), json_of(cells), period_or_none(period))

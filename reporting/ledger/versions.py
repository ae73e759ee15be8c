"""Which version of a form is the newest, and which is in force.

Between versions the time of receipt decides, then the file's name, then the ledger's number: so the order in which
passes met the files does not matter. A form that came again with equal content makes no version; it moves the version
it equals to the time it came again.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from reporting.ledger.book import Ledger
from reporting.ledger.stored import json_of, period_of, time_of
from reporting.model.periods import Period
from reporting.model.records import Submission
from reporting.model.words import Verdict

_SUBMISSIONS = """
SELECT s.number, s.sender, s.form, s.period, s.version, v.verdict, s.received_at, s.late_days, s.file, s.sha256,
    s.sheet, s.form_version, s.signers
FROM submissions s JOIN verdicts v ON v.submission = s.number
WHERE v.number = (SELECT MAX(w.number) FROM verdicts w WHERE w.submission = s.number)
"""
_CONFIRMED = """
SELECT c.submission, c.received_at, c.file
FROM confirmations c JOIN submissions s ON s.number = c.submission WHERE s.number = c.submission
"""
_PERIODS = "SELECT DISTINCT period FROM submissions"
_RETURNED = """
SELECT 1 FROM verdicts v JOIN submissions s ON s.number = v.submission WHERE s.period = ? AND v.verdict = ? LIMIT 1
"""
_NUMBERED = " AND s.number = ?"
_OF_PERIOD = " AND s.period = ?"
_OF_FORM = " AND s.period = ? AND s.sender = ? AND s.form = ?"


def latest(book: Ledger) -> Period | None:
    """Give the latest period of which anything came."""
    return max((period_of(text) for (text,) in book.rows(_PERIODS)), default=None)


def numbered(book: Ledger, number: int) -> Submission | None:
    """Give one submission by the ledger's number."""
    return next(iter(_read(book, _NUMBERED, (number,))), None)


def every(book: Ledger, period: Period) -> tuple[Submission, ...]:
    """Give all versions of all forms of a period, by sender, form and version."""
    return tuple(sorted(_read(book, _OF_PERIOD, (str(period),)), key=lambda one: (*_form_of(one), one.version)))


def newest(book: Ledger, period: Period) -> tuple[Submission, ...]:
    """Give the newest version of every form of a period, by sender and form."""
    return _last_of_each(_ranked(book, _OF_PERIOD, (str(period),)))


def in_force(book: Ledger, period: Period) -> tuple[Submission, ...]:
    """Give the versions whose figures count, by sender and form: of each form the last that was not returned."""
    return _last_of_each(one for one in _ranked(book, _OF_PERIOD, (str(period),)) if one.verdict.counts)


def with_senders(book: Ledger, period: Period) -> tuple[tuple[str, str], ...]:
    """Give the (sender, form) whose newest version was returned, and that no earlier one stands in for."""
    if book.row(_RETURNED, (str(period), str(Verdict.RETURNED))) is None:
        return ()
    ranked = _ranked(book, _OF_PERIOD, (str(period),))
    stand = {_form_of(one) for one in ranked if one.verdict.counts}
    lie = {_form_of(one) for one in _last_of_each(ranked) if one.verdict is Verdict.RETURNED}
    return tuple(sorted(lie - stand))


def in_force_of(book: Ledger, sender: str, form: str, period: Period) -> Submission | None:
    """Give the version in force of one form of one sender."""
    ranked = _ranked(book, _OF_FORM, (str(period), sender, form))
    return next(iter(_last_of_each(one for one in ranked if one.verdict.counts)), None)


def _read(book: Ledger, which: str, arguments: tuple[object, ...]) -> list[Submission]:
    return [_submission(row) for row in book.rows(_SUBMISSIONS + which, arguments)]


def _ranked(book: Ledger, which: str, arguments: tuple[object, ...]) -> list[Submission]:
    """Give versions from oldest to newest."""
    found = _read(book, which, arguments)
    came = {one.number: (one.received_at, one.file) for one in found}
    for number, received_at, file in book.rows(_CONFIRMED + which, arguments):
        came[number] = max(came[number], (time_of(received_at), file))
    return sorted(found, key=lambda one: (came[one.number], one.number))


def _last_of_each(ranked: Iterable[Submission]) -> tuple[Submission, ...]:
    last = {_form_of(one): one for one in ranked}
    return tuple(last[key] for key in sorted(last))


def _form_of(one: Submission) -> tuple[str, str]:
    return one.sender, one.form


def _submission(row: tuple[Any, ...]) -> Submission:
    number, sender, form, period, version, verdict, received_at, late_days, file, sha256, sheet, stamp, signers = row
    return Submission(
        number=number,
        sender=sender,
        form=form,
        period=period_of(period),
        version=version,
        verdict=Verdict(verdict),
        received_at=time_of(received_at),
        late_days=late_days,
        file=file,
        sha256=sha256,
        sheet=sheet,
        form_version=stamp,
        signers=json_of(signers),
    )

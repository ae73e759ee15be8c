"""Submissions: one form from one sender for one period, in one version; entered whole or not at all."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Iterable, Mapping
from datetime import datetime
from types import MappingProxyType

from reporting.ledger import acts, arrivals, entries, findings, observations, versions
from reporting.ledger.book import Ledger
from reporting.ledger.seals import Rows, bound
from reporting.ledger.stored import json_of, json_text, period_of, time_text
from reporting.ledger.versions import every, in_force, in_force_of, newest, numbered, with_senders
from reporting.model.errors import LedgerError
from reporting.model.numbers import plain
from reporting.model.periods import Period
from reporting.model.records import Arrival, Claim, Entry, Finding, Observation, Reading, Submission
from reporting.model.words import Verdict

__all__ = ["content_hash", "content_held", "enter", "every", "in_force", "judge", "newest", "numbered", "with_senders"]

# The day a form is signed changes each time it is sent, and says nothing about what it holds.
_DATE_SIGNED = "报出日期"
_NOTHING_MORE: Mapping[str, object] = MappingProxyType({})
_NOTHING_WROTE: Rows = MappingProxyType({})

_NUMBER = re.compile(r"[+-]?\d[\d,. ]*(?:E[+-]?\d+)?")
_BLANKS = re.compile(r"\s+")

_INSERT = (
    "INSERT INTO submissions (number, sender, form, period, version, received_at, late_days, file, sha256, sheet,"
    " form_version, signers, mapping, content, treatment, pass_period, catalogue, at)"
    " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
)
_JUDGE = "INSERT INTO verdicts (number, submission, verdict, who, reason, at) VALUES (?, ?, ?, ?, ?, ?)"
_CONFIRM = "INSERT INTO confirmations (number, submission, received_at, file, sha256, at) VALUES (?, ?, ?, ?, ?, ?)"
_CONFIRMED = "SELECT 1 FROM confirmations WHERE submission = ? AND received_at = ? AND file = ?"
_SAID = (
    "SELECT 1 FROM confirmations c JOIN submissions s ON s.number = c.submission WHERE c.sha256 = ? AND c.file = ?"
    " AND c.received_at = ? AND s.sender = ? AND s.form = ? AND s.period = ? AND s.content = ?"
)
_LAST_VERSION = "SELECT COALESCE(MAX(version), 0) FROM submissions WHERE sender = ? AND form = ? AND period = ?"
_MAPPING = "SELECT mapping FROM submissions WHERE number = ?"
_CONTENT = "SELECT content FROM submissions WHERE number = ?"
_BY_SENDER = "SELECT DISTINCT form, period FROM submissions WHERE sender = ?"
_BY_ORIGINAL = (
    "SELECT sender, period FROM submissions WHERE sha256 = ? OR number IN"
    " (SELECT submission FROM confirmations WHERE sha256 = ?)"
)
_SAME = (
    "SELECT number FROM submissions WHERE sha256 = ? AND sheet = ? AND sender = ? AND form = ? AND period = ?"
    " AND treatment = ? AND catalogue = ?"
)


def enter(  # noqa: PLR0913, PLR0917 - what is known of a form once it is checked, stored as it is
    book: Ledger,
    reading: Reading,
    arrival: Arrival,
    found: Iterable[Finding],
    verdict: Verdict,
    late_days: int,
    now: datetime,
    pass_period: Period,
    catalogue_sha256: str,
) -> Submission | None:
    """Enter a form that was read and checked, in one transaction with all that belongs to it.

    None where its content equals the version in force: that makes no version. Where a pass was cut off after it had
    entered this form, the submission it made is given, and nothing is entered twice. The original must be kept before.
    """
    with book.transaction():
        content = content_hash(reading)
        treatment = arrivals.treatments(book, arrival.sha256)
        claim = reading.claim
        done = _entered(book, arrival, claim, treatment, catalogue_sha256)
        if done is not None:
            return done
        if _has_confirmed(book, arrival, claim, content):
            return None
        current = in_force_of(book, claim.sender, claim.form, claim.period)
        if current is not None and book.row(_CONTENT, (current.number,)) == (content,):
            _confirm(book, current, arrival, now)
            return None
        number = book.next_number("submissions")
        version = _next_version(book, claim)
        came = (time_text(arrival.received_at), late_days, arrival.name, arrival.sha256, claim.sheet)
        told = (claim.form_version, json_text(dict(reading.signers)), json_text(reading.mapping), content)
        bounds = (treatment, str(pass_period), catalogue_sha256, time_text(now))
        book.write(_INSERT, [(number, claim.sender, claim.form, str(claim.period), version, *came, *told, *bounds)])
        observations.add(book, number, reading.observations)
        entries.add(book, number, reading.entries)
        findings.add(book, found, submission=number)
        rows = {"submissions": [number], "verdicts": _add_verdict(book, number, verdict, acts.PROGRAM, "", now)}
        entered = _given(book, number)
        _tell(book, acts.PROGRAM, "enter", entered, now, {"content": content, **bound(book, rows)})
    return entered


def judge(  # noqa: PLR0913 - a clerk's act: upon what, what is decided, by whom, why and when
    book: Ledger,
    number: int,
    verdict: Verdict,
    by: str,
    reason: str,
    now: datetime,
    *,
    act: str = "accept",
    more: Mapping[str, object] = _NOTHING_MORE,
    wrote: Rows = _NOTHING_WROTE,
) -> Submission:
    """Decide upon a submission, by a person and for a reason; the earlier verdicts stay in the ledger.

    `act` names what the clerk did in the chain of acts, `more` what belongs to it, `wrote` the rows it wrote beside the
    verdict. Raises LedgerError where there is no such submission.
    """
    with book.transaction():
        before = _given(book, number)
        changed = verdict is not before.verdict
        rows = {**wrote, "verdicts": _add_verdict(book, number, verdict, by, reason, now) if changed else []}
        decided = {"verdict": str(verdict), "was": str(before.verdict), "reason": reason}
        _tell(book, by, act, before, now, {**decided, **more, **bound(book, rows)})
        return _given(book, number)


def was_on_time(book: Ledger, sender: str, form: str, period: Period) -> bool:
    """Whether an earlier version of the form came in time and was not returned."""
    return any(
        one.late_days == 0 and one.verdict.counts
        for one in versions.every(book, period)
        if (one.sender, one.form) == (sender, form)
    )


def mapping_of(book: Ledger, number: int) -> tuple[tuple[str, str], ...]:
    """Give which words of the sheet were taken for what, as receipts show it: pairs such as (`C4`, `本期`)."""
    row = book.row(_MAPPING, (number,))
    return tuple((cell, word) for cell, word in json_of(row[0])) if row else ()


def entered_by(book: Ledger, sender: str) -> frozenset[tuple[str, Period]]:
    """Give which forms of which periods a sender has sent, whatever became of them."""
    return frozenset((form, period_of(period)) for form, period in book.rows(_BY_SENDER, (sender,)))


def read_from(book: Ledger, sha256: str) -> frozenset[tuple[str, Period]]:
    """Give the senders, and the periods, of the forms that were read from an original or came again in it."""
    return frozenset((sender, period_of(period)) for sender, period in book.rows(_BY_ORIGINAL, (sha256, sha256)))


def content_hash(reading: Reading) -> str:
    """Give the hash of what a form says: its figures, rows and signers; not of how its cells are laid out."""
    return _content(reading.observations, reading.entries, reading.signers)


def content_held(book: Ledger, one: Submission) -> str:
    """Give the same hash of what the ledger holds of a version; `content_hash` was stored when it was entered."""
    return _content(observations.of_submission(book, one.number), entries.of_submission(book, one), one.signers)


def _content(figures: Iterable[Observation], rows: Iterable[Entry], signed: Mapping[str, str]) -> str:
    signers = {role: name for role, name in signed.items() if name and role != _DATE_SIGNED}
    lines = sorted(map(_figure_line, figures)) + sorted(map(_row_line, rows))
    return hashlib.sha256("\n".join([*lines, json_text(signers)]).encode("utf-8")).hexdigest()


def _figure_line(one: Observation) -> str:
    about = (one.unit, one.item, str(one.period), str(one.content), one.key)
    value = None if one.value is None else plain(one.value)
    return json_text((*about, value, _words(one.text), str(one.state), one.nature, one.explanation.strip()))


def _words(text: str) -> str:
    """Leave what a cell says beside its number, which is compared as a number: `受理`, `约`, `见附件`."""
    return _BLANKS.sub("", _NUMBER.sub("", unicodedata.normalize("NFKC", text)))


def _row_line(one: Entry) -> str:
    return json_text((one.unit, one.key, {label: text for label, text in one.fields.items() if text}))


def _entered(book: Ledger, arrival: Arrival, claim: Claim, treatment: int, catalogue: str) -> Submission | None:
    """Find what a pass entered from this sheet before it was cut off, so before it wrote the file's outcome."""
    place = (arrival.sha256, claim.sheet, claim.sender, claim.form, str(claim.period))
    row = book.row(_SAME, (*place, treatment, catalogue))
    return numbered(book, row[0]) if row else None


def _has_confirmed(book: Ledger, arrival: Arrival, claim: Claim, content: str) -> bool:
    """Whether this very arrival has said before, of a version in force by then, that it is equal.

    A pass that was cut off and begins again meets the later version in force, which it must not be held against.
    """
    came = (arrival.sha256, arrival.name, time_text(arrival.received_at))
    return book.row(_SAID, (*came, claim.sender, claim.form, str(claim.period), content)) is not None


def _next_version(book: Ledger, claim: Claim) -> int:
    row = book.row(_LAST_VERSION, (claim.sender, claim.form, str(claim.period)))
    return int(row[0]) + 1 if row else 1


def _confirm(book: Ledger, current: Submission, arrival: Arrival, now: datetime) -> None:
    came = (time_text(arrival.received_at), arrival.name)
    if book.row(_CONFIRMED, (current.number, *came)):
        return  # another sheet or member of the same name has said so already
    number = book.next_number("confirmations")
    book.write(_CONFIRM, [(number, current.number, *came, arrival.sha256, time_text(now))])
    wrote = bound(book, {"confirmations": [number]})
    _tell(book, acts.PROGRAM, "confirm", current, now, {"again": arrival.sha256, **wrote})


def _add_verdict(book: Ledger, number: int, verdict: Verdict, who: str, reason: str, now: datetime) -> list[int]:
    """Write a verdict, and give its number as the act that wrote it names it."""
    own = book.next_number("verdicts")
    book.write(_JUDGE, [(own, number, str(verdict), who, reason, time_text(now))])
    return [own]


def _given(book: Ledger, number: int) -> Submission:
    submission = numbered(book, number)
    if submission is None:
        raise LedgerError("台账中没有这份报送", f"编号{number}")
    return submission


def _tell(book: Ledger, who: str, what: str, one: Submission, now: datetime, more: Mapping[str, object]) -> None:
    about = {"sender": one.sender, "form": one.form, "period": str(one.period), "version": one.version}
    detail = {"submission": one.number, **about, "sha256": one.sha256, "verdict": str(one.verdict), **more}
    acts.record(book, who, what, detail, now)

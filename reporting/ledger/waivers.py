"""Waivers: findings a clerk has waived, one record each, by name and for a reason.

A waiver is of one finding of one version: the next version of the form begins without any.
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from reporting.ledger import findings, submissions
from reporting.ledger.book import Ledger
from reporting.ledger.stored import time_text
from reporting.model.records import Finding, Submission
from reporting.model.words import Verdict

_INSERT = "INSERT INTO waivers (number, finding, who, reason, at) VALUES (?, ?, ?, ?, ?)"


def enter(
    book: Ledger,
    number: int,
    chosen: Collection[Finding],
    verdict: Verdict,
    by: str,
    reason: str,
    now: datetime,
) -> Submission:
    """Waive findings of a submission and give it the verdict that what is left of them brings, in one transaction.

    `chosen` are findings as `findings.of_submission` gives them. Raises LedgerError where there is no such submission.
    """
    with book.transaction():
        waived = [(key, one) for key, one in findings.numbered(book, number) if one in chosen]
        first = book.next_number("waivers")
        rows = [(first + step, key, by, reason, time_text(now)) for step, (key, _) in enumerate(waived)]
        book.write(_INSERT, rows)
        told = [{"finding": key, "code": one.code, "sheet": one.sheet, "cell": one.cell} for key, one in waived]
        wrote = {"waivers": [row[0] for row in rows]}
        more = {"findings": told}
        return submissions.judge(book, number, verdict, by, reason, now, act="waive", more=more, wrote=wrote)

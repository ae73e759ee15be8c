"""Waivers: what a clerk has set aside."""

from __future__ import annotations

from dataclasses import replace

import pytest

from reporting import ledger
from reporting.ledger import Ledger
from reporting.model.errors import LedgerError
from reporting.model.records import Finding, Submission, Waiver
from reporting.model.words import Severity, Verdict
from tests.ledger.made import NOW, Q3, arrival, enter, finding, observation, reading

BY, REASON = "王五", "县局10月12日来函说明核减"
WAIVED = Waiver(BY, NOW, REASON)
FELL, DOUBT = replace(finding("cum-fell"), severity=Severity.ERROR), finding("jump")


def returned(book: Ledger, *found: Finding) -> Submission:
    """Enter a form that is returned for what was found."""
    one = enter(book, reading(observation()), arrival(), Verdict.RETURNED, found)
    assert one is not None
    return one


def waive(book: Ledger, one: Submission, *chosen: Finding, verdict: Verdict = Verdict.ACCEPTED) -> Submission:
    """Waive findings of a form."""
    return ledger.waivers.enter(book, one.number, chosen, verdict, BY, REASON, NOW)


def test_a_waived_finding_says_by_whom_when_and_why(book: Ledger) -> None:
    """It is told with its waiver wherever findings are told; what was not waived stays as it was."""
    one = returned(book, FELL, DOUBT)
    assert waive(book, one, FELL, verdict=Verdict.REVIEW) == replace(one, verdict=Verdict.REVIEW)
    told = (replace(FELL, waived=WAIVED), DOUBT)
    assert ledger.findings.of_submission(book, one.number) == told
    assert ledger.findings.of(book, Q3, history=False) == told


def test_what_was_waived_puts_the_version_in_force(book: Ledger) -> None:
    """From the clerk's act on the figures of a form that was returned count."""
    one = returned(book, FELL)
    assert ledger.observations.held(book, [Q3]) == ()
    waive(book, one, FELL)
    assert [held.submission.number for held in ledger.observations.held(book, [Q3])] == [one.number]


def test_the_act_is_in_the_chain(book: Ledger) -> None:
    """Who waived what at which cell, why, and what came of it, cannot be altered without its showing."""
    one = returned(book, FELL, DOUBT)
    waive(book, one, FELL, verdict=Verdict.REVIEW)
    act = ledger.acts.every(book)[-1]
    assert (act.who, act.what, act.at) == (BY, "waive", NOW)
    assert (act.detail["was"], act.detail["verdict"], act.detail["reason"]) == ("returned", "review", REASON)
    assert [(told["code"], told["cell"]) for told in act.detail["findings"]] == [("cum-fell", "C5")]
    assert ledger.acts.verify(book) == ()


def test_a_verdict_that_stays_is_not_given_again(book: Ledger) -> None:
    """Where something else still returns the form, the clerk is not named as the one who returned it."""
    one = returned(book, FELL, DOUBT)
    waive(book, one, DOUBT, verdict=Verdict.RETURNED)
    assert book.rows("SELECT who FROM verdicts") == [(ledger.acts.PROGRAM,)]
    assert ledger.acts.every(book)[-1].what == "waive"


def test_the_next_version_begins_without_waivers(book: Ledger) -> None:
    """What was waived for one version is asked again of the next; the old waiver stays with the old version."""
    one = returned(book, FELL)
    waive(book, one, FELL)
    enter(book, reading(observation("13")), arrival("又.xlsx", hours=1), Verdict.RETURNED, [replace(FELL, found="13")])
    assert [found.waived for found in ledger.findings.of(book, Q3, history=False)] == [None]
    assert [found.waived for found in ledger.findings.of(book, Q3, history=True)] == [WAIVED, None]


def test_an_equal_form_that_comes_again_keeps_its_waivers(book: Ledger) -> None:
    """The same figures sent again make no version, so nothing has to be waived twice."""
    one = returned(book, FELL)
    waive(book, one, FELL)
    assert enter(book, reading(observation()), arrival("又.xlsx", hours=1), Verdict.RETURNED, [FELL]) is None
    assert [found.waived for found in ledger.findings.of(book, Q3, history=False)] == [WAIVED]


def test_a_waiver_of_what_is_not_there_is_told(book: Ledger) -> None:
    """A number without a submission is a message, and leaves nothing behind."""
    with pytest.raises(LedgerError, match="没有这份报送"):
        ledger.waivers.enter(book, 7, [FELL], Verdict.ACCEPTED, BY, REASON, NOW)
    assert ledger.acts.every(book) == ()

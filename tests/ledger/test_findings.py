"""Which findings are shown for a period, and in what order."""

from __future__ import annotations

from dataclasses import replace

from reporting import ledger
from reporting.ledger import Ledger
from reporting.model.periods import Period
from reporting.model.words import Outcome
from tests.ledger.made import Q3, arrival, enter, finding, observation, reading, record

UNKNOWN = replace(finding("file-damaged", period=None, file="坏.xlsx"), sender=None, unit=None, form=None, sheet=None)


def codes(book: Ledger, period: Period = Q3, *, history: bool = False) -> list[str]:
    """Give the codes of a period's findings."""
    return [one.code for one in ledger.findings.of(book, period, history=history)]


def test_a_finding_comes_back_as_it_was(book: Ledger) -> None:
    """Every part of a finding is kept, those that are not there too."""
    enter(book, reading(observation()), arrival(), found=[finding()])
    record(book, arrival("坏.xlsx"), Outcome.QUARANTINED, [UNKNOWN])
    assert ledger.findings.of(book, Q3, history=False) == (finding(), UNKNOWN)


def test_only_the_newest_version_is_shown_unless_history_is_asked_for(book: Ledger) -> None:
    """What a correction has mended is no longer held against its sender, and can still be looked up."""
    enter(book, reading(observation("12")), arrival("一.xlsx"), found=[finding("jump"), finding("bounds")])
    enter(book, reading(observation("13")), arrival("二.xlsx", hours=1), found=[finding("late", file="二.xlsx")])
    assert codes(book) == ["late"]
    assert codes(book, history=True) == ["late", "jump", "bounds"]
    assert codes(book, Period(2023, 2), history=True) == []


def test_a_file_of_unknown_period_belongs_to_the_pass_that_met_it(book: Ledger) -> None:
    """A file nobody could read is told in the period people were working on, and in no other."""
    record(book, arrival("坏.xlsx"), Outcome.QUARANTINED, [UNKNOWN])
    assert codes(book) == ["file-damaged"]
    assert codes(book, Period(2023, 2)) == []


def test_a_file_of_known_period_belongs_to_that_period(book: Ledger) -> None:
    """A file of another quarter is told where it belongs, whatever pass met it."""
    last = Period(2023, 2)
    record(book, arrival("旧.xlsx"), Outcome.QUARANTINED, [replace(UNKNOWN, code="id-closed", period=last)])
    assert codes(book) == []
    assert codes(book, last) == ["id-closed"]


def test_a_file_treated_again_is_told_as_it_was_treated_last(book: Ledger) -> None:
    """Once a file could be read, nobody is told any more that it could not."""
    record(book, arrival("坏.xlsx"), Outcome.QUARANTINED, [UNKNOWN])
    record(book, arrival("坏.xlsx"), Outcome.ACCEPTED, [])
    assert codes(book) == []
    assert codes(book, history=True) == ["file-damaged"]


def test_a_file_that_came_again_keeps_its_findings(book: Ledger) -> None:
    """Recognising a file adds that it is known, once, and takes nothing away."""
    record(book, arrival("坏.xlsx"), Outcome.QUARANTINED, [UNKNOWN])
    for _ in range(2):
        record(book, arrival("坏.xlsx"), Outcome.KNOWN, [replace(UNKNOWN, code="file-known")])
    assert codes(book) == ["file-damaged", "file-known"]


def test_the_order_is_that_of_senders_not_of_arrival(book: Ledger) -> None:
    """The list of findings is the same whichever county was quicker."""
    for sender, name in (("YQ", "乐清市"), ("AL", "安澜县")):
        found = [replace(finding(code), sender=name) for code in ("jump", "bounds")]
        enter(book, reading(observation(), sender=sender), arrival(f"{name}.xlsx"), found=found)
    told = [(one.sender, one.code) for one in ledger.findings.of(book, Q3, history=False)]
    assert told == [("乐清市", "jump"), ("乐清市", "bounds"), ("安澜县", "jump"), ("安澜县", "bounds")]

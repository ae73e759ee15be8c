"""Files a pass has met: when the same bytes are passed over, and when they are tried again."""

from __future__ import annotations

import pytest

from reporting import ledger
from reporting.ledger import Ledger
from reporting.model.words import Outcome
from tests.ledger.made import CATALOGUE, NOW, PROGRAM, Q3, arrival, finding, record


def test_new_bytes_are_not_known(book: Ledger) -> None:
    """What never came is treated."""
    assert ledger.arrivals.last(book, arrival().sha256) is None
    assert not ledger.arrivals.is_known(book, arrival().sha256, CATALOGUE, PROGRAM)


@pytest.mark.parametrize(
    ("outcome", "catalogue", "program", "known"),
    [
        (Outcome.ACCEPTED, CATALOGUE, PROGRAM, True),
        (Outcome.ACCEPTED, "other", "other", True),
        (Outcome.RETURNED, CATALOGUE, PROGRAM, True),
        (Outcome.RETURNED, "other", PROGRAM, False),
        (Outcome.RETURNED, CATALOGUE, "other", False),
        (Outcome.QUARANTINED, CATALOGUE, PROGRAM, True),
        (Outcome.QUARANTINED, "other", PROGRAM, False),
    ],
)
def test_the_same_bytes_again(book: Ledger, outcome: Outcome, catalogue: str, program: str, *, known: bool) -> None:
    """They are passed over, unless they were not accepted and the catalogue or the program has changed since."""
    record(book, arrival(), outcome)
    assert ledger.arrivals.is_known(book, arrival().sha256, catalogue, program) is known


@pytest.mark.parametrize("idle", [Outcome.KNOWN, Outcome.WAITING])
def test_being_recognised_is_no_treatment(book: Ledger, idle: Outcome) -> None:
    """A returned file that was dropped twice is still tried again when the catalogue changes."""
    record(book, arrival(), Outcome.RETURNED)
    record(book, arrival(), idle, program="later")
    treated = ledger.arrivals.last(book, arrival().sha256)
    assert treated is not None
    assert (treated.outcome, treated.program, treated.pass_period, treated.at) == (Outcome.RETURNED, PROGRAM, Q3, NOW)
    assert not ledger.arrivals.is_known(book, arrival().sha256, "other", PROGRAM)


def test_a_quarantined_file_leaves_an_act(book: Ledger) -> None:
    """What was set aside can be found in the chain of acts."""
    record(book, arrival(), Outcome.QUARANTINED)
    assert [(act.what, act.detail["file"]) for act in ledger.acts.every(book)] == [("quarantine", "鹿城.xlsx")]


def test_a_file_the_program_failed_at_is_tried_again_by_another_version(book: Ledger) -> None:
    """Our own fault is mended by the next version, without anybody sending the file again."""
    ledger.originals.keep(book, arrival())
    record(book, arrival(), Outcome.QUARANTINED, [finding(ledger.arrivals.OWN_FAULT)])
    assert ledger.arrivals.faulted(book, PROGRAM) == ()
    assert ledger.arrivals.faulted(book, "0.2.0") == (arrival(),)


def test_what_is_faulty_itself_is_not_tried_again(book: Ledger) -> None:
    """A damaged file stays where it is, and so does one that was mended since."""
    for name, code in (("坏.xlsx", "file-damaged"), ("好.xlsx", ledger.arrivals.OWN_FAULT)):
        ledger.originals.keep(book, arrival(name))
        record(book, arrival(name), Outcome.QUARANTINED, [finding(code)])
    record(book, arrival("好.xlsx"), Outcome.ACCEPTED, program="0.2.0")
    assert ledger.arrivals.faulted(book, "0.3.0") == ()

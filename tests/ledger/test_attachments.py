"""Scans of stamped forms lie beside the forms they show."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from reporting import ledger
from reporting.ledger import Ledger
from reporting.model.attachments import Attachment
from reporting.model.periods import Period
from reporting.model.words import Outcome, Verdict
from tests.ledger.made import NOW, Q3, arrival, entered, finding, observation, reading, record


def scan(book: Ledger, name: str = "盖章.pdf", form: str = "", period: Period = Q3) -> Attachment:
    """Keep a scan of the sender's stamped form and attach it."""
    came = arrival(name)
    ledger.originals.keep(book, came)
    one = Attachment("LC", period, form, name, came.sha256, came.received_at)
    ledger.attachments.add(book, one, NOW)
    return one


def test_a_scan_is_of_a_sender_and_period(book: Ledger) -> None:
    """It is found with all it brought, and with no other period."""
    one = scan(book)
    assert ledger.attachments.of(book, Q3) == (one,)
    assert ledger.attachments.of(book, Q3.previous) == ()
    assert ledger.attachments.is_attached(book, one.sha256)
    assert not ledger.attachments.is_attached(book, "0" * 64)


def test_attaching_again_changes_nothing(book: Ledger) -> None:
    """A pass that was cut off attaches its scans once, and the act is told once."""
    one = scan(book)
    ledger.attachments.add(book, replace(one, received_at=one.received_at + timedelta(days=1)), NOW)
    assert ledger.attachments.of(book, Q3) == (one,)
    assert [act.what for act in ledger.acts.every(book)] == ["attach"]


def test_standings_say_what_is_stamped(book: Ledger) -> None:
    """A scan that names no form is of all forms of its sender; one that names one is of that alone."""
    for form in ("KJ1", "KJ8"):
        entered(book, reading(observation(), form=form), arrival(f"{form}.xlsx"))
    expected = [("LC", "KJ1"), ("LC", "KJ8"), ("YQ", "KJ1")]

    def stamped() -> list[bool]:
        return [one.stamped for one in ledger.standings.standings(book, Q3, expected)]

    assert stamped() == [False, False, False]
    scan(book, form="KJ8")
    assert stamped() == [False, True, False]
    scan(book, "全部.pdf")
    assert stamped() == [True, True, False]


def test_a_scan_stays_where_a_correction_follows(book: Ledger) -> None:
    """It is of the form, not of one version."""
    entered(book, reading(observation()), arrival())
    scan(book)
    entered(book, reading(observation("13")), arrival("更正.xlsx", hours=2), Verdict.RETURNED)
    (one,) = ledger.standings.standings(book, Q3, [("LC", "KJ1")])
    assert (one.version, one.stamped) == (2, True)


def test_what_lies_in_quarantine_is_found_by_its_code(book: Ledger) -> None:
    """Only what was laid aside for that reason, and lies there still."""
    picture, letter, taken = arrival("图.png"), arrival("信.docx"), arrival("章.png")
    found = [replace(finding("file-picture"), file="x")]
    record(book, picture, Outcome.QUARANTINED, found)
    record(book, letter, Outcome.QUARANTINED, [finding("file-kind")])
    record(book, taken, Outcome.QUARANTINED, found)
    record(book, taken, Outcome.ACCEPTED, found)
    record(book, picture, Outcome.KNOWN)
    assert [one.name for one in ledger.arrivals.laid_aside(book, "file-picture")] == ["图.png"]

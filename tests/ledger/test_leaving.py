"""What leaves the inbox is said before it is recorded: only what stands in the ledger is ever taken out."""

from __future__ import annotations

from reporting import ledger
from reporting.ledger import Ledger
from tests.ledger.made import arrival, record

ONE, TWO = arrival("一.xlsx"), arrival("二.xlsx")


def announced(book: Ledger) -> None:
    """Say that both files leave."""
    ledger.leaving.announce(book, [(one.name, one.sha256) for one in (ONE, TWO)])


def test_nothing_said_nothing_left(book: Ledger) -> None:
    """A home whose last pass ended well has nothing to finish."""
    assert ledger.leaving.left_behind(book) == ()


def test_cut_off_before_outcomes_stand_nothing_is_taken_out(book: Ledger) -> None:
    """Not even where the same file was recorded in an earlier pass, or others were by another home meanwhile."""
    record(book, ONE)
    announced(book)
    record(book, arrival("三.xlsx"))
    assert ledger.leaving.left_behind(book) == ()


def test_cut_off_after_outcomes_stand_the_files_are_named_until_they_are_out(book: Ledger) -> None:
    """The next pass takes out what is recorded, and forgets."""
    announced(book)
    record(book, ONE)
    record(book, TWO)
    assert ledger.leaving.left_behind(book) == ((ONE.name, ONE.sha256), (TWO.name, TWO.sha256))
    ledger.leaving.gone(book)
    assert ledger.leaving.left_behind(book) == ()
    ledger.leaving.gone(book)


def test_a_note_that_cannot_be_read_takes_nothing_out(book: Ledger) -> None:
    """What is not understood is left where it lies."""
    (book.home / ledger.leaving.NOTE).parent.mkdir(exist_ok=True)
    (book.home / ledger.leaving.NOTE).write_bytes(b"{")
    assert ledger.leaving.left_behind(book) == ()

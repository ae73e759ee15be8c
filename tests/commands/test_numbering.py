"""What a bulletin bears: its number in the year, that of all, and the names at its foot."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from reporting import ledger
from reporting.commands.numbering import draft_issue, next_issue
from reporting.ledger import Ledger
from reporting.model.bulletins import Bulletin, Issue
from reporting.model.catalogue import Contact
from reporting.model.figures import Compilation
from reporting.model.periods import Period
from tests.ledger.made import NOW
from tests.products.quarter import compilation


@pytest.fixture
def book(tmp_path: Path) -> Iterator[Ledger]:
    """Open the ledger of a new home."""
    with ledger.opened(tmp_path, writable=True) as opened:
        yield opened


def seal(book: Ledger, period: Period, number: int, total: str = "") -> None:
    """Release a bulletin of nothing."""
    one = Bulletin(
        number=book.next_number("bulletins"),
        period=period,
        issue=Issue(period.year, number, total),
        despite="",
        sealed_at=NOW,
        program="",
        catalogue="",
        templates={},
        libraries={},
        versions=(),
        products={},
        said="0" * 64,
    )
    ledger.bulletins.seal(book, one)


def quarter(*parameters: tuple[str, str], names: tuple[str, str] = ("张某", "李某")) -> Compilation:
    """Give a quarter whose catalogue sets these parameters and names."""
    made = compilation()
    contacts = tuple(Contact(role, name, "局", "") for role, name in zip(("编辑", "审核"), names, strict=True))
    return replace(made, catalogue=replace(made.catalogue, parameters=parameters, contacts=contacts))


def borne(book: Ledger, *parameters: tuple[str, str]) -> tuple[int | None, str]:
    """Give the numbers of the next bulletin."""
    issue = next_issue(book, quarter(*parameters), "王某", "", "")
    return issue.number, issue.total


def test_the_first_of_a_year_is_number_one(book: Ledger) -> None:
    """Whatever number the last of the year before had; nobody counts them all unless one began."""
    assert borne(book) == (1, "")
    seal(book, Period(2022, 4), 7)
    assert borne(book) == (1, "")
    seal(book, Period(2023, 2), 4)
    assert borne(book) == (5, "")


def test_the_catalogue_sets_a_number_that_is_free(book: Ledger) -> None:
    """One that was used already is passed over for the next."""
    assert borne(book, ("期号-2023Q3", "3"), ("总期号-2023Q3", "21")) == (3, "21")
    seal(book, Period(2023, 2), 3, "21")
    assert borne(book, ("期号-2023Q3", "3")) == (4, "22")


def test_a_draft_has_a_blank_where_a_number_will_come(book: Ledger) -> None:
    """And none for the number of all where these are not counted."""
    assert (draft_issue(book, quarter()).number, draft_issue(book, quarter()).total) == (None, "")
    seal(book, Period(2023, 2), 3, "21")
    assert draft_issue(book, quarter()).total == "　"


def test_names_are_those_given_else_those_of_the_catalogue(book: Ledger) -> None:
    """The prompt of the shipped catalogue is no name."""
    given = next_issue(book, quarter(), "王某", "赵某", "")
    assert (given.drafted, given.checked, given.signed) == ("赵某", "李某", "王某")
    prompts = next_issue(book, quarter(names=("（待填）", "（待填）")), "王某", "", "")
    assert (prompts.drafted, prompts.checked) == ("", "")

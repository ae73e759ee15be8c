"""The catalogue's records: who is there when, and who is meant by a word."""

from __future__ import annotations

import pytest

from reporting.model.catalogue import ZONE, by_word
from reporting.model.periods import Period
from tests.builders import unit

LATE_2022, EARLY_2023, YEAR_2022, YEAR_2023 = (Period.parse(text) for text in ("2022Q4", "2023Q1", "2022", "2023"))


@pytest.mark.parametrize("period", [LATE_2022, EARLY_2023, YEAR_2022])
def test_a_unit_without_bounds_is_always_there(period: Period) -> None:
    """Most counties have no 有效期."""
    assert unit("A").lives_in(period)


@pytest.mark.parametrize(
    ("period", "there"), [(LATE_2022, False), (YEAR_2022, False), (EARLY_2023, True), (YEAR_2023, True)]
)
def test_a_new_unit_is_asked_from_its_first_period(period: Period, there: bool) -> None:
    """A unit founded with 2023Q1 owes nothing before."""
    assert unit("A", valid_from=EARLY_2023).lives_in(period) == there


@pytest.mark.parametrize(
    ("period", "there"), [(LATE_2022, True), (YEAR_2022, True), (EARLY_2023, False), (YEAR_2023, False)]
)
def test_a_unit_that_ended_is_asked_up_to_its_last_period(period: Period, there: bool) -> None:
    """A unit that ended with 2022Q4 still owes that quarter, and the year 2022."""
    assert unit("A", valid_to=LATE_2022).lives_in(period) == there


@pytest.mark.parametrize(("period", "there"), [(LATE_2022, False), (EARLY_2023, True), (YEAR_2023, True)])
def test_a_whole_year_bounds_as_its_quarters_do(period: Period, there: bool) -> None:
    """`2023—` in 有效期 means from January 2023."""
    assert unit("A", valid_from=YEAR_2023).lives_in(period) == there


def test_a_name_wins_over_a_like_alias() -> None:
    """What is one unit's name and another's old name means the one that bears it now."""
    old, new = unit("OLD", "高新区", aliases=("科技城",)), unit("NEW", "科技城", kind=ZONE)
    found = by_word((new, old))
    assert (found["科技城"], found["高新区"], found["old"]) == (new, old, old)

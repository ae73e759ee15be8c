"""Working days and deadlines, held against the published notices on holidays."""

from __future__ import annotations

from datetime import date

import pytest

from reporting.model.periods import Period
from reporting.model.workdays import deadline, is_workday, parse_rule, published, workdays_late

THIRD_QUARTER = Period(2023, 3)


@pytest.mark.parametrize("day", [date(2023, 9, 29), date(2023, 10, 2), date(2023, 10, 6), date(2023, 10, 14)])
def test_holidays_and_weekends_are_off(day: date) -> None:
    """国办发明电〔2022〕16号: the holidays of autumn 2023 ran from 29 September to 6 October."""
    assert not is_workday(day, {})


@pytest.mark.parametrize("day", [date(2023, 10, 7), date(2023, 10, 8), date(2023, 10, 9)])
def test_weekends_worked_in_exchange_count(day: date) -> None:
    """The same notice: Saturday 7 and Sunday 8 October 2023 were worked."""
    assert is_workday(day, {})


def test_ten_working_days_after_the_third_quarter() -> None:
    """7, 8, 9–13 and 16–18 October make ten: forms of 2023Q3 are due on the 18th."""
    assert deadline("期末后10工作日", THIRD_QUARTER, {}) == date(2023, 10, 18)


@pytest.mark.parametrize(
    ("rule", "due"),
    [
        ("期末后10个工作日", date(2023, 10, 18)),
        ("期末后 15 日", date(2023, 10, 15)),
        ("期末后15日，顺延", date(2023, 10, 16)),
        ("期末后15日,不顺延", date(2023, 10, 15)),
        ("期末后5天，顺延", date(2023, 10, 7)),
    ],
)
def test_a_deadline_is_reckoned_as_its_rule_says(rule: str, due: date) -> None:
    """自然日 and 工作日 are told apart; 顺延 moves from a day off to the next working day."""
    assert deadline(rule, THIRD_QUARTER, {}) == due


@pytest.mark.parametrize("rule", ["", "10工作日", "期末后工作日", "下月10日", "期末后10工作日顺延吗"])
def test_an_unreadable_rule_is_refused(rule: str) -> None:
    """A deadline that cannot be read is a mistake in the catalogue, never a guess."""
    with pytest.raises(ValueError, match=r".*"):
        parse_rule(rule)


def test_the_catalogue_overrides_single_days() -> None:
    """A bureau may declare a day off, or worked, and deadlines follow."""
    off, worked = {date(2023, 10, 9): False}, {date(2023, 10, 14): True}
    assert deadline("期末后10工作日", THIRD_QUARTER, off) == date(2023, 10, 19)
    assert deadline("期末后10工作日", THIRD_QUARTER, worked) == date(2023, 10, 17)


def test_lateness_counts_working_days_only() -> None:
    """A form due on Friday that comes on Monday is one day late."""
    assert workdays_late(date(2023, 10, 16), date(2023, 10, 13), {}) == 1


@pytest.mark.parametrize("received", [date(2023, 10, 18), date(2023, 9, 30)])
def test_what_comes_by_the_deadline_is_not_late(received: date) -> None:
    """The deadline itself is on time, and being early is not being late."""
    assert workdays_late(received, date(2023, 10, 18), {}) == 0


def test_a_weekend_does_not_make_late() -> None:
    """What comes on the Saturday after a Friday deadline is no working day late."""
    assert workdays_late(date(2023, 10, 14), date(2023, 10, 13), {}) == 0


def test_unpublished_years_have_weekends_only() -> None:
    """Before the notice of a year is out, that is said, and weekends are taken as the days off."""
    assert published(2023)
    assert not published(2035)
    assert not is_workday(date(2035, 1, 6), {})
    assert is_workday(date(2035, 1, 1), {})

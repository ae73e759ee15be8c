"""Deadlines: the rules a bureau writes, and the days they come to."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from reporting.model.deadlines import deadline, guessed_years, opening, parse_rule
from reporting.model.periods import Period
from reporting.model.workdays import is_workday
from tests.model.notices import NOTICES

THIRD_QUARTER = Period(2023, 3)


@pytest.mark.parametrize(
    ("rule", "due"),
    [
        ("期末后10工作日", date(2023, 10, 18)),  # 7, 8, 9–13 and 16–18 October make ten
        ("期末后10个工作日", date(2023, 10, 18)),
        ("期末后 15 日", date(2023, 10, 15)),
        ("期末后15日，顺延", date(2023, 10, 16)),
        ("期末后15日,不顺延", date(2023, 10, 15)),
        ("期末后15日，提前", date(2023, 10, 13)),
        ("期末后5天，顺延", date(2023, 10, 7)),
        ("期末", date(2023, 9, 30)),
        ("期末，提前", date(2023, 9, 28)),
        ("期末前5工作日", date(2023, 9, 22)),
        ("期末前10日", date(2023, 9, 20)),
        ("次月8日", date(2023, 10, 8)),
        ("次月末", date(2023, 10, 31)),
        ("次月第3个工作日", date(2023, 10, 9)),
        ("次月3个工作日", date(2023, 10, 9)),
        ("次年3月31日", date(2024, 3, 31)),
        ("次年3月31日，顺延", date(2024, 4, 1)),
        ("次年2月29日", date(2024, 2, 29)),
    ],
)
def test_a_deadline_is_reckoned_as_its_rule_says(rule: str, due: date) -> None:
    """Anchor, offset, 自然日 or 工作日, and where it goes on a day off: each as it is written."""
    assert deadline(rule, THIRD_QUARTER, {}) == due


def test_a_month_without_that_day_ends_on_its_last() -> None:
    """次月31日 of a period that ends in March is 30 April; 29 February of a common year is the 28th."""
    assert deadline("次月31日", Period(2023, 1), {}) == date(2023, 4, 30)
    assert deadline("次年2月29日", Period(2022), {}) == date(2023, 2, 28)


def test_a_form_may_have_a_window_of_its_own() -> None:
    """Some forms may be sent from a day on: it is reckoned like the deadline; without one they may come at any time."""
    rule = "次月1日，顺延至期末后10工作日"
    assert opening(rule, THIRD_QUARTER, {}) == date(2023, 10, 7)
    assert deadline(rule, THIRD_QUARTER, {}) == date(2023, 10, 18)
    assert opening("期末后10工作日", THIRD_QUARTER, {}) is None


@pytest.mark.parametrize(
    "rule",
    [
        "",
        "至",
        "10工作日",
        "期末后工作日",
        "下月10日",
        "期末后10工作日顺延吗",
        "次月32日",
        "次月0日",
        "次年13月1日",
        "次年2月30日",
        "至期末后10日",
        "次月1日至",
        "期末后10日至次月8日至次月末",
    ],
)
def test_an_unreadable_rule_is_refused(rule: str) -> None:
    """A deadline that cannot be read is a mistake in the catalogue, never a guess."""
    with pytest.raises(ValueError, match=r".*"):
        parse_rule(rule)


def test_the_catalogue_overrides_single_days() -> None:
    """A bureau may declare a day off, or worked, and deadlines follow."""
    off, worked = {date(2023, 10, 9): False}, {date(2023, 10, 14): True}
    assert deadline("期末后10工作日", THIRD_QUARTER, off) == date(2023, 10, 19)
    assert deadline("期末后10工作日", THIRD_QUARTER, worked) == date(2023, 10, 17)


def _days_off() -> list[date]:
    return [day for notice in NOTICES for day in notice.holidays()]


@pytest.mark.parametrize("day", _days_off(), ids=str)
def test_a_deadline_on_a_holiday_moves_as_its_rule_says(day: date) -> None:
    """On each day off of eight years: 顺延 goes to the first working day after it, 提前 to the last one before."""
    start = Period(day.year - 1, 4)
    days = (day - start.last_day).days
    on = deadline(f"期末后{days}日，顺延", start, {})
    back = deadline(f"期末后{days}日，提前", start, {})
    assert deadline(f"期末后{days}日", start, {}) == day
    assert back < day < on
    assert is_workday(on, {})
    assert is_workday(back, {})
    assert not any(is_workday(back + timedelta(days=n), {}) for n in range(1, (on - back).days))


def test_an_unpublished_year_is_said() -> None:
    """Deadlines of 2026Q4 lie in 2027, of which no notice is known: weekends are used, and one can tell."""
    rule = "期末后10工作日"
    assert deadline(rule, Period(2026, 4), {}) == date(2027, 1, 14)
    assert guessed_years(rule, Period(2026, 4), {}) == (2027,)
    assert guessed_years("次月15日，顺延", Period(2026, 4), {}) == (2027,)


@pytest.mark.parametrize(("rule", "period"), [("期末后10工作日", THIRD_QUARTER), ("次月15日", Period(2026, 4))])
def test_what_needs_no_guess_says_nothing(rule: str, period: Period) -> None:
    """Where all days are known, or only the calendar counts, nobody is bothered."""
    assert guessed_years(rule, period, {}) == ()

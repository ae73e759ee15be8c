"""Working days, held against the published notices on holidays."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from reporting.model.workdays import is_workday, published, workdays_late
from tests.model.notices import NOTICES, Notice


@pytest.mark.parametrize("notice", NOTICES, ids=lambda one: str(one.year))
def test_every_day_of_a_year_is_what_its_notice_says(notice: Notice) -> None:
    """2019 to 2026: each day off is off, each weekend worked in exchange is worked, all else is as the week has it."""
    off, worked = set(notice.holidays()), set(notice.workdays())
    day = date(notice.year, 1, 1)
    wrong = []
    while day.year == notice.year:
        wanted = day in worked or (day.weekday() < 5 and day not in off)
        if is_workday(day, {}) is not wanted:
            wrong.append(day)
        day += timedelta(days=1)
    assert wrong == []


def test_lateness_counts_working_days_only() -> None:
    """A form due on Friday that comes on Monday is one day late."""
    assert workdays_late(date(2023, 10, 16), date(2023, 10, 13), {}) == 1


def test_lateness_over_the_spring_holidays() -> None:
    """Due on the eve, sent when everybody is back: one working day, however long the holidays were."""
    assert workdays_late(date(2024, 2, 18), date(2024, 2, 9), {}) == 1


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
    assert not published(2027)
    assert not is_workday(date(2027, 1, 2), {})
    assert is_workday(date(2027, 1, 1), {})


def test_a_day_the_bureau_enters_holds_in_an_unpublished_year_too() -> None:
    """Whoever knows the notice before the program does writes its days into 节假日."""
    assert not is_workday(date(2027, 1, 1), {date(2027, 1, 1): False})

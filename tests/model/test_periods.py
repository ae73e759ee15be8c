"""Periods: how they are read, ordered and spoken of."""

from __future__ import annotations

from datetime import date

import pytest

from reporting.model.periods import Period, years_of

Q1, Q2, Q3, Q4 = (Period(2023, quarter) for quarter in (1, 2, 3, 4))
YEAR = Period(2023)


@pytest.mark.parametrize(
    ("text", "period"), [("2023Q3", Q3), ("2023", YEAR), (" 2023q1 ", Q1), ("2021Q4", Period(2021, 4))]
)
def test_a_period_is_read_as_people_type_it(text: str, period: Period) -> None:
    """A quarter and a year are read, small letters and blanks around them included."""
    assert Period.parse(text) == period


@pytest.mark.parametrize(
    "text", ["2023Q5", "2023Q0", "23Q3", "2023-Q3", "2023三季度", "", "2023Q3x", "2023Q", "0000Q1", "0001", "9999Q4"]
)
def test_anything_else_is_no_period(text: str) -> None:
    """A word that is no period is refused, never guessed at."""
    with pytest.raises(ValueError, match=r".*"):
        Period.parse(text)


@pytest.mark.parametrize("period", [Q1, Q4, YEAR])
def test_a_period_is_written_as_it_is_read(period: Period) -> None:
    """What is stored can be read again."""
    assert Period.parse(str(period)) == period


def test_a_year_comes_after_its_fourth_quarter_and_before_the_next_year() -> None:
    """Sorting puts periods in the order in which they end."""
    shuffled = [Period(2024, 1), YEAR, Q2, Q4, Q1, Q3]
    assert sorted(shuffled) == [Q1, Q2, Q3, Q4, YEAR, Period(2024, 1)]


def test_equal_periods_are_neither_before_nor_after() -> None:
    """A period is not earlier than itself."""
    assert not Period(2023, 3) > Q3
    assert Period(2023, 3) >= Q3


@pytest.mark.parametrize(
    ("period", "previous"), [(Q1, Period(2022, 4)), (Q3, Q2), (YEAR, Period(2022)), (Period(2024, 1), Q4)]
)
def test_the_previous_period_is_of_the_same_length(period: Period, previous: Period) -> None:
    """Before a first quarter comes a fourth one, before a year a year."""
    assert period.previous == previous


@pytest.mark.parametrize(("period", "before"), [(Q3, Period(2022, 3)), (YEAR, Period(2022))])
def test_the_same_period_a_year_before(period: Period, before: Period) -> None:
    """上年同期 keeps the quarter."""
    assert period.year_before == before


@pytest.mark.parametrize(
    ("period", "day"),
    [(Q1, date(2023, 3, 31)), (Q2, date(2023, 6, 30)), (Q3, date(2023, 9, 30)), (Q4, date(2023, 12, 31))],
)
def test_a_period_ends_on_its_last_day(period: Period, day: date) -> None:
    """Deadlines count from the last day of the quarter."""
    assert period.last_day == day


def test_a_year_ends_with_december() -> None:
    """A year and its fourth quarter end on the same day."""
    assert YEAR.last_day == Q4.last_day


@pytest.mark.parametrize(
    ("period", "year"), [(Q1, 2022), (Q3, 2022), (Q4, 2023), (YEAR, 2023), (Period(2022, 4), 2022)]
)
def test_a_year_is_complete_only_at_its_end(period: Period, year: int) -> None:
    """A yearly figure carried into a third quarter is last year's."""
    assert period.latest_complete_year == Period(year)


@pytest.mark.parametrize(
    ("period", "label", "months"),
    [
        (Q1, "2023年一季度", "1—3月"),
        (Q2, "2023年上半年", "1—6月"),
        (Q3, "2023年前三季度", "1—9月"),
        (Q4, "2023年全年", "1—12月"),
        (YEAR, "2023年", "1—12月"),
    ],
)
def test_cumulative_figures_are_spoken_of_as_such(period: Period, label: str, months: str) -> None:
    """A year-to-date figure is 前三季度（1—9月）, never 三季度."""
    assert (period.label, period.months) == (label, months)


def test_the_quarter_alone_has_its_own_name() -> None:
    """三季度 is said of July to September alone."""
    assert Q3.quarter_label == "2023年三季度"


@pytest.mark.parametrize(("period", "end"), [(Q1, "3月底"), (Q3, "9月底"), (YEAR, "12月底")])
def test_a_stock_is_dated_by_the_end_of_its_month(period: Period, end: str) -> None:
    """时点 figures are said as 截至9月底."""
    assert period.month_end == end


@pytest.mark.parametrize(
    ("text", "years"),
    [
        ("2027", (2027, 2027)),
        ("2023-2027", (2023, 2027)),
        ("2021年—2025年", (2021, 2025)),
        ("2023 至 2027", (2023, 2027)),
        ("2023～2027", (2023, 2027)),
    ],
)
def test_spans_of_years_are_read_with_any_dash(text: str, years: tuple[int, int]) -> None:
    """The catalogue's owners may write a span as they like."""
    assert years_of(text) == years


@pytest.mark.parametrize("text", ["", "2027-2023", "27", "2023/2027", "2023-", "每年"])
def test_what_is_no_span_is_refused(text: str) -> None:
    """A span that runs backwards or is none is a mistake in the catalogue."""
    with pytest.raises(ValueError, match=r".*"):
        years_of(text)

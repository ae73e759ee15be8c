"""年均增长, as the 14th plan prints it."""

from __future__ import annotations

from decimal import Decimal

import pytest

from reporting.model.numbers import fixed, yearly_growth


@pytest.mark.parametrize(
    ("base", "end", "printed"),
    [
        ("120", "136", "2.53"),
        ("12", "18", "8.45"),
        ("206", "260", "4.77"),
        ("3250", "6500", "14.87"),
        ("2404", "4400", "12.85"),
        ("10340", "16000", "9.12"),
        ("3.6", "9.7", "21.93"),
        ("217.37", "313", "7.56"),
        ("100", "100", "0.00"),
        ("100", "0", "-100.00"),
    ],
)
def test_five_years_growth_is_as_printed(base: str, end: str, printed: str) -> None:
    """Eight rows of the plan, and the two ends of the scale."""
    growth = yearly_growth(Decimal(base), Decimal(end), 5)
    assert growth is not None
    assert fixed(growth, 2) == printed


@pytest.mark.parametrize(("base", "end", "years"), [("0", "1", 5), ("-1", "1", 5), ("1", "-1", 5), ("1", "2", 0)])
def test_there_is_not_always_a_growth(base: str, end: str, years: int) -> None:
    """From nothing, from below nothing, or over no time, nothing can be said."""
    assert yearly_growth(Decimal(base), Decimal(end), years) is None

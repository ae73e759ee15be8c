"""Numbers: rounded half up in one place, printed without surprises."""

from __future__ import annotations

from decimal import Decimal, InvalidOperation, getcontext, localcontext

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reporting.model.numbers import fixed, plain, rounded, stored

decimals = st.decimals(allow_nan=False, allow_infinity=False, min_value=-(10**12), max_value=10**12, places=6)


@pytest.mark.parametrize(
    ("value", "places", "result"),
    [
        ("2.605", 2, "2.61"),
        ("2.604999", 2, "2.60"),
        ("0.5", 0, "1"),
        ("1.5", 0, "2"),
        ("2.5", 0, "3"),
        ("-2.5", 0, "-3"),
        ("-0.04", 1, "0.0"),
        ("912007.5", 0, "912008"),
        ("3.32", 4, "3.3200"),
        ("125", -1, "130"),
    ],
)
def test_halves_are_rounded_up(value: str, places: int, result: str) -> None:
    """四舍五入 as taught at school, also for negative figures; nought has no sign."""
    assert rounded(Decimal(value), places) == Decimal(result)


@pytest.mark.parametrize(("value", "printed"), [("2.6", "2.60"), ("-0.001", "0.00"), ("1E+3", "1000.00")])
def test_products_print_a_fixed_number_of_decimals(value: str, printed: str) -> None:
    """Every figure of a column has as many decimals as the next."""
    assert fixed(Decimal(value), 2) == printed


@pytest.mark.parametrize(
    ("value", "printed"),
    [
        ("1.50", "1.5"),
        ("1E+3", "1000"),
        ("100", "100"),
        ("0.000", "0"),
        ("-0", "0"),
        ("-0.0", "0"),
        ("1E-7", "0.0000001"),
    ],
)
def test_answers_are_plain_decimals(value: str, printed: str) -> None:
    """No exponent and no needless noughts ever reach a reader."""
    assert plain(Decimal(value)) == printed


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("2380.4299999999998", "2380.43"),
        ("0.10000000000000001", "0.1"),
        ("66.799999999999997", "66.8"),
        ("5875598", "5875598"),
        ("3.3199999999999998E-2", "0.0332"),
        ("-35.100000000000001", "-35.1"),
    ],
)
def test_the_noise_of_the_file_format_is_taken_off(text: str, value: str) -> None:
    """A figure is what the clerk typed, not the binary double the workbook keeps."""
    assert stored(text) == Decimal(value)


def test_fifteen_digits_are_kept_whole() -> None:
    """A long number that Excel shows in full is not touched."""
    assert stored("123456789012.345") == Decimal("123456789012.345")


@pytest.mark.parametrize("text", ["", "12,3", "约120", "#REF!"])
def test_words_are_no_numbers(text: str) -> None:
    """What is no number is refused, never read in part."""
    with pytest.raises(InvalidOperation):
        stored(text)


@given(decimals, st.integers(0, 4))
def test_rounding_never_moves_a_figure_by_more_than_half_a_unit(value: Decimal, places: int) -> None:
    """The printed figure is the nearest there is."""
    assert abs(rounded(value, places) - value) <= Decimal("0.5").scaleb(-places)


@given(decimals)
def test_what_is_printed_is_read_back_equal(value: Decimal) -> None:
    """Nothing is lost between an answer and its reader."""
    assert Decimal(plain(value)) == value


@given(decimals)
def test_a_double_as_a_workbook_writes_it_comes_back(value: Decimal) -> None:
    """Up to 15 digits survive the way through a workbook's 17-digit double."""
    typed = Decimal(f"{value:.2f}")
    assert stored(f"{float(typed):.17g}") == typed


def test_rounding_does_not_depend_on_the_surroundings() -> None:
    """Another part of the program that works with few digits changes no figure."""
    with localcontext(prec=3):
        assert rounded(Decimal("912007.5"), 0) == Decimal(912008)
    assert getcontext().prec > 3

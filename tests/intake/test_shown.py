"""What a cell shows against what it stores: the stored figure is taken, and the difference told."""

from __future__ import annotations

from decimal import Decimal

import pytest

from reporting.intake import values
from reporting.intake.values import Value
from reporting.model.grid import Cell, CellKind
from reporting.model.words import Severity, State

ACCOUNTING = '_ * #,##0.00_ ;_ * -#,##0.00_ ;_ * "-"??_ ;_ @_ '


def read(stored: str, style: str, measure: str = "亿元", decimals: int | None = 2, power: int = 0) -> Value:
    return values.number(Cell(1, 1, stored, CellKind.NUMBER, style=style), measure, power, decimals)


@pytest.mark.parametrize(
    ("stored", "style"),
    [
        ("12.345", ""),
        ("12.345", "0.00"),
        ("12.3", "#,##0.0000"),
        ("12", "0"),
        ("1234.5", ACCOUNTING),
        ("-1234.5", ACCOUNTING),
        ("12.5", "¥#,##0.00"),
        ("-12.5", '"¥"#,##0.00;[Red]"¥"-#,##0.00'),
        ("-12.5", "#,##0.00_);(#,##0.00)"),
        ("12.5", "G/通用格式"),
        ("12.5", 'General"亿元"'),
        ("12.5", '0.00"亿元"'),
        ("12.5", "@"),
        ("12.5", "[$-804]0.00"),
        ("12", "[DBNum1]0"),
        ("0", "0.00"),
    ],
)
def test_what_is_shown_as_it_is_stored(stored: str, style: str) -> None:
    """Colours, signs of currency, separators and finer formats are looks: nothing is said."""
    found = read(stored, style)
    assert (found.value, found.remarks) == (Decimal(stored), ())


@pytest.mark.parametrize(
    ("stored", "style", "told"),
    [
        ("12.345", "0", "显示的是12，"),
        ("12.34", "0.0", "显示的是12.3，"),
        ("1234.5", "0.00E+00", "显示的是1230，"),
        ("14660", '0.00,"万"', "不是同一个数"),
        ("146600", '0!.0000"万"', "不是同一个数"),
        ("146600", "0\\.0000", "不是同一个数"),
        ("12.5", ";;;", "不是同一个数"),
        ("12.5", '"见附件"', "不是同一个数"),
        ("-12.5", "0.00;0.00", "不是同一个数"),
        ("12.5", "# ?/?", "不是同一个数"),
        ("12000", '[>=10000]0.0,"万";0.00', "不是同一个数"),
        ("0", ACCOUNTING, "显示为“-”"),
        ("0", "0.00;-0.00;", "显示为空白"),
        ("0", "#,###", "显示为空白"),
    ],
)
def test_what_is_shown_otherwise_is_told(stored: str, style: str, told: str) -> None:
    """A format that hides, scales or cuts a figure does not change it; the clerk is told without being sent back."""
    found = read(stored, style)
    assert found.value == Decimal(stored)
    assert [(one.code, one.severity or Severity.NOTE) for one in found.remarks] == [("shown-differs", Severity.NOTE)]
    assert told in found.remarks[0].message


def test_rounding_is_told_only_where_it_changes_what_is_printed() -> None:
    """A figure shown as finely as it is asked for says nothing, however many digits lie behind it."""
    assert read("12.3456", "0.00", decimals=2).remarks == ()
    assert read("12.001", "0", decimals=2).remarks == ()
    assert read("12.4", "0", "家", decimals=0).remarks == ()
    assert read("12.4", "0", "家", decimals=None).remarks == ()
    assert read("125000.6", "0", decimals=2, power=-4).remarks == ()
    assert len(read("125", "0.0,", decimals=2, power=-4).remarks) == 1


@pytest.mark.parametrize(
    ("stored", "style", "measure"),
    [
        ("10", "0%", "家"),
        ("0.125", "0.0%", "亿元"),
        ("1.76", '0.00"万元"', "亿元"),
        ("12.5", '0.0"亿元"', "万元"),
        ("12", '0"人"', "家"),
        ("12", "0\\万", "家"),
        ("12.5", 'General"亿元"', "万元"),
    ],
)
def test_another_measure_in_the_format_is_two_readings(stored: str, style: str, measure: str) -> None:
    """`1000` typed into a cell that shows percent is stored as 10; nobody can tell which was meant, so it goes back."""
    found = read(stored, style, measure)
    assert (found.value, found.state) == (None, State.BLANK)
    assert [(one.code, one.severity) for one in found.remarks] == [("measure-changed", None)]


def test_a_percentage_as_excel_keeps_it() -> None:
    """`12.8%` typed into Excel is stored as 0.128; that is 12.8, and only noted."""
    found = read("0.128", "0.0%", "%", decimals=1)
    assert (found.value, found.remarks[0].code, found.remarks[0].severity) == (
        Decimal("12.8"),
        "percent-fraction",
        Severity.NOTE,
    )
    assert read("12.8", '0.0"%"', "%", decimals=1) == Value(Decimal("12.8"), State.VALUE)


@pytest.mark.parametrize("style", ['"', "\\", ";" * 50, "[", "0" * 5000, "[>", "%", '"%"', "_", "*", "\x00;\ud800"])
def test_nasty_formats(style: str) -> None:
    """Whatever a format holds, the cell is read or told."""
    assert isinstance(read("1.5", style), Value)

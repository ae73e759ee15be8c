"""What formulas yield: exact decimals, or no value and the reason."""

from __future__ import annotations

import subprocess
import sys
from decimal import Decimal

import pytest

from reporting.formulas.evaluate import evaluate
from reporting.formulas.formula import Lookup, Result
from reporting.formulas.parse import parse

VALUES = {"A": Decimal("208.8"), "B": Decimal("8029.8"), "Z": Decimal(0), "N": Decimal(-4), "NAN": Decimal("NaN")}
WORDS = {"甲": "A", "乙": "B", "零": "Z", "负": "N", "空": "EMPTY", "缺": "GONE", "坏": "NAN"}


def reckon(text: str, **given: Decimal) -> Result:
    """Work out a formula over the values above."""
    return evaluate(parse(text, WORDS), (VALUES | given).get)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("甲 / 乙 * 100", "2.600313830979600986325935888814167"),
        ("0.1 + 0.2", "0.3"),
        ("甲 * 5%", "10.44"),
        ("100% * 甲", "208.8"),
        ("-甲 + 甲", "0.0"),
        ("绝对值(负)", "4"),
        ("最大(甲, 乙, 0)", "8029.8"),
        ("最小(甲, 乙)", "208.8"),
        ("2 ^ 10", "1024"),
        ("1 / 3 * 3", "0.9999999999999999999999999999999999"),
        ("甲", "208.8"),
    ],
)
def test_numbers_are_exact_decimals(text: str, value: str) -> None:
    """No figure passes through a binary float; thirty-four digits are kept."""
    assert reckon(text) == Result(Decimal(value))


@pytest.mark.parametrize(
    ("text", "holds"),
    [
        ("甲 <= 乙", True),
        ("甲 > 乙", False),
        ("甲 = 208.80", True),
        ("甲 ≠ 208.8", False),
        ("甲 > 0 并且 乙 > 0", True),
        ("甲 < 0 或者 乙 > 0", True),
        ("0 <= 负", False),
        ("0 <= 甲 <= 1000", True),
        ("0 <= 甲 <= 100", False),
    ],
)
def test_comparisons_hold_or_not(text: str, holds: bool) -> None:
    """A rule yields yes or no."""
    result = reckon(text)
    assert result.holds is holds
    assert result.number is None


@pytest.mark.parametrize(
    ("text", "lacks"),
    [
        ("甲 + 空", ("EMPTY",)),
        ("空 / 缺", ("EMPTY", "GONE")),
        ("空 > 0 或者 甲 > 0", ("EMPTY",)),
        ("坏 + 1", ("NAN",)),
        ("空 + 空", ("EMPTY",)),
    ],
)
def test_a_missing_operand_gives_no_value(text: str, lacks: tuple[str, ...]) -> None:
    """What is missing is named and never counted as nought."""
    result = reckon(text)
    assert (result.value, result.lacks) == (None, lacks)
    assert result.reason.startswith("缺少")


@pytest.mark.parametrize(
    ("text", "reason"), [("甲 / 零", "除数为零"), ("零 / 零", "除数为零"), ("0 ^ 0", "零没有"), ("2 ^ 1000", "指数")]
)
def test_what_cannot_be_worked_out_has_a_reason(text: str, reason: str) -> None:
    """Division by nought is no value, not a crash and not infinity."""
    result = reckon(text)
    assert result.value is None
    assert reason in result.reason
    assert result.lacks == ()


@pytest.mark.parametrize("text", ["负 ^ 0.5", "99999999 ^ 100 ^ 100", "(10 ^ 100) ^ 100 ^ 3"])
def test_numbers_beyond_reckoning_have_no_value(text: str) -> None:
    """A root of a negative number and a number too large to hold are no value."""
    assert reckon(text).value is None


def test_other_periods_and_totals_are_asked_for() -> None:
    """上期, 上年同期 and 合计 take the same item's value from where the caller says."""
    formula = parse("甲 - 上期(甲) + 上年同期(甲) * 0 + 合计(乙)", WORDS)
    result = evaluate(
        formula,
        VALUES.get,
        others={
            Lookup.BEFORE: {"A": Decimal(200)}.get,
            Lookup.YEAR_BEFORE: {"A": Decimal(1)}.get,
            Lookup.TOTAL: {"B": Decimal(1)}.get,
        },
    )
    assert result.number == Decimal("9.8")


def test_a_period_without_history_is_missing() -> None:
    """In the first period nothing stood before: a rule on it is not tried."""
    result = evaluate(parse("甲 >= 上期(甲)", WORDS), VALUES.get, others={Lookup.BEFORE: lambda _: None})
    assert (result.holds, result.lacks, result.reason) == (None, ("A",), "缺少上期(甲)")


def test_a_source_that_is_not_given_is_missing() -> None:
    """合计 outside a 分县表 has no value rather than a wrong one."""
    assert evaluate(parse("合计(甲)", WORDS), VALUES.get).value is None


@pytest.mark.parametrize(
    ("text", "holds"),
    [("甲 = 208.9", True), ("甲 >= 208.9", True), ("209 <= 甲", False), ("甲 ≠ 208.9", False), ("甲 > 208.7", True)],
)
def test_rounding_of_addends_is_tolerated(text: str, holds: bool) -> None:
    """Sums that differ by rounding alone count as equal; strict comparisons stay strict."""
    assert evaluate(parse(text, WORDS), VALUES.get, tolerance=Decimal("0.1")).holds is holds


def test_reading_formulas_needs_no_evaluator() -> None:
    """Commands that only read the catalogue never load the evaluator's library."""
    code = "import sys, reporting.formulas.evaluate as e, reporting.formulas.parse as p; p.parse('a/2', {'a': 'A'}); "
    code += "sys.exit('simpleeval' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0

"""The 14th plan's table and the nine indicators of 2023–2027, recomputed by the program, equal the printed ones."""

from __future__ import annotations

import re
from decimal import Decimal
from pathlib import Path

import pytest

from reporting.catalogue.load import load
from reporting.model.catalogue import Indicator
from reporting.model.numbers import fixed, plain, yearly_growth
from reporting.model.words import TargetKind
from tests.commands.conftest import Demo

CATALOGUE = load(Path(__file__).parents[2] / "templates" / "指标体系.xlsx")
PRINTED = {
    "145-2": "[0.22]", "145-4": "2.53%", "145-5": "8.45%", "145-6": "[3]", "145-7": "4.77%", "145-8": "14.87%",
    "145-9": "12.85%", "145-10": "9.12%", "145-15": "21.93%", "145-16": "7.56%",
}  # fmt: skip
KEYS = tuple(one for one in CATALOGUE.indicators if one.key)


def promised(indicator: Indicator, kind: TargetKind) -> Decimal:
    """Give what the plan prints as its base, or for its last year."""
    found = [one.value for one in CATALOGUE.targets_of(indicator.code) if one.kind is kind and one.value is not None]
    return found[0] if kind is TargetKind.BASE else found[-1]


@pytest.mark.parametrize(("code", "printed"), PRINTED.items())
def test_the_ten_rates_of_the_14th_plan_come_out(code: str, printed: str) -> None:
    """年均增长 of five years from base and target, and the rise in brackets, to the printed decimals."""
    indicator = CATALOGUE.indicator_by_code[code]
    assert indicator.printed_growth == printed
    base, end = promised(indicator, TargetKind.BASE), promised(indicator, TargetKind.END)
    if printed.startswith("["):
        assert f"[{plain(end - base)}]" == printed
        return
    growth = yearly_growth(base, end, 5)
    assert growth is not None
    assert f"{fixed(growth, len(re.sub(r'^.*[.]|%', '', printed)))}%" == printed


def test_no_other_row_of_the_14th_plan_prints_a_rate() -> None:
    """The other six rows print `--`."""
    others = [one for one in CATALOGUE.indicators if one.plan == "145" and one.code not in PRINTED]
    assert [one.printed_growth for one in others] == [""] * 6


@pytest.mark.parametrize("indicator", KEYS, ids=lambda one: one.code)
def test_the_nine_indicators_come_out_of_what_was_sent(demo: Demo, indicator: Indicator) -> None:
    """Counties' and offices' forms of 2022, merged, give the plan's printed base of each of the nine."""
    figure = demo.figure(indicator.code, period="2022Q4")
    assert figure["lacks"] == []
    assert Decimal(figure["value"]) == promised(indicator, TargetKind.BASE)


def test_there_are_nine() -> None:
    """主要指标 of the plan, no more and no less."""
    assert len(KEYS) == 9

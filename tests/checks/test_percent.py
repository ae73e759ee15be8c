"""percent-fraction: 0.153 for 15.3 %."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from reporting.checks.percent import percent
from reporting.model.words import Severity
from tests.checks.papers import CATALOGUE, Draft, codes, draft, said, table


def test_a_fraction_for_a_percentage_is_asked_about() -> None:
    """0.153 where this county usually has some 15 % looks like 15.3 %."""
    (finding,) = said(percent, draft().fill(RATE="0.153").was("2022Q3", RATE="15.1"))
    assert (finding.severity, finding.expected) == (Severity.WARNING, "15.3")


def test_peers_tell_what_is_usual_where_there_is_no_history() -> None:
    """In a table, the other rows show that percentages were meant."""
    written = table().fill("甲", RATE="0.12").fill("乙", RATE="14").fill("丙", RATE="18.2").fill("丁", RATE="9")
    assert [finding.unit for finding in said(percent, written)] == ["甲县"]


@pytest.mark.parametrize(
    "written",
    [
        draft().fill(RATE="0.5").was("2022Q3", RATE="15.1"),
        draft().fill(RATE="0.153").was("2022Q3", RATE="0.8"),
        draft().fill(RATE="0.153"),
        draft().fill(RATE="0").was("2022Q3", RATE="15.1"),
        draft().fill(RATE="1.5").was("2022Q3", RATE="15.1"),
        draft().fill(DEALS="0.1").was("2022Q3", DEALS="15.1"),
        table().fill("CITY", RATE="18").fill("甲", RATE="0.12").fill("乙", RATE="14").fill("丙", RATE="18.2"),
    ],
    ids=["half a percent", "always small", "no history", "nought", "above one", "no percentage", "too few peers"],
)
def test_small_percentages_may_be_true(written: Draft) -> None:
    """Growth of half a percent, and first reports, are left alone."""
    assert said(percent, written) == []


def test_a_growth_rate_may_come_near_nought() -> None:
    """0.2 % after 15 % is a poor year, as growth goes; a share of 0.2 % after 15 % is a slip."""
    assert said(percent, draft().fill(RATE="0.2").was("2022Q3", RATE="15.1")) == []
    share = replace(CATALOGUE, items=tuple(replace(one, low=Decimal(0)) for one in CATALOGUE.items))
    written = draft(catalogue=share).fill(RATE="0.2").was("2022Q3", RATE="15.1")
    assert codes(said(percent, written)) == ["percent-fraction"]

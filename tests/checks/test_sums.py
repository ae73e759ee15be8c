"""sum: the 全市 row of a table against the rows above it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from reporting.checks.sums import sums
from reporting.model.words import Severity
from tests.builders import INNER
from tests.checks.papers import CATALOGUE, CODES, FORMS, Draft, codes, said, table


def filled(item: str, values: str, city: str, written: Draft | None = None) -> Draft:
    """Write one item of the five counties, in order, and of the city."""
    written = written or table()
    for unit, value in zip(CODES, values.split(), strict=True):
        written = written.fill(unit, **{item: value})
    return written.fill("CITY", **{item: city})


def test_a_total_that_is_no_sum_is_an_error() -> None:
    """Two swapped digits leave the row in order; the total shows them."""
    (finding,) = said(sums, filled("DEALS", "17 28.6 42.5 2 1.4", "73.5"))
    assert (finding.code, finding.severity, finding.unit, finding.cell) == ("sum", Severity.ERROR, "全市", "C10")
    assert "填为73.5亿元，各县（市、区）之和为91.5亿元，相差18亿元" in finding.message


def test_what_is_counted_must_agree_to_the_unit() -> None:
    """Firms are not rounded: one too many is a mistake."""
    assert codes(said(sums, filled("FIRMS", "210 520 400 50 100", "1281"))) == ["sum"]
    assert said(sums, filled("FIRMS", "210 520 400 50 100", "1280")) == []


@pytest.mark.parametrize(
    "written",
    [
        filled("DEALS", "17 28.6 24.5 2 1.4", "73.5"),
        filled("DEALS", "17 28.6 24.5 2 1.4", "73.7"),
        filled("DEALS", "17 28.6 24.5 — 无", "70.1"),
        filled("DEALS", "17 28.6 24.5 2 1.4", "—"),
        filled("GDP", "17 28.6 24.5 2 1.4", "99"),
        filled("RATE", "17 28.6 24.5 2 1.4", "19"),
        table().fill("甲", DEALS="17").fill("乙", DEALS="28").fill("CITY", DEALS="99"),
        table().fill("甲", DEALS="17").fill("乙", DEALS="28"),
    ],
    ids=[
        "equal",
        "rounding",
        "none adds nothing",
        "no total",
        "a city figure of its own",
        "a rate",
        "lacking",
        "no city",
    ],
)
def test_honest_totals_are_left_alone(written: Draft) -> None:
    """Rounding, a city figure of its own, rates, and sums that lack a county are not called wrong."""
    assert said(sums, written) == []


def test_a_blank_is_not_nought() -> None:
    """A county that left its cell blank leaves the sum unknown."""
    written = table().fill("戊", DEALS="")
    for unit in "甲乙丙丁":
        written = written.fill(unit, DEALS="10")
    assert said(sums, written.fill("CITY", DEALS="99")) == []


def test_a_zone_inside_a_county_is_not_added_twice() -> None:
    """What lies within a county is already in the county's figure."""
    assert said(sums, filled("DEALS", "17 28.6 24.5 2 1.4", "73.5").fill(INNER.code, DEALS="9")) == []


def test_a_unit_not_yet_there_is_not_waited_for() -> None:
    """Only units of the period the table has rows for are addends."""
    rows = tuple(row for row in FORMS[1].rows if row.subject != "区县")
    named = tuple(replace(FORMS[1].rows[0], subject=code) for code in "甲乙丙丁")
    small = replace(CATALOGUE, forms=(replace(FORMS[1], rows=(*named, *rows)),))
    written = table(catalogue=small)
    for unit in "甲乙丙丁":
        written = written.fill(unit, DEALS="10")
    assert codes(said(sums, written.fill("CITY", DEALS="99"))) == ["sum"]

"""scale: the 万元/亿元 slip is caught, true growth and small beginnings are not."""

from __future__ import annotations

import pytest

from reporting.checks.scale import scale
from reporting.model.words import Severity
from tests.checks.papers import Draft, codes, draft, said, table
from tests.checks.quarters import SIZES, city, county


@pytest.mark.parametrize(("value", "times"), [("187000", "10000倍"), ("1870", "100倍"), ("18700", "1000倍")])
def test_a_slip_of_measure_is_caught(value: str, times: str) -> None:
    """万元 under a heading of 亿元 is a warning that names the likely measure."""
    (finding,) = said(scale, county(value))
    assert (finding.code, finding.severity, finding.found) == ("scale", Severity.WARNING, value)
    assert times in finding.message


def test_the_likely_measure_is_named() -> None:
    """Ten thousand times too much of 亿元 is 万元, too little of 万平方米 … is 亿平方米's affair."""
    assert "疑似按“万元”填报" in said(scale, county("187000"))[0].message
    (finding,) = said(scale, draft().fill(AREA="0.0021").was("2023Q2", AREA="20"))
    assert "1/10000" in finding.message


def test_a_slip_is_seen_in_the_first_year_by_this_years_own_quarters() -> None:
    """Without last year's figure, half a year drawn out shows what the third quarter should be."""
    assert codes(said(scale, draft().fill(DEALS="250000").was("2023Q2", DEALS="17.6"))) == ["scale"]


def test_a_slip_is_seen_by_last_years_figure_on_the_form_itself() -> None:
    """Who sends for the first time but gives last year's figure is held against that."""
    assert codes(said(scale, draft().fill(DEALS="250000").last_year(DEALS="22"))) == ["scale"]


def test_tenfold_alone_is_a_slip_only_when_the_others_are_steady() -> None:
    """On a table where all others grew as usual, exactly ten times as much is a lost decimal point."""
    assert codes(said(scale, city(乙="10.6"))) == ["scale"]
    assert said(scale, city(甲="9.5", 乙="10.6", 丙="11", 丁="9")) == []
    assert said(scale, county("185")) == []


@pytest.mark.parametrize(
    "written",
    [
        draft().fill(DEALS="250000"),
        county("25"),
        county("60"),
        county("17"),
        draft().fill(FIRMS="3").was("2023Q2", FIRMS="0"),
        draft().fill(PROJECTS="8").was("2022Q3", PROJECTS="0"),
        draft().fill(RATE="120").was("2022Q3", RATE="1.1"),
        county("0"),
    ],
    ids=["first report", "growth", "more than double", "equal", "from nought", "flow from nought", "a rate", "nought"],
)
def test_true_figures_are_no_slips(written: Draft) -> None:
    """No history, growth, rates and noughts are left alone."""
    assert said(scale, written) == []


def test_growth_from_next_to_nothing_is_no_slip() -> None:
    """A hundred times a trifle that is still less than what others have is how things begin."""
    written = table().fill("戊", DEALS="1.4").was("2022Q3", "戊", DEALS="0.014")
    for unit in "甲乙丙":
        written = written.fill(unit, DEALS="20").was("2022Q3", unit, DEALS=SIZES[unit])
    assert said(scale, written) == []

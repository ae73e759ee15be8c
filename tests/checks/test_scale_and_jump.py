"""scale and jump: the 万元/亿元 slip is caught, true growth and small beginnings are not."""

from __future__ import annotations

from decimal import Decimal

import pytest

from reporting.checks import own
from reporting.checks.jump import jump
from reporting.checks.scale import scale
from reporting.model.words import Severity
from tests.checks.papers import Draft, codes, draft, said, table, with_parameters

# Five counties by size: the deals of a third quarter in 亿元.
SIZES = {"甲": "17", "乙": "28.6", "丙": "24.5", "丁": "2", "戊": "1.4"}


def city(**growth: str) -> Draft:
    """Write a table in which every county grew by a tenth, but for those given."""
    written = table()
    for unit, size in SIZES.items():
        now = Decimal(size) * Decimal(growth.get(unit, "1.1"))
        written = written.fill(unit, DEALS=f"{now:f}").was("2022Q3", unit, DEALS=size)
    return written


def county(value: str) -> Draft:
    """Write one county's own form, the others known from the quarter before."""
    written = draft().fill(DEALS=value)
    for unit, size in SIZES.items():
        written = written.was("2022Q3", unit, DEALS=size).was("2022Q2", unit, DEALS=f"{Decimal(size) / 2:f}")
        written = written.was("2023Q2", unit, DEALS=f"{Decimal(size) / 2 * Decimal('1.1'):f}")
    return written


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


def test_a_jump_beyond_peers_is_asked_about() -> None:
    """Five times last year's figure while others grew by a tenth wants a word."""
    (finding,) = said(jump, city(乙="5"))
    assert (finding.unit, finding.severity) == ("乙县", Severity.WARNING)
    assert "比上年同期的28.6亿元增加" in finding.message


def test_a_fall_to_a_fraction_is_asked_about() -> None:
    """A fifth of last year's figure is a jump downwards."""
    (finding,) = said(jump, city(乙="0.2"))
    assert "减少" in finding.message


@pytest.mark.parametrize(
    "written",
    [
        city(),
        city(乙="2.5"),
        city(甲="5", 乙="5", 丙="5", 丁="5", 戊="5"),
        city(戊="1.5"),
        draft().fill(DEALS="90").was("2022Q3", DEALS="17"),
        draft().fill(DEALS="90"),
        draft().fill(PROJECTS="9").was("2022Q3", PROJECTS="1").was("2021Q3", PROJECTS="1").was("2020Q3", PROJECTS="1"),
        draft().fill(RATE="120").was("2022Q3", RATE="1").was("2021Q3", RATE="1").was("2020Q3", RATE="1"),
    ],
    ids=["all alike", "within factor", "all moved", "small unit", "no yardstick", "first report", "few", "a rate"],
)
def test_lively_figures_are_no_jumps(written: Draft) -> None:
    """What others did too, what is small, and what has no yardstick is left alone."""
    assert said(jump, written) == []


def test_own_history_alone_is_yardstick_enough() -> None:
    """Three earlier years of one county make a median of their own."""
    written = draft().fill(DEALS="90").was("2022Q3", DEALS="17").was("2021Q3", DEALS="15").was("2020Q3", DEALS="19")
    assert codes(said(jump, written)) == ["jump"]


def test_own_history_can_clear_what_peers_accuse() -> None:
    """A county whose figure has always come and gone is not asked each time it comes."""
    lively = city(乙="5")
    assert codes(said(jump, lively)) == ["jump"]
    assert said(jump, lively.was("2021Q3", "乙", DEALS="150").was("2020Q3", "乙", DEALS="130")) == []


def test_the_factor_is_the_bureaus() -> None:
    """突变倍数 in the catalogue says how much is too much."""
    patient = with_parameters(突变倍数="6")
    written = table(catalogue=patient)
    for unit, size in SIZES.items():
        now = Decimal(size) * (5 if unit == "乙" else 1)
        written = written.fill(unit, DEALS=f"{now:f}").was("2022Q3", unit, DEALS=size)
    assert said(jump, written) == []


def test_a_slip_is_not_also_called_a_jump() -> None:
    """One cell, one doubt: the slip says more. Without a 说明 the form goes back."""
    assert codes(own(county("187000").paper)) == ["scale", "explain-empty"]


def test_the_city_is_no_peer_of_its_counties() -> None:
    """全市 is held against its own past only."""
    written = city(乙="5").fill("CITY", DEALS="80").was("2022Q3", "CITY", DEALS="73.5")
    assert [finding.unit for finding in said(jump, written)] == ["乙县"]

"""jump: beyond all that could be expected."""

from __future__ import annotations

from decimal import Decimal

import pytest

from reporting.checks import own
from reporting.checks.jump import jump
from reporting.model.words import Severity
from tests.checks.papers import Draft, codes, draft, said, table, with_parameters
from tests.checks.quarters import SIZES, city, county


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


def test_what_comes_in_lumps_everywhere_is_no_jump_anywhere() -> None:
    """Where a quarter of the others rose as far, one more that did is left alone."""
    assert said(jump, city(甲="4", 乙="5", 丙="4.5", 丁="1", 戊="0.9")) == []


def test_a_figure_near_its_own_base_is_no_jump() -> None:
    """That all others grew fivefold makes no jump of one that stayed as it was."""
    assert said(jump, city(甲="5", 乙="1", 丙="5", 丁="5", 戊="5")) == []


def test_what_was_explained_in_spring_is_not_asked_about_in_autumn() -> None:
    """A jump that this year's earlier quarters, in force, already show is not asked about again."""
    assert codes(said(jump, city(乙="5"))) == ["jump"]
    assert said(jump, city(乙="5").was("2023Q2", "乙", DEALS="100")) == []
    assert codes(said(jump, city(乙="5").was("2023Q2", "乙", DEALS="15"))) == ["jump"]


def test_nothing_yet_is_no_jump_where_others_had_nothing_either() -> None:
    """What comes in lumps may not have come by March: a quarter of the others had none last year."""
    peers = {"甲": "17", "丙": "0", "丁": "0", "戊": "1.4"}
    written = draft("F1", "乙").fill(DEALS="0").was("2022Q3", DEALS="28.6").was("2022Q2", DEALS="10")
    for unit, size in peers.items():
        written = written.was("2022Q3", unit, DEALS=size).was("2022Q2", unit, DEALS="1").was("2023Q2", unit, DEALS="1")
    assert said(jump, written) == []
    assert codes(said(jump, written.was("2022Q3", "丙", DEALS="3").was("2022Q3", "丁", DEALS="2"))) == ["jump"]

"""cum-fell: a year-to-date figure below the one before."""

from __future__ import annotations

import pytest

from reporting.checks.cumulative import cumulative
from reporting.checks.stock import stock
from reporting.model.words import Severity
from tests.checks.papers import Draft, codes, draft, said, table


def test_a_year_to_date_figure_cannot_fall() -> None:
    """Less by September than by June returns the form, with both figures and both spans named."""
    (finding,) = said(cumulative, draft().fill(DEALS="10.5").was("2023Q2", DEALS="17.6"))
    assert (finding.code, finding.severity, finding.cell) == ("cum-fell", Severity.ERROR, "C5")
    assert "1—9月累计填为10.5亿元，少于1—6月已报的17.6亿元" in finding.message


@pytest.mark.parametrize("word", ["无", "—", "不适用"])
def test_a_figure_does_not_vanish_behind_a_word(word: str) -> None:
    """In a sum 无 counts as nought: where there was a figure, it has fallen, and is asked for like any other fall."""
    (finding,) = said(cumulative, draft().fill(DEALS=word).was("2023Q2", DEALS="17.6"))
    assert (finding.severity, finding.found) == (Severity.ERROR, word)
    assert f"填为“{word}”，少于1—6月已报的17.6亿元" in finding.message
    (finding,) = said(stock, draft().fill(FIRMS=word).was("2023Q2", FIRMS="520"))
    assert (finding.severity, finding.found) == (Severity.WARNING, word)
    assert said(cumulative, draft().fill(DEALS=word)) == said(stock, draft().fill(FIRMS=word)) == []
    assert said(stock, draft().fill(FIRMS=word).was("2023Q2", FIRMS="1")) == []


def test_a_missing_quarter_does_not_hide_a_fall() -> None:
    """Where the second quarter was never sent, the first is held against the third."""
    assert codes(said(cumulative, draft().fill(DEALS="4").was("2023Q1", DEALS="5"))) == ["cum-fell"]


def test_every_unit_of_a_table_is_held_against_its_own_past() -> None:
    """In a 分县表 the finding stands in the row of the county whose figure fell, and names it."""
    written = table().fill("甲", DEALS="10").fill("乙", DEALS="4").was("2023Q2", "甲", DEALS="6")
    (finding,) = said(cumulative, written.was("2023Q2", "乙", DEALS="5"))
    assert (finding.unit, finding.sender) == ("乙县", "统计局")
    assert finding.message.startswith("乙县“技术交易额”")


@pytest.mark.parametrize(
    "written",
    [
        draft().fill(DEALS="17.6").was("2023Q2", DEALS="17.6"),
        draft().fill(DEALS="17.6").was("2023Q2", DEALS="17.64"),
        draft(period="2023Q1").fill(DEALS="3").was("2022Q4", DEALS="42"),
        draft().fill(RATE="12").was("2023Q2", RATE="17.6"),
        draft().fill(FIRMS="12").was("2023Q2", FIRMS="17"),
        draft().fill(DEALS="").was("2023Q2", DEALS="17"),
        draft().last_year(DEALS="3").was("2023Q2", DEALS="17"),
        draft().fill(DEALS="3"),
    ],
    ids=["equal", "rounding", "a new year", "a growth rate", "a stock", "a blank", "last year's", "no history"],
)
def test_what_may_fall_is_left_alone(written: Draft) -> None:
    """Rates, stocks, a new year and differences of rounding are no falls of a total."""
    assert said(cumulative, written) == []

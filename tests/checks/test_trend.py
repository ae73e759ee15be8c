"""cum-fell, quarter-for-cum, stock-fell, all-same: a form against the ones before it."""

from __future__ import annotations

import pytest

from reporting.checks import own
from reporting.checks.cumulative import cumulative
from reporting.checks.quarter_for_cum import quarter_for_cum
from reporting.checks.repeated import repeated
from reporting.checks.stock import stock
from reporting.model.words import Severity
from tests.checks.papers import Draft, codes, draft, said, table, with_parameters


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


def test_a_quarters_own_figure_is_recognised() -> None:
    """9 after 17.6 by June is what one quarter brings: the hint gives the total that was meant."""
    (finding,) = said(quarter_for_cum, draft().fill(DEALS="9").was("2023Q2", DEALS="17.6"))
    assert (finding.severity, finding.expected) == (Severity.WARNING, "26.6")
    assert "2023年三季度当季数" in finding.message


@pytest.mark.parametrize("value", ["0.5", "0", "17.6", "26"])
def test_other_figures_are_not_taken_for_a_quarters(value: str) -> None:
    """A trifle, nought, or a total that did not fall is no quarter's figure."""
    assert said(quarter_for_cum, draft().fill(DEALS=value).was("2023Q2", DEALS="17.6")) == []


def test_last_years_quarter_also_shows_what_a_quarter_is() -> None:
    """Where the third quarter was small last year too, a small figure is recognised."""
    written = draft().fill(DEALS="2").was("2023Q2", DEALS="17.6")
    assert said(quarter_for_cum, written) == []
    before = written.was("2022Q3", DEALS="18").was("2022Q2", DEALS="15.5")
    assert codes(said(quarter_for_cum, before)) == ["quarter-for-cum"]


def test_a_stock_that_fell_much_is_asked_about() -> None:
    """A stock may fall: it is a warning, with the fall in number and share."""
    (finding,) = said(stock, draft().fill(FIRMS="180").was("2023Q2", FIRMS="210"))
    assert (finding.code, finding.severity) == ("stock-fell", Severity.WARNING)
    assert "减少30家（14.3%）" in finding.message


@pytest.mark.parametrize(
    "written",
    [
        draft().fill(FIRMS="207").was("2023Q2", FIRMS="210"),
        draft().fill(FIRMS="18").was("2023Q2", FIRMS="20"),
        draft().fill(FIRMS="215").was("2023Q2", FIRMS="210"),
        draft().fill(AREA="99").was("2023Q2", AREA="100"),
        draft().fill(FIRMS="180").was("2022Q3", FIRMS="210"),
        draft().fill(DEALS="1").was("2023Q2", DEALS="9"),
    ],
    ids=["one percent", "two firms", "growth", "one percent of an area", "not last quarter's", "not a stock"],
)
def test_everyday_falls_are_left_alone(written: Draft) -> None:
    """Firms expire and move: small falls are not asked about."""
    assert said(stock, written) == []


def test_the_bureau_sets_what_is_everyday() -> None:
    """With the share at nought every fall beyond two firms is asked about."""
    strict = with_parameters(期末数下降容忍比例="0")
    assert codes(said(stock, draft(catalogue=strict).fill(FIRMS="207").was("2023Q2", FIRMS="210"))) == ["stock-fell"]


def test_a_form_that_only_repeats_is_asked_about() -> None:
    """Last quarter's sheet under a new date is found."""
    values = {"DEALS": "17.6", "FIRMS": "210", "AREA": "12", "PROJECTS": "3", "IND_VA": "90"}
    (finding,) = said(repeated, draft().fill(**values).was("2023Q2", **values))
    assert (finding.code, finding.cell) == ("all-same", "C5")
    assert "5个数字与2023年上半年完全相同" in finding.message


@pytest.mark.parametrize(
    ("period", "changed"),
    [("2023Q3", {"PROJECTS": "4"}), ("2023Q3", dict.fromkeys(("DEALS", "FIRMS", "AREA", "PROJECTS", "IND_VA"), "0"))],
)
def test_a_form_with_news_is_left_alone(period: str, changed: dict[str, str]) -> None:
    """One changed figure is enough; and a county with nothing at all may go on having nothing."""
    values = {"DEALS": "17.6", "FIRMS": "210", "AREA": "12", "PROJECTS": "3", "IND_VA": "90"} | changed
    old = {**values, "PROJECTS": "3"} if any(value != "0" for value in changed.values()) else values
    assert said(repeated, draft(period=period).fill(**values).was("2023Q2", **old)) == []


def test_few_figures_or_a_first_quarter_prove_nothing() -> None:
    """Four equal figures may be chance; in a first quarter totals begin anew."""
    four = {"DEALS": "17.6", "FIRMS": "210", "AREA": "12", "PROJECTS": "3"}
    five = {**four, "IND_VA": "90"}
    assert said(repeated, draft().fill(**four).was("2023Q2", **four)) == []
    assert said(repeated, draft(period="2023Q1").fill(**five).was("2022Q4", **five)) == []


def test_a_fallen_total_is_told_once_with_its_hint() -> None:
    """The error and the hint stand side by side; no third finding repeats them, no 说明 is asked for."""
    written = draft().fill(DEALS="9").was("2023Q2", DEALS="17.6").was("2022Q3", DEALS="18")
    assert codes(own(written.paper)) == ["cum-fell", "quarter-for-cum"]

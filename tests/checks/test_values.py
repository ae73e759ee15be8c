"""value-bounds, value-decimals and percent-fraction: what single figures give away."""

from __future__ import annotations

from dataclasses import replace

import pytest

from reporting.checks.bounds import bounds
from reporting.checks.decimals import decimals
from reporting.checks.percent import percent
from reporting.model.records import Finding
from reporting.model.words import Severity
from tests.checks.papers import Draft, codes, draft, said, table


@pytest.mark.parametrize(("item", "value"), [("DEALS", "-0.1"), ("AREA", "1000.01"), ("FIRMS", "-5")])
def test_what_cannot_be_is_an_error(item: str, value: str) -> None:
    """A value outside its item's bounds returns the form and names the bounds."""
    (finding,) = said(bounds, draft().fill(**{item: value}))
    assert (finding.severity, finding.found) == (Severity.ERROR, value)
    assert finding.expected
    assert finding.expected in finding.message


@pytest.mark.parametrize(("item", "value"), [("DEALS", "0"), ("AREA", "1000"), ("RATE", "-35"), ("DEALS", "—")])
def test_the_bounds_themselves_are_allowed(item: str, value: str) -> None:
    """Both bounds are within; items without bounds, and 无, are not asked."""
    assert said(bounds, draft().fill(**{item: value})) == []


def test_last_years_figure_has_the_same_bounds() -> None:
    """A negative figure of last year is found too, and called last year's."""
    (finding,) = said(bounds, draft().last_year(DEALS="-1"))
    assert "上年同期" in finding.message


def test_too_many_decimals_are_noted_and_kept() -> None:
    """A figure finer than asked is a note: nothing is returned for it."""
    (finding,) = said(decimals, draft().fill(DEALS="12.34", FIRMS="12.5"))[:1]
    assert (finding.severity, finding.found) == (Severity.NOTE, "12.34")
    assert codes(said(decimals, draft().fill(FIRMS="12.5"))) == ["value-decimals"]


def test_noise_of_the_file_format_is_not_held_against_the_clerk() -> None:
    """`2380.4299999999998` is how a workbook stores 2380.43."""
    assert said(decimals, _stored(draft().fill(AREA="2380.43"), "2380.4299999999998")) == []


def test_a_converted_figure_is_not_too_fine() -> None:
    """12345 万元 read as 1.2345 亿元 was written without decimals."""
    assert said(decimals, _stored(draft().fill(DEALS="1.2345"), "12345")) == []


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


def _stored(written: Draft, text: str) -> Draft:
    reading = written.paper.reading
    (only,) = reading.observations
    return Draft(replace(written.paper, reading=replace(reading, observations=(replace(only, text=text),))))


def test_findings_bear_form_period_and_no_file() -> None:
    """A check knows sheet and cell; which file it was, its caller knows."""
    (finding,) = said(bounds, draft().fill(DEALS="-1"))
    assert isinstance(finding, Finding)
    assert (finding.form, str(finding.period), finding.sheet, finding.file) == ("F1", "2023Q3", "表1", None)

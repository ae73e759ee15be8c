"""quarter-for-cum: a quarter's own figure where the year to date is asked."""

from __future__ import annotations

import pytest

from reporting.checks import own
from reporting.checks.quarter_for_cum import quarter_for_cum
from reporting.model.words import Severity
from tests.checks.papers import codes, draft, said


def test_a_quarters_own_figure_is_recognised() -> None:
    """9 after 17.6 by June is what one quarter brings: the hint gives the total that was meant."""
    (finding,) = said(quarter_for_cum, draft().fill(DEALS="9").was("2023Q2", DEALS="17.6"))
    assert (finding.severity, finding.expected) == (Severity.WARNING, "26.6")
    assert "2023年三季度当季数" in finding.message


@pytest.mark.parametrize("value", ["0.5", "0", "16.9", "17.6", "26"])
def test_other_figures_are_not_taken_for_a_quarters(value: str) -> None:
    """A trifle, nought, a total that did not fall, or fell a little, is no quarter's figure."""
    assert said(quarter_for_cum, draft().fill(DEALS=value).was("2023Q2", DEALS="17.6")) == []


def test_last_years_quarter_also_shows_what_a_quarter_is() -> None:
    """Where the third quarter was small last year too, a small figure is recognised."""
    written = draft().fill(DEALS="2").was("2023Q2", DEALS="17.6")
    assert said(quarter_for_cum, written) == []
    before = written.was("2022Q3", DEALS="18").was("2022Q2", DEALS="15.5")
    assert codes(said(quarter_for_cum, before)) == ["quarter-for-cum"]


def test_a_fallen_total_is_told_once_with_its_hint() -> None:
    """The error and the hint stand side by side; no third finding repeats them, no 说明 is asked for."""
    written = draft().fill(DEALS="9").was("2023Q2", DEALS="17.6").was("2022Q3", DEALS="18")
    assert codes(own(written.paper)) == ["cum-fell", "quarter-for-cum"]

"""value-bounds: what cannot be."""

from __future__ import annotations

import pytest

from reporting.checks.bounds import bounds
from reporting.model.records import Finding
from reporting.model.words import Severity
from tests.checks.papers import draft, said


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


def test_findings_bear_form_period_and_no_file() -> None:
    """A check knows sheet and cell; which file it was, its caller knows."""
    (finding,) = said(bounds, draft().fill(DEALS="-1"))
    assert isinstance(finding, Finding)
    assert (finding.form, str(finding.period), finding.sheet, finding.file) == ("F1", "2023Q3", "表1", None)

"""late: after the deadline."""

from __future__ import annotations

from reporting.checks.timing import timing
from reporting.model.words import Severity
from tests.checks.papers import draft, said


def test_lateness_is_told_in_working_days() -> None:
    """A late form is taken; the note names the deadline and the days. A form on time gets none."""
    (finding,) = said(timing, draft().late(3))
    assert (finding.code, finding.severity) == ("late", Severity.NOTE)
    assert "截止日为2023年10月20日" in finding.message
    assert "逾期3个工作日" in finding.message
    assert said(timing, draft()) == []

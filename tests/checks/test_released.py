"""after-release: what comes when the briefing is out."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from reporting.checks import Change
from reporting.checks.released import released
from reporting.model.words import Severity
from tests.checks.papers import draft, said

OUT = date(2023, 10, 11)
BEFORE = {("甲", "DEALS"): Decimal("38.2")}


def test_a_change_after_the_release_is_told_to_the_clerk() -> None:
    """A note with the day of the release and how many figures change."""
    (finding,) = said(released, draft().fill(DEALS="32.8").late_in_place(Change(3, BEFORE, OUT)))
    assert (finding.code, finding.severity) == ("after-release", Severity.NOTE)
    assert "简报已于2023年10月11日签发，本表改动已采用的1个数" in finding.message


def test_a_first_form_after_the_release_is_told_too() -> None:
    """What the briefing had to do without came after all."""
    (finding,) = said(released, draft().fill(DEALS="32.8").late_in_place(Change(3, {}, OUT)))
    assert "签发时尚未报送" in finding.message


def test_before_the_release_nothing_is_told() -> None:
    """No release, a release yet to come, or a form that changes nothing."""
    written = draft().fill(DEALS="38.2")
    assert said(released, written) == []
    assert said(released, written.late_in_place(Change(3, BEFORE))) == []
    assert said(released, written.late_in_place(Change(3, BEFORE, date(2023, 10, 13)))) == []
    assert said(released, written.late_in_place(Change(3, BEFORE, OUT))) == []

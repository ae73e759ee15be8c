"""sign-missing: the foot of a form."""

from __future__ import annotations

from reporting.checks.signed import signed
from reporting.model.words import Severity
from tests.checks.papers import draft, said


def test_missing_signatures_are_one_note() -> None:
    """All that lacks at the foot is named in one sentence and returns nothing."""
    (finding,) = said(signed, draft().fill(DEALS="1").signed(填表人="丙", 审核人=" "))
    assert (finding.code, finding.severity) == ("sign-missing", Severity.NOTE)
    assert "单位负责人、审核人、联系电话、报出日期" in finding.message
    assert said(signed, draft().fill(DEALS="1")) == []

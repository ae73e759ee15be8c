"""What becomes of a form, by what was found and what it weighs."""

from __future__ import annotations

from reporting.checks import own, verdict
from reporting.checks.timing import timing
from reporting.model.records import Finding
from reporting.model.words import Scope, Severity, Verdict
from tests.checks.papers import codes, draft, said, with_parameters

REASON = "三季度有25家企业资格到期未重新认定"


def test_a_clean_form_is_accepted() -> None:
    """Nothing to say: accepted; notes do not change that."""
    findings = own(draft().fill(DEALS="5", FIRMS="210").late(2).paper)
    assert codes(findings) == ["late"]
    assert verdict(findings) is Verdict.ACCEPTED
    assert verdict(()) is Verdict.ACCEPTED


def test_an_error_returns_whatever_is_explained() -> None:
    """No 说明 makes an impossible figure possible."""
    written = draft().fill(DEALS="-1", why=REASON)
    assert verdict(own(written.paper)) is Verdict.RETURNED


def test_joint_findings_reopen_no_verdict() -> None:
    """What other forms say never returns this one."""
    assert verdict([Finding("count-rows", Severity.ERROR, "不符", scope=Scope.JOINT)]) is Verdict.ACCEPTED


def test_the_catalogue_can_change_the_weight_of_a_code() -> None:
    """A bureau may make lateness a warning, and falls of stocks a note."""
    stern = with_parameters(**{"问题级别.late": "警告", "问题级别.stock-fell": "提示"})
    (late,) = said(timing, draft(catalogue=stern).late(1))
    assert late.severity is Severity.WARNING
    written = draft(catalogue=stern).fill(FIRMS="180").was("2023Q2", FIRMS="210")
    assert verdict(own(written.paper)) is Verdict.ACCEPTED

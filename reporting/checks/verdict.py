"""Decide what becomes of a form: its own findings alone, never what other forms say."""

from __future__ import annotations

from collections.abc import Iterable

from reporting.checks.explained import CODE as NOT_EXPLAINED
from reporting.model.records import Finding
from reporting.model.words import Scope, Severity, Verdict


def verdict(findings: Iterable[Finding]) -> Verdict:
    """Return a form for an error or a warning nobody explained; let a clerk review explained warnings; else accept.

    The findings are those of reading and of `own`; joint ones, and those a clerk has waived, are passed over. Whether
    a warning was explained is a finding itself (explain-empty); one that a bureau has made a note returns nothing.
    """
    counting = [found for found in findings if found.scope is Scope.OWN and found.waived is None]
    if any(map(returns, counting)):
        return Verdict.RETURNED
    return Verdict.REVIEW if any(found.severity is Severity.WARNING for found in counting) else Verdict.ACCEPTED


def returns(finding: Finding) -> bool:
    """Whether a finding that counts returns its form: an error, or that a warning was not explained."""
    unexplained = finding.code == NOT_EXPLAINED and finding.severity is Severity.WARNING
    return finding.severity is Severity.ERROR or unexplained

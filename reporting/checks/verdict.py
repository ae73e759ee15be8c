"""Decide what becomes of a form: its own findings alone, never what other forms say."""

from __future__ import annotations

from collections.abc import Iterable

from reporting.checks.explained import CODE as NOT_EXPLAINED
from reporting.model.records import Finding
from reporting.model.words import Scope, Severity, Verdict


def verdict(findings: Iterable[Finding]) -> Verdict:
    """Return a form for an error or a warning nobody explained; let a clerk review explained warnings; else accept.

    The findings are those of reading and of `own`, less those a clerk has waived; joint ones are passed over. Whether
    a warning was explained is a finding itself (explain-empty); one that a bureau has made a note returns nothing.
    """
    own = [found for found in findings if found.scope is Scope.OWN]
    if any(found.severity is Severity.ERROR for found in own):
        return Verdict.RETURNED
    warnings = [found for found in own if found.severity is Severity.WARNING]
    if any(found.code == NOT_EXPLAINED for found in warnings):
        return Verdict.RETURNED
    return Verdict.REVIEW if warnings else Verdict.ACCEPTED

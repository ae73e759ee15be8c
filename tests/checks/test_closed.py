"""id-closed: figures in force changed when the period is closed."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from reporting.checks import Change, own, verdict
from reporting.checks.closed import closed
from reporting.model.words import Severity, Verdict
from tests.checks.papers import Draft, codes, draft, said, with_parameters

BEFORE = {("甲", "DEALS"): Decimal("38.2"), ("甲", "FIRMS"): Decimal(210)}


def corrected(days: int = 11, why: str = "", released: date | None = None, **values: str) -> Draft:
    """Write a form that takes the place of another so many working days after the deadline."""
    written = draft().fill(why=why, **(values or {"DEALS": "32.8", "FIRMS": "210"}))
    return written.late_in_place(Change(days, BEFORE, released))


def test_a_figure_changed_after_the_period_closed_wants_a_reason() -> None:
    """Each changed figure is named with both values, at its cell; those that stayed are left alone."""
    (finding,) = said(closed, corrected())
    assert (finding.code, finding.severity, finding.cell) == ("id-closed", Severity.WARNING, "C5")
    assert (finding.found, finding.expected) == ("32.8", "38.2")
    assert "由38.2亿元改为32.8亿元" in finding.message
    assert "截止已过11个工作日" in finding.message


def test_without_a_reason_it_goes_back_with_one_a_clerk_looks() -> None:
    """原数, 更正数, 原因 beside the figure lead to review."""
    assert verdict(own(corrected().paper)) is Verdict.RETURNED
    explained = own(corrected(why="原报38.2，应为32.8，录入时颠倒").paper)
    assert (codes(explained), verdict(explained)) == (["id-closed"], Verdict.REVIEW)


@pytest.mark.parametrize(
    "written",
    [
        corrected(days=10),
        corrected(DEALS="38.2", FIRMS="210"),
        corrected(AREA="12"),
        draft().fill(DEALS="32.8"),
        draft().fill(DEALS="32.8").late(30),
    ],
    ids=["in time for corrections", "nothing changed", "a figure not sent before", "first version", "late, but first"],
)
def test_other_forms_are_left_alone(written: Draft) -> None:
    """Corrections soon after the deadline, and what was never sent before, are no changes of a closed period."""
    assert said(closed, written) == []


def test_a_release_closes_a_period_at_once() -> None:
    """Once the briefing is out, even the next day's correction wants its reason."""
    (finding,) = said(closed, corrected(days=1, released=date(2023, 10, 11)))
    assert "简报已经签发" in finding.message


def test_the_days_are_the_bureaus() -> None:
    """更正期限 in the catalogue's parameters says how long corrections need no reason."""
    strict = draft(catalogue=with_parameters(更正期限="0")).fill(DEALS="32.8")
    assert codes(said(closed, strict.late_in_place(Change(1, BEFORE)))) == ["id-closed"]

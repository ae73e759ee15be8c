"""What stands in the way of a form, and what goes with a waiver: at one cell there may be more than one doubt."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from reporting.commands.clerk import codes, gone_with, in_the_way, why_never
from reporting.model.records import Finding, Waiver
from reporting.model.words import Severity

WAIVER = Waiver("王某", datetime(2023, 11, 1, tzinfo=UTC), "来函")


def found(code: str, cell: str | None = "C5", severity: Severity = Severity.WARNING) -> Finding:
    """Make a finding on the form's sheet."""
    return Finding(code, severity, "请核对。", sheet="KJ1", cell=cell)


JUMP, SCALE, ASKED = found("jump"), found("scale"), found("explain-empty")
FELL, LATE = found("cum-fell", "C7", Severity.ERROR), found("late", None, Severity.NOTE)
ELSEWHERE = (found("jump", "C9"), found("explain-empty", "C9"))


def test_the_explanation_goes_with_the_only_warning_at_its_cell() -> None:
    """Whoever waives the doubt waives the question about it, at that cell alone."""
    assert gone_with([JUMP], [JUMP, ASKED, FELL, LATE, *ELSEWHERE]) == [ASKED]
    every = [JUMP, ELSEWHERE[0]]
    assert gone_with(every, [JUMP, ASKED, *ELSEWHERE]) == [ASKED, ELSEWHERE[1]]


def test_the_explanation_stays_while_another_warning_asks_for_it() -> None:
    """With two doubts at one cell the 说明 is still wanted for the second."""
    assert gone_with([JUMP], [JUMP, SCALE, ASKED]) == []
    assert gone_with([SCALE], [replace(JUMP, waived=WAIVER), SCALE, ASKED]) == [ASKED]


def test_an_explanation_of_the_whole_form_goes_too() -> None:
    """A doubt without a cell has its question without a cell."""
    gone, asked = found("list-gone", None), found("explain-empty", None)
    assert gone_with([gone], [gone, asked, ASKED]) == [asked]


def test_a_waived_explanation_leaves_the_doubt() -> None:
    """Who waives that nobody explained has not waived what was to be explained."""
    assert gone_with([ASKED], [JUMP, ASKED]) == []


def test_what_stands_in_the_way_is_named_by_its_cause() -> None:
    """Errors, and warnings that nobody explained; not what was explained, waived, or only noted."""
    assert codes(in_the_way([JUMP, ASKED, FELL, LATE, found("ratio", "C11")])) == "jump、cum-fell"
    assert in_the_way([JUMP, LATE]) == ()
    assert in_the_way([replace(FELL, waived=WAIVER), JUMP]) == ()
    assert codes(in_the_way([FELL, found("sum", "C7", Severity.ERROR), FELL])) == "cum-fell、sum"


@pytest.mark.parametrize("code", ["file-empty", "id-unit", "id-two-readings", "row-missing", "measure-changed"])
def test_errors_that_leave_unsure_what_was_read_are_never_waived(code: str) -> None:
    """Of the file, of identity, of structure; as warnings they are doubts like any other."""
    assert why_never(found(code, severity=Severity.ERROR))
    assert why_never(found(code)) == ""


@pytest.mark.parametrize("code", ["value-bounds", "value-required", "sum", "part-whole", "cum-fell", "list-double"])
def test_errors_of_figures_can_be_waived(code: str) -> None:
    """What was read for certain and looks wrong may be right, on a clerk's word."""
    assert why_never(found(code, severity=Severity.ERROR)) == ""

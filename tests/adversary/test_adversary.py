"""Whatever an office does to a form, its figures are read right, or it comes back with the reason at the cell."""

from __future__ import annotations

import pytest

from tests.adversary.draw import alone, drawn, files
from tests.adversary.judged import judged
from tests.adversary.kinds import KINDS
from tests.adversary.world import DRAWN, world

# Draws that the campaign of thousands begins with; here only so many, for the suite is run often.
SAMPLE = 40


@pytest.mark.parametrize("drawn_from", DRAWN, ids=" ".join)
def test_an_honest_submission_is_accepted_without_a_word(drawn_from: tuple[str, str]) -> None:
    """A form that is filled in as it was sent out is taken as it stands: every figure, no finding."""
    case = world().honest[drawn_from].copy()
    assert judged(world(), case, files(case)) == []


@pytest.mark.parametrize("kind", KINDS)
def test_one_alteration(kind: str) -> None:
    """Each way of altering a form has exactly its outcome: these values, these findings at these cells, no others."""
    case = alone(world(), kind, seed=0)
    assert case is not None, "no submission is fit for it: the kind tests nothing"
    assert judged(world(), case, files(case)) == []


@pytest.mark.parametrize("seed", range(SAMPLE))
def test_alterations_together(seed: int) -> None:
    """Several alterations of one form have the outcomes of each."""
    case = drawn(world(), seed)
    assert judged(world(), case, files(case)) == [], case.done


def test_there_are_enough_kinds() -> None:
    """An office has at least sixty ways of altering a form."""
    assert len(KINDS) >= 60


def test_the_same_number_draws_the_same_submission() -> None:
    """A draw that went wrong can be made again by its number, byte for byte."""
    first, second = drawn(world(), 7), drawn(world(), 7)
    assert first.done == second.done
    assert files(first) == files(second)


def test_a_wrong_outcome_is_seen() -> None:
    """The judge is no rubber stamp: a value, a finding or a place that is off is told."""
    case = world().honest["乐清市", "2023Q3"].copy()
    written = files(case)
    figure = next(one for form in case.forms.values() for one in form.figures if one.value)
    assert figure.value is not None
    figure.value += 1
    assert len(judged(world(), case, written)) == 2
    figure.value -= 1
    form = case.forms[figure.form]
    case.tell("value-text", form, figure.cell)
    assert [line for line in judged(world(), case, written) if "missing" in line]

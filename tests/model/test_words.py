"""The closed vocabularies: words the code treats each in its own way."""

from __future__ import annotations

import pytest

from reporting.model.words import Judgement, State, Verdict


@pytest.mark.parametrize("state", list(State))
def test_only_a_value_and_a_zero_are_numbers(state: State) -> None:
    """A zero is a figure; blank, none, not applicable, not submitted and returned are not."""
    assert state.has_value == (state in {State.VALUE, State.ZERO})


@pytest.mark.parametrize("verdict", list(Verdict))
def test_only_a_returned_form_does_not_count(verdict: Verdict) -> None:
    """The figures of a form under review count, those of a returned one do not."""
    assert verdict.counts == (verdict is not Verdict.RETURNED)


@pytest.mark.parametrize(
    "reason",
    [
        Judgement.AWAITS_YEAR,
        Judgement.AT_YEAR_END,
        Judgement.INCOMPLETE,
        Judgement.NO_TARGET,
        Judgement.NO_DATA,
    ],
)
def test_reasons_for_no_judgement_are_no_judgement(reason: Judgement) -> None:
    """待年度数据 and its like never count as 滞后, nor as anything else."""
    assert not reason.judged


@pytest.mark.parametrize("judgement", [Judgement.DONE, Judgement.BEHIND, Judgement.NOT_REACHED])
def test_judgements_are_judgements(judgement: Judgement) -> None:
    """What is judged is told apart from what is not."""
    assert judgement.judged

"""`scores`: the yearly appraisal, as people and programs read it."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from tests.commands.calling import call, is_for_people
from tests.commands.conftest import Demo
from tests.commands.shapes import nothing, number, text, truth, whole


@pytest.fixture
def scores(demo: Demo) -> Any:
    """Give the scores of the demonstration's year."""
    return demo.ask("scores", "2022")


def test_scores_keep_their_shape(scores: Any) -> None:
    """Names, plain decimals, whole places, and null for what is missing."""
    for one in scores:
        assert text(one["unit"])
        assert text(one["group"])
        assert number(one["score"]) or nothing(one["score"])
        assert whole(one["rank"]) or nothing(one["rank"])
        assert truth(one["tied"])
        for part in one["parts"]:
            assert number(part["weight"])
            assert all(number(part[key]) or nothing(part[key]) for key in ("value", "score", "share", "satisfactory"))
            assert (part["score"] is None) is (part["share"] is None)


def test_every_score_can_be_done_again_from_its_parts(scores: Any) -> None:
    """Weight times points, added up and shared out, is the printed score, to the last digit."""
    for one in scores:
        parts = [(Decimal(p["weight"]), Decimal(p["score"])) for p in one["parts"] if p["score"]]
        mean = sum((weight * points for weight, points in parts), Decimal(0)) / sum(weight for weight, _ in parts)
        assert abs(mean - Decimal(one["score"])) <= Decimal("0.005")


def test_all_counties_are_scored_in_two_groups(scores: Any) -> None:
    """Seven counties, and the five of the mountains apart; zones are not appraised."""
    groups: dict[str, list[int]] = {}
    for one in scores:
        groups.setdefault(one["group"], []).append(one["rank"])
    assert {name: sorted(places) for name, places in groups.items()} == {
        "其他县（市、区）": [1, 2, 3, 4, 5, 6, 7],
        "山区县": [1, 2, 3, 4, 5],
    }


def test_people_see_dimensions_and_places(demo: Demo) -> None:
    """On a terminal: group, unit, points, place, and the dimensions as the plan names them."""
    told = call("--home", demo.home, "scores", "2022").out
    assert is_for_people(told)
    assert "创新投入" in told
    assert "第1" in told


def test_a_quarter_is_not_appraised(demo: Demo) -> None:
    """The appraisal is of whole years; who asks for a quarter is told what to type."""
    told = call("--home", demo.home, "scores", "2023Q3")
    assert told.status == 2
    assert "scores 2023" in told.err

"""A sample of the passes that are killed; the whole of it is `python -m tests.campaigns.kills`."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.campaigns.kills import Scene, killed, scene
from tests.server import server

__all__ = ["server"]

# As parts of the way: when the first form is entered, when outcomes are recorded, when files leave, among the products.
PLACES = (0.05, 0.3, 0.55, 0.8, 0.97)


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def made(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Scene:
    """Give a home with a pass to make, on each database."""
    there: str = request.getfixturevalue("server") if request.param == "postgresql" else ""
    return scene(tmp_path_factory.mktemp("kills"), there)


@pytest.mark.parametrize("place", PLACES)
def test_a_pass_killed_on_its_way_is_made_good_by_the_next(made: Scene, tmp_path: Path, place: float) -> None:
    """The next pass reaches what an undisturbed one reaches, to the byte; no product is ever half there."""
    assert killed(made, tmp_path / "home", step=max(1, int(made.steps * place))) == []


def test_a_pass_killed_by_the_clock_is_made_good_by_the_next(made: Scene, tmp_path: Path) -> None:
    """Whatever it was doing just then, reading included."""
    assert killed(made, tmp_path / "home", after=0.9) == []


def test_the_scene_has_what_can_go_wrong(made: Scene) -> None:
    """The check of the check: a correction, an equal form, a known file, an archive, a scan, an unreadable file."""
    rows = made.after["table arrivals"]
    assert isinstance(rows, list)
    assert {row[5] for row in rows} >= {"accepted", "returned", "quarantined", "known"}
    assert made.after["table confirmations"]
    assert made.after["table attachments"]
    assert made.after != made.before

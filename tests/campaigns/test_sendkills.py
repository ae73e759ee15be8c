"""A sample of the sendings that are killed; the whole of it is `python -m tests.campaigns.sendkills`."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.campaigns.sendkills import MAILS, Scene, killed, scene
from tests.mail.servers import Served, imap
from tests.mail.smtpserver import Post, running_post

__all__ = ["imap", "running_post"]

# As parts of the way: connecting, the first mail, between two, the last, leaving.
PLACES = (0.1, 0.3, 0.38, 0.46, 0.54, 0.62, 0.7, 0.78, 0.86, 0.97)


@pytest.fixture(scope="module")
def asked(running_post: Post, imap: Served, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Scene]:
    """Give a scene in which sent mails can be looked up."""
    with scene(tmp_path_factory.mktemp("asked"), running_post, imap) as made:
        yield made


@pytest.fixture(scope="module")
def alone(running_post: Post, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Scene]:
    """Give a scene in which nobody can be asked."""
    with scene(tmp_path_factory.mktemp("alone"), running_post, None) as made:
        yield made


@pytest.mark.parametrize("place", PLACES)
def test_sending_killed_on_its_way_sends_every_mail_once_where_it_can_ask(
    asked: Scene, tmp_path: Path, place: float
) -> None:
    """In the end the server has each mail once, and the queue says so."""
    assert killed(asked, tmp_path / "home", step=max(1, int(asked.steps * place))) == []


@pytest.mark.parametrize("place", PLACES)
def test_sending_killed_on_its_way_doubles_nothing_and_loses_nothing_unseen(
    alone: Scene, tmp_path: Path, place: float
) -> None:
    """A mail in doubt is told to people, all others are at the server once."""
    assert killed(alone, tmp_path / "home", step=max(1, int(alone.steps * place))) == []


def test_the_undisturbed_round_sends_all(alone: Scene) -> None:
    """The check of the check."""
    assert len(alone.ids) == len(set(alone.ids)) == MAILS

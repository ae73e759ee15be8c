"""A sample of the fetches that are killed; the whole of it is `python -m tests.campaigns.mailkills`."""

from __future__ import annotations

from pathlib import Path

import pytest

from reporting.model.mails import Handling
from tests.campaigns.mailkills import Scene, killed, scene
from tests.mail.servers import PASSWORD, Served, imap

__all__ = ["imap"]

# As parts of the way: listing, the first mails entered and moved, the last, the pass, its end.
PLACES = (0.02, 0.08, 0.14, 0.2, 0.26, 0.5, 0.7, 0.95)


@pytest.fixture(scope="module")
def made(imap: Served, tmp_path_factory: pytest.TempPathFactory) -> Scene:
    """Give a mailbox and a home."""
    return scene(tmp_path_factory.mktemp("mailkills"), imap)


@pytest.mark.parametrize("place", PLACES)
def test_a_fetch_killed_on_its_way_loses_and_doubles_nothing(
    made: Scene, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, place: float
) -> None:
    """The next one reaches what an undisturbed one reaches, in the ledger and in the mailbox."""
    monkeypatch.setenv("REPORTING_IMAP_PASSWORD", PASSWORD)
    assert killed(made, tmp_path / "home", step=max(1, int(made.steps * place))) == []


def test_the_scene_has_mails_of_all_fates(made: Scene) -> None:
    """The check of the check."""
    rows = made.after["table handlings"]
    assert isinstance(rows, list)
    assert {row[2] for row in rows} >= {Handling.TAKEN, Handling.ASIDE, Handling.HELD, Handling.EMPTY}
    assert made.after["INBOX"] == []
    assert made.after["done"] == sorted(made.mails)

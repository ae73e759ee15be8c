"""Every document of the demonstration, whatever product it is, opens in Word without a complaint."""

from __future__ import annotations

from tests.commands.conftest import Demo
from tests.documents.sound import faults


def test_every_document_is_sound(demo: Demo) -> None:
    """Briefings, task tables, receipts and whatever else is made: children in the standard's order, links, numbers."""
    made = sorted((demo.home / "outbox").rglob("*.docx"))
    assert len(made) > 30
    amiss = {path.name: found[:5] for path in made if (found := faults(path.read_bytes()))}
    assert amiss == {}

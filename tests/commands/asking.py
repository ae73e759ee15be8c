"""Ask `trace` for very many keys: what the answers rest on is gathered once, the answers are the command's."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from reporting.commands import trace as tracing
from reporting.commands.known import evidence_of
from reporting.commands.office import Office, open_office
from reporting.merge.evidence import Evidence
from reporting.merge.merge import merge
from reporting.model.figures import Figure
from reporting.model.periods import Period


def office_of(home: Path) -> Office:
    """Open a home as a command would some days after the demonstration's last pass."""
    return open_office(home, datetime.fromisoformat("2023-11-01T09:00:00+08:00"), print)


def answers_for(home: Path, tags: Iterable[str]) -> dict[str, Any]:
    """Give what `trace` answers for each key."""
    office = office_of(home)
    gathered: dict[Period, Evidence] = {}
    merged: dict[Period, tuple[Figure, ...]] = {}

    def gather_once(where: Office, book: Any, when: Period, **_narrowed: Any) -> Evidence:
        if when not in gathered:
            gathered[when] = evidence_of(where, book, when)
        return gathered[when]

    def merge_once(evidence: Evidence, when: Period) -> tuple[Figure, ...]:
        if when not in merged:
            merged[when] = merge(evidence, when)
        return merged[when]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(tracing, "evidence_of", gather_once)
        patch.setattr(tracing, "merge", merge_once)
        return {tag: tracing.trace(office, tag).document for tag in tags}


def leaves(tree: Any) -> Iterator[Any]:
    """Give the nodes of a tree that end at a cell."""
    if "source" in tree:
        yield tree
    for part in tree["parts"]:
        yield from leaves(part)

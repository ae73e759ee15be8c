"""Gathers every mistake of the workbook before any of them is told."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches

from reporting.model.errors import Fault


class Faults:
    """The mistakes found so far, each once, in the order they were found."""

    def __init__(self) -> None:
        self._found: dict[Fault, None] = {}

    def add(self, where: str, what: str, mend: str) -> None:
        """Note a mistake at `sheet!cell`."""
        self._found.setdefault(Fault(where, what, mend))

    @property
    def all(self) -> tuple[Fault, ...]:
        """Every mistake found."""
        return tuple(self._found)


def nearest(word: str, known: Iterable[str]) -> str:
    """Say which known word was perhaps meant, as part of a mend; empty where none is near."""
    found = get_close_matches(word, list(dict.fromkeys(known)), n=1, cutoff=0.6)
    return f"，是否为“{found[0]}”" if found else ""

"""What changed from one version of a form to the next, as a receipt tells it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from reporting.model.records import Entry, Finding, Observation


class Turn(StrEnum):
    """What became of one cell; the order is that in which a receipt tells them: what still wants doing first."""

    MISSING = "仍缺"
    EMPTIED = "改空"
    CORRECTED = "已改"
    FILLED = "已补"
    ADDED = "新增行"
    GONE = "删去行"


@dataclass(frozen=True, slots=True)
class Contents:
    """What one version of a form holds, and what was found in it."""

    observations: tuple[Observation, ...] = ()
    entries: tuple[Entry, ...] = ()
    findings: tuple[Finding, ...] = ()


@dataclass(frozen=True, slots=True)
class Change:
    """One cell, or one row of a list, that is not as it was or is missing still.

    `what` names it for people; `sheet` and `cell` are its place in the later version, of what is gone that in the
    earlier. `before` and `after` are what stood there, as printed; empty where nothing did.
    """

    turn: Turn
    what: str
    sheet: str
    cell: str
    before: str = ""
    after: str = ""


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two versions of a form side by side.

    `unchanged` counts the cells that hold what they held. `settled`, `left` and `fresh` are the errors and warnings
    that are no longer found, those found still, and those found for the first time.
    """

    earlier: int
    changes: tuple[Change, ...]
    unchanged: int
    settled: tuple[Finding, ...]
    left: tuple[Finding, ...]
    fresh: tuple[Finding, ...]

    @property
    def counts(self) -> Mapping[Turn, int]:
        """How many changes there are of each kind, those that occur."""
        counted = {turn: sum(one.turn is turn for one in self.changes) for turn in Turn}
        return {turn: count for turn, count in counted.items() if count}

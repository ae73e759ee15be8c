"""What proofreading takes and gives: a document's passages and tables, and what the ledger does not bear out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from reporting.model.figures import Compilation, Figure
from reporting.model.periods import Period
from reporting.model.tags import Tag


class Kind(StrEnum):
    """What of a passage is doubted."""

    NUMBER = "number"
    RANK = "rank"
    MEASURE = "measure"
    UNIT = "unit"
    PERIOD = "period"
    COMPARISON = "comparison"

    @property
    def spoken(self) -> str:
        """Say it as a clerk does."""
        return _SPOKEN[self]


_SPOKEN = {
    Kind.NUMBER: "数字",
    Kind.RANK: "位次",
    Kind.MEASURE: "计量单位",
    Kind.UNIT: "单位名称",
    Kind.PERIOD: "时期",
    Kind.COMPARISON: "比较用语",
}


@dataclass(frozen=True, slots=True)
class Passage:
    """A paragraph, or all that stands in a cell. `page` counts from 1, None where it cannot be told.

    `number` is its place among the document's paragraphs. `tags` are the keys its figures bear, with where each begins
    and ends in the text.
    """

    text: str
    number: int
    page: int | None = None
    tags: tuple[tuple[int, int, Tag], ...] = ()


@dataclass(frozen=True, slots=True)
class Grid:
    """A table as it is seen: every row has a passage a column, a merged cell's stands in all it covers."""

    rows: tuple[tuple[Passage, ...], ...]


@dataclass(frozen=True, slots=True)
class Doubt:
    """What the ledger does not bear out: `found` stands there, `expected` is what the ledger has, None for nothing."""

    page: int | None
    sentence: str
    found: str
    expected: str | None
    kind: Kind
    number: int


@dataclass(frozen=True, slots=True)
class Grounds:
    """What a document is held against.

    `others` are the figures of further periods the document names. `sentences` are whole sentences that are known to
    be right: the program's own and what reporters wrote. `rows` are lists as they are printed, by the name a row
    begins with and the heading of a column.
    """

    compilation: Compilation
    others: Mapping[Period, Mapping[tuple[str, str], Figure]] = field(default_factory=dict)
    sentences: frozenset[str] = frozenset()
    rows: Mapping[str, Mapping[str, str]] = field(default_factory=dict)

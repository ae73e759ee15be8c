"""Bulletins: a period's products once they are numbered and sealed, what they said, and what would be said now."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from reporting.model.periods import Period
from reporting.model.tags import Aspect, Tag


class Kind(StrEnum):
    """What is said in one place of a product."""

    FIGURE = "figure"
    RANK = "rank"
    JUDGEMENT = "judgement"
    TEXT = "text"
    SENTENCE = "sentence"


@dataclass(frozen=True, slots=True)
class Issue:
    """What a masthead and a foot say: the number in its `year`, that of all numbers, and who did what.

    A draft has no number yet. `total` is empty where the bureau does not count them all; a blank where the number is
    still to come. `signed` is who releases (签发), `drafted` and `checked` are 拟稿 and 核稿.
    """

    year: int
    number: int | None = None
    total: str = ""
    drafted: str = ""
    checked: str = ""
    signed: str = ""


@dataclass(frozen=True, slots=True)
class Sealed:
    """One file of a bulletin: the hash of its bytes, and whether people had a hand in it."""

    sha256: str
    edited: bool = False


@dataclass(frozen=True, slots=True)
class Said:
    """What a product says in one place: `key` is a figure's key, or names a text; `unit` is a name.

    `brief` tells what stands in the briefing from what stands in the workbook alone.
    """

    kind: Kind
    key: str
    unit: str
    name: str
    text: str
    brief: bool = False

    @property
    def value_tag(self) -> Tag | None:
        """The key, where this is a figure's own value."""
        if self.kind is not Kind.FIGURE:
            return None
        tag = Tag.parse(self.key)
        return tag if tag.aspect is Aspect.VALUE and not tag.key else None


@dataclass(frozen=True, slots=True)
class Shift:
    """What would be said otherwise now: `before` as sealed, `after` as the ledger has it; empty where nothing is."""

    said: Said
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Revision:
    """A figure of an earlier bulletin (named so) that was corrected since, as the next one tells it."""

    bulletin: str
    unit: str
    name: str
    measure: str
    before: str
    after: str
    reason: str


@dataclass(frozen=True, slots=True)
class Bulletin:
    """A released bulletin as the ledger holds it: who, when, what it was made from, and the hashes of what is kept.

    `issue` is what it bears. `versions` are the ledger's numbers of the versions in force, `templates`, `products` and
    `libraries` are by name, `said` is the hash of what it said, `told` what it told of corrections of earlier ones: by
    (their number in the ledger, key of the figure) the text that was told. `seen` says how far the ledger had come.
    """

    number: int
    period: Period
    issue: Issue
    despite: str
    sealed_at: datetime
    program: str
    catalogue: str
    templates: Mapping[str, str]
    libraries: Mapping[str, str]
    versions: tuple[int, ...]
    products: Mapping[str, Sealed]
    said: str
    told: Mapping[tuple[int, str], str] = field(default_factory=dict)
    seen: Mapping[str, int] = field(default_factory=dict)

    @property
    def name(self) -> str:
        """The bulletin as people name it: `2023年第3期`."""
        return f"{self.issue.year}年第{self.issue.number}期"

    @property
    def call(self) -> str:
        """The words that name it in a call: `2023-3`."""
        return f"{self.issue.year}-{self.issue.number}"

"""What the yearly appraisal of the counties (考评) brings forth: scores, each down to its parts."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from reporting.model.words import Judgement, Ranking


@dataclass(frozen=True, slots=True)
class PartScore:
    """One indicator's part of a unit's score.

    `value` is what is scored, as printed: the figure, its growth or its progress, as `basis` says. `best` is the
    satisfactory value (满意值), `worst` the one not to be tolerated (不容许值). `weight` is the catalogue's, `share`
    what it comes to, in percent, where others are not scored. Without `points` the indicator is not scored, and `why`
    says what stands against it, where a judgement does.
    """

    indicator: str
    name: str
    dimension: str
    weight: Decimal
    basis: Ranking
    value: Decimal | None = None
    measure: str = ""
    best: Decimal | None = None
    worst: Decimal | None = None
    points: Decimal | None = None
    share: Decimal | None = None
    why: Judgement | None = None


@dataclass(frozen=True, slots=True)
class DimensionScore:
    """What a unit has in one dimension (维度): the weighted mean of its scored parts, `weight` being their sum."""

    name: str
    weight: Decimal
    points: Decimal


@dataclass(frozen=True, slots=True)
class UnitScore:
    """What a unit (code) has in all, and its place in its group; None where nothing of it is scored."""

    unit: str
    group: str
    points: Decimal | None
    rank: int | None
    tied: bool
    dimensions: tuple[DimensionScore, ...]
    parts: tuple[PartScore, ...]

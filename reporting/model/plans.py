"""What a plan holds: indicators, targets, tasks, and the ledgers printed in it. Part of the catalogue."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from reporting.model.words import (
    Algorithm,
    CityFigure,
    Direction,
    Growth,
    Interpolation,
    Op,
    Ranking,
    TargetKind,
    Timing,
)


@dataclass(frozen=True, slots=True)
class Plan:
    """A plan whose targets are followed (规划): `code` is short, such as 315; `number` its 文号."""

    code: str
    name: str
    number: str
    issued: str
    first_year: int
    last_year: int
    base_year: int


@dataclass(frozen=True, slots=True)
class Indicator:
    """What is judged, one a plan (指标): an item, or a formula over items, with how it is followed and spoken of.

    `formula` names items by name, bare or in 「」. `curve` is the share of the year that should be reached by the end
    of each quarter, in percent (时序). `city` overrides its items' own way of adding up; None leaves it to them.
    `growth_item` is the item whose value is the growth where growth is taken as given. `printed_growth` is the
    plan's own 年均增长 column. `quotable_from` says when its figures may be quoted (可引用日期), as people write it.
    `covered` are the items 已覆盖 and 应覆盖 of a coverage indicator, so that pages can print 4/5.
    """

    code: str
    plan: str
    name: str
    measure: str
    formula: str
    direction: Direction
    decimals: int
    algorithm: Algorithm
    curve: tuple[Decimal, ...]
    timing: Timing
    growth: Growth
    growth_item: str
    city: CityFigure | None
    ranking: Ranking
    dimension: str
    weight: Decimal | None
    explanation: str
    coverage: str
    quotable_from: str
    attribute: str
    mark: str
    printed_growth: str
    key: bool


@dataclass(frozen=True, slots=True)
class Target:
    """What a plan promises for an indicator in a year or span of years (目标).

    `value` is in the indicator's measure, None where the plan prints `--`; `high` is the upper end of a range.
    `text` is the plan's own wording, `place` where it stands there (`表1`, `T10`, `总体要求`). Several rows may
    stand for one promise; the first in the catalogue is judged. `soft` marks 力争 and 争取.
    """

    plan: str
    indicator: str
    first_year: int
    last_year: int
    kind: TargetKind
    value: Decimal | None
    high: Decimal | None
    op: Op
    soft: bool
    text: str
    place: str
    source: str
    interpolation: Interpolation

    @property
    def years(self) -> str:
        """The year or span as written in answers: `2027`, `2023-2027`."""
        same = self.first_year == self.last_year
        return str(self.last_year) if same else f"{self.first_year}-{self.last_year}"


@dataclass(frozen=True, slots=True)
class Share:
    """A unit's part of the city's target (分解目标)."""

    indicator: str
    unit: str
    year: int
    value: Decimal


@dataclass(frozen=True, slots=True)
class Task:
    """One task of a plan (任务): who leads, answers and supplies data; all offices by code, in the plan's order."""

    code: str
    plan: str
    group: str
    name: str
    indicators: tuple[str, ...]
    lead: str
    support: tuple[str, ...]
    providers: tuple[str, ...]
    reporter: str


@dataclass(frozen=True, slots=True)
class Platform:
    """A major platform of the plan (平台), as printed."""

    code: str
    name: str
    extent: str
    work: str
    aim: str


@dataclass(frozen=True, slots=True)
class Project:
    """A major project of the plan (项目), as printed; money in 万元; `reporter` is the code of who reports."""

    code: str
    name: str
    kind: str
    first_year: int
    last_year: int
    place: str
    content: str
    total: Decimal
    planned: Decimal
    owner: str
    reporter: str


@dataclass(frozen=True, slots=True)
class Policy:
    """A major policy of the plan (政策), as printed."""

    code: str
    name: str
    content: str
    aim: str


@dataclass(frozen=True, slots=True)
class Reform:
    """A major reform of the plan (改革), as printed."""

    code: str
    name: str
    tasks: str

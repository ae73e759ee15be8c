"""The catalogue (指标体系) as records: every sheet of the workbook is one tuple here, read and checked.

References between records are codes. Nothing here knows of Excel.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cached_property
from typing import TypeVar

from reporting.model.names import normalised
from reporting.model.periods import Period
from reporting.model.words import (
    Algorithm,
    CityFigure,
    Content,
    Direction,
    FormKind,
    Frequency,
    Growth,
    Interpolation,
    ItemKind,
    Op,
    Ranking,
    Severity,
    TargetKind,
    Tense,
    Timing,
)

# Kinds of unit that the code treats in a way of their own; all other kinds are the catalogue's affair.
CITY = "全市"
COUNTY = "区县"
ZONE = "功能区"

Named = TypeVar("Named", "Unit", "Item")


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit that has figures, sends forms or answers for tasks (单位).

    `within` is the code of the unit it is counted in (printed `#`, never added again), empty where it stands alone.
    `valid_from` and `valid_to` bound its life in periods; `succeeds` are the codes of those it took over from.
    """

    code: str
    name: str
    aliases: tuple[str, ...]
    kind: str
    within: str
    order: int
    valid_from: Period | None
    valid_to: Period | None
    succeeds: tuple[str, ...]
    email: str
    mountain: bool

    def lives_in(self, period: Period) -> bool:
        """Whether the unit is there in the period."""
        after = self.valid_from is None or (self.valid_from.year <= period.year and not period < self.valid_from)
        return after and (self.valid_to is None or not self.valid_to < period)


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
class Item:
    """One figure asked for (数据项); `measure` is the measure of every stored value.

    `low` and `high` bound what can be true. `sources` are form codes, best first (来源优先级); forms not named there
    come after, in the catalogue's order. `stages` are the words of a 状态 item in order, the last being the goal.
    """

    code: str
    name: str
    aliases: tuple[str, ...]
    kind: ItemKind
    measure: str
    tense: Tense
    decimals: int
    low: Decimal | None
    high: Decimal | None
    provider: str
    sources: tuple[str, ...]
    city: CityFigure
    stages: tuple[str, ...]


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
class FormRow:
    """One row of a form: an item of a 定行表, or a unit of a 分县表 (code, or a kind such as 区县)."""

    order: int
    subject: str
    required: bool
    reporters: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class FormColumn:
    """One column of a form; `item` is given in a 分县表, and for a list's number column that feeds an item.

    `label` is what the heading says, `aliases` what else it may say.
    """

    order: int
    content: Content
    label: str
    aliases: tuple[str, ...]
    item: str
    measure: str
    required: bool


@dataclass(frozen=True, slots=True)
class Form:
    """A form (报表).

    `senders` are unit codes, resolved from names or kinds; `deadline` is a rule such as `期末后10工作日`.
    `version` is the hash of its own rows and columns, so that an alias does not outdate forms already issued.
    `counts` is, for a list, the item whose figure its rows should number, empty for none.
    """

    code: str
    name: str
    kind: FormKind
    frequency: Frequency
    senders: tuple[str, ...]
    deadline: str
    number: str
    authority: str
    approval: str
    valid_until: str
    counts: str
    seed: str
    rows: tuple[FormRow, ...]
    columns: tuple[FormColumn, ...]
    version: str

    def asked_in(self, period: Period) -> bool:
        """Whether the form is asked for in the period."""
        return period.is_year == (self.frequency is Frequency.YEAR)


@dataclass(frozen=True, slots=True)
class Rule:
    """A check written by the bureau (校验): `formula` must hold, else `message` is said."""

    code: str
    form: str
    severity: Severity
    formula: str
    message: str
    basis: str


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


@dataclass(frozen=True, slots=True)
class Recipient:
    """Who receives which product (分发)."""

    product: str
    name: str
    email: str
    channel: str
    early: bool


@dataclass(frozen=True, slots=True)
class Contact:
    """A person or office by role (联系人): 编辑, 审核, 签发 and the like."""

    role: str
    name: str
    office: str
    phone: str


@dataclass(frozen=True)
class Catalogue:
    """The whole catalogue, read and checked; `sha256` is the workbook's own hash."""

    sha256: str
    plans: tuple[Plan, ...]
    units: tuple[Unit, ...]
    items: tuple[Item, ...]
    indicators: tuple[Indicator, ...]
    targets: tuple[Target, ...]
    shares: tuple[Share, ...]
    tasks: tuple[Task, ...]
    forms: tuple[Form, ...]
    rules: tuple[Rule, ...]
    platforms: tuple[Platform, ...]
    projects: tuple[Project, ...]
    policies: tuple[Policy, ...]
    reforms: tuple[Reform, ...]
    recipients: tuple[Recipient, ...]
    parameters: tuple[tuple[str, str], ...]
    contacts: tuple[Contact, ...]
    holidays: tuple[tuple[date, bool], ...]

    @cached_property
    def unit_by_code(self) -> Mapping[str, Unit]:
        """Find a unit by its code."""
        return {unit.code: unit for unit in self.units}

    @cached_property
    def item_by_code(self) -> Mapping[str, Item]:
        """Find an item by its code."""
        return {item.code: item for item in self.items}

    @cached_property
    def indicator_by_code(self) -> Mapping[str, Indicator]:
        """Find an indicator by its code."""
        return {indicator.code: indicator for indicator in self.indicators}

    @cached_property
    def form_by_code(self) -> Mapping[str, Form]:
        """Find a form by its code."""
        return {form.code: form for form in self.forms}

    @cached_property
    def unit_by_word(self) -> Mapping[str, Unit]:
        """Find a unit by its code, name or alias, each normalised."""
        return by_word(self.units)

    @cached_property
    def item_by_word(self) -> Mapping[str, Item]:
        """Find an item by its code, name or alias, each normalised."""
        return by_word(self.items)

    @cached_property
    def form_by_word(self) -> Mapping[str, Form]:
        """Find a form by its code or name, each normalised."""
        return {normalised(word): form for form in self.forms for word in (form.name, form.code)}

    @cached_property
    def city(self) -> Unit:
        """The whole city (全市), which every catalogue has exactly once."""
        return next(unit for unit in self.units if unit.kind == CITY)

    @cached_property
    def parameter(self) -> Mapping[str, str]:
        """Find a parameter (参数) by its name."""
        return dict(self.parameters)

    def counties(self, period: Period) -> tuple[Unit, ...]:
        """Give the units whose figures add up to the city's (单列), in official order, as of the period."""
        return tuple(
            unit for unit in self.units if unit.kind in (COUNTY, ZONE) and not unit.within and unit.lives_in(period)
        )

    def zones(self, period: Period) -> tuple[Unit, ...]:
        """Give the units inside others, printed `#` and never added, in official order, as of the period."""
        return tuple(unit for unit in self.units if unit.within and unit.lives_in(period))

    def unit_name(self, code: str) -> str:
        """Give a unit's name; a code unknown to this catalogue stands for itself (it may come from an older one)."""
        unit = self.unit_by_code.get(code)
        return unit.name if unit else code

    def targets_of(self, indicator: str) -> tuple[Target, ...]:
        """Give an indicator's targets in the catalogue's order."""
        return self._targets.get(indicator, ())

    @cached_property
    def _targets(self) -> Mapping[str, tuple[Target, ...]]:
        grouped: dict[str, list[Target]] = {}
        for target in self.targets:
            grouped.setdefault(target.indicator, []).append(target)
        return {code: tuple(targets) for code, targets in grouped.items()}


def by_word(records: tuple[Named, ...]) -> Mapping[str, Named]:
    """Index records by code, alias and name, the name winning over a like alias."""
    index: dict[str, Named] = {}
    for words_of in (_codes, _aliases, _names):
        for record in records:
            index.update(dict.fromkeys(words_of(record), record))
    return index


def _codes(record: Unit | Item) -> list[str]:
    return [normalised(record.code)]


def _aliases(record: Unit | Item) -> list[str]:
    return [normalised(alias) for alias in record.aliases]


def _names(record: Unit | Item) -> list[str]:
    return [normalised(record.name)]

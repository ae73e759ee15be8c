"""The catalogue (指标体系) as records: every sheet of the workbook is one tuple here, read and checked.

References between records are codes. Nothing here knows of Excel.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cached_property
from typing import TypeVar

from reporting.model.forms import Form, FormColumn, FormRow, Rule
from reporting.model.names import normalised
from reporting.model.periods import Period
from reporting.model.plans import Indicator, Plan, Platform, Policy, Project, Reform, Share, Target, Task
from reporting.model.words import CityFigure, ItemKind, Tense

# The catalogue is one thing to whoever uses it; plans.py and forms.py only keep its parts readable.
__all__ = [
    "CITY",
    "COUNTY",
    "ZONE",
    "Catalogue",
    "Contact",
    "Form",
    "FormColumn",
    "FormRow",
    "Indicator",
    "Item",
    "Plan",
    "Platform",
    "Policy",
    "Project",
    "Recipient",
    "Reform",
    "Rule",
    "Share",
    "Target",
    "Task",
    "Unit",
    "by_word",
]

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
        """Whether the unit is there at the period's end; one that ends with 2022Q4 is still there for the year 2022."""
        begun = self.valid_from is None or self.valid_from.previous.last_day < period.last_day
        return begun and (self.valid_to is None or period.last_day <= self.valid_to.last_day)


@dataclass(frozen=True, slots=True)
class Item:
    """One figure asked for (数据项); `measure` is the measure of every stored value.

    `low` and `high` bound what can be true. `sources` are form codes, best first (来源优先级); forms not named there
    come after, in the catalogue's order. `stages` are the words of a 状态 item in order, the last being the goal.
    `breaks` are the periods from which the figure is counted on another basis (口径起始).
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
    breaks: tuple[Period, ...] = ()

    def break_between(self, then: Period, now: Period) -> Period | None:
        """Give the last change of basis that parts two periods, None where their figures compare."""
        parting = (one for one in self.breaks if then.last_day < one.first_day <= now.last_day)
        return max(parting, default=None)


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
    def share_by_place(self) -> Mapping[tuple[str, str, int], Decimal]:
        """Find a unit's part of a target (分解目标) by indicator, unit and year; the first counts."""
        return {(share.indicator, share.unit, share.year): share.value for share in reversed(self.shares)}

    @cached_property
    def unit_by_word(self) -> Mapping[str, Unit]:
        """Find a unit by its code, name or alias, each normalised."""
        return by_word(self.units)

    @cached_property
    def unit_words(self) -> Mapping[str, tuple[str, ...]]:
        """The words that name a unit in running text, by their first sign, longest first; not codes, not the city."""
        grouped: dict[str, list[str]] = {}
        for word in sorted(self.unit_by_word, key=len, reverse=True):
            if len(word) > 1 and not word.isascii() and self.unit_by_word[word].kind != CITY:
                grouped.setdefault(word[0], []).append(word)
        return {first: tuple(words) for first, words in grouped.items()}

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
    def followed_plan(self) -> Plan | None:
        """The plan whose tasks and key indicators are told; the first plan where there are no tasks."""
        wanted = self.tasks[0].plan if self.tasks else ""
        return next((plan for plan in self.plans if plan.code == wanted), self.plans[0] if self.plans else None)

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

    def units_of(self, subject: str, period: Period) -> tuple[Unit, ...]:
        """Give the units a row of a form stands for: one named unit, or all of a kind that live in the period."""
        named = self.unit_by_code.get(subject)
        if named is not None:
            return (named,)
        return tuple(unit for unit in self.units if unit.kind == subject and unit.lives_in(period))

    def addends(self, asked: Collection[str], period: Period) -> tuple[str, ...]:
        """Give the units that add up to the city's figure: those asked, but for zones whose county is asked too."""
        apart = (zone for zone in self.zones(period) if zone.within not in asked)
        return tuple(unit.code for unit in (*self.counties(period), *apart) if unit.code in asked)

    def unit_name(self, code: str) -> str:
        """Give a unit's name; a code unknown to this catalogue stands for itself (it may come from an older one)."""
        return self._names.get(code, code)

    @cached_property
    def _names(self) -> Mapping[str, str]:
        return {unit.code: unit.name for unit in self.units}

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

"""What merging brings forth: figures, judged and ranked, and the compilation every product is made from."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from functools import cached_property
from typing import NamedTuple

from reporting.model.catalogue import Catalogue, Target
from reporting.model.periods import Period
from reporting.model.records import Finding, HeldEntry, Source, Standing
from reporting.model.tags import Quoted
from reporting.model.words import Judgement, State


class Figure(NamedTuple):
    """One figure of one unit in one period, an item's or an indicator's, as `figures` prints it; see the contract.

    `unit` is a code. `value` and `base` (the year before on the same basis) are unrounded; `growth` is in percent, in
    百分点 where the measure is % (`growth_is_points`), None where none can be said. `value_period` is the period the
    value is of: a yearly figure carried into a quarter keeps its year. `progress` and `gap` as domain 4 has them: the
    gap is progress less 时序 in 百分点, or, for levels, the value less the target in the figure's own measure.
    `lacks` are codes of units a total is without, `lacks_returned` those of them whose form was returned. `places`
    is the number of decimals. `total_of_units` stands beside a given city figure. `notes` are sentences for
    below a table.

    A large office has a hundred thousand: a tuple with names is made in a fifth of the time of a dataclass.
    """

    unit: str
    code: str
    name: str
    measure: str
    period: Period
    value_period: Period
    value: Decimal | None
    state: State
    places: int
    nature: str = ""
    notes: tuple[str, ...] = ()
    under_review: bool = False
    base: Decimal | None = None
    growth: Decimal | None = None
    growth_is_points: bool = False
    plan: str = ""
    target: Target | None = None
    target_value: Decimal | None = None
    progress: Decimal | None = None
    expected: Decimal | None = None
    gap: Decimal | None = None
    judgement: Judgement | None = None
    rank: int | None = None
    tied: bool = False
    lacks: tuple[str, ...] = ()
    lacks_returned: tuple[str, ...] = ()
    total_of_units: Decimal | None = None
    final_target: Target | None = None
    reference: Decimal | None = None
    covered: str = ""


@dataclass(frozen=True, slots=True)
class Trace:
    """How a figure came about: a tree whose leaves are cells. `unit` is a code, `formula` in words of the catalogue.

    `beside` are cells that tell the same figure and are not used, as a better source has it.
    """

    code: str
    name: str
    unit: str
    period: Period
    value: Decimal | None
    state: State
    formula: str = ""
    parts: tuple[Trace, ...] = ()
    source: Source | None = None
    beside: tuple[Source, ...] = ()


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of the briefing with the figures it rests on, as (code, unit) pairs.

    `parts`, put together, are `text`; those that print a figure say which.
    """

    text: str
    figures: tuple[tuple[str, str], ...] = ()
    parts: tuple[str | Quoted, ...] = ()


@dataclass(frozen=True)
class Compilation:
    """All that is known of a period, from which every product is made.

    `figures` are keyed by (code, unit code). `dated` is the day unreleased products bear: the latest received_at of
    the period, or the deadline if later. `entries` are the list rows in force by form code, `carried` the last known
    rows of projects that nobody reported in the period. `sources` are by (item code, unit code), the one that is used
    first. `earlier` holds the city's figures of the last year-end.
    """

    catalogue: Catalogue
    period: Period
    dated: date
    figures: Mapping[tuple[str, str], Figure]
    standings: tuple[Standing, ...]
    findings: tuple[Finding, ...]
    entries: Mapping[str, tuple[HeldEntry, ...]]
    sources: Mapping[tuple[str, str], tuple[Source, ...]]
    demo: bool = False
    released: bool = False
    bureau: str = ""
    earlier: Mapping[Period, Mapping[tuple[str, str], Figure]] = field(default_factory=dict)
    carried: Mapping[str, tuple[HeldEntry, ...]] = field(default_factory=dict)

    @cached_property
    def key_figures(self) -> tuple[Figure, ...]:
        """The city's figures of the followed plan's key indicators (主要指标), in the plan's order."""
        plan = self.catalogue.followed_plan
        chosen = [one.code for one in self.catalogue.indicators if one.key and plan and one.plan == plan.code]
        return tuple(figure for code in chosen if (figure := self.figure(code)) is not None)

    @cached_property
    def _by_code(self) -> Mapping[str, list[Figure]]:
        found: dict[str, list[Figure]] = {}
        for (code, _), figure in self.figures.items():
            found.setdefault(code, []).append(figure)
        return found

    def figures_of(self, code: str) -> Sequence[Figure]:
        """Give an indicator's or item's figures of all units, in the order of `figures`."""
        return self._by_code.get(code, ())

    def figure(self, code: str, unit: str | None = None) -> Figure | None:
        """Give a figure of a unit, of the whole city where none is named."""
        return self.figures.get((code, unit or self.catalogue.city.code))

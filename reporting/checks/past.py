"""Look up what a figure is held against: the same unit's earlier figures, and how others have moved."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from decimal import Decimal
from statistics import median

from reporting.checks.amounts import is_counted
from reporting.checks.paper import Paper
from reporting.model.catalogue import CITY
from reporting.model.periods import Period
from reporting.model.records import Observation
from reporting.model.words import FormKind, Tense

# How many earlier figures are looked at, and how many make a median that one odd figure cannot move.
LOOKED_AT = 4
ENOUGH = 3

_Lookup = Callable[[str, Period], Decimal | None]


def earlier_this_year(paper: Paper, found: Observation) -> tuple[Period, Decimal] | None:
    """Give the latest earlier quarter of the same year that has a value, and the value."""
    for quarter in range(found.period.quarter - 1, 0, -1):
        period = Period(found.period.year, quarter)
        value = paper.history.value(found.unit, found.item, period)
        if value is not None:
            return period, value
    return None


def like_period(period: Period, tense: Tense) -> Period:
    """Give the period a figure is naturally held against: the last one for a stock, else the same a year before."""
    return period.previous if tense is Tense.STOCK else period.year_before


def like_values(paper: Paper, found: Observation) -> tuple[Decimal, ...]:
    """Give the unit's own earlier figures of like periods, the latest first."""
    tense = paper.item(found).tense
    period, values = found.period, []
    for _ in range(LOOKED_AT):
        period = like_period(period, tense)
        value = paper.history.value(found.unit, found.item, period)
        if value is not None:
            values.append(value)
    return tuple(values)


def like_base(paper: Paper, found: Observation) -> Decimal | None:
    """Give the figure growth is reckoned from: the one in force, else last year's as the form itself gives it."""
    tense = paper.item(found).tense
    value = paper.history.value(found.unit, found.item, like_period(found.period, tense))
    given = None if tense is Tense.STOCK else paper.bases.get((found.unit, found.item))
    return given if value is None else value


def growth_beside(paper: Paper, found: Observation) -> tuple[Decimal, ...]:
    """Give the growth of the other units on the same form, as factors."""

    def on_form(unit: str, period: Period) -> Decimal | None:
        now = paper.value(unit, found.item) if period == found.period else None
        return paper.history.value(unit, found.item, period) if now is None else now

    return tuple(_growth(paper, found, found.period, on_form))


def growth_of_peers(paper: Paper, found: Observation) -> tuple[Decimal, ...]:
    """Give the growth of the other units as factors: on the same form, else of the latest period known of enough."""
    if paper.form.kind is FormKind.UNITS:
        return growth_beside(paper, found)

    def in_force(unit: str, period: Period) -> Decimal | None:
        return paper.history.value(unit, found.item, period)

    return tuple(_growth(paper, found, found.period.previous, in_force))


def sizes_of_peers(paper: Paper, found: Observation) -> list[Decimal]:
    """Give the figures of the other units at the like period."""
    like = like_period(found.period, paper.item(found).tense)
    return [value for unit, value in _of_item(paper, found.item, like).items() if _is_peer(paper, unit, found)]


def size_of_peers(paper: Paper, found: Observation) -> Decimal | None:
    """Give the median figure of the other units at the like period; None where too few are known."""
    sizes = sizes_of_peers(paper, found)
    return median(sizes) if len(sizes) >= ENOUGH else None


def is_small_change(paper: Paper, found: Observation, base: Decimal) -> bool:
    """Whether the change is too small to trouble anyone with, whatever its factor: 2 家 from 1 is no jump."""
    change = abs((found.value or Decimal(0)) - base)
    size = size_of_peers(paper, found)
    if is_counted(paper.item(found), paper.limits) and change < paper.limits.small_count:
        return True
    return size is not None and change < size * paper.limits.small_share


def _growth(paper: Paper, found: Observation, period: Period, value_of: _Lookup) -> Iterator[Decimal]:
    like = like_period(period, paper.item(found).tense)
    for unit in sorted(_of_item(paper, found.item, like)):
        base, now = value_of(unit, like), value_of(unit, period)
        if _is_peer(paper, unit, found) and base is not None and now is not None and base > 0:
            yield now / base


def _of_item(paper: Paper, item: str, period: Period) -> Mapping[str, Decimal]:
    return paper.past.get((item, period), {})


def _is_peer(paper: Paper, code: str, found: Observation) -> bool:
    """Whether two units may be likened: the city is like none of its parts."""
    unit, own = paper.catalogue.unit_by_code.get(code), paper.catalogue.unit_by_code.get(found.unit)
    return unit is not None and own is not None and code != found.unit and CITY not in (unit.kind, own.kind)

"""The city's figure of an item: the sum of its units, or the figure a sender gives for the whole city (domain 3)."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from typing import NamedTuple

from reporting.merge.evidence import Evidence
from reporting.model.numbers import plain
from reporting.model.periods import Period
from reporting.model.records import Held
from reporting.model.words import CityFigure, Nature, State, Verdict

HALF = Decimal("0.5")
_NATURES = tuple(Nature)
_REVIEW = Verdict.REVIEW
_THERE = (State.VALUE, State.ZERO, State.NONE, State.NOT_APPLICABLE)


class Amount(NamedTuple):
    """A figure before it is judged: its value or why there is none, and the units a total is without.

    `over` are the units a sum was taken over, empty where the city's figure was given.
    """

    value: Decimal | None
    state: State
    lacks: tuple[str, ...] = ()
    over: tuple[str, ...] = ()
    total_of_units: Decimal | None = None
    notes: tuple[str, ...] = ()
    nature: str = ""
    under_review: bool = False


def amount_of(evidence: Evidence, item: str, unit: str, period: Period) -> Amount:
    """Give an item's figure of one unit, as its best source has it."""
    held = evidence.shelf(item, period).get(unit)
    return Amount(None, evidence.why_none(unit, item, period)) if held is None else told(held)


def told(held: Held) -> Amount:
    """Give the figure that an observation tells."""
    seen = held.observation
    return Amount(seen.value, seen.state, (), (), None, (), seen.nature, held.submission.verdict is _REVIEW)


def is_summed(evidence: Evidence, item: str, period: Period, way: CityFigure | None = None) -> bool:
    """Whether the city's figure of the item is the sum of its units: it is where units are asked and none is given."""
    chosen = way or evidence.catalogue.item_by_code[item].city
    return chosen is CityFigure.SUM and bool(evidence.addends(item, period))


def is_there(evidence: Evidence, item: str, unit: str, period: Period) -> bool:
    """Whether a unit's part of a sum is known: a value, or its word that there is nothing to count."""
    return bool(those_there(evidence, item, (unit,), period))


def those_there(evidence: Evidence, item: str, units: Iterable[str], period: Period) -> tuple[str, ...]:
    """Give of some units those whose part of a sum is known."""
    shelf = evidence.shelf(item, period)
    return tuple([unit for unit in units if unit in shelf and shelf[unit].observation.state in _THERE])


def city_amount(evidence: Evidence, item: str, period: Period, way: CityFigure | None = None) -> Amount:
    """Give the city's figure of an item."""
    if is_summed(evidence, item, period, way):
        units = evidence.addends(item, period)
        return summed(evidence, item, period, those_there(evidence, item, units, period))
    given = amount_of(evidence, item, evidence.catalogue.city.code, period)
    return _beside_sum(evidence, item, period, given)


def summed(evidence: Evidence, item: str, period: Period, over: Iterable[str]) -> Amount:
    """Sum an item over some units; the other addends are what the total lacks."""
    units = evidence.addends(item, period)
    chosen = tuple(over)
    known = frozenset(chosen)
    lacks = tuple([unit for unit in units if unit not in known])
    if not chosen:
        return Amount(None, _why_none(evidence, item, units, period), lacks)
    shelf = evidence.shelf(item, period)
    parts = [shelf[unit] for unit in chosen if unit in shelf]
    seen = [held.observation for held in parts]
    value = sum([one.value for one in seen if one.value is not None], Decimal(0))
    nature = least_settled({one.nature for one in seen})
    review = any(held.submission.verdict is _REVIEW for held in parts)
    return Amount(value, State.VALUE if value else State.ZERO, lacks, chosen, nature=nature, under_review=review)


def least_settled(natures: Iterable[str]) -> str:
    """Give the nature (数据性质) of what is made of several figures: that of the least settled among those told."""
    told = sorted(_NATURES.index(Nature(nature)) for nature in natures if nature in _NATURES)
    return str(_NATURES[told[0]]) if told else ""


def tolerance(decimals: int, count: int) -> Decimal:
    """Give what rounding alone may leave between a total and its parts: half a unit of the last digit per addend."""
    return HALF.scaleb(-decimals) * count


def _why_none(evidence: Evidence, item: str, units: tuple[str, ...], period: Period) -> State:
    states = {evidence.state(unit, item, period) for unit in units}
    return states.pop() if len(states) == 1 else State.NOT_SUBMITTED


def _beside_sum(evidence: Evidence, item: str, period: Period, given: Amount) -> Amount:
    """Set the sum of the units beside a given city figure, with the difference told."""
    units = evidence.addends(item, period)
    if given.value is None or not units or evidence.catalogue.item_by_code[item].measure == "%":
        return given
    if not all(is_there(evidence, item, unit, period) for unit in units):
        return given
    total = summed(evidence, item, period, units).value
    if total is None:
        return given
    note = _difference(total, given.value, tolerance(evidence.catalogue.item_by_code[item].decimals, len(units)))
    return given._replace(total_of_units=total, notes=(*given.notes, *note))


def _difference(total: Decimal, given: Decimal, allowed: Decimal) -> tuple[str, ...]:
    difference = total - given
    if not difference:
        return ()
    why = "为四舍五入所致，未作机械调整" if abs(difference) <= allowed else "超出四舍五入误差，待核实"
    return (f"分县合计{plain(total)}，与市级数{plain(given)}相差{plain(abs(difference))}，{why}",)

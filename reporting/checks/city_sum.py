"""city-sum: the units' figures beside the city's own; the difference is noted, for both may be right (domain 1, 3).

Said only when every unit asked has answered, and beyond what rounding explains. Zones inside counties are not added.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from reporting.checks.addends import addends_of_item
from reporting.checks.amounts import half_unit, is_amount, shown
from reporting.checks.paper import Shelf
from reporting.model.catalogue import Item
from reporting.model.numbers import plain
from reporting.model.records import Finding, Held
from reporting.model.words import Content, State

_NOTHING = (State.NONE, State.NOT_APPLICABLE)


def city_sum(shelf: Shelf) -> Iterator[Finding]:
    """Find the city figures that differ from the sum of the units."""
    for item in shelf.catalogue.items:
        given = shelf.best(shelf.catalogue.city.code, item.code)
        if given is not None and is_amount(item):
            parts = _parts(shelf, item)
            city = given.observation.value
            if parts and city is not None:
                total = sum(parts, Decimal(0))
                if abs(total - city) > half_unit(item, shelf.limits) * len(parts):
                    yield _finding(shelf, given, item, total)


def _finding(shelf: Shelf, given: Held, item: Item, total: Decimal) -> Finding:
    city = given.observation.value or Decimal(0)
    message = (
        f"“{item.name}”全市数为{shown(city, item)}（{shelf.catalogue.unit_name(given.submission.sender)}），"
        f"各地之和为{shown(total, item)}，相差{shown(abs(total - city), item)}，超出四舍五入误差；"
        "两数并列，请核对各地原表有无录错。"
    )
    return shelf.finding("city-sum", message, given, found=plain(city), expected=plain(total))


def _parts(shelf: Shelf, item: Item) -> list[Decimal] | None:
    """Give the units' values, nought for a 无; None where one is lacking."""
    found: list[Decimal] = []
    for unit in addends_of_item(shelf.catalogue, item.code, shelf.period):
        held = shelf.best(unit, item.code)
        if held is not None and held.observation.value is not None:
            found.append(held.observation.value)
        elif _says_nothing(shelf, unit, item.code):
            found.append(Decimal(0))
        else:
            return None
    return found


def _says_nothing(shelf: Shelf, unit: str, item: str) -> bool:
    """Whether the unit's answer is that there is nothing to count."""
    return any(
        (held.observation.unit, held.observation.item, held.observation.content) == (unit, item, Content.NOW)
        and held.observation.period == shelf.period
        and held.observation.state in _NOTHING
        for held in shelf.held
    )

"""Tell amounts, which add up and grow, from rates and ranks, which do neither; and write them for people."""

from __future__ import annotations

from decimal import Decimal

from reporting.checks.thresholds import Thresholds
from reporting.model.catalogue import Item
from reporting.model.numbers import plain
from reporting.model.records import Observation
from reporting.model.words import ItemKind

_RATES = frozenset({"%", "％", "‰", "百分点", "个百分点", "位", "名", "倍"})


def is_amount(item: Item) -> bool:
    """Whether values of the item may be added and divided: not so for rates, ranks, ratios and stages."""
    return item.kind is ItemKind.NUMBER and item.measure not in _RATES and "/" not in item.measure


def is_counted(item: Item, limits: Thresholds) -> bool:
    """Whether the item is counted, not measured, so that its figures are never rounded."""
    return item.measure in limits.counted and not item.decimals


def half_unit(item: Item, limits: Thresholds) -> Decimal:
    """Give what rounding may hide in one figure: half a unit of its last digit, nothing where things are counted."""
    return Decimal(0) if is_counted(item, limits) else Decimal("0.5").scaleb(-item.decimals)


def shown(value: Decimal, item: Item) -> str:
    """Write a value with its measure, unrounded: `12.5亿元`, `66.8%`."""
    return f"{plain(value)}{item.measure}"


def answered(found: Observation, item: Item) -> str:
    """Write what a cell answers: its value with the measure, or its word in quotes: `“无”`."""
    return f"“{found.text.strip()}”" if found.value is None else shown(found.value, item)

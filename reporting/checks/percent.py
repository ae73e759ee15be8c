"""percent-fraction: 15.3 % given as 0.153, as Excel stores it, while this figure is never that small."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from statistics import median

from reporting.checks.amounts import shown
from reporting.checks.decimals import written_decimals
from reporting.checks.paper import Paper
from reporting.checks.past import ENOUGH, like_values
from reporting.model.catalogue import CITY, Item
from reporting.model.numbers import HUNDRED, plain
from reporting.model.records import Finding, Observation

# Below this a percentage may honestly be a fraction of one percent.
_USUAL = Decimal(3)
# A hundredfold within this factor of what is usual looks like the figure that was meant.
_NEAR = Decimal(3)


def percent(paper: Paper) -> Iterator[Finding]:
    """Find the percentages that look like fractions of one."""
    for found in paper.figures:
        item, value = paper.item(found), found.value
        if item.measure not in ("%", "％") or value is None or not 0 < abs(value) < 1:
            continue
        usual = _usual(paper, found)
        if usual is None or usual <= _USUAL or not _looks_like_fraction(found, item, usual):
            continue
        meant = shown(value * HUNDRED, item)
        message = (
            f"{paper.named(found)}填为{plain(value)}，本项按百分数填报，是否应为{meant}？"
            f"填错的请更正；确为{shown(value, item)}的，请在“说明”栏写明原因。"
        )
        yield paper.finding("percent-fraction", message, at=found, found=plain(value), expected=plain(value * HUNDRED))


def _looks_like_fraction(found: Observation, item: Item, usual: Decimal) -> bool:
    """Whether it is written finer than a percentage, or its hundredfold is near what is usual.

    A growth rate may honestly come near nought, so there both are asked.
    """
    hundredfold = abs(found.value or Decimal(0)) * HUNDRED
    near = usual / _NEAR <= hundredfold <= usual * _NEAR
    finer = written_decimals(found) > item.decimals
    return finer and near if item.low is None or item.low < 0 else finer or near


def _usual(paper: Paper, found: Observation) -> Decimal | None:
    """Give the usual size of the figure: the unit's own earlier ones, else those of other units."""
    last = paper.history.value(found.unit, found.item, found.period.previous)
    own = [abs(value) for value in (*like_values(paper, found), last) if value]
    if own:
        return median(own)
    beside = {other.unit: other.value for other in paper.figures if other.item == found.item and other.value}
    others = beside | dict(paper.past.get((found.item, found.period.previous), {}))
    sizes = [abs(value) for unit, value in sorted(others.items()) if unit != found.unit and _is_part(paper, unit)]
    return median(sizes) if len(sizes) >= ENOUGH else None


def _is_part(paper: Paper, code: str) -> bool:
    unit = paper.catalogue.unit_by_code.get(code)
    return unit is not None and unit.kind != CITY

"""scale: the 万元/亿元 slip, a figure that is 10ⁿ times what the unit's own history lets expect.

A factor of a hundred or more is held to be a slip when the figure lies near that power of ten. A bare factor of ten
may be true growth: it counts only where the units beside it on the same form moved as usual. Who reports for the
first time has no history and is not asked.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from statistics import median

from reporting.checks.amounts import is_amount, shown
from reporting.checks.paper import Paper
from reporting.checks.past import (
    ENOUGH,
    earlier_this_year,
    growth_beside,
    is_small_change,
    like_base,
    like_values,
    size_of_peers,
)
from reporting.model.numbers import fixed, plain
from reporting.model.records import Finding, Observation
from reporting.model.words import Tense

# How far, in powers of ten, a figure may lie from exactly ten times what was expected: a quarter either way.
_NEAR_TENFOLD = Decimal("0.1")
_FARTHEST = 8  # 元 for 亿元
_STEADY = Decimal(2)
# A figure off by less is nearer to what was expected than to ten times it.
_FAR = Decimal(3)


def scale(paper: Paper) -> Iterator[Finding]:
    """Find the figures that are a power of ten off."""
    for found in paper.figures:
        usual = _usual(paper, found)
        if usual is None or found.value is None:
            continue
        power = _power(paper, found, usual)
        if power:
            yield _finding(paper, found, usual, power)


def _finding(paper: Paper, found: Observation, usual: Decimal, power: int) -> Finding:
    item, value = paper.item(found), found.value or Decimal(0)
    times = f"{10**power}倍" if power > 0 else f"1/{10**-power}"
    other = _likely_measure(item.measure, power)
    doubt = f"，疑似按“{other}”填报" if other else ""
    message = (
        f"{paper.named(found)}填为{shown(value, item)}，约为按以往水平推算的{fixed(usual, item.decimals)}{item.measure}"
        f"的{times}，请核对计量单位是否为{item.measure}{doubt}；填错的请更正，无误的请在“说明”栏写明原因。"
    )
    expected = f"约{fixed(usual, item.decimals)}{item.measure}"
    return paper.finding("scale", message, at=found, found=plain(value), expected=expected)


def _usual(paper: Paper, found: Observation) -> Decimal | None:
    """Reckon what the unit's own history lets expect: like periods, and this year's earlier quarters drawn out."""
    item = paper.item(found)
    if not is_amount(item):
        return None
    known = [value for value in like_values(paper, found) if value > 0]
    before = earlier_this_year(paper, found) if item.tense is Tense.YEAR_TO_DATE else None
    if before is not None and before[1] > 0:
        known.append(before[1] * found.period.quarter / before[0].quarter)
    if known:
        return median(known)
    base = like_base(paper, found)
    return base if base is not None and base > 0 else None


def _power(paper: Paper, found: Observation, usual: Decimal) -> int:
    """Give the power of ten by which a figure is off, 0 where it is not, or where the change is a trifle."""
    value = found.value or Decimal(0)
    if value <= 0 or is_small_change(paper, found, usual):
        return 0
    if _FAR > value / usual > 1 / _FAR:
        return 0
    exact = (value / usual).log10()
    power = int(exact.to_integral_value())
    if not 1 <= abs(power) <= _FARTHEST or (power > 0 and _is_below_peers(paper, found, value)):
        return 0
    if abs(power) == 1:
        return power if abs(exact - power) <= _NEAR_TENFOLD and _others_are_steady(paper, found) else 0
    return power if abs(exact - power) <= paper.limits.scale.log10() else 0


def _is_below_peers(paper: Paper, found: Observation, value: Decimal) -> bool:
    """Whether the figure is still a small one among its peers': then it grew from next to nothing."""
    size = size_of_peers(paper, found)
    return size is not None and value < size


def _others_are_steady(paper: Paper, found: Observation) -> bool:
    growth = growth_beside(paper, found)
    return len(growth) >= ENOUGH and 1 / _STEADY <= median(growth) <= _STEADY


def _likely_measure(measure: str, power: int) -> str:
    """Guess the measure that was used instead: 亿元 four places too large is 万元."""
    slips = {("亿", 4): "万", ("亿", 8): "", ("万", 4): "", ("万", -4): "亿"}
    word = slips.get((measure[:1], power))
    return "" if word is None else f"{word}{measure[1:]}"

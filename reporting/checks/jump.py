"""jump: a figure that grew or shrank far more than its own past and its peers let expect.

Medians and quartiles, never z-scores: with fifteen units one odd county would hide another. A figure is asked about
only when *every* yardstick puts it beyond 突变倍数; without three earlier figures or three peers there is none.
Yardsticks: the like period's figure, as it was and moved as the middle half of the peers moved (so what comes in lumps
everywhere is no jump anywhere); the median of the unit's own like figures; what this year has brought so far.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from statistics import median

from reporting.checks.amounts import is_amount, shown
from reporting.checks.paper import Paper
from reporting.checks.past import (
    ENOUGH,
    earlier_this_year,
    growth_of_peers,
    is_small_change,
    like_base,
    like_values,
    sizes_of_peers,
)
from reporting.model.numbers import fixed, plain
from reporting.model.records import Finding, Observation
from reporting.model.words import Tense


def jump(paper: Paper) -> Iterator[Finding]:
    """Find the figures beyond all that could be expected."""
    for found in paper.figures:
        base = like_base(paper, found)
        if base is None or base <= 0 or found.value is None or not is_amount(paper.item(found)):
            continue
        expected = () if _is_usual_nought(paper, found) else _expected(paper, found, base)
        if expected and _is_beyond(paper, found.value, expected) and not is_small_change(paper, found, base):
            yield _finding(paper, found, base, expected)


def _finding(paper: Paper, found: Observation, base: Decimal, expected: tuple[Decimal, ...]) -> Finding:
    item, value = paper.item(found), found.value or Decimal(0)
    before = "上期" if item.tense is Tense.STOCK else "上年同期"
    way = "增加" if value > base else "减少"
    change = shown(abs(value - base), item)
    message = (
        f"{paper.named(found)}填为{shown(value, item)}，比{before}的{shown(base, item)}{way}{change}，"
        "变动幅度远大于以往和其他地区，请核实；无误的请在“说明”栏写明原因。"
    )
    low, high = fixed(min(expected), item.decimals), fixed(max(expected), item.decimals)
    usual = f"约{low}{item.measure}" if low == high else f"约{low}～{high}{item.measure}"
    return paper.finding("jump", message, at=found, found=plain(value), expected=usual)


def _expected(paper: Paper, found: Observation, base: Decimal) -> tuple[Decimal, ...]:
    """Give what the figure might have been by each yardstick there is, none where they are too few to judge by."""
    growth, own = sorted(growth_of_peers(paper, found)), like_values(paper, found)
    by_peers = [base * growth[_quarter_of(growth)], base * growth[-1 - _quarter_of(growth)]] if _many(growth) else []
    by_own = [median(own)] if _many(own) else []
    if not by_peers and not by_own:
        return ()
    return (base, *by_peers, *by_own, *_at_this_pace(paper, found))


def _is_usual_nought(paper: Paper, found: Observation) -> bool:
    """Whether nothing is what a quarter of the others had at the like period: then it may be so here this time."""
    if found.value:
        return False
    sizes = sorted(sizes_of_peers(paper, found))
    return _many(sizes) and not sizes[_quarter_of(sizes)]


def _many(values: Sequence[Decimal]) -> bool:
    return len(values) >= ENOUGH


def _quarter_of(values: Sequence[Decimal]) -> int:
    """Give the place of the quartile: a quarter of the peers may be as odd as they like."""
    return len(values) // 4


def _at_this_pace(paper: Paper, found: Observation) -> Iterator[Decimal]:
    """Draw out what this year has brought so far: what was explained in spring is not asked about in autumn."""
    before = earlier_this_year(paper, found) if paper.item(found).tense is Tense.YEAR_TO_DATE else None
    if before is not None:
        yield before[1]
        yield before[1] * found.period.quarter / before[0].quarter


def _is_beyond(paper: Paper, value: Decimal, expected: tuple[Decimal, ...]) -> bool:
    factor = paper.limits.jump
    above = all(value > one * factor for one in expected)
    return above or all(value * factor < one for one in expected)

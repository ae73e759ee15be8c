"""quarter-for-cum: a year-to-date figure that looks like the quarter's own; a hint beside the error cum-fell.

It is said only where the figure fell below the last quarter's, is about as large as one quarter usually is, and lies
nearer to that than to the figure it fell below: 17 after 17.6 is a correction, whatever one quarter is.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from reporting.checks.amounts import shown
from reporting.checks.cumulative import fallen_from
from reporting.checks.paper import Paper
from reporting.model.numbers import plain
from reporting.model.periods import Period
from reporting.model.records import Finding, Observation

# A quarter is like another within this factor.
_LIKE = Decimal("2.5")


def quarter_for_cum(paper: Paper) -> Iterator[Finding]:
    """Find the year-to-date figures that are probably one quarter's."""
    for found in paper.figures:
        before = fallen_from(paper, found)
        if before is None or found.value is None or before[0] != found.period.previous:
            continue
        if any(_is_like(found.value, one, before[1]) for one in _quarters(paper, found, before[1])):
            item = paper.item(found)
            meant = before[1] + found.value
            message = (
                f"{paper.named(found)}填为{shown(found.value, item)}，与单个季度的数量相当，疑似只填了"
                f"{found.period.quarter_label}当季数；应填{found.period.months}累计数，"
                f"如当季数无误，累计数应为{shown(meant, item)}。"
            )
            yield paper.finding("quarter-for-cum", message, at=found, found=plain(found.value), expected=plain(meant))


def _is_like(value: Decimal, quarter: Decimal, before: Decimal) -> bool:
    """Whether a figure is like a quarter's, and more so than like the total before."""
    return value > 0 and _times(value, quarter) <= _LIKE and _times(value, quarter) < _times(value, before)


def _times(value: Decimal, other: Decimal) -> Decimal:
    """Say how many times one is the other, the larger by the smaller."""
    return max(value, other) / min(value, other)


def _quarters(paper: Paper, found: Observation, before: Decimal) -> Iterator[Decimal]:
    """Yield what one quarter of this figure usually is: this year's mean so far, and last year's same quarter."""
    if before > 0:
        yield before / (found.period.quarter - 1)
    year = found.period.year - 1
    now, then = (
        paper.history.value(found.unit, found.item, Period(year, found.period.quarter - back)) for back in (0, 1)
    )
    if now is not None and then is not None and now > then:
        yield now - then

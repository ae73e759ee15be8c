"""all-same: every figure equals last quarter's, the mark of an old sheet sent again under a new date.

A quiet quarter looks the same. So it is asked how likely it is that nothing moved: each figure rests as often as it
rested before; where that is not known, sums of the year and measured stocks seldom rest, large counts sometimes, small
ones often, and nought always. Not said of a first quarter, whose year-to-date figures begin anew.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from reporting.checks.amounts import is_counted
from reporting.checks.paper import Paper
from reporting.model.records import Finding, Observation
from reporting.model.words import Tense

# Fewer figures than this may well stay as they were.
_FEW = 5
# Less likely than this, a sheet was sent again.
_UNLIKELY = Decimal("0.002")
_LOOKED_AT = 8
# What is thought before anything is known weighs as much as this many quarters.
_PRIOR = 2
_SUM_RESTS, _MEASURED_RESTS, _MANY_REST, _FEW_REST = Decimal("0.2"), Decimal("0.4"), Decimal("0.4"), Decimal("0.8")
_MANY = 100


def repeated(paper: Paper) -> Iterator[Finding]:
    """Find a form that only repeats the one before."""
    if paper.period.quarter == 1 or len(paper.figures) < _FEW:
        return
    before = [paper.history.value(found.unit, found.item, found.period.previous) for found in paper.figures]
    if any(found.value != value for found, value in zip(paper.figures, before, strict=True)):
        return
    likely = Decimal(1)
    for found in paper.figures:
        likely *= _rests(paper, found)
    if likely < _UNLIKELY:
        count, last = len(paper.figures), paper.period.previous
        message = (
            f"本表{count}个数字与{last.label}完全相同，是否误报了上期的表？误报的请改报本期数；"
            "确未变化的，请在“说明”栏写明原因。"
        )
        yield paper.finding("all-same", message, at=paper.figures[0], found=f"{count}个数字相同")


def _rests(paper: Paper, found: Observation) -> Decimal:
    """Give how likely a figure is to stay as it was for a quarter."""
    if not found.value:
        return Decimal(1)
    rested = list(_rested(paper, found))
    return (_at_first(paper, found) * _PRIOR + sum(rested)) / (_PRIOR + len(rested))


def _rested(paper: Paper, found: Observation) -> Iterator[bool]:
    """Yield, for each of the quarters before, whether the figure stayed as it was."""
    starts_anew = paper.item(found).tense is Tense.YEAR_TO_DATE
    period = found.period.previous
    for _ in range(_LOOKED_AT):
        now, then = (paper.history.value(found.unit, found.item, one) for one in (period, period.previous))
        if now and then is not None and not (starts_anew and period.quarter == 1):
            yield now == then
        period = period.previous


def _at_first(paper: Paper, found: Observation) -> Decimal:
    item = paper.item(found)
    if item.tense is Tense.YEAR_TO_DATE:
        return _SUM_RESTS
    if not is_counted(item, paper.limits):
        return _MEASURED_RESTS
    return _MANY_REST if (found.value or 0) >= _MANY else _FEW_REST

"""cum-fell: what has been reached since January cannot become less; a bureau may waive it on a 核减说明 (domain 3).

Growth rates and other figures that may be negative rise and fall as they like.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from reporting.checks.amounts import answered, is_amount, shown
from reporting.checks.paper import Paper
from reporting.checks.past import earlier_this_year
from reporting.model.numbers import plain, rounded
from reporting.model.periods import Period
from reporting.model.records import Finding, Observation
from reporting.model.words import Tense


def cumulative(paper: Paper) -> Iterator[Finding]:
    """Find the year-to-date figures below those of an earlier quarter of the same year."""
    for found in paper.answers:
        before = fallen_from(paper, found)
        if before is not None:
            period, value = before
            item = paper.item(found)
            message = (
                f"{paper.named(found)}{found.period.months}累计填为{answered(found, item)}，"
                f"少于{period.months}已报的{shown(value, item)}；累计数只增不减，请核实更正，"
                "确有核减的请向市局提交核减说明。"
            )
            yield paper.finding(
                "cum-fell",
                message,
                at=found,
                found=found.text.strip() if found.value is None else plain(found.value),
                expected=f"不少于{shown(value, item)}",
                source="本年累计数不得小于上期累计数",
            )


def fallen_from(paper: Paper, found: Observation) -> tuple[Period, Decimal] | None:
    """Give the earlier quarter and figure a year-to-date figure has fallen below, None where it has not.

    A `无` has fallen like a nought.
    """
    item = paper.item(found)
    may_fall = item.low is not None and item.low < 0
    if item.tense is not Tense.YEAR_TO_DATE or not is_amount(item) or may_fall:
        return None
    before = earlier_this_year(paper, found)
    if before is None or rounded(found.value or Decimal(0), item.decimals) >= rounded(before[1], item.decimals):
        return None
    return before

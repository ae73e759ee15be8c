"""stock-fell: a stock well below last quarter's; firms expire and move, so this asks and does not forbid (domain 3).

Falls within 期末数下降容忍比例 or 期末数下降容忍数 of the catalogue's parameters are everyday business.
A `无` has fallen like a nought.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from reporting.checks.amounts import answered, is_amount, shown
from reporting.checks.paper import Paper
from reporting.model.numbers import HUNDRED, fixed, plain
from reporting.model.records import Finding
from reporting.model.words import Tense


def stock(paper: Paper) -> Iterator[Finding]:
    """Find the stocks that fell by more than is usual."""
    limits = paper.limits
    for found in paper.answers:
        item = paper.item(found)
        before = paper.history.value(found.unit, found.item, found.period.previous)
        if item.tense is not Tense.STOCK or not is_amount(item) or before is None:
            continue
        fall = before - (found.value or Decimal(0))
        counted = item.measure in limits.counted
        if before > 0 and fall > before * limits.fall_share and not (counted and fall <= limits.fall_count):
            share = fixed(fall / before * HUNDRED, 1)
            message = (
                f"{paper.named(found)}{found.period.month_end}填为{answered(found, item)}，"
                f"比上期的{shown(before, item)}减少{shown(fall, item)}（{share}%），"
                "请核实；确有减少的，请在“说明”栏写明到期、取消、迁出等原因和数量。"
            )
            answer = found.text.strip() if found.value is None else plain(found.value)
            yield paper.finding("stock-fell", message, at=found, found=answer, expected=shown(before, item))

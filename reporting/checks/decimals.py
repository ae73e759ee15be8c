"""value-decimals: more decimals than the item has; the figure is kept as sent and rounded only where it is printed.

Source: 小数位 of the item in the catalogue.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal, InvalidOperation

from reporting.checks.amounts import shown
from reporting.checks.paper import Paper
from reporting.model.numbers import plain, stored
from reporting.model.records import Finding, Observation


def decimals(paper: Paper) -> Iterator[Finding]:
    """Find the figures written finer than asked for."""
    for found in paper.figures:
        item = paper.item(found)
        if found.value is not None and written_decimals(found) > item.decimals:
            rule = f"保留{item.decimals}位小数" if item.decimals else "填整数"
            value = shown(found.value, item)
            message = f"{paper.named(found)}填为{value}，本项按规定{rule}；已按原数收下，不需重报，下期请按规定填写。"
            yield paper.finding(
                "value-decimals", message, at=found, found=plain(found.value), expected=rule, source="数据项小数位"
            )


def written_decimals(found: Observation) -> int:
    """Count the decimals of a figure as its sender wrote it: a converted measure must not be held against him."""
    value = found.value or Decimal(0)
    try:
        return min(_decimals(value), _decimals(stored(found.text.strip())))
    except InvalidOperation:
        return _decimals(value)


def _decimals(value: Decimal) -> int:
    return len(plain(value).partition(".")[2])

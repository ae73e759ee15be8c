"""value-bounds: a value that cannot be true, such as a negative count or a share above 100 %.

Source: 下限 and 上限 of the item in the catalogue.
"""

from __future__ import annotations

from collections.abc import Iterator

from reporting.checks.amounts import shown
from reporting.checks.paper import Paper
from reporting.model.catalogue import Item
from reporting.model.numbers import plain
from reporting.model.records import Finding
from reporting.model.words import Content, ItemKind


def bounds(paper: Paper) -> Iterator[Finding]:
    """Find the values outside the bounds of their item, this period's and last year's."""
    for found in paper.reading.observations:
        item = paper.catalogue.item_by_code.get(found.item)
        if item is None or found.value is None or item.kind is not ItemKind.NUMBER:
            continue
        low = item.low is not None and found.value < item.low
        high = item.high is not None and found.value > item.high
        if low or high:
            base = "上年同期" if found.content is Content.BASE else ""
            value, allowed = shown(found.value, item), _allowed(item)
            message = f"{paper.named(found)}{base}填为{value}，超出允许范围（{allowed}），请核实后更正。"
            yield paper.finding(
                "value-bounds", message, at=found, found=plain(found.value), expected=allowed, source="数据项上下限"
            )


def _allowed(item: Item) -> str:
    """Write the bounds as people do: `0～100%`, `不低于0家`, `不高于100%`."""
    if item.low is not None and item.high is not None:
        return f"{plain(item.low)}～{shown(item.high, item)}"
    if item.low is not None:
        return f"不低于{shown(item.low, item)}"
    return f"不高于{shown(item.high, item)}" if item.high is not None else "不限"

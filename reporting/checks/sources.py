"""source-differs: two senders give the same figure of the same unit, and not alike; the better source is used.

The bureau edits neither: it notes both and says which counts (来源优先级, domain 1).
"""

from __future__ import annotations

from collections.abc import Iterator

from reporting.checks.amounts import shown
from reporting.checks.paper import Shelf
from reporting.model.catalogue import Item
from reporting.model.numbers import plain, rounded
from reporting.model.records import Finding, Held


def sources(shelf: Shelf) -> Iterator[Finding]:
    """Find the figures of lesser sources that differ from the one in use."""
    for (_, code), found in shelf.by_place.items():
        item = shelf.catalogue.item_by_code[code]
        for other in found[1:]:
            if _differ(found[0], other, item):
                yield _finding(shelf, found[0], other, item)


def _differ(used: Held, other: Held, item: Item) -> bool:
    """Whether two figures differ beyond rounding to the item's decimals."""
    first, second = used.observation.value, other.observation.value
    return first is not None and second is not None and rounded(first, item.decimals) != rounded(second, item.decimals)


def _finding(shelf: Shelf, used: Held, other: Held, item: Item) -> Finding:
    unit = shelf.catalogue.unit_name(used.observation.unit)
    message = (
        f"{unit}“{item.name}”有两个来源：{_told(shelf, used, item)}，{_told(shelf, other, item)}；"
        f"按来源优先级采用前者，请两家核对口径和时点。"
    )
    return shelf.finding(
        "source-differs",
        message,
        other,
        found=plain(other.observation.value) if other.observation.value is not None else None,
        expected=plain(used.observation.value) if used.observation.value is not None else None,
    )


def _told(shelf: Shelf, held: Held, item: Item) -> str:
    sender, value = shelf.catalogue.unit_name(held.submission.sender), held.observation.value
    return f"{sender}（{held.submission.form}）报{shown(value, item)}" if value is not None else sender

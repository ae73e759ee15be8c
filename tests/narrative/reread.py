"""Read what a sentence says back into numbers, as a leader reads it: the direction is in the words."""

from __future__ import annotations

import re
from decimal import ROUND_HALF_UP, Decimal

_NUMBER = re.compile(r"−?\d+(?:\.\d+)?")
_DOWN = re.compile("下降|回落|扩大|净减|减少|慢于|后移|低|少|差")
_LEVEL = "持平"
LESS, NOTHING = "不足", "尚无进展"


def said(text: str) -> Decimal:
    """Give the signed number that words say: `下降3.0%` is −3.0, `持平` is 0."""
    if _LEVEL in text:
        return Decimal(0)
    number = _NUMBER.search(text)
    assert number, text
    value = Decimal(number[0].replace("−", "-"))
    return -value if _DOWN.search(text) else value


def half_up(value: Decimal, places: int) -> Decimal:
    """Round as the office does, worked out here once more."""
    return value.quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_UP)


def prints(text: str, value: Decimal, places: int) -> bool:
    """Whether words print a value: rounded half up, or 不足 the smallest unit where it is less."""
    if text.startswith(LESS):
        return 0 < value < said(text) == Decimal(1).scaleb(-places) and half_up(value, places) == 0
    return said(text) == half_up(value, places)

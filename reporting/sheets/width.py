"""How much room a text takes on a sheet, so that nothing is cut and no number shows as `####`."""

from __future__ import annotations

import math
import unicodedata
from functools import cache

# Blank room at both sides of a cell, in widths of a digit.
MARGIN = 2
POINTS_A_LINE = 1.4


def text_width(text: str) -> int:
    """Give the width of a text's longest line in digits; a Chinese character or full-width sign counts double."""
    return max((len(line) + sum(map(wide, line)) for line in text.splitlines()), default=0)


@cache
def wide(sign: str) -> bool:
    """Whether a sign takes the room of a Chinese character in a Chinese typeface."""
    return unicodedata.east_asian_width(sign) in "WFA"


def lines(text: str, width: float) -> int:
    """Give the number of lines a wrapped text takes in a column of a width."""
    room = max(width - 1, 2)
    parts = text.splitlines()
    if len(parts) < 2 and 2 * len(text) <= room:
        return 1  # most texts are that short: they need no measuring
    return sum(max(1, math.ceil(text_width(part) / room)) for part in parts) or 1


def height(texts: list[tuple[str, float]], size: float = 11, least: float = 18) -> float:
    """Give the height in points of a row that holds wrapped texts, each with its column's width."""
    most = max((lines(text, width * 11 / size) for text, width in texts), default=1)
    return max(least, round(most * size * POINTS_A_LINE + 4, 1))

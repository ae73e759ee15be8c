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
    if _is_short(text, width):
        return 1
    room = max(width - 1, 2)
    return sum(max(1, math.ceil(text_width(part) / room)) for part in text.splitlines()) or 1


def height(texts: list[tuple[str, float]], size: float = 11, least: float = 18) -> float:
    """Give the height in points of a row that holds wrapped texts, each with its column's width."""
    most = max(
        [lines(text, room) for text, width in texts if not _is_short(text, room := width * 11 / size)], default=1
    )
    return max(least, round(most * size * POINTS_A_LINE + 4, 1))


def _is_short(text: str, width: float) -> bool:
    """Whether a text takes one line for certain: most do, and need no measuring. What breaks lines is not printable."""
    return 2 * len(text) <= width - 1 and text.isprintable()

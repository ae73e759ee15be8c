"""Rows of a large worksheet that nobody changes: they are left out of its tree and put back as they were.

A column formatted to its end makes a million empty rows, a gigabyte as a tree; a list of twenty thousand rows takes a
second, where two of its cells are filled.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Collection
from itertools import pairwise

# A smaller part is read whole: its tree costs little.
_LARGE = 4 << 20
_ROW = re.compile(rb"<row\b[^>]*>")
_NUMBER = re.compile(rb'\sr="(\d+)"')
_UTF8 = re.compile(rb"encoding=[\"']utf-8[\"']", re.IGNORECASE)
_HOLDING = (b"<v", b"<is", b"<f")
_START, _END = re.compile(rb"<sheetData\s*>"), b"</sheetData>"
# What may hide a row's beginning, or bind a row to others.
_BINDING = (b"<!--", b"<![CDATA[", b't="shared"')

# Rows that stand one after the other, as bytes, by the number of the first.
Rows = list[tuple[int, bytes]]


def parted(content: bytes, below: int) -> tuple[bytes, Rows]:
    """Part a worksheet from the empty rows at its end, those up to row `below` staying.

    Give the worksheet without them, and them: none where the part is small, or written in another way than
    spreadsheet programs do.
    """
    end = content.rfind(_END)
    if len(content) < _LARGE or end < 0 or not _UTF8.search(content, 0, 100):
        return content, []
    held = max(content.rfind(mark, 0, end) for mark in _HOLDING)
    start = next((row.start() for row in _ROW.finditer(content, max(held, 0), end) if _number(row[0]) > below), end)
    return content[:start] + content[end:], [(below + 1, content[start:end])] if start < end else []


def thinned(content: bytes, wanted: Collection[int]) -> tuple[bytes, Rows]:
    """Part a worksheet from all its rows but the wanted ones; from none where its rows lean on one another."""
    start, end = _START.search(content), content.rfind(_END)
    if start is None or any(mark in content for mark in _BINDING) or not _UTF8.search(content, 0, 100):
        return content, []
    rows = list(_ROW.finditer(content, start.end(), end))
    numbers = [_number(row[0]) for row in rows]
    if not rows or numbers[0] < 1 or any(one >= two for one, two in pairwise(numbers)):
        return content, []
    kept, spared = [content[: rows[0].start()]], []
    # The rows that are made between two others part what is spared too.
    cuts = sorted({at for one in wanted for at in _around(numbers, one)})
    for first, last in pairwise([0, *cuts, len(rows)]):
        piece = content[rows[first].start() : rows[last].start() if last < len(rows) else end] if first < last else b""
        if last == first + 1 and numbers[first] in wanted:
            kept.append(piece)
        elif piece:
            spared.append((numbers[first], piece))
    return b"".join((*kept, content[end:])), spared


def _around(numbers: list[int], row: int) -> tuple[int, int]:
    """Give where a row begins and ends among others: the same place twice where it is none of them."""
    at = bisect_right(numbers, row)
    return (at - 1, at) if at and numbers[at - 1] == row else (at, at)


def joined(content: bytes, spared: Rows) -> bytes:
    """Put the rows back where they were among those that are there now."""
    start = _START.search(content)
    if start is None:  # every row was spared, and the tree wrote the empty holder short
        before, _, after = content.partition(b"<sheetData/>")
        return b"".join((before, b"<sheetData>", *(rows for _, rows in spared), _END, after))
    end = content.rfind(_END)
    there = list(_ROW.finditer(content, start.end(), end))
    begins = [*(row.start() for row in there), end]
    pieces = [(_number(row[0]), content[begins[at] : begins[at + 1]]) for at, row in enumerate(there)]
    rows = (rows for _, rows in sorted([*pieces, *spared], key=lambda piece: piece[0]))
    return b"".join((content[: begins[0]], *rows, content[end:]))


def _number(row: bytes) -> int:
    number = _NUMBER.search(row)
    return int(number[1]) if number is not None else 0

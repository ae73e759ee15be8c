"""The empty rows a worksheet ends with: a column formatted to its end makes a million, a gigabyte as a tree."""

from __future__ import annotations

import re

# A smaller part is read whole: its tree costs little.
_LARGE = 4 << 20
_ROW = re.compile(rb"<row\b[^>]*>")
_NUMBER = re.compile(rb'\br="(\d+)"')
_UTF8 = re.compile(rb"encoding=[\"']utf-8[\"']", re.IGNORECASE)
_HOLDING = (b"<v", b"<is", b"<f")
_END = b"</sheetData>"


def parted(content: bytes, below: int) -> tuple[bytes, bytes]:
    """Part a worksheet from the empty rows at its end, those up to row `below` staying.

    Give the worksheet without them, and their bytes: nothing where the part is small, or written in another way than
    spreadsheet programs do.
    """
    end = content.rfind(_END)
    if len(content) < _LARGE or end < 0 or not _UTF8.search(content, 0, 100):
        return content, b""
    held = max(content.rfind(mark, 0, end) for mark in _HOLDING)
    start = next((row.start() for row in _ROW.finditer(content, max(held, 0), end) if _is_below(row[0], below)), end)
    return content[:start] + content[end:], content[start:end]


def joined(content: bytes, rows: bytes) -> bytes:
    """Put the rows back where they were."""
    before, end, after = content.rpartition(_END)
    return b"".join((before, rows, end, after))


def _is_below(row: bytes, below: int) -> bool:
    number = _NUMBER.search(row)
    return number is not None and int(number[1]) > below

"""What a command answers: a document for programs, words for people, and the exit status."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

DONE = 0
NOT_SO = 1


@dataclass(frozen=True, slots=True)
class Answer:
    """`document` is what `--json` prints; `words` are the Chinese lines people read; `status` is the exit status.

    An iterator is printed as a list: of what may be long, no row is made that nobody asked to see.
    """

    document: object
    words: str
    status: int = DONE


def table(headings: Sequence[str], rows: Iterable[Sequence[str | None]]) -> str:
    """Lay rows out in columns for a terminal, where a Chinese sign is two cells wide."""
    lines = [[cell or "" for cell in row] for row in (headings, *rows)]
    widths = [max(width(line[column]) for line in lines) for column in range(len(headings))]
    return "\n".join(
        "  ".join(padded(cell, size) for cell, size in zip(line, widths, strict=True)).rstrip() for line in lines
    )


def width(text: str) -> int:
    """Count the terminal cells a text takes."""
    return sum(2 if unicodedata.east_asian_width(sign) in "WF" else 1 for sign in text)


def padded(text: str, size: int) -> str:
    """Fill a text up to a width in terminal cells."""
    return text + " " * (size - width(text))

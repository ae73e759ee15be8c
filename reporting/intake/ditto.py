"""同上: words that stand for what the cell above says, taken up where that is the one reading."""

from __future__ import annotations

import re

from reporting.intake.view import View

_DITTO = re.compile(r"(?:同\s*上|[〃″”\"]|,,)[。.]?")
_FIRST = frozenset('同〃″”",')
# Rows of 同上 one below another; a longer run is no form's.
_FURTHEST = 200


def is_ditto(text: str) -> bool:
    """Whether a text, stripped, says nothing but `the same as above`."""
    return text[:1] in _FIRST and bool(_DITTO.fullmatch(text))


def words(view: View, row: int, column: int, top: int) -> str:
    """Give the words of a cell; of one that says 同上 those right above it, below row `top`.

    Hidden rows and gaps between may hide another reading: then it stays 同上.
    """
    text = view.text(row, column)
    if text[:1] not in _FIRST or view.turned:  # on its side, the cell above is another column's
        return text
    above = row
    while is_ditto(text) and row - above < _FURTHEST:
        above -= 1
        if above <= top or above in view.hidden_rows or not view.text(above, column):
            return view.text(row, column)
        text = view.text(above, column)
    return text

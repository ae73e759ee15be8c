"""A printed figure as a cell holds it: a number where it is one, with its key, in the measure that the cell shows."""

from __future__ import annotations

import re
from decimal import Decimal

from reporting.model.tags import Quoted
from reporting.products.printed import MINUS, PERCENT
from reporting.products.quoted import Words
from reporting.sheets.patch import Given, Keyed

_NUMBER = re.compile(rf"{MINUS}?\d+(?:\.(\d+))?")
_HUNDRED = 100


def celled(words: Words, text: str = "", style: str = "", *, per_cent: bool = False) -> Given:
    """Give what goes into a cell of a number format for words, or for a text they are a part of; None for nothing.

    A cell that shows per cent gets a hundredth, and `8.5%` as the number that it is; so does, as it is printed, one
    whose heading says `per_cent`. Elsewhere `8.5%` is a text.
    """
    shown = text or str(words)
    if not shown:
        return None
    value: Decimal | str = shown
    is_share = PERCENT in style
    number = shown.removesuffix(PERCENT) if is_share or per_cent else shown
    if _NUMBER.fullmatch(number):
        value = Decimal(number.replace(MINUS, "-")) / (_HUNDRED if is_share else 1)
    return Keyed(value, str(words.tag)) if isinstance(words, Quoted) else value


def decimals(text: str) -> int | None:
    """Give the decimals that a text prints, None where it is no number."""
    number = _NUMBER.fullmatch(text)
    return None if number is None else len(number[1] or "")

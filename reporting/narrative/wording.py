"""The words for numbers: with their measure, a minus sign as printed, no thousands separators, `不足` for what is less.

How figures change is worded in `changes.py`, how they stand to targets in `standing.py`.
"""

from __future__ import annotations

from decimal import Decimal

from reporting.model.figures import Figure
from reporting.model.numbers import fixed, plain, rounded
from reporting.model.tags import Aspect
from reporting.narrative.parts import Words, quoted

POINTS = "百分点"
LESS = "不足"
MINUS = "\u2212"
# A share of a target, or of last year's figure, has one decimal.
SHARE_PLACES = 1


def amount(value: Decimal, measure: str, places: int) -> str:
    """Print a value with its measure: `224.4亿元`, `3.20%`, `1.2个百分点`."""
    return _measured(fixed(value, places), measure)


def plain_amount(value: Decimal, measure: str) -> str:
    """Print a value with its measure and no more decimals than it has, as plans print targets: `330亿元`."""
    return _measured(plain(value), measure)


def points(change: Decimal, places: int) -> str:
    """Print how far two shares are apart: `0.21个百分点`."""
    return amount(abs(change), POINTS, places)


def amount_or_less(value: Decimal, measure: str, places: int) -> str:
    """Print an amount: a true nought is 0, what is less than the smallest unit `不足0.1亿元`."""
    if value == 0:
        return plain_amount(Decimal(0), measure)
    if value > 0 and rounded(value, places) == 0:
        return f"{LESS}{amount(Decimal(1).scaleb(-places), measure, places)}"
    return amount(value, measure, places)


def value_words(figure: Figure) -> Words:
    """Print the figure's own value; empty without one."""
    if figure.value is None:
        return ()
    return quoted(amount_or_less(figure.value, figure.measure, figure.places), figure)


def base_words(figure: Figure) -> Words:
    """Print what the figure was a year before; empty where that is not known."""
    if figure.base is None:
        return ()
    return quoted(amount_or_less(figure.base, figure.measure, figure.places), figure, Aspect.BASE)


def _measured(number: str, measure: str) -> str:
    return f"{number.replace('-', MINUS)}{'个' if measure == POINTS else ''}{measure}"

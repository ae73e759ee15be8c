"""Numbers as people read them: rounded half up, in one place, from full precision."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Context, Decimal, localcontext
from functools import lru_cache

# Wide enough that sums and ratios of any figure a bureau meets lose nothing a reader could see.
PRECISION = 34
EXCEL_DIGITS = 15
HUNDRED = Decimal(100)

_EXCEL = Context(prec=EXCEL_DIGITS, rounding=ROUND_HALF_UP)
# Made once: all that is printed is rounded, and entering a context takes longer than rounding.
_HALF_UP = Context(prec=PRECISION, rounding=ROUND_HALF_UP)


def rounded(value: Decimal, places: int) -> Decimal:
    """Round half up (四舍五入) to `places` decimals; minus nought becomes nought."""
    result = value.quantize(_step(places), context=_HALF_UP)
    return result or abs(result)


@lru_cache(maxsize=64)
def _step(places: int) -> Decimal:
    return Decimal(1).scaleb(-places)


def plain(value: Decimal) -> str:
    """Print without exponent and without needless noughts: `1.50` → `1.5`, `1E+3` → `1000`."""
    text = format(value, "f")
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return "0" if text in ("-0", "") else text


def printed(value: Decimal, places: int) -> str:
    """Print rounded half up to at most `places` decimals, without needless noughts."""
    text = str(value)
    _, point, decimals = text.partition(".")
    if len(decimals) > places or "E" in text:
        return plain(rounded(value, places))
    if point:
        text = text.rstrip("0").rstrip(".")
    return "0" if text == "-0" else text


def fixed(value: Decimal, places: int) -> str:
    """Print with exactly `places` decimals, rounded half up: the form in which figures stand in products."""
    return format(rounded(value, places), "f")


def stored(text: str) -> Decimal:
    """Read the number a workbook stores, as Excel shows it: 15 significant digits.

    A workbook stores binary doubles written with 17 digits, so that the clerk's `2380.43` lies in the file as
    `2380.4299999999998`; the last two digits are noise of the format, never the clerk's.
    Raises decimal.InvalidOperation where the text is no number.
    """
    value = Decimal(text)
    return Decimal(plain(_EXCEL.plus(value))) if len(value.as_tuple().digits) > EXCEL_DIGITS else value


def yearly_growth(base: Decimal, end: Decimal, years: int) -> Decimal | None:
    """Give the mean yearly growth in percent (年均增长): ((end / base) ^ (1 / years) − 1) × 100, unrounded.

    None where there is none to speak of: a base of nought or less, an end below nought, a span of no years.
    """
    if base <= 0 or end < 0 or years < 1:
        return None
    with localcontext(prec=PRECISION):
        ratio = end / base
        return ((ratio ** (Decimal(1) / years) if ratio else ratio) - 1) * HUNDRED

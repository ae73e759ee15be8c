"""Round numbers where they are true: 近六成, 过半, 约三分之一, 超4000家. Empty where no round number is near enough.

近 is below and within 2 %, 超 above and within 2 % of an amount or five points of a share, 约 within one point of a
third; 六成 alone is 60 % to the dot. They stand beside the exact figure, never for it.
"""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

from reporting.model.numbers import plain

_DIGITS = "零一二三四五六七八九"
_HALF = Fraction(1, 2)
_NAMED = {
    _HALF: "一半",
    Fraction(1, 3): "三分之一",
    Fraction(2, 3): "三分之二",
    Fraction(1, 4): "四分之一",
    Fraction(3, 4): "四分之三",
}
_THIRDS = (Fraction(1, 3), Fraction(2, 3))
_JUST_BELOW, _ABOUT, _JUST_ABOVE = Fraction(2, 100), Fraction(1, 100), Fraction(5, 100)
_NEAR = Decimal("0.02")
# The rounder number is the one people remember; two digits do where it is too far away.
_DIGITS_SAID = (1, 2)
# What is smaller is as short said exactly; what is larger is said in 万.
_SMALLEST, _TEN_THOUSAND = Decimal(100), Decimal(10000)
_MYRIAD = "万"


def about_share(part: int, whole: int) -> str:
    """Say what share of a whole a part is: `近六成`; empty for all, for none, and where no round share is near."""
    if not 0 < part < whole:
        return ""
    share = Fraction(part, whole)
    return _exactly(share) or _nearly(share) or _third(share) or _over(share)


def about_amount(printed: Decimal, measure: str) -> str:
    """Say a printed amount by a near number of one or two digits: `近230亿元`, `超1.5万家`; empty where none is."""
    if printed < _SMALLEST:
        return ""
    rounder = (_round_near(printed, digits) for digits in _DIGITS_SAID)
    near = next((one for one in rounder if abs(printed - one) <= one * _NEAR), None)
    myriads = near is not None and near >= _TEN_THOUSAND
    if near is None or near == printed or (myriads and measure.startswith(_MYRIAD)):
        return ""
    number = f"{plain(near / _TEN_THOUSAND)}{_MYRIAD}" if myriads else plain(near)
    return f"{'近' if printed < near else '超'}{number}{measure}"


def _round_near(printed: Decimal, digits: int) -> Decimal:
    """Give the nearest number of so many digits."""
    step = Decimal(1).scaleb(printed.adjusted() + 1 - digits)
    below = printed // step * step
    return min((below, below + step), key=lambda one: abs(printed - one))


def _exactly(share: Fraction) -> str:
    tenths = share * 10
    return _NAMED.get(share) or (f"{_DIGITS[int(tenths)]}成" if tenths.denominator == 1 else "")


def _nearly(share: Fraction) -> str:
    above = int(share * 10) + 1
    return f"近{_tenths(above)}" if Fraction(above, 10) - share <= _JUST_BELOW and above < len(_DIGITS) else ""


def _third(share: Fraction) -> str:
    return next((f"约{_NAMED[third]}" for third in _THIRDS if abs(share - third) <= _ABOUT), "")


def _over(share: Fraction) -> str:
    below = int(share * 10)
    if not below or share - Fraction(below, 10) > _JUST_ABOVE:
        return ""
    return "过半" if Fraction(below, 10) == _HALF else f"超{_tenths(below)}"


def _tenths(count: int) -> str:
    return "一半" if Fraction(count, 10) == _HALF else f"{_DIGITS[count]}成"

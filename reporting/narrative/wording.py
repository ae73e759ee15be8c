"""The words for numbers and changes.

Totals 增长 or 下降 by percent; shares 提高 or 下降 by 百分点; growth rates 加快 or 回落 by 百分点; equal is 持平.
A fall is never a negative 增长 and never said in 倍; growth of 300 % and more also gives the amounts.
"""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

from reporting.model.figures import Figure
from reporting.model.numbers import HUNDRED, fixed, plain, rounded
from reporting.narrative.names import PERCENT, joined, listed, rate_subject

POINTS = "百分点"
MINUS = "\u2212"
# From here on a growth is so striking that it is told with the amounts it lies between.
STRIKING = Decimal(300)
# A share of a target, or of last year's figure, has one decimal.
SHARE_PLACES = 1
# More missing units than these are counted rather than named; the annex names them all.
MOST_NAMED = 6
_SAME_BASIS = "同口径"


def amount(value: Decimal, measure: str, places: int) -> str:
    """Print a value with its measure: `224.4亿元`, `3.20%`, `1.2个百分点`."""
    return _measured(fixed(value, places), measure)


def plain_amount(value: Decimal, measure: str) -> str:
    """Print a value with its measure and no more decimals than it has, as plans print targets: `330亿元`."""
    return _measured(plain(value), measure)


def points(change: Decimal, places: int) -> str:
    """Print how far two shares are apart: `0.21个百分点`."""
    return amount(abs(change), POINTS, places)


def value_words(figure: Figure) -> str:
    """Print the figure's own value: a true nought is 0, what is less than the smallest unit 不足; empty without one."""
    if figure.value is None:
        return ""
    if figure.value == 0:
        return plain_amount(Decimal(0), figure.measure)
    if figure.value > 0 and rounded(figure.value, figure.places) == 0:
        return f"不足{amount(Decimal(1).scaleb(-figure.places), figure.measure, figure.places)}"
    return amount(figure.value, figure.measure, figure.places)


def since_words(figure: Figure) -> str:
    """Say what a change is measured from: the year before for a year's figure, else the same time last year."""
    return "比上年" if figure.value_period.is_year else "同比"


def growth_words(figure: Figure) -> str:
    """Say how a figure grew on the year before: `同比增长8.5%`; empty where nothing can be said."""
    if figure.value is None:
        return ""
    if figure.growth_is_points:
        words = _points_words(figure)
    elif figure.growth is None or (figure.value < 0 and _is_comparable(figure)):
        words = _absolute_words(figure)
    else:
        words = _percent_words(figure, figure.growth)
    return f"按{_SAME_BASIS}{words}" if words and _on_same_basis(figure) else words


def net_words(now: Decimal, year_end: Decimal, measure: str, places: int) -> str:
    """Say how a stock changed since the last year-end: `比上年末净增120家`."""
    change = rounded(now, places) - rounded(year_end, places)
    if change == 0:
        return "与上年末持平"
    return f"比上年末{'净增' if change > 0 else '净减'}{amount(abs(change), measure, places)}"


def gap_words(gap: Decimal) -> str:
    """Say how progress stands to what was due by now (时序进度)."""
    if gap == 0:
        return "与时序进度持平"
    return f"{'快于' if gap > 0 else '慢于'}时序进度{points(gap, SHARE_PLACES)}"


def lacking_words(figure: Figure, name_of: Callable[[str], str]) -> str:
    """Name the units a total is without, and why: `不含泰顺县（未报送）`; empty where none lacks."""
    told = [f"{units}（{why}）" for units, why in lacking_units(figure, name_of)]
    return f"不含{listed(told)}" if told else ""


def lacking_units(figure: Figure, name_of: Callable[[str], str]) -> list[tuple[str, str]]:
    """Give the units a total is without, those that sent nothing first, each lot with the reason."""
    returned = set(figure.lacks_returned)
    silent = [name_of(unit) for unit in figure.lacks if unit not in returned]
    sent_back = [name_of(unit) for unit in figure.lacks if unit in returned]
    return [(_lot(names), why) for names, why in ((silent, "未报送"), (sent_back, "退回未改")) if names]


def _lot(names: list[str]) -> str:
    return joined(names) if len(names) <= MOST_NAMED else f"{listed(names[:MOST_NAMED])}等{len(names)}地"


def _measured(number: str, measure: str) -> str:
    return f"{number.replace('-', MINUS)}{'个' if measure == POINTS else ''}{measure}"


def _percent_words(figure: Figure, growth: Decimal) -> str:
    since, change = since_words(figure), rounded(growth, SHARE_PLACES)
    if change == 0:
        return f"{since}{'基本' if growth else ''}持平"
    words = f"{since}{'增长' if change > 0 else '下降'}{amount(abs(change), PERCENT, SHARE_PLACES)}"
    if change < STRIKING or figure.base is None or not _is_comparable(figure):
        return words
    return f"{words}（由{amount(figure.base, figure.measure, figure.places)}增至{value_words(figure)}）"


def _points_words(figure: Figure) -> str:
    change = figure.growth
    if change is None:
        return ""
    is_rate = bool(rate_subject(figure))
    since = f"{'增速' if is_rate else ''}{since_words(figure)}"
    if change == 0:
        return f"{since}持平"
    up, down = ("加快", "回落") if is_rate else ("提高", "下降")
    return f"{since}{up if change > 0 else down}{points(change, figure.places)}"


def _absolute_words(figure: Figure) -> str:
    """Say the change in the figure's own measure, where a percentage would mean nothing."""
    if figure.base is None or figure.value is None or (figure.base > 0 and figure.value >= 0):
        return ""
    change = rounded(figure.value, figure.places) - rounded(figure.base, figure.places)
    if change == 0:
        return f"{since_words(figure)}持平"
    verb = "增加" if change > 0 else "减少"
    return f"{since_words(figure)}{verb}{amount(abs(change), figure.measure, figure.places)}"


def _on_same_basis(figure: Figure) -> bool:
    """Whether units were left out to compare like with like, now or a year ago; merging notes it beside the figure."""
    return bool(figure.lacks) or any(_SAME_BASIS in note for note in figure.notes)


def _is_comparable(figure: Figure) -> bool:
    """Whether value and base are of the same units, so that a reader finds the growth between the two of them."""
    if figure.value is None or figure.growth is None or figure.base is None or figure.base <= 0:
        return False
    between = (figure.value - figure.base) / figure.base * HUNDRED
    return rounded(between, SHARE_PLACES) == rounded(figure.growth, SHARE_PLACES)

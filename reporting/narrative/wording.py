"""The words for numbers and changes.

Totals 增长 or 下降 by percent; shares 提高 or 下降 by 百分点; growth rates 加快 or 回落 by 百分点; equal is 持平.
A fall is never a negative 增长 and never said in 倍; growth of 300 % and more also gives the amounts.
"""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from reporting.model.figures import Figure
from reporting.model.numbers import fixed, plain, rounded

PERCENT = "%"
RATE = "增速"
STRIKING = Decimal(300)
ONE = 1


def amount(value: Decimal, measure: str, places: int) -> str:
    """Print a value with its measure: `224.4亿元`, `3.20%`."""
    return f"{fixed(value, places)}{measure}"


def points(value: Decimal) -> str:
    """Print a difference of shares: `0.2个百分点`."""
    return f"{plain(abs(value))}个百分点"


def growth_words(figure: Figure) -> str:
    """Say how a figure grew on the year before: `同比增长8.5%`; empty where nothing can be said."""
    since = "比上年" if figure.value_period.is_year else "同比"
    if figure.growth is None or figure.value is None:
        return _absolute(figure, since)
    if figure.growth_is_points:
        return _points_words(figure, since)
    change = rounded(figure.growth, ONE)
    if change == 0:
        return f"{since}持平"
    verb = "增长" if change > 0 else "下降"
    words = f"{since}{verb}{fixed(abs(change), ONE)}%"
    if change >= STRIKING and figure.base is not None:
        words += f"（由{amount(figure.base, figure.measure, figure.places)}增至{value_words(figure)}）"
    return words


def value_words(figure: Figure) -> str:
    """Print the figure's own value, as it stands in every table."""
    if figure.value is None:
        return ""
    return amount(figure.value, figure.measure, figure.places)


def net_words(now: Decimal, year_end: Decimal, measure: str, places: int) -> str:
    """Say how a stock changed since the last year-end: `比上年末净增120家`."""
    change = rounded(now, places) - rounded(year_end, places)
    if change == 0:
        return "与上年末持平"
    verb = "净增" if change > 0 else "净减"
    return f"比上年末{verb}{fixed(abs(change), places)}{measure}"


def gap_words(gap: Decimal) -> str:
    """Say how progress stands to what was due by now (时序进度)."""
    change = rounded(gap, ONE)
    if change == 0:
        return "与时序进度持平"
    return f"{'快于' if change > 0 else '慢于'}时序进度{fixed(abs(change), ONE)}个百分点"


def listed(names: Iterable[str]) -> str:
    """Join names as a sentence does: `甲、乙、丙`."""
    return "、".join(names)


def lacking_words(figure: Figure, name_of: dict[str, str]) -> str:
    """Name the units a total is without, and why: `不含泰顺县（未报送）`; empty where none lacks."""
    if not figure.lacks:
        return ""
    returned = set(figure.lacks_returned)
    silent = listed(name_of[unit] for unit in figure.lacks if unit not in returned)
    sent_back = listed(name_of[unit] for unit in figure.lacks if unit in returned)
    parts = [f"{silent}（未报送）" if silent else "", f"{sent_back}（退回未改）" if sent_back else ""]
    return "不含" + listed(part for part in parts if part)


def _points_words(figure: Figure, since: str) -> str:
    change = figure.growth or Decimal(0)
    if change == 0:
        return f"{since}持平"
    up, down = ("加快", "回落") if RATE in figure.name else ("提高", "下降")
    return f"{since}{up if change > 0 else down}{points(change)}"


def _absolute(figure: Figure, since: str) -> str:
    """Say the change in the figure's own measure where the base was nought or below."""
    if figure.base is None or figure.value is None or figure.growth_is_points:
        return ""
    change = rounded(figure.value, figure.places) - rounded(figure.base, figure.places)
    if change == 0:
        return f"{since}持平"
    return f"{since}{'增加' if change > 0 else '减少'}{amount(abs(change), figure.measure, figure.places)}"

"""The words for changes.

Totals 增长 or 下降 by percent; shares 提高 or 下降 by 百分点; growth rates 加快 or 回落 by 百分点, a fall that goes on
收窄 or 扩大; places 前移 or 后移; stocks 净增 since the year's end; equal is 持平. A fall is never a negative 增长,
nothing is said in 倍, and growth of 300 % and more also gives the amounts.
"""

from __future__ import annotations

from decimal import Decimal

from reporting.model.figures import Figure
from reporting.model.numbers import HUNDRED, rounded
from reporting.model.tags import Aspect
from reporting.narrative.names import PERCENT
from reporting.narrative.parts import Words, quoted, words
from reporting.narrative.topic import Topic
from reporting.narrative.wording import SHARE_PLACES, amount, base_words, points, value_words

# From here on a growth is so striking that it is told with the amounts it lies between.
STRIKING = Decimal(300)
_SAME_BASIS = "同口径"
_LEVEL = "持平"
_NEARLY_LEVEL = "基本持平"


def growth_words(topic: Topic, since: str | None = None) -> Words:
    """Say how a figure grew on the year before: `同比增长8.5%`; empty where nothing can be said.

    `since` replaces what the change is measured from, empty where the clause before has said it.
    """
    figure, start = topic.figure, topic.since if since is None else since
    if figure.value is None:
        return ()
    told = _changed(topic, figure.value, start)
    basis = f"按{_SAME_BASIS}计算，" if topic.is_rate else f"按{_SAME_BASIS}"
    return words(basis, told) if told and _on_same_basis(figure) else told


def net_words(figure: Figure, year_end: Decimal) -> Words:
    """Say how a stock changed since the last year-end: `比上年末净增120家`; empty without a value."""
    if figure.value is None:
        return ()
    change = rounded(figure.value, figure.places) - rounded(year_end, figure.places)
    if change == 0:
        return words("与上年末", quoted(_LEVEL, figure, Aspect.NET))
    told = f"{'净增' if change > 0 else '净减'}{amount(abs(change), figure.measure, figure.places)}"
    return words("比上年末", quoted(told, figure, Aspect.NET))


def rate_words(topic: Topic, value: Decimal) -> Words:
    """Say a growth rate itself: `同比增长18.2%`, `比上年下降3.0%`, `与上年持平`."""
    return _since(topic.since, _percent(value, topic.figure.places), topic.figure, Aspect.VALUE)


def _changed(topic: Topic, value: Decimal, since: str) -> Words:
    figure = topic.figure
    if topic.is_place:
        return _moved(figure, value, since)
    if figure.growth_is_points:
        return _points(topic, since)
    if figure.growth is None or (value < 0 and _is_comparable(figure)):
        return _absolute(figure, value, since)
    return _grown(figure, figure.growth, since)


def _since(since: str, told: str, figure: Figure, aspect: Aspect = Aspect.GROWTH) -> Words:
    """Say what a change is measured from: 比上年增长, but 与上年持平."""
    level = told in (_LEVEL, _NEARLY_LEVEL)
    return words(since.replace("比上", "与上") if level else since, quoted(told, figure, aspect))


def _percent(change: Decimal, places: int) -> str:
    """Say a change in percent: the direction is a word, never a sign."""
    shown = rounded(change, places)
    if shown == 0:
        return _NEARLY_LEVEL if change else _LEVEL
    return f"{'增长' if shown > 0 else '下降'}{amount(abs(shown), PERCENT, places)}"


def _grown(figure: Figure, growth: Decimal, since: str) -> Words:
    told = _since(since, _percent(growth, SHARE_PLACES), figure)
    if rounded(growth, SHARE_PLACES) < STRIKING or not _is_comparable(figure):
        return told
    return words(told, "（由", base_words(figure), "增至", value_words(figure), "）")


def _points(topic: Topic, since: str) -> Words:
    figure, change = topic.figure, topic.figure.growth
    if change is None:
        return ()
    subject, up, down = _directions(topic)
    told = f"{up if change > 0 else down}{points(change, figure.places)}" if change else _LEVEL
    return words(subject, _since(since, told, figure))


def _directions(topic: Topic) -> tuple[str, str, str]:
    """Give what moves and its words for up and down; a fall that goes on is a 降幅, wide or narrow."""
    figure = topic.figure
    if not topic.is_rate:
        return "", "提高", "下降"
    both = [rounded(one, figure.places) for one in (figure.value, figure.base) if one is not None]
    if len(both) > 1 and max(both) < 0:
        return "降幅", "收窄", "扩大"
    return "增速", "加快", "回落"


def _moved(figure: Figure, value: Decimal, since: str) -> Words:
    """Say how a place moved: towards the first is 前移."""
    if figure.base is None:
        return ()
    change = rounded(figure.base, 0) - rounded(value, 0)
    told = f"{'前移' if change > 0 else '后移'}{amount(abs(change), '位', 0)}" if change else _LEVEL
    return _since(since, told, figure)


def _absolute(figure: Figure, value: Decimal, since: str) -> Words:
    """Say the change in the figure's own measure, where a percentage would mean nothing."""
    if figure.base is None or (figure.base > 0 and value >= 0):
        return ()
    change = rounded(value, figure.places) - rounded(figure.base, figure.places)
    more = f"{'增加' if change > 0 else '减少'}{amount(abs(change), figure.measure, figure.places)}"
    level = _LEVEL if value == figure.base else _NEARLY_LEVEL
    return _since(since, more if change else level, figure)


def _on_same_basis(figure: Figure) -> bool:
    """Whether units were left out to compare like with like, now or a year ago; merging notes it beside the figure."""
    return bool(figure.lacks) or any(_SAME_BASIS in note for note in figure.notes)


def _is_comparable(figure: Figure) -> bool:
    """Whether value and base are of the same units, so that a reader finds the growth between the two of them."""
    if figure.value is None or figure.growth is None or figure.base is None or figure.base <= 0:
        return False
    between = (figure.value - figure.base) / figure.base * HUNDRED
    return rounded(between, SHARE_PLACES) == rounded(figure.growth, SHARE_PLACES)

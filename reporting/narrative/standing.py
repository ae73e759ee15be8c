"""How a figure stands to its target of the year, or why that is not said (domain 4)."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from reporting.model.figures import Figure
from reporting.model.numbers import rounded
from reporting.model.tags import Aspect
from reporting.model.words import Algorithm, Direction, Judgement
from reporting.narrative.names import PERCENT
from reporting.narrative.parts import Words, quoted, text_of, words
from reporting.narrative.targets import basis, is_mean_growth, label, named_target, target_words
from reporting.narrative.times import is_carried
from reporting.narrative.topic import Topic
from reporting.narrative.wording import LESS, SHARE_PLACES, amount, points

LAGGING = (Judgement.FAR_BEHIND, Judgement.BEHIND, Judgement.NOT_REACHED)
KEPT = (Judgement.DONE, Judgement.REACHED)
_YES_OR_NO = (Algorithm.RANK, Algorithm.STATE, Algorithm.COVERAGE, Algorithm.COMPARISON)


def standing(topic: Topic) -> Iterator[Words]:
    """Give the clauses on the target; counted figures are 多 or 少, all others 高 or 低.

    A year without a target is told once, in 总体情况, and not again with each indicator.
    """
    figure = topic.figure
    if figure.judgement is Judgement.AWAITS_YEAR:
        yield _own_target(topic)
        yield words(f"{figure.period.year}年完成情况待年度数据")
    elif figure.judgement is Judgement.AT_YEAR_END:
        if figure.target_value is not None:
            yield words("年度目标", target_words(topic))
        yield words("按年度认定，暂不评价")
    elif figure.judgement is Judgement.INCOMPLETE:
        yield words(_incomplete(figure), "暂不评价")
    elif figure.judgement is not None and figure.judgement.judged:
        first, *more = _judged(topic)
        yield words(basis(topic), first)
        yield from more


def distance_words(topic: Topic) -> Words:
    """Say in a few words how much a lagging figure lacks: `比年度目标低0.21个百分点`; empty where no number says it."""
    figure = topic.figure
    if topic.indicator.algorithm in _YES_OR_NO:
        return ()
    if figure.progress is not None:
        return _lag(topic, figure.progress)
    gap = _level_gap(topic)
    return words(f"{basis(topic)}比{label(topic)}", _apart(topic, gap)) if gap else ()


def _incomplete(figure: Figure) -> str:
    """Say what is not whole: the figure, or the years before it that a target wants added; none was told before."""
    if figure.value is None:
        return ""
    return "数据不全，" if figure.lacks else "以前年度数据不全，"


def _own_target(topic: Topic) -> Words:
    """Set a carried figure beside the target of its own year."""
    asked = topic.figure.target_value is not None and is_carried(topic.figure)
    return words("当年目标", target_words(topic)) if asked else ()


def _judged(topic: Topic) -> Iterator[Words]:
    figure = topic.figure
    if topic.indicator.algorithm in _YES_OR_NO or (figure.progress is None and figure.gap is None):
        yield words(_verdict(topic), named_target(topic))
    elif figure.progress is None:
        yield _level(topic, _level_gap(topic))
    elif figure.judgement is Judgement.DONE:
        yield words(_verdict(topic), named_target(topic))
        yield words(f"{_task(topic)}完成率", _share(figure, figure.progress))
    else:
        yield from _way(topic, figure.progress)
        yield _pace(topic)


def _verdict(topic: Topic) -> Words:
    done, kept = topic.figure.judgement is Judgement.DONE, topic.figure.judgement in KEPT
    told = "已完成" if done else "达到" if kept else not_reached(topic)
    return quoted(told, topic.figure, Aspect.JUDGEMENT)


def not_reached(topic: Topic) -> str:
    """Say that a target is missed; while the year lasts, only so far."""
    return "未达到" if topic.year_is_over else "尚未达到"


def _way(topic: Topic, progress: Decimal) -> Iterator[Words]:
    """Say how much of the way is gone; growth of a stock is measured from the last year-end, so it is named."""
    share = _share(topic.figure, progress)
    if topic.indicator.algorithm is Algorithm.INCREMENT:
        yield words(label(topic), target_words(topic))
        yield words(f"{_task(topic)}完成", share) if progress > 0 else _nothing_yet(topic)
    elif progress <= 0:
        yield words(named_target(topic), _nothing_yet(topic))
    else:
        yield words("完成", named_target(topic), _of(topic, progress), share)


def _of(topic: Topic, progress: Decimal) -> str:
    """Join a target and the share of it: 完成年度目标的69.6%, but 完成年度目标不足0.1%."""
    return "的" if not _task(topic) and rounded(progress, SHARE_PLACES) else ""


def _nothing_yet(topic: Topic) -> Words:
    return words(_task(topic), quoted("尚无进展", topic.figure, Aspect.PROGRESS))


def _pace(topic: Topic) -> Words:
    """Say how progress stands to what was due by now; once the year is over nothing is due, only wanting."""
    figure, gap = topic.figure, topic.figure.gap
    if gap is None or (topic.year_is_over and gap >= 0):
        return ()
    if topic.year_is_over:
        return quoted(f"差{points(gap, SHARE_PLACES)}", figure, Aspect.GAP)
    due = "上年同期进度" if topic.indicator.algorithm is Algorithm.SAME_TIME else "时序进度"
    told = f"{'快于' if gap > 0 else '慢于'}{due}{points(gap, SHARE_PLACES)}" if gap else f"与{due}持平"
    return quoted(told, figure, Aspect.GAP)


def _lag(topic: Topic, progress: Decimal) -> Words:
    """Say how far behind: before the year's end what is due, after it what came of the whole year."""
    if not topic.year_is_over:
        return _pace(topic)
    start = basis(topic) or "全年"
    if progress <= 0:
        return words(start, _nothing_yet(topic))
    done = f"{_task(topic)}完成" if _task(topic) else f"完成{label(topic)}"
    return words(start, done, _of(topic, progress), _share(topic.figure, progress))


def _task(topic: Topic) -> str:
    if topic.indicator.algorithm is not Algorithm.INCREMENT:
        return ""
    return "净增任务" if topic.indicator.direction is Direction.UP else "净减任务"


def _share(figure: Figure, progress: Decimal) -> Words:
    least = amount(Decimal(1).scaleb(-SHARE_PLACES), PERCENT, SHARE_PLACES)
    shown = amount(progress, PERCENT, SHARE_PLACES) if rounded(progress, SHARE_PLACES) else f"{LESS}{least}"
    return quoted(shown, figure, Aspect.PROGRESS)


def _level_gap(topic: Topic) -> Decimal:
    """Give how far a level is from its target, as the two are printed, so that a reader can subtract."""
    figure = topic.figure
    own = topic.promises_growth and not is_mean_growth(topic)
    if own and figure.growth is not None and figure.target_value is not None:
        return rounded(figure.growth, SHARE_PLACES) - figure.target_value
    return figure.gap or Decimal(0)


def _level(topic: Topic, gap: Decimal) -> Words:
    high = topic.figure.target.high if topic.figure.target is not None else None
    if high is not None and gap >= 0:
        return _in_range(topic, high)
    if gap:
        return words("比", named_target(topic), "下限" if high is not None else "", _apart(topic, gap))
    return words("与", named_target(topic), quoted("持平", topic.figure, Aspect.GAP))


def _in_range(topic: Topic, high: Decimal) -> Words:
    """Say where a level lies that is not below a promised range; how far above it is no gap that is judged."""
    over = rounded(topic.figure.value or Decimal(0), topic.figure.places) - high
    if over <= 0:
        return words("处于", named_target(topic), "区间内")
    return words("比", named_target(topic), f"上限{text_of(_apart(topic, over))}")


def _apart(topic: Topic, gap: Decimal) -> Words:
    """Say how far and on which side of the target a level is: 低0.21个百分点, 少2.0亿元."""
    figure = topic.figure
    if figure.measure == PERCENT or topic.promises_growth:
        own_growth = topic.promises_growth and not is_mean_growth(topic)
        places = SHARE_PLACES if own_growth else figure.places
        return quoted(f"{'高' if gap > 0 else '低'}{points(gap, places)}", figure, Aspect.GAP)
    more, less = ("多", "少") if topic.counted else ("高", "低")
    told = f"{more if gap > 0 else less}{amount(abs(gap), figure.measure, figure.places)}"
    return quoted(told, figure, Aspect.GAP)

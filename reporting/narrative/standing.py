"""How a figure stands to its target of the year, or why that is not said (domain 4)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from reporting.model.catalogue import Indicator
from reporting.model.figures import Figure
from reporting.model.numbers import rounded
from reporting.model.words import Algorithm, Direction, Judgement, TargetKind
from reporting.narrative.names import PERCENT
from reporting.narrative.times import is_carried
from reporting.narrative.wording import SHARE_PLACES, amount, gap_words, plain_amount, points

LAGGING = (Judgement.FAR_BEHIND, Judgement.BEHIND, Judgement.NOT_REACHED)
_KEPT = (Judgement.DONE, Judgement.REACHED)
_YES_OR_NO = (Algorithm.RANK, Algorithm.STATE, Algorithm.COVERAGE, Algorithm.COMPARISON)
_WORDS = re.compile(r"[\u4e00-\u9fff]")


def standing(figure: Figure, indicator: Indicator, *, counted: bool) -> Iterator[str]:
    """Give the clauses on the target; `counted` figures are 多 or 少, all others 高 or 低.

    A year without a target is told once, in 总体情况, and not again with each indicator.
    """
    if figure.judgement is Judgement.AWAITS_YEAR:
        yield from _own_target(figure)
        yield f"{figure.period.year}年完成情况待年度数据"
    elif figure.judgement is Judgement.AT_YEAR_END:
        yield f"年度目标{target_words(figure)}，按年度认定，暂不评价"
    elif figure.judgement is Judgement.INCOMPLETE:
        yield "数据不全，暂不评价"
    elif figure.judgement is not None and figure.judgement.judged:
        yield from _judged(figure, indicator, counted=counted)


def distance_words(figure: Figure, indicator: Indicator, *, counted: bool) -> str:
    """Say in a few words how much a lagging figure lacks: `比年度目标低0.21个百分点`; empty where no number says it."""
    if figure.gap is None or indicator.algorithm in _YES_OR_NO:
        return ""
    if figure.progress is not None:
        return gap_words(figure.gap)
    return f"比{_label(indicator)}{_apart(figure, figure.gap, counted=counted)}"


def target_words(figure: Figure) -> str:
    """Print what is wanted in the year, as the plan prints it: `330亿元`, `15%～20%`, `进入全国前50位`."""
    target, wanted = figure.target, figure.target_value
    if wanted is None:
        return ""
    if _is_promised_growth(figure):
        return f"年均增长{plain_amount(wanted, PERCENT)}"
    if target is not None and target.high is not None and target.value == wanted:
        return f"{_range_start(wanted, figure.measure)}～{plain_amount(target.high, figure.measure)}"
    return plain_amount(wanted, figure.measure)


def _range_start(low: Decimal, measure: str) -> str:
    """Print a range's lower end; only the percent sign is said at both ends (GB/T 15835)."""
    return plain_amount(low, measure if measure == PERCENT else "")


def _own_target(figure: Figure) -> Iterator[str]:
    """Set a carried figure beside the target of its own year."""
    if figure.target_value is not None and is_carried(figure):
        yield f"当年目标{target_words(figure)}"


def _judged(figure: Figure, indicator: Indicator, *, counted: bool) -> Iterator[str]:
    if indicator.algorithm in _YES_OR_NO or (figure.progress is None and figure.gap is None):
        yield _kept_or_not(figure, indicator)
    elif figure.progress is None:
        yield _level(figure, indicator, figure.gap or Decimal(0), counted=counted)
    elif figure.judgement is Judgement.DONE:
        yield f"已完成{_target(figure, indicator)}"
        yield f"{_task(indicator)}完成率{_share(figure.progress)}"
    else:
        yield _way(figure, indicator, figure.progress)
        if figure.gap is not None:
            yield gap_words(figure.gap)


def _kept_or_not(figure: Figure, indicator: Indicator) -> str:
    if figure.judgement is Judgement.DONE:
        return f"已完成{_target(figure, indicator)}"
    return f"{'达到' if figure.judgement in _KEPT else '未达到'}{_target(figure, indicator)}"


def _way(figure: Figure, indicator: Indicator, progress: Decimal) -> str:
    """Say how much of the way is gone; growth of a stock is measured from the last year-end, so it is named."""
    begun = progress > 0
    if indicator.algorithm is Algorithm.INCREMENT:
        gone = f"完成{_share(progress)}" if begun else "尚无进展"
        return f"{_label(indicator)}{target_words(figure)}，{_task(indicator)}{gone}"
    target = _target(figure, indicator)
    return f"完成{target}的{_share(progress)}" if begun else f"{target}尚无进展"


def _task(indicator: Indicator) -> str:
    if indicator.algorithm is not Algorithm.INCREMENT:
        return ""
    return "净增任务" if indicator.direction is Direction.UP else "净减任务"


def _share(progress: Decimal) -> str:
    least = amount(Decimal(1).scaleb(-SHARE_PLACES), PERCENT, SHARE_PLACES)
    return amount(progress, PERCENT, SHARE_PLACES) if rounded(progress, SHARE_PLACES) else f"不足{least}"


def _level(figure: Figure, indicator: Indicator, gap: Decimal, *, counted: bool) -> str:
    target = _target(figure, indicator)
    return f"比{target}{_apart(figure, gap, counted=counted)}" if gap else f"与{target}持平"


def _apart(figure: Figure, gap: Decimal, *, counted: bool) -> str:
    """Say how far and on which side of the target a level is: 低0.21个百分点, 少2.0亿元."""
    if figure.measure == PERCENT or _is_promised_growth(figure):
        return f"{'高' if gap > 0 else '低'}{points(gap, figure.places)}"
    more, less = ("多", "少") if counted else ("高", "低")
    return f"{more if gap > 0 else less}{amount(abs(gap), figure.measure, figure.places)}"


def _target(figure: Figure, indicator: Indicator) -> str:
    """Name the target with what it asks; a rank, a state or a comparison in the plan's own words."""
    text = figure.target.text if figure.target is not None else ""
    own_words = indicator.algorithm in _YES_OR_NO and _WORDS.search(text)
    return f"{_label(indicator)}（{text if own_words else target_words(figure)}）"


def _label(indicator: Indicator) -> str:
    return "年度目标" if indicator.direction is Direction.UP else "年度控制目标"


def _is_promised_growth(figure: Figure) -> bool:
    """Whether growth was promised of an amount, so that target and gap are rates and the value is not."""
    kind = figure.target.kind if figure.target is not None else None
    return kind is TargetKind.YEARLY_GROWTH and figure.measure != PERCENT

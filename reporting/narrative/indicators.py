"""二、主要指标: one sentence for each key indicator, and one for the counties ahead."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from reporting.model.catalogue import Indicator
from reporting.model.figures import Compilation, Figure, Sentence
from reporting.model.numbers import fixed, rounded
from reporting.model.periods import Period
from reporting.model.words import Algorithm, Direction, Judgement, Tense
from reporting.narrative.overall import short_name
from reporting.narrative.wording import (
    PERCENT,
    RATE,
    amount,
    gap_words,
    growth_words,
    lacking_words,
    listed,
    net_words,
    points,
    value_words,
)

ONE = 1


def indicators(compilation: Compilation, figures: list[Figure]) -> tuple[Sentence, ...]:
    """Tell each key indicator in the plan's order."""
    return tuple(_told(compilation, figure) for figure in figures)


def leaders(compilation: Compilation, figures: list[Figure]) -> tuple[Sentence, ...]:
    """Name the first places among the counties for the indicators that rank them."""
    shown = int(compilation.catalogue.parameter.get("排名显示名次") or 3)
    told = [sentence for figure in figures for sentence in _leaders_of(compilation, figure, shown)]
    return tuple(told)


def is_stock(compilation: Compilation, indicator: Indicator) -> bool:
    """Whether the indicator is an item that is counted at a moment (时点)."""
    item = compilation.catalogue.item_by_word.get(indicator.formula.strip("「」 ").casefold())
    return item is not None and item.tense is Tense.STOCK


def _told(compilation: Compilation, figure: Figure) -> Sentence:
    indicator = compilation.catalogue.indicator_by_code[figure.code]
    parts = [
        _opening(compilation, figure, indicator),
        *_changes(compilation, figure, indicator),
        *_standing(figure, indicator),
    ]
    return Sentence("，".join(part for part in parts if part) + "。", ((figure.code, figure.unit),))


def _opening(compilation: Compilation, figure: Figure, indicator: Indicator) -> str:
    """Say what it is: the moment or the span, the name, the value, and what the total is without."""
    if figure.value is None:
        return f"{short_name(figure)}暂无数据"
    names = {unit.code: unit.name for unit in compilation.catalogue.units}
    lacking = lacking_words(figure, names)
    value = value_words(figure) + (f"（{lacking}）" if lacking else "")
    if figure.value_period.is_year:
        return f"{short_name(figure)}{value}（{figure.value_period.year}年数）"
    if is_stock(compilation, indicator):
        return f"截至{figure.value_period.month_end}，{short_name(figure)}{value}"
    if RATE in figure.name:
        return _rate_words(figure)
    return f"{short_name(figure)}{value}"


def _rate_words(figure: Figure) -> str:
    value = rounded(figure.value or Decimal(0), figure.places)
    subject = short_name(figure).removesuffix(RATE)
    if value == 0:
        return f"{subject}与上年同期持平"
    return f"{subject}同比{'增长' if value > 0 else '下降'}{fixed(abs(value), figure.places)}%"


def _changes(compilation: Compilation, figure: Figure, indicator: Indicator) -> Iterator[str]:
    if figure.value is None:
        return
    if is_stock(compilation, indicator) and not figure.lacks:
        before = compilation.earlier.get(Period(figure.value_period.year - 1, 4), {})
        year_end = before.get((figure.code, figure.unit))
        if year_end is not None and year_end.value is not None and not year_end.lacks and figure.value_period.quarter:
            yield net_words(figure.value, year_end.value, figure.measure, figure.places)
    words = growth_words(figure)
    if words:
        yield words + ("（同口径）" if figure.lacks else "")


def _standing(figure: Figure, indicator: Indicator) -> Iterator[str]:
    """Say how it stands to its target, or why that is not said."""
    if figure.judgement is Judgement.AWAITS_YEAR:
        yield f"{figure.period.year}年数据待年度统计后评价"
    elif figure.judgement is Judgement.AT_YEAR_END:
        yield f"年度目标{_target_words(figure)}，按年度认定，暂不评价"
    elif figure.judgement is Judgement.INCOMPLETE:
        yield "数据不全，暂不评价"
    elif figure.judgement is Judgement.NO_TARGET:
        yield "未下达年度目标"
    elif figure.target_value is not None and figure.value is not None:
        yield from _against_target(figure, indicator)


def _target_words(figure: Figure) -> str:
    return amount(figure.target_value or Decimal(0), figure.measure, figure.places)


def _against_target(figure: Figure, indicator: Indicator) -> Iterator[str]:
    if figure.progress is not None:
        what = "净增进度为" if indicator.algorithm is Algorithm.INCREMENT else "完成"
        target = f"年度目标（{_target_words(figure)}）"
        done = f"{fixed(figure.progress, ONE)}%"
        yield f"{target}{what}{done}" if indicator.algorithm is Algorithm.INCREMENT else f"{what}{target}的{done}"
        if figure.judgement is Judgement.DONE:
            yield "已完成年度目标"
        elif figure.gap is not None:
            yield gap_words(figure.gap)
    elif figure.gap is not None:
        yield _level_words(figure, indicator)


def _level_words(figure: Figure, indicator: Indicator) -> str:
    """Say how far a level is from its target, in 百分点 for shares."""
    gap = figure.gap or Decimal(0)
    target = f"年度目标（{_target_words(figure)}）"
    if gap == 0:
        return f"与{target}持平"
    distance = points(gap) if figure.measure == PERCENT else amount(abs(gap), figure.measure, figure.places)
    ahead = (gap > 0) is (indicator.direction is Direction.UP)
    if indicator.direction is Direction.DOWN:
        return f"{'优于' if ahead else '未达'}{target}{distance}"
    return f"高于{target}{distance}" if ahead else f"距{target}差{distance}"


def _leaders_of(compilation: Compilation, figure: Figure, shown: int) -> Iterator[Sentence]:
    """Name the units in the first places; ties share one, and none is named where no one is ranked."""
    placed = sorted(
        (
            one
            for (code, _), one in compilation.figures.items()
            if code == figure.code and one.rank and one.rank <= shown
        ),
        key=lambda one: (one.rank or 0, compilation.catalogue.unit_by_code[one.unit].order),
    )
    if not placed or len(placed) > shown + 1:
        return
    named = [f"{compilation.catalogue.unit_name(one.unit)}{'（并列）' if one.tied else ''}" for one in placed]
    ranked_by = compilation.catalogue.indicator_by_code[figure.code].ranking.removeprefix("按")
    by = {"值": "", "增速": "增速", "完成率": "完成率"}[ranked_by]
    places = {1: "居首位"}.get(len(placed), f"居前{_CHINESE[len(placed)]}位")
    text = f"{short_name(figure)}{by}{listed(named)}{places}"
    yield Sentence(text, tuple((one.code, one.unit) for one in placed))


_CHINESE = ("零", "一", "两", "三", "四", "五", "六", "七", "八", "九", "十")

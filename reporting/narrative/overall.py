"""一、总体情况: how many of the key indicators stand how."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from reporting.model.figures import Compilation, Figure, Sentence
from reporting.model.words import Judgement
from reporting.narrative.wording import listed

# The order in which standings are told, each with its words.
_STANDINGS = (
    (Judgement.DONE, "已完成年度目标"),
    (Judgement.REACHED, "达到时序进度或目标水平"),
    (Judgement.NEARLY, "基本达到"),
    (Judgement.BEHIND, "滞后"),
    (Judgement.FAR_BEHIND, "严重滞后"),
    (Judgement.NOT_REACHED, "未达到"),
)
_REASONS = (
    (Judgement.AWAITS_YEAR, "待年度数据"),
    (Judgement.AT_YEAR_END, "按年度认定，暂不评价"),
    (Judgement.INCOMPLETE, "数据不全，暂不评价"),
    (Judgement.NO_TARGET, "未下达年度目标"),
    (Judgement.NO_DATA, "暂无数据"),
)


def overall(compilation: Compilation, figures: Sequence[Figure]) -> tuple[Sentence, ...]:
    """Tell the whole in two sentences: what could be judged, and what could not and why."""
    judged = [figure for figure in figures if figure.judgement and figure.judgement.judged]
    head = f"{compilation.period.label}，全市{len(figures)}项主要指标中，"
    if not judged:
        first = f"{head}本期暂无可评价的指标。"
    elif len(judged) == len(figures):
        first = f"{head}{'，'.join(_counted(figures, _STANDINGS))}。"
    else:
        first = f"{head}可评价的{len(judged)}项：{'，'.join(_counted(figures, _STANDINGS))}。"
    sentences = [_sentence(first, figures)]
    rest = list(_named(figures, _REASONS))
    if rest:
        unjudged = len(figures) - len(judged)
        sentences.append(_sentence(f"另有{unjudged}项暂不评价：{'；'.join(rest)}。", figures))
    return tuple(sentences)


def _counted(figures: Sequence[Figure], words: Sequence[tuple[Judgement, str]]) -> Iterator[str]:
    for judgement, said in words:
        found = [figure for figure in figures if figure.judgement is judgement]
        if found:
            yield f"{said}{len(found)}项（{listed(short_name(figure) for figure in found)}）"


def _named(figures: Sequence[Figure], words: Sequence[tuple[Judgement, str]]) -> Iterator[str]:
    for judgement, said in words:
        found = [figure for figure in figures if figure.judgement is judgement]
        if found:
            yield f"{listed(short_name(figure) for figure in found)}{said}"


def short_name(figure: Figure) -> str:
    """Give the indicator's name without what stands in brackets, as sentences use it."""
    return figure.name.split("（")[0].split("(")[0] or figure.name


def _sentence(text: str, figures: Sequence[Figure]) -> Sentence:
    return Sentence(text, tuple((figure.code, figure.unit) for figure in figures))

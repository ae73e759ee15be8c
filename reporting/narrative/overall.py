"""一、总体情况: how many of the key indicators stand how, and why some are not judged."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from reporting.model.figures import Compilation, Figure, Sentence
from reporting.model.words import Judgement
from reporting.narrative.names import listed, sentence, short_name
from reporting.narrative.times import period_words

# The order in which standings are told, each with its words.
_STANDINGS = (
    (Judgement.DONE, "已完成年度目标"),
    (Judgement.REACHED, "达到时序进度或目标要求"),
    (Judgement.NEARLY, "基本达到"),
    (Judgement.BEHIND, "滞后"),
    (Judgement.FAR_BEHIND, "严重滞后"),
    (Judgement.NOT_REACHED, "未达到年度目标"),
)
_REASONS = (
    (Judgement.AWAITS_YEAR, "待年度数据"),
    (Judgement.AT_YEAR_END, "按年度认定"),
    (Judgement.INCOMPLETE, "数据不全"),
    (Judgement.NO_TARGET, "未下达年度目标"),
    (Judgement.NO_DATA, "暂无数据"),
)

_Groups = list[tuple[str, list[Figure]]]


def overall(compilation: Compilation, figures: Sequence[Figure]) -> tuple[Sentence, ...]:
    """Tell the whole in one or two sentences: what could be judged, and what could not and why."""
    return tuple(sentence(text, figures) for text in _texts(compilation, figures))


def _texts(compilation: Compilation, figures: Sequence[Figure]) -> Iterator[str]:
    when = period_words(compilation.period)
    stands, reasons = _grouped(figures, _STANDINGS), _grouped(figures, _REASONS)
    judged, unjudged = (sum(len(group) for _, group in groups) for groups in (stands, reasons))
    whole = f"{when}，全市{len(figures)}项主要指标"
    if not figures:
        yield f"{when}，全市暂无主要指标数据。"
    elif not judged:
        yield f"{whole}{_unjudged(reasons, whole=True)}。"
    elif not unjudged:
        yield f"{whole}{_all_judged(stands)}。"
    else:
        yield f"{whole}中，{_some_judged(stands, judged)}。"
        yield f"其余{unjudged}项{_unjudged(reasons, whole=False)}。"


def _grouped(figures: Sequence[Figure], words: Sequence[tuple[Judgement, str]]) -> _Groups:
    groups = [(said, [figure for figure in figures if figure.judgement is judgement]) for judgement, said in words]
    return [(said, group) for said, group in groups if group]


def _all_judged(stands: _Groups) -> str:
    if len(stands) > 1:
        return f"中，{_counted(stands)}"
    said, group = stands[0]
    return f"均{said}" if len(group) > 1 else f"{_that_is(group)}{said}"


def _some_judged(stands: _Groups, judged: int) -> str:
    if len(stands) > 1:
        return f"可评价{judged}项，其中{_counted(stands)}"
    said, group = stands[0]
    return f"可评价{judged}项{_that_is(group)}{'均' if judged > 1 else ''}{said}"


def _unjudged(reasons: _Groups, *, whole: bool) -> str:
    """Say why indicators are not judged; where it is all of them, for one reason, they need not be named."""
    if len(reasons) > 1:
        return f"{'本期均' if whole else ''}暂不评价，其中{_counted(reasons)}"
    said, group = reasons[0]
    named = "" if whole and len(group) > 1 else _that_is(group)
    return f"{named}{'均' if len(group) > 1 else ''}{said}，暂不评价"


def _counted(groups: _Groups) -> str:
    """Count and name each group; names stand free of brackets, as some hold brackets of their own."""
    return "；".join(
        f"{said}{len(group)}项，{'分别' if len(group) > 1 else ''}为{_names(group)}" for said, group in groups
    )


def _that_is(group: Sequence[Figure]) -> str:
    return f"，即{_names(group)}，"


def _names(group: Sequence[Figure]) -> str:
    return listed(short_name(figure) for figure in group)

"""一、总体情况: how many of the key indicators stand how, which, why some are not judged, and how large it all is."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from reporting.model.figures import Compilation, Figure, Sentence
from reporting.model.numbers import rounded
from reporting.model.words import Judgement
from reporting.narrative.names import bare_name, names_of
from reporting.narrative.parts import COMMA, PAUSE, Clause, quoted, sentence, sentences, words
from reporting.narrative.roundly import about_amount
from reporting.narrative.times import is_carried, is_over, period_words
from reporting.narrative.topic import Topic

# The order in which standings are told, each with its words while the year lasts and once it is over.
_STANDINGS = (
    (Judgement.DONE, "已完成年度目标", "已完成年度目标"),
    (Judgement.REACHED, "达到时序进度或目标要求", "达到目标要求"),
    (Judgement.NEARLY, "基本达到", "基本达到"),
    (Judgement.BEHIND, "滞后", "滞后"),
    (Judgement.FAR_BEHIND, "严重滞后", "严重滞后"),
    (Judgement.NOT_REACHED, "尚未达到年度目标", "未达到年度目标"),
)
_NO_TARGET = "未下达年度目标"
_REASONS = (
    (Judgement.AWAITS_YEAR, "待年度数据"),
    (Judgement.AT_YEAR_END, "按年度认定"),
    (Judgement.INCOMPLETE, "数据不全"),
    (Judgement.NO_TARGET, _NO_TARGET),
    (Judgement.NO_DATA, "暂无数据"),
)
_UNJUDGED = "暂不评价"
_NAMELY = "具体看，"

_Group = tuple[str, list[Figure]]


def overall(compilation: Compilation, figures: Sequence[Figure]) -> tuple[Sentence, ...]:
    """Tell the whole: the counts in one sentence, then which indicators they are, then the round amounts."""
    when = period_words(compilation.period)
    if not figures:
        return (sentence(f"{when}，全市暂无主要指标数据。", ()),)
    over = is_over(compilation.period)
    standings = [(judgement, then if over else now) for judgement, now, then in _STANDINGS]
    stands, reasons = _grouped(figures, standings), _grouped(figures, _REASONS)
    return (
        sentence(f"{when}，全市{len(figures)}项主要指标{_counts(figures, stands, reasons)}。", figures),
        *_named(stands, reasons),
        *_amounts(compilation, figures),
    )


def _grouped(figures: Sequence[Figure], told: Sequence[tuple[Judgement, str]]) -> list[_Group]:
    groups = [(said, [figure for figure in figures if figure.judgement is judgement]) for judgement, said in told]
    return [(said, group) for said, group in groups if group]


def _counts(figures: Sequence[Figure], stands: Sequence[_Group], reasons: Sequence[_Group]) -> str:
    """Count the standings and what is not judged; an only indicator is named, an only standing is said of all."""
    judged, unjudged = (sum(len(group) for _, group in groups) for groups in (stands, reasons))
    if len(figures) == 1:
        return f"，即{names_of(figures)}，{_one(stands, reasons)}"
    if not judged:
        return f"均{_one(stands, reasons)}" if len(reasons) == 1 else f"本期均{_UNJUDGED}，其中{_counted(reasons)}"
    if not unjudged:
        return f"均{stands[0][0]}" if len(stands) == 1 else f"中，{_counted(stands)}"
    all_alike = f"，{'均' if judged > 1 else ''}{stands[0][0]}" if len(stands) == 1 else f"，其中{_counted(stands)}"
    why = f"{reasons[0][0]}，{_UNJUDGED}" if len(reasons) == 1 else f"{_UNJUDGED}（{_counted(reasons)}）"
    return f"中，可评价{judged}项{all_alike}；其余{unjudged}项{why}"


def _one(stands: Sequence[_Group], reasons: Sequence[_Group]) -> str:
    return stands[0][0] if stands else f"{reasons[0][0]}，{_UNJUDGED}"


def _counted(groups: Sequence[_Group]) -> str:
    return PAUSE.join(f"{said}{len(group)}项" for said, group in groups)


def _named(stands: Sequence[_Group], reasons: Sequence[_Group]) -> Iterator[Sentence]:
    """Name the indicators that stand out: done, not on course, and without a target, which 二 does not tell.

    Where all that are judged stand alike, they are named; where all there are do, nobody needs names.
    """
    if len(stands) + len(reasons) == 1:
        return
    alike = [("可评价", group) for _, group in stands] if len(stands) == 1 else []
    apart = [(said, group) for said, group in stands if group[0].judgement is not Judgement.REACHED]
    untold = [(said, group) for said, group in reasons if said == _NO_TARGET]
    yield from sentences(_NAMELY if apart and not alike else "", map(_clause, [*(alike or apart), *untold]))


def _clause(group: _Group) -> Clause:
    said, figures = group
    return Clause(words(f"{said}的为{names_of(figures)}"), tuple(figures))


def _amounts(compilation: Compilation, figures: Sequence[Figure]) -> Iterator[Sentence]:
    """Give what one remembers: amounts near a round number; the exact ones stand in 二."""
    clauses = (
        Clause(words(bare_name(figure), quoted(told, figure)), (figure,))
        for figure in figures
        if (told := _about(compilation, figure))
    )
    yield from sentences("从总量看，", clauses, COMMA)


def _about(compilation: Compilation, figure: Figure) -> str:
    """Say a whole amount of this period roundly; what is carried, incomplete or not an amount stays exact."""
    topic = Topic.of(compilation.catalogue, figure)
    if figure.value is None or figure.lacks or figure.under_review or is_carried(figure) or not topic.counted:
        return ""
    return about_amount(rounded(figure.value, figure.places), figure.measure)

"""三、存在问题: indicators and tasks that lag, units towards the end, and figures that are missing.

The section is never empty: where nothing lags, it says so.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from reporting.model.figures import Compilation, Figure, Sentence
from reporting.model.words import Judgement, State
from reporting.narrative.counties import units_behind
from reporting.narrative.names import joined, listed, sentence, short_name
from reporting.narrative.standing import LAGGING, distance_words
from reporting.narrative.times import is_plain, items_of
from reporting.narrative.wording import lacking_units

# More lagging tasks than these are counted, and the annex names them all.
MOST_TASKS = 3
_LAGGING = {
    Judgement.FAR_BEHIND: "严重滞后",
    Judgement.BEHIND: "滞后",
    Judgement.NOT_REACHED: "未达到年度目标",
}
_MISSING = {State.NOT_SUBMITTED: "未报送", State.RETURNED: "退回未改"}


def problems(compilation: Compilation, figures: Sequence[Figure]) -> tuple[Sentence, ...]:
    """Tell what is behind: key indicators, tasks, counties, and what missing figures keep from being judged."""
    return (
        _indicators_behind(compilation, figures),
        *_tasks_behind(compilation, figures),
        *units_behind(compilation, figures),
        *_incomplete(compilation, figures),
        *_missing(figures),
    )


def _indicators_behind(compilation: Compilation, figures: Sequence[Figure]) -> Sentence:
    behind = [figure for judgement in _LAGGING for figure in figures if figure.judgement is judgement]
    if not behind:
        judged = [figure for figure in figures if figure.judgement and figure.judgement.judged]
        found = "可评价的主要指标中" if judged else "本期无可评价的主要指标"
        return sentence(f"{found}，暂无滞后指标。", judged or figures)
    return sentence(f"主要指标中，{'；'.join(_lagging(compilation, figure) for figure in behind)}。", behind)


def _lagging(compilation: Compilation, figure: Figure) -> str:
    """Name a lagging indicator, worst standing first, with how much it lacks."""
    indicator = compilation.catalogue.indicator_by_code[figure.code]
    counted = is_plain(indicator, items_of(compilation.catalogue, indicator))
    distance = distance_words(figure, indicator, counted=counted)
    words = next(words for judgement, words in _LAGGING.items() if judgement is figure.judgement)
    return f"{short_name(figure)}{words}{f'，{distance}' if distance else ''}"


def _tasks_behind(compilation: Compilation, key: Sequence[Figure]) -> Iterator[Sentence]:
    """Name the tasks with a lagging target of their own; the key indicators were told before."""
    told = {figure.code for figure in key}
    found = ((task.name, _behind(compilation, task.indicators, told)) for task in compilation.catalogue.tasks)
    tasks = [(name, behind) for name, behind in found if behind]
    lagging = list(dict.fromkeys(figure for _, behind in tasks for figure in behind))
    if not tasks:
        return
    if len(tasks) <= MOST_TASKS:
        named = listed(f"“{name}”的{joined([short_name(figure) for figure in behind])}" for name, behind in tasks)
        count = f"共{len(lagging)}项目标" if len(lagging) > 1 else ""
        yield sentence(f"重点任务中，{named}{count}进度滞后。", lagging)
    else:
        named = "".join(f"“{name}”" for name, _ in tasks[:MOST_TASKS])
        text = f"重点任务中，{named}等{len(tasks)}项任务的{len(lagging)}项目标进度滞后，详见附件。"
        yield sentence(text, lagging)


def _behind(compilation: Compilation, indicators: Sequence[str], told: set[str]) -> list[Figure]:
    figures = (compilation.figure(code) for code in indicators if code not in told)
    return [figure for figure in figures if figure is not None and figure.judgement in LAGGING]


def _incomplete(compilation: Compilation, figures: Sequence[Figure]) -> Iterator[Sentence]:
    """Say which units' missing figures keep a total from being judged; totals that lack the same share a sentence."""
    short = [figure for figure in figures if figure.lacks and figure.judgement is Judgement.INCOMPLETE]
    for lacks in dict.fromkeys((figure.lacks, figure.lacks_returned) for figure in short):
        same = [figure for figure in short if (figure.lacks, figure.lacks_returned) == lacks]
        units = lacking_units(same[0], compilation.catalogue.unit_name)
        why = "，".join(f"{names}{reason}" for names, reason in units)
        yield sentence(f"因{why}，{joined([short_name(figure) for figure in same])}本期未能评价。", same)


def _missing(figures: Sequence[Figure]) -> Iterator[Sentence]:
    """Say which figures of the whole city did not come."""
    for state, words in _MISSING.items():
        absent = [one for one in figures if one.value is None and not one.lacks and one.state is state]
        if absent:
            yield sentence(f"{joined([short_name(figure) for figure in absent])}数据{words}，本期未能评价。", absent)

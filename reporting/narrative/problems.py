"""三、存在问题: indicators and tasks that lag, units towards the end, and figures that are missing.

The section is never empty: where nothing lags, it says so.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from reporting.model.figures import Compilation, Figure, Sentence
from reporting.model.tags import Aspect
from reporting.model.words import Judgement, State
from reporting.narrative.counties import units_behind
from reporting.narrative.lacking import lacking_units
from reporting.narrative.names import names_of, short_name
from reporting.narrative.parts import COMMA, LONGEST, Clause, Words, between, quoted, sentence, sentences, words
from reporting.narrative.standing import LAGGING, distance_words, not_reached
from reporting.narrative.topic import Topic

# More lagging tasks than these are counted, and the annex names them all.
MOST_TASKS = 3
_MISSING = {State.NOT_SUBMITTED: "未报送", State.RETURNED: "退回未改"}


def problems(compilation: Compilation, figures: Sequence[Figure]) -> tuple[Sentence, ...]:
    """Tell what is behind: key indicators, tasks, counties, and what missing figures keep from being judged."""
    return (
        *_indicators_behind(compilation, figures),
        *_tasks_behind(compilation, figures),
        *units_behind(compilation, figures),
        *_incomplete(compilation, figures),
        *_missing(figures),
    )


def _indicators_behind(compilation: Compilation, figures: Sequence[Figure]) -> Iterator[Sentence]:
    behind = [figure for judgement in LAGGING for figure in figures if figure.judgement is judgement]
    if behind:
        clauses = (Clause(lagging_words(compilation, figure), (figure,)) for figure in behind)
        yield from sentences("主要指标中，", clauses)
        return
    judged = [figure for figure in figures if figure.judgement and figure.judgement.judged]
    found = "可评价的主要指标中" if judged else "本期无可评价的主要指标"
    yield sentence(f"{found}，暂无滞后指标。", judged or figures)


def lagging_words(compilation: Compilation, figure: Figure) -> Words:
    """Name a lagging indicator with its standing and how much it lacks: `技术交易额滞后，慢于时序进度7.4个百分点`."""
    topic = Topic.of(compilation.catalogue, figure)
    graded = figure.judgement is not Judgement.NOT_REACHED
    stands = quoted(str(figure.judgement) if graded else f"{not_reached(topic)}年度目标", figure, Aspect.JUDGEMENT)
    return between(COMMA, [words(short_name(figure), stands), distance_words(topic)])


def _tasks_behind(compilation: Compilation, key: Sequence[Figure]) -> Iterator[Sentence]:
    """Name the tasks with a lagging target of their own; the key indicators were told before."""
    told = {figure.code for figure in key}
    found = ((task.name, _behind(compilation, task.indicators, told)) for task in compilation.catalogue.tasks)
    tasks = [(name, behind) for name, behind in found if behind]
    if tasks:
        lagging = list(dict.fromkeys(figure for _, behind in tasks for figure in behind))
        each = _each_task(tasks, len(lagging))
        counted = len(tasks) > MOST_TASKS or len(each) > LONGEST
        yield sentence(_many_tasks(tasks, len(lagging)) if counted else each, lagging)


def _each_task(tasks: Sequence[tuple[str, list[Figure]]], lagging: int) -> str:
    named = "、".join(f"“{name}”的{names_of(behind)}" for name, behind in tasks)
    return f"重点任务中，{named}{f'共{lagging}项目标' if lagging > 1 else ''}进度滞后。"


def _many_tasks(tasks: Sequence[tuple[str, list[Figure]]], lagging: int) -> str:
    named = "".join(f"“{name}”" for name, _ in tasks[:MOST_TASKS])
    count = f"等{len(tasks)}项任务" if len(tasks) > MOST_TASKS else f"{len(tasks)}项任务" if len(tasks) > 1 else ""
    return f"重点任务中，{named}{count}的{lagging}项目标进度滞后，详见附件。"


def _behind(compilation: Compilation, indicators: Sequence[str], told: set[str]) -> list[Figure]:
    figures = (compilation.figure(code) for code in indicators if code not in told)
    return [figure for figure in figures if figure is not None and figure.judgement in LAGGING]


def _incomplete(compilation: Compilation, figures: Sequence[Figure]) -> Iterator[Sentence]:
    """Say which units' missing figures keep a total from being judged; totals that lack the same share a sentence."""
    short = [figure for figure in figures if figure.lacks and figure.judgement is Judgement.INCOMPLETE]
    for lacks in dict.fromkeys((figure.lacks, figure.lacks_returned) for figure in short):
        same = [figure for figure in short if (figure.lacks, figure.lacks_returned) == lacks]
        units = lacking_units(same[0], compilation.catalogue.unit_name)
        why = COMMA.join(f"{names}{reason}" for names, reason in units)
        yield sentence(f"因{why}，{names_of(same)}本期未能评价。", same)


def _missing(figures: Sequence[Figure]) -> Iterator[Sentence]:
    """Say which figures of the whole city did not come."""
    for state, said in _MISSING.items():
        absent = [one for one in figures if one.value is None and not one.lacks and one.state is state]
        if absent:
            yield sentence(f"{names_of(absent)}数据{said}，本期未能评价。", absent)

"""三、存在问题: indicators and tasks that lag, units towards the end, and data that is missing.

A unit without data is 未报送 and never the last; nobody is called the worst (domain 6).
"""

from __future__ import annotations

from collections.abc import Iterator

from reporting.model.figures import Compilation, Figure, Sentence
from reporting.model.words import Judgement
from reporting.narrative.overall import short_name
from reporting.narrative.wording import lacking_words, listed

_LAGGING = (Judgement.FAR_BEHIND, Judgement.BEHIND, Judgement.NOT_REACHED)
NAMED = 3


def problems(compilation: Compilation, figures: list[Figure]) -> tuple[Sentence, ...]:
    """Tell what is behind: key indicators, tasks, counties, and gaps in the data."""
    return (
        *_indicators_behind(figures),
        *_tasks_behind(compilation, figures),
        *_units_behind(compilation, figures),
        *_missing(compilation, figures),
    )


def _indicators_behind(figures: list[Figure]) -> Iterator[Sentence]:
    behind = [figure for judgement in _LAGGING for figure in figures if figure.judgement is judgement]
    if behind:
        told = listed(f"{short_name(figure)}（{figure.judgement}）" for figure in behind)
        yield _sentence(f"主要指标中，{told}{'均' if len(behind) > 1 else ''}未达到时序进度或目标水平。", behind)


def _tasks_behind(compilation: Compilation, key: list[Figure]) -> Iterator[Sentence]:
    """Name the tasks with a lagging target of their own; the key indicators were told before."""
    told = {figure.code for figure in key}
    city = compilation.catalogue.city.code
    lagging: list[Figure] = []
    named: list[str] = []
    for task in compilation.catalogue.tasks:
        own = [code for code in task.indicators if code not in told]
        found = [compilation.figures.get((code, city)) for code in own]
        behind = [figure for figure in found if figure is not None and figure.judgement in _LAGGING]
        if behind:
            lagging += behind
            named.append(f"“{task.name}”（{listed(short_name(figure) for figure in behind)}）")
    if named:
        yield _sentence(f"重点任务中，{listed(named)}等{len(lagging)}项目标进度滞后。", lagging)


def _units_behind(compilation: Compilation, figures: list[Figure]) -> Iterator[Sentence]:
    for figure in figures:
        placed = [
            one
            for (code, _), one in compilation.figures.items()
            if code == figure.code and one.rank is not None and one.judgement in _LAGGING
        ]
        last = sorted(placed, key=lambda one: -(one.rank or 0))[:NAMED]
        if last:
            order = {unit.code: unit.order for unit in compilation.catalogue.units}
            names = listed(
                compilation.catalogue.unit_name(one.unit) for one in sorted(last, key=lambda one: order[one.unit])
            )
            yield _sentence(f"分县（市、区）看，{short_name(figure)}进度{names}靠后。", last)


def _missing(compilation: Compilation, figures: list[Figure]) -> Iterator[Sentence]:
    """Say what could not be judged because units are missing."""
    names = {unit.code: unit.name for unit in compilation.catalogue.units}
    short = [figure for figure in figures if figure.lacks]
    for lacks in dict.fromkeys(figure.lacks for figure in short):
        same = [figure for figure in short if figure.lacks == lacks]
        told = listed(short_name(figure) for figure in same)
        yield _sentence(f"{told}{lacking_words(same[0], names)}，数据不全，暂不评价。", same)


def _sentence(text: str, figures: list[Figure]) -> Sentence:
    return Sentence(text, tuple((figure.code, figure.unit) for figure in figures))

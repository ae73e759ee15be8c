"""Sentences for a 工作提示单: which figures of one county, or of the tasks one office leads, lag and by how much.

Only a figure that is judged and lags is ever named: 待年度数据, 按年度认定, 数据不全, 暂无数据 and a year without
target (where there is at most an interpolated value) are no grounds for a letter; nor is 未达到 before the year is
over, as nothing says by how much it lags. A place is 靠后, never the last.
"""

from __future__ import annotations

from collections.abc import Iterable

from reporting.model.figures import Compilation, Figure, Sentence
from reporting.model.tags import Aspect
from reporting.model.words import Judgement
from reporting.narrative.counties import lagging_last
from reporting.narrative.indicators import told_of
from reporting.narrative.parts import COMMA, FULL_STOP, Words, between, quoted, sentence, words
from reporting.narrative.standing import LAGGING
from reporting.narrative.times import is_over

_AMONG = "在各县（市、区）中"
_TOWARDS_THE_END = "靠后"


def prompted_counties(compilation: Compilation) -> tuple[str, ...]:
    """Give the codes of the counties with a lagging figure, in official order."""
    counties = (unit.code for unit in compilation.catalogue.counties(compilation.period))
    return tuple(unit for unit in counties if _lagging(compilation, unit))


def prompted_leads(compilation: Compilation) -> tuple[str, ...]:
    """Give the codes of the offices that lead a task with a lagging target, in the plan's order."""
    leads = dict.fromkeys(task.lead for task in compilation.catalogue.tasks if task.lead)
    return tuple(lead for lead in leads if lead_prompts(compilation, lead))


def county_prompts(compilation: Compilation, unit: str) -> tuple[Sentence, ...]:
    """Tell each lagging figure of a county in a sentence of its own, in the plans' order; none where nothing lags."""
    return tuple(
        sentence(words(_graded(compilation, figure), FULL_STOP), [figure]) for figure in _lagging(compilation, unit)
    )


def lead_prompts(compilation: Compilation, lead: str) -> tuple[Sentence, ...]:
    """Tell each lagging target of the tasks an office leads, the city's figure, with its task; each target once."""
    told: dict[str, Sentence] = {}
    city = compilation.catalogue.city.code
    for task in compilation.catalogue.tasks:
        if task.lead == lead:
            for figure in _behind(compilation, task.indicators, city):
                text = words(f"“{task.name}”任务中，", _graded(compilation, figure), FULL_STOP)
                told.setdefault(figure.code, sentence(text, [figure]))
    return tuple(told.values())


def _lagging(compilation: Compilation, unit: str) -> list[Figure]:
    """Give a unit's lagging figures of the followed plan; another plan's target for it is not asked twice."""
    plan = compilation.catalogue.followed_plan
    codes = (one.code for one in compilation.catalogue.indicators if plan is None or one.plan == plan.code)
    return _behind(compilation, codes, unit)


def _behind(compilation: Compilation, codes: Iterable[str], unit: str) -> list[Figure]:
    figures = (compilation.figure(code, unit) for code in codes)
    return [figure for figure in figures if figure is not None and _is_ground(figure)]


def _is_ground(figure: Figure) -> bool:
    missed = figure.judgement is Judgement.NOT_REACHED
    return figure.judgement in LAGGING and (not missed or is_over(figure.period))


def _graded(compilation: Compilation, figure: Figure) -> Words:
    """Tell a figure as the briefing does, with how it is judged and whether it stands towards the end."""
    graded = figure.judgement is not Judgement.NOT_REACHED  # which is told with the target
    judged = words("评价为", quoted(str(figure.judgement), figure, Aspect.JUDGEMENT)) if graded else ()
    last = figure in lagging_last(compilation, figure.code)
    place = words(_AMONG, quoted(_TOWARDS_THE_END, figure, Aspect.RANK)) if last else ()
    return between(COMMA, [told_of(compilation, figure), judged, place])

"""The rows of the two task tables (domain 5) as printed texts, the same for the workbook and the document.

任务表 tells what the plan asks of whom; 季度进展表 tells how far it has come. A line has the same number in both.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from reporting.model.catalogue import Indicator, Plan, Target, Task
from reporting.model.figures import Compilation
from reporting.model.names import normalised
from reporting.model.periods import Period
from reporting.model.tags import Aspect
from reporting.model.words import TargetKind
from reporting.products import printed, quoted
from reporting.products.departments import TASKS, entries_by_key, form_with, labels_of, said, why_silent
from reporting.products.quoted import Words

Texts = Mapping[str, Words]

KEY_GROUP = "主要指标"
PROGRESS, PROBLEMS, NEXT = "主要进展", "存在问题", "下一步打算"
# A template may show as many target years as it has columns for.
TARGET_COLUMNS = ("目标一", "目标二", "目标三", "目标四", "目标五", "目标六")
TASK_MERGED = {"抓手": "抓手", "重点任务": "任务编号", "牵头单位": "任务编号", "责任单位": "任务编号"}
PROGRESS_MERGED = dict.fromkeys((PROGRESS, PROBLEMS, NEXT, "牵头单位"), "任务编号")
# The field whose rows should share a page: a task's rows, and the heading of a group with what comes first in it.
TOGETHER = "同页"
_EVERY_YEAR = (TargetKind.EACH_YEAR, TargetKind.YEARLY_MEAN, TargetKind.YEARLY_GROWTH, TargetKind.COMPARISON)
_NUMERALS = "一二三四五六七八九十"


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the tables: an indicator of a task, or of none, or a task that has none."""

    number: int
    group: str
    task: Task | None
    indicator: Indicator | None


def lines(compilation: Compilation) -> tuple[Line, ...]:
    """Give the plan's lines: the key indicators, the tasks in order, then what it promises outside its tasks."""
    plan = compilation.catalogue.followed_plan
    found = [*_key_lines(compilation, plan), *_task_lines(compilation, plan), *_other_lines(compilation, plan)]
    return tuple(Line(number, *parts) for number, parts in enumerate(found, 1))


_Parts = tuple[str, Task | None, Indicator | None]


def _of_plan(compilation: Compilation, plan: Plan | None) -> list[Indicator]:
    return [one for one in compilation.catalogue.indicators if plan is not None and one.plan == plan.code]


def _key_lines(compilation: Compilation, plan: Plan | None) -> Iterator[_Parts]:
    yield from ((KEY_GROUP, None, indicator) for indicator in _of_plan(compilation, plan) if indicator.key)


def _task_lines(compilation: Compilation, plan: Plan | None) -> Iterator[_Parts]:
    for task in compilation.catalogue.tasks:
        if plan is not None and task.plan == plan.code:
            found = [compilation.catalogue.indicator_by_code.get(code) for code in task.indicators]
            yield from ((task.group, task, indicator) for indicator in found or [None])


def _other_lines(compilation: Compilation, plan: Plan | None) -> Iterator[_Parts]:
    told = {code for task in compilation.catalogue.tasks for code in task.indicators}
    for indicator in _of_plan(compilation, plan):
        if not indicator.key and indicator.code not in told:
            targets = compilation.catalogue.targets_of(indicator.code)
            yield (targets[0].place if targets else "其他", None, indicator)


def target_years(compilation: Compilation) -> tuple[int, ...]:
    """Give the years the plan sets its key indicators targets for, its base year aside."""
    plan = compilation.catalogue.followed_plan
    every = _of_plan(compilation, plan)
    chosen = [one for one in every if one.key] or every
    targets = [target for one in chosen for target in compilation.catalogue.targets_of(one.code)]
    return tuple(sorted({target.last_year for target in targets if target.kind is TargetKind.END}))


def headings(compilation: Compilation) -> Mapping[str, str]:
    """Give the words of the tables' headings that depend on plan and period."""
    plan, period = compilation.catalogue.followed_plan, compilation.period
    years = [f"{year}年目标" for year in target_years(compilation)]
    shown = dict(zip(TARGET_COLUMNS, years + [""] * len(TARGET_COLUMNS), strict=False))
    return {
        "规划": plan.name if plan else "",
        "文号": plan.number if plan else "",
        "基数": f"{plan.base_year}年基数" if plan else "",
        "最终目标": f"{plan.last_year}年目标" if plan else "",
        "报告期": period.label,
        "累计月份": period.months,
        **shown,
    }


def task_rows(compilation: Compilation) -> tuple[Texts, ...]:
    """Give the rows of 任务表."""
    plan, years = compilation.catalogue.followed_plan, target_years(compilation)
    return tuple(_task_row(compilation, line, plan, years) for line in lines(compilation))


def _task_row(compilation: Compilation, line: Line, plan: Plan | None, years: tuple[int, ...]) -> Texts:
    task, indicator = line.task, line.indicator
    targets = _preferred(compilation, line)
    by_year = [_target(_due_in(targets, year), year, compilation) for year in years]
    base = next(
        (one for one in targets if one.kind is TargetKind.BASE and plan and one.last_year == plan.base_year), None
    )
    return {
        "序号": str(line.number),
        "抓手": line.group,
        "重点任务": task_name(task) if task else "",
        "任务编号": task.code if task else "",
        TOGETHER: task.code if task else line.group,
        "主要指标": indicator.name if indicator else "—",
        "单位": indicator.measure if indicator else "",
        "基数": _target(base, plan.base_year, compilation) if plan else "",
        **dict(zip(TARGET_COLUMNS, by_year + [""] * len(TARGET_COLUMNS), strict=False)),
        "牵头单位": compilation.catalogue.unit_name(task.lead) if task else "",
        "责任单位": "、".join(compilation.catalogue.unit_name(unit) for unit in task.support) if task else "",
    }


def _target(target: Target | None, year: int, compilation: Compilation) -> Words:
    """Print a target that is due in a year; its key bears that year."""
    if target is None:
        return ""
    city = compilation.catalogue.city.code
    return quoted.of_code(printed.target_text(target), Period(year), target.indicator, city, Aspect.TARGET)


def task_name(task: Task) -> str:
    """Print a task with its number in the plan: `5.打造新型实验室体系`."""
    number = re.search(r"\d+\Z", task.code)
    return f"{number.group()}.{task.name}" if number else task.name


def _preferred(compilation: Compilation, line: Line) -> tuple[Target, ...]:
    """Give the line's targets, those that stand in the task's own text first: 超6500家 there, 6500 in the table."""
    if line.indicator is None:
        return ()
    targets = compilation.catalogue.targets_of(line.indicator.code)
    place = line.task.code if line.task else ""
    return tuple(sorted(targets, key=lambda target: target.place != place)) if place else targets


def _due_in(targets: tuple[Target, ...], year: int) -> Target | None:
    """Give the target of a year; what is promised for every year of a span stands in each of them."""
    promises = [target for target in targets if target.kind is not TargetKind.BASE]
    due = (target for target in promises if target.last_year == year and target.kind not in _EVERY_YEAR)
    every = (one for one in promises if one.kind in _EVERY_YEAR and one.first_year <= year <= one.last_year)
    return next(due, None) or next(every, None)


def year_targets(compilation: Compilation, line: Line) -> Iterator[tuple[int, bool, Words]]:
    """Give an indicator's target of every year the plan has one for, and its base: (year, whether base, words)."""
    plan, targets = compilation.catalogue.followed_plan, _preferred(compilation, line)
    if plan is None:
        return
    base = next((one for one in targets if one.kind is TargetKind.BASE and one.last_year == plan.base_year), None)
    if base is not None:
        yield plan.base_year, True, _target(base, plan.base_year, compilation)
    for year in range(plan.first_year, plan.last_year + 1):
        due = _due_in(targets, year)
        if due is not None:
            yield year, False, _target(due, year, compilation)


def progress_rows(compilation: Compilation) -> tuple[Texts, ...]:
    """Give the rows of 季度进展表: a line for each 抓手, each task, and each indicator."""
    rows: list[Texts] = []
    group, task_code = None, None
    words = task_words(compilation)
    for line in lines(compilation):
        if line.group != group:
            number = ordinal(len({row["抓手"] for row in rows}))
            rows.append({**_blank(line, ""), "序号": number, "指标": line.group, "任务编号": ""})
            group, task_code = line.group, None
        said_of_task = words.get(line.task.code, {}) if line.task else {}
        if line.task is not None and line.task.code != task_code:
            number = "" if line.indicator else str(line.number)
            rows.append({**_blank(line, number), "指标": task_name(line.task), **said_of_task})
            task_code = line.task.code
        if line.indicator is not None:
            rows.append({**progress_row(compilation, line), **said_of_task})
    return tuple(rows)


def brief_rows(compilation: Compilation) -> tuple[Texts, ...]:
    """Give the rows of the briefing's 重点任务进展表: the tasks' indicators and what the leads say, in few columns."""
    words = task_words(compilation)
    rows: list[Texts] = []
    for line in lines(compilation):
        if line.task is None:
            continue
        plain = _task_row(compilation, line, compilation.catalogue.followed_plan, target_years(compilation))
        figures = progress_row(compilation, line) if line.indicator else _blank(line, "")
        shown = {"主要指标": plain["主要指标"], "重点任务": plain["重点任务"], "评价": figures["亮灯"]}
        rows.append({**figures, **shown, "最终目标": _final_text(compilation, line), **words[line.task.code]})
    return tuple(rows)


def _final_text(compilation: Compilation, line: Line) -> Words:
    """Print the plan's last target of a line."""
    plan = compilation.catalogue.followed_plan
    if plan is None:
        return ""
    return _target(_due_in(_preferred(compilation, line), plan.last_year), plan.last_year, compilation)


def ordinal(place: int) -> str:
    """Write a place, from nought on, as lists of duties count: 一, 十, 十一, 二十, 二十一."""
    tens, ones = divmod(place + 1, 10)
    head = "" if not tens else "十" if tens == 1 else f"{_NUMERALS[tens - 1]}十"
    return head + (_NUMERALS[ones - 1] if ones else "")


_MEASURED = ("单位", "上年同期", "年度目标", "完成", "完成率", "与时序差", "同比", "灯", "亮灯", "备注")


def _blank(line: Line, number: str) -> dict[str, Words]:
    texts = dict.fromkeys((*_MEASURED, PROGRESS, PROBLEMS, NEXT, "牵头单位"), "")
    return {
        **texts,
        "序号": number,
        "抓手": line.group,
        "任务编号": line.task.code if line.task else "",
        TOGETHER: line.task.code if line.task else line.group,
    }


def progress_row(compilation: Compilation, line: Line) -> dict[str, Words]:
    """Give an indicator's row of 季度进展表, without what is said of its task."""
    indicator = line.indicator
    assert indicator is not None, "only lines with an indicator come here"
    # U+3000: an indicator stands one character in below its task.
    indent = "　" if line.task else ""
    row = {**_blank(line, str(line.number)), "指标": f"{indent}{indicator.name}", "单位": indicator.measure}
    figure = compilation.figure(indicator.code)
    if figure is None:
        return row
    lamp = printed.lamp(figure)
    return row | {
        "上年同期": quoted.base(figure),
        "年度目标": quoted.wanted(figure),
        "完成": quoted.value(figure),
        "完成率": quoted.progress(figure),
        "与时序差": quoted.gap(figure),
        "同比": quoted.growth(figure),
        "灯": lamp.sign,
        "亮灯": quoted.judgement(figure),
        "备注": printed.remark_text(figure, compilation.catalogue),
    }


def task_words(compilation: Compilation) -> Mapping[str, Mapping[str, str]]:
    """Give, by task, what its lead says of it and who that is; where nothing came, why."""
    form = form_with(compilation, TASKS)
    entries = entries_by_key(compilation, form)
    told = {}
    for task in compilation.catalogue.tasks:
        own = entries.get(normalised(task.code), ())
        texts = {label: said(own, label) for label in (PROGRESS, PROBLEMS, NEXT) if label in labels_of(form)}
        if not own:
            texts[PROGRESS] = why_silent(compilation, form, task.reporter)
        told[task.code] = {**texts, "牵头单位": compilation.catalogue.unit_name(task.lead)}
    return told

"""The lines of the task tables as staff's own table may ask for them: all their fields together, by name."""

from __future__ import annotations

from collections.abc import Mapping

from reporting.model.figures import Compilation
from reporting.products.headed import BASE, LAMP, TARGET
from reporting.products.matching import Known
from reporting.products.quoted import Words
from reporting.products.taskrows import (
    NEXT,
    PROBLEMS,
    PROGRESS,
    Line,
    lines,
    progress_row,
    task_name,
    task_words,
    year_targets,
)

_SAID = (PROGRESS, PROBLEMS, NEXT, "牵头单位", "责任单位")


def known_lines(compilation: Compilation) -> tuple[Known, ...]:
    """Give every indicator's line, and every task's own."""
    words = task_words(compilation)
    found: list[Known] = []
    told: set[str] = set()
    for line in lines(compilation):
        task = task_name(line.task) if line.task else ""
        # Of a line outside the tasks nobody writes: its cells stay empty, as they do in the shipped table.
        said = _of_task(compilation, line, words.get(line.task.code, {})) if line.task else dict.fromkeys(_SAID, "")
        if line.task and task not in told:
            told.add(task)
            found.append(Known(said, "", task, line.group))
        if line.indicator:
            fields = {**_figures(compilation, line), **said}
            found.append(Known(fields, line.indicator.name, task, line.group))
    return tuple(found)


def _of_task(compilation: Compilation, line: Line, words: Mapping[str, str]) -> dict[str, Words]:
    task = line.task
    assert task is not None, "only lines with a task come here"
    support = "、".join(compilation.catalogue.unit_name(unit) for unit in task.support)
    return {**words, "责任单位": support}


def _figures(compilation: Compilation, line: Line) -> dict[str, Words]:
    row = progress_row(compilation, line)
    taken = ("单位", "上年同期", "年度目标", "完成", "完成率", "与时序差", "同比", "备注")
    targets = {
        f"{BASE if is_base else TARGET}{year}": words for year, is_base, words in year_targets(compilation, line)
    }
    plan = compilation.catalogue.followed_plan
    base = {BASE: targets[f"{BASE}{plan.base_year}"]} if plan and f"{BASE}{plan.base_year}" in targets else {}
    lamp: dict[str, Words] = {LAMP: f"{row['灯']}{row['亮灯']}"}
    return {**{field: row[field] for field in taken}, **lamp, **targets, **base}

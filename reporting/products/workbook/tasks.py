"""任务进展 and 重大项目: what departments report of the plan's tasks and projects, as they wrote it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from reporting.model.catalogue import Form
from reporting.model.figures import Compilation
from reporting.products.departments import PROJECTS, form_with, labels_of
from reporting.products.printed import LEGEND, lamp_colour
from reporting.products.projectrows import project_rows
from reporting.products.quoted import unkeyed
from reporting.products.taskrows import progress_rows
from reporting.products.workbook.tables import (
    Cell,
    Column,
    Shown,
    Styled,
    begin,
    finish,
    put_notes,
    put_rows,
    widest,
)
from reporting.sheets.write import Draft

TASKS_SHEET, PROJECTS_SHEET = "任务进展", "重大项目"
_TASKS = (
    ("序号", Column("序号", 6, "centre")),
    ("指标", Column("指标（任务）", 28)),
    ("单位", Column("计量单位", 7, "centre")),
    ("上年同期", Column("上年同期", 9, "centre")),
    ("年度目标", Column("年度目标", 11, "centre")),
    ("完成", Column("本期完成", 12, "centre")),
    ("完成率", Column("完成率（%）", 8, "number")),
    ("与时序差", Column("与时序差（百分点）", 11, "centre")),
    ("同比", Column("同比", 11, "centre")),
    ("亮灯", Column("评价", 12, "centre")),
    ("主要进展", Column("主要进展", 30)),
    ("存在问题", Column("存在问题", 22)),
    ("下一步打算", Column("下一步打算", 22)),
    ("牵头单位", Column("牵头单位", 12)),
    ("备注", Column("备注", 20)),
)
_OF_TASK = ("主要进展", "存在问题", "下一步打算", "牵头单位")
_PRINTED = ("序号", "项目名称", "类型", "期限", "建设地点", "总投资", "五年计划投资")
_REPORTER = "填报单位"


def tasks(draft: Draft, compilation: Compilation) -> list[Shown]:
    """Write every task with its indicators, and what its lead says of it."""
    rows = unkeyed(progress_rows(compilation))
    if not compilation.catalogue.tasks or not rows:
        return []
    columns = [column for _, column in _TASKS]
    page = begin(draft, compilation, TASKS_SHEET, f"{compilation.period.label}重点任务进展", columns)
    cells = [[_task_cell(draft, row, field) for field, _ in _TASKS] for row in _said_once(rows)]
    after = put_rows(page, columns, cells)
    last = put_notes(page, after, columns, (LEGEND,))
    finish(page, columns, last - 1)
    return [Shown(TASKS_SHEET, "主要指标、24项任务等的目标进度，牵头单位填报的进展、问题和打算", len(rows))]


def projects(draft: Draft, compilation: Compilation) -> list[Shown]:
    """Write every project with what its reporter says of it."""
    rows = unkeyed(project_rows(compilation))
    if not rows:
        return []
    labels = _project_labels(form_with(compilation, PROJECTS))
    columns = [_project_column(label, rows) for label in labels]
    title = f"{compilation.period.label}重大项目进展（金额单位：万元）"
    page = begin(draft, compilation, PROJECTS_SHEET, title, columns)
    after = put_rows(page, columns, [[row.get(label, "") for label in labels] for row in rows])
    last = put_notes(page, after, columns, (LEGEND,))
    finish(page, columns, last - 1)
    return [Shown(PROJECTS_SHEET, "重大项目的投资、形象进度和状态", len(rows))]


def _said_once(rows: Sequence[Mapping[str, str]]) -> list[Mapping[str, str]]:
    """Let what is said of a task stand once, beside its name, not again beside each of its indicators."""
    told = [
        row.get("任务编号", "") and row["任务编号"] == before.get("任务编号")
        for before, row in zip(({}, *rows), rows, strict=False)
    ]
    blank = dict.fromkeys(_OF_TASK, "")
    return [{**row, **blank} if again else row for again, row in zip(told, rows, strict=True)]


def _task_cell(draft: Draft, row: Mapping[str, str], field: str) -> Cell:
    text = row.get(field, "")
    if field == "亮灯" and text:
        return Styled(f"{row.get('灯', '')}{text}", draft.style("centre", font_color=f"#{lamp_colour(text)}"))
    heading = not row.get("单位") and field == "指标"
    return Styled(text, draft.style("text", bold=True)) if heading else text


def _project_labels(form: Form | None) -> list[str]:
    reported = [label for label in labels_of(form) if label not in _PRINTED]
    return [*_PRINTED, *reported, _REPORTER]


def _project_column(label: str, rows: Sequence[Mapping[str, str]]) -> Column:
    texts = [row.get(label, "") for row in rows]
    numeric = sum(bool(text) and text.replace(".", "").replace("-", "").isdigit() for text in texts) * 2 > len(texts)
    style = "centre" if label in ("序号", "类型", "期限") else "number" if numeric else "text"
    return Column(label, widest([label[:6], *texts], 7, 36), style)

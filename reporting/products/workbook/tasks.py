"""任务进展 and 重大项目: what departments report of the plan's tasks and projects, as they wrote it."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from decimal import Decimal

from reporting.model.catalogue import Form
from reporting.model.grid import address
from reporting.model.tags import Aspect, Tag
from reporting.products.departments import PROJECTS, TASKS, form_with, labels_of
from reporting.products.printed import LEGEND, MINUS, lamp_colour
from reporting.products.projectrows import project_rows
from reporting.products.taskrows import Line, lines, progress_rows
from reporting.products.workbook.tables import (
    FIRST_ROW,
    Book,
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
from reporting.sheets.write import Formula, decimals

TASKS_SHEET, PROJECTS_SHEET = "任务进展", "重大项目"
_SOURCE = "来源"
_TASKS = (
    ("序号", Column("序号", 6, "centre")),
    ("指标", Column("指标（任务）", 26)),
    ("单位", Column("计量单位", 10, "centre")),
    ("上年同期", Column("上年同期", 10, "number")),
    ("年度目标", Column("年度目标", 17, "number")),
    ("完成", Column("本期完成", 19, "number")),
    ("完成率", Column("完成率（%）", 8, "number")),
    ("与时序差", Column("与时序差\n（百分点）", 20, "centre")),
    ("同比", Column("同比", 13, "centre")),
    ("亮灯", Column("评价", 17, "centre")),
    ("主要进展", Column("主要进展", 28)),
    ("存在问题", Column("存在问题", 20)),
    ("下一步打算", Column("下一步打算", 20)),
    ("牵头单位", Column("牵头单位", 12)),
    ("备注", Column("备注", 18)),
    (_SOURCE, Column(_SOURCE, 10, "link")),
)
_ASPECTS = {
    "上年同期": Aspect.BASE,
    "年度目标": Aspect.TARGET,
    "完成": Aspect.VALUE,
    "完成率": Aspect.PROGRESS,
    "与时序差": Aspect.GAP,
    "同比": Aspect.GROWTH,
}
_OF_TASK = ("主要进展", "存在问题", "下一步打算", "牵头单位")
_PRINTED = ("序号", "项目名称", "类型", "期限", "建设地点", "总投资", "五年计划投资")
_REPORTER = "填报单位"
_NUMBER = re.compile(rf"{MINUS}?\d+(?:\.(\d+))?")


def tasks(book: Book) -> list[Shown]:
    """Write every task with its indicators, and what its lead says of it."""
    rows = progress_rows(book.compilation)
    if not book.compilation.catalogue.tasks or not rows:
        return []
    columns = [column for _, column in _TASKS]
    page = begin(book, TASKS_SHEET, f"{book.compilation.period.label}重点任务进展", columns)
    numbered = {str(line.number): line for line in lines(book.compilation)}
    cells = [
        [_task_cell(book, column, row, field, numbered.get(str(row["序号"]))) for field, column in _TASKS]
        for row in _said_once(rows)
    ]
    after = put_rows(book, page, columns, cells)
    last = put_notes(page, after, columns, (LEGEND,))
    finish(page, columns, last - 1)
    page.freeze(FIRST_ROW, 3)
    what = f"主要指标、{len(book.compilation.catalogue.tasks)}项任务等的目标进度，牵头单位填报的进展、问题和打算"
    return [Shown(TASKS_SHEET, what, len(rows))]


def projects(book: Book) -> list[Shown]:
    """Write every project with what its reporter says of it, headed by the sums as live formulas."""
    rows = project_rows(book.compilation)
    if not rows:
        return []
    labels = _project_labels(form_with(book.compilation, PROJECTS))
    columns = [*(_project_column(label, rows) for label in labels), Column(_SOURCE, 10, "link")]
    title = f"{book.compilation.period.label}重大项目进展（金额单位：万元）"
    page = begin(book, PROJECTS_SHEET, title, columns)
    keys = ("", *(one.code for one in book.compilation.catalogue.projects))
    sums, *others = [
        [
            *(
                _cell(book, column, row.get(label, ""), _of_row(book, PROJECTS, label, key))
                for label, column in zip(labels, columns, strict=False)
            ),
            _source_of(book, PROJECTS, key),
        ]
        for row, key in zip(rows, keys, strict=True)
    ]
    after = put_rows(book, page, columns, [_summed(book, sums, len(others)), *others])
    last = put_notes(page, after, columns, (LEGEND,))
    finish(page, columns, last - 1)
    page.freeze(FIRST_ROW, 3)
    return [Shown(PROJECTS_SHEET, "重大项目的投资、形象进度和状态", len(rows))]


def _cell(book: Book, column: Column, given: object, tag: Tag | None) -> Styled:
    """Give a printed text as a cell: a figure that is a number as one that people can reckon with, no year or place."""
    text = str(given)
    number = _NUMBER.fullmatch(text)
    if number is None or column.style == "text" or (column.style != "number" and tag is None):
        return Styled(text, tag=tag if column.style != "text" else None)
    style = book.draft.style(column.style, num_format=decimals(len(number[1] or "")))
    return Styled(Decimal(text.replace(MINUS, "-")), style, tag)


def _source_of(book: Book, seed: str, key: str) -> Styled:
    """Give the way to the row that a department wrote, in a cell of its own: its texts are too long to be links."""
    tag = _entry_tag(book, seed, key)
    way = book.origins.way(tag) if tag else None
    if tag is None or way is None:
        return Styled("", "text")
    return Styled(f"第{way.first}行", "link", tag)


def _of_row(book: Book, seed: str, label: str, key: str) -> Tag | None:
    """Give the key of a number that a department wrote under a label of its list."""
    return _entry_tag(book, seed, key) if label in labels_of(form_with(book.compilation, seed)) else None


def _entry_tag(book: Book, seed: str, key: str) -> Tag | None:
    """Give the key of a row of a department's list, None where there is none."""
    form = form_with(book.compilation, seed)
    owner = book.origins.owner(form.code, key) if form and key else None
    return book.tag(form.code, owner, key=key) if form and owner else None


def _summed(book: Book, cells: Sequence[Styled], count: int) -> list[Cell]:
    """Let the sums follow the projects below them."""
    summed: list[Cell] = []
    for column, cell in enumerate(cells, start=1):
        if isinstance(cell.value, Decimal):
            below = f"{address(FIRST_ROW + 1, column)}:{address(FIRST_ROW + count, column)}"
            style = book.draft.style("total", places=len(f"{cell.value:f}".partition(".")[2]))
            summed.append(Styled(Formula(f"=SUM({below})", cell.value), style))
        else:
            summed.append(Styled(cell.value, book.draft.style("text", bold=True, bg_color="#F2F2F2")))
    return summed


def _said_once(rows: Sequence[Mapping[str, object]]) -> list[Mapping[str, object]]:
    """Let what is said of a task stand once, beside its name, not again beside each of its indicators."""
    told = [
        row.get("任务编号", "") and row["任务编号"] == before.get("任务编号")
        for before, row in zip(({}, *rows), rows, strict=False)
    ]
    blank = dict.fromkeys(_OF_TASK, "")
    return [{**row, **blank} if again else row for again, row in zip(told, rows, strict=True)]


def _task_cell(book: Book, column: Column, row: Mapping[str, object], field: str, line: Line | None) -> Cell:
    text = str(row.get(field, ""))
    if field == "亮灯" and text:
        style = book.draft.style("centre", font_color=f"#{lamp_colour(text)}")
        return Styled(f"{row.get('灯', '')}{text}", style)
    if field == "指标" and not row.get("单位"):
        return Styled(text, book.draft.style("text", bold=True))
    if line is not None and line.indicator is not None and field in _ASPECTS:
        return _cell(book, column, text, book.tag(line.indicator.code, aspect=_ASPECTS[field]))
    if field == _SOURCE:
        return _source_of(book, TASKS, str(row["任务编号"])) if row.get("牵头单位") else ""
    return _cell(book, column, text, None)


def _project_labels(form: Form | None) -> list[str]:
    reported = [label for label in labels_of(form) if label not in _PRINTED]
    return [*_PRINTED, *reported, _REPORTER]


def _project_column(label: str, rows: Sequence[Mapping[str, object]]) -> Column:
    texts = [str(row.get(label, "")) for row in rows]
    numeric = sum(bool(text) and text.replace(".", "").replace("-", "").isdigit() for text in texts) * 2 > len(texts)
    style = "centre" if label in ("序号", "类型", "期限") else "number" if numeric else "text"
    return Column(label, widest([label[:6], *texts], 7, 36), style)

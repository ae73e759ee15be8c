"""The rows of an issued 清单表: the sender's own projects or tasks, or an open list to be filled from the top."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from reporting.model.catalogue import COUNTY, ZONE, Catalogue, FormColumn, Project, Task
from reporting.model.grid import address, column_letters
from reporting.model.words import Content, ItemKind
from reporting.products.formchecks import Past, choice, input_rule, short_text
from reporting.products.formsheet import SENDER_ROW, Asked, Leaf, begin, finish, foot, make_room, protect
from reporting.products.issue import Order
from reporting.sheets.width import MARGIN, text_width

# Departments' own words on a task are printed in a table: longer ones do not fit (domain 5).
LONGEST_WORDS = 150
# An open list has room for this many rows, or for a fifth more than the last one had.
OPEN_ROWS = 200
_DRAWN_ROWS = 15
_LAST_RULED = 5000
_CODE_WIDTH, _WORDS_WIDTH = 24, 42
# Codes are texts: as numbers they would lose their last digits and leading noughts.
_AS_TEXT: dict[str, Any] = {"num_format": "@"}
_OPEN_STYLES = {Content.NUMBER: "input", Content.STAGE: "input stage", Content.UNIT: "input stage"}
_PROJECTS, _TASKS = "项目", "任务"


@dataclass(frozen=True, slots=True)
class Seed:
    """What is printed into the row of a project or task: its key, and fields by the columns' labels."""

    key: str
    words: Mapping[str, str]
    numbers: Mapping[str, Decimal]


def seeds(order: Order, kind: str) -> tuple[Seed, ...]:
    """Give the projects or tasks that the sender reports on."""
    catalogue, sender = order.catalogue, order.sender.code
    if kind == _PROJECTS:
        return tuple(_project(project) for project in catalogue.projects if project.reporter == sender)
    if kind == _TASKS:
        return tuple(_task(task, catalogue) for task in catalogue.tasks if (task.reporter or task.lead) == sender)
    return ()


def _project(project: Project) -> Seed:
    words = {
        "项目名称": project.name,
        "建设地点": project.place,
        "建设内容": project.content,
        "建设单位": project.owner,
        "类型": project.kind,
        "期限": f"{project.first_year}—{project.last_year}年",
    }
    numbers = {"总投资": project.total, "五年计划投资": project.planned, "十四五计划投资": project.planned}
    return Seed(project.code, words, numbers)


def _task(task: Task, catalogue: Catalogue) -> Seed:
    words = {"重点任务": task.name, "任务": task.name, "抓手": task.group, "牵头单位": catalogue.unit_name(task.lead)}
    return Seed(task.code, words, {})


def lay_seeded(leaf: Leaf, order: Order, rows: Sequence[Seed]) -> None:
    """Lay out a list whose rows are known: names are printed, all else is asked for."""
    begin(leaf, [_seeded_width(leaf, place, rows) for place in range(1, leaf.width + 1)])
    for row, seed in enumerate(rows, leaf.first):
        for place, column in enumerate(leaf.form.columns, 1):
            _seeded_cell(leaf, order, (row, place), column, seed)
        words = {place: seed.words.get(column.label, "") for place, column in enumerate(leaf.form.columns, 1)}
        make_room(leaf, row, words)
    for place, column in enumerate(leaf.form.columns, 1):
        _rule(leaf, order, place, column, leaf.heading + len(rows))
    finish(leaf, leaf.heading + len(rows))


def _seeded_cell(leaf: Leaf, order: Order, at: tuple[int, int], column: FormColumn, seed: Seed) -> None:
    item = order.item_of(column)
    if column.content is Content.KEY:
        leaf.page.put(*at, seed.key, "centre")
    elif column.content is Content.TEXT and column.label in seed.words:
        leaf.page.put(*at, seed.words[column.label], "text")
    elif column.content is Content.NUMBER:
        code = item.code if item else ""
        known = seed.numbers.get(column.label) if column.measure in ("", "万元") else None
        style = "input" if known is None else "input known"
        leaf.ask(*at, known, style, Asked(code, key=seed.key, places=item.decimals if item else None))
    else:
        style = "input stage" if column.content is Content.STAGE else "input text"
        leaf.ask(*at, None, style, Asked(item.code if item else "", key=seed.key))


def _seeded_width(leaf: Leaf, place: int, rows: Sequence[Seed]) -> float:
    column, label = leaf.form.columns[place - 1], leaf.labels[place - 1]
    if column.content is Content.KEY:
        return max([text_width(label) + MARGIN, *(text_width(seed.key) + MARGIN for seed in rows)])
    if column.content is Content.TEXT:
        known = any(column.label in seed.words for seed in rows)
        return 26 if known or leaf.form.seed != _TASKS else _WORDS_WIDTH
    return {Content.EXPLANATION: 22, Content.STAGE: 11}.get(column.content, 14)


def lay_open(leaf: Leaf, order: Order) -> None:
    """Lay out a list of unknown length: it runs on downwards, and who signs stands above it.

    Whole columns are open, so that a list of any length can be pasted in; borders come with what is filled in, so that
    only filled rows are printed.
    """
    begin(leaf, [_open_width(column, label) for column, label in zip(leaf.form.columns, leaf.labels, strict=True)])
    _blank(leaf)
    foot(leaf, SENDER_ROW + 1)
    last = leaf.heading + _open_rows(leaf, order)
    for place, column in enumerate(leaf.form.columns, 1):
        _open_column(leaf, order, place, column, last)
        _rule(leaf, order, place, column, last)
    _border_what_is_filled(leaf, last)
    leaf.page.paper(landscape=True, headings=(1, leaf.heading))
    protect(leaf, insert_rows=True)


def _blank(leaf: Leaf) -> None:
    """Lock what lies between the foot's cells, for the columns themselves are open."""
    for row in range(SENDER_ROW + 1, leaf.heading):
        for place in range(1, leaf.width + 1):
            leaf.page.put(row, place, None)


def _open_rows(leaf: Leaf, order: Order) -> int:
    known = len(order.earlier.rows.get((leaf.form.code, order.sender.code), ()))
    return max(OPEN_ROWS, known + known // 5)


def _open_width(column: FormColumn, label: str) -> float:
    if column.content is Content.KEY:
        return _CODE_WIDTH
    least = {Content.TEXT: 20, Content.EXPLANATION: 26, Content.UNIT: 20}.get(column.content, 14)
    return max(36 if "名称" in label else least, text_width(label) + MARGIN)


def _open_column(leaf: Leaf, order: Order, place: int, column: FormColumn, last: int) -> None:
    item = order.item_of(column)
    name = _OPEN_STYLES.get(column.content, "input text")
    more = _AS_TEXT if column.content is Content.KEY else {}
    style = leaf.draft.style(name, **more)
    leaf.page.width(place, leaf.page.widths[place], style=leaf.draft.style("left", locked=False, **more))
    for row in range(leaf.first, last + 1):
        if row < leaf.first + _DRAWN_ROWS:
            make_room(leaf, row, {})
            leaf.page.put(row, place, None, style)
        leaf.note(address(row, place), column.label, Asked(item.code if item else ""))


def _border_what_is_filled(leaf: Leaf, last: int) -> None:
    first, end = address(leaf.first, 1), address(max(last, _LAST_RULED), leaf.width)
    row = f"$A{leaf.first}:${column_letters(leaf.width)}{leaf.first}"
    border = leaf.draft.style(border=1, border_color="#808080")
    rule = {"type": "formula", "criteria": f"=COUNTA({row})>0", "format": border}
    leaf.page.sheet.conditional_format(f"{first}:{end}", rule)


def _rule(leaf: Leaf, order: Order, place: int, column: FormColumn, last: int) -> None:
    """Give a column of a list its input rule, where it needs one."""
    rule = _rule_of(leaf, order, column)
    if rule:
        area = f"{address(leaf.first, place)}:{address(max(last, leaf.first), place)}"
        leaf.page.sheet.data_validation(area, dict(rule))


def _rule_of(leaf: Leaf, order: Order, column: FormColumn) -> Mapping[str, Any] | None:
    item = order.item_of(column)
    if item and (column.content is Content.NUMBER or item.kind is ItemKind.STAGE):
        return input_rule(item, order.period, Past(None, None))
    if column.content is Content.UNIT:
        units = [unit for unit in order.catalogue.units if unit.kind in (COUNTY, ZONE) and unit.lives_in(order.period)]
        return choice(tuple(unit.name for unit in units), "请填单位全称。")
    if column.content is Content.TEXT and leaf.form.seed == _TASKS:
        return short_text(LONGEST_WORDS)
    return None

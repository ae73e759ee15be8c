"""The rows of issued forms: 定行表 by item, 分县表 by unit, 清单表 by project, task, or blank."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from reporting.formulas.formula import Lookup, Operand
from reporting.model.catalogue import Form, FormColumn, Item, Unit
from reporting.model.grid import address
from reporting.model.numbers import plain
from reporting.model.words import Content, Tense
from reporting.products.formchecks import (
    comparable,
    hint_of_cell,
    hint_of_rule,
    input_rule,
    joined,
    past,
    rules_of,
)
from reporting.products.formsheet import Asked, Leaf, begin, finish, make_room
from reporting.products.issue import Order
from reporting.sheets.width import MARGIN, text_width
from reporting.sheets.write import Formula

FIGURES = (Content.NOW, Content.BASE, Content.NUMBER, Content.STAGE)
_WIDTHS: Mapping[Content, float] = {
    Content.MEASURE: 14,
    Content.NOW: 15,
    Content.BASE: 15,
    Content.REFERENCE: 15,
    Content.EXPLANATION: 30,
    Content.TEXT: 24,
}
_WIDEST_STUB = 44


def lay_items(leaf: Leaf, order: Order) -> None:
    """Lay out a 定行表: a row an item."""
    form, items = leaf.form, order.items(leaf.form)
    stub = max([16, *(text_width(item.name) + MARGIN for item in items)])
    begin(
        leaf, [min(stub, _WIDEST_STUB) if one.content is Content.STUB else _WIDTHS[one.content] for one in form.columns]
    )
    for row, item in enumerate(items, leaf.first):
        _item_row(leaf, order, row, item)
    rows = {item.code: row for row, item in enumerate(items, leaf.first)}
    if leaf.hinted:
        _item_hints(leaf, order, items, rows)
    finish(leaf, leaf.heading + len(items), _tense_note(order, items))


def _item_row(leaf: Leaf, order: Order, row: int, item: Item) -> None:
    subject = order.subject.code
    known = past(order, item, subject)
    names = {at: item.name for at, column in enumerate(leaf.form.columns, 1) if column.content is Content.STUB}
    make_room(leaf, row, names)
    asked: list[tuple[int, int]] = []
    for place, column in enumerate(leaf.form.columns, 1):
        match column.content:
            case Content.STUB:
                leaf.page.put(row, place, item.name, "text")
            case Content.MEASURE:
                leaf.page.put(row, place, item.measure, "centre")
            case Content.REFERENCE:
                style = leaf.draft.style("reference", places=item.decimals)
                leaf.page.put(row, place, known.before, style)
            case Content.NOW | Content.BASE:
                _ask_figure(leaf, order, (row, place), column, item, order.subject)
                asked.append((row, place))
            case _:
                leaf.ask(row, place, None, "input text", Asked(item.code, subject))
    _rule(leaf, asked, input_rule(item, order.period, known))


def _ask_figure(leaf: Leaf, order: Order, at: tuple[int, int], column: FormColumn, item: Item, unit: Unit) -> None:
    """Ask for one figure; last year's is printed in grey where we know it, and may be put right."""
    known = past(order, item, unit.code)
    base = column.content is Content.BASE
    value = known.year_before if base else None
    style = "input known" if base and value is not None else "input stage" if item.stages else "input"
    leaf.ask(*at, value, style, Asked(item.code, unit.code, places=item.decimals))


def _rule(leaf: Leaf, cells: Sequence[tuple[int, int]], rule: Mapping[str, Any]) -> None:
    """Give cells one input rule between them: written once, whoever reads the form has less to read."""
    if cells:
        first, *others = ((row - 1, column - 1, row - 1, column - 1) for row, column in cells)
        leaf.page.sheet.data_validation(*first, {**rule, "other_cells": others})


def _item_hints(leaf: Leaf, order: Order, items: Sequence[Item], rows: Mapping[str, int]) -> None:
    places = {column.content: place for place, column in enumerate(leaf.form.columns, 1)}
    parts: dict[int, list[str]] = {row: [] for row in rows.values()}
    for item in items:
        row = rows[item.code]
        reference = places.get(Content.REFERENCE)
        before = address(row, reference) if reference and comparable(item, order.period) else None
        explanation = _explanation(leaf, row)
        parts[row].append(hint_of_cell(item, address(row, places[Content.NOW]), before, explanation))

    def place(operand: Operand) -> str | None:
        row = rows.get(operand.code)
        content = _CONTENTS[operand.lookup]
        return address(row, places[content]) if row and content in places else None

    for formula, message in rules_of(order, leaf.form):
        part = hint_of_rule(formula, message, place)
        if part and formula.operands[0].code in rows:
            parts[rows[formula.operands[0].code]].append(part)
    for row, written in parts.items():
        _put_hint(leaf, row, written)


_CONTENTS: Mapping[Lookup | None, Content] = {
    None: Content.NOW,
    Lookup.BEFORE: Content.REFERENCE,
    Lookup.YEAR_BEFORE: Content.BASE,
}


def _put_hint(leaf: Leaf, row: int, parts: list[str]) -> None:
    text = joined(parts)
    if text:
        style = leaf.draft.style("note", font_color="#C00000", valign="vcenter")
        leaf.page.put(row, leaf.hint_column, Formula(text, ""), style)


def _explanation(leaf: Leaf, row: int) -> str:
    for place, column in enumerate(leaf.form.columns, 1):
        if column.content is Content.EXPLANATION:
            return address(row, place)
    return ""


def _tense_note(order: Order, items: Sequence[Item]) -> list[str]:
    """Say which figures are as of the period's end and which are of the year so far: titles cannot say it of each."""
    if order.period.is_year:
        return []
    stocks = [item for item in items if item.tense is Tense.STOCK]
    totals = [item for item in items if item.tense is Tense.YEAR_TO_DATE]
    if stocks and totals:
        few, rest = (stocks, totals) if len(stocks) <= len(totals) else (totals, stocks)
        named = "、".join(item.name for item in few)
        return [f"注：{named}填{_span(few[0], order)}；其余填{_span(rest[0], order)}。"]
    return [f"注：本表填{_span((stocks or totals)[0], order)}。"] if stocks or totals else []


def _span(item: Item, order: Order) -> str:
    stock = item.tense is Tense.STOCK
    return f"{order.period.month_end}时点数" if stock else f"{order.period.months}累计数"


def lay_units(leaf: Leaf, order: Order) -> None:
    """Lay out a 分县表: a row a unit, a column an item."""
    units = order.units(leaf.form)
    begin(leaf, [_unit_width(column, label) for column, label in zip(leaf.form.columns, leaf.labels, strict=True)])
    for row, unit in enumerate(units, leaf.first):
        make_room(leaf, row, {})
        for place, column in enumerate(leaf.form.columns, 1):
            _unit_cell(leaf, order, (row, place), column, unit)
        if leaf.hinted:
            _put_hint(leaf, row, _unit_hints(leaf, order, row, unit))
    items = [item for column in leaf.form.columns if (item := order.item_of(column))]
    finish(leaf, leaf.heading + len(units), _tense_note(order, items))


def _unit_width(column: FormColumn, label: str) -> float:
    if column.content in (Content.STUB, Content.UNIT):
        return 20
    return max(14, min(text_width(label) + MARGIN, 22)) if column.item else _WIDTHS.get(column.content, 16)


def _unit_cell(leaf: Leaf, order: Order, at: tuple[int, int], column: FormColumn, unit: Unit) -> None:
    item = order.item_of(column)
    if column.content in (Content.STUB, Content.UNIT):
        # `#` tells a zone that is counted in its county already (domain 3).
        leaf.page.put(*at, f"#{unit.name}" if unit.within else unit.name, "text")
    elif item and column.content in FIGURES:
        _ask_figure(leaf, order, at, column, item, unit)
        _rule(leaf, [at], input_rule(item, order.period, past(order, item, unit.code)))
    elif item and column.content is Content.REFERENCE:
        known = past(order, item, unit.code).before
        leaf.page.put(*at, known, leaf.draft.style("reference", places=item.decimals))
    else:
        leaf.ask(*at, None, "input text", Asked(unit=unit.code))


def _unit_hints(leaf: Leaf, order: Order, row: int, unit: Unit) -> list[str]:
    places: dict[str, str] = {}
    parts: list[str] = []
    for place, column in enumerate(leaf.form.columns, 1):
        item = order.item_of(column)
        if item and column.content in (Content.NOW, Content.NUMBER):
            places[item.code] = address(row, place)
            before = past(order, item, unit.code).before if comparable(item, order.period) else None
            given = plain(before) if before is not None else None
            parts.append(hint_of_cell(item, places[item.code], given, _explanation(leaf, row), named=True))
    by_code = order.catalogue.item_by_code

    def place_of(operand: Operand) -> str | None:
        if operand.lookup is None:
            return places.get(operand.code)
        known = past(order, by_code[operand.code], unit.code)
        value: Decimal | None = known.before if operand.lookup is Lookup.BEFORE else known.year_before
        return None if value is None else plain(value)

    rules = [hint_of_rule(formula, message, place_of) for formula, message in rules_of(order, leaf.form)]
    return parts + [part for part in rules if part]


def labels_of(form: Form, order: Order) -> tuple[str, ...]:
    """Give the headings of a form, each with its measure where its rows do not give one."""
    return tuple(_label(column, order) for column in form.columns)


def _label(column: FormColumn, order: Order) -> str:
    item = order.item_of(column)
    measure = column.measure or (item.measure if item and column.content is not Content.STAGE else "")
    if not measure or (item and item.stages) or measure in column.label:
        return column.label
    return f"{column.label}\n（{measure}）"

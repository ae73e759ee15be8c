"""Read one asked figure at its place: the measure it stands in, its value, and what hides or covers it."""

from __future__ import annotations

from reporting.intake import marks, measures, values
from reporting.intake.lookup import LONGEST_LABEL
from reporting.intake.remarks import Remark
from reporting.intake.table import Table
from reporting.intake.values import Value
from reporting.model.catalogue import FormColumn, Item
from reporting.model.grid import CellKind
from reporting.model.records import Observation
from reporting.model.words import Content, FormKind, ItemKind, Severity, State


def observation(
    table: Table, row: int, asked: tuple[FormColumn, int], item: Item, unit: str, key: str = ""
) -> Observation:
    """Read the figure of an item and a unit (codes) at a row and one of the form's columns."""
    column, place = asked
    value = figure(table, row, asked, item, unit)
    base = column.content is Content.BASE
    explanation = table.explanation(row)
    cell = table.view.cell(row, place)
    return Observation(
        unit=unit,
        item=item.code,
        period=table.claim.period.year_before if base else table.claim.period,
        value=value.value,
        state=value.state,
        text=cell.text if cell else "",
        sheet=table.view.sheet.name,
        cell=table.address(row, place),
        content=Content.BASE if base else Content.NOW,
        key=key,
        nature=value.nature or marks.nature_in(explanation) or table.nature,
        explanation=explanation,
    )


def figure(table: Table, row: int, asked: tuple[FormColumn, int], item: Item, unit: str) -> Value:
    """Read the value and say what there is to say about its cell."""
    _, place = asked
    cell = table.view.cell(row, place)
    power = _power(table, row, asked, item)
    read = Value(None, State.BLANK) if power is None else values.read(cell, item, power)
    where = table.address(row, place)
    name = table.name(unit)
    for remark in read.remarks:
        table.remarks.add(remark, where, found=cell.text if cell else "", unit=name)
    covered(table, row, place)
    if table.view.filled(row, place):
        hidden(table, row, place)
    return read


def filled_by_hand(table: Table, row: int, place: int) -> bool:
    """Whether somebody put something there: a formula of ours that has nothing to reckon with yet does not count."""
    cell = table.view.cell(row, place)
    if cell is None or not cell.text.strip():
        return False
    return not (cell.formula and (cell.kind is CellKind.ERROR or cell.text.strip() == "0"))


def covered(table: Table, row: int, place: int) -> None:
    """Say so where a merge covers a cell that is asked for."""
    area = table.view.merge(row, place)
    if area and (area.top, area.left) != (row, place) and area.bottom > table.heading.bottom:
        message = f"此格被合并到{table.address(area.top, area.left)}，无法单独填数，请取消合并并逐格填报。"
        table.remarks.add(Remark("merge-in-data", message, "未合并的单元格"), table.address(row, place))


def hidden(table: Table, row: int, place: int) -> None:
    """Say once of each hidden column, and once for all hidden rows, that data stands there."""
    view = table.view
    if place in view.hidden_columns:
        message = f"{view.column_name(place)}被隐藏但有数据，请取消隐藏并核对后重报。"
        table.remarks.add(Remark("data-hidden", message, "不隐藏的行列"), table.address(table.heading.bottom, place))
    if row in view.hidden_rows and not table.hidden_rows:
        table.hidden_rows.append(row)
        message = f"自{view.row_name(row)}起有被隐藏但有数据的行列，请取消隐藏（含筛选）并核对后重报。"
        table.remarks.add(Remark("data-hidden", message, "不隐藏的行列"), table.address(row, place))


def _power(table: Table, row: int, asked: tuple[FormColumn, int], item: Item) -> int | None:
    """Find the power of ten from the sheet's measure to the item's; None, with a remark, where there is none."""
    if item.kind is ItemKind.STAGE:
        return 0
    column, place = asked
    expected = column.measure or item.measure
    written = _measure_of_row(table, row) or _measure_of_column(table, place)
    if not written:
        written = _general(table, place, item) or (expected, table.address(table.heading.bottom, place))
    shown, where = written
    return power(table, shown, where, expected, item.measure)


def power(table: Table, shown: str, where: str, expected: str, wanted: str) -> int | None:
    """Compare a measure that stands at a place with the expected one, and lead to the one wanted."""
    between = 0 if shown == wanted else measures.power_between(shown, wanted)
    if between is None:
        message = f"计量单位“{shown}”与要求的“{expected}”不符，无法换算，请按“{expected}”填报。"
        table.remarks.add(Remark("measure-changed", message, expected), where, found=shown)
    elif measures.power_between(shown, expected):
        message = f"计量单位由“{expected}”改为“{shown}”，数字已换算为{wanted}，请核对。"
        table.remarks.add(Remark("measure-changed", message, expected, Severity.NOTE), where, found=shown)
    return between


def _measure_of_row(table: Table, row: int) -> tuple[str, str] | None:
    """Find the measure a row names: in its own column, else in brackets behind the row's name."""
    if table.form.kind is not FormKind.ROWS:
        return None
    place = table.column(Content.MEASURE)
    text = table.view.text(row, place) if place else ""
    if place and text and marks.state_of(text) is None:
        return measures.alone(text) or text, table.address(row, place)
    stub = table.stub
    words = measures.in_label(table.view.text(row, stub)[:LONGEST_LABEL]) if stub else ""
    return (words, table.address(row, stub)) if stub and words else None


def _measure_of_column(table: Table, place: int) -> tuple[str, str] | None:
    """Find the measure in a column's heading; above a column of many items it speaks for its kind only."""
    words = table.heading.measures.get(place, "")
    if not words or table.form.kind is FormKind.ROWS:
        return None
    return words, table.address(table.heading.bottom, place)


def _general(table: Table, place: int, item: Item) -> tuple[str, str] | None:
    """Find a measure said once for the sheet, or above a column of many items, that is of the item's kind."""
    above = table.heading.measures.get(place, "")
    said = [(above, table.address(table.heading.bottom, place)), *table.general] if above else table.general
    return next((one for one in said if measures.power_between(one[0], item.measure) is not None), None)

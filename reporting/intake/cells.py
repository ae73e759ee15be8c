"""Read one asked figure at its place: the measure it stands in, its value, and what hides or covers it."""

from __future__ import annotations

from reporting.intake import ditto, marks, measured, values
from reporting.intake.remarks import Remark
from reporting.intake.table import Table
from reporting.intake.values import Value
from reporting.model.catalogue import FormColumn, Item
from reporting.model.grid import CellKind
from reporting.model.records import Observation
from reporting.model.words import Content, State

# A figure whose measure nobody knows; unlike in a blank cell, something stands there.
_UNMEASURED = Value(None, State.BLANK)
# Named once: a vocabulary looks a word up anew each time, and a form has hundreds of figures.
_NOW, _BASE = Content.NOW, Content.BASE


def observation(
    table: Table,
    row: int,
    asked: tuple[FormColumn, int],
    item: Item,
    unit: str,
    key: str = "",
    said: str | None = None,
) -> Observation:
    """Read the figure of an item and a unit (codes) at a row and one of the form's columns.

    `said` is the row's 说明, where it is known already.
    """
    column, place = asked
    where = table.view.address(row, place)
    value = figure(table, row, asked, item, unit)
    said = explanation(table, row) if said is None else said
    cell = table.view.cell(row, place)
    text = cell.text if cell and value is not values.BLANK else ""
    nature = value.nature or (marks.nature_in(said) if said else "") or table.nature
    content, period = (_BASE, table.year_before) if column.content is _BASE else (_NOW, table.period)
    sheet = table.view.sheet.name
    # In order, not by name: a form has hundreds, and half the time went into the names.
    return Observation(
        unit, item.code, period, value.value, value.state, text, sheet, where, content, key, nature, said
    )


def figure(table: Table, row: int, asked: tuple[FormColumn, int], item: Item, unit: str) -> Value:
    """Read the value and say what there is to say about its cell."""
    place = asked[1]
    view = table.view
    cell = view.cell(row, place)
    power = measured.power(table, row, asked, item)
    read = _UNMEASURED if power is None else values.read(cell, item, power)
    if read.remarks:
        where = table.address(row, place)
        for remark in read.remarks:
            table.remarks.add(remark, where, found=cell.text if cell else "", unit=table.name(unit))
    if view.merge(row, place):
        covered(table, row, place)
    if (place in view.hidden_columns or row in view.hidden_rows) and view.filled(row, place):
        hidden(table, row, place)
    return read


def explanation(table: Table, row: int) -> str:
    """Give what a row's 说明 says; 同上 is what the row above says."""
    said = table.explanation(row)
    place = table.column(Content.EXPLANATION) if said and ditto.is_ditto(said) else None
    return ditto.words(table.view, row, place, table.heading.bottom) if place else said


def filled_by_hand(table: Table, row: int, place: int) -> bool:
    """Whether somebody put something there: a formula of ours that has nothing to reckon with yet does not count."""
    cell = table.view.cell(row, place)
    if cell is None or not cell.text or marks.state_of(cell.text) is State.BLANK:
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

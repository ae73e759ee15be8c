"""Read a 定行表: rows are items, whatever their order; the subject is the sender, or the city for an office."""

from __future__ import annotations

from collections.abc import Mapping

from reporting.intake import cells, labels, lines
from reporting.intake.lookup import How
from reporting.intake.table import Table
from reporting.model.catalogue import COUNTY, ZONE, FormRow, Item, Unit
from reporting.model.records import Observation
from reporting.model.words import Content


def read(table: Table) -> tuple[Observation, ...]:
    """Read every asked figure of the form."""
    asked = rows_asked(table)
    found = _found(table, asked)
    columns = table.of(Content.NOW, Content.BASE)
    rows = lines.settled(table, found, [place for _, place in columns], lambda code: asked[code][0].name)
    for code, (item, row) in asked.items():
        if code not in found:
            lines.missing(table, item.name, required=row.required)
    subject = subject_of(table).code
    placed = [(item, rows[code]) for code, (item, _) in asked.items() if code in rows]
    seen = [(item, row, cells.explanation(table, row)) for item, row in placed]
    return tuple(
        cells.observation(table, row, (column, table.place(row, column, place, item)), item, subject, said=said)
        for item, row, said in seen
        for column, place in columns
    )


def subject_of(table: Table) -> Unit:
    """Give the unit whose figures these are: a county or zone reports its own, everybody else the city's."""
    sender = table.catalogue.unit_by_code.get(table.claim.sender)
    return sender if sender and sender.kind in (COUNTY, ZONE) else table.catalogue.city


def rows_asked(table: Table) -> Mapping[str, tuple[Item, FormRow]]:
    """Give the rows this sender fills, by item code: those without 填报单位, and those that name it."""
    sender = table.catalogue.unit_by_code.get(table.claim.sender)
    mine = {table.claim.sender, sender.kind if sender else ""}
    items = table.catalogue.item_by_code
    return {
        row.subject: (items[row.subject], row)
        for row in table.form.rows
        if row.subject in items and (not row.reporters or mine.intersection(row.reporters))
    }


def _found(table: Table, asked: Mapping[str, tuple[Item, FormRow]]) -> dict[str, list[tuple[int, How]]]:
    index = labels.of(table.catalogue).items_asked(table.form, tuple(item for item, _ in asked.values()))
    places = [place for _, place in table.of(Content.NOW, Content.BASE)]
    names = lines.Names(table, places)
    found: dict[str, list[tuple[int, How]]] = {}
    for row in table.data_rows():
        for text, column in names.of(row):
            match = index.find_stub(text)
            if match:
                item, how = match
                found.setdefault(item.code, []).append((row, how))
                table.mapping.append((table.address(row, column), item.name))
                if how is not How.NAME:
                    lines.renamed(table, (row, column), text, item.name)
                break
        else:
            lines.unknown(table, row, names.first(row), places)
    return found

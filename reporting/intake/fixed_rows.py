"""Read a 定行表: rows are items, whatever their order; the subject is the sender, or the city for an office."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from reporting.intake import cells, lines
from reporting.intake.lookup import Entry, How, Index
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
    return tuple(
        cells.observation(table, rows[code], (column, table.place(rows[code], column, place, item)), item, subject)
        for code, (item, _) in asked.items()
        if code in rows
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
    index = Index(Entry(item, (item.name, item.code), item.aliases) for item, _ in asked.values())
    places = [place for _, place in table.of(Content.NOW, Content.BASE)]
    found: dict[str, list[tuple[int, How]]] = {}
    for row in table.data_rows():
        match = next(filter(None, (_match(index, text) for text in _stubs(table, row))), None)
        if match is None:
            lines.unknown(table, row, next(_stubs(table, row), ""), places)
            continue
        item, how, text = match
        found.setdefault(item.code, []).append((row, how))
        _show(table, row, item, how, text)
    return found


def _match(index: Index[Item], text: str) -> tuple[Item, How, str] | None:
    match = index.find_stub(text)
    return (*match, text) if match else None


def _stubs(table: Table, row: int) -> Iterator[str]:
    """Yield what may be the row's name: the stub, any other words left of the figures, all of these together."""
    places = set(table.columns.values())
    stub = table.stub
    own = table.view.text(row, stub) if stub else ""
    if own:
        yield own
    first = min((place for _, place in table.of(Content.NOW, Content.BASE)), default=1)
    others = [column for column in range(1, first) if column not in places]
    texts = [text for column in others if (text := table.view.text(row, column))]
    yield from texts if not own else ()
    yield "".join([*texts, own]) if texts else ""


def _show(table: Table, row: int, item: Item, how: How, text: str) -> None:
    where = table.address(row, table.stub or 1)
    table.mapping.append((where, item.name))
    if how is not How.NAME:
        lines.renamed(table, row, text, item.name)

"""Read a 分县表: rows are units, 合计 being the city; columns are items, one sender for many subjects."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from reporting.intake import cells, lines, unitwords
from reporting.intake.lookup import LONGEST_LABEL, How, loose, stripped
from reporting.intake.table import Table
from reporting.model.catalogue import CITY, COUNTY, ZONE, FormColumn, FormRow, Item, Unit
from reporting.model.records import Entry, Observation
from reporting.model.words import Content

_FIGURES = (Content.NOW, Content.BASE, Content.NUMBER, Content.STAGE)
_TOTALS = frozenset({"全市", "合计", "总计", "全市合计", "全市总计", "总数", "合计数"})


def read(table: Table) -> tuple[tuple[Observation, ...], tuple[Entry, ...]]:
    """Read every asked figure of every unit, and the words beside them."""
    asked = rows_asked(table)
    figures = _figures(table)
    texts = table.of(Content.TEXT)
    places = [place for _, place, _ in figures] + [place for _, place in texts]
    found = _found(table, places)
    rows = lines.settled(table, found, places, table.name)
    for code, row in asked.items():
        if code not in found:
            lines.missing(table, table.name(code), required=row.required)
    seen = [code for code in asked if code in rows] + [
        code for code in rows if code not in asked and any(table.view.filled(rows[code], place) for place in places)
    ]
    observations = tuple(
        cells.observation(table, row, (column, table.place(row, column, place, item)), item, code, said=said)
        for code, row, said in ((code, rows[code], cells.explanation(table, rows[code])) for code in seen)
        for column, place, item in figures
    )
    return observations, tuple(_entries(table, {code: rows[code] for code in seen}, texts))


def rows_asked(table: Table) -> Mapping[str, FormRow]:
    """Give the units this sender reports on, by code; a kind stands for its units that live in the period."""
    asked: dict[str, FormRow] = {}
    for row in table.form.rows:
        if not row.reporters or table.claim.sender in row.reporters:
            for unit in table.catalogue.units_of(row.subject, table.claim.period):
                asked.setdefault(unit.code, row)
    return asked


def _figures(table: Table) -> list[tuple[FormColumn, int, Item]]:
    items = table.catalogue.item_by_code
    return [(column, place, items[column.item]) for column, place in table.of(*_FIGURES) if column.item in items]


def _found(table: Table, places: list[int]) -> dict[str, list[tuple[int, How]]]:
    names = lines.Names(table, places)
    found: dict[str, list[tuple[int, How]]] = {}
    for row in table.data_rows():
        for text, column in names.of(row):
            unit = _unit(table, text)
            if unit:
                found.setdefault(unit.code, []).append((row, How.NAME))
                table.mapping.append((table.address(row, column), unit.name))
                named = unitwords.row_unit(text, table.catalogue)
                if named and named != unit and not named.lives_in(table.claim.period):
                    lines.renamed(table, (row, column), named.name, unit.name)
                break
        else:
            lines.unknown(table, row, names.first(row), places)
    return found


def _unit(table: Table, text: str) -> Unit | None:
    """Find the unit a row is of: 合计 is the city; only units that have figures of their own count."""
    if len(text) > LONGEST_LABEL:
        return None
    if loose(text) in _TOTALS or any(loose(bare) in _TOTALS for bare in stripped(text)):
        return table.catalogue.city
    unit = unitwords.row_unit(text, table.catalogue)
    known = unit if unit and unit.kind in (CITY, COUNTY, ZONE) else None
    return unitwords.living(known, table.claim.period, table.catalogue) if known else None


def _entries(table: Table, rows: Mapping[str, int], texts: list[tuple[FormColumn, int]]) -> Iterator[Entry]:
    """Yield the words beside each unit's figures, one record a unit."""
    for code, row in rows.items():
        fields = {column.label: table.view.text(row, place) for column, place in texts}
        if any(fields.values()):
            where = {column.label: table.address(row, place) for column, place in texts}
            sheet = table.view.sheet.name
            yield Entry(table.form.code, code, code, sheet, row, fields, where, table.claim.period)

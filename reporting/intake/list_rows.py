"""Read a 清单表: one entry a row, down to the foot; a row with nothing but what we printed ourselves is none."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from reporting.intake import cells, ditto, footers, lines, marks, measured, seeds, unitwords, values
from reporting.intake.remarks import Remark
from reporting.intake.seeds import Seed, key_text, printed
from reporting.intake.table import Table
from reporting.model.catalogue import FormColumn
from reporting.model.grid import CellKind
from reporting.model.names import normalised
from reporting.model.numbers import plain
from reporting.model.records import Entry, Observation
from reporting.model.words import Content, State

_COLUMNS = (Content.KEY, Content.UNIT, Content.TEXT, Content.NUMBER, Content.STAGE, Content.NOW, Content.BASE)
# A row that only adds up or counts: `合计`, `共3家`, `柳市镇小计`.
_TOTAL = re.compile(r".{0,12}(?:合计|总计|小计|总数)(?:[(:]?共?\d*[家户个项人]?\)?)|共计?\d+[家户个项]")
_TOTALISH = re.compile("[合总小共]")
_LONGEST_TOTAL = 30
# No word that says there is nothing is longer.
_LONGEST_NONE = 12
# Words of several signs without a digit: no number and no code.
_WORDS = re.compile(r"[^\d]*[一-鿿]{3}[^\d]*")
_LONGEST_COUNT = 6


def read(table: Table) -> tuple[tuple[Observation, ...], tuple[Entry, ...]]:
    """Read the entries, and the figures among them that feed items."""
    sent_out = seeds.of(table.form, table.catalogue)
    columns = table.of(*_COLUMNS)
    entries: list[Entry] = []
    observations: list[Observation] = []
    keys: set[str] = set()
    for row in _rows(table, columns):
        key = _key(table, row, sent_out)
        keys.add(key)
        if not _is_blank(table, row, columns, sent_out.get(key)):
            entry = _entry(table, row, columns, key)
            entries.append(entry)
            observations.extend(_figures(table, row, columns, entry))
    for seed in sent_out.values():
        if seed.key not in keys and seed.reporter == table.claim.sender:
            lines.missing(table, f"{seed.key} {seed.name}", required=True)
    return tuple(observations), tuple(entries)


def says_none(table: Table) -> bool:
    """Whether the list was answered by nothing but a row that says there is nothing: `无`, `—` or `0`."""
    columns = table.of(*_COLUMNS)
    rows = list(_rows(table, columns))
    return not rows and any(_is_none(table, row, columns) for row in table.data_rows())


def _is_none(table: Table, row: int, columns: list[tuple[FormColumn, int]]) -> bool:
    """Whether a row holds nothing but words for nothing, be they in the list's own columns or in a 序号 beside them."""
    texts = [text for _, place in columns if (text := table.view.own(row, place))]
    return all(map(_says_none, texts or [table.view.first_text(row)]))


def _says_none(text: str) -> bool:
    return len(text) <= _LONGEST_NONE and (text in ("0", "０") or marks.state_of(text) is State.NONE)


def _rows(table: Table, columns: list[tuple[FormColumn, int]]) -> Iterator[int]:
    """Yield the rows that may be entries; below the foot only those with a key and more, or most of their words."""
    key = table.column(Content.KEY)
    below_foot = False
    for row in table.view.rows:
        if row <= table.heading.bottom:
            continue
        if footers.is_foot(table.view, row):
            below_foot = True
            continue
        filled = [place for _, place in columns if table.view.filled(row, place)]
        most = key in filled or len(filled) * 2 > len(columns)
        enough = len(filled) > 1 and most if below_foot else bool(filled)
        if enough and not _is_furniture(table, row, columns):
            yield row


def _is_furniture(table: Table, row: int, columns: list[tuple[FormColumn, int]]) -> bool:
    """Whether a row is a total, a heading printed again, or the numbering of the columns."""
    if (
        _is_remark(table, row)
        or _is_total(table, row)
        or lines.is_numbering(table, row)
        or _is_none(table, row, columns)
    ):
        return True
    found = table.heading.found
    return all(table.view.own(row, place) in (found[place].words, "") for _, place in columns)


def _is_remark(table: Table, row: int) -> bool:
    """Whether a row holds nothing but words, and not where a name is asked for; says that they were not read."""
    cells = [cell for cell in table.view.rows[row] if cell.text.strip()]
    text, place = cells[0].text.strip(), cells[0].column
    names = (at for column, at in table.of(Content.TEXT) if column.required)
    if len(cells) != 1 or place in names or not _WORDS.fullmatch(text):
        return False
    message = f"{table.view.row_name(row)}“{text}”不是清单的内容，未采用；如是一条记录，请补全编号和其他各栏。"
    table.remarks.add(Remark("name-changed", message, "清单的内容"), table.address(row, place), found=text)
    return True


def _is_total(table: Table, row: int) -> bool:
    text = table.view.first_text(row)
    if len(text) > _LONGEST_TOTAL or not _TOTALISH.search(text) or not _TOTAL.fullmatch(normalised(text)):
        return False
    key = table.column(Content.KEY)
    return not (key and _has_key(table, row, key))


def _has_key(table: Table, row: int, key: int) -> bool:
    """Whether the row has a key of its own, and not the word 合计 or its count in the key's column."""
    text = table.view.own(row, key)
    counted = len(text) <= _LONGEST_COUNT and values.plain_number(text) is not None
    return bool(text) and text != table.view.first_text(row) and not counted


def _key(table: Table, row: int, sent_out: Mapping[str, Seed]) -> str:
    """Give the row's number or code; where it was wiped out, that of the seed whose name stands in the row."""
    place = table.column(Content.KEY)
    text = key_text(table.view.text(row, place)) if place else ""
    if text or not sent_out:
        return text
    names = {normalised(cell.text) for cell in table.view.rows[row]}
    return next((seed.key for seed in sent_out.values() if normalised(seed.name) in names), "")


def _is_blank(table: Table, row: int, columns: list[tuple[FormColumn, int]], seed: Seed | None) -> bool:
    texts = [table.view.own(row, place) for _, place in columns if table.view.filled(row, place)]
    return seed is not None and all(printed(text) in seed.words for text in texts)


def _entry(table: Table, row: int, columns: list[tuple[FormColumn, int]], key: str) -> Entry:
    fields = {column.label: _field(table, row, column, place) for column, place in columns}
    where = {column.label: table.address(row, place) for column, place in columns}
    label = next((column.label for column, _ in columns if column.content is Content.KEY), None)
    if label:
        fields[label] = key
    for column, place in table.of(Content.EXPLANATION):
        fields[column.label], where[column.label] = cells.explanation(table, row), table.address(row, place)
    sheet = table.view.sheet.name
    return Entry(table.form.code, _unit(table, row), key, sheet, row, fields, where, table.claim.period)


def _field(table: Table, row: int, column: FormColumn, place: int) -> str:
    """Give one field: a number in the column's own measure, other words unaltered but for blanks around them."""
    if table.view.filled(row, place):
        cells.hidden(table, row, place)
    cells.covered(table, row, place)
    item = table.catalogue.item_by_code.get(column.item)
    if column.content is Content.NUMBER:
        return _number(table, row, column, place)
    if column.content is Content.STAGE and item and item.stages:
        _say(table, row, place, values.stage(table.view.cell(row, place), item.stages))
        return table.view.own(row, place)
    cell = table.view.cell(row, place)
    if cell and (cell.kind is CellKind.ERROR or (cell.formula and not cell.text.strip())):
        _say(table, row, place, values.number(cell, ""))
    return table.view.text(row, place)


def _number(table: Table, row: int, column: FormColumn, place: int) -> str:
    item = table.catalogue.item_by_code.get(column.item)
    wanted = column.measure or (item.measure if item else "")
    power = measured.of_column(table, (column, place), item, wanted, wanted)
    if power is None:
        return table.view.own(row, place)
    value = values.number(table.view.cell(row, place), wanted, power)
    # What feeds an item is read a second time as its observation, which does the talking.
    if item is None:
        _say(table, row, place, value)
    return plain(value.value) if value.value is not None else table.view.own(row, place)


def _say(table: Table, row: int, place: int, value: values.Value) -> None:
    for remark in value.remarks:
        table.remarks.add(remark, table.address(row, place), found=table.view.own(row, place))


def _figures(table: Table, row: int, columns: list[tuple[FormColumn, int]], entry: Entry) -> Iterator[Observation]:
    for column, place in columns:
        item = table.catalogue.item_by_code.get(column.item)
        if item and column.content in (Content.NUMBER, Content.NOW, Content.BASE):
            yield cells.observation(table, row, (column, place), item, entry.unit, entry.key)


def _unit(table: Table, row: int) -> str:
    """Give the code of the unit a row is of: what its unit column says, else the sender."""
    place = table.column(Content.UNIT)
    text = ditto.words(table.view, row, place, table.heading.bottom) if place else ""
    if not place or not text:
        return table.claim.sender
    unit = unitwords.named(text, table.catalogue)
    if unit:
        return unit.code
    message = f"“{text}”不是本市的县（市、区）或功能区，请照下发的单位名称填写。"
    table.remarks.add(Remark("id-unit", message, "单位名称"), table.address(row, place), found=text)
    return table.claim.sender

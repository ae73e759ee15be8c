"""Model rows of a workbook template, whose cells name fields (`{{任务表.牵头单位}}`), repeated for each record."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from reporting.documents.template import FIELD
from reporting.model.grid import Area, Cell, Sheet, address
from reporting.products.celled import celled, decimals
from reporting.products.quoted import Words
from reporting.products.taskrows import TOGETHER, Texts
from reporting.sheets.patch import Arrangement, Editing, Given, arrange, put, repeat


@dataclass(frozen=True, slots=True)
class Block:
    """The rows that stand for one record of a table: mostly one, or several below each other."""

    first: int
    last: int
    table: str

    @property
    def height(self) -> int:
        """The number of its rows."""
        return self.last - self.first + 1


def blocks(sheet: Sheet) -> tuple[Block, ...]:
    """Find the model rows of a sheet, the lowest first: what stands below one is moved by filling it.

    Rows of one table that follow each other are one block, and so are those that a merge binds to it.
    """
    named = {cell.row: match[1] for cell in sheet.cells.values() if (match := FIELD.search(cell.text)) is not None}
    found: list[Block] = []
    for row, table in sorted(named.items()):
        reached = max((area.bottom for area in sheet.merges if area.top == row), default=row)
        if found and found[-1].table == table and row <= found[-1].last + 1:
            found[-1] = Block(found[-1].first, max(found[-1].last, reached), table)
        else:
            found.append(Block(row, reached, table))
    return tuple(reversed(found))


def fill_block(
    editing: Editing, sheet: Sheet, block: Block, records: Sequence[Texts], merged: Mapping[str, str]
) -> None:
    """Fill the records into a block that is repeated for each; `merged` names columns to be merged and their keys."""
    cells = [one for one in sheet.cells.values() if block.first <= one.row <= block.last and FIELD.search(one.text)]
    if not records:
        put(editing, sheet.name, {cell.address: None for cell in cells})
        return
    repeat(editing, sheet.name, block.first, block.last, len(records))
    areas = tuple(area for cell in cells for area in _merges(cell, records, merged)) if block.height == 1 else ()
    below = {(at, area.left) for area in areas for at in range(area.top + 1, area.bottom + 1)}
    values: dict[str, Given] = {}
    places: dict[tuple[int, int], int] = {}
    for offset, record in zip(range(0, block.height * len(records), block.height), records, strict=True):
        for cell in cells:
            at = cell.row + offset, cell.column
            words, text = _printed(cell, record)
            values[address(*at)] = None if at in below else celled(words, text, cell.style)
            shown = decimals(text)
            # Where staff chose no format of their own, a number shows the decimals and the sign that are printed.
            if shown is not None and not text.isdigit() and not cell.style and at not in below:
                places[at] = shown
    put(editing, sheet.name, values)
    arrange(editing, sheet.name, _arrangement(block, records, areas, places))


def _arrangement(
    block: Block, records: Sequence[Texts], areas: tuple[Area, ...], places: Mapping[tuple[int, int], int]
) -> Arrangement:
    rows = block.first, block.first + block.height * len(records) - 1
    runs = _runs([str(record.get(TOGETHER, "")) for record in records])
    together = [(block.first + start * block.height, block.first + (end + 1) * block.height - 1) for start, end in runs]
    if block.height > 1:
        starts = range(rows[0], rows[1] + 1, block.height)
        together += [(start, start + block.height - 1) for start in starts]
    return Arrangement(rows, areas, places, tuple(together))


def _printed(cell: Cell, record: Texts) -> tuple[Words, str]:
    """Give the words that a cell prints first, for their key, and all its text."""
    quoted = [record[field] for _, field in FIELD.findall(cell.text)]
    words = next((one for one in quoted if not isinstance(one, str)), quoted[0])
    return words, FIELD.sub(lambda match: str(record[match[2]]), cell.text)


def _merges(cell: Cell, records: Sequence[Texts], merged: Mapping[str, str]) -> Iterator[Area]:
    """Give the areas of a column whose rows agree in the key, one area a run of two rows or more."""
    match = FIELD.search(cell.text)
    if match is None or match[2] not in merged:
        return
    for start, end in _runs([str(record[merged[match[2]]]) for record in records]):
        yield Area(cell.row + start, cell.column, cell.row + end, cell.column)


def _runs(keys: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Give the runs of two or more that share a key, by their first and last number; an empty key shares nothing."""
    start = 0
    for end in range(1, len(keys) + 1):
        if end == len(keys) or keys[end] != keys[start]:
            if end - start > 1 and keys[start]:
                yield start, end - 1
            start = end

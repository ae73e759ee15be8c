"""Fill a workbook template whose rows name their fields: `{{任务表.牵头单位}}` in a model row, `{{报告期}}` elsewhere.

What is printed as a number is written as one, with the decimals that are printed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

from reporting.documents.template import FIELD
from reporting.model.errors import TemplateError
from reporting.model.grid import Area, Cell, Sheet, address
from reporting.products.printed import MINUS
from reporting.products.taskrows import TOGETHER
from reporting.sheets.arrange import Arrangement, arrange
from reporting.sheets.patch import Given, fill, repeat
from reporting.sheets.read import read

_WORD = re.compile(r"\{\{\s*([^{}.]+?)\s*\}\}")
_NUMBER = re.compile(rf"{MINUS}?\d+(?:\.(\d+))?")
# The type of the shipped template's rows, in points; row heights are reckoned from it.
_SIZE = 9


def fill_sheets(
    content: bytes,
    name: str,
    words: Mapping[str, str],
    tables: Mapping[str, Sequence[Mapping[str, str]]],
    merged: Mapping[str, Mapping[str, str]],
) -> bytes:
    """Fill every sheet of the template `name`; `merged` names, by table, columns to be merged and their keys.

    Raises TemplateError for placeholders nothing fills, with their cells.
    """
    sheets = read(content, name).sheets
    _refuse_unknown(name, sheets, words, tables)
    for sheet in sheets:
        content = fill(content, {sheet.name: _worded(sheet, words)})
        for row, table in _model_rows(sheet).items():
            content = _fill_rows(content, sheet, row, tables[table], merged.get(table, {}))
    return content


def _worded(sheet: Sheet, words: Mapping[str, str]) -> dict[str, Given]:
    return {
        cell.address: _WORD.sub(lambda match: words[match[1]], cell.text)
        for cell in sheet.cells.values()
        if _WORD.search(cell.text) and not FIELD.search(cell.text)
    }


def _model_rows(sheet: Sheet) -> dict[int, str]:
    """Give the model rows with their tables, the lowest first: what stands below one is moved by filling it."""
    found = {cell.row: match[1] for cell in sheet.cells.values() if (match := FIELD.search(cell.text)) is not None}
    return dict(sorted(found.items(), reverse=True))


def _fill_rows(
    content: bytes, sheet: Sheet, row: int, records: Sequence[Mapping[str, str]], merged: Mapping[str, str]
) -> bytes:
    cells = [cell for cell in sheet.cells.values() if cell.row == row and FIELD.search(cell.text)]
    if not records:
        return fill(content, {sheet.name: {cell.address: None for cell in cells}})
    content = repeat(content, sheet.name, row, row, len(records))
    values: dict[str, Given] = {}
    places: dict[tuple[int, int], int] = {}
    areas = tuple(area for cell in cells for area in _merges(cell, records, merged))
    below = {(at, area.left) for area in areas for at in range(area.top + 1, area.bottom + 1)}
    for at, record in enumerate(records, row):
        for cell in cells:
            text = FIELD.sub(lambda match: record[match[2]], cell.text)  # noqa: B023 -- used within this turn
            number = _NUMBER.fullmatch(text)
            covered = (at, cell.column) in below
            values[address(at, cell.column)] = None if covered or not text else _given(text)
            if number is not None and not covered:
                places[at, cell.column] = len(number[1] or "")
    content = fill(content, {sheet.name: values})
    together = tuple((row + start, row + end) for start, end in _runs([record.get(TOGETHER, "") for record in records]))
    wanted = Arrangement((row, row + len(records) - 1), areas, places, together, _SIZE)
    return arrange(content, sheet.name, wanted)


def _given(text: str) -> Given:
    return Decimal(text.replace(MINUS, "-")) if _NUMBER.fullmatch(text) else text


def _merges(cell: Cell, records: Sequence[Mapping[str, str]], merged: Mapping[str, str]) -> Iterator[Area]:
    """Give the areas of a column whose rows agree in the key, one area a run of two rows or more."""
    match = FIELD.search(cell.text)
    if match is None or match[2] not in merged:
        return
    for start, end in _runs([record[merged[match[2]]] for record in records]):
        yield Area(cell.row + start, cell.column, cell.row + end, cell.column)


def _runs(keys: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Give the runs of two or more that share a key, by their first and last number; an empty key shares nothing."""
    start = 0
    for end in range(1, len(keys) + 1):
        if end == len(keys) or keys[end] != keys[start]:
            if end - start > 1 and keys[start]:
                yield start, end - 1
            start = end


def _refuse_unknown(
    name: str, sheets: Sequence[Sheet], words: Mapping[str, str], tables: Mapping[str, Sequence[Mapping[str, str]]]
) -> None:
    unknown = [
        f"{{{{{word}}}}}（{sheet.name}!{cell.address}）"
        for sheet in sheets
        for cell in sheet.cells.values()
        for word in _unknown_in(cell.text, words, tables)
    ]
    if unknown:
        raise TemplateError(f"模板中有无法填写的占位符：{'；'.join(unknown)}", name, "请对照模板说明改正占位符的名称")


def _unknown_in(
    text: str, words: Mapping[str, str], tables: Mapping[str, Sequence[Mapping[str, str]]]
) -> Iterator[str]:
    for table, field in FIELD.findall(text):
        if table not in tables or any(field not in record for record in tables[table]):
            yield f"{table}.{field}"
    yield from (word for word in _WORD.findall(text) if word not in words)

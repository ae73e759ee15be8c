"""Fill a bureau's own workbook, by placeholders or by names.

Placeholders are `{{任务表.牵头单位}}` in a model row, `{{报告期}}` elsewhere. A sheet without model rows is filled by
the names that stand in it: a row by its indicator, task or unit, a column by its heading. What is printed as a number
is written as one and bears the key of its figure.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from reporting.documents.template import FIELD
from reporting.model.errors import TemplateError
from reporting.model.figures import Compilation
from reporting.model.grid import Sheet
from reporting.products.filled import Filled
from reporting.products.modelrows import blocks, fill_block
from reporting.products.namedcells import named_cells, names
from reporting.products.taskrows import Texts
from reporting.sheets.patch import Editing, Given, put, settle
from reporting.sheets.read import read

_WORD = re.compile(r"\{\{\s*([^{}.]+?)\s*\}\}")
_MOST_TOLD = 20


@dataclass(frozen=True, slots=True)
class Stock:
    """What a template may ask for: words by name, records by table, and the columns of a table that are merged."""

    words: Mapping[str, str]
    tables: Mapping[str, Sequence[Texts]]
    merged: Mapping[str, Mapping[str, str]]


def fill_sheets(content: bytes, name: str, stock: Stock, compilation: Compilation) -> Filled:
    """Fill every sheet of the template `name`. Raises TemplateError for placeholders nothing fills, with cells."""
    sheets = read(content, name).sheets
    _refuse_unknown(name, sheets, stock)
    editing = Editing(content)
    known = names(compilation)
    told: list[str] = []
    asked = False
    for sheet in sheets:
        worded, models = _worded(sheet, stock.words), blocks(sheet)
        put(editing, sheet.name, worded)
        for block in models:
            fill_block(editing, sheet, block, stock.tables[block.table], stock.merged.get(block.table, {}))
        cells = None if models else named_cells(editing, _with(sheet, worded), compilation, known)
        if cells is not None:
            put(editing, sheet.name, cells.values)
            told += _few(sheet.name, cells.told)
        asked = asked or bool(worded or models or cells is not None)
    settle(editing)
    if not asked:
        told.append("没有占位符，也没有可按名称填写的表（表头要有“指标”或“任务”一栏），原样输出")
    return Filled(editing.content(), tuple(f"“{name}”{one}" for one in told))


def _few(sheet: str, told: Sequence[str]) -> list[str]:
    rest = len(told) - _MOST_TOLD
    return [*told[:_MOST_TOLD], *([f"“{sheet}”另有{rest}处未能填写"] if rest > 0 else [])]


def _with(sheet: Sheet, worded: Mapping[str, Given]) -> Sheet:
    """Give the sheet as it reads with its words filled in: headings may hold some."""
    cells = {at: cell._replace(text=str(worded.get(cell.address, cell.text))) for at, cell in sheet.cells.items()}
    return replace(sheet, cells=cells) if worded else sheet


def _worded(sheet: Sheet, words: Mapping[str, str]) -> dict[str, Given]:
    return {
        cell.address: _WORD.sub(lambda match: words[match[1]], cell.text)
        for cell in sheet.cells.values()
        if _WORD.search(cell.text) and not FIELD.search(cell.text)
    }


def _refuse_unknown(name: str, sheets: Sequence[Sheet], stock: Stock) -> None:
    unknown = [
        f"{{{{{word}}}}}（{sheet.name}!{cell.address}）"
        for sheet in sheets
        for cell in sheet.cells.values()
        for word in _unknown_in(cell.text, stock)
    ]
    if unknown:
        raise TemplateError(f"模板中有无法填写的占位符：{'；'.join(unknown)}", name, "请对照模板说明改正占位符的名称")
    mixed = [
        f"{sheet.name}!第{row}行"
        for sheet in sheets
        for row, cells in sheet.rows()
        if len({table for cell in cells for table, _ in FIELD.findall(cell.text)}) > 1
    ]
    if mixed:
        raise TemplateError(f"模板中同一行用了两张表的占位符：{'、'.join(mixed)}", name, "请让每一行只用一张表的占位符")


def _unknown_in(text: str, stock: Stock) -> Iterator[str]:
    for table, field in FIELD.findall(text):
        if table not in stock.tables or any(field not in record for record in stock.tables[table]):
            yield f"{table}.{field}"
    yield from (word for word in _WORD.findall(text) if word not in stock.words)

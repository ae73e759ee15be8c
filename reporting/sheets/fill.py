"""Fill cells of an existing workbook: the filled sheets change, and nothing else.

A sheet that holds formulas over what was filled has their new values put in too.
"""

from __future__ import annotations

from collections.abc import Mapping

from reporting.model.grid import address, place
from reporting.sheets.editing import Editing, child
from reporting.sheets.heights import grow
from reporting.sheets.keys import bear
from reporting.sheets.settle import settle
from reporting.sheets.sheet_xml import Given, Keyed, SheetXml
from reporting.sheets.table_heads import rename_columns


def fill(content: bytes, values: Mapping[str, Mapping[str, Given]]) -> bytes:
    """Put values into cells, by sheet and address: numbers, texts, `Result`s of formulas that stay, None to empty.

    Rows grow with the texts put into them, unless their height is fixed.
    Raises TemplateError where there is no such sheet, UnreadableFile where the workbook cannot be read.
    """
    editing = Editing(content)
    for name, cells in values.items():
        put(editing, name, cells)
    settle(editing)
    return editing.content()


def put(editing: Editing, name: str, cells: Mapping[str, Given]) -> None:
    """Put values into cells of one sheet; `settle` is called once, when all of them stand."""
    if not cells:
        return
    part = editing.sheet(name).part
    sheet = _taken(editing, part, {place(where)[0] for where in cells})
    for where, value in cells.items():
        sheet.put(*place(where), value)
    there = {sheet.anchor(*place(where)): value for where, value in cells.items()}
    editing.touched.setdefault(part, set()).update(there)
    rename_columns(editing, part, there)
    keys = {address(*at): value.key for at, value in there.items() if isinstance(value, Keyed)}
    bear(sheet, name, {address(*at) for at in there}, keys)
    styles = editing.part_of_kind("styles")
    texts = {where: text for where, value in cells.items() if isinstance(text := _bare(value), str)}
    if texts:
        grow(sheet, editing.read(styles) if styles else None, texts)
    forget_formulas(editing, name, sheet.lost_formulas)


def _taken(editing: Editing, part: str, rows: set[int]) -> SheetXml:
    """Take the rows to be filled; all of them where a merge leads to another one."""
    editing.thin(part, rows)
    sheet = SheetXml(editing.tree(part))
    reached = {merged.top for merged in sheet.merges() if not rows.isdisjoint(range(merged.top, merged.bottom + 1))}
    return sheet if reached <= rows else SheetXml(editing.whole(part))


def _bare(value: Given) -> Given:
    return value.value if isinstance(value, Keyed) else value


def forget_formulas(editing: Editing, name: str, addresses: set[str]) -> None:
    """Take overwritten formulas out of the chain of calculation; an empty chain goes as a whole."""
    part = editing.part_of_kind("calcChain")
    if not addresses or part is None:
        return
    identity = sheet_id(editing, name)
    chain = editing.tree(part)
    current = ""
    for link in list(chain):
        # A link without a sheet is of the same sheet as the one before it.
        current = link.get("i", current)
        link.set("i", current)
        if current == identity and link.get("r") in addresses:
            chain.remove(link)
    if not len(chain):
        editing.remove(part, editing.main)


def sheet_id(editing: Editing, name: str) -> str:
    """Give the number by which the chain of calculation knows a sheet."""
    sheets = child(editing.read(editing.main), "sheets")
    assert sheets is not None
    return next((one.get("sheetId", "") for one in sheets if one.get("name") == name), "")

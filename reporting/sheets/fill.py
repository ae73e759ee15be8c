"""Fill cells of an existing workbook: the filled sheets change, and nothing else."""

from __future__ import annotations

import re
from collections.abc import Mapping

from reporting.model.grid import place
from reporting.package.xml import local
from reporting.sheets.editing import Editing, child, namespace
from reporting.sheets.heights import grow
from reporting.sheets.sheet_xml import Given, SheetXml

_FORMULA = re.compile(rb"<(?:\w+:)?f[ >/]")
_BEFORE_CALC = ("sheets", "functionGroups", "externalReferences", "definedNames")


def fill(content: bytes, values: Mapping[str, Mapping[str, Given]]) -> bytes:
    """Put values into cells, by sheet and address: numbers, texts, `Result`s of formulas that stay, None to empty.

    Rows grow with the texts put into them, unless their height is fixed.
    Raises TemplateError where there is no such sheet, UnreadableFile where the workbook cannot be read.
    """
    editing = Editing(content)
    styles = editing.part_of_kind("styles")
    for name, cells in values.items():
        if not cells:
            continue
        found = editing.sheet(name)
        sheet = SheetXml(editing.tree(found.part))
        for where, value in cells.items():
            sheet.put(*place(where), value)
        texts = {where: value for where, value in cells.items() if isinstance(value, str)}
        grow(sheet, editing.read(styles) if styles else None, texts)
        forget_formulas(editing, name, sheet.lost_formulas)
    recalculate(editing)
    return editing.content()


def forget_formulas(editing: Editing, name: str, addresses: set[str]) -> None:
    """Take overwritten formulas out of the chain of calculation; an empty chain goes as a whole."""
    part = editing.part_of_kind("calcChain")
    if not addresses or part is None:
        return
    identity = _sheet_id(editing, name)
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


def recalculate(editing: Editing) -> None:
    """Ask the program that opens the workbook to calculate it anew, where it holds formulas."""
    if not any(_FORMULA.search(editing.bytes_of(sheet.part)) for sheet in editing.sheets):
        return
    setting = child(editing.read(editing.main), "calcPr")
    if setting is not None and setting.get("fullCalcOnLoad") in ("1", "true"):
        return
    root = editing.tree(editing.main)
    setting = child(root, "calcPr")
    if setting is None:
        setting = root.makeelement(f"{namespace(root)}calcPr")
        before = [one for one in root if isinstance(one.tag, str) and local(one.tag) in _BEFORE_CALC]
        before[-1].addnext(setting)
    setting.set("fullCalcOnLoad", "1")


def _sheet_id(editing: Editing, name: str) -> str:
    sheets = child(editing.read(editing.main), "sheets")
    assert sheets is not None
    return next((one.get("sheetId", "") for one in sheets if one.get("name") == name), "")

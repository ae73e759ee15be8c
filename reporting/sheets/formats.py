"""The number formats of cells, be they empty or not yet there."""

from __future__ import annotations

from collections.abc import Collection

from reporting.model.grid import place
from reporting.sheets.editing import Editing
from reporting.sheets.sheet_xml import SheetXml
from reporting.sheets.styles import number_formats


def formats(editing: Editing, name: str, addresses: Collection[str]) -> dict[str, str]:
    """Give the number format's code of each cell, empty for 常规; of one in a merge that of the merge."""
    part, styles = editing.sheet(name).part, editing.part_of_kind("styles")
    places = {where: place(where) for where in addresses}
    editing.thin(part, {row for row, _ in places.values()})
    sheet = SheetXml(editing.tree(part))
    codes = number_formats(editing.bytes_of(styles)) if styles else ()
    numbers = {where: int(sheet.style(*sheet.anchor(*at)) or 0) for where, at in places.items()}
    return {where: codes[number] if number < len(codes) else "" for where, number in numbers.items()}

"""Headings of table objects: the table names its columns as their cells do, or Excel repairs the workbook."""

from __future__ import annotations

from collections.abc import Mapping

from reporting.sheets.editing import Editing, child
from reporting.sheets.sheet_xml import Given, area

# A line break in a heading is written so in the column's name.
_BREAK = "_x000a_"


def rename_columns(editing: Editing, part: str, filled: Mapping[tuple[int, int], Given]) -> None:
    """Give the columns of a sheet's tables the names that were filled into their headings."""
    links = editing.links(part).values()
    for name in [found for one in links if one.kind == "table" and (found := editing.find(one.target))]:
        root = editing.entire(name)
        columns = child(root, "tableColumns")
        if columns is None or root.get("headerRowCount") == "0":
            continue
        held = area(root.get("ref", "A1"))
        for at, column in enumerate(columns, held.left):
            text = filled.get((held.top, at))
            if isinstance(text, str) and column.get("name") != text:
                column.set("name", text.replace("\n", _BREAK))
                editing.keep(name, root)

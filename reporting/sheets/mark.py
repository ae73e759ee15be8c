"""Mark faulty cells in the sender's own workbook: colour, note, and a list of all of them on a sheet of its own."""

from __future__ import annotations

import posixpath
from collections.abc import Sequence
from dataclasses import dataclass

from lxml import etree

from reporting.model.grid import place
from reporting.model.words import Severity
from reporting.sheets.editing import Editing, namespace
from reporting.sheets.listing import Listing, listed, put_list
from reporting.sheets.marking import Marking
from reporting.sheets.notes import annotate
from reporting.sheets.sheet_xml import SheetXml

_STYLESHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml"
_STYLES = """<styleSheet xmlns="{uri}"><fonts count="1"><font><sz val="11"/><name val="宋体"/></font></fonts>\
<fills count="2"><fill><patternFill patternType="none"/></fill>\
<fill><patternFill patternType="gray125"/></fill></fills>\
<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>\
<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>\
<cellXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/></cellXfs></styleSheet>"""
_WEIGHT = (Severity.NOTE, Severity.WARNING, Severity.ERROR)


@dataclass(frozen=True, slots=True)
class Mark:
    """What is said at a cell; several marks may stand at one, the gravest gives the colour."""

    sheet: str
    cell: str
    severity: Severity
    text: str


def mark(content: bytes, marks: Sequence[Mark], listing: Listing) -> bytes:
    """Give the workbook with its faulty cells coloured and noted, and the list as its last sheet.

    Marks and the list of an earlier time are replaced. All other parts keep their bytes. A mark on a sheet that is not
    there is left to the list. Raises UnreadableFile where the workbook cannot be read.
    """
    editing = Editing(content)
    styles = editing.part_of_kind("styles")
    if styles is None:
        styles = _plain_styles(editing)
    marking = Marking(editing.tree(styles))
    by_sheet: dict[str, list[Mark]] = {}
    for one in marks:
        by_sheet.setdefault(one.sheet, []).append(one)
    earlier = listed(editing)
    for found in editing.sheets:
        if found != earlier:
            _mark_sheet(editing, found.part, by_sheet.get(found.name, []), marking)
    put_list(editing, listing, marking)
    return editing.content()


def _mark_sheet(editing: Editing, part: str, marks: Sequence[Mark], marking: Marking) -> None:
    texts: dict[tuple[int, int], str] = {}
    if marks or (marking.own_styles and _has_style(editing.read(part), marking.own_styles)):
        editing.spare(part, below=max((place(one.cell)[0] for one in marks), default=0))
        sheet = SheetXml(editing.tree(part))
        for cell in sheet.data.iter(f"{sheet.ns}c"):
            if cell.get("s", "") in marking.own_styles:
                cell.set("s", str(marking.unmarked(_style(cell))))
        texts = _marked(sheet, marks, marking)
    annotate(editing, part, texts)


def _marked(sheet: SheetXml, marks: Sequence[Mark], marking: Marking) -> dict[tuple[int, int], str]:
    """Colour the cells and give what is said at each; inside a merge that is the merge's first cell."""
    by_cell: dict[str, tuple[etree._Element, list[Mark]]] = {}
    for one in marks:
        cell = sheet.cell(*place(one.cell))
        by_cell.setdefault(cell.get("r", one.cell), (cell, []))[1].append(one)
    for cell, there in by_cell.values():
        gravest = max((one.severity for one in there), key=_WEIGHT.index)
        cell.set("s", str(marking.marked(_style(cell), gravest)))
    return {place(where): "\n".join(dict.fromkeys(one.text for one in there)) for where, (_, there) in by_cell.items()}


def _has_style(root: etree._Element, styles: frozenset[str]) -> bool:
    return any(cell.get("s", "") in styles for cell in root.iter("{*}c"))


def _style(cell: etree._Element) -> int:
    """Give the number of a cell's style; what is no number is the first, as spreadsheet programs take it."""
    number = cell.get("s", "")
    return int(number) if number.isdecimal() else 0


def _plain_styles(editing: Editing) -> str:
    uri = namespace(editing.tree(editing.main))[1:-1]
    name = posixpath.join(posixpath.dirname(editing.main), "styles.xml")
    editing.add(name, _STYLES.format(uri=uri).encode(), _STYLESHEET)
    editing.link(editing.main, "styles", "styles.xml")
    return name

"""The keys of figures in filled cells: each is the tip of a link from the cell to itself.

So one sees it by pointing at the figure, without a column of its own and without a change of looks; it stays when
Excel, WPS or LibreOffice saves the workbook, and it lies within the sheet's own part.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from lxml import etree

from reporting.model.grid import Area, address, place
from reporting.sheets.editing import Editing, child
from reporting.sheets.order import holder
from reporting.sheets.sheet_xml import SheetXml, area

# What the tip begins with, so that our links are told from those of staff.
_TIP = "出处编码："
_BARE = re.compile(r"[^\W\d]\w*\Z")
# No sheet can hold more links, nor a tip more signs (Excel's limits).
MOST, _LONGEST = 65_000, 255


def bear(xml: SheetXml, name: str, filled: set[str], keys: Mapping[str, str]) -> None:
    """Have filled cells of the sheet `name` bear keys, by address, and no older ones of ours.

    A cell that bears a link of staff's own keeps that one.
    """
    found = child(xml.root, "hyperlinks")
    if not keys and found is None:
        return
    links = holder(xml.root, "hyperlinks")
    foreign = _forget(links, filled)
    for where, key in list(keys.items())[: max(MOST - len(links), 0)]:
        tip = f"{_TIP}{key}"
        if len(tip) <= _LONGEST and not any(one.holds(*place(where)) for one in foreign):
            target = f"{_quoted(name)}!{where}"
            etree.SubElement(links, f"{xml.ns}hyperlink", ref=where, location=target, tooltip=tip)
    if not len(links):
        xml.root.remove(links)


def _forget(links: etree._Element, filled: set[str]) -> list[Area]:
    """Take our links of an earlier time from the cells; give where those of staff lie."""
    foreign = []
    for link in list(links):
        if not isinstance(link.tag, str):
            continue
        if not link.get("tooltip", "").startswith(_TIP):
            foreign.append(area(link.get("ref", "A1")))
        elif link.get("ref") in filled:
            links.remove(link)
    return foreign


def _quoted(name: str) -> str:
    return name if _BARE.match(name) else "'" + name.replace("'", "''") + "'"


def keys(content: bytes) -> dict[str, dict[str, str]]:
    """Read the keys that a workbook's cells bear, by sheet and address."""
    editing = Editing(content)
    found = {sheet.name: dict(_keys(editing.read(sheet.part))) for sheet in editing.sheets}
    return {name: borne for name, borne in found.items() if borne}


def _keys(root: etree._Element) -> Iterator[tuple[str, str]]:
    for link in root.iter("{*}hyperlink"):
        tip = link.get("tooltip", "")
        if tip.startswith(_TIP):
            yield address(*place(link.get("ref", "A1"))), tip.removeprefix(_TIP)

"""The keys of figures in filled cells: each is the input message of its cell, shown when one stands on the figure.

So one sees it without a column of its own; nothing looks or prints otherwise, in Excel, WPS or LibreOffice, all of
which keep it when they save; and it lies within the sheet's own part. A cell has one such message only: where staff
have an input rule of their own, a number bears its key as the tip of a link to itself. LibreOffice shows texts with
links in another colour and on one line, so that a text there bears none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from lxml import etree

from reporting.model.grid import Area, address, place
from reporting.package.xml import local
from reporting.sheets.editing import Editing, child
from reporting.sheets.order import holder
from reporting.sheets.sheet_xml import SheetXml, area

# The title of our messages and the beginning of our tips, so that they are told from those of staff.
TITLE = "出处编码"
_BARE = re.compile(r"[^\W\d]\w*\Z")
# Excel's limits: messages or links of a sheet, signs of one.
_MOST, _LONGEST = 65_000, 250


def bear(xml: SheetXml, name: str, filled: set[str], keys: Mapping[str, str]) -> None:
    """Have filled cells of the sheet `name` bear keys, by address, and no older ones of ours."""
    _forget(xml, filled)
    if not keys:
        return
    ruled = [one for rule in _rules(xml.root) for one in _areas(rule)]
    linked = [area(one.get("ref", "A1")) for one in _links(xml.root)]
    for where, key in list(keys.items())[:_MOST]:
        at = place(where)
        if len(key) > _LONGEST:
            continue
        if not any(one.holds(*at) for one in ruled):
            _put_message(xml, where, key)
        elif _is_number(xml, at) and not any(one.holds(*at) for one in linked):
            _put_link(xml, name, where, key)
    rules = child(xml.root, "dataValidations")
    if rules is not None:
        rules.set("count", str(len(rules)))


def _put_message(xml: SheetXml, where: str, key: str) -> None:
    given = {"allowBlank": "1", "showInputMessage": "1", "promptTitle": TITLE, "prompt": key, "sqref": where}
    etree.SubElement(holder(xml.root, "dataValidations"), f"{xml.ns}dataValidation", given)


def _put_link(xml: SheetXml, name: str, where: str, key: str) -> None:
    quoted = name if _BARE.match(name) else "'" + name.replace("'", "''") + "'"
    links = holder(xml.root, "hyperlinks")
    etree.SubElement(links, f"{xml.ns}hyperlink", ref=where, location=f"{quoted}!{where}", tooltip=f"{TITLE} {key}")


def _is_number(xml: SheetXml, at: tuple[int, int]) -> bool:
    cell = xml.find(*at)
    return cell is not None and cell.get("t", "n") == "n"


def _rules(root: etree._Element) -> Iterator[etree._Element]:
    """Yield the input rules, those of newer Excels among them, which say their cells in an element."""
    yield from (one for one in root.iter("{*}dataValidation") if isinstance(one.tag, str))


def _areas(rule: etree._Element) -> list[Area]:
    said = child(rule, "sqref")
    text = rule.get("sqref") or ((said.text or "") if said is not None else "")
    return [area(one) for one in text.split()]


def _links(root: etree._Element) -> Iterator[etree._Element]:
    found = child(root, "hyperlinks")
    yield from (one for one in (found if found is not None else ()) if isinstance(one.tag, str))


def _forget(xml: SheetXml, filled: set[str]) -> None:
    """Take our keys of an earlier time from the filled cells."""
    for link in list(_links(xml.root)):
        if link.get("ref") in filled and link.get("tooltip", "").startswith(TITLE):
            _remove(link)
    for rule in [one for one in _rules(xml.root) if one.get("promptTitle") == TITLE]:
        left = [one for one in rule.get("sqref", "").split() if one not in filled]
        rule.set("sqref", " ".join(left))
        if not left:
            _remove(rule)


def _remove(element: etree._Element) -> None:
    parent = element.getparent()
    assert parent is not None
    parent.remove(element)
    above = parent.getparent()
    if not len(parent) and above is not None:
        above.remove(parent)
    elif local(str(parent.tag)) == "dataValidations":
        parent.set("count", str(len(parent)))


def keys(content: bytes) -> dict[str, dict[str, str]]:
    """Read the keys that a workbook's cells bear, by sheet and address."""
    editing = Editing(content)
    found = {sheet.name: dict(_keys(editing.read(sheet.part))) for sheet in editing.sheets}
    return {name: borne for name, borne in found.items() if borne}


def _keys(root: etree._Element) -> Iterator[tuple[str, str]]:
    for rule in _rules(root):
        if rule.get("promptTitle") == TITLE:
            yield from ((address(one.top, one.left), rule.get("prompt", "")) for one in _areas(rule))
    for link in _links(root):
        if link.get("tooltip", "").startswith(TITLE):
            yield link.get("ref", ""), link.get("tooltip", "").removeprefix(TITLE).strip()

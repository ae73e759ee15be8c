"""Sparklines of a model row: each of its copies has one of its own, over its own figures."""

from __future__ import annotations

from copy import deepcopy

from lxml import etree

from reporting.package.xml import local
from reporting.sheets.editing import child
from reporting.sheets.formulas_xml import Shift, copied, shifted
from reporting.sheets.sheet_xml import area, lowered, reference


def in_sparkline(element: etree._Element) -> bool:
    """Whether an element says where one sparkline stands, or what it shows."""
    parent = element.getparent()
    return parent is not None and isinstance(parent.tag, str) and local(parent.tag) == "sparkline"


def repeat_sparklines(root: etree._Element, shift: Shift, name: str) -> None:
    """Repeat the sparklines of the block, and move those below it, with what they show."""
    height = shift.last - shift.first + 1
    for line in [one for one in root.iter("{*}sparkline") if isinstance(one.tag, str)]:
        held = area(_text(line, "sqref") or "A1")
        within = shift.first <= held.top <= shift.last
        for offset in range(shift.count, 0, -height) if within else ():
            copy = deepcopy(line)
            _set(copy, "f", copied(_text(line, "f"), shift, offset, sheet=name))
            _set(copy, "sqref", reference(lowered(held, offset)))
            line.addnext(copy)
        own = copied(_text(line, "f"), shift, 0, sheet=name) if within else ""
        _set(line, "f", own or shifted(_text(line, "f"), shift, sheet=name, within=name))
        _set(line, "sqref", reference(lowered(held, shift.row(held.top) - held.top)))


def _text(line: etree._Element, name: str) -> str:
    found = child(line, name)
    return (found.text or "").strip() if found is not None else ""


def _set(line: etree._Element, name: str, text: str) -> None:
    found = child(line, name)
    if found is not None and text:
        found.text = text

"""Repeat a model row, or a block of rows, downwards; what is below moves down, and every reference with it.

Styles, heights, merges, formats by condition and input rules of the block are repeated with it. Formulas, names,
charts, pictures and notes that lie below or point below are moved; an area that ends with the block grows with it.
"""

from __future__ import annotations

import re
from copy import deepcopy

from lxml import etree

from reporting.model.grid import Area, address, place
from reporting.package.xml import local
from reporting.sheets.editing import Editing, child
from reporting.sheets.fill import recalculate
from reporting.sheets.formulas_xml import Shift, copied, shifted
from reporting.sheets.sheet_xml import SheetXml, area, reference

# Attributes that hold areas of the sheet, by the element's local name.
_AREAS = {
    "conditionalFormatting": "sqref",
    "dataValidation": "sqref",
    "protectedRange": "sqref",
    "ignoredError": "sqref",
    "autoFilter": "ref",
    "sortState": "ref",
    "dimension": "ref",
    "table": "ref",
}
_EXTENSION_FORMULA = "{http://schemas.microsoft.com/office/excel/2006/main}f"
_FORMULA_TAGS = ("formula", "formula1", "formula2", "f", "definedName")


def repeat(content: bytes, sheet: str, first: int, last: int, times: int) -> bytes:
    """Have the rows `first` to `last` stand `times` times, one under the other.

    Raises TemplateError where there is no such sheet.
    """
    if times <= 1:
        return content
    editing = Editing(content)
    shift = Shift(first, last, (last - first + 1) * (times - 1))
    for found in editing.sheets:
        if found.name == sheet:
            _repeat_rows(editing, found.part, sheet, shift)
        else:
            _follow(editing, found.part, sheet, shift, within=found.name)
    _follow(editing, editing.main, sheet, shift, within="")
    for link in editing.links(editing.sheet(sheet).part).values():
        if link.kind == "table":
            for element in editing.tree(link.target).iter():
                _move_areas(element, shift, sheet)
    _move_drawings(editing, sheet, shift)
    _move_comments(editing, editing.sheet(sheet).part, shift)
    recalculate(editing)
    return editing.content()


def _repeat_rows(editing: Editing, part: str, name: str, shift: Shift) -> None:
    xml = SheetXml(editing.tree(part))
    xml.unshare()
    block = {number: row for number, row in xml.rows.items() if shift.first <= number <= shift.last}
    copies = [
        (number + offset, _copy(row, offset, shift, name))
        for offset in range(shift.last - shift.first + 1, shift.count + 1, shift.last - shift.first + 1)
        for number, row in sorted(block.items())
    ]
    for number in sorted(xml.rows, reverse=True):
        _move_row(xml.rows[number], number, shift, name)
    for element in xml.root.iter():
        _move_areas(element, shift, name)
    _insert(xml, copies, shift)
    _repeat_merges(xml, shift)
    # The chain of calculation names cells by address: without it the program builds it anew.
    chain = editing.part_of_kind("calcChain")
    if chain:
        editing.remove(chain, editing.main)


def _copy(row: etree._Element, offset: int, shift: Shift, name: str) -> etree._Element:
    copy = deepcopy(row)
    copy.tail = None
    for cell in copy:
        formula = child(cell, "f")
        if formula is not None and formula.text:
            formula.text = copied(formula.text, shift, offset, sheet=name)
    _readdress(copy, int(row.get("r", "0")) + offset)
    return copy


def _move_row(row: etree._Element, number: int, shift: Shift, name: str) -> None:
    for cell in row:
        formula = child(cell, "f")
        if formula is not None and formula.text:
            # What a row of the block takes from the block stays its own; what lies below takes from all copies.
            move = copied(formula.text, shift, 0, sheet=name) if shift.first <= number <= shift.last else ""
            formula.text = move or shifted(formula.text, shift, sheet=name, within=name)
        if formula is not None and formula.get("ref"):
            formula.set("ref", _moved_area(formula.get("ref", ""), shift))
    if shift.row(number) != number:
        _readdress(row, shift.row(number))


def _readdress(row: etree._Element, number: int) -> None:
    row.set("r", str(number))
    for cell in row:
        cell.set("r", address(number, place(cell.get("r", ""))[1]))


def _insert(xml: SheetXml, copies: list[tuple[int, etree._Element]], shift: Shift) -> None:
    above = [row for number, row in sorted(xml.rows.items()) if number <= shift.last]
    position = xml.data.index(above[-1]) + 1 if above else 0
    for step, (_, row) in enumerate(copies):
        xml.data.insert(position + step, row)


def _move_areas(element: etree._Element, shift: Shift, name: str) -> None:
    if not isinstance(element.tag, str):
        return
    kind = local(element.tag)
    attribute = _AREAS.get(kind, "")
    if attribute and element.get(attribute):
        element.set(attribute, _moved_areas(element.get(attribute, ""), shift))
    if kind == "sqref" and element.text:
        element.text = _moved_areas(element.text, shift)
    if element.text and (kind in ("formula", "formula1", "formula2") or element.tag == _EXTENSION_FORMULA):
        element.text = shifted(element.text, shift, sheet=name, within=name)
    if kind == "hyperlink":
        _move_link(element, shift, name)
    if kind == "rowBreaks":
        for line in element:
            line.set("id", str(shift.row(int(line.get("id", "0")))))


def _move_link(element: etree._Element, shift: Shift, name: str) -> None:
    held = area(element.get("ref", "A1"))
    element.set("ref", reference(Area(shift.row(held.top), held.left, shift.row(held.bottom), held.right)))
    if element.get("location"):
        element.set("location", shifted(element.get("location", ""), shift, sheet=name, within=name))


def _moved_areas(text: str, shift: Shift) -> str:
    """Move the areas of a rule; one that covers a part of the block only is repeated with it."""
    height = shift.last - shift.first + 1
    moved = []
    for held in (area(one) for one in text.split()):
        moved.append(_moved_area(reference(held), shift))
        within = shift.first <= held.top and held.bottom <= shift.last
        if within and (held.top, held.bottom) != (shift.first, shift.last):
            moved += [
                reference(Area(held.top + offset, held.left, held.bottom + offset, held.right))
                for offset in range(height, shift.count + 1, height)
            ]
    return " ".join(moved)


def _moved_area(text: str, shift: Shift) -> str:
    held = area(text)
    top, bottom = shift.span(held.top, held.bottom)
    return reference(Area(top, held.left, bottom, held.right))


def _repeat_merges(xml: SheetXml, shift: Shift) -> None:
    holder = child(xml.root, "mergeCells")
    if holder is None:
        return
    height = shift.last - shift.first + 1
    for merge in list(holder):
        held = area(merge.get("ref", ""))
        if shift.first <= held.top and held.bottom <= shift.last:
            for offset in range(height, shift.count + 1, height):
                copy = deepcopy(merge)
                copy.set("ref", reference(Area(held.top + offset, held.left, held.bottom + offset, held.right)))
                holder.append(copy)
        else:
            merge.set("ref", _moved_area(merge.get("ref", ""), shift))
    holder.set("count", str(len(holder)))


def _follow(editing: Editing, part: str, name: str, shift: Shift, *, within: str) -> None:
    """Move what another part says about the sheet; a part that says nothing of it is left as it is."""
    changes = []
    for element in editing.read(part).iter():
        text = element.text if isinstance(element.tag, str) and local(element.tag) in _FORMULA_TAGS else None
        moved = shifted(text, shift, sheet=name, within=within) if text else text
        changes.append(moved if moved != text else None)
    if not any(changes):
        return
    for element, moved in zip(editing.tree(part).iter(), changes, strict=True):
        if moved is not None:
            element.text = moved


def _move_drawings(editing: Editing, name: str, shift: Shift) -> None:
    for found in editing.sheets:
        drawing = editing.part_of_kind("drawing", found.part)
        if drawing is None:
            continue
        charts = [link.target for link in editing.links(drawing).values() if link.kind == "chart"]
        for chart in charts:
            _follow(editing, chart, name, shift, within="")
        if found.name == name:
            _move_anchors(editing.tree(drawing), shift)


def _move_anchors(drawing: etree._Element, shift: Shift) -> None:
    for element in drawing.iter("{*}row"):
        # Anchors count rows from nought.
        element.text = str(shift.row(int(element.text or "0") + 1) - 1)


def _move_comments(editing: Editing, part: str, shift: Shift) -> None:
    comments = editing.part_of_kind("comments", part)
    if comments is not None:
        for comment in editing.tree(comments).iter("{*}comment"):
            row, column = place(comment.get("ref", "A1"))
            comment.set("ref", address(shift.row(row), column))
    shapes = editing.legacy_drawing(part)
    if shapes is not None:
        editing.put(shapes, _moved_shapes(editing.bytes_of(shapes), shift))


def _moved_shapes(content: bytes, shift: Shift) -> bytes:
    """Move the shapes of notes: their rows, and the rows their boxes are anchored at, all counted from nought."""

    def moved_row(match: re.Match[bytes]) -> bytes:
        return match[1] + str(shift.row(int(match[2]) + 1) - 1).encode()

    def moved_anchor(match: re.Match[bytes]) -> bytes:
        numbers = [int(number) for number in match[2].split(b",")]
        for at in (2, 6):
            numbers[at] = shift.row(numbers[at] + 1) - 1
        return match[1] + ", ".join(str(number) for number in numbers).encode()

    content = re.sub(rb"(<x:Row>\s*)(\d+)", moved_row, content)
    return re.sub(rb"(<x:Anchor>\s*)((?:\d+\s*,\s*){7}\d+)", moved_anchor, content)

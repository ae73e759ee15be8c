"""Repeat a model row, or a block of rows, downwards; what is below moves down, and every reference with it.

Styles, heights, merges, formats by condition and input rules of the block are repeated with it. Formulas, names,
charts, pictures and notes that lie below or point below are moved; an area that ends with the block grows with it.
"""

from __future__ import annotations

from copy import deepcopy

from lxml import etree

from reporting.model.grid import address, place
from reporting.package.xml import local
from reporting.sheets.editing import Editing, child
from reporting.sheets.follow import DRAWING, FORMULA_ATTRIBUTES, extend_chain, follow
from reporting.sheets.formulas_xml import Shift, copied, shifted
from reporting.sheets.sheet_xml import SheetXml, area, lowered, reference
from reporting.sheets.sparklines import in_sparkline, repeat_sparklines

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


def repeat(editing: Editing, sheet: str, first: int, last: int, times: int) -> None:
    """Have the rows `first` to `last` stand `times` times, one under the other; `settle` is called in the end.

    Raises TemplateError where there is no such sheet.
    """
    if times <= 1:
        return
    shift = Shift(first, last, (last - first + 1) * (times - 1))
    part = editing.sheet(sheet).part
    touched = editing.touched.setdefault(part, set())
    touched |= {(shift.row(row), column) for row, column in [touched.pop() for _ in range(len(touched))]}
    touched |= _repeat_rows(editing, part, sheet, shift)
    follow(editing, sheet, shift)


def _repeat_rows(editing: Editing, part: str, name: str, shift: Shift) -> set[tuple[int, int]]:
    """Repeat the rows within the sheet; give the cells of formulas that are new or stand in a new row."""
    xml = SheetXml(editing.whole(part))
    xml.unshare()
    height = shift.last - shift.first + 1
    offsets = range(height, shift.count + 1, height)
    block = {number: row for number, row in xml.rows.items() if shift.first <= number <= shift.last}
    copies = [_copy(row, offset, shift, name) for offset in offsets for _, row in sorted(block.items())]
    for number in sorted(xml.rows, reverse=True):
        _move_row(xml.rows[number], number, shift, name)
    for element in xml.root.iter():
        _move_areas(element, shift, name)
    _insert(xml, copies, shift)
    _repeat_merges(xml, shift)
    repeat_sparklines(xml.root, shift, name)
    formulas = {
        place(cell.get("r", "")) for row in (*block.values(), *copies) for cell in row if child(cell, "f") is not None
    }
    extend_chain(editing, name, shift, {at for at in formulas if at[0] > shift.last})
    return formulas


def _copy(row: etree._Element, offset: int, shift: Shift, name: str) -> etree._Element:
    copy = deepcopy(row)
    copy.tail = None
    for cell in copy:
        formula = child(cell, "f")
        if formula is not None and formula.text:
            formula.text = copied(formula.text, shift, offset, sheet=name)
        if formula is not None and formula.get("ref"):
            formula.set("ref", reference(lowered(area(formula.get("ref", "")), offset)))
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
            formula.set("ref", reference(shift.area(area(formula.get("ref", "")))))
    if shift.row(number) != number:
        _readdress(row, shift.row(number))


def _readdress(row: etree._Element, number: int) -> None:
    row.set("r", str(number))
    for cell in row:
        cell.set("r", address(number, place(cell.get("r", ""))[1]))


def _insert(xml: SheetXml, copies: list[etree._Element], shift: Shift) -> None:
    above = [row for number, row in sorted(xml.rows.items()) if number <= shift.last]
    position = xml.data.index(above[-1]) + 1 if above else 0
    for step, row in enumerate(copies):
        xml.data.insert(position + step, row)


def _move_areas(element: etree._Element, shift: Shift, name: str) -> None:
    if not isinstance(element.tag, str) or in_sparkline(element):
        return
    kind = local(element.tag)
    attribute = _AREAS.get(kind, "")
    if attribute and element.get(attribute):
        element.set(attribute, _moved_areas(element.get(attribute, ""), shift))
    if kind == "sqref" and element.text:
        element.text = _moved_areas(element.text, shift)
    if kind == "hyperlink":
        element.set("ref", reference(shift.area(area(element.get("ref", "A1")))))
    if kind == "row" and element.tag.startswith(DRAWING):
        # Anchors count rows from nought.
        element.text = str(shift.row(int(element.text or "0") + 1) - 1)
    if kind == "rowBreaks":
        for line in element:
            line.set("id", str(shift.row(int(line.get("id", "0")))))
    _move_formulas(element, kind, shift, name)


def _move_formulas(element: etree._Element, kind: str, shift: Shift, name: str) -> None:
    if element.text and (kind in ("formula", "formula1", "formula2") or element.tag == _EXTENSION_FORMULA):
        element.text = shifted(element.text, shift, sheet=name, within=name)
    for attribute in FORMULA_ATTRIBUTES:
        if element.get(attribute):
            element.set(attribute, shifted(element.get(attribute, ""), shift, sheet=name, within=name))


def _moved_areas(text: str, shift: Shift) -> str:
    """Move the areas of a rule; one that covers a part of the block only is repeated with it."""
    height = shift.last - shift.first + 1
    moved = []
    for held in (area(one) for one in text.split()):
        moved.append(reference(shift.area(held)))
        within = shift.first <= held.top and held.bottom <= shift.last
        if within and (held.top, held.bottom) != (shift.first, shift.last):
            moved += [reference(lowered(held, offset)) for offset in range(height, shift.count + 1, height)]
    return " ".join(moved)


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
                copy.set("ref", reference(lowered(held, offset)))
                holder.append(copy)
        else:
            merge.set("ref", reference(shift.area(held)))
    holder.set("count", str(len(holder)))

"""What hangs on a sheet's rows, or points at them from elsewhere, follows when rows are put in.

Charts and pictures, notes and threads of comments, form controls, names, formulas and links of other sheets, tables,
pivot tables' sources, the chain of calculation. A part that says nothing of the rows is left as it is.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree

from reporting.model.grid import address, place
from reporting.package.xml import local
from reporting.sheets.editing import Editing
from reporting.sheets.fill import sheet_id
from reporting.sheets.formulas_xml import Shift, shifted
from reporting.sheets.sheet_xml import area, reference

DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing}"
# What holds a formula as its text, and what as an attribute: of links, text boxes, form controls.
_FORMULA_TAGS = ("formula", "formula1", "formula2", "f", "definedName", "calculatedColumnFormula")
FORMULA_ATTRIBUTES = (
    *("location", "textlink", "linkedCell", "listFillRange"),
    *("fmlaLink", "fmlaRange", "fmlaTxbx", "fmlaGroup"),
)
_TABLE_AREAS = ("table", "autoFilter", "sortState", "sortCondition")
_SHAPE_FORMULA = re.compile(rb"(<x:Fmla\w+>)([^<]*)(?=</x:Fmla)")


def follow(editing: Editing, sheet: str, shift: Shift) -> None:
    """Move what other parts say about the rows of a sheet; the sheet's own part is moved already."""
    for found in editing.sheets:
        if found.name != sheet:
            _move(editing, found.part, sheet, shift, within=found.name)
        for drawing in _linked(editing, found.part, "drawing"):
            _move_drawing(editing, drawing, sheet, shift)
        for control in _linked(editing, found.part, "ctrlProp"):
            _move(editing, control, sheet, shift, within=found.name)
    _move(editing, editing.main, sheet, shift)
    for chart_sheet in _linked(editing, editing.main, "chartsheet"):
        for drawing in _linked(editing, chart_sheet, "drawing"):
            _move_drawing(editing, drawing, sheet, shift)
    for cache in _linked(editing, editing.main, "pivotCacheDefinition"):
        _move_source(editing, cache, sheet, shift)
    _move_own(editing, editing.sheet(sheet).part, sheet, shift)


def _linked(editing: Editing, part: str, kind: str) -> Iterator[str]:
    found = (editing.find(one.target) for one in editing.links(part).values() if one.kind == kind and not one.external)
    yield from (part for part in found if part)


def _move(editing: Editing, part: str, name: str, shift: Shift, *, within: str = "") -> None:
    if within != name and not _speaks(editing, part, name):
        return
    root = editing.entire(part)
    changes = [*_changes(root, name, shift, within)]
    if not changes:
        return
    editing.keep(part, root)
    for element, attribute, text in changes:
        if attribute:
            element.set(attribute, text)
        else:
            element.text = text


def _speaks(editing: Editing, part: str, name: str) -> bool:
    """Whether a part names the sheet at all: most do not, and are not read. Signs may be written by their numbers."""
    content = editing.bytes_of(part)
    return name.encode() in content or b"&#" in content or not name.isalnum()


def _changes(root: etree._Element, name: str, shift: Shift, within: str) -> Iterator[tuple[etree._Element, str, str]]:
    for element in root.iter():
        if not isinstance(element.tag, str):
            continue
        texts = {one: element.get(one, "") for one in FORMULA_ATTRIBUTES}
        if local(element.tag) in _FORMULA_TAGS:
            texts[""] = element.text or ""
        for attribute, text in texts.items():
            moved = shifted(text, shift, sheet=name, within=within)
            if moved != text:
                yield element, attribute, moved


def _move_drawing(editing: Editing, drawing: str, name: str, shift: Shift) -> None:
    _move(editing, drawing, name, shift)
    for kind in ("chart", "chartEx"):
        for chart in _linked(editing, drawing, kind):
            _move(editing, chart, name, shift)


def _move_source(editing: Editing, cache: str, name: str, shift: Shift) -> None:
    """Move the area that a pivot table is made from."""
    root = editing.entire(cache)
    for source in root.iter("{*}worksheetSource"):
        moved = reference(shift.area(area(source.get("ref", "A1"))))
        if source.get("sheet") == name and source.get("ref") not in (None, moved):
            source.set("ref", moved)
            editing.keep(cache, root)


def _move_own(editing: Editing, part: str, name: str, shift: Shift) -> None:
    """Move what hangs on the sheet itself."""
    for drawing in _linked(editing, part, "drawing"):
        _move_anchors(editing, drawing, shift)
    for table in _linked(editing, part, "table"):
        _move_table(editing, table, shift)
        _move(editing, table, name, shift, within=name)
    for kind, tag in (("comments", "comment"), ("threadedComment", "threadedComment")):
        for comments in _linked(editing, part, kind):
            _move_comments(editing, comments, tag, shift)
    shapes = editing.legacy_drawing(part)
    if shapes is not None:
        content = editing.bytes_of(shapes)
        moved = _moved_shapes(content, name, shift)
        if moved != content:
            editing.put(shapes, moved)


def _move_anchors(editing: Editing, drawing: str, shift: Shift) -> None:
    root = editing.entire(drawing)
    for element in root.iter("{*}row"):
        # Anchors count rows from nought.
        row = int(element.text or "0") + 1
        if shift.row(row) != row:
            element.text = str(shift.row(row) - 1)
            editing.keep(drawing, root)


def _move_table(editing: Editing, table: str, shift: Shift) -> None:
    root = editing.entire(table)
    for element in root.iter():
        if isinstance(element.tag, str) and local(element.tag) in _TABLE_AREAS and element.get("ref"):
            moved = reference(shift.area(area(element.get("ref", ""))))
            if moved != element.get("ref"):
                element.set("ref", moved)
                editing.keep(table, root)


def _move_comments(editing: Editing, comments: str, tag: str, shift: Shift) -> None:
    root = editing.entire(comments)
    for comment in root.iter(f"{{*}}{tag}"):
        row, column = place(comment.get("ref", "A1"))
        if shift.row(row) != row:
            comment.set("ref", address(shift.row(row), column))
            editing.keep(comments, root)


def _moved_shapes(content: bytes, name: str, shift: Shift) -> bytes:
    """Move the shapes of notes and controls: rows and anchors, which count from nought, and the cells they name."""

    def moved_row(match: re.Match[bytes]) -> bytes:
        return match[1] + str(shift.row(int(match[2]) + 1) - 1).encode()

    def moved_anchor(match: re.Match[bytes]) -> bytes:
        numbers = [int(number) for number in match[2].split(b",")]
        for at in (2, 6):
            numbers[at] = shift.row(numbers[at] + 1) - 1
        return match[1] + ", ".join(str(number) for number in numbers).encode()

    def moved_formula(match: re.Match[bytes]) -> bytes:
        return match[1] + shifted(match[2].decode(), shift, sheet=name, within=name).encode()

    content = re.sub(rb"(<x:Row>\s*)(\d+)", moved_row, content)
    content = re.sub(rb"(<x:Anchor>\s*)((?:\d+\s*,\s*){7}\d+)", moved_anchor, content)
    return _SHAPE_FORMULA.sub(moved_formula, content)


def extend_chain(editing: Editing, name: str, shift: Shift, copies: set[tuple[int, int]]) -> None:
    """Move a sheet's formulas in the chain of calculation, and add those that were copied."""
    part = editing.part_of_kind("calcChain")
    if part is None:
        return
    chain, identity, current = editing.tree(part), sheet_id(editing, name), ""
    for link in chain:
        # A link without a sheet is of the same sheet as the one before it.
        current = link.get("i", current)
        if current == identity:
            row, column = place(link.get("r", "A1"))
            link.set("r", address(shift.row(row), column))
            link.set("i", current)
    for at in sorted(copies):
        etree.SubElement(chain, f"{chain.tag.rpartition('}')[0]}}}c", r=address(*at), i=identity)

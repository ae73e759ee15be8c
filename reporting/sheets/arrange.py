"""Arrange rows that were filled: merge cells downwards, show decimals as printed, and make rows high enough.

No program fits a row to a merged cell by itself, and some fit none that a program wrote. Where the template prints at
a scale of its own, pages end between rows that belong together.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from copy import deepcopy
from dataclasses import dataclass

from lxml import etree

from reporting.model.grid import Area, place
from reporting.sheets.editing import Editing, child
from reporting.sheets.heights import wrapping
from reporting.sheets.order import holder
from reporting.sheets.paginate import paginate
from reporting.sheets.sheet_xml import SheetXml, reference
from reporting.sheets.width import height

_USUAL_WIDTH = 8.43
# The type that width.py reckons widths in, in points.
_RECKONED = 11.0
# No row can be higher, in points.
_HIGHEST = 409.0
# Numbers of own formats begin here; those below are the program's.
_FIRST_OWN_FORMAT = 164


@dataclass(frozen=True, slots=True)
class Arrangement:
    """How the rows from the first to the last are to stand.

    `merges` go downwards. `places` are the decimals of single cells. `together` are runs of rows that should share a
    printed page.
    """

    rows: tuple[int, int]
    merges: tuple[Area, ...]
    places: Mapping[tuple[int, int], int]
    together: tuple[tuple[int, int], ...]


def arrange(editing: Editing, sheet: str, wanted: Arrangement) -> None:
    """Arrange the rows of a sheet. Raises TemplateError where there is no such sheet."""
    xml = SheetXml(editing.whole(editing.sheet(sheet).part))
    _show_decimals(editing, xml, wanted.places)
    styles = editing.part_of_kind("styles")
    heights = _fit(xml, wanted, wrapping(editing.read(styles)) if styles else {})
    parted = paginate(xml, heights, wanted.merges, wanted.together)
    _repeat_texts(xml, wanted.merges, parted)
    _merge(xml, parted)


def _repeat_texts(xml: SheetXml, merges: Sequence[Area], parted: Sequence[Area]) -> None:
    """Put the text of a merge that was parted on each of its parts."""
    for whole in merges:
        text = next((text for column, text, _ in _texts(xml, whole.top) if column == whole.left), "")
        for part in parted:
            if part.left == whole.left and whole.top < part.top <= whole.bottom and text:
                xml.put(part.top, part.left, text)


def _merge(xml: SheetXml, merges: Sequence[Area]) -> None:
    if not merges:
        return
    listed = holder(xml.root, "mergeCells")
    for merged in merges:
        if merged.top == merged.bottom and merged.left == merged.right:
            continue
        etree.SubElement(listed, f"{xml.ns}mergeCell", ref=reference(merged))
    listed.set("count", str(len(listed)))


def _show_decimals(editing: Editing, xml: SheetXml, places: Mapping[tuple[int, int], int]) -> None:
    part = editing.part_of_kind("styles")
    if part is None or not places:
        return
    root = editing.tree(part)
    looks = child(root, "cellXfs")
    assert looks is not None, "every stylesheet has cell formats"
    made: dict[tuple[int, int], str] = {}
    for (row, column), count in places.items():
        cell = xml.cell(row, column)
        key = int(cell.get("s", "0")), count
        if key not in made:
            look = deepcopy(looks[key[0]])
            look.set("numFmtId", _format(root, count))
            look.set("applyNumberFormat", "1")
            looks.append(look)
            looks.set("count", str(len(looks)))
            made[key] = str(len(looks) - 1)
        cell.set("s", made[key])


def _format(root: etree._Element, count: int) -> str:
    """Give the number of the format with so many decimals and the minus sign of print, made where it is missing."""
    shown = "0" + ("." + "0" * count if count else "")
    code = f'{shown};"\u2212"{shown}'
    holder = child(root, "numFmts")
    if holder is None:
        holder = etree.Element(root.tag.rpartition("}")[0] + "}numFmts")
        root.insert(0, holder)
    numbers = {one.get("formatCode", ""): one.get("numFmtId", "") for one in holder}
    if code not in numbers:
        free = max([_FIRST_OWN_FORMAT - 1, *(int(number) for number in numbers.values())]) + 1
        etree.SubElement(holder, holder.tag[:-1], numFmtId=str(free), formatCode=code)
        holder.set("count", str(len(holder)))
        return str(free)
    return numbers[code]


def _fit(xml: SheetXml, wanted: Arrangement, sizes: Mapping[str, float]) -> dict[int, float]:
    """Make rows high enough for their texts; what a merged cell needs beyond its rows goes to the last of them.

    A height that staff fixed is the least.
    """
    widths, usual = _widths(xml), sizes.get("", _RECKONED)
    merged = {(one.top, one.left): one for one in wanted.merges}
    needed = dict.fromkeys(range(wanted.rows[0], wanted.rows[1] + 1), 0.0)
    tall: list[tuple[Area, float]] = []
    for row in needed:
        own = [_fixed_height(xml, row), height([], usual)]
        for column, text, style in _texts(xml, row):
            # Widths are counted in digits of the workbook's own type.
            width = widths.get(column, _USUAL_WIDTH) * usual / _RECKONED
            points = height([(text, width)], sizes[style]) if style in sizes else 0.0
            if (row, column) in merged:
                tall.append((merged[row, column], points))
            else:
                own.append(points)
        needed[row] = max(own)
    for area, least in tall:
        spread = range(area.top, area.bottom + 1)
        needed[area.bottom] += max(0.0, least - sum(needed[row] for row in spread))
    heights = {row: round(min(points, _HIGHEST), 1) for row, points in needed.items()}
    for row, points in heights.items():
        if row in xml.rows:
            xml.rows[row].set("ht", str(points))
            xml.rows[row].set("customHeight", "1")
    return heights


def _fixed_height(xml: SheetXml, row: int) -> float:
    holder = xml.rows.get(row)
    is_fixed = holder is not None and holder.get("customHeight") in ("1", "true")
    return float(holder.get("ht", "0")) if holder is not None and is_fixed else 0.0


def _widths(xml: SheetXml) -> dict[int, float]:
    holder = child(xml.root, "cols")
    return {
        column: float(one.get("width", _USUAL_WIDTH))
        for one in (() if holder is None else holder)
        for column in range(int(one.get("min", "1")), min(int(one.get("max", "1")), 256) + 1)
    }


def _texts(xml: SheetXml, row: int) -> list[tuple[int, str, str]]:
    """Give the texts of a row by column with their styles; cells that keep theirs in the common list are not ours."""
    holder = xml.rows.get(row)
    if holder is None:
        return []
    kept = ((cell, child(cell, "is" if cell.get("t") == "inlineStr" else "v")) for cell in holder)
    return [
        (place(cell.get("r", ""))[1], "".join(str(part) for part in text.itertext()), cell.get("s", "0"))
        for cell, text in kept
        if cell.get("t") in ("inlineStr", "str") and text is not None
    ]

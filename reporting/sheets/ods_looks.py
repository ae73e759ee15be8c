"""The looks of an .ods: what its cell styles say, and those they are derived from (OpenDocument 1.3, part 3, 16)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from lxml import etree

from reporting.package.archive import Archive
from reporting.package.xml import local, parse
from reporting.sheets.looks import MOST_LOOKS, Look, SheetLooks, colour_of

_ROW_HEIGHT = "{urn:oasis:names:tc:opendocument:xmlns:style:1.0}row-height"
_PARTS = ("styles.xml", "content.xml")
_POINTS = {"pt": 1.0, "mm": 72 / 25.4, "cm": 720 / 25.4, "in": 72.0}
_LENGTH = re.compile(r"([0-9.]+)(pt|mm|cm|in)")
_ACROSS = {"start": "left", "left": "left", "center": "center", "end": "right", "right": "right"}
_DOWN = {"top": "top", "middle": "vcenter"}
_SIDES = ("left", "right", "top", "bottom")
_DEEPEST = 20
# Rows and columns that repeat beyond the data are the sheet's empty rest.
_MOST_REPEATED = 200
_BLACK, _WHITE = "000000", "FFFFFF"

Said = dict[str, str]


def looks(content: bytes) -> dict[str, SheetLooks]:
    """Give the looks by sheet. Raises UnreadableFile."""
    archive = Archive(content)
    roots = [parse(archive.read(part), part) for part in _PARTS if part in archive]
    styles = {name: found for root in roots for name, found in _styles(root)}
    look = cache(lambda name: _look(_said(styles, name)))
    found: dict[str, SheetLooks] = {}
    left = MOST_LOOKS
    for table in roots[-1].iter("{*}table"):
        sheet = _sheet(table, styles, look)
        left -= len(sheet.cells)
        if left < 0:
            break
        found[_given(table, "name")] = sheet
    return found


def _styles(root: etree._Element) -> Iterator[tuple[str, etree._Element]]:
    for style in root.iter("{*}style"):
        if _given(style, "family") in ("table-cell", "table-row"):
            yield _given(style, "name"), style


def _sheet(table: etree._Element, styles: dict[str, etree._Element], look: object) -> SheetLooks:
    assert callable(look)
    heights: dict[int, float] = {}
    cells: dict[tuple[int, int], Look] = {}
    columns = list(_columns(table))
    row = 0
    for line in table.iter("{*}table-row"):
        times = _count(line, "number-rows-repeated")
        height = _height(styles.get(_given(line, "style-name")))
        for _ in range(min(times, _MOST_REPEATED)):
            row += 1
            if height:
                heights[row] = height
            for column, name in _row(line, columns):
                found = look(name)
                if found != Look():
                    cells[row, column] = found
        row += max(times - _MOST_REPEATED, 0)
    return SheetLooks(heights, cells)


def _columns(table: etree._Element) -> Iterator[str]:
    """Yield the style that each column gives to its cells."""
    for column in table.iter("{*}table-column"):
        yield from [_given(column, "default-cell-style-name")] * min(
            _count(column, "number-columns-repeated"), _MOST_REPEATED
        )


def _row(line: etree._Element, columns: list[str]) -> Iterator[tuple[int, str]]:
    column = 0
    for cell in line:
        times = _count(cell, "number-columns-repeated")
        for _ in range(min(times, _MOST_REPEATED)):
            column += 1
            usual = columns[column - 1] if column <= len(columns) else ""
            name = _given(cell, "style-name") or _given(line, "default-cell-style-name") or usual
            if name:
                yield column, name
        column += max(times - _MOST_REPEATED, 0)


def _height(style: etree._Element | None) -> float:
    """Give a row's height in points where it was set by hand."""
    for part in () if style is None else style:
        height = str(part.get(_ROW_HEIGHT, ""))
        if height and _given(part, "use-optimal-row-height") != "true":
            return _points(height)
    return 0.0


def _said(styles: dict[str, etree._Element], name: str) -> Said:
    """Gather what a style says, and where it is silent those it is derived from."""
    said: Said = {}
    for _ in range(_DEEPEST):
        style = styles.get(name)
        if style is None:
            break
        for part in style:
            for key, value in part.attrib.items():
                said.setdefault(local(str(key)), str(value))
        name = _given(style, "parent-style-name")
    return said


def _look(said: Said) -> Look:
    colour, fill = (colour_of(said.get(name, "")) for name in ("color", "background-color"))
    lines = {side: said.get(f"border-{side}", said.get("border", "none")) for side in _SIDES}
    lines = {side: line for side, line in lines.items() if line not in ("none", "", "hidden")}
    weight = said.get("font-weight", "")
    return Look(
        bold=weight == "bold" or (weight.isdecimal() and int(weight) >= 600),
        italic=said.get("font-style") == "italic",
        underline=said.get("text-underline-style", "none") != "none",
        size=_points(said.get("font-size", "")),
        font=(said.get("font-name-asian") or said.get("font-name", "")).strip("'"),
        colour="" if colour == _BLACK else colour,
        fill="" if fill == _WHITE else fill,
        borders=frozenset(lines),
        line=next((colour_of(line.rpartition(" ")[2]) for line in lines.values()), ""),
        across=_ACROSS.get(said.get("text-align", ""), ""),
        down=_DOWN.get(said.get("vertical-align", ""), ""),
        wrap=said.get("wrap-option") == "wrap",
    )


def _points(text: str) -> float:
    found = _LENGTH.fullmatch(text)
    return round(float(found[1]) * _POINTS[found[2]], 2) if found else 0.0


def _given(element: etree._Element, name: str) -> str:
    return next((str(value) for key, value in element.attrib.items() if local(str(key)) == name), "")


def _count(element: etree._Element, name: str) -> int:
    text = _given(element, name)
    return int(text) if text.isdecimal() else 1

"""The looks of an XML spreadsheet of Excel 2003: its styles, and those they are derived from."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import cache

from lxml import etree

from reporting.package.xml import local, parse
from reporting.sheets.editing import attributes, child
from reporting.sheets.looks import MOST_LOOKS, Look, SheetLooks, colour_of
from reporting.sheets.xml2003 import recoded

_ACROSS = {"Left": "left", "Center": "center", "Right": "right", "CenterAcrossSelection": "center"}
_DOWN = {"Top": "top", "Center": "vcenter"}
_NUMBER = re.compile(r"\d+(?:\.\d+)?")
_DEEPEST, _MOST_SPANNED = 20, 200
_BLACK, _WHITE = "000000", "FFFFFF"

Said = dict[str, dict[str, str]]


def looks(content: bytes) -> dict[str, SheetLooks]:
    """Give the looks by sheet. Raises UnreadableFile."""
    root = parse(recoded(content))
    styles = {_given(style, "ID"): style for style in root.iter("{*}Style")}
    look = cache(lambda name: _look(_said(styles, name)))
    found: dict[str, SheetLooks] = {}
    left = MOST_LOOKS
    for sheet in root.iter("{*}Worksheet"):
        table = child(sheet, "Table")
        if table is None:
            continue
        found[_given(sheet, "Name")] = made = _sheet(table, look)
        left -= len(made.cells)
        if left < 0:
            break
    return found


def _sheet(table: etree._Element, look: Callable[[str], Look]) -> SheetLooks:
    heights: dict[int, float] = {}
    cells: dict[tuple[int, int], Look] = {}
    columns = dict(_columns(table))
    row = 0
    for line in table.iterfind("{*}Row"):
        row = _whole(line, "Index", row + 1)
        height = _measure(_given(line, "Height"))
        if height and _given(line, "AutoFitHeight") == "0":
            heights[row] = height
        for column, name in _row(line, columns):
            found = look(name)
            if found != Look():
                cells[row, column] = found
        row += _whole(line, "Span", 0)
    return SheetLooks(heights, cells)


def _columns(table: etree._Element) -> Iterator[tuple[int, str]]:
    """Yield the style that each column gives to its cells."""
    last = 0
    for column in table.iterfind("{*}Column"):
        first = _whole(column, "Index", last + 1)
        last = first + min(_whole(column, "Span", 0), _MOST_SPANNED)
        yield from ((place, _given(column, "StyleID")) for place in range(first, last + 1))


def _row(line: etree._Element, columns: dict[int, str]) -> Iterator[tuple[int, str]]:
    column = 0
    for cell in line.iterfind("{*}Cell"):
        column = _whole(cell, "Index", column + 1)
        yield column, _given(cell, "StyleID") or _given(line, "StyleID") or columns.get(column, "") or "Default"
        column += _whole(cell, "MergeAcross", 0)


def _said(styles: dict[str, etree._Element], name: str) -> Said:
    """Gather what a style says, by the kind of what it says; where it is silent, those it is derived from."""
    said: Said = {}
    for _ in range(_DEEPEST):
        style = styles.get(name)
        if style is None:
            break
        for part in style:
            if isinstance(part.tag, str):
                own = {local(key): value for key, value in attributes(part).items()}
                said[local(part.tag)] = own | said.get(local(part.tag), {})
        if child(style, "Borders") is not None:
            lines = (border for border in style.iter("{*}Border") if _given(border, "LineStyle"))
            said.setdefault("Sides", dict.fromkeys((_given(line, "Position") for line in lines), ""))
        name = _given(style, "Parent") or ("Default" if name != "Default" else "")
    return said


def _look(said: Said) -> Look:
    font, inside, placed = (said.get(name, {}) for name in ("Font", "Interior", "Alignment"))
    colour, fill = colour_of(font.get("Color", "")), colour_of(inside.get("Color", ""))
    return Look(
        bold=font.get("Bold") == "1",
        italic=font.get("Italic") == "1",
        underline=font.get("Underline", "None") != "None",
        size=_measure(font.get("Size", "")),
        font=font.get("FontName", ""),
        colour="" if colour == _BLACK else colour,
        fill=fill if inside.get("Pattern", "Solid") == "Solid" and fill != _WHITE else "",
        borders=frozenset(side.lower() for side in said.get("Sides", {}) if side in ("Left", "Right", "Top", "Bottom")),
        across=_ACROSS.get(placed.get("Horizontal", ""), ""),
        down=_DOWN.get(placed.get("Vertical", ""), ""),
        wrap=placed.get("WrapText") == "1",
    )


def _measure(text: str) -> float:
    return float(text) if _NUMBER.fullmatch(text) else 0.0


def _given(element: etree._Element, name: str) -> str:
    return next((value for key, value in attributes(element).items() if local(key) == name), "")


def _whole(element: etree._Element, name: str, usual: int) -> int:
    text = _given(element, name)
    return int(text) if text.isdecimal() else usual

"""The looks of an .xls or .et, as xlrd tells them."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import Any

from reporting.sheets.looks import MOST_LOOKS, Look, SheetLooks
from reporting.sheets.xls import formatted

# A height is counted in twentieths of a point.
_TWIPS = 20
_BOLD = 600
_SOLID = 1
_ACROSS = {1: "left", 2: "center", 3: "right", 6: "center"}
_DOWN = {0: "top", 1: "vcenter"}
_SIDES = ("left", "right", "top", "bottom")
_BLACK, _WHITE = "000000", "FFFFFF"


def looks(content: bytes) -> dict[str, SheetLooks]:
    """Give the looks by sheet; none where the file's formats are not sound. Raises UnreadableFile."""
    book = formatted(content)
    if book is None:
        return {}
    look = cache(lambda number: _look(book, number))
    found: dict[str, SheetLooks] = {}
    left = MOST_LOOKS
    for number in range(book.nsheets):
        sheet = book.sheet_by_index(number)
        if sum(map(sheet.row_len, range(sheet.nrows))) > left:
            continue
        cells = {at: look(style) for at, style in _styles(sheet)}
        left -= len(cells)
        heights = {
            row + 1: info.height / _TWIPS
            for row, info in sheet.rowinfo_map.items()
            if info.height_mismatch and info.height
        }
        found[sheet.name] = SheetLooks(heights, {at: one for at, one in cells.items() if one != Look()})
    return found


def _styles(sheet: Any) -> Iterator[tuple[tuple[int, int], int]]:
    for row in range(sheet.nrows):
        for column in range(sheet.row_len(row)):
            style = sheet.cell_xf_index(row, column)
            if style:
                yield (row + 1, column + 1), style


def _look(book: Any, number: int) -> Look:
    style = book.xf_list[number]
    font = book.font_list[style.font_index]
    plain = style.background.fill_pattern == _SOLID
    sides = [side for side in _SIDES if getattr(style.border, f"{side}_line_style")]
    line = _colour(book, getattr(style.border, f"{sides[0]}_colour_index")) if sides else ""
    colour, fill = _colour(book, font.colour_index), _colour(book, style.background.pattern_colour_index)
    return Look(
        bold=font.weight >= _BOLD,
        italic=bool(font.italic),
        underline=bool(font.underline_type),
        size=font.height / _TWIPS,
        font=font.name,
        colour="" if colour == _BLACK else colour,
        fill=fill if plain and fill != _WHITE else "",
        borders=frozenset(sides),
        line=line,
        across=_ACROSS.get(style.alignment.hor_align, ""),
        down=_DOWN.get(style.alignment.vert_align, ""),
        wrap=bool(style.alignment.text_wrapped),
    )


def _colour(book: Any, index: int) -> str:
    """Give a colour of the palette as RRGGBB; empty for the colours of the window."""
    found = book.colour_map.get(index)
    return "".join(f"{part:02X}" for part in found) if found else ""

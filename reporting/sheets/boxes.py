"""The boxes of notes: the old drawing part (VML) in which Excel keeps where each note is shown, and how large."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable, Mapping, Sequence

from lxml import etree

from reporting.package.xml import local
from reporting.sheets.cells import LAST_COLUMN, LAST_ROW
from reporting.sheets.editing import Editing, attributes, child, link_namespace, namespace
from reporting.sheets.width import lines

# A drawing numbers its shapes in blocks of 1024.
BLOCK = 1024
_DRAWING = "application/vnd.openxmlformats-officedocument.vmlDrawing"
# What may stand after <legacyDrawing> in a worksheet (ECMA-376 18.3.1.99).
_AFTER = (
    "legacyDrawingHF",
    "drawingHF",
    "picture",
    "oleObjects",
    "controls",
    "webPublishItems",
    "tableParts",
    "extLst",
)
# A drawing is read byte for sign: what we look for and write in it is ASCII, whatever else stands there.
_BYTES = "latin-1"
_ANCHOR = re.compile(r"(<\w+:Anchor>)(.*?)(?=</\w+:Anchor>)", re.DOTALL)
_ANCHORED = 8
# Programs choose the prefixes freely, so that ours are declared where they are used.
_SHAPES = re.compile(r"<(\w+):shape\b(?!type).*?</\1:shape>", re.DOTALL)
_EMPTY_DRAWING = """<xml xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office" \
xmlns:x="urn:schemas-microsoft-com:office:excel"><o:shapelayout v:ext="edit"><o:idmap v:ext="edit" data="{block}"/>\
</o:shapelayout><v:shapetype id="_x0000_t202" coordsize="21600,21600" o:spt="202" path="m,l,21600r21600,l21600,xe">\
<v:stroke joinstyle="miter"/><v:path gradientshapeok="t" o:connecttype="rect"/></v:shapetype></xml>"""
_SHAPE = """<v:shape xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office" \
xmlns:x="urn:schemas-microsoft-com:office:excel" id="_x0000_s{number}" type="#_x0000_t202" style="\
position:absolute;margin-left:80pt;margin-top:5pt;width:{width}pt;height:{height}pt;z-index:{order};visibility:hidden" \
fillcolor="#ffffe1" o:insetmode="auto"><v:fill color2="#ffffe1"/><v:shadow on="t" color="black" obscured="t"/>\
<v:path o:connecttype="none"/><v:textbox style="mso-direction-alt:auto"><div style="text-align:left"></div>\
</v:textbox><x:ClientData ObjectType="Note"><x:MoveWithCells/><x:SizeWithCells/><x:Anchor>{anchor}</x:Anchor>\
<x:AutoFill>False</x:AutoFill><x:Row>{row}</x:Row><x:Column>{column}</x:Column></x:ClientData></v:shape>"""
# In pixels, for type of 10 points: a digit, a line, the blank room within a box.
_DIGIT, _LINE, _INSET = 7, 18, 14
_DIGITS_A_LINE, _MOST_LINES = 36, 25
# Pixels a digit of width (a point of height), pixels beside, and the usual size.
_COLUMN, _ROW = (7, 5, 64), (4 / 3, 0, 20)
_POINTS = 0.75
# A box at the sheet's edge begins so many columns or rows before it; none reaches over more than so many.
_SPAN, _FAR = 12, 2_000

Place = tuple[int, int]


def draw(
    editing: Editing, part: str, texts: Mapping[Place, str], gone: set[Place], longer: Mapping[Place, str]
) -> None:
    """Draw the boxes of new notes, large enough for their texts, and take away those of notes that went.

    `longer` are the sender's notes that we wrote below: their boxes are made larger where that is needed.
    """
    if not (texts or gone or longer):
        return
    name = editing.legacy_drawing(part) or _new_drawing(editing, part)
    content = editing.bytes_of(name).decode(_BYTES)
    if "</xml>" not in content:  # one that is cut off, or UTF-16, shows no box and is begun anew
        content = _EMPTY_DRAWING.format(block=1)
    sizes = _Sizes(editing.read(part))
    content = _SHAPES.sub(lambda match: _kept(match[0], gone, longer, sizes), content)
    numbers = [int(number) for number in re.findall(r"_x0000_s(\d+)", content)]
    block = re.search(r"<\w+:idmap[^>]*\bdata=[\"'](\d+)", content)
    number = max([int(block[1]) * BLOCK if block else BLOCK, *numbers])
    shapes = "".join(_shape(number + step, at, texts[at], sizes) for step, at in enumerate(sorted(texts), 1))
    before, end, after = content.rpartition("</xml>")
    editing.put(name, f"{before}{shapes}{end}{after}".encode(_BYTES))


class _Sizes:
    """How wide the columns and how high the rows of a sheet are, in pixels; what is hidden is 0."""

    def __init__(self, root: etree._Element) -> None:
        default = child(root, "sheetFormatPr")
        given = attributes(default)
        self._usual = (_pixels(given.get("defaultColWidth"), _COLUMN), _pixels(given.get("defaultRowHeight"), _ROW))
        self._columns: dict[int, int] = {}
        for one in _named(root, "cols"):
            first, last = _number(one, "min"), _number(one, "max")
            size = 0 if _is_hidden(one) else _pixels(one.get("width"), _COLUMN)
            self._columns.update(dict.fromkeys(range(first, min(last, first + _FAR) + 1), size))
        self._rows = {
            _number(one, "r"): 0 if _is_hidden(one) else _pixels(one.get("ht"), _ROW)
            for one in _named(root, "sheetData")
            if _is_hidden(one) or one.get("ht")
        }

    def anchor(self, at: Place, width: int, height: int) -> str:
        """Say where a box of a size beside a cell begins and ends: columns and rows from 0, each with its pixels."""
        column = at[1] if at[1] + _SPAN < LAST_COLUMN else LAST_COLUMN - _SPAN
        row = min(max(at[0] - 2, 0), LAST_ROW - _SPAN)
        return self.grown((column, 15, row, 8, 0, 0, 0, 0), width, height)

    def grown(self, anchor: Sequence[int], width: int, height: int) -> str:
        """Give an anchor that begins where another does and has room for a size, and no less than it had."""
        column, left, row, top, *end = anchor
        right = max(_reached(column, left + width, self._column, LAST_COLUMN - 1), (end[0], end[1]))
        bottom = max(_reached(row, top + height, self._row, LAST_ROW - 1), (end[2], end[3]))
        return ", ".join(map(str, (column, left, row, top, *right, *bottom)))

    def _column(self, index: int) -> int:
        return self._columns.get(index + 1, self._usual[0])

    def _row(self, index: int) -> int:
        return self._rows.get(index + 1, self._usual[1])


def _reached(index: int, pixels: int, size: Callable[[int], int], last: int) -> tuple[int, int]:
    """Give the column or row that lies so many pixels from the start of another, and how far into it."""
    end = min(index + _FAR, last)
    while index < end and pixels > size(index):
        pixels -= size(index)
        index += 1
    return index, min(pixels, size(index))


def _named(root: etree._Element, name: str) -> list[etree._Element]:
    holder = child(root, name)
    return [] if holder is None else [one for one in holder if isinstance(one.tag, str)]


def _number(element: etree._Element, name: str) -> int:
    text = element.get(name, "")
    return int(text) if text.isdecimal() else 0


def _is_hidden(element: etree._Element) -> bool:
    return element.get("hidden") in ("1", "true")


def _pixels(text: str | None, measure: tuple[float, int, int]) -> int:
    """Turn a width in digits, or a height in points, into pixels; the usual size where it is no number."""
    factor, more, usual = measure
    try:
        return max(int(float(text or "") * factor + more), 0)
    except (ValueError, OverflowError):
        return usual


def _cell_of(shape: str) -> Place | None:
    row, column = re.search(r"<\w+:Row>\s*(\d+)", shape), re.search(r"<\w+:Column>\s*(\d+)", shape)
    return (int(row[1]) + 1, int(column[1]) + 1) if row and column else None


def _kept(shape: str, gone: set[Place], longer: Mapping[Place, str], sizes: _Sizes) -> str:
    """Leave a shape as it is, but where its note went, or grew."""
    at = _cell_of(shape)
    if at is None or at in gone:
        return shape if at is None else ""
    found = _ANCHOR.search(shape) if at in longer else None
    numbers = [int(one) for one in found[2].split(",") if one.strip().isdecimal()] if found else []
    if found is None or len(numbers) != _ANCHORED:
        return shape
    return shape[: found.start(2)] + sizes.grown(numbers, *_room(longer[at])) + shape[found.end(2) :]


def _room(text: str) -> tuple[int, int]:
    """Give the pixels a text needs: the width is always the same."""
    height = min(lines(text, _DIGITS_A_LINE), _MOST_LINES) * _LINE + _INSET
    return _DIGITS_A_LINE * _DIGIT + _INSET, height


def _shape(number: int, at: Place, text: str, sizes: _Sizes) -> str:
    width, height = _room(text)
    return _SHAPE.format(
        number=number,
        order=number % BLOCK,
        width=int(width * _POINTS),
        height=int(height * _POINTS),
        anchor=sizes.anchor(at, width, height),
        row=at[0] - 1,
        column=at[1] - 1,
    )


def _new_drawing(editing: Editing, part: str) -> str:
    name = editing.free_name("xl/drawings/vmlDrawing{}.vml")
    known = [editing.bytes_of(one) for one in editing.names() if one.endswith(".vml")]
    taken = [int(number) for drawing in known for number in re.findall(rb"<\w+:idmap[^>]*data=[\"'](\d+)", drawing)]
    editing.know_ending("vml", _DRAWING)
    editing.put(name, _EMPTY_DRAWING.format(block=max([0, *taken]) + 1).encode(_BYTES))
    identity = editing.link(part, "vmlDrawing", posixpath.relpath(name, posixpath.dirname(part)))
    root = editing.tree(part)
    drawing = etree.Element(f"{namespace(root)}legacyDrawing")
    drawing.set(f"{{{link_namespace(root)}}}id", identity)
    later = [one for one in root if isinstance(one.tag, str) and local(one.tag) in _AFTER]
    root.insert(root.index(later[0]) if later else len(root), drawing)
    return name

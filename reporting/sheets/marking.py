"""Styles for marked cells: copies of the styles the cells have, with another fill."""

from __future__ import annotations

from copy import deepcopy
from functools import cached_property

from lxml import etree

from reporting.model.words import Severity
from reporting.sheets.editing import cannot_be_changed, child, namespace

FILLS = {Severity.ERROR: "FFFFC7CE", Severity.WARNING: "FFFFEB9C", Severity.NOTE: "FFDDEBF7"}

# The lists of which a copy of an entry is made; the others are only added to.
_NEVER_EMPTY = ("fonts", "cellXfs")


class Marking:
    """The workbook's styles part under change."""

    def __init__(self, root: etree._Element) -> None:
        """Hold the styles."""
        self.root, self.ns = root, namespace(root)
        self._fills: dict[str, int] = {}
        self._styles: dict[tuple[int, str], int] = {}

    def marked(self, style: int, severity: Severity) -> int:
        """Give the number of a style like `style` but filled with the colour of a severity."""
        return self.filled(style, FILLS[severity])

    def filled(self, style: int, colour: str) -> int:
        """Give the number of a style like `style` but filled with a colour, or without fill where it is empty."""
        if (style, colour) not in self._styles:
            formats = self._list("cellXfs")
            copy = deepcopy(formats[style] if style < len(formats) else formats[0])
            copy.set("fillId", str(self._fill(colour)) if colour else "0")
            copy.set("applyFill", "1")
            self._styles[style, colour] = self._append(formats, copy)
        return self._styles[style, colour]

    @cached_property
    def own_styles(self) -> frozenset[str]:
        """The numbers of the styles that were filled with a mark's colour at an earlier time."""
        marks = set(FILLS.values())
        ours = [
            str(number)
            for number, fill in enumerate(self._list("fills"))
            if marks & {colour.get("rgb") for colour in fill.iter(f"{self.ns}fgColor")}
        ]
        return frozenset(str(number) for number, look in enumerate(self._list("cellXfs")) if look.get("fillId") in ours)

    def unmarked(self, style: int) -> int:
        """Give the style that a marked one was copied from; where it is gone, one like it without fill."""
        formats = self._list("cellXfs")
        wanted = _but_for_fill(formats[style])
        for number, look in enumerate(formats):
            if str(number) not in self.own_styles and _but_for_fill(look) == wanted:
                return number
        return self.filled(style, "")

    def plain(self, *, bold: bool = False, link: bool = False, border: bool = True, fill: str = "") -> int:
        """Make a style of our own, in the workbook's first font; one with a border is wrapped too."""
        fonts, borders, formats = self._list("fonts"), self._list("borders"), self._list("cellXfs")
        font = deepcopy(fonts[0])
        for name in ("b", "i", "u", "strike", "color"):
            found = child(font, name)
            if found is not None:
                font.remove(found)
        if link:
            font.insert(0, etree.Element(f"{self.ns}u"))
        if bold:
            font.insert(0, etree.Element(f"{self.ns}b"))
        look = etree.Element(f"{self.ns}xf", numFmtId="0", xfId="0", applyFont="1", applyBorder="1", applyAlignment="1")
        look.set("fontId", str(self._append(fonts, font)))
        look.set("borderId", str(self._append(borders, self._border())) if border else "0")
        look.set("fillId", str(self._fill(fill)) if fill else "0")
        look.set("applyFill", "1" if fill else "0")
        etree.SubElement(look, f"{self.ns}alignment", vertical="center", wrapText="1" if border else "0")
        return self._append(formats, look)

    def _border(self) -> etree._Element:
        border = etree.Element(f"{self.ns}border")
        for side in ("left", "right", "top", "bottom"):
            line = etree.SubElement(border, f"{self.ns}{side}", style="thin")
            etree.SubElement(line, f"{self.ns}color", rgb="FF808080")
        etree.SubElement(border, f"{self.ns}diagonal")
        return border

    def _list(self, name: str) -> etree._Element:
        found = child(self.root, name)
        if found is None or (name in _NEVER_EMPTY and not len(found)):
            raise cannot_be_changed(f"styles.xml {name}")
        return found

    def _append(self, holder: etree._Element, element: etree._Element) -> int:
        holder.append(element)
        holder.set("count", str(len(holder)))
        return len(holder) - 1

    def _fill(self, colour: str) -> int:
        if colour not in self._fills:
            fill = etree.Element(f"{self.ns}fill")
            pattern = etree.SubElement(fill, f"{self.ns}patternFill", patternType="solid")
            etree.SubElement(pattern, f"{self.ns}fgColor", rgb=colour)
            etree.SubElement(pattern, f"{self.ns}bgColor", indexed="64")
            self._fills[colour] = self._append(self._list("fills"), fill)
        return self._fills[colour]


def _but_for_fill(look: etree._Element) -> bytes:
    copy = deepcopy(look)
    copy.set("fillId", "")
    copy.set("applyFill", "")
    copy.tail = None
    return etree.tostring(copy, method="c14n")

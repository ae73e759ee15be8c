"""Styles for marked cells: copies of the styles the cells have, with another fill."""

from __future__ import annotations

from collections.abc import Mapping
from copy import deepcopy
from functools import cached_property

from lxml import etree

from reporting.model.words import Severity
from reporting.sheets.editing import attributes, cannot_be_changed, child, namespace

# One step beside the colours Excel offers for bad, neutral and the like, so that no sender's own cell has them:
# by its colour a marked cell is known again, whatever program saved the file in between.
FILLS = {Severity.ERROR: "FFFFC7CD", Severity.WARNING: "FFFFEB9B", Severity.NOTE: "FFDDEBF6"}

# The lists of which a copy of an entry is made; the others are only added to.
_NEVER_EMPTY = ("fonts", "cellXfs")
_NOTHING_BEHIND = {"indexed": "64"}
# Whoever has more styles than that has a few more of ours.
_MOST_LOOKED_AT = 2_000


class Marking:
    """The workbook's styles part under change."""

    def __init__(self, root: etree._Element) -> None:
        """Hold the styles."""
        self.root, self.ns = root, namespace(root)
        self._styles: dict[tuple[int, str], int] = {}

    def marked(self, style: int, severity: Severity) -> int:
        """Give the number of a style like `style` but filled with the colour of a severity.

        The colour that the cell had is kept behind it, where a solid fill shows nothing.
        """
        colour = FILLS[severity]
        if (style, colour) not in self._styles:
            formats = self._list("cellXfs")
            look = formats[style] if style < len(formats) else formats[0]
            self._styles[style, colour] = self._filled(look, self._fill(colour, self._colour_of(look)))
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
        """Give the style that a marked one was made of; where it is gone, one like it with its old fill, or none."""
        formats, fills = self._list("cellXfs"), self._list("fills")
        wanted, old = _but_for_fill(formats[style]), self._old_fill(formats[style])
        alike = [
            number
            for number, look in enumerate(formats)
            if str(number) not in self.own_styles and _but_for_fill(look) == wanted
        ]
        same = [number for number in alike if _fill_number(formats[number]) == old]
        if same or (alike and (old is None or old >= len(fills))):
            return (same or alike)[0]
        return self._filled(formats[style], old or 0)

    def _old_fill(self, look: etree._Element) -> int | None:
        """Find the fill that a mark was put over; None where no program kept it."""
        behind = self._one(look, "bgColor")
        kept = attributes(behind)
        if kept == _NOTHING_BEHIND:
            return 0
        colours = (self._colour(fill) for fill in self._list("fills"))
        return next((number for number, colour in enumerate(colours) if kept and colour == kept), None)

    def _one(self, look: etree._Element, name: str) -> etree._Element | None:
        fills, number = self._list("fills"), _fill_number(look)
        return next(fills[number].iter(f"{self.ns}{name}"), None) if number < len(fills) else None

    def _colour_of(self, look: etree._Element) -> dict[str, str] | None:
        fills, number = self._list("fills"), _fill_number(look)
        return self._colour(fills[number]) if number < len(fills) else None

    def _colour(self, fill: etree._Element) -> dict[str, str] | None:
        """Give the colour of a plain fill, as it is written; None for none, and for patterns."""
        pattern = child(fill, "patternFill")
        if pattern is None or pattern.get("patternType") != "solid":
            return None
        front = child(pattern, "fgColor")
        return None if front is None else attributes(front)

    def _filled(self, look: etree._Element, fill: int) -> int:
        copy = deepcopy(look)
        copy.set("fillId", str(fill))
        copy.set("applyFill", "1")
        return self._append(self._list("cellXfs"), copy)

    def plain(
        self,
        *,
        bold: bool = False,
        link: bool = False,
        border: bool = True,
        centred: bool = False,
        fill: str = "",
        size: int = 0,
    ) -> int:
        """Make a style of our own, in the workbook's first font; one with a border is wrapped too."""
        fonts, borders, formats = self._list("fonts"), self._list("borders"), self._list("cellXfs")
        font = deepcopy(fonts[0])
        for name in ("b", "i", "u", "strike", "color"):
            found = child(font, name)
            if found is not None:
                font.remove(found)
        tall = child(font, "sz")
        if size and tall is not None:
            tall.set("val", str(size))
        if link:
            font.insert(0, etree.Element(f"{self.ns}u"))
        if bold:
            font.insert(0, etree.Element(f"{self.ns}b"))
        look = etree.Element(f"{self.ns}xf", numFmtId="0", xfId="0", applyFont="1", applyBorder="1", applyAlignment="1")
        look.set("fontId", str(self._append(fonts, font)))
        look.set("borderId", str(self._append(borders, self._border())) if border else "0")
        look.set("fillId", str(self._fill(fill)) if fill else "0")
        look.set("applyFill", "1" if fill else "0")
        placed = etree.SubElement(look, f"{self.ns}alignment", vertical="center", wrapText="1" if border else "0")
        if centred:
            placed.set("horizontal", "center")
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
        """Add an entry, or find the one that is like it: a file that comes back again does not grow."""
        wanted = _plainly(element)
        for number, one in enumerate(holder if len(holder) < _MOST_LOOKED_AT else ()):
            if one.tag == element.tag and _plainly(one) == wanted:
                return number
        holder.append(element)
        holder.set("count", str(len(holder)))
        return len(holder) - 1

    def _fill(self, colour: str, behind: Mapping[str, str] | None = None) -> int:
        fill = etree.Element(f"{self.ns}fill")
        pattern = etree.SubElement(fill, f"{self.ns}patternFill", patternType="solid")
        etree.SubElement(pattern, f"{self.ns}fgColor", rgb=colour)
        etree.SubElement(pattern, f"{self.ns}bgColor", dict(behind or _NOTHING_BEHIND))
        return self._append(self._list("fills"), fill)


def _fill_number(look: etree._Element) -> int:
    number = look.get("fillId", "")
    return int(number) if number.isdecimal() else 0


_Plain = tuple[str, tuple[tuple[str, str], ...], tuple["_Plain", ...]]


def _plainly(element: etree._Element, leaving: tuple[str, ...] = ()) -> _Plain:
    """Give what an entry says, whatever the prefixes and the order in which it says it."""
    said = ((key, value) for key, value in attributes(element).items() if key not in leaving)
    parts = (_plainly(part) for part in element if isinstance(part.tag, str))
    return str(element.tag), tuple(sorted(said)), tuple(parts)


def _but_for_fill(look: etree._Element) -> _Plain:
    return _plainly(look, ("fillId", "applyFill"))

"""The page of an official document after GB/T 9704-2012, for building templates with python-docx.

Measures are the standard's; the line and character pitch are derived from it: 22 lines of 579 twips and 28 characters
of 15.75 pt fill the type area of 156 × 225 mm.
"""

from __future__ import annotations

from typing import Any

from docx.enum.section import WD_ORIENT
from docx.enum.text import WD_LINE_SPACING
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Emu, Mm, Pt, Twips

PAPER_MM = (210, 297)
TOP_MM, RIGHT_MM, BOTTOM_MM, LEFT_MM = 37, 26, 35, 28
HEADER_MM, FOOTER_MM = 15, 25
LINE_PITCH_TWIPS = 579
# Characters are set a quarter of a point closer than their 16 pt; the format counts in 4096ths of a point.
CHARACTER_SPACE = -1024
BODY_PT = 16
PAGE_NUMBER_PT = 14

TITLE_FONT, BODY_FONT, SECOND_FONT, HEADING_FONT, NUMBER_FONT = (
    "方正小标宋简体",
    "仿宋_GB2312",
    "楷体_GB2312",
    "黑体",
    "宋体",
)
# Not every machine has the licensed fonts: what Word shall take in their place.
FALLBACKS = {TITLE_FONT: "华文中宋", BODY_FONT: "仿宋", SECOND_FONT: "楷体"}
_AXES = ("ascii", "hAnsi", "eastAsia", "cs")


def lay_out(section: Any, *, landscape: bool = False, margins_mm: tuple[int, int, int, int] | None = None) -> None:
    """Give a section its paper, margins (top, right, bottom, left) and, upright, the standard's grid."""
    width, height = (Mm(side) for side in (reversed(PAPER_MM) if landscape else PAPER_MM))
    section.orientation = WD_ORIENT.LANDSCAPE if landscape else WD_ORIENT.PORTRAIT
    section.page_width, section.page_height = width, height
    top, right, bottom, left = margins_mm or (TOP_MM, RIGHT_MM, BOTTOM_MM, LEFT_MM)
    section.top_margin, section.right_margin = Mm(top), Mm(right)
    section.bottom_margin, section.left_margin = Mm(bottom), Mm(left)
    section.header_distance = Mm(HEADER_MM)
    # The page number stands as far below the type area on every page, whatever the margin.
    section.footer_distance = Mm(FOOTER_MM - BOTTOM_MM + bottom)
    _set_grid(section, exact=not landscape)


def _set_grid(section: Any, *, exact: bool) -> None:
    grid = section._sectPr.find(qn("w:docGrid"))  # noqa: SLF001 -- the library has no other way to the grid
    if grid is None:
        grid = OxmlElement("w:docGrid")
        section._sectPr.append(grid)  # noqa: SLF001 -- as above
    if exact:
        grid.set(qn("w:type"), "linesAndChars")
        grid.set(qn("w:charSpace"), str(CHARACTER_SPACE))
    grid.set(qn("w:linePitch"), str(LINE_PITCH_TWIPS))


def set_font(holder: Any, name: str, points: float | None = None) -> None:
    """Set the typeface of a style or run on every axis, so that no script falls back to another one."""
    properties = holder.element.get_or_add_rPr() if hasattr(holder.element, "get_or_add_rPr") else holder.element.rPr
    fonts = properties.find(qn("w:rFonts"))
    if fonts is None:
        fonts = OxmlElement("w:rFonts")
        properties.insert(0, fonts)
    for attribute in list(fonts.attrib):
        del fonts.attrib[attribute]
    for axis in _AXES:
        fonts.set(qn(f"w:{axis}"), name)
    if points is not None:
        holder.font.size = Pt(points)


def set_exact_lines(style: Any) -> None:
    """Set a paragraph style to the standard's 22 lines a page, off Word's own grid."""
    style.paragraph_format.line_spacing_rule = WD_LINE_SPACING.EXACTLY
    style.paragraph_format.line_spacing = Twips(LINE_PITCH_TWIPS)
    off_grid(style)


def off_grid(style: Any) -> None:
    """Take a paragraph style off Word's grid: tables and pictures keep their own spacing."""
    snap = OxmlElement("w:snapToGrid")
    snap.set(qn("w:val"), "0")
    properties = style.element.get_or_add_pPr()
    spacing = properties.find(qn("w:spacing"))
    if spacing is not None:
        spacing.addprevious(snap)
    else:
        properties.append(snap)


def number_page(paragraph: Any, *, even: bool) -> None:
    """Write the page number `— 1 —`: on odd pages right, on even ones left, one character in."""
    properties = paragraph._p.get_or_add_pPr()  # noqa: SLF001 -- indents by characters are not in the library
    alignment, indent = OxmlElement("w:jc"), OxmlElement("w:ind")
    alignment.set(qn("w:val"), "left" if even else "right")
    indent.set(qn("w:leftChars" if even else "w:rightChars"), "100")
    indent.set(qn("w:left" if even else "w:right"), str(PAGE_NUMBER_PT * 20))
    properties.append(indent)
    properties.append(alignment)
    for piece in ("— ", None, " —"):
        run = paragraph.add_run(piece or "")
        set_font(run, NUMBER_FONT, PAGE_NUMBER_PT)
        if piece is None:
            _add_field(run, "PAGE")


def _add_field(run: Any, instruction: str) -> None:
    for kind in ("begin", None, "separate", "1", "end"):
        element = OxmlElement("w:instrText" if kind is None else "w:t" if kind == "1" else "w:fldChar")
        if kind is None:
            element.text = f" {instruction} "
        elif kind == "1":
            element.text = kind
        else:
            element.set(qn("w:fldCharType"), kind)
        run._r.append(element)  # noqa: SLF001 -- fields are not in the library


def type_width(section: Any) -> Emu:
    """Give the width of the type area."""
    return Emu(section.page_width - section.left_margin - section.right_margin)

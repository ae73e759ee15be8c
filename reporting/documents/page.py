"""The page of an official document after GB/T 9704-2012, for building templates with python-docx.

The figures are those of profiles.py, against which the rendered page is measured.
"""

from __future__ import annotations

from typing import Any

from docx.enum.section import WD_ORIENT
from docx.enum.text import WD_LINE_SPACING
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Emu, Mm, Pt, Twips

from reporting.documents.profiles import PROFILES, Margins

_STANDARD = PROFILES["公文"]
HEADER_MM = 15
# A line of 17.5 pt that ends so far below the type area has the number's dash 7 mm below it.
_NUMBER_LINE_TWIPS, _NUMBER_ENDS_MM = 350, 9.76
LINE_PITCH_TWIPS = round(_STANDARD.line_pitch * 20)
# Characters are set a quarter of a point closer than their 16 pt; the format counts in 4096ths of a point.
CHARACTER_SPACE = -1024

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


def lay_out(section: Any, *, landscape: bool = False, margins: Margins | None = None) -> None:
    """Give a section its paper, margins, the standard's unless said otherwise, and, upright, the standard's grid."""
    paper = _STANDARD.paper
    width, height = (Mm(side) for side in (reversed(paper) if landscape else paper))
    section.orientation = WD_ORIENT.LANDSCAPE if landscape else WD_ORIENT.PORTRAIT
    section.page_width, section.page_height = width, height
    white = margins or _STANDARD.margins_of(turned=landscape)
    section.top_margin, section.right_margin = Mm(white.top), Mm(white.right)
    section.bottom_margin, section.left_margin = Mm(white.bottom), Mm(white.left)
    section.header_distance = Mm(HEADER_MM)
    # The page number stands as far below the type area on every page, whatever the margin.
    section.footer_distance = Mm(white.bottom - _NUMBER_ENDS_MM)
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
    indent.set(qn("w:left" if even else "w:right"), str(int(_STANDARD.number_size * 20)))
    paragraph.paragraph_format.line_spacing_rule = WD_LINE_SPACING.EXACTLY
    paragraph.paragraph_format.line_spacing = Twips(_NUMBER_LINE_TWIPS)
    properties.append(indent)
    properties.append(alignment)
    _add_number_run(paragraph).text = "— "
    for kind in ("begin", None, "separate", "1", "end"):
        _add_number_run(paragraph)._r.append(_piece_of_field(kind, "PAGE"))  # noqa: SLF001 -- fields are not in the library
    _add_number_run(paragraph).text = " —"


def _add_number_run(paragraph: Any) -> Any:
    """Add a run of its own: LibreOffice forgets the size of a field whose pieces share one."""
    run = paragraph.add_run()
    set_font(run, NUMBER_FONT, _STANDARD.number_size)
    return run


def _piece_of_field(kind: str | None, instruction: str) -> Any:
    element = OxmlElement("w:instrText" if kind is None else "w:t" if kind == "1" else "w:fldChar")
    if kind is None:
        element.text = f" {instruction} "
    elif kind == "1":
        element.text = kind
    else:
        element.set(qn("w:fldCharType"), kind)
    return element


def type_width(section: Any) -> Emu:
    """Give the width of the type area."""
    return Emu(section.page_width - section.left_margin - section.right_margin)

"""The page a Word template sets, held against a profile of profiles.py, before anything is filled in.

The page as it is laid out is measured by measure.py, which needs a PDF. What cannot be told for certain from the
settings alone is not said.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from contextlib import suppress
from typing import Any
from zipfile import BadZipFile

from docx import Document
from docx.exceptions import PythonDocxError
from docx.opc.exceptions import OpcError
from docx.oxml.ns import qn
from docx.text.paragraph import Paragraph
from lxml.etree import XMLSyntaxError

from reporting.documents.profiles import Profile
from reporting.model.errors import UnreadableFile

_TWIPS_A_POINT = 20
_NUMBER = "PAGE"
# A number in one of these stands where they put it, whatever its paragraph says.
_PLACED = ("w:framePr", "w:tab", "w:tbl", "w:txbxContent", "w:ptab")
_SIDES = {"left": "left", "start": "left", "both": "left", "center": "center", "right": "right", "end": "right"}


def page_faults(content: bytes, profile: Profile) -> tuple[str, ...]:
    """Say where a template's page differs from the profile, in Chinese; empty where it does not.

    Paper and margins of every section; of the first one, which is upright, the grid of lines, and that the page number
    stands on the right of odd pages and on the left of even ones. Raises UnreadableFile for what is no Word document.
    """
    try:
        document = Document(io.BytesIO(content))
    except (PythonDocxError, OpcError, XMLSyntaxError, BadZipFile, KeyError) as fault:
        raise UnreadableFile("file-damaged", "文件损坏，不是 Word 文档") from fault
    except ValueError:
        return ()  # with macros, or a template of Word's own: the library reads none
    sections = list(document.sections)
    if not sections:
        return ("没有页面设置",)
    numbered = "" if len(sections) == 1 else "第{}节"
    faults = [
        f"{numbered.format(place)}{fault}"
        for place, section in enumerate(sections, start=1)
        for fault in _of_section(section, profile)
    ]
    apart = bool(document.settings.odd_and_even_pages_header_footer)
    return (*faults, *_of_grid(sections[0], profile), *_of_numbers(sections[0], apart=apart))


def _of_section(section: Any, profile: Profile) -> Iterator[str]:
    width, height = _millimetres(section, "page_width"), _millimetres(section, "page_height")
    turned = width is not None and height is not None and width > height
    short, long = profile.paper
    white = profile.margins_of(turned=turned)
    held = (
        ("纸宽", width, long if turned else short),
        ("纸高", height, short if turned else long),
        ("上边距", _millimetres(section, "top_margin"), white.top),
        ("下边距", _millimetres(section, "bottom_margin"), white.bottom),
        ("左边距", _millimetres(section, "left_margin"), white.left),
        ("右边距", _millimetres(section, "right_margin"), white.right),
    )
    for name, found, due in held:
        if found is not None and abs(found - due) > profile.tolerance:
            yield f"{name}{found:.0f}毫米（应为{due:g}毫米）"


def _millimetres(section: Any, name: str) -> float | None:
    """Give a length of a section; None where it is not set, or is written as the library does not read it."""
    with suppress(ValueError):
        found = getattr(section, name)
        return None if found is None else float(found.mm)
    return None


def _of_grid(section: Any, profile: Profile) -> Iterator[str]:
    grid = section._sectPr.find(qn("w:docGrid"))  # noqa: SLF001 - the library has no other way to the grid
    said = "0" if grid is None else grid.get(qn("w:linePitch"), "0")
    if not said.isdecimal():
        return
    pitch = int(said)
    if abs(pitch - profile.line_pitch * _TWIPS_A_POINT) > 1:
        found = f"{pitch / _TWIPS_A_POINT:g}磅" if pitch else "没有设"
        yield f"文档网格行距{found}（应为{profile.line_pitch:g}磅，每页{profile.lines}行）"


def _of_numbers(section: Any, *, apart: bool) -> Iterator[str]:
    if not apart:
        yield "没有勾选“奇偶页不同”，页码不能单页居右、双页居左"
        return
    for name, footer, side in (("单页", section.footer, "right"), ("双页", section.even_page_footer, "left")):
        numbers = [one for one in _paragraphs(footer) if _NUMBER in _fields_of(one)]
        if not numbers:
            yield f"{name}页脚里没有页码"
        elif not any(_is_placed(one) or _side_of(one) in (side, None) for one in numbers):
            yield f"{name}页码应居{'右' if side == 'right' else '左'}"


def _paragraphs(footer: Any) -> list[Paragraph]:
    """Give all paragraphs of a footer, those in Word's own blocks (页码库) included."""
    return [Paragraph(one, footer) for one in footer._element.iter(qn("w:p"))]  # noqa: SLF001 - the library skips them


def _fields_of(paragraph: Paragraph) -> str:
    told = [one.text or "" for one in paragraph._p.iter(qn("w:instrText"))]  # noqa: SLF001 - fields are not in the library
    simple = [one.get(qn("w:instr"), "") for one in paragraph._p.iter(qn("w:fldSimple"))]  # noqa: SLF001 - as above
    return "".join((*told, *simple))


def _is_placed(paragraph: Paragraph) -> bool:
    """Whether something else than its paragraph says where a number stands."""
    element = paragraph._p  # noqa: SLF001 - frames are not in the library
    around = {one.tag for one in element.iterancestors()}
    return any(next(element.iter(qn(name)), None) is not None or qn(name) in around for name in _PLACED)


def _side_of(paragraph: Paragraph) -> str | None:
    """Give the side a paragraph is set at, by itself or by its styles; None where that cannot be told."""
    style = paragraph.style
    properties = [paragraph._p.pPr]  # noqa: SLF001 - sides named `start` and `end` are not in the library
    while style is not None:
        properties.append(style.element.pPr)
        style = style.base_style
    told = (one.find(qn("w:jc")) for one in properties if one is not None)
    first = next((one for one in told if one is not None), None)
    return "left" if first is None else _SIDES.get(first.get(qn("w:val"), ""))

"""The page a Word template sets, held against a profile of profiles.py, before anything is filled in.

The page as it is laid out is measured by measure.py, which needs a PDF.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Any
from zipfile import BadZipFile

from docx import Document
from docx.exceptions import PythonDocxError
from docx.opc.exceptions import OpcError
from docx.oxml.ns import qn
from docx.shared import Emu, Mm
from lxml.etree import XMLSyntaxError

from reporting.documents.profiles import Profile
from reporting.model.errors import UnreadableFile

_TWIPS_A_POINT = 20
_NUMBER = "PAGE"


def page_faults(content: bytes, profile: Profile) -> tuple[str, ...]:
    """Say where a template's page differs from the profile, in Chinese; empty where it does not.

    Paper and margins of every section; of the first one, which is upright, the grid of lines, and that the page number
    stands on the right of odd pages and on the left of even ones. Raises UnreadableFile for what is no Word document.
    """
    try:
        return _faults(Document(io.BytesIO(content)), profile)
    except (PythonDocxError, OpcError, XMLSyntaxError, BadZipFile, KeyError, ValueError, AttributeError) as fault:
        raise UnreadableFile("file-damaged", "文件损坏，不是 Word 文档") from fault


def _faults(document: Any, profile: Profile) -> tuple[str, ...]:
    sections = list(document.sections)
    numbered = "" if len(sections) == 1 else "第{}节"
    faults = [
        f"{numbered.format(place)}{fault}"
        for place, section in enumerate(sections, start=1)
        for fault in _of_section(section, profile)
    ]
    apart = bool(document.settings.odd_and_even_pages_header_footer)
    return (*faults, *_of_grid(sections[0], profile), *_of_numbers(sections[0], apart=apart))


def _of_section(section: Any, profile: Profile) -> Iterator[str]:
    turned = section.page_width > section.page_height
    short, long = profile.paper
    width, height = (long, short) if turned else (short, long)
    white = profile.margins_of(turned=turned)
    held: tuple[tuple[str, Emu | None, float], ...] = (
        ("纸宽", section.page_width, width),
        ("纸高", section.page_height, height),
        ("上边距", section.top_margin, white.top),
        ("下边距", section.bottom_margin, white.bottom),
        ("左边距", section.left_margin, white.left),
        ("右边距", section.right_margin, white.right),
    )
    for name, found, due in held:
        millimetres = Mm(0).mm if found is None else found.mm
        if abs(millimetres - due) > profile.tolerance:
            yield f"{name}{millimetres:.0f}毫米（应为{due:g}毫米）"


def _of_grid(section: Any, profile: Profile) -> Iterator[str]:
    grid = section._sectPr.find(qn("w:docGrid"))  # noqa: SLF001 - the library has no other way to the grid
    pitch = 0 if grid is None else int(grid.get(qn("w:linePitch"), "0"))
    if abs(pitch - profile.line_pitch * _TWIPS_A_POINT) > 1:
        found = f"{pitch / _TWIPS_A_POINT:g}磅" if pitch else "没有设"
        yield f"文档网格行距{found}（应为{profile.line_pitch:g}磅，每页{profile.lines}行）"


def _of_numbers(section: Any, *, apart: bool) -> Iterator[str]:
    if not apart:
        yield "没有勾选“奇偶页不同”，页码不能单页居右、双页居左"
        return
    for name, footer, side in (("单页", section.footer, "right"), ("双页", section.even_page_footer, "left")):
        numbers = [one for one in footer.paragraphs if _NUMBER in _fields_of(one)]
        if not numbers:
            yield f"{name}页脚里没有页码"
        elif all(_side_of(one) != side for one in numbers):
            yield f"{name}页码应居{'右' if side == 'right' else '左'}"


def _fields_of(paragraph: Any) -> str:
    told = [one.text or "" for one in paragraph._p.iter(qn("w:instrText"))]  # noqa: SLF001 - fields are not in the library
    simple = [one.get(qn("w:instr"), "") for one in paragraph._p.iter(qn("w:fldSimple"))]  # noqa: SLF001 - as above
    return "".join((*told, *simple))


def _side_of(paragraph: Any) -> str | None:
    properties = paragraph._p.pPr  # noqa: SLF001 - `end` and `start` are sides too, and the library does not know them
    alignment = None if properties is None else properties.find(qn("w:jc"))
    said = None if alignment is None else alignment.get(qn("w:val"))
    return {"end": "right", "start": "left"}.get(said or "", said)

"""What lies on the pages of a PDF: each sign by the point it was set at, each rule by the path it was drawn along.

Places are millimetres from the upper left corner of the page, downwards. They come from the text matrices and paths of
the page's content, not from the boxes fonts claim for themselves: those differ by millimetres from font to font.
"""

from __future__ import annotations

import ctypes
import math
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from reporting.model.errors import UsageError

MM_PER_POINT = 25.4 / 72
# A drawn path thinner than this is a rule; what is thicker is a bar, a shade or a picture.
_RULE_MM = 1.2
_SHORTEST_RULE_MM = 10
_NAME_LENGTH = 256
_RED = 150


@dataclass(frozen=True, slots=True)
class Glyph:
    """One sign: where it was set (`x`, `baseline`), where the next one may stand (`end`), and its ink.

    `size` is in points, `font` the name the PDF gives, without the mark of a subset; `ink` are the left, upper, right
    and lower edge of what is seen.
    """

    text: str
    x: float
    end: float
    baseline: float
    size: float
    font: str
    ink: tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class Rule:
    """A line that was drawn, across or down: its middle at `at`, from `start` to `end`."""

    across: bool
    at: float
    start: float
    end: float
    thickness: float
    red: bool

    @property
    def length(self) -> float:
        """How long it is."""
        return self.end - self.start


@dataclass(frozen=True, slots=True)
class Page:
    """One page, its signs in reading order."""

    number: int
    width: float
    height: float
    glyphs: tuple[Glyph, ...]
    rules: tuple[Rule, ...]

    @property
    def turned(self) -> bool:
        """Whether it is wider than high."""
        return self.width > self.height


def ink(content: bytes, where: str) -> tuple[Page, ...]:
    """Read the pages of a PDF, called `where` in messages. Raises UsageError for what is no PDF."""
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(content)
    except pypdfium2.PdfiumError as error:
        raise UsageError("不是能打开的 PDF", where, "请用 Word、WPS 或 LibreOffice 重新导出 PDF") from error
    try:
        return tuple(_page(document[at], at + 1) for at in range(len(document)))
    finally:
        document.close()


def _page(page: Any, number: int) -> Page:
    width, height = page.get_size()
    rules = tuple(_rules(page, height))
    return Page(number, width * MM_PER_POINT, height * MM_PER_POINT, tuple(_glyphs(page, height)), rules)


def _glyphs(page: Any, height: float) -> Iterator[Glyph]:
    import pypdfium2.raw as pdfium

    text = page.get_textpage()
    for at in range(pdfium.FPDFText_CountChars(text)):
        sign = chr(pdfium.FPDFText_GetUnicode(text, at))
        if sign.isspace() or pdfium.FPDFText_IsGenerated(text, at) == 1:
            continue
        yield _glyph(text, at, sign, height)
    text.close()


def _glyph(text: Any, at: int, sign: str, height: float) -> Glyph:
    import pypdfium2.raw as pdfium

    x, y = ctypes.c_double(), ctypes.c_double()
    pdfium.FPDFText_GetCharOrigin(text, at, x, y)
    set_in, matrix = pdfium.FS_RECTF(), pdfium.FS_MATRIX()
    pdfium.FPDFText_GetLooseCharBox(text, at, set_in)  # its right edge is the advance; its height is the font's own
    pdfium.FPDFText_GetMatrix(text, at, matrix)
    left, right, bottom, top = (ctypes.c_double() for _ in range(4))
    pdfium.FPDFText_GetCharBox(text, at, left, right, bottom, top)
    edges = (left.value, height - top.value, right.value, height - bottom.value)
    return Glyph(
        text=sign,
        x=x.value * MM_PER_POINT,
        end=set_in.right * MM_PER_POINT,
        baseline=(height - y.value) * MM_PER_POINT,
        size=pdfium.FPDFText_GetFontSize(text, at) * math.hypot(matrix.c, matrix.d),
        font=_font(text, at),
        ink=(edges[0] * MM_PER_POINT, edges[1] * MM_PER_POINT, edges[2] * MM_PER_POINT, edges[3] * MM_PER_POINT),
    )


def _font(text: Any, at: int) -> str:
    import pypdfium2.raw as pdfium

    name, flags = ctypes.create_string_buffer(_NAME_LENGTH), ctypes.c_int()
    pdfium.FPDFText_GetFontInfo(text, at, name, _NAME_LENGTH, flags)
    return name.value.decode("utf-8", "replace").rpartition("+")[2]


def _rules(page: Any, height: float) -> Iterator[Rule]:
    import pypdfium2.raw as pdfium

    for drawn in page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_PATH], max_depth=1):
        points = _points(drawn.raw)
        if not points:
            continue
        (left, right), (top, bottom) = _extent(x for x, _ in points), _extent(height - y for _, y in points)
        stroke, red = _stroke(drawn.raw), _is_red(drawn.raw)
        if bottom - top <= _RULE_MM and right - left >= _SHORTEST_RULE_MM:
            yield Rule(True, (top + bottom) / 2, left, right, max(bottom - top, stroke), red)
        elif right - left <= _RULE_MM and bottom - top >= _SHORTEST_RULE_MM:
            yield Rule(False, (left + right) / 2, top, bottom, max(right - left, stroke), red)


def _points(drawn: Any) -> list[tuple[float, float]]:
    """Give the points a path goes through, in points from the lower left corner of the page."""
    import pypdfium2.raw as pdfium

    matrix, x, y = pdfium.FS_MATRIX(), ctypes.c_float(), ctypes.c_float()
    pdfium.FPDFPageObj_GetMatrix(drawn, matrix)
    points = []
    for at in range(pdfium.FPDFPath_CountSegments(drawn)):
        pdfium.FPDFPathSegment_GetPoint(pdfium.FPDFPath_GetPathSegment(drawn, at), x, y)
        points.append(
            (
                matrix.a * x.value + matrix.c * y.value + matrix.e,
                matrix.b * x.value + matrix.d * y.value + matrix.f,
            )
        )
    return points


def _extent(places: Iterable[float]) -> tuple[float, float]:
    """Give the ends of some places in points, in millimetres."""
    found = [place * MM_PER_POINT for place in places]
    return min(found), max(found)


def _stroke(drawn: Any) -> float:
    """Give the width of the pen, nought where a path is filled and not drawn."""
    import pypdfium2.raw as pdfium

    fill, stroked, width = ctypes.c_int(), ctypes.c_int(), ctypes.c_float()
    pdfium.FPDFPath_GetDrawMode(drawn, fill, stroked)
    pdfium.FPDFPageObj_GetStrokeWidth(drawn, width)
    return width.value * MM_PER_POINT if stroked.value else 0


def _is_red(drawn: Any) -> bool:
    import pypdfium2.raw as pdfium

    for told in (pdfium.FPDFPageObj_GetFillColor, pdfium.FPDFPageObj_GetStrokeColor):
        red, green, blue, alpha = (ctypes.c_uint() for _ in range(4))
        if told(drawn, red, green, blue, alpha) and red.value > _RED > 2 * max(green.value, blue.value):
            return True
    return False

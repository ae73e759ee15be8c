"""Pages for tests of the measuring: a small PDF written by hand, and a page that is just as the standard wants it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from reporting.documents.ink import MM_PER_POINT, Glyph, Page, Rule
from reporting.documents.profiles import PROFILES, Profile

BRIEFING = PROFILES["简报"]
LETTER = PROFILES["函"]
PAPER = PROFILES["公文"]


def pdf(content: str, *, width: int = 595, height: int = 842) -> bytes:
    """Write a PDF of one page with some content, set in Helvetica as `/F1`."""
    stream = content.encode("ascii")
    objects = (
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 {width} {height}] /Contents 4 0 R "
        "/Resources << /Font << /F1 5 0 R >> >> >>".encode(),
        f"<< /Length {len(stream)} >>\nstream\n".encode() + stream + b"\nendstream",
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
    )
    written, places = b"%PDF-1.4\n", []
    for number, one in enumerate(objects, 1):
        places.append(len(written))
        written += f"{number} 0 obj\n".encode() + one + b"\nendobj\n"
    index = "".join(f"{place:010d} 00000 n \n" for place in places)
    return (
        written
        + (
            f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{index}"
            f"trailer << /Size {len(objects) + 1} /Root 1 0 R >>\nstartxref\n{len(written)}\n%%EOF\n"
        ).encode()
    )


def line(text: str, x: float, baseline: float, size: float, pitch: float | None = None) -> list[Glyph]:
    """Set a line of full-width signs; `pitch` is the step from one to the next, in points, else their size."""
    step = (pitch or size) * MM_PER_POINT
    square = size * MM_PER_POINT
    return [
        Glyph(
            sign,
            x + at * step,
            x + (at + 1) * step,
            baseline,
            size,
            "SimSun",
            (x + at * step, baseline - 0.8 * square, x + at * step + 0.9 * square, baseline + 0.1 * square),
        )
        for at, sign in enumerate(text)
    ]


def number_line(number: int, profile: Profile = BRIEFING, *, turned: bool = False) -> list[Glyph]:
    """Set a page number where it belongs."""
    width, height = reversed(profile.paper) if turned else profile.paper
    margins = profile.margins_of(turned=turned)
    text, sign = f"—{number}—", profile.number_size * MM_PER_POINT
    x = width - margins.right - sign - len(text) * sign if number % 2 else margins.left + sign
    ink_top = height - margins.bottom + profile.number_below
    baseline = ink_top + 0.38 * sign
    glyphs = line(text, x, baseline, profile.number_size)
    return [replace(one, ink=(one.ink[0], ink_top, one.ink[2], ink_top + 0.3)) for one in glyphs]


def page(number: int, *, lines: int = 22, rules: Iterable[Rule] = (), pitch: float = 28.95) -> Page:
    """Make an upright page of full lines, the last but one of which ends a paragraph."""
    first = BRIEFING.margins.top + 0.8 * pitch * MM_PER_POINT
    glyphs = [
        glyph
        for at in range(lines)
        for glyph in line(
            "字" * (12 if at == lines - 2 else 28), 28, first + at * pitch * MM_PER_POINT, 16, pitch=15.75
        )
    ]
    return Page(number, 210, 297, (*glyphs, *number_line(number)), tuple(rules))


def turned_page(number: int, *, left: float = 35, right: float = 260) -> Page:
    """Make a page laid across with a table's frame and the imprint's last rule on the lower edge."""
    frame = [Rule(False, at, 40, 120, 0.35, red=False) for at in (left, right)]
    across = [Rule(True, at, left, right, 0.35, red=False) for at in (40, 120, 184)]
    return Page(number, 297, 210, tuple(number_line(number, turned=True)), (*frame, *across))


def shifted(one: Page, *, right: float = 0, down: float = 0) -> Page:
    """Move all that lies on a page but its number."""
    body = [glyph for glyph in one.glyphs if glyph.size != BRIEFING.number_size]
    rest = [glyph for glyph in one.glyphs if glyph.size == BRIEFING.number_size]
    moved = [
        replace(
            glyph,
            x=glyph.x + right,
            end=glyph.end + right,
            baseline=glyph.baseline + down,
            ink=(glyph.ink[0] + right, glyph.ink[1] + down, glyph.ink[2] + right, glyph.ink[3] + down),
        )
        for glyph in body
    ]
    return replace(one, glyphs=(*moved, *rest))

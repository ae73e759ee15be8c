"""The lines of a page: signs on one baseline, told apart into head, text and page number."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from reporting.documents.ink import Glyph, Page

_SAME_LINE_MM = 0.3
_SAME_EDGE_MM = 0.6
_NUMBER = re.compile(r"[—－–-](\d+)[—－–-]")


@dataclass(frozen=True, slots=True)
class Line:
    """Signs on one baseline, from left to right."""

    glyphs: tuple[Glyph, ...]

    @property
    def text(self) -> str:
        """What it says."""
        return "".join(glyph.text for glyph in self.glyphs)

    @property
    def baseline(self) -> float:
        """Where it stands, in mm from the top of the page."""
        return self.glyphs[0].baseline

    @property
    def size(self) -> float:
        """The size of its largest sign, in points."""
        return max(glyph.size for glyph in self.glyphs)

    @property
    def start(self) -> float:
        """Where its first sign was set."""
        return self.glyphs[0].x

    @property
    def end(self) -> float:
        """Where a further sign would stand."""
        return self.glyphs[-1].end


def lines(page: Page) -> list[Line]:
    """Gather the signs of a page into lines, from the top."""
    gathered: list[list[Glyph]] = []
    for glyph in sorted(page.glyphs, key=lambda one: (one.baseline, one.x)):
        if gathered and abs(gathered[-1][0].baseline - glyph.baseline) <= _SAME_LINE_MM:
            gathered[-1].append(glyph)
        else:
            gathered.append([glyph])
    return [Line(tuple(sorted(line, key=lambda one: one.x))) for line in gathered]


def text_lines(page: Page, top: float) -> list[Line]:
    """Give the lines of a page without its number and its head, which stands above `top`."""
    number = number_line(page)
    return [line for line in lines(page) if line.baseline > top and line != number]


def number_line(page: Page) -> Line | None:
    """Find the page number, `— 1 —`: the last line of the page that is one."""
    return next((line for line in reversed(lines(page)) if _NUMBER.fullmatch(line.text)), None)


def number(line: Line) -> int:
    """Read a page number."""
    found = _NUMBER.fullmatch(line.text)
    assert found is not None, "the line is a page number"
    return int(found[1])


def shared_edge(places: Sequence[float]) -> float | None:
    """Give the rightmost place that at least two lines reach; a sign that hangs out alone is no edge."""
    ordered = sorted(places, reverse=True)
    near = (one for one, beside in pairwise(ordered) if abs(one - beside) <= _SAME_EDGE_MM)
    return next(near, None)

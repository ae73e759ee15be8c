"""The page of official documents as figures, one profile for each kind: data, held against a PDF by measure.py.

After GB/T 9704-2012 (党政机关公文格式); lengths in millimetres, sizes in points. A 简报 has no clause of its own: it
keeps the standard's type area, grid and page numbers, and has a masthead and an imprint by usual practice.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Margins:
    """What is left white around the type area."""

    top: float
    right: float
    bottom: float
    left: float


@dataclass(frozen=True, slots=True)
class RedRule:
    """A red rule across the first page: how long, and how far below the line above it or from the foot of the page."""

    name: str
    length: float
    below_text: float | None = None
    above_foot: float | None = None


@dataclass(frozen=True, slots=True)
class Profile:
    """One kind of document.

    `turned` are the margins of a page laid across: the upright ones, the page's head at the left. `mark_below` is where
    the issuer's red mark begins: below the upper edge of the type area, or of the paper (`mark_from_paper`). The page
    number stands from page `numbered_from` on. `body_pages` is the most the body may take, before the annexes.
    """

    kind: str
    margins: Margins = Margins(37, 26, 35, 28)
    turned: Margins = Margins(28, 37, 26, 35)
    paper: tuple[float, float] = (210, 297)
    body_size: float = 16
    # 22 lines of 579 twips fill 225 mm, 28 characters of 15.75 points fill 156 mm: both derived from the type area.
    line_pitch: float = 28.95
    lines: int = 22
    characters: int = 28
    number_size: float = 14
    number_below: float = 7
    numbered_from: int = 1
    mark_below: float | None = None
    mark_from_paper: bool = False
    red_rules: tuple[RedRule, ...] = ()
    imprint_at_the_edge: bool = True
    body_pages: int | None = None
    tolerance: float = 1

    def margins_of(self, *, turned: bool) -> Margins:
        """Give the margins of an upright page, or of one laid across."""
        return self.turned if turned else self.margins


PROFILES: Mapping[str, Profile] = {
    profile.kind: profile
    for profile in (
        Profile("简报", red_rules=(RedRule("报头红线", 156, below_text=4),), body_pages=3),
        Profile("公文", mark_below=35, red_rules=(RedRule("红色分隔线", 156, below_text=4),)),
        Profile(
            "函",
            numbered_from=2,
            mark_below=30,
            mark_from_paper=True,
            red_rules=(RedRule("上红线", 170, below_text=4), RedRule("下红线", 170, above_foot=20)),
            imprint_at_the_edge=False,
        ),
    )
}

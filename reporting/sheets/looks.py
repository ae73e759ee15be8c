"""How cells look, as far as a format tells; `looked` says which formats do."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

# The copy of a longer list is plain: its looks would cost more than its figures.
MOST_LOOKS = 100_000
_COLOUR = re.compile(r"#([0-9A-Fa-f]{6})")
_SIDES = ("left", "right", "top", "bottom")


@dataclass(frozen=True, slots=True)
class Look:
    """The look of one cell: colours as RRGGBB, `size` in points, empty or 0 where the format says nothing.

    `borders` are the sides with a line, `line` its colour; `across` is left, center or right, `down` top or vcenter.
    """

    bold: bool = False
    italic: bool = False
    underline: bool = False
    size: float = 0
    font: str = ""
    colour: str = ""
    fill: str = ""
    borders: frozenset[str] = frozenset()
    line: str = ""
    across: str = ""
    down: str = ""
    wrap: bool = False

    def properties(self) -> dict[str, Any]:
        """Give what xlsxwriter calls these."""
        given: dict[str, Any] = {side: 1 for side in _SIDES if side in self.borders}
        told = {
            "bold": self.bold,
            "italic": self.italic,
            "underline": int(self.underline),
            "font_size": self.size,
            "font_name": self.font,
            "font_color": f"#{self.colour}" if self.colour else "",
            "bg_color": f"#{self.fill}" if self.fill else "",
            "border_color": f"#{self.line}" if self.borders and self.line else "",
            "align": self.across,
            "valign": self.down,
            "text_wrap": self.wrap,
        }
        return given | {name: value for name, value in told.items() if value}


@dataclass(frozen=True, slots=True)
class SheetLooks:
    """The looks of a sheet: rows' heights in points where they were set, and cells, empty ones with a look too."""

    heights: Mapping[int, float] = field(default_factory=dict)
    cells: Mapping[tuple[int, int], Look] = field(default_factory=dict)


def colour_of(text: str) -> str:
    """Read a colour such as `#ffcc00` as RRGGBB; empty where the text is none."""
    found = _COLOUR.fullmatch(text)
    return found[1].upper() if found else ""

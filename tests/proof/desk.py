"""What an edit of a briefing is, and what it is drawn from."""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from reporting.model.figures import Compilation, Figure
from reporting.model.numbers import fixed
from reporting.model.proof import Doubt, Kind
from tests.proof.papers import Line, Paper


@dataclass(frozen=True)
class Edit:
    """One change: new words by paragraph (None leaves it out), what must be found, None where all is still right.

    `touched` is a piece of the new text that the doubt's sentence must hold.
    """

    name: str
    changes: dict[int, str | None]
    kinds: tuple[Kind, ...] = ()
    touched: str = ""

    def is_met_by(self, found: Sequence[Doubt]) -> bool:
        """Whether a wrong edit is found by kind and sentence, or nothing is found in a right one."""
        if not self.kinds:
            return not found
        return any(one.kind in self.kinds and self.touched in one.sentence for one in found)


@dataclass(frozen=True)
class Desk:
    """What an edit is drawn from."""

    paper: Paper
    compilation: Compilation
    draw: random.Random

    @property
    def told(self) -> list[Line]:
        """The sentences on the key indicators."""
        names = [spoken(figure) for figure in self.compilation.key_figures]
        lines = [line for line in self.paper.lines if line.cell is None and "，" in line.text]
        return [line for line in lines if any(name in line.text for name in names) and "位依次" not in line.text]

    def line(self, word: str) -> Line | None:
        """Draw a paragraph, outside of tables, that holds a word."""
        found = [line for line in self.paper.lines if line.cell is None and word in line.text]
        return self.draw.choice(found) if found else None


Draw = Callable[[Desk], Edit | None]


def spoken(figure: Figure) -> str:
    """Give an indicator's name as sentences say it."""
    name = figure.name.replace("(", "（").replace(")", "）")
    return name.removesuffix("累计数") if name.endswith("累计数") else name.removesuffix("增速")


def replaced(line: Line, start: int, end: int, new: str) -> str:
    """Put new words in a line's place."""
    return line.text[:start] + new + line.text[end:]


def lists_of_places(desk: Desk) -> tuple[Line, list[re.Match[str]]] | None:
    """Draw the paragraph of first places, with its lists."""
    line = desk.line("位依次为")
    return (line, list(re.finditer(r"(?<=位依次为)[^，；。]+", line.text))) if line else None


def ranked(desk: Desk) -> tuple[Figure, list[Figure]]:
    """Draw an indicator of amounts and its counties by value, the highest first."""
    figures = [one for one in desk.compilation.key_figures if one.measure in ("亿元", "家")]
    city = desk.draw.choice(figures)
    counties = {unit.code for unit in desk.compilation.catalogue.counties(desk.compilation.period)}
    units = [one for one in desk.compilation.figures_of(city.code) if one.unit in counties and one.value is not None]
    return city, sorted(units, key=lambda one: -(one.value or 0))


def typed(desk: Desk, text: str) -> dict[int, str | None]:
    """Type a sentence over the slot for highlights."""
    slot = next(line for line in desk.paper.lines if line.text.startswith("〔"))
    return {slot.place: text}


def value_text(figure: Figure) -> str:
    """Print a figure as the briefing does."""
    return f"{fixed(figure.value or Decimal(0), figure.places)}{figure.measure}"

"""What goes into the tables of staff's own in a Word template, by the names in their rows and the headings above."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from reporting.documents.grid import Grid
from reporting.documents.words import Inked, Printed
from reporting.model.figures import Compilation
from reporting.products import printed
from reporting.products.headed import LAMP
from reporting.products.knownlines import known_lines
from reporting.products.matching import Found, Unfilled, match

_MOST_TOLD = 20


@dataclass(frozen=True, slots=True)
class OwnTables:
    """Words by table, row and column, and what is to be told; `are_ours` says whether any table is a task table."""

    cells: Mapping[tuple[int, int, int], Printed]
    told: tuple[str, ...]
    are_ours: bool


def own_tables(grids: Mapping[int, Grid], compilation: Compilation) -> OwnTables:
    """Match every table with what is known; other tables than task tables are left alone."""
    known = known_lines(compilation)
    matches = {number: match(grid, known, compilation.period) for number, grid in grids.items()}
    cells = {(number, one.row, one.column): _inked(one) for number, matched in matches.items() for one in matched.found}
    told = [line for number, matched in matches.items() for line in _few(number, matched.unfilled)]
    return OwnTables(cells, tuple(told), any(matched.headings for matched in matches.values()))


def _inked(found: Found) -> Printed:
    """Give a lamp its colour."""
    if found.field != LAMP:
        return found.words
    word = str(found.words)
    return Inked(word, printed.lamp_colour(word.lstrip("●○")))


def _few(number: int, unfilled: Sequence[Unfilled]) -> Iterator[str]:
    for one in unfilled[:_MOST_TOLD]:
        heading = f"“{one.heading}”栏" if one.heading and one.name else ""
        yield f"第{number}个表第{one.row + 1}行{heading}：{one.why}"
    if len(unfilled) > _MOST_TOLD:
        yield f"第{number}个表另有{len(unfilled) - _MOST_TOLD}处未能填写"

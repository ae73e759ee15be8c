"""What a mutation may be done to: forms, figures and rows that nothing has altered yet."""

from __future__ import annotations

from collections.abc import Callable
from random import Random

from reporting.model.words import Content, Severity, State
from tests.adversary.case import Answered, Case, Figure
from tests.adversary.pages import Cell

ROWS, UNITS, LIST = "定行表", "分县表", "清单表"
NOTE = Severity.NOTE
Fits = Callable[[Figure], bool]
# Measures that are a power of ten of one another, with what turns a figure in the first into one in the second.
MONEY = {"亿元": ("万元", 4), "万元": ("元", 4), "万平方米": ("平方米", 4), "万人": ("人", 4)}


def form(case: Case, chance: Random, *kinds: str) -> Answered | None:
    """Pick a form of one of some kinds (of any, where none is named) that has a sheet of its own."""
    found = [one for one in case.forms.values() if not (one.lost or one.closed) and (not kinds or one.kind in kinds)]
    found = [one for one in found if one.stubs]
    return chance.choice(found) if found else None


def figure(case: Case, chance: Random, fits: Fits | None = None, *kinds: str) -> tuple[Answered, Figure] | None:
    """Pick a number of this period that nothing has altered, and note that it is altered now."""
    found = [
        (answered, one)
        for answered in case.forms.values()
        if not (answered.lost or answered.closed) and answered.kind in (kinds or (ROWS, UNITS))
        for one in answered.figures
        if one.known
        and one.measure
        and one.content is Content.NOW
        and case.free(one.cell)
        and (fits is None or fits(one))
    ]
    # States are words, and no numbers.
    found = [(answered, one) for answered, one in found if not isinstance(one.cell.value, str)]
    if not found:
        return None
    picked = chance.choice(found)
    case.touch(picked[1].cell)
    return picked


def blank(one: Figure) -> None:
    """Expect no value of a figure."""
    one.value, one.state = None, State.BLANK


def retyped(case: Case, answered: Answered, one: Figure, text: str, code: str = "value-text") -> bool:
    """Type a figure as a text that can be read in one way, which is noted."""
    one.cell.value, one.cell.formula = text, ""
    case.needs.add("texts")
    case.tell(code, answered, one.cell, severity=Severity.NOTE)
    return True


def refused(case: Case, answered: Answered, one: Figure, code: str) -> bool:
    """Expect that a figure cannot be read."""
    blank(one)
    case.needs.add("texts")
    case.tell(code, answered, one.cell)
    return True


def line_of(answered: Answered, one: Figure) -> int:
    """Give the row a figure stands in."""
    return answered.page.where(one.cell)[0]


def figures_in(answered: Answered, row: int) -> list[Figure]:
    """Give the figures that stand in a row."""
    return [one for one in answered.figures if line_of(answered, one) == row]


def stub_cell(answered: Answered, row: int) -> Cell:
    """Give the cell of a row's name."""
    return next(cell for cell in answered.stubs.values() if answered.page.where(cell)[0] == row)

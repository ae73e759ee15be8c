"""What a sheet says once about the measure of its figures: in a line above the table, in its title, in a note below."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from reporting.intake import footers, measures
from reporting.intake.headings import Heading
from reporting.intake.view import View
from reporting.model.grid import Cell

# Notes stand in the last rows; a list's thousands of rows above them are not looked at.
_FOOT_ROWS = 12


def general(view: View, heading: Heading, above: Iterable[Cell], *, turned: bool) -> tuple[tuple[str, str], ...]:
    """Give each measure said for the whole sheet, with its address; `above` are the cells down to the heading."""
    return (*_above(heading, above, turned=turned), *_below(view, heading))


def _above(heading: Heading, cells: Iterable[Cell], *, turned: bool) -> Iterator[tuple[str, str]]:
    for cell in cells:
        over = turned or cell.row < heading.top
        if over or cell.column not in heading.found:  # a column's own label speaks for it alone
            words = measures.stated(cell.text) or ((measures.in_title(cell.text),) if over else ())
            yield from ((one, cell.address) for one in words if one)


def _below(view: View, heading: Heading) -> Iterator[tuple[str, str]]:
    for row in list(view.rows)[-_FOOT_ROWS:]:
        if row > heading.bottom and footers.is_foot(view, row):
            for cell in view.rows[row]:
                yield from ((words, cell.address) for words in measures.stated(cell.text))

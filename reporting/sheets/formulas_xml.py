"""Formulas in a worksheet's XML: move references when rows are put in, undo shared formulas.

Only references are touched, never text in quotes.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from reporting.model.grid import Area, column_letters, place

# A text in quotes, a sheet's name before a reference, or the reference itself: an area, whole rows or one cell.
_TOKEN = re.compile(
    r"""(?P<text>"(?:[^"]|"")*")
    |(?P<sheet>(?:'(?:[^']|'')+'|[^\s'"!+\-*/^&=<>(),;:{}\[\]]+)!)?
     (?P<reference>
        \$?[A-Za-z]{1,3}\$?[0-9]{1,7}(?::\$?[A-Za-z]{1,3}\$?[0-9]{1,7})?(?![\w(.!])
       |\$?[0-9]{1,7}:\$?[0-9]{1,7}(?![\w(.!])
     )""",
    re.VERBOSE,
)
_CELL = re.compile(r"(\$?[A-Za-z]{0,3})(\$?)([0-9]+)\Z")
# The same with whole columns: a formula that is copied sideways takes them along.
_COPIED = re.compile(
    r"""(?P<text>"(?:[^"]|"")*"|'(?:[^']|'')*')
    |(?<![\w.\\\[\]$])(?P<reference>
        \$?[A-Za-z]{1,3}\$?[0-9]{1,7}(?::\$?[A-Za-z]{1,3}\$?[0-9]{1,7})?
       |\$?[0-9]{1,7}:\$?[0-9]{1,7}
       |\$?[A-Za-z]{1,3}:\$?[A-Za-z]{1,3}
     )(?![\w(.!'])""",
    re.VERBOSE,
)
_CORNER = re.compile(r"(\$?)([A-Za-z]*)(\$?)([0-9]*)\Z")
# What stands before a token that only looks like a reference: part of a name, a column of a table, another workbook.
_NO_REFERENCE = re.compile(r"[\w.\\\[\]$]")


@dataclass(frozen=True, slots=True)
class Shift:
    """Rows put in: the block `first`–`last` grows by `count` rows, and what is below moves down by as many."""

    first: int
    last: int
    count: int

    def row(self, row: int) -> int:
        """Give the row a row is moved to."""
        return row + self.count if row > self.last else row

    def area(self, held: Area) -> Area:
        """Give the area an area is moved to."""
        top, bottom = self.span(held.top, held.bottom)
        return Area(top, held.left, bottom, held.right)

    def span(self, top: int, bottom: int) -> tuple[int, int]:
        """Give the rows a span is moved to; one that ends with the whole block grows with it."""
        grows = top <= self.first and bottom >= self.last
        return self.row(top), bottom + self.count if grows else self.row(bottom)


Moved = Callable[[int, int, bool, bool], tuple[int, int]]


def shifted(formula: str, shift: Shift, *, sheet: str, within: str) -> str:
    """Move the references to `sheet`, where rows are put in, of a formula that stands on the sheet `within`."""

    def moved(top: int, bottom: int, *_: bool) -> tuple[int, int]:
        return shift.span(top, bottom)

    return _rewritten(formula, moved, sheet, within)


def copied(formula: str, shift: Shift, offset: int, *, sheet: str) -> str:
    """Give the formula for the copy of the block `offset` rows below: it takes from its own rows, not the block's."""

    def moved(top: int, bottom: int, top_fixed: bool, bottom_fixed: bool) -> tuple[int, int]:
        if shift.first <= top and bottom <= shift.last:
            return top if top_fixed else top + offset, bottom if bottom_fixed else bottom + offset
        return shift.span(top, bottom)

    return _rewritten(formula, moved, sheet, sheet)


def relocated(formula: str, down: int, right: int) -> str:
    """Word a formula as if its cell were copied so many rows down and columns to the right."""

    def corner(text: str) -> str:
        match = _CORNER.match(text)
        assert match is not None
        # `$5` alone is a row that is fixed: its sign stands where a column's would.
        fixed_column, letters, fixed_row, digits = match.groups()
        if not letters:
            fixed_column, fixed_row = "", fixed_column
        moved_letters = letters if fixed_column or not letters else column_letters(place(f"{letters}1")[1] + right)
        moved_digits = digits if fixed_row or not digits else str(int(digits) + down)
        return f"{fixed_column}{moved_letters}{fixed_row}{moved_digits}"

    def replace(match: re.Match[str]) -> str:
        return match[0] if match["text"] else ":".join(corner(one) for one in match["reference"].split(":"))

    return _COPIED.sub(replace, formula)


def _rewritten(formula: str, moved: Moved, sheet: str, within: str) -> str:
    def replace(match: re.Match[str]) -> str:
        before = formula[match.start() - 1 : match.start()] if match.start() else ""
        if match["text"] or _NO_REFERENCE.match(before) or not _meant(match["sheet"], sheet, within):
            return match[0]
        return (match["sheet"] or "") + _moved(match["reference"], moved)

    return _TOKEN.sub(replace, formula)


def _meant(prefix: str | None, sheet: str, within: str) -> bool:
    named = prefix[:-1].strip("'").replace("''", "'") if prefix else within
    return named.casefold() == sheet.casefold()


def _moved(reference: str, moved: Moved) -> str:
    first, _, last = reference.partition(":")
    top, bottom = _CELL.match(first), _CELL.match(last or first)
    assert top is not None
    assert bottom is not None
    rows = moved(int(top[3]), int(bottom[3]), bool(top[2]), bool(bottom[2]))
    if not last:
        # A single cell moves; it never becomes an area.
        return f"{top[1]}{top[2]}{rows[0]}"
    return f"{top[1]}{top[2]}{rows[0]}:{bottom[1]}{bottom[2]}{rows[1]}"

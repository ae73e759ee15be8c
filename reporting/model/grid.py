"""A spreadsheet as it was read: cells with the text that stood in them, before anyone knows what they mean.

Rows and columns count from 1, as people see them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cache
from typing import NamedTuple


class CellKind(StrEnum):
    """How the workbook stores a cell."""

    NUMBER = "number"
    TEXT = "text"
    TRUTH = "truth"
    ERROR = "error"
    DATE = "date"


class Cell(NamedTuple):
    """One cell: `text` is what is stored, character for character (`2380.4299999999998`, `#REF!`, `约120`).

    `formula` is true where a formula stands; with an empty `text` it has no cached value.
    `style` is the number format's code, such as `0.0%`, or empty. No dataclass: of these a sheet has up to millions,
    and a frozen dataclass takes five times as long to make.
    """

    row: int
    column: int
    text: str
    kind: CellKind = CellKind.TEXT
    formula: bool = False
    style: str = ""

    @property
    def address(self) -> str:
        """The address as people write it: `C12`."""
        return address(self.row, self.column)


@dataclass(frozen=True, slots=True)
class Area:
    """A rectangle of cells, both corners included."""

    top: int
    left: int
    bottom: int
    right: int

    def holds(self, row: int, column: int) -> bool:
        """Whether the cell lies within."""
        return self.top <= row <= self.bottom and self.left <= column <= self.right


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet; only cells that hold something are in `cells`, keyed by (row, column).

    `widths` are the columns' widths in digits, where the format tells and somebody may want them. `margins` is what is
    printed at the head and foot of every page, codes and all.
    """

    name: str
    cells: Mapping[tuple[int, int], Cell]
    merges: tuple[Area, ...] = ()
    hidden: bool = False
    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: frozenset[int] = frozenset()
    widths: Mapping[int, float] = field(default_factory=dict)
    margins: tuple[str, ...] = ()

    def text(self, row: int, column: int) -> str:
        """Give the text of a cell, stripped; of a cell inside a merge, that of the merge."""
        cell = self.cells.get((row, column))
        if cell is not None:
            return cell.text.strip()
        for area in self.merges:
            if area.holds(row, column):
                first = self.cells.get((area.top, area.left))
                return first.text.strip() if first else ""
        return ""

    @property
    def last_row(self) -> int:
        """The last row that holds something, 0 for an empty sheet."""
        return max((row for row, _ in self.cells), default=0)

    @property
    def last_column(self) -> int:
        """The last column that holds something, 0 for an empty sheet."""
        return max((column for _, column in self.cells), default=0)

    def rows(self) -> Iterator[tuple[int, list[Cell]]]:
        """Yield the rows that hold something, from the top, each with its cells from the left."""
        grouped: dict[int, list[Cell]] = {}
        for row, column in sorted(self.cells):
            grouped.setdefault(row, []).append(self.cells[row, column])
        yield from grouped.items()


@dataclass(frozen=True, slots=True)
class Book:
    """A workbook as read; `notes` are codes of findings about the file itself, such as `file-macro`.

    `asides` are texts beside the cells that may be marks of secrecy: properties of the document, words in shapes.
    """

    sheets: tuple[Sheet, ...]
    notes: tuple[str, ...] = field(default=())
    asides: tuple[str, ...] = ()

    def sheet(self, name: str) -> Sheet | None:
        """Find a sheet by its name."""
        return next((sheet for sheet in self.sheets if sheet.name == name), None)


@cache
def column_letters(column: int) -> str:
    """Write a column's number as letters: 1 → `A`, 28 → `AB`."""
    letters = ""
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def address(row: int, column: int) -> str:
    """Write an address as people do: (12, 3) → `C12`."""
    return f"{column_letters(column)}{row}"


def place(text: str) -> tuple[int, int]:
    """Read an address: `C12` → (12, 3). Raises ValueError where it is none."""
    letters = text.rstrip("0123456789")
    digits = text[len(letters) :]
    if not (letters.isascii() and letters.isalpha() and digits):
        raise ValueError(text)
    column = 0
    for letter in letters.upper():
        column = column * 26 + ord(letter) - 64
    return int(digits), column

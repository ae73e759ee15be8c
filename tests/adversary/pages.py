"""A workbook that can be altered: cells keep their identity wherever they are moved."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from typing import Any

import openpyxl

from reporting.model.grid import address, place

Place = tuple[int, int]
Box = tuple[int, int, int, int]  # top, left, bottom, right


@dataclass(frozen=True, slots=True)
class Fault:
    """An error value such as `#REF!`."""

    text: str


Value = None | str | int | bool | Decimal | date | Fault


@dataclass(eq=False, slots=True)
class Cell:
    """One cell. With a `formula`, `value` is its cached result: None where it was never calculated.

    `altered` is set by the mutation that alters it, so that no second one does.
    """

    value: Value = None
    format: str = ""
    formula: str = ""
    altered: bool = False


@dataclass(eq=False, slots=True)
class Page:
    """One sheet."""

    name: str
    cells: dict[Place, Cell] = field(default_factory=dict)
    merges: list[Box] = field(default_factory=list)
    hidden: bool = False
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)

    def at(self, row: int, column: int) -> Cell:
        """Give the cell at a place, made where there is none."""
        return self.cells.setdefault((row, column), Cell())

    def where(self, cell: Cell) -> Place:
        """Find where a cell has got to."""
        return next(at for at, one in self.cells.items() if one is cell)

    def address(self, cell: Cell) -> str:
        """Find a cell's address."""
        return address(*self.where(cell))

    def put(self, row: int, column: int, value: Value) -> Cell:
        """Write a value into the cell at a place."""
        cell = self.at(row, column)
        cell.value, cell.formula = value, ""
        return cell

    def row(self, row: int) -> dict[int, Cell]:
        """Give the cells of a row that hold something, by column."""
        return {
            column: cell for (at, column), cell in sorted(self.cells.items()) if at == row and cell.value is not None
        }

    @property
    def last_row(self) -> int:
        """The last row that holds something."""
        return max(row for (row, _), cell in self.cells.items() if cell.value is not None or cell.formula)

    @property
    def last_column(self) -> int:
        """The last column that holds something."""
        return max(column for (_, column), cell in self.cells.items() if cell.value is not None or cell.formula)

    def insert_row(self, at: int, count: int = 1) -> None:
        """Push the rows from `at` downwards."""
        self._moved(lambda row: row + count if row >= at else row, None)

    def insert_column(self, at: int, count: int = 1) -> None:
        """Push the columns from `at` to the right."""
        self._moved(None, lambda column: column + count if column >= at else column)

    def delete_row(self, at: int) -> None:
        """Take a row out."""
        self.cells = {(row, column): cell for (row, column), cell in self.cells.items() if row != at}
        self.merges = [box for box in self.merges if not box[0] == box[2] == at]
        self._moved(lambda row: row - 1 if row > at else row, None)

    def delete_column(self, at: int) -> None:
        """Take a column out; merges over it shrink, and keep what stands in them."""
        for top, left, _, right in self.merges:
            if left == at < right and (top, left) in self.cells:
                self.cells[top, left + 1] = self.cells.pop((top, left))
        self.cells = {(row, column): cell for (row, column), cell in self.cells.items() if column != at}
        self.merges = [box for box in self.merges if not box[1] == box[3] == at]
        self.merges = [(top, left, bottom, right - (left <= at <= right)) for top, left, bottom, right in self.merges]
        self.merges = [
            (top, left, bottom, right) for top, left, bottom, right in self.merges if (top, left) != (bottom, right)
        ]
        kept = self.merges
        self.merges = []
        self._moved(None, lambda column: column - 1 if column > at else column)
        self.merges = [(top, left - (left > at), bottom, right - (left > at)) for top, left, bottom, right in kept]

    def order_rows(self, rows: list[int], order: list[int]) -> None:
        """Put the rows `order` where the rows `rows` are."""
        to = dict(zip(order, rows, strict=True))
        self._moved(lambda row: to.get(row, row), None)

    def order_columns(self, columns: list[int], order: list[int], top: int) -> None:
        """Put the columns `order` where the columns `columns` are, from row `top` downwards."""
        to = dict(zip(order, columns, strict=True))
        self.cells = {
            (row, to.get(column, column) if row >= top else column): cell for (row, column), cell in self.cells.items()
        }

    def unmerge(self) -> None:
        """Take all merges apart."""
        self.merges = []

    def _moved(self, rows: Callable[[int], int] | None, columns: Callable[[int], int] | None) -> None:
        down = rows or (lambda row: row)
        across = columns or (lambda column: column)
        self.cells = {(down(row), across(column)): cell for (row, column), cell in self.cells.items()}
        self.merges = [
            (down(top), across(left), down(bottom), across(right)) for top, left, bottom, right in self.merges
        ]
        self.hidden_rows = {down(row) for row in self.hidden_rows}
        self.hidden_columns = {across(column) for column in self.hidden_columns}


def pages_of(content: bytes) -> list[Page]:
    """Read a workbook as issued."""
    return [_page(sheet) for sheet in openpyxl.load_workbook(io.BytesIO(content))]


def _page(sheet: Any) -> Page:
    page = Page(sheet.title, hidden=sheet.sheet_state != "visible")
    for found in (cell for row in sheet.iter_rows() for cell in row if cell.value not in (None, "")):
        shown = "" if found.number_format == "General" else found.number_format
        if found.data_type == "f":
            page.cells[found.row, found.column] = Cell("", shown, str(found.value)[1:])
        else:
            page.cells[found.row, found.column] = Cell(_value(found.value), shown)
    page.merges = [(box.min_row, box.min_col, box.max_row, box.max_col) for box in sheet.merged_cells.ranges]
    page.hidden_columns = {
        place(f"{letters}1")[1] for letters, column in sheet.column_dimensions.items() if column.hidden
    }
    return page


def _value(found: object) -> Value:
    if isinstance(found, bool | int | str):
        return found
    if isinstance(found, float):
        return Decimal(repr(found))
    assert isinstance(found, date | datetime), found
    return found


def texts(page: Page) -> Iterator[tuple[Place, Cell, str]]:
    """Yield the cells that hold a text, from the top."""
    for at, cell in sorted(page.cells.items()):
        if isinstance(cell.value, str) and cell.value and not cell.formula:
            yield at, cell, cell.value

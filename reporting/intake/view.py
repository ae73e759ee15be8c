"""A sheet as it is searched: its rows and merges indexed once."""

from __future__ import annotations

from reporting.model.grid import Area, Cell, Sheet

# A form has a few dozen merges; beyond this a sheet was made to hurt, and merges no longer help to understand it.
_MERGES = 5_000
# Rows of one merge that are indexed: headings and groups of rows are far smaller.
_MERGED_ROWS = 2_000


class View:
    """Rows and cells of a sheet, quick to look up; texts are stripped."""

    def __init__(self, sheet: Sheet) -> None:
        self.sheet = sheet
        self.rows: dict[int, list[Cell]] = dict(sheet.rows())
        self.last_row = max(self.rows, default=0)
        self._merges = _by_row(sheet.merges[:_MERGES], self.last_row)

    def cell(self, row: int, column: int) -> Cell | None:
        """Give the cell itself, None where nothing stands."""
        return self.sheet.cells.get((row, column))

    def own(self, row: int, column: int) -> str:
        """Give the text of the cell itself."""
        cell = self.sheet.cells.get((row, column))
        return cell.text.strip() if cell else ""

    def text(self, row: int, column: int) -> str:
        """Give the text people see there: the cell's, or that of the merge it lies in."""
        own = self.own(row, column)
        if own:
            return own
        area = self.merge(row, column)
        return self.own(area.top, area.left) if area else ""

    def merge(self, row: int, column: int) -> Area | None:
        """Give the merge a cell lies in."""
        return next((area for area in self._merges.get(row, ()) if area.left <= column <= area.right), None)

    def filled(self, row: int, column: int) -> bool:
        """Whether something was put into the cell; a formula counts even without a value."""
        cell = self.sheet.cells.get((row, column))
        return cell is not None and (cell.formula or bool(cell.text.strip()))

    def first_text(self, row: int) -> str:
        """Give the first text of a row from the left, empty where there is none."""
        return next((cell.text.strip() for cell in self.rows.get(row, ()) if cell.text.strip()), "")


def _by_row(merges: tuple[Area, ...], last_row: int) -> dict[int, list[Area]]:
    index: dict[int, list[Area]] = {}
    for area in merges:
        for row in range(area.top, min(area.bottom, last_row, area.top + _MERGED_ROWS) + 1):
            index.setdefault(row, []).append(area)
    return index

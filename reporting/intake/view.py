"""A sheet, or a part of it, as it is searched: its rows and merges indexed once."""

from __future__ import annotations

from collections.abc import Mapping

from reporting.model.grid import Area, Cell, Sheet, address, column_letters

# A form has a few dozen merges; beyond this a sheet was made to hurt, and merges no longer help to understand it.
_MERGES = 5_000
# Rows of one merge that are indexed: headings and groups of rows are far smaller.
_MERGED_ROWS = 2_000


class View:
    """Rows and cells of a sheet, quick to look up; texts are stripped.

    With an `area` only that part of the sheet is seen. With `turned` rows and columns change places: a table that lies
    on its side is read like one that stands, and every address given out is the true one.
    """

    def __init__(self, sheet: Sheet, area: Area | None = None, *, turned: bool = False) -> None:
        self.sheet = sheet
        self.area = area
        self.turned = turned
        cells, merges, rows, columns = _seen(sheet, area, turned=turned)
        self._cells = cells
        self.hidden_rows, self.hidden_columns = rows, columns
        self.rows: dict[int, list[Cell]] = _rows(cells)
        self.last_row = max(self.rows, default=0)
        self._merges = _by_row(merges[:_MERGES], self.last_row)
        # What others have found out about this view and need not find out again.
        self.known: dict[object, object] = {}

    def cell(self, row: int, column: int) -> Cell | None:
        """Give the cell itself, None where nothing stands."""
        return self._cells.get((row, column))

    def own(self, row: int, column: int) -> str:
        """Give the text of the cell itself."""
        cell = self._cells.get((row, column))
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
        for area in self._merges.get(row, ()):
            if area.left <= column <= area.right:
                return area
        return None

    def filled(self, row: int, column: int) -> bool:
        """Whether something was put into the cell; a formula counts even without a value."""
        cell = self._cells.get((row, column))
        return cell is not None and (cell.formula or bool(cell.text.strip()))

    def first_text(self, row: int) -> str:
        """Give the first text of a row from the left, empty where there is none."""
        for cell in self.rows.get(row, ()):
            text = cell.text.strip()
            if text:
                return text
        return ""

    def address(self, row: int, column: int) -> str:
        """Write the true address of a place: `C12`."""
        return address(column, row) if self.turned else address(row, column)

    def row_name(self, row: int) -> str:
        """Name a row for people: `第12行`, or `第C列` where the table lies on its side."""
        return f"第{column_letters(row)}列" if self.turned else f"第{row}行"

    def column_name(self, column: int) -> str:
        """Name a column for people: `第C列`, or `第12行` where the table lies on its side."""
        return f"第{column}行" if self.turned else f"第{column_letters(column)}列"


_Cells = Mapping[tuple[int, int], Cell]


def _seen(
    sheet: Sheet, area: Area | None, *, turned: bool
) -> tuple[_Cells, tuple[Area, ...], frozenset[int], frozenset[int]]:
    """Give cells, merges, hidden rows and hidden columns as they are seen."""
    cells = sheet.cells
    if area:
        cells = {place: cell for place, cell in cells.items() if area.holds(*place)}
    if not turned:
        return cells, sheet.merges, sheet.hidden_rows, sheet.hidden_columns
    swapped = {
        (column, row): cell._replace(row=column, column=row) for (row, column), cell in cells.items() if cell.text
    }
    merges = tuple(Area(one.left, one.top, one.right, one.bottom) for one in sheet.merges)
    return swapped, merges, sheet.hidden_columns, sheet.hidden_rows


def _rows(cells: _Cells) -> dict[int, list[Cell]]:
    """Gather rows from the top, each from the left; readers mostly give the cells in that order already."""
    grouped: dict[int, list[Cell]] = {}
    last = (0, 0)
    ordered = True
    for place, cell in cells.items():
        ordered = ordered and last < place
        last = place
        row = grouped.get(place[0])
        if row is None:
            grouped[place[0]] = [cell]
        else:
            row.append(cell)
    if ordered:
        return grouped
    return {row: sorted(grouped[row], key=lambda cell: cell.column) for row in sorted(grouped)}


def _by_row(merges: tuple[Area, ...], last_row: int) -> dict[int, list[Area]]:
    index: dict[int, list[Area]] = {}
    for area in merges:
        for row in range(area.top, min(area.bottom, last_row, area.top + _MERGED_ROWS) + 1):
            index.setdefault(row, []).append(area)
    return index

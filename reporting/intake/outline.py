"""A table as it looks, whatever it is about: its heading, the names of its rows, its measures and its figures.

Where a sheet is no form of ours this tells its sender what was seen. Only looks count: nothing is held against the
catalogue here.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from reporting.intake import footers, lines, measures, values
from reporting.intake.view import View
from reporting.model.grid import Cell, CellKind

# Nobody needs to be told more than the top of a table.
_ROWS = 2_000
_COLUMNS = 200
_DEEPEST = 5
_LONGEST = 200
# A line about the table, such as 填报单位：甲市, and no label.
_SAID = re.compile(r"\s*(?!其中)[^:：]{1,12}[:：]\s*\S")
_LONGEST_YEAR = 4


@dataclass(frozen=True, slots=True)
class Outline:
    """Rows `top` to `bottom` are the heading, `rows` those with figures, `stub` the column that names them.

    `labels` are the words above each column of figures, `measures` what is said there of its measure; `measure_column`
    has one a row, `general` are those said once above the table. `figures` counts the numbers.
    """

    top: int
    bottom: int
    stub: int | None
    labels: Mapping[int, str]
    measures: Mapping[int, str]
    measure_column: int | None
    general: tuple[str, ...]
    rows: tuple[int, ...]
    figures: int


def outline(view: View) -> Outline | None:
    """Find the table of a sheet by its looks; None where no numbers stand under words."""
    found = _figures(view)
    counts = Counter(column for columns in found.values() for column in columns)
    columns = sorted(column for column, count in counts.items() if count * 3 >= len(found))
    rows = tuple(row for row, own in found.items() if any(column in columns for column in own))
    if not rows:
        return None
    heading = _heading(view, rows[0], columns)
    if not heading:
        return None
    measure = _measure_column(view, rows, columns)
    above = [cell.text[:_LONGEST] for row in view.rows if row < rows[0] for cell in view.rows[row]]
    titles = [cell.text[:_LONGEST] for row in view.rows if row < heading[0] for cell in view.rows[row]]
    return Outline(
        top=heading[0],
        bottom=heading[-1],
        stub=_stub(view, rows, columns, measure),
        labels={column: _label(view, heading, column) for column in columns},
        measures={column: said for column in columns if (said := _measure(view, heading, column))},
        measure_column=measure,
        general=tuple(
            dict.fromkeys(
                [word for text in above for word in measures.stated(text)]
                or filter(None, map(measures.in_label, titles))
            )
        ),
        rows=rows,
        figures=sum(column in columns for row in rows for column in found[row]),
    )


def _figures(view: View) -> dict[int, list[int]]:
    """Give the rows that hold figures, each with their columns; years in a heading and 甲 乙 1 2 are none."""
    found: dict[int, list[int]] = {}
    for row, cells in list(view.rows.items())[:_ROWS]:
        numbers = [cell for cell in cells[:_COLUMNS] if _is_figure(cell)]
        if numbers and not _are_years(numbers) and not lines.is_numbering_of(cells) and not footers.is_foot(view, row):
            found[row] = [cell.column for cell in numbers]
    return found


def _is_figure(cell: Cell) -> bool:
    if cell.kind is CellKind.NUMBER:
        return True
    return cell.kind is CellKind.TEXT and values.plain_number(cell.text) is not None


def _are_years(cells: Sequence[Cell]) -> bool:
    texts = [cell.text.strip() for cell in cells]
    return all(len(text) == _LONGEST_YEAR and text.startswith(("19", "20")) for text in texts)


def _heading(view: View, first: int, columns: Sequence[int]) -> list[int]:
    """Give the rows of words right above the figures, from the top; a title in one cell is none of them."""
    found: list[int] = []
    for row in range(first - 1, max(first - 1 - _DEEPEST, 0), -1):
        words = [cell for cell in view.rows.get(row, ()) if cell.text.strip()]
        if any(measures.stated(cell.text) for cell in words) or lines.is_numbering_of(words):
            continue
        said = any(_SAID.match(cell.text) for cell in words)
        if said or len(words) < 2 or not any(view.own(row, column) for column in columns):
            break
        found.append(row)
    return found[::-1]


def _label(view: View, heading: Sequence[int], column: int) -> str:
    texts = (" ".join(view.text(row, column).split()) for row in heading)
    return "".join(dict.fromkeys(text for text in texts if text))


def _measure(view: View, heading: Sequence[int], column: int) -> str:
    texts = [view.text(row, column) for row in heading]
    return next((said for text in texts[::-1] if (said := measures.alone(text) or measures.in_label(text))), "")


def _measure_column(view: View, rows: Sequence[int], columns: Sequence[int]) -> int | None:
    """Find the column that holds a measure in most of its rows."""
    counts = Counter(
        cell.column
        for row in rows
        for cell in view.rows[row][:_COLUMNS]
        if cell.column not in columns and measures.alone(cell.text)
    )
    column, count = max(counts.items(), key=lambda one: one[1], default=(0, 0))
    return column if count * 2 > len(rows) else None


def _stub(view: View, rows: Sequence[int], columns: Sequence[int], measure: int | None) -> int | None:
    """Find the column whose words tell the rows apart best; of two alike the one nearer to the figures."""
    texts: dict[int, set[str]] = {}
    for row in rows:
        for cell in view.rows[row][:_COLUMNS]:
            if cell.column not in columns and cell.column != measure and cell.kind is CellKind.TEXT:
                texts.setdefault(cell.column, set()).add(cell.text.strip())
    before = {column: words for column, words in texts.items() if column < columns[0]} or texts
    return max(before, key=lambda column: (len(before[column]), column), default=None)

"""A table that lies on its side: its labels run down a column, and what would be a row is a column."""

from __future__ import annotations

from reporting.intake import headings, labels
from reporting.intake.view import View
from reporting.model.catalogue import Catalogue, Form
from reporting.model.grid import Area, CellKind

_WIDEST = 16_384


def turned(view: View, form: Form, catalogue: Catalogue, below: int = 0) -> View | None:
    """See a table on its side, below a row, as one that stands; None where no column names two of the form's columns.

    Only the rows of its labels are seen, so that titles above and notes below do not get among the figures.
    """
    rows = [] if view.turned else _band(view, form, catalogue, below)
    if not rows:
        return None
    left, right = (view.area.left, view.area.right) if view.area else (1, _WIDEST)
    seen = View(view.sheet, Area(rows[0], left, rows[-1], right), turned=True)
    return seen if headings.find(seen, form, catalogue, None) else None


def has_figures(seen: View, form: Form, catalogue: Catalogue) -> bool:
    """Whether numbers stand beside the labels of a table on its side: a list of what words mean has none."""
    heading = headings.find(seen, form, catalogue, None)
    places = heading.found if heading else ()
    bottom = heading.bottom if heading else 0
    return any(
        cell.kind is CellKind.NUMBER and cell.column in places
        for row, cells in seen.rows.items()
        if row > bottom
        for cell in cells
    )


def _band(view: View, form: Form, catalogue: Catalogue, below: int) -> list[int]:
    """Give the rows, first to last, of the column that names the most of the form's columns."""
    down: dict[int, list[int]] = {}
    for row, told in labels.hits(view, catalogue).items():
        for column, forms in told:
            if row > below and form.code in forms:
                down.setdefault(column, []).append(row)
    return max((rows for rows in down.values() if len(rows) > 1), key=len, default=[])

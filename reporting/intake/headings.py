"""Find the heading of a form's table by the labels of its columns.

A heading has one to three rows; groups may be merged, or have lost their merge when pasted. The rows that name the
most columns are the heading. Nothing is taken from where it stands.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from reporting.intake import labels, measures, spans
from reporting.intake.labels import COLUMNS, TELLING
from reporting.intake.lookup import LONGEST_LABEL
from reporting.intake.naming import FIGURES, Found, Sought, named, sought
from reporting.intake.spans import Reach
from reporting.intake.view import View
from reporting.model.catalogue import Catalogue, Form, FormColumn
from reporting.model.periods import Period
from reporting.model.words import Content

_DEEPEST = 3


@dataclass(frozen=True, slots=True)
class Heading:
    """Where a heading stands, and which sheet columns could be which of the form's.

    `found` says by sheet column what it was taken for, `measures` the measure said there.
    """

    top: int
    bottom: int
    places: Mapping[FormColumn, tuple[int, ...]]
    found: Mapping[int, Found]
    measures: Mapping[int, str]


def find(view: View, form: Form, catalogue: Catalogue, period: Period | None) -> Heading | None:
    """Find the heading; None where the sheet names none of the form's columns that matter. Found out once a view.

    The fewest rows that name the most columns are taken. Only rows near one that names a column by itself are tried.
    """
    asked = ("heading", form.code, period, labels.of(catalogue))
    if asked not in view.known:
        view.known[asked] = _find(view, form, catalogue, period)
    found = view.known[asked]
    return found if isinstance(found, Heading) else None


def _find(view: View, form: Form, catalogue: Catalogue, period: Period | None) -> Heading | None:
    hits = labels.hits(view, catalogue)
    if period and not _names_times(view, hits):
        return find(view, form, catalogue, None)  # and most often that is known
    telling = [row for row, told in hits.items() if any(form.code in forms for _, forms in told)]
    if not telling:
        return None
    wanted = sought(form, catalogue, period)
    best: Heading | None = None
    for depth in range(1, _DEEPEST + 1):
        for top in sorted({row - up for row in telling for up in range(depth)}):
            heading = _read(view, wanted, top, top + depth - 1)
            if heading and (best is None or len(heading.places) > len(best.places)):
                best = heading
        if best is None or len(best.places) == len(form.columns):
            break
    if best is None or not _matters(best):
        return None
    best = _with_rest(view, wanted, best)
    return _with_measure_row(view, best) if best else None


def _names_times(view: View, hits: Mapping[int, list[tuple[int, frozenset[str]]]]) -> bool:
    """Whether a time is among what could be labels: only then the period says which column is which."""
    return any(spans.read(_label(view.own(row, column))) for row, told in hits.items() for column, _ in told)


def _with_rest(view: View, wanted: Sought, heading: Heading) -> Heading | None:
    """Take in the row below where it says more of the figures: of which time they are, or that they are a rate."""
    row = heading.bottom + 1
    if heading.bottom - heading.top + 1 >= _DEEPEST or _is_named(view, heading, row):
        return heading
    texts = {cell.column: _label(cell.text.strip()) for cell in view.rows.get(row, ())[:COLUMNS] if cell.text.strip()}
    if any(text.isdigit() for text in texts.values()) and not all(map(spans.read, texts.values())):
        return heading  # figures of 2023 are no years
    figures = (column for column, found in heading.found.items() if found.column.content in FIGURES)
    if not any(spans.read(text) or spans.means_other(text) for column in figures if (text := texts.get(column, ""))):
        return heading
    deeper = _read(view, wanted, heading.top, row)
    return deeper if deeper and _matters(deeper) else None


def _is_named(view: View, heading: Heading, row: int) -> bool:
    """Whether a row below a heading has a name of its own: then it is no part of it, whatever stands in its cells."""
    names = [column for column, found in heading.found.items() if found.column.content in (Content.STUB, Content.UNIT)]
    return any(text not in ("", heading.found[column].words) for column in names if (text := view.own(row, column)))


def _matters(heading: Heading) -> bool:
    """Whether a heading says more than the words every table has."""
    return len(heading.places) > 1 and any(column.content in TELLING for column in heading.places)


def _read(view: View, wanted: Sought, top: int, bottom: int) -> Heading | None:
    """Read the rows as a heading; None where they name no column."""
    places: dict[FormColumn, list[int]] = {}
    found: dict[int, Found] = {}
    for column in _columns(view, top, bottom):
        stack = [_label(view.text(row, column)) for row in range(top, bottom + 1)]
        one = _grouped(view, wanted, top, column, stack)
        if one and not _inside_merge(view, top, bottom, column):
            found[column] = one
            places.setdefault(one.column, []).append(column)
    if not places:
        return None
    if any(one.reach is Reach.QUARTER_NAMED for one in found.values()) and _by_turns(view, wanted, top, bottom):
        found = {place: _of_one_quarter(one) for place, one in found.items()}
    by_column = {record: tuple(columns) for record, columns in places.items()}
    return Heading(top, bottom, by_column, found, _measures(view, top, bottom, found))


def _by_turns(view: View, wanted: Sought, top: int, bottom: int) -> bool:
    """Whether other quarters or months have columns of their own: then `三季度` is the quarter alone."""
    for column in _columns(view, top, bottom):
        stack = [_label(view.text(row, column)) for row in range(top, bottom + 1)]
        time = next((time for text in stack if (time := spans.read(text)) and time.month), None)
        if time and time.reach is Reach.QUARTER_NAMED and time.content(wanted.period) is None:
            return True
    return False


def _of_one_quarter(one: Found) -> Found:
    return replace(one, reach=Reach.QUARTER) if one.reach is Reach.QUARTER_NAMED else one


def _label(text: str) -> str:
    """Give a text as long as a label may be, and one sign more where it is none."""
    return text[: LONGEST_LABEL + 1]


def _columns(view: View, top: int, bottom: int) -> list[int]:
    columns = {cell.column for row in range(top, bottom + 1) for cell in view.rows.get(row, ())}
    for row in range(top, bottom + 1):
        for cell in view.rows.get(row, ()):
            area = view.merge(row, cell.column)
            columns.update(range(area.left, min(area.right, COLUMNS) + 1) if area else ())
    return sorted(column for column in columns if column <= COLUMNS)


def _inside_merge(view: View, top: int, bottom: int, column: int) -> bool:
    """Whether the column only continues a label merged from the left: nothing of its own stands in the heading."""
    for row in range(top, bottom + 1):
        area = view.merge(row, column)
        if view.own(row, column) or (area and area.left == column):
            return False
    return True


def _grouped(view: View, wanted: Sought, top: int, column: int, stack: list[str]) -> Found | None:
    """Read a column by its own words; below a group whose merge was lost the group's words count as well."""
    group = _group(view, top, column, stack)
    if not group:
        return named(wanted, stack)
    full = [group, *stack[1:]]
    if spans.read(group) or spans.means_other(group):
        return named(wanted, full)
    return named(wanted, stack) or named(wanted, full)


def _group(view: View, top: int, column: int, stack: list[str]) -> str:
    """Give the words of a group further left that a column without words at its top belongs to; empty for none."""
    if len(stack) < 2 or stack[0] or not stack[-1]:
        return ""
    for left in range(column - 1, 0, -1):
        text = _label(view.text(top, left))
        if text:
            area = view.merge(top, left)
            return "" if area and area.right > area.left else text
        if not view.text(top + len(stack) - 1, left):
            return ""
    return ""


def _measures(view: View, top: int, bottom: int, columns: Mapping[int, Found]) -> dict[int, str]:
    found: dict[int, str] = {}
    for column in columns:
        for row in range(bottom, top - 1, -1):
            text = _label(view.text(row, column))
            measure = measures.alone(text) or measures.in_label(text)
            if measure:
                found.setdefault(column, measure)
    return found


def _with_measure_row(view: View, heading: Heading) -> Heading:
    """Take in the row below that holds nothing but measures, one a column."""
    row = heading.bottom + 1
    own = {column: _label(view.own(row, column)) for column in heading.found if view.own(row, column)}
    if not own or not all(measures.alone(text) for text in own.values()):
        return heading
    shown = {**heading.measures, **{column: measures.alone(text) for column, text in own.items()}}
    return Heading(heading.top, row, heading.places, heading.found, shown)

"""Find the heading of a form's table by the labels of its columns.

A heading has one to three rows; groups may be merged, or have lost their merge when pasted. The rows that name the
most columns are the heading. Nothing is taken from where it stands.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise

from reporting.intake import measures, periodwords
from reporting.intake.lookup import LONGEST_LABEL, Entry, How, Index, key
from reporting.intake.view import View
from reporting.model.catalogue import Catalogue, Form, FormColumn
from reporting.model.periods import Period
from reporting.model.words import Content, FormKind

# A heading stands near the top, and is as wide as a page: beyond this there is only what was pasted by mistake.
_ROWS = 60
_COLUMNS = 200
_DEEPEST = 3
# What may stand below a label without changing its meaning.
_PLAIN = frozenset({"本期", "本年累计", "累计", "绝对量", "绝对数", "数值", "总量", "实绩", "完成数"})


@dataclass(frozen=True, slots=True)
class Heading:
    """Where a heading stands, and which sheet columns could be which of the form's.

    By sheet column, `labels` are the words taken for its name, `how` says how they were found, `measures` the measure.
    """

    top: int
    bottom: int
    places: Mapping[FormColumn, tuple[int, ...]]
    how: Mapping[int, How]
    labels: Mapping[int, str]
    measures: Mapping[int, str]

    @property
    def found(self) -> int:
        """How many of the form's columns were found."""
        return len(self.places)


@dataclass(frozen=True, slots=True)
class _Sought:
    """What headings are held against: the form's column labels, and the columns of which period."""

    index: Index[FormColumn]
    period: Period | None
    now: FormColumn | None
    base: FormColumn | None


def find(view: View, form: Form, catalogue: Catalogue, period: Period | None) -> Heading | None:
    """Find the heading; None where the sheet names none of the form's columns that matter.

    The fewest rows that name the most columns are taken. Only rows near one that names a column by itself are tried.
    """
    sought = _sought(form, catalogue, period)
    rows = list(view.rows)[:_ROWS]
    telling = [row for row in rows if any(_named(sought, [_label(cell.text)]) for cell in view.rows[row][:_COLUMNS])]
    best: Heading | None = None
    for depth in range(1, _DEEPEST + 1):
        for top in sorted({row - up for row in telling for up in range(depth)}):
            heading = _read(view, sought, top, top + depth - 1)
            if heading and (best is None or heading.found > best.found):
                best = heading
        if best is None or best.found == len(form.columns):
            break
    return _with_measure_row(view, best) if best and _matters(best) else None


def column_index(form: Form, catalogue: Catalogue) -> Index[FormColumn]:
    """Index a form's columns by the words their headings may say."""
    return Index(_entry(column, catalogue) for column in form.columns)


def _sought(form: Form, catalogue: Catalogue, period: Period | None) -> _Sought:
    dated = period if form.kind is FormKind.ROWS else None
    return _Sought(column_index(form, catalogue), dated, _only(form, Content.NOW), _only(form, Content.BASE))


def _only(form: Form, content: Content) -> FormColumn | None:
    columns = [column for column in form.columns if column.content is content]
    return columns[0] if len(columns) == 1 else None


def _entry(column: FormColumn, catalogue: Catalogue) -> Entry[FormColumn]:
    item = catalogue.item_by_code.get(column.item)
    if item is None:
        return Entry(column, (column.label,), column.aliases)
    words = (item.name, *item.aliases)
    if column.content is Content.BASE:
        words = tuple(f"{word}{Content.BASE}" for word in words)
    return Entry(column, (column.label, words[0]), (*column.aliases, *words[1:]))


def _matters(heading: Heading) -> bool:
    """Whether a heading says more than the words every table has."""
    telling = (Content.NOW, Content.BASE, Content.KEY, Content.UNIT, Content.TEXT, Content.NUMBER, Content.STAGE)
    return heading.found > 1 and any(column.content in telling for column in heading.places)


def _read(view: View, sought: _Sought, top: int, bottom: int) -> Heading | None:
    """Read the rows as a heading; None where they name no column."""
    places: dict[FormColumn, list[int]] = {}
    how: dict[int, How] = {}
    labels: dict[int, str] = {}
    for column in _columns(view, top, bottom):
        stack = [_label(view.text(row, column)) for row in range(top, bottom + 1)]
        found = _named(sought, stack) or _carried(view, sought, top, column, stack)
        if found and not _inside_merge(view, top, bottom, column):
            record, how[column], labels[column] = found
            places.setdefault(record, []).append(column)
    if not places:
        return None
    named = {record: tuple(columns) for record, columns in places.items()}
    return Heading(top, bottom, named, how, labels, _measures(view, top, bottom, how))


def _label(text: str) -> str:
    """Give a text as long as a label may be, and one sign more where it is none."""
    return text[: LONGEST_LABEL + 1]


def _columns(view: View, top: int, bottom: int) -> list[int]:
    columns = {cell.column for row in range(top, bottom + 1) for cell in view.rows.get(row, ())}
    for row in range(top, bottom + 1):
        for cell in view.rows.get(row, ()):
            area = view.merge(row, cell.column)
            columns.update(range(area.left, min(area.right, _COLUMNS) + 1) if area else ())
    return sorted(column for column in columns if column <= _COLUMNS)


def _inside_merge(view: View, top: int, bottom: int, column: int) -> bool:
    """Whether the column only continues a label merged from the left: nothing of its own stands in the heading."""
    for row in range(top, bottom + 1):
        area = view.merge(row, column)
        if view.own(row, column) or (area and area.left == column):
            return False
    return True


def _named(sought: _Sought, stack: list[str]) -> tuple[FormColumn, How, str] | None:
    for words in _readings(stack):
        found = sought.index.find(words)
        if found:
            return found[0], found[1], words
    return _dated(sought, stack)


def _readings(stack: list[str]) -> Iterator[str]:
    """Yield what a column's cells, from top to bottom, may be read as: together, the lower ones, the plain ones off."""
    texts = [text for text in stack if text and not measures.alone(text)]
    if len(texts) < 2:
        yield from texts
        return
    texts = texts[:1] + [below for above, below in pairwise(texts) if below != above]
    for start in range(len(texts)):
        yield "".join(texts[start:])
    while len(texts) > 1 and key(texts[-1]) in _PLAIN:
        texts = texts[:-1]
        yield "".join(texts)


def _carried(
    view: View, sought: _Sought, top: int, column: int, stack: list[str]
) -> tuple[FormColumn, How, str] | None:
    """Read a column below a group whose merge was lost: the group's words stand further left."""
    if len(stack) < 2 or stack[0] or not stack[-1]:
        return None
    for left in range(column - 1, 0, -1):
        text = _label(view.text(top, left))
        if text:
            return _named(sought, [text, *stack[1:]])
        if not view.text(top + len(stack) - 1, left):
            return None
    return None


def _dated(sought: _Sought, stack: list[str]) -> tuple[FormColumn, How, str] | None:
    """Read a column headed by nothing but a period: `2023年1—9月` is this period's, `2022年1—9月` last year's."""
    words = "".join(text for text in stack if text)
    period = sought.period and periodwords.alone(words, sought.period)
    if period is None or sought.period is None:
        return None
    for column, meant in ((sought.now, sought.period), (sought.base, sought.period.year_before)):
        if column and period == meant:
            return column, How.ALIAS, words
    return None


def _measures(view: View, top: int, bottom: int, columns: Mapping[int, How]) -> dict[int, str]:
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
    own = {column: _label(view.own(row, column)) for column in heading.how if view.own(row, column)}
    if not own or not all(measures.alone(text) for text in own.values()):
        return heading
    shown = {**heading.measures, **{column: measures.alone(text) for column, text in own.items()}}
    return Heading(heading.top, row, heading.places, heading.how, heading.labels, shown)

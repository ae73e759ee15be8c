"""Find the heading of a form's table by the labels of its columns.

A heading has one to three rows; groups may be merged, or have lost their merge when pasted. The rows that name the
most columns are the heading. Nothing is taken from where it stands.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import pairwise

from reporting.intake import labels as all_labels
from reporting.intake import measures, spans
from reporting.intake.labels import COLUMNS, TELLING
from reporting.intake.lookup import LONGEST_LABEL, How, Index, key
from reporting.intake.spans import Reach, Span
from reporting.intake.view import View
from reporting.model.catalogue import Catalogue, Form, FormColumn
from reporting.model.names import bracketed
from reporting.model.periods import Period
from reporting.model.words import Content, FormKind

_DEEPEST = 3
# What may stand below a label without changing its meaning.
_PLAIN = frozenset({"本期", "本年累计", "累计", "绝对量", "绝对数", "绝对额", "数值", "总量", "实绩", "完成数"})
_FIGURES = (Content.NOW, Content.BASE)


@dataclass(frozen=True, slots=True)
class Found:
    """What one column's words were taken for: the form's column, how, the words, and which time they cover.

    `partial` where only a part of the words was: under a group `其中` the same label may be another figure.
    """

    column: FormColumn
    how: How
    words: str
    reach: Reach = Reach.PLAIN
    partial: bool = False


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


@dataclass(frozen=True, slots=True)
class _Sought:
    """What headings are held against: the form's column labels, and the columns of which period.

    `now` and `base` are the columns of all items in a 定行表; `bases` those of last year's figures, by item.
    """

    index: Index[FormColumn]
    kind: FormKind
    period: Period | None
    now: FormColumn | None
    base: FormColumn | None
    bases: Mapping[str, FormColumn]


def find(view: View, form: Form, catalogue: Catalogue, period: Period | None) -> Heading | None:
    """Find the heading; None where the sheet names none of the form's columns that matter.

    The fewest rows that name the most columns are taken. Only rows near one that names a column by itself are tried.
    """
    hits = all_labels.hits(view, catalogue)
    telling = [row for row, told in hits.items() if any(form.code in forms for _, forms in told)]
    if not telling:
        return None
    sought = _sought(form, catalogue, period)
    best: Heading | None = None
    for depth in range(1, _DEEPEST + 1):
        for top in sorted({row - up for row in telling for up in range(depth)}):
            heading = _read(view, sought, top, top + depth - 1)
            if heading and (best is None or len(heading.places) > len(best.places)):
                best = heading
        if best is None or len(best.places) == len(form.columns):
            break
    if best is None or not _matters(best):
        return None
    best = _with_rest(view, sought, best)
    return _with_measure_row(view, best) if best else None


def _with_rest(view: View, sought: _Sought, heading: Heading) -> Heading | None:
    """Take in the row below where it says more of the figures: of which time they are, or that they are a rate."""
    row = heading.bottom + 1
    if heading.bottom - heading.top + 1 >= _DEEPEST:
        return heading
    texts = {cell.column: _label(cell.text.strip()) for cell in view.rows.get(row, ())[:COLUMNS] if cell.text.strip()}
    if any(text.isdigit() for text in texts.values()) and not all(map(spans.read, texts.values())):
        return heading  # figures of 2023 are no years
    figures = (column for column, found in heading.found.items() if found.column.content in _FIGURES)
    if not any(spans.read(text) or spans.means_other(text) for column in figures if (text := texts.get(column, ""))):
        return heading
    deeper = _read(view, sought, heading.top, row)
    return deeper if deeper and _matters(deeper) else None


def _sought(form: Form, catalogue: Catalogue, period: Period | None) -> _Sought:
    rows = form.kind is FormKind.ROWS
    bases = {column.item: column for column in form.columns if column.content is Content.BASE and column.item}
    return _Sought(
        all_labels.of(catalogue).columns[form.code],
        form.kind,
        period,
        _only(form, Content.NOW) if rows else None,
        _only(form, Content.BASE) if rows else None,
        bases,
    )


def _only(form: Form, content: Content) -> FormColumn | None:
    columns = [column for column in form.columns if column.content is content]
    return columns[0] if len(columns) == 1 else None


def _matters(heading: Heading) -> bool:
    """Whether a heading says more than the words every table has."""
    return len(heading.places) > 1 and any(column.content in TELLING for column in heading.places)


def _read(view: View, sought: _Sought, top: int, bottom: int) -> Heading | None:
    """Read the rows as a heading; None where they name no column."""
    places: dict[FormColumn, list[int]] = {}
    found: dict[int, Found] = {}
    for column in _columns(view, top, bottom):
        stack = [_label(view.text(row, column)) for row in range(top, bottom + 1)]
        one = _grouped(view, sought, top, column, stack)
        if one and not _inside_merge(view, top, bottom, column):
            found[column] = one
            places.setdefault(one.column, []).append(column)
    if not places:
        return None
    if any(one.reach is Reach.QUARTER_NAMED for one in found.values()) and _by_turns(view, sought, top, bottom):
        found = {place: _of_one_quarter(one) for place, one in found.items()}
    named = {record: tuple(columns) for record, columns in places.items()}
    return Heading(top, bottom, named, found, _measures(view, top, bottom, found))


def _by_turns(view: View, sought: _Sought, top: int, bottom: int) -> bool:
    """Whether other quarters or months have columns of their own: then `三季度` is the quarter alone."""
    for column in _columns(view, top, bottom):
        stack = [_label(view.text(row, column)) for row in range(top, bottom + 1)]
        time = next((time for text in stack if (time := spans.read(text)) and time.month), None)
        if time and time.reach is Reach.QUARTER_NAMED and time.content(sought.period) is None:
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


def _named(sought: _Sought, stack: list[str]) -> Found | None:
    """Say what a column is by its cells from the top: all together, then with a time apart, then parts of them."""
    texts = _distinct(stack)
    whole = "".join(texts)
    if not whole:
        return None
    exact = sought.index.find(whole)
    span = spans.read(whole) if sought.kind is not FormKind.LIST else None
    if exact and exact[1] is not How.LOOSE:
        return Found(*exact, whole, span.reach if span else Reach.PLAIN)
    if span and sought.kind is FormKind.ROWS:
        return _of_time(sought, span, texts)
    for words, time in _with_time(texts) if sought.kind is not FormKind.LIST else ():
        named = sought.index.find(words)
        if named and named[0].content in _FIGURES:
            return _at_time(sought, named, time, whole)
    return _of_parts(sought, texts)


def _distinct(stack: list[str]) -> list[str]:
    """Give the texts that say something, those repeated by a merge once, measures left out."""
    texts = [text for text in stack if text and not measures.alone(text)]
    return texts[:1] + [below for above, below in pairwise(texts) if below != above]


def _of_time(sought: _Sought, span: Span, texts: list[str]) -> Found | None:
    """Read a column headed by nothing but a time: `2023年1—9月` is this period's, `2022年1—9月` last year's."""
    meant = span.content(sought.period)
    column = meant and (sought.now if meant[0] is Content.NOW else sought.base)
    if not meant or not column:
        return None
    named = [found[1] for text in texts if (found := sought.index.find(text)) and found[0] is column]
    return Found(column, min(named, default=How.ALIAS), "".join(texts), meant[1])


def _at_time(sought: _Sought, named: tuple[FormColumn, How], time: Span, words: str) -> Found | None:
    """Read a figure's label with a time beside it: `技术交易额` over `2022年1—9月` is last year's."""
    column, how = named
    meant = time.content(sought.period)
    if meant is None:
        return None
    if column.content is Content.BASE:
        return Found(column, how, words, meant[1]) if meant[0] is Content.BASE or not time.year else None
    if meant[0] is Content.BASE:
        base = sought.base or sought.bases.get(column.item)
        return Found(base, how, words, meant[1]) if base else None
    return Found(column, how, words, meant[1])


def _with_time(texts: list[str]) -> Iterator[tuple[str, Span]]:
    """Yield the ways to part a column's words into a label and a time: above, below, in brackets behind, in front."""
    for cut in range(1, len(texts)):
        upper, lower = "".join(texts[:cut]), "".join(texts[cut:])
        for words, time in ((upper, spans.read(lower)), (lower, spans.read(upper))):
            if time:
                yield words, time
    whole = "".join(texts)
    for inside in bracketed(whole):
        time = spans.read(inside)
        if time:
            yield whole, time
    begun = spans.before(whole)
    if begun:
        yield begun[1], begun[0]


def _of_parts(sought: _Sought, texts: list[str]) -> Found | None:
    """Read a column by the lower of its cells, or without the plain ones at its bottom."""
    for place, words in enumerate(_readings(texts)):
        found = sought.index.find(words)
        if found:
            return Found(*found, words, partial=place > 0)
    return None


def _readings(texts: list[str]) -> Iterator[str]:
    """Yield what a column's cells, from top to bottom, may be read as: together, the lower ones, the plain ones off."""
    for start in range(len(texts)):
        if not spans.means_other("".join(texts[:start])):
            yield "".join(texts[start:])
    while len(texts) > 1 and key(texts[-1]) in _PLAIN:
        texts = texts[:-1]
        yield "".join(texts)


def _grouped(view: View, sought: _Sought, top: int, column: int, stack: list[str]) -> Found | None:
    """Read a column by its own words; below a group whose merge was lost the group's words count as well."""
    group = _group(view, top, column, stack)
    if not group:
        return _named(sought, stack)
    full = [group, *stack[1:]]
    if spans.read(group) or spans.means_other(group):
        return _named(sought, full)
    return _named(sought, stack) or _named(sought, full)


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

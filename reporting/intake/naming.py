"""What a column's words mean: one of a form's columns, and which time its figures cover."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise

from reporting.intake import labels, measures, spans
from reporting.intake.lookup import How, Index, key
from reporting.intake.spans import Reach, Span
from reporting.model.catalogue import Catalogue, Form, FormColumn
from reporting.model.names import bracketed
from reporting.model.periods import Period
from reporting.model.words import Content, FormKind

FIGURES = (Content.NOW, Content.BASE)
# What may stand below a label without changing its meaning.
_PLAIN = frozenset({"本期", "本年累计", "累计", "绝对量", "绝对数", "绝对额", "数值", "总量", "实绩", "完成数"})


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
class Sought:
    """What headings are held against: the form's column labels, and the columns of which period.

    `now` and `base` are the columns of all items in a 定行表; `bases` those of last year's figures, by item.
    """

    index: Index[FormColumn]
    kind: FormKind
    period: Period | None
    now: FormColumn | None
    base: FormColumn | None
    bases: Mapping[str, FormColumn]


def sought(form: Form, catalogue: Catalogue, period: Period | None) -> Sought:
    """Say what the headings of a form's columns may be; without a period every year may be meant."""
    rows = form.kind is FormKind.ROWS
    bases = {column.item: column for column in form.columns if column.content is Content.BASE and column.item}
    return Sought(
        labels.of(catalogue).columns[form.code],
        form.kind,
        period,
        _only(form, Content.NOW) if rows else None,
        _only(form, Content.BASE) if rows else None,
        bases,
    )


def _only(form: Form, content: Content) -> FormColumn | None:
    columns = [column for column in form.columns if column.content is content]
    return columns[0] if len(columns) == 1 else None


def named(sought: Sought, stack: list[str]) -> Found | None:
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
        if named and named[0].content in FIGURES:
            return _at_time(sought, named, time, whole)
    return _of_parts(sought, texts)


def _distinct(stack: list[str]) -> list[str]:
    """Give the texts that say something, those repeated by a merge once, measures left out."""
    texts = [text for text in stack if text and not measures.alone(text)]
    return texts[:1] + [below for above, below in pairwise(texts) if below != above]


def _of_time(sought: Sought, span: Span, texts: list[str]) -> Found | None:
    """Read a column headed by nothing but a time: `2023年1—9月` is this period's, `2022年1—9月` last year's."""
    meant = span.content(sought.period)
    column = meant and (sought.now if meant[0] is Content.NOW else sought.base)
    if not meant or not column:
        return None
    named = [found[1] for text in texts if (found := sought.index.find(text)) and found[0] is column]
    return Found(column, min(named, default=How.ALIAS), "".join(texts), meant[1])


def _at_time(sought: Sought, named: tuple[FormColumn, How], time: Span, words: str) -> Found | None:
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


def _of_parts(sought: Sought, texts: list[str]) -> Found | None:
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

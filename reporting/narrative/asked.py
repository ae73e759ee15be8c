"""Sentences for a letter of reply: what is asked about, told as the briefing tells it, each with its figures' keys."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from reporting.model.catalogue import Project, Task, Unit
from reporting.model.figures import Compilation, Figure, Sentence
from reporting.model.names import normalised
from reporting.model.tags import Quoted, Tag
from reporting.model.words import Content
from reporting.narrative.indicators import told_of
from reporting.narrative.names import short_name
from reporting.narrative.parts import COMMA, FULL_STOP, SEMICOLON, Words, between, sentence, words
from reporting.narrative.times import is_carried, time_words
from reporting.narrative.wording import value_words

_PROJECTS = "项目"


@dataclass(frozen=True, slots=True)
class Asked:
    """What a letter is asked to tell: an indicator or item of a unit, or all of a unit's, a task's, a project's.

    One of the four is named: `code` (with `unit`, the city where none is), `task`, `project`, or `unit` alone.
    """

    code: str = ""
    unit: Unit | None = None
    task: Task | None = None
    project: Project | None = None


def told(compilation: Compilation, asked: Asked) -> tuple[Sentence, ...]:
    """Tell what is asked in sentences of their own; none where there is no figure."""
    if asked.project is not None:
        return tuple(_project(compilation, asked.project))
    figures = [figure for figure in _figures(compilation, asked) if figure.value is not None]
    whose = asked.unit.name if asked.unit else ""
    openings = (f"“{asked.task.name}”任务中，" if asked.task and not place else whose for place in range(len(figures)))
    return tuple(
        sentence(words(opening, _figure(compilation, figure), FULL_STOP), [figure])
        for opening, figure in zip(openings, figures, strict=True)
    )


def _figures(compilation: Compilation, asked: Asked) -> Iterator[Figure]:
    if asked.task is not None:
        codes: Sequence[str] = asked.task.indicators
    elif asked.code:
        codes = (asked.code,)
    else:
        codes = [figure.code for figure in compilation.key_figures]
    found = (compilation.figure(code, asked.unit.code if asked.unit else None) for code in codes)
    return (figure for figure in found if figure is not None)


def _figure(compilation: Compilation, figure: Figure) -> Words:
    """Tell an indicator with its growth and target; an item of a form has neither."""
    if figure.code in compilation.catalogue.indicator_by_code:
        return told_of(compilation, figure)
    item = compilation.catalogue.item_by_code[figure.code]
    year = f"（{figure.value_period.year}年数）" if is_carried(figure) else ""
    return words(time_words(figure, (item,)), short_name(figure), value_words(figure), year)


def _project(compilation: Compilation, project: Project) -> Iterator[Sentence]:
    """Tell what the reporters of a project gave, its numbers as they gave them."""
    form = next((form for form in compilation.catalogue.forms if form.seed == _PROJECTS), None)
    known = (compilation.entries, compilation.carried)
    rows = [held for found in known for held in found.get(form.code, ())] if form else []
    row = next((held for held in rows if normalised(held.entry.key) == normalised(project.code)), None)
    if form is None or row is None:
        return
    said = {label: text.strip() for label, text in row.entry.fields.items() if text.strip()}
    filled = [column for column in form.columns if column.label in said]
    tag = Tag(compilation.period, form.code, row.entry.unit, key=row.entry.key)
    numbers = (
        words(column.label, (Quoted(f"{said[column.label]}{column.measure}", tag),))
        for column in filled
        if column.content is Content.NUMBER
    )
    states = (f"{column.label}为{said[column.label]}" for column in filled if column.content is Content.STAGE)
    facts = between(SEMICOLON, (between(COMMA, numbers), *states))
    if facts:
        when = row.submission.period
        dated = "" if when == compilation.period else f"（截至{when.year}年{when.month_end}）"
        yield sentence(words(f"{project.name}{dated}：", facts, FULL_STOP), [])

"""All that a period's products say, place by place, so that it can be held against what they would say later."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping, Sequence

from reporting.model.bulletins import Kind, Said
from reporting.model.figures import Compilation, Figure, Sentence
from reporting.model.tags import Aspect, Quoted, Tag
from reporting.products import printed
from reporting.products.countyrows import county_table
from reporting.products.keyrows import key_rows
from reporting.products.projectrows import project_rows
from reporting.products.taskrows import NEXT, PROBLEMS, PROGRESS, brief_rows, task_name, task_words

_ASPECTS: Mapping[Aspect, tuple[str, Kind, Callable[[Figure], str]]] = {
    Aspect.VALUE: ("", Kind.FIGURE, printed.value_text),
    Aspect.BASE: ("（上年同期）", Kind.FIGURE, printed.base_text),
    Aspect.GROWTH: ("（同比）", Kind.FIGURE, printed.growth_text),
    Aspect.PROGRESS: ("（年度目标完成率）", Kind.FIGURE, printed.progress_text),
    Aspect.GAP: ("（与时序或目标差距）", Kind.FIGURE, printed.gap_text),
    Aspect.RANK: ("（位次）", Kind.RANK, printed.rank_text),
    Aspect.JUDGEMENT: ("（评价）", Kind.JUDGEMENT, printed.judgement_text),
}
_TEXTS = (PROGRESS, PROBLEMS, NEXT)
_NO_FIELD = ("序号", "项目名称", "填报单位")


def said(compilation: Compilation, story: Mapping[str, tuple[Sentence, ...]]) -> tuple[Said, ...]:
    """Give the figures, places and judgements of tables, the texts of reporters, and the sentences of the briefing."""
    return (
        *_figures(compilation),
        *_tasks(compilation),
        *_projects(compilation),
        *_sentences(compilation, story),
    )


def written(told: Sequence[Said]) -> bytes:
    """Write what was said, to be kept with a bulletin."""
    rows = [[one.kind, one.key, one.unit, one.name, one.text, one.brief] for one in told]
    return json.dumps(rows, ensure_ascii=False, separators=(",", ":")).encode("utf-8")


def revived(content: bytes) -> tuple[Said, ...]:
    """Read what `written` wrote."""
    return tuple(Said(Kind(kind), *rest) for kind, *rest in json.loads(content))


def _figures(compilation: Compilation) -> Iterator[Said]:
    brief = _in_the_briefing(compilation)
    for figure in compilation.figures.values():
        unit = compilation.catalogue.unit_name(figure.unit)
        for aspect, (word, kind, text_of) in _ASPECTS.items():
            text = text_of(figure)
            tag = Tag(figure.period, figure.code, figure.unit, aspect)
            if text:
                yield Said(kind, str(tag), unit, f"{figure.name}{word}", text, brief=tag in brief)


def _in_the_briefing(compilation: Compilation) -> frozenset[Tag]:
    """Give the keys of the figures in the briefing's tables."""
    rows = (*key_rows(compilation), *brief_rows(compilation))
    cells = (
        *(cell for row in rows for cell in row.values()),
        *(c for _, row in county_table(compilation).rows for c in row),
    )
    return frozenset(cell.tag for cell in cells if isinstance(cell, Quoted))


def _tasks(compilation: Compilation) -> Iterator[Said]:
    """Give what the departments wrote of their tasks."""
    words = task_words(compilation)
    for task in compilation.catalogue.tasks:
        told = words[task.code]
        for label in _TEXTS:
            name, key = f"{task_name(task)}（{label}）", f"{compilation.period}/任务/{task.code}"
            if told.get(label):
                yield Said(Kind.TEXT, key, told["牵头单位"], name, told[label], brief=label == PROGRESS)


def _projects(compilation: Compilation) -> Iterator[Said]:
    for row in project_rows(compilation):
        name = str(row["项目名称"])
        for label, cell in row.items():
            text = str(cell)
            if text and label not in _NO_FIELD:
                key = str(cell.tag) if isinstance(cell, Quoted) else f"{compilation.period}/项目/{name}"
                kind = Kind.FIGURE if isinstance(cell, Quoted) else Kind.TEXT
                yield Said(kind, key, str(row.get("填报单位", "")), f"{name}（{label}）", text, brief=True)


def _sentences(compilation: Compilation, story: Mapping[str, tuple[Sentence, ...]]) -> Iterator[Said]:
    city = compilation.catalogue.city.name
    for section, sentences in story.items():
        for number, sentence in enumerate(sentences, 1):
            key = f"{compilation.period}/{section}/{number}"
            yield Said(Kind.SENTENCE, key, city, section, sentence.text, brief=True)

"""What a 预填 list was sent out with: the projects or tasks of the catalogue, and every word that was printed."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from reporting.intake import values
from reporting.intake.once import once
from reporting.model.catalogue import Catalogue, Form
from reporting.model.names import normalised
from reporting.model.numbers import plain


@dataclass(frozen=True, slots=True)
class Seed:
    """What we printed into the row of one project or task: its key, its name, every word; and who reports on it."""

    key: str
    name: str
    words: frozenset[str]
    reporter: str


def of(form: Form, catalogue: Catalogue) -> Mapping[str, Seed]:
    """Give what a form was sent out with, by key; nothing for an open list."""
    return _all(catalogue).get(form.seed, {})


@once
def _all(catalogue: Catalogue) -> Mapping[str, Mapping[str, Seed]]:
    made = {"项目": _projects(catalogue), "任务": _tasks(catalogue)}
    return {word: {seed.key: seed for seed in seeds} for word, seeds in made.items()}


def key_text(text: str) -> str:
    """Bring a number or code to the form it is compared in."""
    return re.sub(r"\s", "", unicodedata.normalize("NFKC", text))


def printed(text: str) -> str:
    """Bring printed words and numbers to one form: `3,500.0` and `3500` are the same."""
    number = values.plain_number(text)
    return plain(number) if number is not None else normalised(text)


def _projects(catalogue: Catalogue) -> Iterable[Seed]:
    for project in catalogue.projects:
        words = (
            project.kind,
            project.place,
            project.content,
            project.owner,
            plain(project.total),
            plain(project.planned),
            f"{project.first_year}—{project.last_year}年",
            catalogue.unit_name(project.reporter),
        )
        yield _seed(project.code, project.name, project.reporter, words)


def _tasks(catalogue: Catalogue) -> Iterable[Seed]:
    for task in catalogue.tasks:
        words = (task.group, catalogue.unit_name(task.lead), *task.indicators)
        yield _seed(task.code, task.name, task.reporter or task.lead, words)


def _seed(key: str, name: str, reporter: str, others: Iterable[str]) -> Seed:
    return Seed(key_text(key), name, frozenset(printed(word) for word in (key, name, *others)), reporter)

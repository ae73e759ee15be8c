"""Staff's own table without placeholders, filled by names: a row by its indicator or task, a column by its heading.

A table is a grid of texts, whatever it was read from; a cell that a merge covers from above is None, and so is an empty
one that a merge covers from the left, where a text is repeated. Only empty cells are filled. Where a name or a heading
could mean two things nothing is guessed: it is told, with its place.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from functools import lru_cache

from reporting.model.names import normalised, without_brackets
from reporting.model.periods import Period
from reporting.products.headed import Column, Role, headed
from reporting.products.quoted import Words

Grid = Sequence[Sequence[str | None]]
_NUMBERED = re.compile(r"^(?:#|其中|\(?[一二三四五六七八九十\d]+[)、]|\d+)+")
_CLOSE = 0.75
# Columns that are staff's own, and what stands where a row has no task.
_OWN = ("", "序号", "编号", "no")
_DASHES = ("-", "—", "－", "/")


@dataclass(frozen=True, slots=True)
class Known:
    """A line that a row of staff's may mean: an indicator (of a task, or of none), a task, or a group alone."""

    fields: Mapping[str, Words]
    indicator: str = ""
    task: str = ""
    group: str = ""


@dataclass(frozen=True, slots=True)
class Found:
    """What goes into an empty cell; row and column count from 0 as in the grid."""

    row: int
    column: int
    field: str
    words: Words


@dataclass(frozen=True, slots=True)
class Unfilled:
    """An empty cell, or where `column` is None a row, that was asked for and could not be filled, and why."""

    row: int
    column: int | None
    name: str
    heading: str
    why: str


@dataclass(frozen=True, slots=True)
class Matched:
    """What was found for a table; `headings` are the rows that head it."""

    found: tuple[Found, ...] = ()
    unfilled: tuple[Unfilled, ...] = ()
    headings: tuple[int, ...] = ()


def match(grid: Grid, known: Sequence[Known], period: Period) -> Matched:
    """Find what goes into the empty cells of a table. A table without headings of a task table is none of ours."""
    reading = _Reading(_Book(known))
    at = 0
    while at < len(grid):
        columns, height = _heading(grid, at, period)
        if columns:
            reading.begin(columns, range(at, at + height))
        else:
            reading.read(at, grid[at])
        at += height
    return reading.matched()


def _heading(grid: Grid, at: int, period: Period) -> tuple[tuple[Column, ...], int]:
    """Give the columns where a heading begins at a row, and how many rows it takes; no columns where none does."""
    texts = [cell or "" for cell in grid[at]]
    named = [n for n, text in enumerate(texts) if headed(text, period).role in (Role.INDICATOR, Role.TASK)]
    if not named:
        return (), 1
    columns, height = tuple(headed(text, period) for text in texts), 1
    while at + height < len(grid):
        below = _below(columns, grid[at + height], named, period)
        if not below:
            break
        columns, height = below, height + 1
    return (columns, height) if any(one.field or one.why for one in columns) else ((), 1)


def _below(
    columns: tuple[Column, ...], row: Sequence[str | None], named: Sequence[int], period: Period
) -> tuple[Column, ...]:
    """Read a second line of a heading together with the first; none where the row is no heading."""
    if len(row) != len(columns) or any(row[n] for n in named):
        return ()
    both = tuple(_together(one, text or "", period) for one, text in zip(columns, row, strict=True))
    told = any(text and one is not upper for one, upper, text in zip(both, columns, row, strict=True))
    return both if told else ()


def _together(upper: Column, text: str, period: Period) -> Column:
    if not text or text == upper.heading:
        return upper
    readings = (headed(words, period) for words in (upper.heading + text, text + upper.heading, text))
    return next((one for one in readings if one.is_known), upper)


class _Book:
    """The known lines by the names staff may have typed: numbers before a name and brackets are no matter."""

    def __init__(self, known: Sequence[Known]) -> None:
        self.indicators = _by_name((one.indicator, one) for one in known)
        self.tasks = _by_name((one.task, one) for one in known if not one.indicator)
        self.groups = _by_name((one.group, one) for one in known)

    def close(self, text: str) -> str:
        """Suggest the name that was meant, as the catalogue writes it; empty where none is near."""
        names = {name: one.indicator for name, several in self.indicators.items() for one in several}
        names |= {name: one.task for name, several in self.tasks.items() for one in several}
        near = get_close_matches(_names(text)[-1], names, 1, _CLOSE)
        return names[near[0]] if near else ""


def _by_name(pairs: Iterable[tuple[str, Known]]) -> Mapping[str, list[Known]]:
    """Group by every form of a name; the full name goes before what others are called without brackets."""
    grouped: dict[str, list[Known]] = {}
    given = [(_names(name), one) for name, one in pairs if name]
    for names, one in given:
        grouped.setdefault(names[0], []).append(one)
    taken = set(grouped)
    for names, one in given:
        for name in dict.fromkeys(names[1:]):
            if name not in taken:
                grouped.setdefault(name, []).append(one)
    return grouped


@lru_cache(maxsize=4096)
def _names(text: str) -> tuple[str, ...]:
    """Give the forms of a name, the fullest first."""
    whole = normalised(text)
    bare = _NUMBERED.sub("", whole) or whole
    return tuple(dict.fromkeys((whole, bare, normalised(without_brackets(bare)) or bare)))


def _look_up(names: Mapping[str, list[Known]], text: str) -> list[Known]:
    return next((names[name] for name in _names(text) if name in names), [])


class _Reading:
    """A table being gone through: its columns now, what stood above, and what was found so far."""

    def __init__(self, book: _Book) -> None:
        self.book = book
        self.columns: tuple[Column, ...] = ()
        self.headings: list[int] = []
        self.above: list[str] = []
        self.found: list[Found] = []
        self.unfilled: list[Unfilled] = []
        self.is_ours = False
        self.told: set[str] = set()
        self.task: list[Known] = []
        self.group = ""

    def begin(self, columns: tuple[Column, ...], rows: range) -> None:
        """Go on below a heading."""
        self.columns, self.above = columns, [""] * len(columns)
        self.headings += rows

    def matched(self) -> Matched:
        """Give what was found; nothing at all where no row was one of ours."""
        return Matched(tuple(self.found), tuple(self.unfilled), tuple(self.headings)) if self.is_ours else Matched()

    def read(self, at: int, row: Sequence[str | None]) -> None:
        """Find the line a row is of, and what goes into its empty cells."""
        if not self.columns:
            return
        texts = [
            (self.above[n] if cell is None and n < len(self.above) else cell or "").strip()
            for n, cell in enumerate(row)
        ]
        self.above = texts
        open_cells = [n for n, cell in enumerate(row[: len(self.columns)]) if cell is not None and not cell.strip()]
        name = self._text(texts, Role.INDICATOR) or self._text(texts, Role.TASK)
        if not name:
            return
        lines, why = self._lines(texts)
        self.is_ours = self.is_ours or bool(lines)
        asked = [n for n in open_cells if self.columns[n].field]
        if why and asked:
            self.unfilled.append(Unfilled(at, None, name, "", why))
        for n in open_cells if lines else ():
            self._fill(at, n, name, lines)

    def _text(self, texts: Sequence[str], role: Role) -> str:
        at = next((n for n, one in enumerate(self.columns) if one.role is role), None)
        return texts[at] if at is not None and at < len(texts) else ""

    def _lines(self, texts: Sequence[str]) -> tuple[list[Known], str]:
        """Give the lines a row may mean, or why none; a task or group that heads rows is remembered for them."""
        name, task = self._text(texts, Role.INDICATOR), self._text(texts, Role.TASK)
        group = self._text(texts, Role.GROUP)
        if not name:
            return self._of_task(task)
        lines = _look_up(self.book.indicators, name)
        if lines:
            return self._narrowed(lines, name, task, group or self.group)
        headed_by = _look_up(self.book.tasks, name)
        if headed_by:
            self.task = headed_by
            return headed_by, ""
        if _look_up(self.book.groups, name):
            self.task, self.group = [], name
            return [], ""
        return [], self._unknown(name)

    def _of_task(self, task: str) -> tuple[list[Known], str]:
        lines = _look_up(self.book.tasks, task)
        return lines, "" if lines else self._unknown(task)

    def _unknown(self, name: str) -> str:
        near = self.book.close(name)
        return f"指标体系中没有“{name}”" + (f"，是否指“{near}”" if near else "")

    def _narrowed(self, lines: list[Known], name: str, task: str, group: str) -> tuple[list[Known], str]:
        """Keep the lines of the task and group that the row names or stands under; one that names none is of none."""
        if task and task not in _DASHES:
            tasks = {one.task for one in _look_up(self.book.tasks, task)}
            within = [one for one in lines if one.task in tasks]
            if not within:
                return [], f"任务“{task}”下没有指标“{name}”" if tasks else self._unknown(task)
            return within, ""
        heading = {one.task for one in self.task}
        within = [one for one in lines if one.task in heading] if heading else []
        if not within:
            self.task = []
            groups = {one.group for one in _look_up(self.book.groups, group)} if group else set()
            within = [one for one in lines if one.group in groups] or lines
            within = [one for one in within if not one.task] or within
        return within, ""

    def _fill(self, at: int, n: int, name: str, lines: list[Known]) -> None:
        column = self.columns[n]
        if column.role or normalised(column.heading) in _OWN:
            return
        if not column.field:
            self._tell_once(n, column.why or f"不认识表头“{column.heading}”，该栏没有填写")
            return
        values = {
            str(one.fields[column.field]): one.fields[column.field] for one in lines if column.field in one.fields
        }
        if len(values) == 1:
            words = next(iter(values.values()))
            if str(words):
                self.found.append(Found(at, n, column.field, words))
            return
        if not any(one.indicator for one in lines):
            return  # a task has no figures of its own
        why = f"“{name}”没有这一项" if not values else f"“{name}”在指标体系中不止一处，所填不同，请在表中写明任务"
        self.unfilled.append(Unfilled(at, n, name, column.heading, why))

    def _tell_once(self, n: int, why: str) -> None:
        if why not in self.told:
            self.told.add(why)
            self.unfilled.append(Unfilled(self.headings[-1], n, "", self.columns[n].heading, why))

"""Where each figure of the workbook comes from: its rows in 数据来源, and the cell where a row's figure is shown.

An item's figure of a unit has the rows of that unit, a sum those of its addends, an indicator those of its items.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from reporting.formulas.parse import parse
from reporting.formulas.words import item_words
from reporting.model.figures import Compilation
from reporting.model.grid import place
from reporting.model.names import normalised
from reporting.model.records import HeldEntry, Source
from reporting.model.tags import Aspect, Tag
from reporting.model.words import CityFigure

SOURCES_SHEET, TARGETS_SHEET = "数据来源", "规划指标"
_PROMISED = (Aspect.TARGET, Aspect.FINAL_TARGET)


@dataclass(frozen=True, slots=True)
class Origin:
    """A row of 数据来源: the cell behind a figure, and whether it counts; `key` is set for the row of a list."""

    code: str
    unit: str
    source: Source
    used: bool
    key: str = ""


@dataclass(frozen=True, slots=True)
class Way:
    """A link from a figure to the rows it comes from."""

    sheet: str
    first: int
    last: int
    tip: str

    @property
    def area(self) -> str:
        """The rows, as wide as either sheet's table."""
        return f"A{self.first}:L{self.last}"


class Origins:
    """The rows behind the figures, and where the figures were put."""

    def __init__(self, compilation: Compilation, first_row: int) -> None:
        """Set the rows out from `first_row` on, in the catalogue's order of items, units and forms."""
        self._compilation, self._first = compilation, first_row
        self._catalogue, self._city = compilation.catalogue, compilation.catalogue.city.code
        self.rows: tuple[Origin, ...] = (*self._of_items(), *_of_lists(compilation))
        self._shown: dict[tuple[str, str, str], tuple[str, str]] = {}

    def way(self, tag: Tag) -> Way | None:
        """Give the way from a figure to its rows: to the first of several runs, all of which the tip names."""
        if tag.aspect in _PROMISED:
            return self._promise(tag)
        runs = self._runs(tag.code, tag.unit, normalised(tag.key))
        if not runs:
            return None
        told = "；".join(f"{name}第{first}{f'—{last}' if last > first else ''}行" for name, first, last in runs)
        _, first, last = runs[0]
        return Way(SOURCES_SHEET, first, last, f"{tag}　{SOURCES_SHEET}：{told}")

    def put(self, tag: Tag, sheet: str, cell: str) -> None:
        """Remember where a figure's value stands, at the first of several places."""
        if tag.aspect is Aspect.VALUE:
            self._shown.setdefault((tag.code, tag.unit, normalised(tag.key)), (sheet, cell))

    def shown(self, row: int) -> tuple[str, str] | None:
        """Give the cell that shows what a row counts in: its own figure, an indicator, or the sum made of it.

        Of a row that counts in none the first of these is given: what was used instead.
        """
        origin = self.rows[row - self._first]
        codes = (origin.code, *(code for code, items in self._items.items() if origin.code in items))
        figures = [(code, unit, normalised(origin.key)) for unit in (origin.unit, self._city) for code in codes]
        found = [figure for figure in figures if figure in self._shown]
        counts = (one for one in found if any(first <= row <= last for _, first, last in self._runs(*one)))
        best = next(counts, found[0] if found else None)
        return self._shown[best] if best else None

    def name(self, code: str) -> str:
        """Name an item or, of a list's rows, the form."""
        found = self._catalogue.item_by_code.get(code) or self._catalogue.form_by_code.get(code)
        return found.name if found else code

    def owner(self, form: str, key: str) -> str | None:
        """Give the unit whose row of a list bears a key, None where nobody sent one."""
        return self._owners.get((form, normalised(key)))

    def _promise(self, tag: Tag) -> Way | None:
        """Give the way from a target to the plan that set it, where plans have a sheet."""
        codes = [one.code for one in self._catalogue.indicators]
        figure = self._compilation.figure(tag.code, tag.unit)
        if tag.code not in codes or figure is None or not self.with_plans:
            return None
        row = self._first + codes.index(tag.code)
        target = figure.target if tag.aspect is Aspect.TARGET else figure.final_target
        told = f"{target.text}（{target.place}，{target.source}）" if target else ""
        return Way(TARGETS_SHEET, row, row, f"{tag}　{told}")

    @cached_property
    def with_plans(self) -> bool:
        """Whether there are two plans to be set beside one another; one alone is told by overview and task table."""
        return len({one.plan for one in self._catalogue.indicators}) > 1

    @cached_property
    def _owners(self) -> Mapping[tuple[str, str], str]:
        return {(one.code, normalised(one.key)): one.unit for one in reversed(self.rows) if one.key}

    @cached_property
    def _items(self) -> Mapping[str, Sequence[str]]:
        """The codes of the items that each indicator is made of."""
        words = item_words(self._catalogue)
        return {one.code: parse(one.formula, words).codes for one in self._catalogue.indicators}

    @cached_property
    def _places(self) -> Mapping[tuple[str, str, str], tuple[int, int]]:
        """The first and last row by code, unit and key, and under an empty unit those of all but the city."""
        found: dict[tuple[str, str, str], tuple[int, int]] = {}
        for row, one in enumerate(self.rows, start=self._first):
            for unit in (one.unit, "") if one.unit != self._city else (one.unit,):
                run = (one.code, unit, normalised(one.key))
                first, _ = found.get(run, (row, row))
                found[run] = (first, row)
        return found

    def _runs(self, code: str, unit: str, key: str) -> list[tuple[str, int, int]]:
        found = []
        for item in self._items.get(code, (code,)):
            whose = "" if unit == self._city and self._is_summed(item, code) else unit
            run = self._places.get((item, whose, key))
            if run is not None:
                found.append((self.name(item), *run))
        return found

    def _is_summed(self, item: str, indicator: str) -> bool:
        """Whether the city's figure of an item is the sum of its units, as the indicator or the item itself has it."""
        judged, known = self._catalogue.indicator_by_code.get(indicator), self._catalogue.item_by_code.get(item)
        way = (judged.city if judged else None) or (known.city if known else None)
        return way is CityFigure.SUM and item in self._known_of_units

    @cached_property
    def _known_of_units(self) -> frozenset[str]:
        return frozenset(item for item, unit in self._compilation.sources if unit != self._city)

    def _of_items(self) -> Iterator[Origin]:
        items = {one.code: number for number, one in enumerate(self._catalogue.items)}
        units = {one.code: number for number, one in enumerate(self._catalogue.units)}
        sources = self._compilation.sources
        for item, unit in sorted(sources, key=lambda key: (items.get(key[0], -1), units.get(key[1], -1))):
            counts = unit != self._city or self._is_given(item)
            for number, source in enumerate(sources[item, unit]):
                yield Origin(item, unit, source, used=number == 0 and counts)

    def _is_given(self, item: str) -> bool:
        """Whether a figure of the city that was sent counts: not where it is summed up from its units instead."""
        judged = (code for code, items in self._items.items() if item in items)
        return not all(self._is_summed(item, code) for code in (item, *judged))


def _of_lists(compilation: Compilation) -> Iterator[Origin]:
    """Give the rows of the lists that are printed in tables of their own; all others tell it beside their rows."""
    for form in compilation.catalogue.forms:
        if form.seed:
            for held in (*compilation.entries.get(form.code, ()), *compilation.carried.get(form.code, ())):
                yield Origin(form.code, held.entry.unit, entry_source(compilation, held), used=True, key=held.entry.key)


def entry_source(compilation: Compilation, held: HeldEntry) -> Source:
    """Give the cells a list row was read from, the file by the name it came under."""
    sent, entry = held.submission, held.entry
    cells = sorted(entry.cells.values(), key=place)
    return Source(
        sender=compilation.catalogue.unit_name(sent.sender),
        submission=sent.number,
        version=sent.version,
        file=sent.file,
        sha256=sent.sha256,
        sheet=entry.sheet,
        cell=f"{cells[0]}:{cells[-1]}" if cells else f"第{entry.row}行",
        text=entry.key,
        form=sent.form,
    )

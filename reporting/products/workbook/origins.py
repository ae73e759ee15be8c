"""Where each figure of the workbook comes from: its rows in 数据来源, and the cell where a row's figure is shown.

An item's figure of a unit has the rows of that unit, a sum those of all units, an indicator those of its items.
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

SOURCES_SHEET, TARGETS_SHEET = "数据来源", "规划指标"
_PROMISED = (Aspect.TARGET, Aspect.FINAL_TARGET)


@dataclass(frozen=True, slots=True)
class Origin:
    """A row of 数据来源: the cell behind a figure; `key` is set for the row of a list, whose `source` has no text."""

    code: str
    unit: str
    source: Source
    used: bool
    key: str = ""


@dataclass(frozen=True, slots=True)
class Way:
    """A link from a figure to where it comes from."""

    sheet: str
    area: str
    tip: str


class Origins:
    """The rows behind the figures, and where the figures were put."""

    def __init__(self, compilation: Compilation, first_row: int) -> None:
        """Set the rows out from `first_row` on, in the catalogue's order of items, units and forms."""
        self._compilation, self._first = compilation, first_row
        self.rows: tuple[Origin, ...] = (*_of_items(compilation), *_of_lists(compilation))
        self._shown: dict[tuple[str, str, str], tuple[str, str]] = {}

    def way(self, tag: Tag) -> Way | None:
        """Give the way from a figure to its rows: to the first of several runs, all of which the tip names."""
        if tag.aspect in _PROMISED:
            return self._promise(tag)
        runs = self._runs(tag)
        if not runs:
            return None
        told = "；".join(f"{name}第{first}{f'—{last}' if last > first else ''}行" for name, first, last in runs)
        _, first, last = runs[0]
        return Way(SOURCES_SHEET, f"A{first}:L{last}", f"{tag}　{SOURCES_SHEET}：{told}")

    def put(self, tag: Tag, sheet: str, cell: str) -> None:
        """Remember where a figure's value stands, at the first of several places."""
        if tag.aspect is Aspect.VALUE:
            self._shown.setdefault((tag.code, tag.unit, normalised(tag.key)), (sheet, cell))

    def shown(self, origin: Origin) -> tuple[str, str] | None:
        """Give the cell that shows a row's figure: its own, else that of an indicator or of the sum made of it."""
        city = self._compilation.catalogue.city.code
        codes = (origin.code, *(code for code, items in self._items.items() if origin.code in items))
        for unit in (origin.unit, city):
            for code in codes:
                figure = (code, unit, normalised(origin.key))
                if figure in self._shown:
                    return self._shown[figure]
        return None

    def name(self, code: str) -> str:
        """Name an item or, of a list's rows, the form."""
        catalogue = self._compilation.catalogue
        found = catalogue.item_by_code.get(code) or catalogue.form_by_code.get(code)
        return found.name if found else code

    def owner(self, form: str, key: str) -> str | None:
        """Give the unit whose row of a list bears a key, None where nobody sent one."""
        return self._owners.get((form, normalised(key)))

    def _promise(self, tag: Tag) -> Way | None:
        """Give the way from a target to the plan that set it, where plans have a sheet."""
        codes = [one.code for one in self._compilation.catalogue.indicators]
        figure = self._compilation.figure(tag.code, tag.unit)
        if tag.code not in codes or figure is None or not self.with_plans:
            return None
        row = self._first + codes.index(tag.code)
        target = figure.target if tag.aspect is Aspect.TARGET else figure.final_target
        told = f"{target.text}（{target.place}，{target.source}）" if target else ""
        return Way(TARGETS_SHEET, f"A{row}:M{row}", f"{tag}　{told}")

    @cached_property
    def with_plans(self) -> bool:
        """Whether there are two plans to be set beside one another; one alone is told by overview and task table."""
        return len({one.plan for one in self._compilation.catalogue.indicators}) > 1

    @cached_property
    def _owners(self) -> Mapping[tuple[str, str], str]:
        return {(one.code, normalised(one.key)): one.unit for one in reversed(self.rows) if one.key}

    @cached_property
    def _items(self) -> Mapping[str, Sequence[str]]:
        """The codes of the items that each indicator is made of."""
        words = item_words(self._compilation.catalogue)
        return {one.code: parse(one.formula, words).codes for one in self._compilation.catalogue.indicators}

    @cached_property
    def _places(self) -> Mapping[tuple[str, str, str], tuple[int, int]]:
        """The first and last row by code, unit and key, those of all units under an empty one: they lie together."""
        found: dict[tuple[str, str, str], tuple[int, int]] = {}
        for row, one in enumerate(self.rows, start=self._first):
            for unit in (one.unit, ""):
                run = (one.code, unit, normalised(one.key))
                first, _ = found.get(run, (row, row))
                found[run] = (first, row)
        return found

    def _runs(self, tag: Tag) -> list[tuple[str, int, int]]:
        catalogue = self._compilation.catalogue
        city, key = catalogue.city.code, normalised(tag.key)
        found = []
        for code in self._items.get(tag.code, (tag.code,)):
            run = self._places.get((code, tag.unit, key))
            if run is None and tag.unit == city:
                run = self._places.get((code, "", key))
            if run is not None:
                found.append((self.name(code), *run))
        return found


def _of_items(compilation: Compilation) -> Iterator[Origin]:
    catalogue = compilation.catalogue
    items = {one.code: number for number, one in enumerate(catalogue.items)}
    units = {one.code: number for number, one in enumerate(catalogue.units)}
    for item, unit in sorted(compilation.sources, key=lambda key: (items.get(key[0], -1), units.get(key[1], -1))):
        for number, source in enumerate(compilation.sources[item, unit]):
            yield Origin(item, unit, source, used=number == 0)


def _of_lists(compilation: Compilation) -> Iterator[Origin]:
    """Give the rows of the lists that are printed in tables of their own; all others tell it beside their rows."""
    for form in compilation.catalogue.forms:
        if form.seed:
            for held in compilation.entries.get(form.code, ()):
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

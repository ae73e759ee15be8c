"""Where the units' figures stand in 分县指标, which other sheets follow: units down, indicators across."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from reporting.model.catalogue import Unit
from reporting.model.figures import Compilation, Figure
from reporting.products import printed

FIRST_ROW, FIRST_COLUMN = 4, 2


@dataclass(frozen=True, slots=True)
class Layout:
    """The city's figures that are known of units too, the units in official order, and the rows and columns of both.

    `ranked` are the codes of indicators in which units have places: those have a column of places after their own.
    """

    figures: tuple[Figure, ...]
    units: tuple[Unit, ...]
    ranked: frozenset[str]
    rows: Mapping[str, int]
    columns: Mapping[str, int]

    @classmethod
    def of(cls, compilation: Compilation) -> Layout:
        """Lay a period's figures out."""
        known = known_of_units(compilation)
        figures = tuple(one for one in compilation.key_figures if one.code in known)
        ranked = frozenset(code for (code, _), one in compilation.figures.items() if one.rank is not None)
        units = units_of(compilation)
        columns, column = {}, FIRST_COLUMN
        for figure in figures:
            columns[figure.code] = column
            column += 2 if figure.code in ranked else 1
        return cls(figures, units, ranked, {one.code: row for row, one in enumerate(units, FIRST_ROW)}, columns)

    @property
    def counties(self) -> tuple[Unit, ...]:
        """The units that stand alone: neither the city nor zones inside counties."""
        return tuple(one for one in self.units[1:] if not one.within)


def units_of(compilation: Compilation) -> tuple[Unit, ...]:
    """Give the city, the units that stand alone, then the zones inside them that report anything."""
    reporting = {owner for (_, owner), one in compilation.figures.items() if one.value is not None}
    zones = (one for one in compilation.catalogue.zones(compilation.period) if one.code in reporting)
    return (compilation.catalogue.city, *compilation.catalogue.counties(compilation.period), *zones)


def known_of_units(compilation: Compilation) -> frozenset[str]:
    """Give the codes of what is known of any unit besides the city."""
    city = compilation.catalogue.city.code
    return frozenset(
        code for (code, unit), one in compilation.figures.items() if unit != city and one.value is not None
    )


def heading(figure: Figure) -> str:
    """Head an indicator's figures with its name and, below it, its measure and the year where it is an earlier one."""
    carried = printed.carried_text(figure)
    return f"{figure.name}\n（{figure.measure}{f'，{carried}' if carried else ''}）"

"""The table of counties and key indicators: units down in official order, indicators across.

Zones inside a county stand below it with `#` and are not added again; a unit without data is 未报送, never the last.
"""

from __future__ import annotations

from dataclasses import dataclass

from reporting.model.catalogue import Indicator, Unit
from reporting.model.figures import Compilation, Figure
from reporting.products import printed
from reporting.products.quoted import Words, quoted

STAR = "＊"


@dataclass(frozen=True, slots=True)
class CountyTable:
    """The table as printed: a heading for each indicator, a row for each unit, and the notes below."""

    headings: tuple[str, ...]
    rows: tuple[tuple[str, tuple[Words, ...]], ...]
    notes: tuple[str, ...]


def county_table(compilation: Compilation) -> CountyTable:
    """Set the counties' figures out; indicators that no county has a figure of are left out."""
    counties = compilation.catalogue.counties(compilation.period)
    chosen = [figure for figure in compilation.key_figures if _is_known(compilation, figure.code, counties)]
    # No county, no table: the city alone stands in annex 1.
    units = [compilation.catalogue.city, *_with_zones(compilation, counties)] if chosen else []
    rows = ((_name(unit), tuple(_cell(compilation, figure.code, unit) for figure in chosen)) for unit in units)
    zones = {unit.code for unit in compilation.catalogue.zones(compilation.period)}
    shown = tuple(row for unit, row in zip(units, rows, strict=True) if unit.code not in zones or any(row[1]))
    return CountyTable(tuple(_heading(compilation, figure) for figure in chosen), shown, _notes(compilation, chosen))


def _is_known(compilation: Compilation, code: str, counties: tuple[Unit, ...]) -> bool:
    figures = (compilation.figure(code, unit.code) for unit in counties)
    return any(figure is not None and figure.value is not None for figure in figures)


def _with_zones(compilation: Compilation, counties: tuple[Unit, ...]) -> list[Unit]:
    zones = compilation.catalogue.zones(compilation.period)
    return [unit for county in counties for unit in (county, *(zone for zone in zones if zone.within == county.code))]


def _name(unit: Unit) -> str:
    return f"#{unit.name}" if unit.within else unit.name


def _heading(compilation: Compilation, figure: Figure) -> str:
    indicator: Indicator = compilation.catalogue.indicator_by_code[figure.code]
    carried = printed.carried_text(figure)
    return f"{indicator.name}（{indicator.measure}{f'，{carried}' if carried else ''}）"


def _cell(compilation: Compilation, code: str, unit: Unit) -> Words:
    figure = compilation.figure(code, unit.code)
    if figure is None:
        return ""
    star = STAR if figure.lacks and figure.value is not None else ""
    return quoted(printed.plain_value_text(figure) + star, figure)


def _notes(compilation: Compilation, chosen: list[Figure]) -> tuple[str, ...]:
    """Name, below the table, the totals that lack a unit; those that lack the same units share a note."""
    lacking = dict.fromkeys(printed.lacks_text(figure, compilation.catalogue) for figure in chosen if figure.lacks)
    told = []
    for lacks in lacking:
        names = [one.name for one in chosen if one.lacks and printed.lacks_text(one, compilation.catalogue) == lacks]
        told.append(f"{STAR}全市{'、'.join(names)}{lacks}。")
    return tuple(told)

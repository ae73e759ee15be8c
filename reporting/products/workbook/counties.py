"""分县指标 and 分县数据: the key indicators by unit with places, and every item by unit with its total.

In 分县数据 a summed total is a live formula over the units that stand alone; zones inside counties come after them,
marked `#`, outside the sum.
"""

from __future__ import annotations

from collections.abc import Sequence

from reporting.model.catalogue import Item, Unit
from reporting.model.figures import Compilation, Figure
from reporting.model.grid import address
from reporting.model.numbers import rounded
from reporting.model.words import CityFigure, ItemKind
from reporting.products import printed
from reporting.products.workbook.tables import (
    FIRST_ROW,
    Cell,
    Column,
    Shown,
    Styled,
    begin,
    finish,
    put_notes,
    put_rows,
)
from reporting.sheets.write import Draft, Formula

INDICATORS, ITEMS = "分县指标", "分县数据"
_NAME = Column("单位", 22)
_CITY_COLUMN = 3


def county_indicators(draft: Draft, compilation: Compilation) -> list[Shown]:
    """Write the key indicators of every unit, with places where units are ranked."""
    known = _known_of_units(compilation)
    figures = [one for one in compilation.key_figures if one.code in known]
    if not figures:
        return []
    columns = [_NAME]
    for figure in figures:
        columns += [Column(_heading(figure), 12, "number"), Column("位次", 9, "centre")]
    page = begin(draft, compilation, INDICATORS, f"{compilation.period.label}分县（市、区）主要指标", columns)
    units = _units(compilation)
    rows: list[list[Cell]] = []
    for unit in units:
        row: list[Cell] = [_name(unit)]
        for figure in figures:
            own = compilation.figure(figure.code, unit.code)
            row += [_value(draft, own), printed.rank_text(own) if own else ""]
        rows.append(row)
    after = put_rows(page, columns, rows)
    notes = _lacking(compilation, figures)
    last = put_notes(page, after, columns, (*notes, "位次只在有数据的区县间排，功能区不参加。", printed.LEGEND))
    finish(page, columns, last - 1)
    page.freeze(FIRST_ROW, 2)
    return [Shown(INDICATORS, "各单位主要指标数值和位次", len(units))]


def county_items(draft: Draft, compilation: Compilation) -> list[Shown]:
    """Write every item that units are asked for, items down and units across, each with its total."""
    held = _known_of_units(compilation)
    items = [item for item in compilation.catalogue.items if item.kind is ItemKind.NUMBER and item.code in held]
    if not items:
        return []
    units = _units(compilation)
    columns = [Column("数据项", 30), Column("计量单位", 9, "centre")]
    columns += [Column(_name(unit), 10.5, "number") for unit in units]
    page = begin(draft, compilation, ITEMS, f"{compilation.period.label}分县（市、区）数据", columns)
    rows = [_item_row(draft, compilation, item, units, row) for row, item in enumerate(items, start=FIRST_ROW)]
    after = put_rows(page, columns, rows)
    known = [figure for item in items if (figure := compilation.figure(item.code)) is not None]
    notes = [*_lacking(compilation, known), *_given(known)]
    last = put_notes(page, after, columns, (*notes, printed.LEGEND))
    finish(page, columns, last - 1)
    page.freeze(FIRST_ROW, _CITY_COLUMN + 1)
    return [Shown(ITEMS, "各单位全部数据项，合计为公式", len(items))]


def _item_row(draft: Draft, compilation: Compilation, item: Item, units: Sequence[Unit], row: int) -> list[Cell]:
    figure = compilation.figure(item.code)
    carried = printed.carried_text(figure) if figure else ""
    counties = sum(not unit.within for unit in units) - 1
    values = [_value(draft, compilation.figure(item.code, unit.code)) for unit in units[1:]]
    name = f"{item.name}（{carried}）" if carried else item.name
    return [name, item.measure, _total(draft, item, figure, row, counties), *values]


def _total(draft: Draft, item: Item, figure: Figure | None, row: int, counties: int) -> Cell:
    """Give the city's figure: a sum over the counties' cells where it is one, else as it was given."""
    if figure is None or figure.value is None:
        return Styled(printed.plain_value_text(figure) if figure else "", "total")
    style = draft.style("total", places=item.decimals)
    if item.city is CityFigure.GIVEN or not counties or figure.total_of_units is not None:
        return Styled(rounded(figure.value, item.decimals), style)
    first, last = address(row, _CITY_COLUMN + 1), address(row, _CITY_COLUMN + counties)
    return Styled(Formula(f"=SUM({first}:{last})", figure.value), style)


def _value(draft: Draft, figure: Figure | None) -> Cell:
    if figure is None:
        return ""
    if figure.value is None or figure.covered:
        return Styled(printed.plain_value_text(figure), "centre")
    return Styled(rounded(figure.value, figure.places), draft.style("number", places=figure.places))


def _units(compilation: Compilation) -> list[Unit]:
    """Give the city, the units that stand alone, then the zones inside them that report anything."""
    zones = [
        unit
        for unit in compilation.catalogue.zones(compilation.period)
        if any(owner == unit.code and one.value is not None for (_, owner), one in compilation.figures.items())
    ]
    return [compilation.catalogue.city, *compilation.catalogue.counties(compilation.period), *zones]


def _name(unit: Unit) -> str:
    return f"#{unit.name}" if unit.within else unit.name


def _known_of_units(compilation: Compilation) -> frozenset[str]:
    """Give the codes of what is known of any unit besides the city."""
    city = compilation.catalogue.city.code
    return frozenset(
        code for (code, unit), one in compilation.figures.items() if unit != city and one.value is not None
    )


def _heading(figure: Figure) -> str:
    carried = printed.carried_text(figure)
    return f"{figure.name}（{figure.measure}{f'，{carried}' if carried else ''}）"


def _lacking(compilation: Compilation, figures: Sequence[Figure]) -> list[str]:
    """Name the totals that lack a unit; those that lack the same ones share a note."""
    grouped: dict[str, list[str]] = {}
    for figure in figures:
        if figure.lacks and figure.value is not None:
            grouped.setdefault(printed.lacks_text(figure, compilation.catalogue), []).append(figure.name)
    return [f"全市{'、'.join(names)}{lacks}，数据不全，暂不评价。" for lacks, names in grouped.items()]


def _given(figures: Sequence[Figure]) -> list[str]:
    return [f"{figure.name}：{note}。" for figure in figures for note in figure.notes]

"""分县指标 and 分县数据: units down in official order, indicators or items across.

In 分县数据 a summed total is a live formula over the units that stand alone; zones inside counties come below them,
marked `#`, outside the sum.
"""

from __future__ import annotations

from collections.abc import Sequence

from reporting.model.catalogue import Item, Unit
from reporting.model.figures import Compilation, Figure
from reporting.model.grid import column_letters
from reporting.model.numbers import rounded
from reporting.model.words import CityFigure, ItemKind
from reporting.products import printed
from reporting.products.keyrows import key_figures
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
    widest,
)
from reporting.sheets.write import Draft, Formula

INDICATORS, ITEMS = "分县指标", "分县数据"
_NAME = Column("单位", 22)


def county_indicators(draft: Draft, compilation: Compilation) -> list[Shown]:
    """Write the key indicators of every unit, with places where units are ranked."""
    figures = [one for one in key_figures(compilation) if _anyone_has(compilation, one.code)]
    if not figures:
        return []
    columns = [_NAME]
    for figure in figures:
        columns += [Column(_heading(figure), 17, "number"), Column("位次", 10, "centre")]
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
    """Write every item that units are asked for, with its total."""
    items = [
        item
        for item in compilation.catalogue.items
        if item.kind is ItemKind.NUMBER and _anyone_has(compilation, item.code)
    ]
    if not items:
        return []
    figures = [compilation.figure(item.code) for item in items]
    columns = [_NAME, *(_column(item, figure) for item, figure in zip(items, figures, strict=True))]
    page = begin(draft, compilation, ITEMS, f"{compilation.period.label}分县（市、区）数据", columns)
    units = _units(compilation)
    counties = sum(not unit.within for unit in units) - 1
    total: list[Cell] = [Styled(units[0].name, "total")]
    total += [
        _total(draft, item, figure, place, counties)
        for place, (item, figure) in enumerate(zip(items, figures, strict=True), start=2)
    ]
    rows = [total]
    rows += [
        [_name(unit), *(_value(draft, compilation.figure(item.code, unit.code)) for item in items)]
        for unit in units[1:]
    ]
    after = put_rows(page, columns, rows)
    known = [figure for figure in figures if figure is not None]
    notes = [*_lacking(compilation, known), *_given(known)]
    last = put_notes(page, after, columns, (*notes, printed.LEGEND))
    finish(page, columns, last - 1)
    page.freeze(FIRST_ROW, 2)
    return [Shown(ITEMS, "各单位全部数据项，合计为公式", len(items))]


def _column(item: Item, figure: Figure | None) -> Column:
    carried = printed.carried_text(figure) if figure else ""
    heading = f"{item.name}（{item.measure}{f'，{carried}' if carried else ''}）"
    return Column(heading, widest([item.name[:9]], 12, 20), "number")


def _total(draft: Draft, item: Item, figure: Figure | None, column: int, counties: int) -> Cell:
    """Give the city's figure: a sum over the counties' rows where it is one, else as it was given."""
    if figure is None or figure.value is None:
        return Styled(printed.plain_value_text(figure) if figure else "", "total")
    style = draft.style("total", places=item.decimals)
    if item.city is CityFigure.GIVEN or not counties or figure.total_of_units is not None:
        return Styled(rounded(figure.value, item.decimals), style)
    letters = column_letters(column)
    first = FIRST_ROW + 1
    return Styled(Formula(f"=SUM({letters}{first}:{letters}{first + counties - 1})", figure.value), style)


def _value(draft: Draft, figure: Figure | None) -> Cell:
    if figure is None:
        return ""
    if figure.value is None or figure.covered:
        return printed.plain_value_text(figure)
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


def _anyone_has(compilation: Compilation, code: str) -> bool:
    city = compilation.catalogue.city.code
    return any(
        code == known and unit != city and one.value is not None for (known, unit), one in compilation.figures.items()
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

"""分县指标 and 分县数据: the key indicators by unit with places, and every item by unit with its total.

In 分县数据 a summed total is a live formula over the units that stand alone; zones inside counties come after them,
marked `#`, outside the sum.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from reporting.model.catalogue import Item, Unit
from reporting.model.figures import Figure
from reporting.model.grid import address
from reporting.model.numbers import rounded
from reporting.model.tags import Aspect
from reporting.model.words import CityFigure, ItemKind
from reporting.products import printed
from reporting.products.workbook.chartdata import COUNTIES
from reporting.products.workbook.layout import Layout, heading, known_of_units, units_of
from reporting.products.workbook.tables import (
    FIRST_ROW,
    Book,
    Cell,
    Column,
    Notes,
    Shown,
    Styled,
    begin,
    finish,
    put_notes,
    put_rows,
    widest,
)
from reporting.sheets.write import Formula

ITEMS = "分县数据"
_NAME = Column("单位", 23)
_CITY_COLUMN = 3
# A name in a heading is parted before its bracket.
_BRACKET = re.compile(r"(?=[（〈(])")


def county_indicators(book: Book) -> list[Shown]:
    """Write the key indicators of every unit, with places where units are ranked."""
    layout, notes = Layout.of(book.compilation), Notes()
    if not layout.figures:
        return []
    columns = [_NAME]
    for figure in layout.figures:
        head = heading(figure) + notes.mark(*_lacking(book, figure))
        columns.append(Column(head, widest([head.rpartition("\n")[2]], 12, 20), "number"))
        columns += [Column("位次", 11, "centre")] if figure.code in layout.ranked else []
    page = begin(book, COUNTIES, f"{book.compilation.period.label}分县（市、区）主要指标", columns)
    after = put_rows(book, page, columns, [_unit_row(book, layout, unit) for unit in layout.units])
    own = ("位次只在有数据的区县间排，功能区不参加；没有位次列的指标不排位。", printed.LEGEND)
    last = put_notes(page, after, columns, (*notes.lines(), *own))
    finish(page, columns, last - 1)
    page.freeze(FIRST_ROW, 2)
    return [Shown(COUNTIES, "各单位主要指标数值和位次", len(layout.units))]


def _unit_row(book: Book, layout: Layout, unit: Unit) -> list[Cell]:
    row: list[Cell] = [_name(unit)]
    for figure in layout.figures:
        own = book.compilation.figure(figure.code, unit.code)
        row.append(_value(book, own))
        if figure.code in layout.ranked:
            tag = book.tag(figure.code, unit.code, Aspect.RANK)
            row.append(Styled(printed.rank_text(own) if own else "", tag=tag))
    return row


def county_items(book: Book) -> list[Shown]:
    """Write every item that units are asked for, items down and units across, each with its total."""
    compilation, notes = book.compilation, Notes()
    held = known_of_units(compilation)
    items = [item for item in compilation.catalogue.items if item.kind is ItemKind.NUMBER and item.code in held]
    if not items:
        return []
    units = units_of(compilation)
    columns = [Column("数据项", 36), Column("计量单位", 9, "centre"), Column(_name(units[0]), 12, "number")]
    columns += [Column(_BRACKET.sub("\n", _name(unit)), 11, "number") for unit in units[1:]]
    page = begin(book, ITEMS, f"{compilation.period.label}分县（市、区）数据", columns)
    rows = [_item_row(book, item, units, row, notes) for row, item in enumerate(items, start=FIRST_ROW)]
    after = put_rows(book, page, columns, rows)
    last = put_notes(page, after, columns, (*notes.lines(), printed.LEGEND))
    finish(page, columns, last - 1)
    page.freeze(FIRST_ROW, _CITY_COLUMN + 1)
    return [Shown(ITEMS, "各单位全部数据项，合计为公式", len(items))]


def _item_row(book: Book, item: Item, units: Sequence[Unit], row: int, notes: Notes) -> list[Cell]:
    figure = book.compilation.figure(item.code)
    carried = printed.carried_text(figure) if figure else ""
    marked = notes.mark(*_lacking(book, figure), *(f"{note}。" for note in figure.notes)) if figure else ""
    figures = [book.compilation.figure(item.code, unit.code) for unit in units[1:]]
    alone = [one for one, unit in zip(figures, units[1:], strict=True) if not unit.within]
    name = f"{item.name}（{carried}）" if carried else item.name
    values = [_value(book, one, exact=True) for one in figures]
    return [name + marked, item.measure, _total(book, item, figure, row, alone), *values]


def _total(book: Book, item: Item, figure: Figure | None, row: int, counties: Sequence[Figure | None]) -> Cell:
    """Give the city's figure: as a sum over the counties' cells where it is their sum, else as it is."""
    if figure is None or figure.value is None:
        return Styled(printed.plain_value_text(figure) if figure else "", "total")
    style, tag = book.draft.style("total", places=item.decimals), book.tag(item.code)
    known = [one.value for one in counties if one is not None and one.value is not None]
    if item.city is CityFigure.GIVEN or not known or sum(known) != figure.value:
        return Styled(figure.value, style, tag)
    first, last = address(row, _CITY_COLUMN + 1), address(row, _CITY_COLUMN + len(counties))
    return Styled(Formula(f"=SUM({first}:{last})", figure.value), style, tag)


def _value(book: Book, figure: Figure | None, *, exact: bool = False) -> Cell:
    """Give a unit's figure; `exact` as it was sent, so that a sum over the cells is the sum of what was sent."""
    if figure is None:
        return ""
    tag = book.tag(figure.code, figure.unit)
    if figure.value is None or figure.covered:
        return Styled(printed.plain_value_text(figure), "centre", tag)
    value = figure.value if exact else rounded(figure.value, figure.places)
    return Styled(value, book.draft.style("number", places=figure.places), tag)


def _name(unit: Unit) -> str:
    return f"#{unit.name}" if unit.within else unit.name


def _lacking(book: Book, figure: Figure) -> list[str]:
    """Say whom a total is without."""
    if not figure.lacks or figure.value is None:
        return []
    return [f"全市数{printed.lacks_text(figure, book.compilation.catalogue)}，数据不全，暂不评价。"]

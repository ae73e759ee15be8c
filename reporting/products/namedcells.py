"""What goes into the empty cells of a sheet without placeholders, by the names in its rows and the headings above.

What staff put in stays: it is told where it is a formula, or says something else than we would.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal, InvalidOperation
from functools import partial

from reporting.model.catalogue import Indicator
from reporting.model.figures import Compilation
from reporting.model.grid import Cell, Sheet, address
from reporting.model.names import normalised
from reporting.products.celled import celled
from reporting.products.headed import headed
from reporting.products.knownlines import known_lines
from reporting.products.matching import Found, Known, Matched, Unfilled, match
from reporting.products.taskrows import lines
from reporting.products.unitgrid import match_units
from reporting.sheets.patch import Editing, Given, formats

_Cells = list[list[str | None]]
# What a formula without a value shows in a grid of texts: it is not empty.
_FORMULA = "="
# A larger sheet is a list, no task table.
_MOST_COLUMNS, _MOST_ROWS = 256, 20_000
_MOST_NAMED = 5
_PERCENT = re.compile("[%％]")


@dataclass(frozen=True, slots=True)
class NamedCells:
    """Values by address, and what is to be told."""

    values: Mapping[str, Given]
    told: tuple[str, ...]


def named_cells(editing: Editing, sheet: Sheet, compilation: Compilation, known: Sequence[Known]) -> NamedCells | None:
    """Find what goes into a sheet's cells, None where it has no table of ours."""
    if sheet.last_column > _MOST_COLUMNS or sheet.last_row > _MOST_ROWS:
        return None
    grid = _grid(sheet)
    matching = partial(match, known=known, period=compilation.period)
    if not matching(grid).headings:
        matching = partial(match_units, compilation=compilation)
    result = matching(grid)
    if not result.headings:
        return None
    places = [_address(one) for one in result.found]
    styles = formats(editing, sheet.name, places)
    shares = _shares(grid, result)
    values = {
        at: celled(one.words, style=styles[at], per_cent=one.column in shares)
        for at, one in zip(places, result.found, strict=True)
    }
    probed = matching(_probe(grid, result, compilation))
    return NamedCells(values, (*_unfilled(sheet, grid, result.unfilled), *_left(sheet, result, probed, shares)))


def names(compilation: Compilation) -> tuple[Known, ...]:
    """Give the lines that a row may name: by an indicator's name, code or other names, a task's name or number."""
    known = known_lines(compilation)
    every = lines(compilation)
    taken = {normalised(one.name) for one in compilation.catalogue.indicators}
    indicators = (line.indicator for line in every if line.indicator)
    tasks = dict.fromkeys(line.task.code for line in every if line.task)
    coded = [
        *(replace(one, task=code) for one, code in zip((k for k in known if not k.indicator), tasks, strict=True)),
        *(
            replace(one, indicator=name)
            for one, indicator in zip((k for k in known if k.indicator), indicators, strict=True)
            for name in (indicator.code, *_aliases(compilation, indicator, taken))
        ),
    ]
    return (*known, *coded)


def _aliases(compilation: Compilation, indicator: Indicator, taken: Collection[str]) -> tuple[str, ...]:
    """Give the other names of the item that an indicator is, but for those that are an indicator's own."""
    item = compilation.catalogue.item_by_word.get(normalised(indicator.name))
    return tuple(one for one in (item.aliases if item else ()) if normalised(one) not in taken)


def _grid(sheet: Sheet) -> _Cells:
    """Give the sheet's texts as a table is matched: what a merge covers is None, or the text that stands beside it."""
    height, width = sheet.last_row, sheet.last_column
    grid: _Cells = [[""] * width for _ in range(height)]
    for (row, column), cell in sheet.cells.items():
        grid[row - 1][column - 1] = cell.text or (_FORMULA if cell.formula else "")
    for area in sheet.merges:
        text = sheet.text(area.top, area.left)
        for row in range(area.top, min(area.bottom, height) + 1):
            for column in range(area.left, min(area.right, width) + 1):
                if (row, column) != (area.top, area.left):
                    grid[row - 1][column - 1] = text or None if row == area.top else None
    return grid


def _shares(grid: _Cells, result: Matched) -> frozenset[int]:
    """Give the columns whose headings say that they are in per cent."""
    heads = [grid[row] for row in result.headings]
    return frozenset(n for row in heads for n, text in enumerate(row) if text and _PERCENT.search(text))


def _probe(grid: _Cells, result: Matched, compilation: Compilation) -> _Cells:
    """Empty the cells that could have been filled, to learn what would have stood there."""
    heads = [grid[row] for row in result.headings]
    fields = {n for row in heads for n, text in enumerate(row) if text and headed(text, compilation.period).field} | {
        one.column for one in result.found
    }
    below = set(range(min(result.headings), len(grid))) - set(result.headings)
    return [["" if at in below and n in fields else text for n, text in enumerate(row)] for at, row in enumerate(grid)]


def _left(sheet: Sheet, result: Matched, probed: Matched, shares: Collection[int]) -> Iterator[str]:
    """Tell of the cells that were left, where it matters; `shares` are the columns that are in per cent."""
    anchors = {(one.row + 1, one.column + 1): str(one.words) for one in (*probed.found, *result.found)}
    filled = {(one.row, one.column) for one in result.found}
    formulas = []
    for one in probed.found:
        at = one.row + 1, one.column + 1
        if (one.row, one.column) in filled:
            continue
        cell = sheet.cells.get(at)
        if cell is not None and cell.formula:
            formulas.append(_address(one))
        elif cell is not None and not _agrees(cell, str(one.words), per_cent=one.column in shares):
            yield f"{sheet.name}!{_address(one)}原有“{cell.text.strip()}”，台账为“{one.words}”，保留原有内容"
        elif cell is None:
            anchor = next(((area.top, area.left) for area in sheet.merges if area.holds(*at)), at)
            if anchors.get(anchor) != str(one.words):
                yield f"{sheet.name}!{_address(one)}被合并单元格{address(*anchor)}盖住，“{one.words}”没有填写"
    if formulas:
        yield f"{sheet.name}!{_listed(formulas)}是公式，保留原公式"


def _agrees(cell: Cell, words: str, *, per_cent: bool) -> bool:
    """Whether a cell says what we would have put there."""
    ours = celled(words, style=cell.style, per_cent=per_cent)
    if cell.text.strip() == words:
        return True
    try:
        return Decimal(cell.text.strip()) == ours
    except InvalidOperation:
        return False


def _unfilled(sheet: Sheet, grid: _Cells, unfilled: Sequence[Unfilled]) -> Iterator[str]:
    """Tell of the cells and rows that could not be filled; those of one reason together.

    A row that holds formulas, such as a total, is staff's own.
    """
    places: dict[str, list[str]] = {}
    reckoned = {row - 1 for (row, _), cell in sheet.cells.items() if cell.formula}
    for one in unfilled:
        if one.column is None and one.row in reckoned:
            continue
        column = one.column if one.column is not None else _column(grid[one.row], one.name)
        places.setdefault(one.why, []).append(address(one.row + 1, column + 1))
    for why, where in places.items():
        yield f"{sheet.name}!{_listed(where)}：{why}"


def _column(row: Sequence[str | None], name: str) -> int:
    return next((n for n, text in enumerate(row) if text and text.strip() == name), 0)


def _listed(places: Sequence[str]) -> str:
    more = f"等{len(places)}处" if len(places) > _MOST_NAMED else ""
    return "、".join(places[:_MOST_NAMED]) + more


def _address(one: Found) -> str:
    return address(one.row + 1, one.column + 1)

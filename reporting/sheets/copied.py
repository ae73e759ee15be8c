"""Write what was read from another format as an .xlsx of the same look: values, merges, sizes, what is hidden.

Formulas become their values: most formats do not tell them, and a figure must not change in the sender's hands.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import datetime
from decimal import Decimal, InvalidOperation
from itertools import product
from typing import Any

from reporting.model.grid import Area, Book, Cell, CellKind, Sheet
from reporting.sheets.cells import LAST_COLUMN, LAST_ROW
from reporting.sheets.looks import Look, SheetLooks
from reporting.sheets.styles import shows_date
from reporting.sheets.width import height, text_width
from reporting.sheets.write import Draft, Formula, Page, Value

_FORBIDDEN = re.compile(r"[\[\]:*?/\\]")
_LONGEST_NAME = 31
# A form has a few dozen merges; a title over a whole row is the largest.
_MOST_MERGES, _LARGEST_MERGE = 1_000, 20_000
_NARROWEST, _USUAL, _WIDEST, _SAMPLED = 4.0, 8.43, 60.0, 200
# Digits beside one another on an upright A4 page; points of the highest row that Excel shows.
_PORTRAIT, _HIGHEST = 95, 400.0
_LINES: Mapping[str, Any] = {"border": 1, "border_color": "#BFBFBF", "text_wrap": True}


def copied(book: Book, looks: Mapping[str, SheetLooks] | None = None) -> bytes:
    """Write the workbook. Sheets keep their names as far as Excel allows them, see `sheet_names`.

    `looks` are those of the original by sheet; a sheet without is written with plain lines.
    """
    draft = Draft()
    names = sheet_names(book)
    pages = [draft.page(names[sheet.name]) for sheet in book.sheets]
    for sheet, page in zip(book.sheets, pages, strict=True):
        _fill(page, sheet, (looks or {}).get(sheet.name))
    shown = next((page for sheet, page in zip(book.sheets, pages, strict=True) if not sheet.hidden), None)
    if shown is not None:
        shown.sheet.activate()
        shown.sheet.set_first_sheet()
        for sheet, page in zip(book.sheets, pages, strict=True):
            if sheet.hidden:
                page.sheet.hide()
    return draft.content()


def sheet_names(book: Book) -> dict[str, str]:
    """Give each sheet's name in the copy: Excel allows 31 signs, some signs not at all, and no name twice."""
    names: dict[str, str] = {}
    taken: set[str] = set()
    for sheet in book.sheets:
        plain = _FORBIDDEN.sub("＿", sheet.name).strip("'")[:_LONGEST_NAME] or "表"
        name, number = plain, 2
        while name.casefold() in taken:
            name, number = f"{plain[: _LONGEST_NAME - 4]} {number}", number + 1
        taken.add(name.casefold())
        names[sheet.name] = name
    return names


def _fill(page: Page, sheet: Sheet, looks: SheetLooks | None) -> None:
    _size(page, sheet, looks)
    merges = list(_apart(sheet.merges))
    heads = {(area.top, area.left): area for area in merges}
    for area in merges:
        style = page.draft.style("plain", places=None, **_look(looks, (area.top, area.left), merged=True))
        page.sheet.merge_range(area.top - 1, area.left - 1, area.bottom - 1, area.right - 1, "", style)
    for at, cell in sheet.cells.items():
        look = {**_look(looks, at, merged=False), "num_format": cell.style or "General"}
        if at in heads:
            look |= _over(page, sheet, cell, heads[at], looks)
        page.put(*at, _value(cell), page.draft.style("plain", places=None, **look))
    covered = {at for area in merges for at in _places(area)} if looks else set()
    for at in (looks.cells if looks else {}).keys() - sheet.cells.keys() - covered:
        page.put(*at, None, page.draft.style("plain", places=None, **_look(looks, at, merged=False)))
    page.paper(landscape=sum(page.widths.values()) > _PORTRAIT)


def _size(page: Page, sheet: Sheet, looks: SheetLooks | None) -> None:
    for column, texts in sorted(_texts(sheet).items()):
        if column in sheet.widths:
            width = min(max(sheet.widths[column], 0.0), 255.0)
            page.width(column, width, hidden=column in sheet.hidden_columns)
        else:
            page.fit(column, texts, least=_NARROWEST, most=_WIDEST)
    for column in sorted(sheet.hidden_columns):
        page.width(column, sheet.widths.get(column, 8.0), hidden=True)
    for row, points in sorted(looks.heights.items()) if looks else ():
        if row <= sheet.last_row and row not in sheet.hidden_rows:
            page.height(row, min(points, _HIGHEST))
    for row in sorted(sheet.hidden_rows):
        page.sheet.set_row(row - 1, None, None, {"hidden": True})


def _look(looks: SheetLooks | None, at: tuple[int, int], *, merged: bool) -> dict[str, Any]:
    """Give what a cell looks like; thin lines and a merge in the middle where the format tells nothing."""
    if looks is None:
        return {**_LINES, **({"align": "center"} if merged else {})}
    return looks.cells.get(at, Look()).properties()


def _over(page: Page, sheet: Sheet, cell: Cell, over: Area, looks: SheetLooks | None) -> dict[str, Any]:
    """Fit a text into its merge: in the middle where it has room, else in a row that is high enough."""
    room = sum(page.widths.get(column, _USUAL) for column in range(over.left, over.right + 1))
    if looks is None and text_width(cell.text) <= room:
        return {"align": "center"}
    known = looks is not None and cell.row in looks.heights
    if over.top == over.bottom and cell.row not in sheet.hidden_rows and not known:
        # Programs fit a row's height to its texts, but for merged ones.
        page.height(cell.row, min(height([(cell.text, room)]), _HIGHEST))
    return {}


def _texts(sheet: Sheet) -> dict[int, list[str]]:
    """Gather the texts that a column's width depends on: those of merged cells spread over several."""
    merged = {(area.top, area.left) for area in sheet.merges}
    texts: dict[int, list[str]] = {column: [] for column in sheet.widths}
    for (row, column), cell in sheet.cells.items():
        found = texts.setdefault(column, [])
        if len(found) < _SAMPLED and (row, column) not in merged:
            found.append(cell.text.split("\n", 1)[0])
    return texts


def _apart(merges: tuple[Area, ...]) -> Iterator[Area]:
    """Yield the merges that can be written: more than a cell, within the sheet, none over another."""
    kept: list[Area] = []
    for area in merges[:_MOST_MERGES]:
        single = (area.bottom, area.right) == (area.top, area.left)
        if single or area.bottom > LAST_ROW or area.right > LAST_COLUMN or _extent(area) > _LARGEST_MERGE:
            continue
        if not any(_overlap(area, other) for other in kept):
            kept.append(area)
            yield area


def _extent(area: Area) -> int:
    return (area.bottom - area.top + 1) * (area.right - area.left + 1)


def _places(area: Area) -> Iterator[tuple[int, int]]:
    return product(range(area.top, area.bottom + 1), range(area.left, area.right + 1))


def _overlap(one: Area, other: Area) -> bool:
    beside = one.left > other.right or other.left > one.right
    return not (beside or one.top > other.bottom or other.top > one.bottom)


def _value(cell: Cell) -> Value:
    if cell.kind is CellKind.ERROR and cell.text.startswith("#"):
        return Formula(f"={cell.text}", cell.text)
    if cell.kind is CellKind.TRUTH:
        return cell.text == "TRUE"
    if cell.kind is CellKind.NUMBER:
        return _number(cell.text)
    if cell.kind is CellKind.DATE:
        return _moment(cell)
    return cell.text


def _number(text: str) -> Value:
    try:
        number = Decimal(text.strip())
    except InvalidOperation:
        return text
    return number if number.is_finite() else text


def _moment(cell: Cell) -> Value:
    number = _number(cell.text)
    if isinstance(number, Decimal):
        return number
    try:
        moment = datetime.fromisoformat(cell.text)
    except ValueError:
        return cell.text
    return moment.replace(tzinfo=None) if shows_date(cell.style) else cell.text

"""Settle which row of the sheet is which row of the form."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence

from reporting.intake.lookup import How
from reporting.intake.remarks import Remark
from reporting.intake.table import Table
from reporting.model.catalogue import Item
from reporting.model.grid import Cell, CellKind
from reporting.model.names import normalised
from reporting.model.words import Severity

_WORD = re.compile(r"[^\W\d_]{2}")
# Names of rows stand further left than this, however wide a sheet is.
_WIDEST = 50
Found = Mapping[str, Sequence[tuple[int, How]]]


def settled(table: Table, found: Found, places: Sequence[int], name: Callable[[str], str]) -> dict[str, int]:
    """Give each subject its row; of rows that could be the same only a lone filled one is taken, else it is an error.

    `places` are the sheet columns with figures, `name` gives a subject's name for people.
    """
    rows: dict[str, int] = {}
    for subject, lines in found.items():
        best = min(how for _, how in lines)
        row = _one(table, name(subject), [row for row, how in lines if how is best], places)
        if row is not None:
            rows[subject] = row
    return rows


def missing(table: Table, name: str, *, required: bool) -> None:
    """Say that a row of the form is not on the sheet."""
    message = f"表中找不到“{name}”一行，请恢复该行（名称照下发的表式）并填报。"
    table.remarks.add(Remark("row-missing", message, name, Severity.ERROR if required else Severity.NOTE))


def unknown(table: Table, row: int, text: str, places: Sequence[int]) -> None:
    """Say that a row with figures means nothing here and was not read; rows without figures are passed over."""
    numbered = [place for place in places if _is_number(table, row, place) or _is_stage(table, row, place)]
    if text and numbered and not is_numbering(table, row):
        message = f"{table.view.row_name(row)}“{text}”不在本表要填的行内，其数字未采用；如系改名，请照下发的名称填报。"
        if normalised(text).endswith("小计"):
            message = f"{table.view.row_name(row)}“{text}”是小计，本表不用，其数字未采用。"
        where = table.address(row, table.stub or numbered[0])
        table.remarks.add(Remark("name-changed", message, "下发表式中的名称"), where, found=text)


def renamed(table: Table, place: tuple[int, int], text: str, name: str) -> None:
    """Say that a row was read by another name, which stands at a place."""
    message = f"“{text}”已按“{name}”读取，下次请照下发的名称填报。"
    table.remarks.add(Remark("name-changed", message, name), table.address(*place), found=text)


class Names:
    """What may name the rows of a table: their stub, or other words left of the figures, which stand at `places`."""

    def __init__(self, table: Table, places: Sequence[int]) -> None:
        self._view = table.view
        self._stub = table.stub
        taken = set(table.columns.values())
        first = min(places, default=1)
        others = [column for column in range(1, min(first, _WIDEST)) if column not in taken]
        self._others = others
        self._columns = sorted([*others, self._stub] if self._stub else others)

    def of(self, row: int) -> Iterator[tuple[str, int]]:
        """Yield what may be the row's name, each with its column, the likeliest first.

        Words of the row itself go before those of a merge over several rows: these name a group, and the row only where
        it has no word of its own.
        """
        view, stub = self._view, self._stub
        own = view.own(row, stub) if stub else ""
        if stub and own:
            yield own, stub
        if not self._others:
            if stub and not own and (text := view.text(row, stub)):
                yield text, stub
            return
        texts = [(text, column) for column in self._columns if (text := view.text(row, column))]
        if len(texts) > 1:
            yield "".join(text for text, _ in texts), texts[-1][1]
        mine = [(text, column) for text, column in reversed(texts) if view.own(row, column)]
        yield from ((text, column) for text, column in mine if column != stub)
        if not any(_WORD.search(text) for text, _ in mine):
            yield from ((text, column) for text, column in reversed(texts) if not view.own(row, column))

    def first(self, row: int) -> str:
        """Give the row's likeliest name, empty where it has none."""
        return next((text for text, _ in self.of(row)), "")


def _one(table: Table, name: str, rows: list[int], places: Sequence[int]) -> int | None:
    if len(rows) == 1:
        return rows[0]
    used = [row for row in rows if any(table.view.filled(row, place) for place in places)]
    if len(used) <= 1:
        return used[0] if used else rows[0]
    alike = len({tuple(table.view.own(row, place) for place in places) for row in used}) == 1
    where = "、".join(table.view.row_name(row) for row in used)
    message = f"“{name}”有{len(used)}行（{where}），" + (
        "内容相同，已取第一行，请删去多余的行。" if alike else "内容不同，无法确定以哪一行为准，请只保留一行。"
    )
    remark = Remark("row-double", message, "只有一行", Severity.NOTE if alike else Severity.ERROR)
    table.remarks.add(remark, table.address(used[-1], table.stub or 1), found=name)
    return used[0] if alike else None


def _is_number(table: Table, row: int, place: int) -> bool:
    cell = table.view.cell(row, place)
    return cell is not None and (cell.kind is CellKind.NUMBER or any(sign.isdigit() for sign in cell.text))


def _is_stage(table: Table, row: int, place: int) -> bool:
    """Whether a cell says how far something is (申报, 批复), which is a figure in words."""
    words = {normalised(word) for item in _items_at(table, place) for word in item.stages}
    return bool(words) and normalised(table.view.own(row, place)) in words


def _items_at(table: Table, place: int) -> Iterator[Item]:
    items = table.catalogue.item_by_code
    yield from (items[column.item] for column, at in table.columns.items() if at == place and column.item in items)


def is_numbering(table: Table, row: int) -> bool:
    """Whether a row only numbers the columns: 甲 乙 1 2 3."""
    return is_numbering_of(table.view.rows[row])


def is_numbering_of(cells: Sequence[Cell]) -> bool:
    """Whether cells only number the columns: 甲 乙 1 2 3."""
    first = cells[0].text.strip().strip("()（）") if cells else ""
    if len(first) > 2:
        return False
    texts = [cell.text.strip().strip("()（）") for cell in cells]
    ordinals = all(text in ("甲", "乙", "丙", "丁", "") or (text.isdigit() and len(text) < 3) for text in texts)
    return ordinals and (first == "1" or "甲" in texts or "乙" in texts)

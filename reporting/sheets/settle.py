"""Settle the formulas of a filled workbook: those that lean on filled cells get the values they now have.

A value that we cannot reckon is taken away, and the program that opens the workbook is asked to reckon anew: a stale
value is worse than none. Where all are known the workbook's own part stays as it is.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from reporting.model.grid import Area
from reporting.package.xml import local
from reporting.sheets.board import At, Board, Formula, show
from reporting.sheets.editing import Editing, child, namespace
from reporting.sheets.reckon import reckon
from reporting.sheets.reckoned import Fault, Unreckoned, Value, shown

_BEFORE_CALC = ("sheets", "functionGroups", "externalReferences", "definedNames")


def settle(editing: Editing) -> None:
    """Put in the values that formulas have now, on all sheets."""
    if not any(editing.touched.values()):
        return
    board = Board(editing)
    stale = _stale(board, editing.touched)
    if not stale:
        return
    reckoning = _Reckoning(board, frozenset(stale))
    unknown = False
    for at, formula in stale.items():
        board.take(at[0])
        value = reckoning.value(at)
        unknown = unknown or isinstance(value, Unknown)
        for filled in formula.fills:
            show(board.cells(filled[0])[filled[1:]], *_written(value))
    if unknown:
        _ask_to_reckon(editing)


def _stale(board: Board, touched: dict[str, set[tuple[int, int]]]) -> dict[At, Formula]:
    """Give the formulas that lean on filled cells, or on others that do, and those that were copied."""
    names = {part: name for name, part in board.parts.items()}
    fresh = {(names[part], *at) for part, cells in touched.items() for at in cells}
    stale = {at: board.formulas[at] for at in fresh if at in board.formulas}
    waiting = {at: one for at, one in board.formulas.items() if at not in stale}
    while fresh:
        reached = {at: one for at, one in waiting.items() if _leans(at[0], one, fresh)}
        waiting = {at: one for at, one in waiting.items() if at not in reached}
        fresh = {filled for one in reached.values() for filled in one.fills}
        stale |= reached
    return dict(sorted(stale.items()))


def _leans(sheet: str, formula: Formula, fresh: Collection[At]) -> bool:
    if formula.reach is None:
        return True
    return any(_meets(one.sheet or sheet, one.area, fresh) for one in formula.reach)


def _meets(sheet: str, area: Area, fresh: Collection[At]) -> bool:
    if area.top == area.bottom and area.left == area.right:
        return (sheet, area.top, area.left) in fresh
    return any(name == sheet and area.holds(row, column) for name, row, column in fresh)


class Unknown:
    """The value of a formula that is beyond us."""


@dataclass
class _Reckoning:
    """Values as they are asked for, each reckoned once."""

    board: Board
    stale: frozenset[At]
    _known: dict[At, Value | Unknown] = field(default_factory=dict)
    _under_way: set[At] = field(default_factory=set)

    def value(self, at: At) -> Value | Unknown:
        if at not in self._known:
            self._known[at] = self._found(at)
        return self._known[at]

    def _found(self, at: At) -> Value | Unknown:
        try:
            if at not in self.stale:
                return self.board.stored(at)
            text = self.board.formulas[at].text
            if not text or at in self._under_way:
                return Unknown()
            self._under_way.add(at)
            return reckon(text, lambda sheet, area: self._cells(sheet.casefold() or at[0], area))
        except Unreckoned:
            return Unknown()

    def _cells(self, sheet: str, area: Area) -> Sequence[Sequence[Value]]:
        there = self.board.cells(sheet)
        found = []
        for row in range(area.top, area.bottom + 1):
            places = ((row, column) for column in range(area.left, area.right + 1))
            found.append([self._known_value((sheet, *at)) if at in there else None for at in places])
        return found

    def _known_value(self, at: At) -> Value:
        value = self.value(at)
        if isinstance(value, Unknown):
            raise Unreckoned
        return value


def _written(value: Value | Unknown) -> tuple[str, str | None]:
    """Give the kind and the text of a value in XML."""
    if isinstance(value, Unknown) or value is None:
        return "", None
    if isinstance(value, bool):
        return "b", str(int(value))
    if isinstance(value, Fault):
        return "e", str(value)
    return ("" if isinstance(value, Decimal) else "str"), shown(value)


def _ask_to_reckon(editing: Editing) -> None:
    """Ask the program that opens the workbook to calculate it anew."""
    setting = child(editing.read(editing.main), "calcPr")
    if setting is not None and setting.get("fullCalcOnLoad") in ("1", "true"):
        return
    root = editing.tree(editing.main)
    setting = child(root, "calcPr")
    if setting is None:
        setting = root.makeelement(f"{namespace(root)}calcPr")
        before = [one for one in root if isinstance(one.tag, str) and local(one.tag) in _BEFORE_CALC]
        before[-1].addnext(setting)
    setting.set("fullCalcOnLoad", "1")

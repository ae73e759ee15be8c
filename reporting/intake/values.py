"""The value of one cell, or why there is none.

Whatever was mended on the way, and whatever cannot be read in one way alone, is told to the clerk as it stands.
"""

from __future__ import annotations

import re
from decimal import Decimal
from typing import NamedTuple

from reporting.intake import marks, measures, shown, typed
from reporting.intake.remarks import Remark
from reporting.model.catalogue import Item
from reporting.model.grid import Cell, CellKind
from reporting.model.names import normalised
from reporting.model.numbers import EXCEL_DIGITS, stored
from reporting.model.words import ItemKind, Severity, State

# What a workbook may store as a number; Python's own reading takes `1_4.6` and digits of other scripts too.
_STORED = re.compile(r"[+-]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[Ee][+-]?[0-9]{1,4})?")
_SIMPLE = re.compile(r"-?[0-9]+(?:\.[0-9]+)?")
# Below this a stored number is what a difference of doubles leaves behind, or was made to hurt.
_SMALLEST = -20
# A formula whose figure is smaller than this subtracted two equal ones: no measure of a bureau has such crumbs.
_NOISE = -10


class Value(NamedTuple):
    """What a cell says: a number in the measure wanted or a state without one, its nature, and what to remark."""

    value: Decimal | None
    state: State
    nature: str = ""
    remarks: tuple[Remark, ...] = ()


# Nothing stands there, or nothing that anybody can see.
BLANK = Value(None, State.BLANK)
_NONE = Value(None, State.NONE)
_NOT_APPLICABLE = Value(None, State.NOT_APPLICABLE)
_MARKED = {State.BLANK: BLANK, State.NONE: _NONE, State.NOT_APPLICABLE: _NOT_APPLICABLE}
# Named once: a vocabulary looks a word up anew each time.
_NUMBER, _STAGE, _VALUE = CellKind.NUMBER, ItemKind.STAGE, State.VALUE


def read(cell: Cell | None, item: Item, power: int = 0) -> Value:
    """Read the cell of an item: a number in its measure, or one of its stages.

    `power` is the power of ten from the measure the sheet names to the item's.
    """
    if cell is not None and cell.kind is _NUMBER and cell.text and item.kind is not _STAGE:
        return _stored(cell, item.measure, power, item.decimals)  # as most cells are: the shortest way
    if item.kind is ItemKind.STAGE:
        return stage(cell, item.stages)
    return number(cell, item.measure, power, item.decimals)


def number(cell: Cell | None, measure: str, power: int = 0, decimals: int | None = None) -> Value:
    """Read a number; the result is in `measure`, to which `power` leads from what the sheet names.

    `decimals` are those the figure is printed with, None where nobody said.
    """
    if cell is None:
        return BLANK
    if cell.kind is CellKind.NUMBER and cell.text:
        return _stored(cell, measure, power, decimals)
    fault = _unusable(cell)
    if fault:
        return _none(fault)
    if cell.kind is CellKind.TEXT:
        return _typed(cell.text, measure, power)
    what = "日期" if cell.kind is CellKind.DATE else "逻辑值"
    return _none(Remark("value-type", f"此格是{what}，不是数字，请改填数字并把单元格格式设为“常规”。", "数字"))


def stage(cell: Cell | None, stages: tuple[str, ...]) -> Value:
    """Read one word of an ordered list of stages: 1 at the last, else 0."""
    if cell is None:
        return BLANK
    fault = _unusable(cell)
    if fault:
        return _none(fault)
    words = [normalised(word) for word in stages]
    word = normalised(cell.text)
    if word in words:
        return _of(Decimal(int(word == words[-1])))
    state = marks.state_of(cell.text)
    if state:
        return _MARKED[state]
    expected = "、".join(stages)
    return _none(
        Remark("value-type", f"“{cell.text.strip()}”不在可填的状态之内，请从“{expected}”中选填一项。", expected)
    )


def plain_number(text: str) -> Decimal | None:
    """Read a text that is nothing but a number, in whatever dress; None for anything else."""
    return typed.plain_number(text)


def _unusable(cell: Cell) -> Remark | None:
    if cell.kind is CellKind.ERROR:
        return Remark("cell-error", f"此格是错误值{cell.text}，请检查公式或改填数值后重报。", "数值")
    if cell.formula and not cell.text:
        return Remark(
            "formula-uncached",
            "此格的公式没有保存计算结果，请在Excel或WPS中打开、重新计算并保存后重报。",
            "有计算结果的公式或数值",
        )
    return None


def _stored(cell: Cell, measure: str, power: int, decimals: int | None) -> Value:
    text, style = cell.text, cell.style
    value = Decimal(text) if len(text) <= EXCEL_DIGITS and _SIMPLE.fullmatch(text) else _decimal(text)
    if value is None:
        return _none(Remark("value-type", f"“{cell.text}”不是可用的数字，请改填数字。", "数字"))
    if cell.formula and value and value.adjusted() < _NOISE:
        message = f"此格公式算得{text}，是计算误差，已按0读取，请核对。"
        return _of(Decimal(0), Remark("shown-differs", message, "0", Severity.NOTE))
    if style and not shown.faithful(style, measure, power, decimals):
        seen, remark = shown.seen(value, style, measure, power, decimals)
        return _of(seen, remark) if seen is not None else Value(None, State.BLANK, remarks=(remark,) if remark else ())
    if power:
        value = measures.converted(value, power)
    return Value(value, _VALUE) if value else _of(value)


def _decimal(text: str) -> Decimal | None:
    """Read a stored number; None for what is no figure (NaN, or of a size that no figure has)."""
    if not _STORED.fullmatch(text.strip()):
        return None
    value = Decimal(text.strip())
    if value and not _SMALLEST <= value.adjusted() < EXCEL_DIGITS:
        return None
    return stored(text.strip())


def _typed(text: str, measure: str, power: int) -> Value:
    state = marks.state_of(text)
    if state is State.NONE and marks.too_small(text):
        mark = Remark("value-text", "“…”表示不足最小单位，未作数字读取；如有数字请填写。", "数字", Severity.NOTE)
        return Value(None, State.NONE, remarks=(mark,))
    if state:
        return _MARKED[state]
    found = typed.figure(text, measure, power)
    return _none(found.remark) if found.value is None else _of(found.value, found.remark, found.nature)


def _of(value: Decimal, remark: Remark | None = None, nature: str = "") -> Value:
    """Make a value; a nought has no sign."""
    state = State.VALUE if value else State.ZERO
    return Value(value or abs(value), state, nature, (remark,) if remark else ())


def _none(remark: Remark) -> Value:
    return Value(None, State.BLANK, remarks=(remark,))

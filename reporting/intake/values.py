"""The value of one cell, or why there is none.

A number kept as text is cleaned only where one reading is possible; everything else is told to the clerk as it stands.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from decimal import Decimal

from reporting.intake import marks, measures
from reporting.intake.remarks import Remark
from reporting.model.catalogue import Item
from reporting.model.grid import Cell, CellKind
from reporting.model.names import normalised
from reporting.model.numbers import plain, stored
from reporting.model.words import ItemKind, Severity, State

# No figure of a city needs more digits; beyond them a text is an account or phone number, or was made to hurt.
_DIGITS = 20
_LONGEST_TEXT = 60

_NUMERAL = re.compile(r"['‘’]?([+-]?(?:[0-9]{1,3}(?:,[0-9]{3})+|[0-9]+|(?=\.))(?:\.[0-9]+)?)(\D*)")
# What a workbook may store as a number; Python's own reading takes `1_4.6` and digits of other scripts too.
_STORED = re.compile(r"[+-]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[Ee][+-]?[0-9]{1,4})?")
_BROKEN_LINE = re.compile(r"[0-9]\s*[\r\n]+\s*[0-9]")
# Two figures in one cell: a blank among the decimals is no slip that could be read in one way.
_PARTED_DECIMALS = re.compile(r"\.\s*[0-9]+\s+[0-9]")
# Marks that take no room, left by chat programs and web pages; those that turn the direction are not among them.
_UNSEEN = re.compile("[\u200b-\u200f\u2060\ufeff\u202a\u202c]")
# What is quoted or escaped in a number format is printed as it stands; `!` escapes in Chinese programs.
_QUOTED = re.compile(r'"[^"]*"|[\\!].')
# Colours and conditions, room left for a sign, a sign that fills the cell.
_SILENT = re.compile(r"\[[^\]]*\]|[_*].")
_IN_THOUSANDS = re.compile(r"[0#?],+(?![0#?,])")
_AS_STORED = ("general", "通用格式", "@")
_AREA = re.compile("㎡|m[²2]", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Value:
    """What a cell says: a number in the measure wanted or a state without one, its nature, and what to remark."""

    value: Decimal | None
    state: State
    nature: str = ""
    remarks: tuple[Remark, ...] = ()


_BLANK = Value(None, State.BLANK)


def read(cell: Cell | None, item: Item, power: int = 0) -> Value:
    """Read the cell of an item: a number in its measure, or one of its stages.

    `power` is the power of ten from the measure the sheet names to the item's.
    """
    if item.kind is ItemKind.STAGE:
        return stage(cell, item.stages)
    return number(cell, item.measure, power)


def number(cell: Cell | None, measure: str, power: int = 0) -> Value:
    """Read a number; the result is in `measure`, to which `power` leads from what the sheet names."""
    if cell is None:
        return _BLANK
    fault = _unusable(cell)
    if fault:
        return _none(fault)
    if cell.kind is CellKind.NUMBER:
        return _stored(cell, measure, power)
    if cell.kind is CellKind.TEXT:
        return _typed(cell.text, measure, power)
    what = "日期" if cell.kind is CellKind.DATE else "逻辑值"
    return _none(Remark("value-type", f"此格是{what}，不是数字，请改填数字并把单元格格式设为“常规”。", "数字"))


def stage(cell: Cell | None, stages: tuple[str, ...]) -> Value:
    """Read one word of an ordered list of stages: 1 at the last, else 0."""
    if cell is None:
        return _BLANK
    fault = _unusable(cell)
    if fault:
        return _none(fault)
    words = [normalised(word) for word in stages]
    word = normalised(cell.text)
    if word in words:
        return _of(Decimal(int(word == words[-1])))
    state = marks.state_of(cell.text)
    if state:
        return Value(None, state)
    expected = "、".join(stages)
    return _none(
        Remark("value-type", f"“{cell.text.strip()}”不在可填的状态之内，请从“{expected}”中选填一项。", expected)
    )


def _unusable(cell: Cell) -> Remark | None:
    if cell.kind is CellKind.ERROR:
        return Remark("cell-error", f"此格是错误值{cell.text}，请检查公式或改填数值后重报。", "数值")
    if cell.formula and not cell.text.strip():
        return Remark(
            "formula-uncached",
            "此格的公式没有保存计算结果，请在Excel或WPS中打开、重新计算并保存后重报。",
            "有计算结果的公式或数值",
        )
    return None


def _stored(cell: Cell, measure: str, power: int) -> Value:
    value = _decimal(cell.text)
    if value is None:
        return _none(Remark("value-type", f"“{cell.text}”不是可用的数字，请改填数字。", "数字"))
    if not _shown_in_percent(cell.style):
        remark = None
        if cell.style and _shown_otherwise(cell.style, measure, power):
            message = f"此格显示的与所存的不是同一个数，已按所存的{plain(value)}读取，请把单元格格式改为“常规”并核对。"
            remark = Remark("shown-differs", message, measure)
        return _of(measures.converted(value, power), remark)
    percent = measures.parts(measure) == ("%", 0)
    if not percent:
        remark = Remark(
            "shown-differs", f"此格以百分比显示，按存储的数{plain(value)}读取，请把格式改为“常规”并核对。", measure
        )
        return _of(measures.converted(value, power), remark)
    value = measures.converted(value, 2)
    return _of(value, Remark("percent-fraction", f"此格以百分比格式填报，已按{plain(value)}%读取，请核对。", "%"))


def _shown_in_percent(style: str) -> bool:
    return "%" in style and "%" in _QUOTED.sub("", style)


def _shown_otherwise(style: str, measure: str, power: int) -> bool:
    """Whether a number format hides the number, shows it in thousands, or names another measure behind it."""
    section = style.split(";", maxsplit=1)[0]
    bare = _SILENT.sub("", _QUOTED.sub("", section)).strip().casefold()
    if not bare.endswith(_AS_STORED) and (not re.search(r"[0#?]", bare) or _IN_THOUSANDS.search(bare)):
        return True
    named = (measures.suffixed(words.strip(), measure) for words in re.findall(r'"([^"]*)"', section))
    between = (measures.power_between(words, measure) for words in named if words)
    return any(other not in (None, power) for other in between)


def _decimal(text: str) -> Decimal | None:
    """Read a stored number; None for what is no figure (NaN, or of a size that no figure has)."""
    if not _STORED.fullmatch(text.strip()):
        return None
    value = Decimal(text.strip())
    if value and abs(value.adjusted()) > _DIGITS:
        return None
    return stored(text.strip())


def _typed(text: str, measure: str, power: int) -> Value:
    state = marks.state_of(text)
    if marks.too_small(text):
        mark = Remark("value-text", "“…”表示不足最小单位，未作数字读取；如有数字请填写。", "数字", Severity.NOTE)
        return Value(None, State.NONE, remarks=(mark,))
    if state:
        return Value(None, state)
    parted = _parted(text)
    return _unread(text) if parted is None else _cleaned(text, *parted, measure, power)


def _parted(text: str) -> tuple[Decimal, str] | None:
    """Part a text into a figure and what stands behind it; None where the figure could be read in two ways or none."""
    text = _AREA.sub("平方米", _UNSEEN.sub("", text))
    if len(text) > _LONGEST_TEXT or _BROKEN_LINE.search(text.strip()) or any(map(_is_sign, text)):
        return None
    folded = unicodedata.normalize("NFKC", text).replace("−", "-").replace("。", ".")
    if _PARTED_DECIMALS.search(folded):
        return None
    match = _NUMERAL.fullmatch(re.sub(r"\s", "", folded))
    if not match or not 0 < sum(sign.isdigit() for sign in match[1]) <= _DIGITS:
        return None
    return stored(match[1].replace(",", "")), match[2]


def _is_sign(sign: str) -> bool:
    """Whether it only looks like a digit once it is folded: `14.66①` and `3²` are no numbers of one digit more."""
    return unicodedata.category(sign) == "No"


def _cleaned(text: str, figure: Decimal, behind: str, measure: str, power: int) -> Value:
    word, nature = marks.nature_beside(behind)
    if not word:
        value = measures.converted(figure, power)
        return _of(
            value, Remark("value-text", f"此格的数字以文本存放，已按{plain(value)}读取，请改为数字。", "数字"), nature
        )
    written = measures.suffixed(word, measure)
    if written is None:
        return _unread(text)
    change = measures.power_between(written, measure)
    if change is None:
        return _none(
            Remark("measure-changed", f"此格写的是{word}，而本栏的计量单位是{measure}，无法换算，请改填。", measure)
        )
    value = measures.converted(figure, change)
    if change == power:
        message = f"此格的数字带有计量单位“{word}”，已按{plain(value)}{measure}读取，请只填数字。"
        return _of(value, Remark("value-text", message, "数字"), nature)
    message = f"此格以{word}填写，已换算为{plain(value)}{measure}，请核对并按本栏单位填报。"
    return _of(value, Remark("measure-changed", message, measure, Severity.NOTE), nature)


def _unread(text: str) -> Value:
    shown = text.strip()
    if any(sign.isdigit() for sign in unicodedata.normalize("NFKC", shown)):
        message = f"“{shown}”不能读作一个确定的数，请只填一个数字，其他情况写在“说明”栏。"
        return _none(Remark("value-type", message, "数字"))
    message = f"“{shown}”不是数字，请填数字；没有数字的填“—”，不适用的填“不适用”，情况写在“说明”栏。"
    return _none(Remark("value-mark", message, "数字、“—”或“不适用”"))


def _of(value: Decimal, remark: Remark | None = None, nature: str = "") -> Value:
    state = State.VALUE if value else State.ZERO
    return Value(value, state, nature, (remark,) if remark else ())


def _none(remark: Remark) -> Value:
    return Value(None, State.BLANK, remarks=(remark,))


def plain_number(text: str) -> Decimal | None:
    """Read a text that is nothing but a number, in whatever dress; None for anything else."""
    parted = _parted(text)
    return parted[0] if parted and not parted[1] else None

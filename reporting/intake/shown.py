"""What a number format makes of a stored number: whether people see the figure that is taken.

The stored figure is taken, and what the cell shows instead is told. Only where the cell shows another measure than its
column has (`1000%` in a column of 家) nobody can say which of the two is meant.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from decimal import ROUND_HALF_UP, Context, Decimal
from functools import lru_cache

from reporting.intake import measures
from reporting.intake.remarks import Remark
from reporting.model.numbers import plain, rounded
from reporting.model.words import Severity

# What stands for itself: quoted, or escaped (`!` in Chinese programs); a space as wide as a sign, a sign that fills
# the cell; a colour, a condition, a currency.
_TOKEN = re.compile(r'"([^"]*)"|[\\!](.)|[_*](.)|\[([^\]]*)\]|(.)', re.DOTALL)
_LONGEST = 255  # spreadsheet programs take no longer format
_CODE = "0#?.,%/Ee@"
_SCALED = re.compile(r"[0#?],+(?![0#?,])")
_AS_STORED = re.compile(r"general|g/通用格式|通用格式", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Look:
    """What one section of a number format shows.

    `words` stand beside the number as they are; `nought` says whether a 0 shows as one. `places` is None where all
    stored decimals are shown; `digits` is the number of significant ones where the format is scientific.
    """

    words: str = ""
    numbered: bool = True
    nought: bool = True
    percent: bool = False
    distorted: bool = False
    signed: bool = True
    places: int | None = None
    digits: int | None = None


@lru_cache(maxsize=4096)
def faithful(style: str, measure: str, power: int, decimals: int | None) -> bool:
    """Whether every number of such a cell is shown as itself, to the decimals that are asked for.

    `measure` and `decimals` are the item's, `power` leads to them from what the sheet names.
    """
    looks = _looks(style)
    return all(_is_plain(look, power, decimals) and not _other_measure(look, measure, power) for look in looks)


def seen(
    value: Decimal, style: str, measure: str, power: int, decimals: int | None
) -> tuple[Decimal | None, Remark | None]:
    """Give the figure in `measure` that a stored number means under its format, and what is to be said about it."""
    positive, negative, zero = _looks(style)
    look = positive if value > 0 else negative if value else zero
    if look.percent and look.numbered:
        return _percent(value, measure)
    other = "" if look.distorted or not look.numbered else _other_measure(look, measure, power)
    if other:
        message = (
            f"此格显示为“{plain(value)}{look.words}”，而本栏的计量单位是{measure}，两者不一，请按{measure}填报，"
            "并把单元格格式改为“常规”。"
        )
        return None, Remark("measure-changed", message, measure)
    figure = measures.converted(value, power)
    return figure, _told(value, look, power, decimals)


def _percent(value: Decimal, measure: str) -> tuple[Decimal | None, Remark]:
    """Read what is shown in percent: Excel keeps `12.8%` as 0.128, and `1000` typed into such a cell as 10."""
    shown = f"{plain(measures.converted(value, 2))}%"
    between = measures.power_between("%", measure)
    if between is not None:
        figure = measures.converted(value, 2 + between)
        message = f"此格以百分比格式填报，已按{plain(figure)}{measure}读取，请核对。"
        return figure, Remark("percent-fraction", message, measure, Severity.NOTE)
    message = (
        f"此格显示为“{shown}”，存放的是{plain(value)}，而本栏的计量单位是{measure}，无法确定是哪个数，"
        "请把单元格格式改为“常规”后重新填数。"
    )
    return None, Remark("measure-changed", message, measure)


def _told(value: Decimal, look: Look, power: int, decimals: int | None) -> Remark | None:
    figure = plain(value)
    if not value and not look.numbered:
        shown = f"“{look.words.strip()}”" if look.words.strip() else "空白"
        message = f"此格存放的是0，显示为{shown}，已按0读取；如要表示没有此项，请改填“—”。"
        return Remark("shown-differs", message, "0", Severity.NOTE)
    if look.distorted or not look.numbered or (value < 0 and not look.signed):
        message = f"此格显示的与所存的不是同一个数，已按所存的{figure}读取，请把单元格格式改为“常规”并核对。"
        return Remark("shown-differs", message, figure)
    shown_value = _as_shown(value, look)
    if decimals is None or rounded(shown_value.scaleb(power), decimals) == rounded(value.scaleb(power), decimals):
        return None
    message = f"此格显示的是{plain(shown_value)}，存放的是{figure}，已按存放的数读取，请核对；不对的请改正后重报。"
    return Remark("shown-differs", message, figure)


def _as_shown(value: Decimal, look: Look) -> Decimal:
    if look.digits is not None:
        return Context(prec=look.digits, rounding=ROUND_HALF_UP).plus(value)
    return value if look.places is None else rounded(value, look.places)


def _is_plain(look: Look, power: int, decimals: int | None) -> bool:
    fine = look.numbered and look.signed and not look.percent and not look.distorted and look.digits is None
    return fine and (look.places is None or decimals is None or look.places - power >= decimals)


def _other_measure(look: Look, measure: str, power: int) -> str:
    """Give the measure that a format puts beside the number where it is none of the column's; empty otherwise."""
    words = look.words.strip("()（） ")
    named = measures.suffixed(words, measure) if words else None
    return named if named and measures.power_between(named, measure) != power else ""


@lru_cache(maxsize=1024)
def _looks(style: str) -> tuple[Look, Look, Look]:
    """Take a number format apart: what it shows of numbers above nought, below, and of nought."""
    sections: list[list[tuple[str, ...]]] = [[]]
    for found in _TOKEN.findall(style[:_LONGEST]):
        if found[4] == ";":
            sections.append([])
        else:
            sections[-1].append(found)
    looks = [_look(tokens) for tokens in sections]
    if any(token[3][:1] in ("<", ">", "=") for tokens in sections for token in tokens):
        # Which of them shows is not worked out: the one that says least is taken for all.
        looks = [max(looks, key=lambda look: (look.distorted, look.percent, not look.numbered))]
    positive = replace(looks[0], signed=True)
    negative, zero = (*looks[1:3], positive, positive)[:2] if len(looks) > 1 else (positive, positive)
    return positive, negative, replace(zero, signed=True, numbered=zero.nought)


def _look(tokens: list[tuple[str, ...]]) -> Look:
    text = "".join(token[4] for token in tokens)
    if _AS_STORED.search(text) or text.strip() == "@":
        words = _AS_STORED.sub("", text).replace("@", "")
        return Look(words=words + "".join(token[0] + token[1] for token in tokens))
    code = "".join(sign for sign in text if sign in _CODE)
    words = "".join(token[0] + token[1] or (token[4] if token[4] not in _CODE else "") for token in tokens)
    whole, _, decimals = code.partition(".")
    scientific = "E" in code.upper()
    places = sum(sign in "0#?" for sign in decimals.upper().split("E")[0])
    return Look(
        words=words,
        numbered=any(sign in "0#?" for sign in code),
        nought="0" in code,
        percent="%" in code,
        distorted=bool(_SCALED.search(code)) or "/" in code or any(sign.isdigit() or sign in ".．" for sign in words),
        signed="-" in words or "(" in words or "（" in words,
        places=None if scientific else places,
        digits=places + sum(sign in "0#?" for sign in whole) if scientific else None,
    )

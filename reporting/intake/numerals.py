"""Numbers written in Chinese numerals: `三十五`, `一百二十`, `叁拾伍`."""

from __future__ import annotations

from decimal import Decimal

_DIGITS = "零一二三四五六七八九"
_PLACES = ("", "十", "百", "千")
_GROUPS = ("", "万", "亿")
# As banks write them, and 两 for 二 where people say so.
_OTHER = str.maketrans("〇壹贰叁肆伍陆柒捌玖拾佰仟萬億两", "零一二三四五六七八九十百千万亿二")
_LONGEST = 20
_TEN_THOUSAND = 10_000
_TEN = 10
# 一 is as often a stroke that stands for `none`, 〇 a circle.
_STROKES = frozenset({"一", "〇", "壹"})


def number(text: str) -> Decimal | None:
    """Read a whole number in numerals; None for what is no number, or no complete one (`一百二`, `一二三`, `一`)."""
    if len(text) > _LONGEST or text in _STROKES:
        return None
    written = text.translate(_OTHER)
    value = _value(written)
    return Decimal(value) if value is not None and written in (_written(value), _in_full(value)) else None


def _value(text: str) -> int | None:
    """Reckon the value without asking whether it is well written; None where another sign stands in it."""
    total, group, digit = 0, 0, 0
    for sign in text:
        if sign in _DIGITS:
            digit = _DIGITS.index(sign)
        elif sign in _PLACES:
            group += (digit or 1) * _TEN ** _PLACES.index(sign)
            digit = 0
        elif sign in _GROUPS:
            total += (group + digit) * _TEN_THOUSAND ** _GROUPS.index(sign)
            group = digit = 0
        else:
            return None
    return total + group + digit if text else None


def _written(value: int) -> str:
    """Write a number as people do: 12 is `十二`."""
    full = _in_full(value)
    return full.removeprefix("一") if full.startswith("一十") else full


def _in_full(value: int) -> str:
    if not value:
        return _DIGITS[0]
    parts: list[str] = []
    for power in reversed(range(len(_GROUPS))):
        group = value // _TEN_THOUSAND**power % _TEN_THOUSAND
        if group:
            gap = bool(parts) and group < _TEN_THOUSAND // _TEN
            parts.append((_DIGITS[0] if gap else "") + _group(group) + _GROUPS[power])
        elif parts and value % _TEN_THOUSAND**power:
            parts.append(_DIGITS[0])
    return "".join(parts).replace("零零", "零")


def _group(value: int) -> str:
    """Write a number below ten thousand: 305 is `三百零五`, 12 `一十二`."""
    written, gap = "", False
    for power in reversed(range(len(_PLACES))):
        digit = value // _TEN**power % _TEN
        if digit:
            written += (_DIGITS[0] if gap and written else "") + _DIGITS[digit] + _PLACES[power]
        gap = not digit
    return written

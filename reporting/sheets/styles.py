"""Number formats of an .xlsx: what each cell style shows, and whether it shows a date."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from reporting.package.xml import local, parse

# Formats that are known by number alone (ECMA-376 18.8.30), those of Chinese Excel among them.
BUILT_IN: dict[int, str] = {
    1: "0",
    2: "0.00",
    3: "#,##0",
    4: "#,##0.00",
    5: '"¥"#,##0;"¥"-#,##0',
    6: '"¥"#,##0;[Red]"¥"-#,##0',
    7: '"¥"#,##0.00;"¥"-#,##0.00',
    8: '"¥"#,##0.00;[Red]"¥"-#,##0.00',
    9: "0%",
    10: "0.00%",
    11: "0.00E+00",
    12: "# ?/?",
    13: "# ??/??",
    14: "yyyy/m/d",
    15: "d-mmm-yy",
    16: "d-mmm",
    17: "mmm-yy",
    18: "h:mm AM/PM",
    19: "h:mm:ss AM/PM",
    20: "h:mm",
    21: "h:mm:ss",
    22: "yyyy/m/d h:mm",
    27: 'yyyy"年"m"月"',
    28: 'm"月"d"日"',
    29: 'm"月"d"日"',
    30: "m-d-yy",
    31: 'yyyy"年"m"月"d"日"',
    32: 'h"时"mm"分"',
    33: 'h"时"mm"分"ss"秒"',
    34: '上午/下午h"时"mm"分"',
    35: '上午/下午h"时"mm"分"ss"秒"',
    36: 'yyyy"年"m"月"',
    37: "#,##0;-#,##0",
    38: "#,##0;[Red]-#,##0",
    39: "#,##0.00;-#,##0.00",
    40: "#,##0.00;[Red]-#,##0.00",
    45: "mm:ss",
    46: "[h]:mm:ss",
    47: "mm:ss.0",
    48: "##0.0E+0",
    49: "@",
    50: 'yyyy"年"m"月"',
    51: 'm"月"d"日"',
    52: 'yyyy"年"m"月"',
    53: 'm"月"d"日"',
    54: 'm"月"d"日"',
    55: '上午/下午h"时"mm"分"',
    56: '上午/下午h"时"mm"分"ss"秒"',
    57: 'yyyy"年"m"月"',
    58: 'm"月"d"日"',
}

_SILENT = re.compile(r'"[^"]*"|\\.|_.|\*.|\[(?!(?:h+|m+|s+)\])[^\]]*\]|E[+-]|general|通用格式', re.IGNORECASE)
# What is larger is not remembered.
_LARGE = 1 << 18
_MOMENT = re.compile(r"[ymdhs]", re.IGNORECASE)


def number_formats(content: bytes) -> tuple[str, ...]:
    """Give the number format's code of every cell style, empty for 常规 (General)."""
    return _remembered(content) if len(content) < _LARGE else _read(content)


@lru_cache(maxsize=8)
def _remembered(content: bytes) -> tuple[str, ...]:
    """Read the styles of a form once, though many senders send it back."""
    return _read(content)


def _read(content: bytes) -> tuple[str, ...]:
    own: dict[str, str] = {}
    styles: list[str] = []
    for group in parse(content, "xl/styles.xml"):
        kind = local(group.tag) if isinstance(group.tag, str) else ""
        if kind == "numFmts":
            own = {element.get("numFmtId", ""): element.get("formatCode", "") for element in group}
        elif kind == "cellXfs":
            styles = [element.get("numFmtId", "0") for element in group if isinstance(element.tag, str)]
    return tuple(_code(number, own) for number in styles)


def _code(number: str, own: dict[str, str]) -> str:
    code = own.get(number) or (BUILT_IN.get(int(number), "") if number.isdecimal() else "")
    return "" if code.casefold() == "general" else code


@cache
def shows_date(code: str) -> bool:
    """Whether a number format shows a date or a time: letters of a date outside quotes, colours and escapes."""
    return bool(_MOMENT.search(_SILENT.sub("", code.split(";", maxsplit=1)[0])))

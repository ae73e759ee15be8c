"""What the styles of an .ods say of its cells: number formats as Excel writes them, columns' widths, hidden tables."""

from __future__ import annotations

import re
from functools import partial

from reporting.package.xml import Scanner, local

# A digit of 宋体 11 takes about so many millimetres.
_DIGIT = 2.45
_MILLIMETRES = {"mm": 1.0, "cm": 10.0, "in": 25.4, "pt": 25.4 / 72}
_LENGTH = re.compile(r"([0-9.]+)(mm|cm|in|pt)")
_DEEPEST = 20
_STYLES = ("number-style", "percentage-style", "currency-style", "date-style", "time-style", "text-style")
_PARTS = {
    "year": "yyyy",
    "month": "m",
    "day": "d",
    "hours": "h",
    "minutes": "mm",
    "seconds": "ss",
    "am-pm": "AM/PM",
    "text-content": "@",
    "fraction": "# ?/?",
}


class OdsStyles:
    """The styles met so far, in `styles.xml` and at the head of `content.xml`; `parser` is the one that meets them."""

    parser: Scanner

    def __init__(self) -> None:
        self.widths: dict[str, float] = {}
        self.hidden_tables: set[str] = set()
        self._cells: dict[str, tuple[str, str]] = {}
        self._codes: dict[str, str] = {}
        self._chosen: dict[str, str] = {}
        self._style = self._code = ""

    def format_of(self, style: str) -> str:
        """Give the number format of a cell style, or of the style it is derived from; empty for 常规."""
        for _ in range(_DEEPEST):
            data, parent = self._cells.get(style, ("", ""))
            if data or not parent:
                data = self._chosen.get(data, data)
                return self._codes.get(data, "")
            style = parent
        return ""

    def start(self, tag: str, given: dict[str, str]) -> None:
        """Meet the start of an element."""
        name = local(tag)
        if tag == "style:style":
            self._style = given.get("style:name", "")
            self._cells[self._style] = given.get("style:data-style-name", ""), given.get("style:parent-style-name", "")
        elif tag == "style:table-properties" and given.get("table:display") == "false":
            self.hidden_tables.add(self._style)
        elif tag == "style:table-column-properties":
            length = _LENGTH.fullmatch(given.get("style:column-width", ""))
            self.widths[self._style] = float(length[1]) * _MILLIMETRES[length[2]] / _DIGIT if length else 0.0
        elif tag.startswith("number:"):
            self._number(name, given)
        elif tag == "style:map" and self._code:
            # The first condition is the first section of Excel's format, that of ordinary numbers.
            self._chosen.setdefault(self._code, given.get("style:apply-style-name", self._code))

    def end(self, tag: str) -> None:
        """Meet the end of an element."""
        name = local(tag)
        if tag in ("number:text", "number:currency-symbol"):
            self.parser.CharacterDataHandler = None
        elif tag.startswith("number:") and name in _STYLES:
            self._code = ""

    def _number(self, name: str, given: dict[str, str]) -> None:
        if name in _STYLES:
            self._code = given.get("style:name", "")
            self._codes[self._code] = ""
        elif name in ("text", "currency-symbol"):
            self.parser.CharacterDataHandler = partial(self._quote, self._code)
        elif name in ("number", "scientific-number"):
            self._add(self._code, _digits(given, exponent=name.startswith("s")))
        else:
            self._add(self._code, _PARTS.get(name, ""))

    def _quote(self, code: str, text: str) -> None:
        self._add(code, text if text.strip() in {"", "%", "-", ","} else f'"{text.replace(chr(34), "")}"')

    def _add(self, code: str, piece: str) -> None:
        if code:
            self._codes[code] += piece


def _digits(given: dict[str, str], *, exponent: bool) -> str:
    """Write a number's part of a format: `#,##0.00`; empty where the decimals are left open, as in 常规."""
    places = given.get("number:decimal-places", "")
    if not places.isdecimal() and not exponent:
        return ""
    grouped = "#,##0" if given.get("number:grouping") == "true" else "0"
    thousands = len(given.get("number:display-factor", "1").rstrip(".")) // 3
    decimals = "." + "0" * min(int(places), 30) if places.isdecimal() and int(places) else ""
    return grouped + decimals + "," * thousands + ("E+00" if exponent else "")

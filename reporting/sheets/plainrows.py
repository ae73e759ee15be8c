"""Read rows written plainly, as Excel, WPS, LibreOffice and the common libraries write them, by patterns.

The patterns must recognise every character of a block of rows, or nothing of it is taken: then the XML reader reads it
(`cells.py`), which reads anything. Both read the same; this one is several times faster.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache

from reporting.model.grid import Cell, CellKind, place
from reporting.sheets.cells import LAST_COLUMN, LAST_ROW
from reporting.sheets.meaning import FALSE, Meaning
from reporting.sheets.plaintext import ATTRIBUTE, BLANK, PRESERVED, SIGN, TEXT, attributes, read_out

_TRUTH = r'"(?:0|1|false|true)"'
_FORMULA = rf'<f(?: t="shared"(?: ref="[A-Z0-9:]++")?+ si="[0-9]++"| (?:aca|ca)={_TRUTH})?+(?: ?/>|>{TEXT}*+</f>)'
# A cell; or a row's beginning, with its end where it has no cells; or a row's end.
_TOKEN = re.compile(
    rf'[{BLANK}]*+(?:<c r="([A-Z]{{1,3}}+)([0-9]++)"((?:{ATTRIBUTE})*+)(?: ?/>|>(?:<v>({SIGN}++)</v>'
    rf"|<is><t{PRESERVED}>({TEXT}++)</t></is>|({_FORMULA})(?:<v(>{TEXT}*+</v| ?/)>)?+)?+</c>)"
    rf'|<row r="([1-9][0-9]{{0,6}}+)"((?:{ATTRIBUTE})*+)(>| ?/>)|(</row>)'
    r"|[\s\S]++)"  # anything else: none of these, and all that follows it
)
_USUAL = re.compile(r'(?: s="(?P<s>[0-9]++)")?+(?: t="(?P<t>[A-Za-z]++)")?+')
# So many combinations of attributes are remembered; honest sheets have a few dozen.
_MOST = 10_000
# Attributes of a type and a style are shorter.
_SHORT = 40

Cells = dict[tuple[int, int], Cell]
# The columns that were met so far, by their letters.
_COLUMNS: dict[str, int] = {}
# A million cells are made here: past the constructor, which takes twice as long.
_made: Callable[[type[Cell], tuple[int, int, str, CellKind, bool, str]], Cell] = tuple.__new__


class OddRows(ValueError):  # noqa: N818 - no error: another reads them
    """Rows that are not written plainly."""


class PlainRows:
    """Reads blocks of whole rows; `hidden` are the rows that say they are, `last` is the last row's number."""

    def __init__(self, meaning: Meaning) -> None:
        self.hidden: set[int] = set()
        self.last = 0
        self._meaning = meaning
        self._hides: dict[str, bool] = {}

    def read(self, block: bytes) -> Cells:
        """Give the cells that hold something. Raises OddRows where not all of the block is plain, or it is wrong."""
        last = self.last
        try:
            return self._read(block.decode())
        except (ValueError, LookupError) as fault:
            self.last = last
            raise OddRows from fault

    def _read(self, block: str) -> Cells:
        cells: Cells = {}
        at, number = 0, ""  # of the row the cells stand in; no row has an empty number
        sorts, strings, shown = self._meaning.sorts, self._meaning.strings, self._meaning.shown
        for letters, digits, given, value, inline, formula, result, row, said, begun, ended in _TOKEN.findall(block):
            if not letters:
                at, number = self._row(number, row, said, begun, ended)
                continue
            if digits != number:
                raise OddRows(digits)
            sort, kind, code = sorts.get(given) or self._sort(given)
            text: str | None
            if value:
                if sort == "s" and value.isdecimal():
                    text = strings[int(value)]
                else:
                    text = value.strip() if sort == "n" else shown(sort, value)
            elif inline:
                text = shown(sort, read_out(inline))
            elif formula:
                text = shown(sort, read_out(result[1:-3])) if result else ""
            else:
                continue
            if text or (formula and text is not None):
                column = _COLUMNS.get(letters) or _column(letters)
                cells[at, column] = _made(Cell, (at, column, text, kind, formula != "", code))
        if number:
            raise OddRows(number)
        return cells

    def _row(self, within: str, number: str, given: str, begun: str, ended: str) -> tuple[int, str]:
        """Go into a row, or out of it, and give where the next cells stand. Raises OddRows for a sign of neither."""
        if ended and within:
            return 0, ""
        if ended or within or not number or int(number) > LAST_ROW:
            raise OddRows(number)
        self.last = int(number)
        hides = self._hides.get(given)
        if self._hiding(given) if hides is None else hides:
            self.hidden.add(self.last)
        return (self.last, number) if begun == ">" else (0, "")

    def _hiding(self, given: str) -> bool:
        hides = _said(given).get("hidden", "0") not in FALSE
        if len(self._hides) < _MOST:
            self._hides[given] = hides
        return hides

    def _sort(self, given: str) -> tuple[str, CellKind, str]:
        sort, style = _usual(given) if len(given) < _SHORT else _sort_of(given)
        found = (sort, *self._meaning.kind(sort, style))
        if len(self._meaning.sorts) < _MOST:
            self._meaning.sorts[given] = found
        return found


def _sort_of(given: str) -> tuple[str, str]:
    """Give the type and the style that a cell's attributes say."""
    usual = _USUAL.fullmatch(given)
    said = usual.groupdict() if usual else _said(given)
    return said.get("t") or "n", said.get("s") or "0"


# The same few in the files of one program; whatever is longer is not remembered.
_usual = lru_cache(maxsize=1024)(_sort_of)


def _column(letters: str) -> int:
    column = place(f"{letters}1")[1]
    if column > LAST_COLUMN:
        raise OddRows(letters)
    _COLUMNS[letters] = column
    return column


def _said(given: str) -> dict[str, str]:
    """Read attributes that follow an address, which is not given twice either."""
    said = attributes(given)
    if said is None or "r" in said:
        raise OddRows(given)
    return said

"""The texts of a new workbook, each written once and named by its number (shared strings).

Texts of strangers are written letter for letter. What XML cannot hold is written as Excel writes it: `_x0001_`, and
a text that looks like such a sign as `_x005F_x0001_` (ECMA-376, ST_Xstring).
"""

from __future__ import annotations

import re

# A cell holds so many UTF-16 units; Excel refuses a workbook with more.
LONGEST = 32_767
_NAMESPACE = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_DECLARED = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_UNHELD = re.compile("_(?=x[0-9A-Fa-f]{4}_)|[\x00-\x08\x0b-\x1f\ud800-\udfff\ufffe\uffff]")


class Texts(dict[str, int]):
    """Gives the number of a text, `texts["甲"]`, writing down a new one; what is longer than a cell holds is cut.

    It also answers what xlsxwriter asks of its own table, which writes a text `<r>…</r>` as markup.
    """

    def __init__(self) -> None:
        """Begin without texts."""
        super().__init__()
        self._held: list[str] = []

    def __missing__(self, text: str) -> int:
        """Write a new text down and give its number."""
        if 2 * len(text) > LONGEST and (held := cut(text)) != text:
            number = self[text] = self[held]
            return number
        number = self[text] = len(self._held)
        self._held.append(text)
        return number

    def xml(self) -> str:
        """Give the part of the workbook that holds them."""
        head = f'{_DECLARED}<sst xmlns="{_NAMESPACE}" uniqueCount="{len(self._held)}">'
        # What is all letters and digits holds no sign to escape and no blank to keep.
        items = [f"<si><t>{text}</t></si>" if text.isalnum() else _item(text) for text in self._held]
        return "".join((head, *items, "</sst>"))

    @property
    def count(self) -> int:
        """How many there are: xlsxwriter writes no part for none."""
        return len(self._held)

    def _get_shared_string_index(self, text: str) -> int:
        return self[text]

    def _get_shared_string(self, number: int) -> str:
        return self._held[number]

    def _sort_string_data(self) -> None:
        """Do nothing: they lie in their order."""


def cut(text: str, most: int = LONGEST) -> str:
    """Give as much of a text as a cell holds, or so many UTF-16 units; no sign is parted."""
    units = text.encode("utf-16-le", "surrogatepass")
    return text if len(units) <= 2 * most else units[: 2 * most].decode("utf-16-le", "ignore")


def _item(text: str) -> str:
    kept = ' xml:space="preserve"' if text != text.strip() else ""
    held = _UNHELD.sub(lambda found: f"_x{ord(found[0]):04X}_", text)
    return f"<si><t{kept}>{held.replace('&', '&amp;').replace('<', '&lt;').replace('>', '&gt;')}</t></si>"

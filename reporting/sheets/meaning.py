"""What the type and the style of a cell of an .xlsx make of the text that is stored in it."""

from __future__ import annotations

from collections.abc import Sequence

from reporting.model.grid import CellKind
from reporting.sheets.strings import unescaped
from reporting.sheets.styles import shows_date

FALSE = ("0", "false")
_KINDS = {
    "s": CellKind.TEXT,
    "str": CellKind.TEXT,
    "inlineStr": CellKind.TEXT,
    "b": CellKind.TRUTH,
    "e": CellKind.ERROR,
    "d": CellKind.DATE,
}


class Meaning:
    """Knows a workbook's shared texts and its number formats."""

    def __init__(self, strings: Sequence[str], formats: Sequence[str]) -> None:
        self.strings = strings
        # What was found out about cells so far, by their attributes as they are written: type, kind, number format.
        self.sorts: dict[str, tuple[str, CellKind, str]] = {}
        self._formats = {str(number): (code, shows_date(code)) for number, code in enumerate(formats)}

    def kind(self, sort: str, style: str) -> tuple[CellKind, str]:
        """Give what a cell of type `sort` and of a style holds, and the code of its number format."""
        code, date = self._formats.get(style, ("", False))
        kind = _KINDS.get(sort, CellKind.NUMBER)
        return (CellKind.DATE if date and kind is CellKind.NUMBER else kind), code

    def shown(self, sort: str, text: str) -> str | None:
        """Give what a cell of type `sort` shows; None for a formula whose result is the empty text.

        Raises ValueError or LookupError for the number of a shared text that is none, which is damage.
        """
        match sort:
            case "s":
                return self.shared(text)
            case "str":
                return unescaped(text) or None
            case "inlineStr":
                return unescaped(text)
            case "b":
                return text and ("FALSE" if text in FALSE else "TRUE")
        return text.strip()

    def shared(self, text: str) -> str:
        """Give a shared text by its number; what is none (`-1`) is damage, not the last text."""
        if not text.strip().isdecimal():
            raise ValueError(text)
        return self.strings[int(text)]

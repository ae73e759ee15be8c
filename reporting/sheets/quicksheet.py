"""A sheet of xlsxwriter's that takes and writes texts in fewer steps: of these a long list has a hundred thousand.

The bytes are the same. What is no text, or long, goes the library's own way.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from xlsxwriter.format import Format
from xlsxwriter.worksheet import CellStringTuple, Worksheet

from reporting.model.grid import column_letters

# Texts of up to half of what a cell holds need no counting of UTF-16 units.
_SHORT = 16_383


class QuickSheet(Worksheet):  # type: ignore[misc]  # the library has no types
    """The library's sheet; rows and columns count from 0, as there."""

    def put_texts(self, row: int, column: int, texts: Sequence[str], formats: Sequence[Format]) -> None:
        """Write texts side by side, each with its format, as `write_string` does."""
        if max(map(len, texts), default=0) > _SHORT:
            for place, (text, format_) in enumerate(zip(texts, formats, strict=True), start=column):
                self.write_string(row, place, text, format_)
            return
        self._check_dimensions(row, column)
        self._check_dimensions(row, column + len(texts) - 1)
        cells, number = self.table[row], self.str_table._get_shared_string_index  # noqa: SLF001 - as the library's own method does
        for place, (text, format_) in enumerate(zip(texts, formats, strict=True), start=column):
            cells[place] = CellStringTuple(number(text), format_)

    def _write_cell(self, row: int, col: int, cell: Any) -> None:
        if cell.__class__ is CellStringTuple and cell.format:
            style = cell.format._get_xf_index()  # noqa: SLF001 - as above
            self.fh.write(f'<c r="{column_letters(col + 1)}{row + 1}" s="{style}" t="s"><v>{cell.string}</v></c>')
        else:
            super()._write_cell(row, col, cell)

"""Make rows high enough for the wrapped texts put into them, as a spreadsheet program does while one types.

A program that only opens a file does not: LibreOffice shows the heights it finds. Rows of a fixed height stay.
"""

from __future__ import annotations

from lxml import etree

from reporting.model.grid import place
from reporting.sheets.editing import child
from reporting.sheets.sheet_xml import SheetXml
from reporting.sheets.width import height

_DEFAULT_WIDTH, _DEFAULT_HEIGHT, _DEFAULT_SIZE = 9.0, 15.0, 11.0
_TRUE = ("1", "true")


class Heights:
    """What the height of a row depends on: its columns' widths, and which styles wrap, in what size."""

    def __init__(self, sheet: SheetXml, styles: etree._Element | None) -> None:
        """Read widths and styles once."""
        self._sheet = sheet
        self._sizes = {} if styles is None else wrapping(styles)
        self._widths = dict(_widths(sheet.root))
        self._merges = sheet.merges()

    def grow(self, row: int, column: int, text: str) -> None:
        """Make the cell's row as high as the text needs; it is never made lower."""
        cell = self._sheet.find(row, column)
        holder = self._sheet.rows.get(row)
        if cell is None or holder is None or holder.get("customHeight") in _TRUE or not self._has_height(holder):
            return
        size = self._sizes.get(cell.get("s", "0"))
        if size is None:
            return
        needed = height([(text, self._width(row, column))], size, least=0)
        if needed > float(holder.get("ht") or self._default_height()):
            holder.set("ht", f"{needed:g}")

    def _width(self, row: int, column: int) -> float:
        """Give the room a cell has: its column's, or that of all columns it is merged over."""
        for merged in self._merges:
            if merged.holds(row, column):
                return sum(self._widths.get(one, _DEFAULT_WIDTH) for one in range(merged.left, merged.right + 1))
        return self._widths.get(column, _DEFAULT_WIDTH)

    def _has_height(self, row: etree._Element) -> bool:
        """Whether a height is said of the row; where none is, programs make one for all texts in it as they open it."""
        found = child(self._sheet.root, "sheetFormatPr")
        return "ht" in row.attrib or (found is not None and found.get("customHeight") in _TRUE)

    def _default_height(self) -> float:
        found = child(self._sheet.root, "sheetFormatPr")
        return float(found.get("defaultRowHeight", _DEFAULT_HEIGHT)) if found is not None else _DEFAULT_HEIGHT


def grow(sheet: SheetXml, styles: etree._Element | None, texts: dict[str, str]) -> None:
    """Make room for texts by address; those inside a merge over several rows have it already."""
    tall = {(merged.top, merged.left) for merged in sheet.merges() if merged.bottom > merged.top}
    heights = Heights(sheet, styles)
    for where, text in texts.items():
        at = place(where)
        if at not in tall:
            heights.grow(*at, text)


def _widths(root: etree._Element) -> list[tuple[int, float]]:
    found = child(root, "cols")
    columns = [] if found is None else list(found)
    return [
        (number, float(one.get("width", _DEFAULT_WIDTH)))
        for one in columns
        for number in range(int(one.get("min", "1")), min(int(one.get("max", "1")), 300) + 1)
    ]


def wrapping(styles: etree._Element) -> dict[str, float]:
    """Give the size of type of every cell style that wraps, by its number, and under "" that of the workbook's own."""
    fonts, formats = child(styles, "fonts"), child(styles, "cellXfs")
    sizes = [_size(font) for font in ([] if fonts is None else fonts)]
    found = {"": sizes[0] if sizes else _DEFAULT_SIZE}
    for number, look in enumerate([] if formats is None else formats):
        alignment = child(look, "alignment")
        if alignment is not None and alignment.get("wrapText") in _TRUE:
            font = int(look.get("fontId", "0"))
            found[str(number)] = sizes[font] if font < len(sizes) else _DEFAULT_SIZE
    return found


def _size(font: etree._Element) -> float:
    size = child(font, "sz")
    return float(size.get("val", _DEFAULT_SIZE)) if size is not None else _DEFAULT_SIZE

"""Read a text of comma-, tab- or semicolon-separated values, in whatever coding a Chinese Windows writes.

The delimiter is the one by which most lines have equally many fields. A text has no sheet names, so the one sheet is
left without; `read` names it after the file, as Excel does.
"""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import islice

from reporting.model.errors import UnreadableFile
from reporting.model.grid import Book, Cell, CellKind, Sheet
from reporting.package.archive import Limits
from reporting.sheets.cells import LAST_COLUMN, LAST_ROW, MOST_CELLS
from reporting.sheets.look import decoded
from reporting.sheets.stored import damaged, kind_of, too_much

_DELIMITERS = ("\t", ",", ";")
_LINES = 500
# Marks between thousands, and the tab that web systems set before a code to keep it a text, are no delimiters.
_THOUSANDS = re.compile(r"(?<=\d),(?=\d{3}(?:\D|$))")
_TAB_BEFORE = re.compile(r'(^|[,;]"?)\t', re.MULTILINE)
# By a delimiter that is none, a line is one field.
_LONGEST_FIELD, _LONGEST_LINE = 131_072, 1 << 20
# ="0577" is how a text is kept a text in a file that Excel shall open.
_KEPT_TEXT = re.compile(r'="([^"]*)"')


def read(content: bytes, limits: Limits) -> Book:
    """Read the values. Raises UnreadableFile: `file-kind` where the text is no table, `file-damaged`, `file-bomb`."""
    if len(content) > limits.total:
        raise too_much("文字")
    bound(content)
    text = decoded(content)
    if text is None:
        raise damaged()
    text = text.removeprefix("\ufeff")
    delimiter = _delimiter(text)
    if delimiter is None:
        what = "这是文本文件，里面没有表格，请用 Excel 或 WPS 打开原表格，另存为 .xlsx 后重新报送"
        raise UnreadableFile("file-kind", what)
    return Book((Sheet("", _cells(_rows(text, delimiter))),))


def bound(content: bytes) -> None:
    """Refuse what no table is before it is decoded: more lines than a sheet has rows, or a line without end."""
    if content.count(b"\n") > LAST_ROW:
        raise too_much("行")
    for at in range(0, len(content) - _LONGEST_LINE, _LONGEST_LINE):
        if not any(at <= content.find(end, at, at + _LONGEST_LINE) for end in (b"\n", b"\r")):
            raise too_much("一行文字")


def _delimiter(text: str) -> str | None:
    """Choose the delimiter; None where no two lines have the same number of fields, two at least."""
    head = _TAB_BEFORE.sub(r"\1", "".join(islice(io.StringIO(text, newline=""), _LINES)))
    for sample in (_THOUSANDS.sub("", head), head):
        fits = {delimiter: _fit(sample, delimiter) for delimiter in _DELIMITERS}
        best = max(_DELIMITERS, key=fits.__getitem__)
        if fits[best] > (0, 0):
            return best
    return None


def _fit(sample: str, delimiter: str) -> tuple[int, int]:
    """Measure how well a delimiter fits: how many lines have the commonest number of fields, and that number."""
    widths = Counter(len(row) for row in _rows(sample, delimiter) if len(row) > 1)
    (width, count) = max(widths.items(), key=lambda one: (one[1], one[0]), default=(0, 0))
    return (count, width) if count > 1 else (0, 0)


def _rows(text: str, delimiter: str) -> Iterator[list[str]]:
    csv.field_size_limit(_LONGEST_FIELD)
    try:
        yield from csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    except csv.Error as fault:
        raise damaged() from fault


def _cells(rows: Iterable[list[str]]) -> dict[tuple[int, int], Cell]:
    cells: dict[tuple[int, int], Cell] = {}
    for row, fields in enumerate(rows, 1):
        for column, field in enumerate(fields, 1):
            if field:
                cells[row, column] = _cell(row, column, field)
        if row > LAST_ROW or len(fields) > LAST_COLUMN or len(cells) > MOST_CELLS:
            raise too_much("行列")
    return cells


def _cell(row: int, column: int, field: str) -> Cell:
    kept = _KEPT_TEXT.fullmatch(field)
    return Cell(row, column, kept[1], CellKind.TEXT) if kept else Cell(row, column, field, kind_of(field))

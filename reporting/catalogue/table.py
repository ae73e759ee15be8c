"""A sheet of the catalogue as rows by heading, whatever the order of its columns."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from reporting.catalogue.faults import Faults
from reporting.catalogue.row import Row
from reporting.model.grid import Book, Cell, CellKind, Sheet, address
from reporting.model.names import normalised, without_brackets
from reporting.model.numbers import HUNDRED, fixed, plain, stored

# A title and a note may stand above the headings; further down begins the data.
_HEADING_DEPTH = 10
_FIXED_STYLE = re.compile(r"#?,?#*0\.(0+)%?(?:_.*)?\Z")
_NOTE = re.compile(r"注[:：]|说明[:：]")


@dataclass(frozen=True, slots=True)
class _Headings:
    """The row the headings stand in, and the column of each."""

    row: int
    columns: Mapping[str, int]

    def __contains__(self, heading: str) -> bool:
        return heading in self.columns

    def __len__(self) -> int:
        return len(self.columns)


@dataclass(frozen=True, slots=True)
class Tables:
    """All sheets of the workbook, by name; of the `broken` ones a column is missing, or all of it.

    What refers to a broken sheet, or stands in it, is not told of: its own fault is the one to mend first.
    """

    rows: Mapping[str, tuple[Row, ...]]
    broken: frozenset[str]

    def __getitem__(self, name: str) -> tuple[Row, ...]:
        """Give the rows of a sheet."""
        return self.rows[name]


def read_tables(
    book: Book, layout: Mapping[str, Sequence[str]], optional: Mapping[str, Sequence[str]], faults: Faults
) -> Tables:
    """Read every sheet of the layout, which gives the headings of each; blank rows and notes are passed over.

    `optional` gives the headings a sheet may have beside.
    """
    tables: dict[str, tuple[Row, ...]] = {}
    broken: set[str] = set()
    for name, wanted in layout.items():
        sheet = next((sheet for sheet in book.sheets if normalised(sheet.name) == normalised(name)), None)
        columns = _checked_headings(sheet, name, wanted, optional.get(name, ()), faults)
        whole = all(heading in columns for heading in wanted)
        if not whole:
            broken.add(name)
        tables[name] = tuple(_rows(sheet, columns, faults if whole else Faults())) if sheet and columns else ()
    return Tables(tables, frozenset(broken))


def _checked_headings(
    sheet: Sheet | None, name: str, wanted: Sequence[str], optional: Sequence[str], faults: Faults
) -> _Headings:
    """Find the headings; a sheet or column that is not there, or there twice, is a fault."""
    listed = "、".join(wanted)
    if sheet is None:
        faults.add(name, f"缺少工作表“{name}”", f"请补上名为“{name}”的工作表，表头为：{listed}；没有内容时只留表头")
        return _Headings(0, {})
    found = _headings(sheet, (*wanted, *optional))
    if not found:
        faults.add(f"{sheet.name}!A1", "找不到表头", f"请在首行写上表头：{listed}")
        return found
    for heading in wanted:
        if heading not in found:
            faults.add(f"{sheet.name}!A{found.row}", f"缺少“{heading}”列", f"请在表头行补上“{heading}”")
    _check_doubled(sheet, found.row, (*wanted, *optional), faults)
    return found


def _headings(sheet: Sheet, wanted: Sequence[str]) -> _Headings:
    """Find the row with the most of the headings."""
    by_key = {_key(heading): heading for heading in wanted}
    best = _Headings(0, {})
    for number, cells in sheet.rows():
        if number > _HEADING_DEPTH:
            break
        columns: dict[str, int] = {}
        for cell in cells:
            heading = by_key.get(_key(cell.text))
            if heading:
                columns.setdefault(heading, cell.column)
        if len(columns) > len(best.columns):
            best = _Headings(number, columns)
    return best


def _check_doubled(sheet: Sheet, number: int, wanted: Sequence[str], faults: Faults) -> None:
    keys = {_key(heading) for heading in wanted}
    seen: set[str] = set()
    for (row, _), cell in sorted(sheet.cells.items()):
        key = _key(cell.text)
        if row != number or key not in keys:
            continue
        if key in seen:
            faults.add(f"{sheet.name}!{cell.address}", f"表头“{cell.text.strip()}”重复", "请只保留一列，或给另一列改名")
        seen.add(key)


def _key(heading: str) -> str:
    """Bring a heading to the form in which it is compared; `总投资（万元）` is 总投资."""
    return normalised(without_brackets(heading))


def _rows(sheet: Sheet, headings: _Headings, faults: Faults) -> Iterator[Row]:
    columns = headings.columns
    merged = _merged_downwards(sheet)
    numbers = {number for number, _ in sheet.cells if number > headings.row}
    for number in sorted(numbers):
        cells = {heading: _cell(sheet, merged, number, column) for heading, column in columns.items()}
        texts = {heading: _shown(sheet, cell, faults) for heading, cell in cells.items() if cell is not None}
        own = [text for heading, text in texts.items() if text and (number, columns[heading]) in sheet.cells]
        if own and not (len(own) == 1 and _NOTE.match(own[0])):
            yield Row(sheet.name, number, columns, texts, faults)


def _merged_downwards(sheet: Sheet) -> Mapping[tuple[int, int], Cell]:
    """Give what stands in cells swallowed by a merge within one column, as clerks merge 抓手 and 任务."""
    last = sheet.last_row
    swallowed: dict[tuple[int, int], Cell] = {}
    for area in sheet.merges:
        first = sheet.cells.get((area.top, area.left))
        if first is not None and area.left == area.right:
            rows = range(area.top + 1, min(area.bottom, last) + 1)
            swallowed.update({(row, area.left): first for row in rows})
    return swallowed


def _cell(sheet: Sheet, merged: Mapping[tuple[int, int], Cell], row: int, column: int) -> Cell | None:
    cell = sheet.cells.get((row, column))
    return cell if cell is not None and (cell.text or cell.formula) else merged.get((row, column), cell)


def _shown(sheet: Sheet, cell: Cell, faults: Faults) -> str:
    """Give a cell's text as its owner sees it: 0.0253 shown as a percentage is `2.53%`."""
    where = f"{sheet.name}!{address(cell.row, cell.column)}"
    text = cell.text.strip()
    if cell.kind is CellKind.ERROR:
        faults.add(where, f"单元格是错误值{text}", "请改正公式，或直接写上内容")
        return ""
    if cell.formula and not text:
        faults.add(where, "单元格里的公式没有存下结果", "请用 Excel 打开后保存一次，或直接写上内容")
    return _number_shown(text, cell.style) if cell.kind is CellKind.NUMBER and text else text


def _number_shown(text: str, style: str) -> str:
    value = stored(text)
    sign = ""
    if style.endswith("%"):
        value, sign = value * HUNDRED, "%"
    match = _FIXED_STYLE.match(style)
    places = len(match[1]) if match else 0
    # The style adds noughts (3.0), it never takes away what is stored.
    exact = -int(value.normalize().as_tuple().exponent)
    return (fixed(value, places) if exact <= places else plain(value)) + sign

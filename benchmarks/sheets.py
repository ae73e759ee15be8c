"""A styled list of 22,000 rows and 20 columns, written by us and by xlsxwriter: `python -m benchmarks.sheets`.

The peer is called as its manual advises for speed: typed methods, formats made once, and with `constant_memory` or
without, whichever is faster. Both books are read back by openpyxl: the same values in the same looks. Processor's
time; the calls take turns. 1 when we are not four times as fast.
"""

from __future__ import annotations

import gc
import io
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl
import xlsxwriter

from reporting.sheets.write import Draft, Plain

ROWS, ROUNDS, LEAST = 22_000, 5, 4
SHEET = "清单"
COUNTIES = ("甲区", "乙区", "丙市", "丁县", "戊县")
FIELDS = ("电子信息", "生物与新医药", "新材料", "先进制造与自动化", "=高技术服务")
# The looks of the columns, by xlsxwriter's words: what both are given.
_LINES = {"font_name": "宋体", "font_size": 11, "valign": "vcenter", "border": 1, "border_color": "#808080"}
LOOKS: Mapping[str, Mapping[str, Any]] = {
    "text": {**_LINES, "text_wrap": True},
    "number": {**_LINES, "align": "right", "num_format": "#,##0.00"},
    "date": {**_LINES, "align": "center", "num_format": "yyyy-mm-dd"},
}
COLUMNS = ("number", *["text"] * 10, *["number"] * 6, "date", "text", "text")
Row = tuple[Plain, ...]


def rows() -> list[Row]:
    """Give the list: half the columns texts, some of them all different; amounts, dates, blanks."""
    return [_row(number) for number in range(1, ROWS + 1)]


def _row(number: int) -> Row:
    drawn = number * 7919
    texts = (
        f"9133{drawn:014d}",
        f"温州市第{number}号<机电>科技有限公司",
        COUNTIES[drawn % 5],
        FIELDS[drawn % 5],
        f"0577{drawn % 10**8:08d}",
        "高新技术企业",
        f"{drawn % 97}号路{drawn % 400}号",
        "是" if drawn % 3 else "否",
        f" {drawn % 1000} ",
        "科技型中小企业",
    )
    amounts = tuple(Decimal(drawn * place % 10**7 + 1) / 100 for place in range(1, 7))
    day = date(2020, 1, 1) + timedelta(days=drawn % 1300)
    return (number, *texts, *amounts, day, None if drawn % 2 else "续报", "")


def ours(listed: Sequence[Row]) -> bytes:
    """Write the list as our products do."""
    draft = Draft()
    formats = {name: draft.style("plain", **look) for name, look in LOOKS.items()}
    draft.page(SHEET).stream(1, listed, [formats[name] for name in COLUMNS])
    return draft.content()


def peer(listed: Sequence[Row], *, constant: bool) -> bytes:
    """Write the list with xlsxwriter."""
    with tempfile.TemporaryDirectory() as folder:
        buffer, path = io.BytesIO(), Path(folder) / "a.xlsx"
        book = xlsxwriter.Workbook(
            path if constant else buffer, {"constant_memory": constant, "in_memory": not constant}
        )
        sheet = book.add_worksheet(SHEET)
        writes = {"text": sheet.write_string, "number": sheet.write_number, "date": sheet.write_datetime}
        looks = {name: book.add_format(look) for name, look in LOOKS.items()}
        columns = [(column, writes[name], looks[name]) for column, name in enumerate(COLUMNS)]
        for row, values in enumerate(listed):
            for (column, write, look), value in zip(columns, values, strict=True):
                if value:
                    write(row, column, value, look)
                else:
                    sheet.write_blank(row, column, None, look)
        book.close()
        return path.read_bytes() if constant else buffer.getvalue()


def read_back(content: bytes) -> Iterator[tuple[object, ...]]:
    """Read values and looks of a book, row by row."""
    book = openpyxl.load_workbook(io.BytesIO(content), read_only=True)
    for row in book[SHEET].iter_rows():
        yield tuple((one.value, one.number_format, one.font.name, one.border.left.style) for one in row)


def processor_time(calls: Sequence[Callable[[], bytes]]) -> list[float]:
    """Give the median seconds of each call, made in turn."""
    spent: list[list[float]] = [[] for _ in calls]
    for _ in range(ROUNDS):
        for call, times in zip(calls, spent, strict=True):
            gc.collect()
            begun = time.process_time()
            call()
            times.append(time.process_time() - begun)
    return [statistics.median(times) for times in spent]


def main() -> int:
    """Compare what both write, then how long it takes."""
    listed = rows()
    calls: tuple[Callable[[], bytes], ...] = (
        lambda: ours(listed),
        lambda: peer(listed, constant=True),
        lambda: peer(listed, constant=False),
    )
    books = [call() for call in calls]
    same = all(one == other for one, other in zip(read_back(books[0]), read_back(books[1]), strict=True))
    spent = processor_time(calls)
    for name, book, seconds in zip(("ours", "xlsxwriter, constant_memory", "xlsxwriter"), books, spent, strict=True):
        print(f"{name:28} {1000 * seconds:6.0f} ms {len(book) / 1e6:5.1f} MB")
    times = min(spent[1:]) / spent[0]
    print(f"{times:.1f} times as fast as the faster of the peer's ways, at least {LEAST} wanted; ", end="")
    print("the same content and looks read back" if same else "THE CONTENT DIFFERS")
    return int(times < LEAST or not same)


if __name__ == "__main__":
    sys.exit(main())

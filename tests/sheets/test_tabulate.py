"""The plain workbook behind a chart: what was put in is what Excel's readers find, numbers as numbers."""

from __future__ import annotations

import io
from decimal import Decimal

import openpyxl

from reporting.sheets.read import read
from reporting.sheets.tabulate import tabulate

ROWS = (
    ("", "完成进度<&", "时序"),
    ("=1+1", Decimal("55.60"), Decimal(75)),
    ("R&D\x0b\"'\n经费", None, Decimal("-0.12")),
)


def test_texts_and_numbers_read_back() -> None:
    """Texts stay texts, whatever they look like; a gap stays empty."""
    sheet = openpyxl.load_workbook(io.BytesIO(tabulate("图表数据", ROWS)))["图表数据"]
    assert [[cell.value for cell in row] for row in sheet.iter_rows()] == [
        [None, "完成进度<&", "时序"],
        ["=1+1", 55.6, 75],
        ["R&D\"'\n经费", None, -0.12],
    ]
    assert sheet["A2"].data_type in ("s", "inlineStr")


def test_our_own_reader_reads_it_too() -> None:
    """The cells hold the numbers' own digits."""
    sheet = read(tabulate("图表数据", ROWS), "x.xlsx").sheets[0]
    assert (sheet.name, sheet.text(2, 2), sheet.text(3, 3)) == ("图表数据", "55.6", "-0.12")


def test_the_same_rows_give_the_same_bytes() -> None:
    """There is no clock in it."""
    assert tabulate("图表数据", ROWS) == tabulate("图表数据", [list(row) for row in ROWS])

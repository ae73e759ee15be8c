"""Texts that are written in fewer steps make the very bytes that xlsxwriter makes of them."""

from __future__ import annotations

import io
from datetime import datetime

import pytest
import xlsxwriter
from xlsxwriter.worksheet import Worksheet

from reporting.sheets.quicksheet import QuickSheet

TEXTS = ("甲", "", " 前后 ", "a&<b>", "两\n行", "\x01", "_x0041_", "甲", "=1+1", "😀" * 9_000, "长" * 33_000)


def written(kind: type[Worksheet], *, quick: bool) -> bytes:
    """Write rows of texts, the last of them too long for a cell, with numbers, blanks and rows that have a style."""
    buffer = io.BytesIO()
    book = xlsxwriter.Workbook(buffer, {"in_memory": True})
    book.set_properties({"created": datetime(2000, 1, 1)})  # noqa: DTZ001 - a workbook knows no time zone
    page = book.add_worksheet("表", kind)
    formats = [book.add_format({"bold": place % 2 == 0, "font_size": 9 + place}) for place in range(len(TEXTS))]
    page.set_row(2, 30, formats[1])
    page.write_number(5, 20, 1.5, formats[0])
    page.write_blank(6, 1, None, formats[2])
    page.write_string(7, 0, "没有样式")
    for row, texts in enumerate((TEXTS, TEXTS[:3], TEXTS[:9]), start=1):
        if quick:
            page.put_texts(row, 1, texts, formats[: len(texts)])  # type: ignore[attr-defined, unused-ignore]
            continue
        for place, (text, format_) in enumerate(zip(texts, formats, strict=False)):
            page.write_string(row, 1 + place, text, format_)
    book.close()
    return buffer.getvalue()


def test_the_same_bytes_as_the_library() -> None:
    """Nothing of a workbook differs for having been written quickly."""
    assert written(QuickSheet, quick=True) == written(Worksheet, quick=False)


def test_a_format_for_every_text() -> None:
    """A text without its format is a mistake of ours, and no cell that is missing in silence."""
    book = xlsxwriter.Workbook(io.BytesIO(), {"in_memory": True})
    page = book.add_worksheet("表", QuickSheet)
    with pytest.raises(ValueError, match="zip"):
        page.put_texts(0, 0, ["甲", "乙"], [book.add_format()])

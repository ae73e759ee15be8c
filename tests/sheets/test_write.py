"""New workbooks: texts stay texts, numbers keep their digits, the same calls give the same bytes."""

from __future__ import annotations

import io
from datetime import date
from decimal import Decimal
from zipfile import ZipFile

import pytest

from reporting.model.grid import CellKind
from reporting.sheets.read import read
from reporting.sheets.width import height, lines, text_width
from reporting.sheets.write import Draft, Formula, Link, decimals
from tests.sheets.made import loaded


def drafted() -> bytes:
    """Write a workbook with a cell of every kind and a chart."""
    draft = Draft("测试", created=date(2023, 9, 30))
    page = draft.page("表'1")
    values = ("=1+1", "http://x.cn", "0012", Decimal("2380.43"), 7, True, None, date(2023, 9, 30), Formula("=A1", 5))
    page.put_row(1, values)
    page.put(2, 1, Link("表'1", "C12", "见此"), "link")
    page.merge(3, 1, 4, "标题")
    page.merge(4, 1, 1, "独格")
    page.width(2, 12)
    page.fit(3, ["很长的名称很长的名称", "短"], most=30)
    page.paper(landscape=True, headings=(1, 2), last=(4, 4))
    chart = draft.chart("bar")
    chart.add_series({"values": page.area(1, 4, 1, 5)})
    page.chart(6, 1, chart, description="两个数", size=(400, 200))
    return draft.content()


def test_county_text_is_never_a_formula_a_link_or_a_number() -> None:
    """What begins with = or http, or looks like a number, is written as the text it is."""
    cells = read(drafted(), "a.xlsx").sheets[0].cells
    assert [(cells[1, column].kind, cells[1, column].formula) for column in (1, 2, 3)] == [(CellKind.TEXT, False)] * 3
    assert [cells[1, column].text for column in (1, 2, 3)] == ["=1+1", "http://x.cn", "0012"]
    with ZipFile(io.BytesIO(drafted())) as archive:
        assert b"http://x.cn" not in archive.read("xl/worksheets/sheet1.xml")


def test_numbers_formulas_and_links() -> None:
    """Decimals keep their digits; a formula is live and has its value; a link leads to its cell."""
    content = drafted()
    cells = read(content, "a.xlsx").sheets[0].cells
    assert (cells[1, 4].text, cells[1, 5].text, cells[1, 6].text, cells[1, 9].text) == ("2380.43", "7", "TRUE", "5")
    assert cells[1, 9].formula
    sheet = loaded(content).worksheets[0]
    assert sheet["A2"].hyperlink.location == "'表''1'!C12"
    assert [str(area) for area in sheet.merged_cells.ranges] == ["A3:D3"]


def test_the_same_calls_give_the_same_bytes() -> None:
    """No clock and no chance get into a workbook."""
    assert drafted() == drafted()


def test_pages_print_on_a4() -> None:
    """Paper, direction, repeated headings and numbered pages are set."""
    sheet = loaded(drafted()).worksheets[0]
    assert (sheet.page_setup.paperSize, sheet.page_setup.orientation) == (9, "landscape")
    assert sheet.page_setup.fitToHeight == 0
    assert sheet.print_title_rows == "$1:$2"
    assert sheet.oddFooter is not None
    assert "第 &P 页" in str(sheet.oddFooter.center.text)


def test_styles_are_made_once() -> None:
    """A named style asked for twice is one format; other decimals make another."""
    draft = Draft()
    assert draft.style("number", places=2) is draft.style("number", places=2)
    assert draft.style("number", places=2) is not draft.style("number", places=1)
    assert [decimals(0), decimals(2)] == ["#,##0", "#,##0.00"]


def test_a_text_too_long_for_a_cell_is_cut_not_lost() -> None:
    """A cell holds 32767 signs; more of them leave the rest there."""
    draft = Draft()
    draft.page("a").put(1, 1, "字" * 40_000)
    assert len(read(draft.content(), "a").sheets[0].cells[1, 1].text) == 32_767


@pytest.mark.parametrize(("text", "width"), [("", 0), ("abc", 3), ("全市", 4), ("1—9月", 6), ("长\n更长的", 6)])
def test_a_chinese_character_takes_two(text: str, width: int) -> None:
    """Widths count Chinese characters and full-width signs double, and the longest line."""
    assert text_width(text) == width


def test_wrapped_texts_get_their_lines() -> None:
    """A row is high enough for its longest text."""
    assert [lines("字" * 10, 21), lines("字" * 11, 21), lines("a\nb", 9), lines("", 9)] == [1, 2, 2, 1]
    assert height([("字" * 30, 21), ("x", 9)]) > height([("字", 21)])

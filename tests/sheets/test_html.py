"""Web pages saved as workbooks."""

from __future__ import annotations

import time
from email.message import EmailMessage

import pytest

from reporting.model.errors import UnreadableFile
from reporting.model.grid import Area, CellKind, Sheet
from reporting.sheets.read import read


def only(page: str, coding: str = "utf-8") -> Sheet:
    """Read the one sheet of a page."""
    (sheet,) = read(page.encode(coding), "导出.xls").sheets
    return sheet


def texts(page: str, coding: str = "utf-8") -> dict[str, str]:
    """Give the texts of a page by address."""
    return {cell.address: cell.text for cell in only(page, coding).cells.values()}


@pytest.mark.parametrize("coding", ["utf-8", "gb18030", "utf-8-sig"])
def test_a_table_as_systems_export_it(coding: str) -> None:
    """Heading, rows and numbers stand where a browser shows them, in either coding."""
    page = "<html><body><table><tr><th>单位<th>数值<tr><td>鹿城区<td> 12.5 <tr><td>龙湾区</td><td></td></tr></table>"
    assert texts(page, coding) == {"A1": "单位", "B1": "数值", "A2": "鹿城区", "B2": "12.5", "A3": "龙湾区"}
    assert only(page).name == "导出"


def test_spans_move_what_follows() -> None:
    """Cells over several rows and columns push the others on, and are merges."""
    page = (
        "<table><tr><td rowspan=2>单位<td colspan=2>产值<tr><td>本期<td>上年同期"
        "<tr><td>鹿城区<td>1<td>2<tr><td rowspan=3 colspan=2>x<td>3<tr><td>4</table>"
    )
    found = only(page)
    assert {cell.address: cell.text for cell in found.cells.values()} == {
        "A1": "单位",
        "B1": "产值",
        "B2": "本期",
        "C2": "上年同期",
        "A3": "鹿城区",
        "B3": "1",
        "C3": "2",
        "A4": "x",
        "C4": "3",
        "C5": "4",
    }
    assert found.merges == (Area(1, 1, 2, 1), Area(1, 2, 1, 3), Area(4, 1, 6, 2))


def test_what_excel_writes_behind_the_text() -> None:
    """The stored number, the formula, the error and the number format count, not what is shown."""
    page = (
        '<html xmlns:x="urn:schemas-microsoft-com:office:excel"><style>.xl65{mso-number-format:"0\\.0%";}'
        '.xl66{mso-number-format:"\\@";} .xl67{mso-number-format:"yyyy\\0022年\\0022";}</style><table><tr>'
        '<td x:num="2380.4299999999998">2,380.43<td class=xl65 x:num="0.125">12.5%<td class=xl66>123'
        '<td x:num="11" x:fmla="=A1">11<td x:err="#REF!">#REF!<td x:str>45<td class=xl67 x:num="43008">2017年</table>'
    )
    found = [(cell.text, cell.kind, cell.formula) for cell in only(page).cells.values()]
    assert found == [
        ("2380.4299999999998", CellKind.NUMBER, False),
        ("0.125", CellKind.NUMBER, False),
        ("123", CellKind.TEXT, False),
        ("11", CellKind.NUMBER, True),
        ("#REF!", CellKind.ERROR, False),
        ("45", CellKind.TEXT, False),
        ("43008", CellKind.DATE, False),
    ]
    assert only(page).cells[1, 2].style == "0.0%"


def test_titles_around_and_tables_within_tables() -> None:
    """What stands between tables is read line by line; a table that only lays out others is not one."""
    page = (
        "<body><h2>2023年 分县表</h2>单位：亿元<table><tr><td><p>鹿城区填报</p><table><tr><td>甲<td>1</table></table>"
        "<p>注：见<b>附件</b></p><script>1</script><table><tr><td>乙<td>2</table>"
    )
    assert texts(page) == {
        "A1": "2023年 分县表",
        "A2": "单位：亿元",
        "A3": "鹿城区填报",
        "A4": "甲",
        "B4": "1",
        "A5": "注：见附件",
        "A6": "乙",
        "B6": "2",
    }


def test_hidden_rows_and_columns_are_known() -> None:
    """Rows and columns that a page does not show are hidden, as in a workbook."""
    page = "<table><col><col style='display:none'><tr><td>1<td>2<tr style='display: none'><td>3</table>"
    assert (set(only(page).hidden_rows), set(only(page).hidden_columns)) == ({2}, {2})


def test_a_web_archive_has_a_page_a_sheet() -> None:
    """A workbook saved as one web file (.mht) gives a sheet for each of its pages."""
    message = EmailMessage()
    for name, number in (("表一", 1), ("表二", 2)):
        page = f"<xml><x:Name>{name}</x:Name></xml><table><tr><td>数<td>{number}</table>"
        message.add_related(page, subtype="html") if message.is_multipart() else message.set_content(
            page, subtype="html"
        )
        message.make_related() if not message.is_multipart() else None
    content = b"MIME-Version: 1.0\n" + message.as_bytes().replace(b"MIME-Version: 1.0\n", b"")
    book = read(content, "a.xls")
    assert [(sheet.name, sheet.cells[1, 2].text) for sheet in book.sheets] == [("表一", "1"), ("表二", "2")]


@pytest.mark.parametrize(
    "page",
    [
        "<table><tr>" + "<td colspan=16384>1" * 3 + "</table>",
        "<table>" + "<tr>" + "<td rowspan=99999 colspan=9000>1<td rowspan=99999 colspan=9000>2" + "</table>",
    ],
)
def test_spans_past_the_last_column_are_refused(page: str) -> None:
    """A few bytes that stand for a sheet without end are refused."""
    with pytest.raises(UnreadableFile) as caught:
        read(page.encode(), "a.xls")
    assert caught.value.code == "file-bomb"


def test_entities_depth_and_doctypes_do_no_harm() -> None:
    """A page that defines entities of its own, or is nested a thousandfold, is read for what stands in it."""
    start = time.process_time()
    page = '<!DOCTYPE html [<!ENTITY a "bbbb">]><html><table><tr><td>1&a;</table>'
    assert list(texts(page).values())
    with pytest.raises(UnreadableFile):
        texts("<html>" + "<div>" * 5000 + "<table><tr><td>1</table>")
    assert time.process_time() - start < 2


def test_a_page_without_anything_is_empty() -> None:
    """The frame of a page whose sheets lie in a folder beside it holds nothing."""
    with pytest.raises(UnreadableFile) as caught:
        read(b"<html><frameset><frame src='a.files/sheet001.htm'></frameset></html>", "a.xls")
    assert caught.value.code == "file-empty"


def test_styles_and_spans_without_end_cost_little() -> None:
    """Style rules that are never closed, and cells that reach down over one another, end in a second or two."""
    began = time.process_time()
    assert texts("<style>" + ".a{" * 200_000 + "</style><table><tr><td>1</td><td>2</td></tr></table>")
    with pytest.raises(UnreadableFile) as told:
        only("<table>" + '<tr><td rowspan="9000">1</td></tr>' * 5_000 + "</table>")
    assert told.value.code == "file-bomb"
    assert time.process_time() - began < 10

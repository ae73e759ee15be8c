"""Comma- and tab-separated texts, in the codings and dresses in which they come."""

from __future__ import annotations

import pytest

from reporting.model.errors import UnreadableFile
from reporting.model.grid import CellKind
from reporting.sheets.read import read

TABLE = "2023年前三季度分县表,,\n单位名称,技术交易额,说明\n鹿城区,12.5,\n龙湾区,3,“已核”\n"
GRID = [["2023年前三季度分县表"], ["单位名称", "技术交易额", "说明"], ["鹿城区", "12.5"], ["龙湾区", "3", "“已核”"]]


def grid(content: bytes, name: str = "表.csv") -> list[list[str]]:
    """Read a text into rows of what stands in them."""
    (sheet,) = read(content, name).sheets
    return [[cell.text for cell in cells] for _, cells in sheet.rows()]


def refused(content: bytes) -> str:
    """Tell why a text is refused."""
    with pytest.raises(UnreadableFile) as caught:
        read(content, "表.csv")
    return caught.value.code


@pytest.mark.parametrize("coding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
@pytest.mark.parametrize("delimiter", [",", "\t", ";"])
@pytest.mark.parametrize("line", ["\n", "\r\n"])
def test_every_coding_and_delimiter(coding: str, delimiter: str, line: str) -> None:
    """UTF-8 with and without its mark, GB18030 and UTF-16; commas, tabs and semicolons; either end of line."""
    assert grid(TABLE.replace(",", delimiter).replace("\n", line).encode(coding)) == GRID


def test_the_sheet_is_named_after_the_file() -> None:
    """A text has no sheets; its one sheet bears the file's name, as in Excel."""
    assert [sheet.name for sheet in read(TABLE.encode(), "县里/乐清市 (1).csv").sheets] == ["乐清市 (1)"]


@pytest.mark.parametrize(
    ("field", "text", "kind"),
    [
        ("12.50", "12.50", CellKind.NUMBER),
        ("-3", "-3", CellKind.NUMBER),
        ("1.23457E+11", "1.23457E+11", CellKind.TEXT),
        ('"1,234.5"', "1,234.5", CellKind.TEXT),
        ("0577", "0577", CellKind.TEXT),
        ("123456789012345678", "123456789012345678", CellKind.TEXT),
        ('="0577"', "0577", CellKind.TEXT),
        ("12.5%", "12.5%", CellKind.TEXT),
        ("#REF!", "#REF!", CellKind.ERROR),
        ('"两行\n文字"', "两行\n文字", CellKind.TEXT),
        ('"他说“""好""”"', '他说“"好"”', CellKind.TEXT),
        ("=1+1", "=1+1", CellKind.TEXT),
    ],
)
def test_fields(field: str, text: str, kind: CellKind) -> None:
    """A plain number is a number; what wears a dress, and every code, stays the text it is."""
    (sheet,) = read(f"单位,数值\n鹿城区,{field}\n".encode(), "a.csv").sheets
    assert (sheet.cells[2, 2].text, sheet.cells[2, 2].kind) == (text, kind)


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        ("单位\t数值\n鹿城区\t1,234\n龙湾区\t2,345\n", [["单位", "数值"], ["鹿城区", "1,234"], ["龙湾区", "2,345"]]),
        ("甲,100,200\n乙,300,400\n", [["甲", "100", "200"], ["乙", "300", "400"]]),
        ("100,200\n300,400\n", [["100", "200"], ["300", "400"]]),
        ("代码,名称\n\t9133,甲\n\t9144,乙\n", [["代码", "名称"], ["\t9133", "甲"], ["\t9144", "乙"]]),
        ("甲,说明\n1,见附件；另；再\n2,有;号\n", [["甲", "说明"], ["1", "见附件；另；再"], ["2", "有;号"]]),
    ],
)
def test_the_delimiter_is_the_one_that_fits(text: str, rows: list[list[str]]) -> None:
    """Marks between thousands, tabs before codes and signs in remarks are not taken for delimiters."""
    assert grid(text.encode()) == rows


@pytest.mark.parametrize("text", ["见附件", "您好,\n报表见附件。\n", "a,b", "第一行\n第二行\n第三行"])
def test_prose_is_no_table(text: str) -> None:
    """A letter saved as a text is told to be no table, not read as one with a column."""
    assert refused(text.encode()) == "file-kind"


def test_a_field_without_end_is_refused() -> None:
    """A quotation mark that is never closed does not swallow the file in silence."""
    assert refused(('单位,数值\n甲,1\n乙,"' + "x" * 200_000).encode()) == "file-damaged"


@pytest.mark.parametrize(
    "content",
    [
        b"a,b\n" + b"1" * 3_000_000,
        b"a,b\n1,2\n" + b"," * 3_000_000,
        b"a,b\n" + b"1,2\n" * 1_048_576,
        b"\n" * 1_100_000 + b"a,b\n1,2\n",
    ],
)
def test_what_no_table_is_ends_before_it_is_read(content: bytes) -> None:
    """A line without end, and more lines than a sheet has rows, are refused by a look at the bytes."""
    assert refused(content) == "file-bomb"


def test_a_long_list_is_a_table() -> None:
    """A hundred thousand lines, and a line of many long fields, are honest."""
    assert len(grid(b"a,b\n" + b"1,2\n" * 100_000)) == 100_001
    line = ",".join(["说明" * 15_000] * 3)
    assert len(grid(f"{line}\n{line}\n".encode())) == 2

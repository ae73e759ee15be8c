"""A sender's own file with its faulty cells marked, and nothing else changed."""

from __future__ import annotations

import re
import subprocess
import tracemalloc
from pathlib import Path

import openpyxl
import pytest
from openpyxl.comments import Comment
from openpyxl.styles import PatternFill

from reporting.model.errors import UnreadableFile
from reporting.model.words import Severity
from reporting.package.archive import Archive
from reporting.package.pack import pack
from reporting.package.xml import parse
from reporting.sheets.marking import FILLS
from reporting.sheets.patch import Listing, Mark, Row, mark
from reporting.sheets.read import read
from tests.sheets.made import STRICT, STRICT_OFFICE, content_of, loaded, needs_libreoffice, parts, plain, saved
from tests.sheets.test_fill import rich

LISTING = Listing(
    "问题清单",
    ("序号", "单元格", "问题"),
    (6, 10, 40),
    (Row(("1", "B2", "数太大" * 20), "甲", "B2"), Row(("2", "—", "整个文件"))),
    2,
)
RED, YELLOW = FILLS[Severity.ERROR], FILLS[Severity.WARNING]


def error(cell: str, text: str = "错误：数太大", sheet: str = "甲") -> Mark:
    return Mark(sheet, cell, Severity.ERROR, text)


def filled(content: bytes, cell: str, sheet: str = "甲") -> str:
    return str(loaded(content)[sheet][cell].fill.fgColor.rgb)


def said(content: bytes, cell: str, sheet: str = "甲") -> str | None:
    comment = loaded(content)[sheet][cell].comment
    return comment.text if comment else None


def test_cells_are_coloured_and_say_why() -> None:
    """A marked cell has the colour of its gravest fault, all that was said as its note, and its value and format."""
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    sheet.title = "甲"
    sheet["B2"] = 0.5
    sheet["B2"].number_format = "0.0%"
    marks = [
        Mark("甲", "B2", Severity.WARNING, "警告：<疑>&"),
        error("B2"),
        Mark("甲", "Z99", Severity.WARNING, "警告：空"),
    ]
    content = mark(content_of(book), marks, LISTING)
    assert filled(content, "B2") == RED
    assert filled(content, "Z99") == YELLOW
    assert said(content, "B2") == "【审核提示】警告：<疑>&\n错误：数太大"
    assert loaded(content)["甲"]["B2"].number_format == "0.0%"
    assert loaded(content)["甲"]["B2"].value == 0.5


def test_the_list_leads_to_the_cells() -> None:
    """The last sheet lists everything, with links; what has no cell has no link."""
    content = mark(saved({"甲": {"B2": 1}}), [error("B2")], LISTING)
    sheet = loaded(content).worksheets[-1]
    assert sheet.title == "问题清单"
    assert [cell.value for cell in sheet[4]][:2] == ["1", "B2"]
    assert sheet["B4"].hyperlink.location == "'甲'!B2"
    assert sheet["B5"].hyperlink is None


def test_all_else_keeps_its_bytes() -> None:
    """Other sheets, charts and pictures are as they were."""
    before = Archive(rich())
    after = Archive(mark(rich(), [error("A1")], LISTING))
    changed = {name for name in before.names if before.raw(name) != after.raw(name)}
    assert changed <= {
        "[Content_Types].xml",
        "xl/workbook.xml",
        "xl/_rels/workbook.xml.rels",
        "xl/styles.xml",
        "xl/worksheets/sheet1.xml",
        "xl/comments1.xml",
        "xl/drawings/vmlDrawing1.vml",
    }
    assert set(after.names) - set(before.names) == {"xl/worksheets/sheet3.xml"}


def test_notes_of_the_sender_stay() -> None:
    """A note that stands at a marked cell is kept, ours below it; others are not touched."""
    content = mark(rich(), [error("B1"), error("A1")], LISTING)
    assert said(content, "B1") == "旧批注\n【审核提示】错误：数太大"
    assert said(content, "A1") == "【审核提示】错误：数太大"
    shapes = Archive(content).read("xl/drawings/vmlDrawing1.vml")
    assert shapes.count(b"<v:shape ") == 2


def test_a_file_that_comes_back_twice_bears_the_last_marks_only() -> None:
    """Old marks go, colours are given back, and there is one list."""
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    sheet.title = "甲"
    for where in ("A1", "B1"):
        sheet[where] = 1
        sheet[where].fill = PatternFill("solid", fgColor="FFFFFBE6")
        sheet[where].number_format = "0.00"
    sheet["A1"].comment = Comment("我的", "某")
    once = mark(content_of(book), [error("A1"), error("B1")], LISTING)
    twice = mark(once, [error("B1", "错误：还是不对")], LISTING)
    assert (filled(twice, "A1"), filled(twice, "B1")) == ("FFFFFBE6", RED)
    assert (said(twice, "A1"), said(twice, "B1")) == ("我的", "【审核提示】错误：还是不对")
    assert [one.title for one in loaded(twice).worksheets] == ["甲", "问题清单"]
    clean = mark(twice, [], LISTING)
    assert (filled(clean, "B1"), said(clean, "B1")) == ("FFFFFBE6", None)


def test_a_merge_is_marked_at_its_first_cell() -> None:
    """Faults inside a merge are told where people see them."""
    content = mark(saved({"甲": {"A1": 1}}, {"甲": ["A1:C2"]}), [error("B2"), error("C1", "错误：另一")], LISTING)
    assert said(content, "A1") == "【审核提示】错误：数太大\n错误：另一"


def test_a_merge_has_the_colour_of_its_gravest_fault() -> None:
    """Whichever of its cells the faults name, and none of it is left when they are mended."""
    faults = [error("B2"), Mark("甲", "C1", Severity.NOTE, "提示：小")]
    content = mark(saved({"甲": {"A1": 1}}, {"甲": ["A1:C2"]}), faults, LISTING)
    assert filled(content, "A1") == RED
    assert loaded(mark(content, [], LISTING))["甲"]["A1"].fill.patternType is None


def test_a_mark_without_its_sheet_is_left_to_the_list() -> None:
    """A sheet that is not there stops nothing."""
    content = mark(saved({"甲": {"A1": 1}}), [error("A1", sheet="无此表")], LISTING)
    assert filled(content, "A1") != RED


def test_workbooks_of_every_make() -> None:
    """Strict workbooks and workbooks without styles are marked as well."""
    data = '<row r="1"><c r="A1"><v>1</v></c></row>'
    bare = parts(data)
    del bare["xl/styles.xml"], bare["xl/sharedStrings.xml"]
    bare["xl/_rels/workbook.xml.rels"] = bare["xl/_rels/workbook.xml.rels"].replace(b"styles", b"theme")
    types = bare["[Content_Types].xml"]
    bare["[Content_Types].xml"] = types.replace(b'PartName="/xl/styles.xml"', b'PartName="/xl/theme.xml"')
    for content in (plain(data, main=STRICT, office=STRICT_OFFICE), pack(bare)):
        sheets = read(mark(content, [error("A1", sheet="表")], LISTING), "a").sheets
        assert [sheet.name for sheet in sheets] == ["表", "问题清单"]


def test_the_same_marks_give_the_same_bytes() -> None:
    """Marking is reproducible."""
    assert mark(rich(), [error("A1")], LISTING) == mark(rich(), [error("A1")], LISTING)


@needs_libreoffice
@pytest.mark.parametrize("content", [rich(), saved({"甲": {"B2": 1}})], ids=["rich", "plain"])
def test_it_opens_in_libreoffice(content: bytes, tmp_path: Path) -> None:
    """LibreOffice opens the marked file and keeps its values, its notes and its list."""
    path = tmp_path / "退回.xlsx"
    path.write_bytes(mark(content, [error("B2")], LISTING))
    profile = (tmp_path / "profile").as_uri()
    command = ["soffice", f"-env:UserInstallation={profile}", "--headless", "--convert-to", "ods", "--outdir"]
    subprocess.run([*command, str(tmp_path), str(path)], check=True, capture_output=True, timeout=120)
    again = ["soffice", f"-env:UserInstallation={profile}", "--headless", "--convert-to", "xlsx", "--outdir"]
    out = tmp_path / "out"
    subprocess.run([*again, str(out), str(tmp_path / "退回.ods")], check=True, capture_output=True, timeout=120)
    book = openpyxl.load_workbook(out / "退回.xlsx")
    assert "问题清单" in book.sheetnames
    assert "数太大" in book["甲"]["B2"].comment.text


BOOK = parts('<row r="1"><c r="A1" s="0"><v>1</v></c></row><row r="2"><c r="B2"><v>2</v></c></row>')
SHEET, STYLES, MAIN = "xl/worksheets/sheet1.xml", "xl/styles.xml", "xl/workbook.xml"
COMMENTS = {
    "xl/worksheets/_rels/sheet1.xml.rels": b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/'
    b'relationships"><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/'
    b'comments" Target="../comments1.xml"/></Relationships>'
}


def without(part: str, pattern: str, by: str = "") -> dict[str, bytes]:
    """Give the workbook with something of one part replaced."""
    return {**BOOK, part: re.sub(pattern.encode(), by.encode(), BOOK[part], flags=re.DOTALL)}


@pytest.mark.parametrize(
    "found",
    [
        *(without(STYLES, f"<{name}[ >].*?</{name}>") for name in ("fonts", "fills", "borders", "cellXfs")),
        *(without(STYLES, f"<{name}[ >].*?</{name}>", f"<{name}/>") for name in ("fonts", "cellXfs")),
        without(STYLES, ".*", "<a/>"),
        without(SHEET, 'row r="1"', 'row r="x"'),
        without(SHEET, "</sheetData>", '</sheetData><mergeCells><mergeCell ref=""/></mergeCells>'),
        {name: content for name, content in BOOK.items() if name != "[Content_Types].xml"},
        {**BOOK, **COMMENTS, "xl/comments1.xml": b"<a/>"},
    ],
)
def test_what_cannot_be_marked_is_told_as_unreadable(found: dict[str, bytes]) -> None:
    """A workbook that lacks what every program writes may be read, but not changed: that is its fault, not ours."""
    with pytest.raises(UnreadableFile, match="请"):
        mark(pack(found), [error("B2", sheet="表")], LISTING)


@pytest.mark.parametrize(
    "found",
    [
        without(SHEET, 's="0"', 's="abc"'),
        without(SHEET, 's="0"', 's="-3"'),
        without(SHEET, 's="0"', 's="99999"'),
        without(MAIN, 'sheetId="1"', 'sheetId="x"'),
        without(MAIN, ' sheetId="1"'),
        without(SHEET, '<c r="B2">', '<!-- c --><?pi x?><c r="B2">'),
        without(STYLES, "<fills.*</fills>", "<fills/>"),
    ],
)
def test_what_is_odd_is_marked_all_the_same(found: dict[str, bytes]) -> None:
    """Numbers that are none, comments between cells: the cell is marked and the list is there."""
    after = Archive(mark(pack(found), [error("B2", "错误：大", "表")], LISTING))
    assert "错误：大".encode() in after.read("xl/comments1.xml")
    assert "问题清单".encode() in after.read(MAIN)


def test_a_million_empty_rows_cost_little() -> None:
    """A column formatted to the last row is not made a tree of: its rows keep their bytes, and marks stand above."""
    rows = "".join(f'<row r="{row}" s="1" customFormat="1"><c r="A{row}" s="1"/></row>' for row in range(3, 200_000))
    found = {**BOOK, SHEET: b'<?xml version="1.0" encoding="UTF-8"?>' + BOOK[SHEET]}
    found[SHEET] = found[SHEET].replace(b"</sheetData>", f"{rows}</sheetData>".encode())
    tracemalloc.start()
    content = mark(pack(found), [error("B2", sheet="表"), error("C5", sheet="表")], LISTING)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    after = Archive(content).read(SHEET)
    kept = rows[rows.index('<row r="6"') :].encode()
    assert after.count(kept) == 1
    assert peak < 12 * len(rows)
    assert after.count(b"<row ") == 199_999
    assert parse(after).find(".//{*}c[@r='C5']") is not None
    assert filled(content, "B2", "表") == RED

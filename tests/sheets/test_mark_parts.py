"""Part by part: what marking changes in a workbook, and what it must never touch."""

from __future__ import annotations

import io
import re
import subprocess
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest
import xlsxwriter
from openpyxl.comments import Comment
from openpyxl.styles import PatternFill

from reporting.model.words import Severity
from reporting.package.archive import Archive
from reporting.package.pack import pack
from reporting.package.xml import parse
from reporting.sheets.editing import attributes
from reporting.sheets.marking import FILLS
from reporting.sheets.patch import Listing, Mark, Row, mark
from reporting.sheets.read import read
from reporting.sheets.xlsx import sheet_parts
from tests.sheets.abundant import EVERY, SHEET, Parts, of_prefixes, of_xlsxwriter, strict, with_threads
from tests.sheets.made import STRICT_OFFICE, content_of, loaded, needs_libreoffice, saved

# A new sheet has to be known to the package and to the workbook, a new colour to the styles: these parts must change.
ALWAYS = {"[Content_Types].xml", "xl/workbook.xml", "xl/_rels/workbook.xml.rels", "xl/styles.xml"}
# Of the marked sheet, and of no other: its cells, its notes, their boxes, and how they hang together.
OF_THE_SHEET = {SHEET, "xl/worksheets/_rels/sheet1.xml.rels", "xl/comments1.xml", "xl/drawings/vmlDrawing1.vml"}
# Only where the cell holds a thread.
OF_A_THREAD = {"xl/threadedComments/threadedComment1.xml", "xl/persons/person.xml"}
made = pytest.mark.parametrize("given", EVERY.values(), ids=EVERY)


def first_sheet(content: bytes) -> str:
    """Give the name of the first sheet."""
    return sheet_parts(Archive(content))[0].name


def marked(content: bytes, *cells: str, text: str = "错误：数太大") -> bytes:
    """Mark cells of the first sheet, as a return does."""
    name = first_sheet(content)
    rows = tuple(Row((str(place), cell, text), name, cell) for place, cell in enumerate(cells, 1))
    listing = Listing("问题清单", ("序号", "单元格", "问题"), (6, 10, 40), rows, 2)
    return mark(content, [Mark(name, cell, Severity.ERROR, text) for cell in cells], listing)


@made
def test_every_other_part_keeps_its_bytes(given: Callable[[], Parts]) -> None:
    """Charts, pictures, tables, pivots, links, macros, other sheets: not a byte of them changes."""
    content = pack(dict(given()))
    before, after = Archive(content), Archive(marked(content, "B2"))
    changed = {name for name in before.names if before.raw(name) != after.raw(name)}
    assert changed <= ALWAYS | OF_THE_SHEET | (OF_A_THREAD if given is with_threads else set())
    added = set(after.names) - set(before.names)
    sheets = {name for name in added if re.fullmatch(r"xl/worksheets/sheet\d+\.xml", name)}
    assert len(sheets) == 1
    assert added - sheets <= OF_THE_SHEET
    assert set(before.names) <= set(after.names)


@made
def test_what_is_marked_is_what_was_sent(given: Callable[[], Parts]) -> None:
    """Values, the cell's number format, names and what is hidden are read again as they were; the list is there."""
    content = pack(dict(given()))
    before, after = read(content, "a.xlsx"), read(marked(content, "B2"), "a.xlsx")
    assert [sheet.name for sheet in after.sheets] == [*(sheet.name for sheet in before.sheets), "问题清单"]
    for old, new in zip(before.sheets, after.sheets, strict=False):
        assert (new.cells, new.merges, new.hidden) == (old.cells, old.merges, old.hidden)


@made
def test_the_same_marks_give_the_same_bytes(given: Callable[[], Parts]) -> None:
    """Whatever the workbook holds, the returned file is reproducible."""
    content = pack(dict(given()))
    assert marked(content, "B2") == marked(content, "B2")


@made
def test_what_is_mended_bears_no_mark_any_more(given: Callable[[], Parts]) -> None:
    """The file comes back marked: the old list, marks and notes go, new ones come, and nothing piles up."""
    content = pack(dict(given()))
    once = marked(content, "B2")
    clean = marked(once)
    assert marked(once, "B2") == once
    assert marked(marked(once, "B2")) == clean
    name = first_sheet(content)
    was, now = Archive(content), Archive(clean)
    assert look_of(now, name, "B2") == look_of(was, name, "B2")
    said = b"".join(now.read(part) for part in now.names if "omment" in part)
    assert "【审核提示】".encode() not in said
    sheets = [sheet.name for sheet in read(clean, "a.xlsx").sheets]
    assert sheets.count("问题清单") == 1


def look_of(archive: Archive, name: str, cell: str) -> list[str]:
    """Give the style of a cell with its fill written out."""
    part = next(one.part for one in sheet_parts(archive) if one.name == name)
    found = parse(archive.read(part)).find(f".//{{*}}c[@r='{cell}']")
    styles = parse(archive.read("xl/styles.xml"))
    formats = styles.find("{*}cellXfs")
    assert found is not None
    assert formats is not None
    look = attributes(formats[int(found.get("s", "0"))])
    fills = styles.find("{*}fills")
    assert fills is not None
    fill = fills[int(look.pop("fillId", "0"))]
    return [f"{key}={look[key]}" for key in sorted(look) if key != "applyFill"] + [
        str(one.attrib) for one in fill.iter("{*}fgColor")
    ]


def test_a_marked_cell_keeps_its_looks() -> None:
    """Number format, type, borders and protection stay; the colour is ours, and the sender's own red is not."""
    book = loaded(marked(pack(dict(of_xlsxwriter())), "B2"))
    cell = book["季度表"]["B2"]
    assert (cell.number_format, cell.font.b, cell.font.sz, cell.border.left.style) == ("0.0%", True, 14, "thin")
    assert cell.fill.fgColor.rgb == FILLS[Severity.ERROR]
    assert book["季度表"].protection.sheet


def test_a_senders_own_colour_is_no_mark() -> None:
    """Excel offers red, yellow and blue for cells: whoever chose them keeps them, whatever we mark elsewhere."""
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    for row, colour in enumerate(("FFFFC7CE", "FFFFEB9C", "FFDDEBF7"), 1):
        sheet.cell(row, 1, row).fill = PatternFill("solid", fgColor=colour)
    content = marked(content_of(book), "B2")
    again = marked(content, "B2")
    assert [loaded(again).worksheets[0].cell(row, 1).fill.fgColor.rgb for row in (1, 2, 3)] == [
        "FFFFC7CE",
        "FFFFEB9C",
        "FFDDEBF7",
    ]


def test_the_fill_below_a_mark_comes_back() -> None:
    """Two cells that differ in their fill alone were both marked: each gets its own fill again."""
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    for where, colour in (("A1", "FFFFFBE6"), ("B1", "FFE2EFDA")):
        sheet[where] = 1
        sheet[where].fill = PatternFill("solid", fgColor=colour)
    sheet["C1"] = 1
    clean = loaded(marked(marked(content_of(book), "A1", "B1", "C1")))
    assert [clean.worksheets[0][where].fill.fgColor.rgb for where in ("A1", "B1")] == ["FFFFFBE6", "FFE2EFDA"]
    assert clean.worksheets[0]["C1"].fill.patternType is None


def test_a_senders_own_sheet_of_that_name_stays() -> None:
    """A sheet 问题清单 that is not ours is data: ours stands beside it under another name, in the next return too."""
    content = saved({"表": {"B2": 1}, "问题清单": {"A1": "问题清单", "A2": "本县问题", "A3": "序号"}})
    once = marked(content, "B2")
    assert loaded(once).sheetnames == ["表", "问题清单", "问题清单（审核）"]
    twice = marked(once, "B2")
    assert loaded(twice).sheetnames == ["表", "问题清单", "问题清单（审核）"]
    assert loaded(twice)["问题清单"]["A2"].value == "本县问题"


def test_a_thread_is_answered() -> None:
    """Excel shows a thread and not the note behind it: ours is an answer there, and its author is named."""
    content = marked(pack(dict(with_threads())), "B2")
    archive = Archive(content)
    first, ours = list(parse(archive.read("xl/threadedComments/threadedComment1.xml")))
    assert (ours.get("parentId"), ours.get("ref")) == (first.get("id"), "B2")
    assert ours[0].text == "【审核提示】错误：数太大"
    people = {one.get("id"): one.get("displayName") for one in parse(archive.read("xl/persons/person.xml"))}
    assert people[ours.get("personId")] == "审核提示"
    assert first[0].text == "请市里核"
    again = Archive(marked(content, "B2", text="错误：还是不对"))
    said = [one[0].text for one in parse(again.read("xl/threadedComments/threadedComment1.xml"))]
    assert said == ["请市里核", "【审核提示】错误：还是不对"]
    assert "请市里核" in again.read("xl/comments1.xml").decode()
    assert "数太大" not in again.read("xl/comments1.xml").decode()


def test_words_that_another_program_joined_are_known_again() -> None:
    """WPS makes one text of the sender's note and ours; Excel writes our answer into the copy of the thread."""
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    sheet["A1"], sheet["B1"] = 1, 1
    sheet["A1"].comment = Comment("我的话\n【审核提示】错误：数太大", "某")
    sheet["B1"].comment = Comment("【审核提示】错误：数太大", "某")
    clean = loaded(marked(content_of(book))).worksheets[0]
    assert (clean["A1"].comment.text, clean["B1"].comment) == ("我的话", None)


def test_a_strict_workbook_stays_strict() -> None:
    """New parts hang on relationships of the strict kind."""
    archive = Archive(marked(pack(dict(strict())), "B2"))
    for part in ("xl/_rels/workbook.xml.rels", "xl/worksheets/_rels/sheet1.xml.rels"):
        kinds = [one.get("Type", "") for one in parse(archive.read(part))]
        assert all(kind.startswith(STRICT_OFFICE) for kind in kinds)


def test_a_note_is_as_large_as_its_words() -> None:
    """Beside narrow and hidden columns and low rows the box reaches over as many of them as the words need."""
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    sheet["A1"] = 1
    for column in "BCDEFGH":
        sheet.column_dimensions[column].width = 2
    sheet.column_dimensions["C"].hidden = True
    for row in range(1, 6):
        sheet.row_dimensions[row].height = 6
    content = marked(content_of(book), "A1", text="错误：" + "数太大，请核对计量单位后重新填报。" * 6)
    found = re.search(r"<x:Anchor>(.*?)</x:Anchor>", drawing(content).decode())
    assert found
    left, _, top, _, right, _, bottom, _ = (int(one) for one in found[1].split(","))
    assert (left, top) == (1, 0)
    assert right > 8
    assert bottom > 8


def test_a_senders_note_grows_with_what_is_written_below() -> None:
    """Its box is made larger where our words need it; a box that is large enough, and others, stay as they are."""
    buffer = io.BytesIO()
    book = xlsxwriter.Workbook(buffer)
    sheet = book.add_worksheet()
    for where, height in (("A1", 40), ("B1", 900), ("C1", 40)):
        sheet.write_comment(where, "我的话", {"height": height})
    book.close()
    before = buffer.getvalue()
    after = marked(before, "A1", "B1", text="错误：" + "数太大，请核对计量单位后重新填报。" * 6)
    was, now = boxes(before), boxes(after)
    assert now[0] > was[0]
    assert now[1:] == was[1:]


def test_boxes_are_sound_whatever_prefixes_a_program_chose() -> None:
    """The drawing that openpyxl writes stays XML, ours is taken out again, and the sender's stays."""
    book = openpyxl.Workbook()
    book.worksheets[0]["A1"].comment = Comment("我的话", "某")
    before = content_of(book)
    shapes = [
        [one.get("id") for one in parse(drawing(content)).iter("{*}shape")]
        for content in (before, marked(before, "A1", "B1"), marked(marked(before, "A1", "B1")))
    ]
    assert [len(found) for found in shapes] == [1, 2, 1]
    assert len(set(shapes[1])) == 2


def boxes(content: bytes) -> list[int]:
    """Give the last row of each note's box."""
    anchors = re.findall("<x:Anchor>(.*?)</x:Anchor>", drawing(content).decode())
    return [int(anchor.split(",")[6]) for anchor in anchors]


def drawing(content: bytes) -> bytes:
    """Give the one drawing that holds notes' boxes."""
    archive = Archive(content)
    (name,) = (one for one in archive.names if one.endswith(".vml"))
    return archive.read(name)


def test_a_note_at_the_last_cell_stays_on_the_sheet() -> None:
    """A box cannot reach over the sheet's edge."""
    content = marked(saved({"表": {"A1": 1}}), "XFD1048576")
    found = re.search(r"<x:Anchor>(.*?)</x:Anchor>", drawing(content).decode())
    assert found
    numbers = [int(one) for one in found[1].split(",")]
    assert numbers[0] < numbers[4] < 16_384
    assert numbers[2] < numbers[6] < 1_048_576


@needs_libreoffice
@pytest.mark.parametrize("given", [of_xlsxwriter, with_threads, of_prefixes, strict])
def test_every_workbook_opens_in_libreoffice(given: Callable[[], Parts], tmp_path: Path) -> None:
    """LibreOffice opens the marked file and shows mark, note and list."""
    path = tmp_path / "退回.xlsx"
    path.write_bytes(marked(pack(dict(given())), "B2"))
    profile, out = (tmp_path / "profile").as_uri(), tmp_path / "out"
    command = ["soffice", f"-env:UserInstallation={profile}", "--headless", "--convert-to", "xlsx", "--outdir"]
    subprocess.run([*command, str(out), str(path)], check=True, capture_output=True, timeout=120)
    book = loaded((out / "退回.xlsx").read_bytes())
    assert "问题清单" in book.sheetnames
    cell = book.worksheets[0]["B2"]
    assert cell.fill.fgColor.rgb == FILLS[Severity.ERROR]
    assert "数太大" in cell.comment.text
    link = book["问题清单"]["B4"].hyperlink
    assert "B2" in str(link.location or link.target)
    clean = loaded(marked((out / "退回.xlsx").read_bytes()))
    assert clean.worksheets[0]["B2"].fill.fgColor.rgb != FILLS[Severity.ERROR]
    assert "审核提示" not in str(clean.worksheets[0]["B2"].comment)

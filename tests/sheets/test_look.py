"""What a file is, is told by its content; the ending may lie."""

from __future__ import annotations

import pytest

from reporting.model.errors import UnreadableFile
from reporting.package.pack import pack
from reporting.sheets.look import FileKind, look
from tests.sheets.made import parts, plain

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 504
CELL = '<row r="1"><c r="A1"><v>1</v></c></row>'


def stream(name: str) -> bytes:
    """Write a name as the directory of a compound file does."""
    return (name + "\0").encode("utf-16-le")


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (plain(CELL), FileKind.XLSX),
        (OLE + stream("Workbook"), FileKind.XLS),
        (OLE + stream("WordDocument"), FileKind.DOCUMENT),
        (pack({"mimetype": b"application/vnd.oasis.opendocument.spreadsheet", "content.xml": b"<a/>"}), FileKind.ODS),
        (pack({"乐清/报表.xlsx": b"x"}), FileKind.ZIP),
        (b"%PDF-1.7 ...", FileKind.PDF),
        (b"\x89PNG\r\n\x1a\n", FileKind.PICTURE),
        (b"\xff\xd8\xff\xe0", FileKind.PICTURE),
        (b"Rar!\x1a\x07\x00", FileKind.ARCHIVE),
        ("指标,数值\n技术交易额,12".encode("gb18030"), FileKind.CSV),
        ("指标,数值".encode("utf-8-sig"), FileKind.CSV),
        ("\ufeff指标\t数值".encode("utf-16-le"), FileKind.CSV),
        (b"<html><table><tr><td>1</td></tr></table></html>", FileKind.HTML),
        (b'<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"/>', FileKind.XML),
        (bytes(range(256)), FileKind.UNKNOWN),
    ],
)
def test_content_tells_what_a_file_is(content: bytes, kind: FileKind) -> None:
    """Every kind a county may send is known by its content, whatever it is called."""
    for name in ("表.xlsx", "表.xls", "表", "表.dat"):
        assert look(content, name).kind is kind


def test_a_long_text_cut_within_a_character_is_a_text() -> None:
    """The first look at a long text may end inside a character."""
    for shift in range(4):
        assert look(("a" * shift + "指标，" * 5000).encode("gb18030"), "a.csv").kind is FileKind.CSV


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "file-empty"),
        (b"\0" * 5000, "file-damaged"),
        (OLE + stream("EncryptedPackage"), "file-encrypted"),
        (plain(CELL)[:300], "file-damaged"),
    ],
)
def test_what_nobody_can_read_says_why(content: bytes, code: str) -> None:
    """Empty, cut and encrypted files each have their own code."""
    with pytest.raises(UnreadableFile) as caught:
        look(content, "表.xlsx")
    assert caught.value.code == code


def test_macros_and_links_are_noted_behind_any_ending() -> None:
    """A macro in an .xlsx is noted all the same; a plain workbook has no notes."""
    found = parts(CELL)
    assert look(pack(found), "a.xlsx").notes == ()
    more = found | {"xl/vbaProject.bin": b"x", "xl/externalLinks/externalLink1.xml": b"<a/>"}
    assert look(pack(more), "a.xlsx").notes == ("file-macro", "file-link")


def test_a_macro_workbook_and_a_binary_one_are_told_apart() -> None:
    """The content type decides, not the name of the part."""
    found = parts(CELL)
    types = found["[Content_Types].xml"]
    for word, kind in (
        (b"application/vnd.ms-excel.sheet.macroEnabled.main+xml", FileKind.XLSM),
        (b"application/vnd.ms-excel.sheet.binary.macroEnabled.main", FileKind.XLSB),
        (b"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml", FileKind.DOCUMENT),
    ):
        start, _, rest = types.partition(b'/xl/workbook.xml" ContentType="')
        changed = start + b'/xl/workbook.xml" ContentType="' + word + rest[rest.index(b'"') :]
        assert look(pack(found | {"[Content_Types].xml": changed}), "a.xlsx").kind is kind


def test_a_workbook_without_its_main_part_is_damaged() -> None:
    """A package that has lost its workbook is no Word document."""
    found = parts(CELL)
    del found["xl/workbook.xml"]
    with pytest.raises(UnreadableFile) as told:
        look(pack(found), "表.xlsx")
    assert told.value.code == "file-damaged"

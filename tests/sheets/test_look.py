"""What a file is, is told by its content; the ending may lie."""

from __future__ import annotations

import pytest

from reporting.model.errors import UnreadableFile
from reporting.package.pack import pack
from reporting.sheets.look import FileKind, look
from tests.campaigns import bombs
from tests.sheets.converted import kept
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


MAIL = (
    "Received: from a by b\r\nFrom: 某人 <a@example.com>\r\nSubject: =?gbk?b?yP28vrbI?=\r\nMIME-Version: 1.0\r\n"
    "Content-Type: multipart/mixed; boundary=x\r\n\r\n--x\r\na,b\r\n1,2\r\n"
)
ODF = b"application/vnd.oasis.opendocument."


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (b"\0\0\0\x18ftypheic\0\0\0\0mif1heic", FileKind.PICTURE),
        (b"RIFF\x24\0\0\0WEBPVP8 ", FileKind.PICTURE),
        (b"BM" + (122).to_bytes(4, "little") + bytes(4) + b"\x36\0\0\0\x28\0\0\0", FileKind.PICTURE),
        (pack({"OFD.xml": b"<OFD/>", "Doc_0/Document.xml": b"<a/>"}), FileKind.OFD),
        (pack({"mimetype": ODF + b"text", "content.xml": b"<a/>"}, stored=("mimetype",)), FileKind.DOCUMENT),
        (pack({"Index/Document.iwa": b"x"}), FileKind.NUMBERS),
        (OLE + stream("PowerPoint Document"), FileKind.DOCUMENT),
        (OLE + stream("__properties_version1.0"), FileKind.MAIL),
        (MAIL.encode("gbk"), FileKind.MAIL),
        (b"\x1f\x8b\x08\0", FileKind.ARCHIVE),
    ],
)
def test_what_is_no_table_is_called_by_its_name(content: bytes, kind: FileKind) -> None:
    """Photographs, mails, OFD and other things that come instead of a table are known as what they are."""
    assert look(content, "表.xlsx").kind is kind


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        ("BM,2023年\n指标,数值\n".encode("gbk"), FileKind.CSV),
        ("From: 县统计局,1\nTo: 市统计局,2\n".encode(), FileKind.CSV),
        (b"MIME-Version: 1.0\r\nX-Document-Type: Workbook\r\nContent-Type: multipart/related\r\n\r\n", FileKind.HTML),
        (b"From: <Saved by Blink>\r\nMIME-Version: 1.0\r\n\r\n<table>", FileKind.HTML),
    ],
)
def test_what_only_looks_like_that_stays_a_table(content: bytes, kind: FileKind) -> None:
    """A table that begins with the letters of a picture or of a mail, and a page saved with its pictures, are read."""
    assert look(content, "表.csv").kind is kind


def test_a_document_with_a_workbook_within_is_a_document() -> None:
    """A Word document of old that holds an Excel object is told to be a document: streams count where they stand."""
    within = kept("form.xls")
    assert look(within, "a.doc").kind is FileKind.XLS
    renamed = within.replace("Workbook\0".encode("utf-16-le"), "WordDocu\0".encode("utf-16-le"))
    assert look(renamed + stream("Workbook"), "a.doc").kind is not FileKind.XLS


def test_a_list_of_types_without_end_is_refused_unread() -> None:
    """What must be read to know what a file is, is bounded before it is read."""
    with pytest.raises(UnreadableFile) as told:
        look(bombs.types(3), "表.xlsx")
    assert told.value.code == "file-bomb"

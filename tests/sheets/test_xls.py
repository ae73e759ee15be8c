"""An .xls is read by xlrd, and what xlrd leaves out is found all the same."""

from __future__ import annotations

import struct

import pytest

from reporting.model.errors import UnreadableFile
from reporting.model.grid import CellKind
from reporting.sheets.read import read
from tests.sheets.converted import kept


def refused(content: bytes) -> UnreadableFile:
    """Read what must be refused."""
    with pytest.raises(UnreadableFile) as caught:
        read(content, "表.xls")
    return caught.value


def test_reading_is_silent(capsys: pytest.CaptureFixture[str]) -> None:
    """Complaints about an old file never reach standard output, which is the answer's."""
    content = bytearray(kept("traits.xls"))
    read(bytes(content) + b"\0" * 77, "a.xls")
    assert capsys.readouterr().out == ""


def test_a_password_is_told() -> None:
    """A workbook with a password says so, and what to do."""
    content = kept("traits.xls")
    stream = content.index(struct.pack("<HHHH", 0x809, 16, 0x600, 5))
    locked = content[: stream + 20] + struct.pack("<HH", 0x2F, 6) + b"\0" * 6 + content[stream + 30 :]
    fault = refused(locked)
    assert fault.code == "file-encrypted"
    assert "请去掉密码" in fault.what


def test_a_compound_file_with_nothing_in_it_is_damaged() -> None:
    """A file that promises a workbook and holds none is damaged."""
    fault = refused(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 504 + "Workbook\0".encode("utf-16-le"))
    assert fault.code == "file-damaged"


def test_a_lost_end_is_damage() -> None:
    """A sheet whose end is missing may have lost rows: it is damaged, not shorter."""
    content = kept("traits.xls")
    end = struct.pack("<HH", 0x0A, 0)
    at = content.rindex(end, 0, content.index(b"R\0o\0o\0t\0"))
    assert refused(content[:at] + struct.pack("<HH", 0x0BAD, 0) + content[at + 4 :]).code == "file-damaged"


def record(kind: int, data: bytes) -> bytes:
    """Write a record of old Excel."""
    return struct.pack("<HH", kind, len(data)) + data


def of_1995(cells: bytes, *, codepage: bool = True) -> bytes:
    """Write a workbook as Excel did before 1997 (BIFF5): one sheet, texts in the code page of a Chinese Windows."""
    begin, end = struct.pack("<4H", 0x500, 5, 0, 0), record(0x0A, b"")
    name = "表一".encode("gbk")
    font = record(0x31, struct.pack("<5H4B", 200, 0, 0x7FFF, 400, 0, 0, 0, 134, 0) + bytes([4]) + "宋体".encode("gbk"))
    styles = record(0xE0, struct.pack("<8H", 0, 0, 1, 0x20, 0, 0, 0, 0))
    styles += record(0xE0, struct.pack("<8H", 0, 10, 1, 0x20, 0, 0, 0, 0))
    head = record(0x809, begin) + (record(0x42, struct.pack("<H", 936)) if codepage else b"") + font + styles
    size = len(head) + len(record(0x85, bytes(7) + name)) + len(end)
    listed = record(0x85, struct.pack("<LBBB", size, 0, 0, len(name)) + name)
    sheet = record(0x809, struct.pack("<4H", 0x500, 0x10, 0, 0)) + cells + end
    return head + listed + end + sheet


@pytest.mark.parametrize("codepage", [True, False])
def test_a_workbook_of_before_1997(codepage: bool) -> None:
    """Texts in GBK are read whether or not the file names its code page; numbers keep their digits and formats."""
    words = "高新技术企业".encode("gbk")
    cells = record(0x204, struct.pack("<4H", 0, 0, 0, len(words)) + words)
    cells += record(0x203, struct.pack("<3Hd", 0, 1, 0, 2380.43)) + record(0x203, struct.pack("<3Hd", 1, 1, 1, 0.125))
    cells += record(0x205, struct.pack("<3HBB", 2, 1, 0, 0x17, 1))
    book = read(of_1995(cells, codepage=codepage), "a.xls")
    (sheet,) = book.sheets
    found = {cell.address: (cell.text, cell.kind, cell.style) for cell in sheet.cells.values()}
    assert found == {
        "A1": ("高新技术企业", CellKind.TEXT, ""),
        "B1": ("2380.43", CellKind.NUMBER, ""),
        "B2": ("0.125", CellKind.NUMBER, "0.00%"),
        "B3": ("#REF!", CellKind.ERROR, ""),
    }
    assert (sheet.name, book.notes) == ("表一", ())

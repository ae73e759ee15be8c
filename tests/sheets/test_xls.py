"""An .xls is read by xlrd, and what xlrd leaves out is found all the same."""

from __future__ import annotations

import struct

import pytest

from reporting.model.errors import UnreadableFile
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

"""A workbook that holds only a picture of a table is told to be one."""

from __future__ import annotations

import pytest

from reporting.model.errors import UnreadableFile
from reporting.package.pack import pack
from reporting.sheets.read import read
from tests.sheets.made import parts
from tests.sheets.test_ods import ods, table

PICTURE = b"\x89PNG\r\n\x1a\n"


def refused(content: bytes) -> str:
    """Tell why a workbook is refused."""
    with pytest.raises(UnreadableFile) as told:
        read(content, "表.xlsx")
    return told.value.code


def test_a_picture_instead_of_cells() -> None:
    """Pasted as a picture, a table cannot be read: the sender is told that, and not that the file is empty."""
    assert refused(pack(parts("") | {"xl/media/image1.png": PICTURE})) == "file-picture"
    assert refused(pack(parts(""))) == "file-empty"


def test_a_picture_beside_cells_is_none_of_our_business() -> None:
    """A seal or a logo on a filled sheet changes nothing."""
    found = parts('<row r="1"><c r="A1"><v>1</v></c></row>') | {"xl/media/image1.png": PICTURE}
    assert read(pack(found), "表.xlsx").sheets[0].text(1, 1) == "1"


def test_other_formats_too() -> None:
    """An .ods without a cell is empty; the same with a picture is a picture."""
    assert refused(ods(table(""))) == "file-empty"
    parts_ = {"mimetype": b"application/vnd.oasis.opendocument.spreadsheet", "Pictures/1.jpg": b"\xff\xd8\xff\xe0"}
    content = ods(table(""))
    from reporting.package.archive import Archive

    archive = Archive(content)
    whole = {name: archive.read(name) for name in archive.names} | parts_
    assert refused(pack(whole, stored=("mimetype",))) == "file-picture"

"""Archives of strangers: the directory first, nothing inflated past the limits."""

from __future__ import annotations

import io
import random
import struct
import time
import zipfile
import zlib

import pytest

from reporting.model.errors import UnreadableFile
from reporting.package.archive import Archive, Limits


def zipped(parts: dict[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", method) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return buffer.getvalue()


def read_all(content: bytes, limits: Limits) -> None:
    archive = Archive(content, limits)
    for name in archive.names:
        archive.read(name)


def refused(content: bytes, limits: Limits | None = None) -> str:
    with pytest.raises(UnreadableFile) as caught:
        read_all(content, limits or Limits())
    return caught.value.code


def test_parts_are_read_as_they_were_packed() -> None:
    """What was put in comes out, packed or stored."""
    parts = {"a.xml": b"<a/>" * 9000, "b/c.bin": bytes(range(256)) * 300, "empty": b""}
    for method in (zipfile.ZIP_DEFLATED, zipfile.ZIP_STORED):
        archive = Archive(zipped(parts, method))
        assert {name: archive.read(name) for name in archive.names} == parts


def test_the_case_of_a_name_does_not_matter() -> None:
    """Parts are found though a program wrote their names in another case, or with a leading slash."""
    archive = Archive(zipped({"xl/Worksheets/Sheet1.XML": b"x"}))
    assert archive.find("/xl/worksheets/sheet1.xml") == "xl/Worksheets/Sheet1.XML"
    assert archive.read("xl/worksheets/sheet1.xml") == b"x"
    assert "xl/other.xml" not in archive


def test_a_dense_archive_is_refused_before_it_is_inflated() -> None:
    """An archive that would inflate a thousandfold is refused by its directory alone."""
    bomb = zipped({"xl/worksheets/sheet1.xml": b"0" * (64 << 20)})
    assert len(bomb) < 200_000
    assert refused(bomb) == "file-bomb"


def test_small_files_may_be_of_any_density() -> None:
    """A small table of noughts is no attack."""
    assert Archive(zipped({"a": b"0" * (4 << 20)})).read("a")[:2] == b"00"


def test_limits_of_size_and_number_hold() -> None:
    """Neither a part, nor all of them, nor their number may pass the limits."""
    content = zipped({"a": bytes(range(256)) * 40, "b": bytes(range(256)) * 40})
    assert refused(content, Limits(total=15_000)) == "file-bomb"
    assert refused(content, Limits(part=9_000)) == "file-bomb"
    assert refused(content, Limits(count=1)) == "file-bomb"
    assert refused(content, Limits(directory=20)) == "file-bomb"


def test_an_entry_that_lies_about_its_size_is_caught() -> None:
    """Inflating stops at the first byte past the size the directory names."""
    content = zipped({"a": b"0" * 100_000})
    lying = content.replace(struct.pack("<L", 100_000), struct.pack("<L", 1_000))
    assert refused(lying) == "file-bomb"


def test_entries_that_share_their_bytes_are_refused() -> None:
    """Overlapping entries inflate a small file to anything at all."""
    content = bytearray(zipped({"a": b"12345" * 100, "b": b"12345" * 100}))
    second = content.rfind(b"PK\x01\x02")
    content[second + 42 : second + 46] = struct.pack("<L", 0)
    assert refused(bytes(content)) == "file-bomb"


@pytest.mark.parametrize("cut", [10, 40, 0.5, 0.9])
def test_what_is_cut_short_is_damaged(cut: float) -> None:
    """A file that did not arrive whole is damaged, wherever it was cut."""
    content = zipped({"a.xml": b"<a/>" * 500, "b.xml": b"<b/>"})
    assert refused(content[: int(cut if cut > 1 else len(content) * cut)]) == "file-damaged"


def test_a_changed_byte_is_noticed() -> None:
    """A part whose bytes were changed on the way is damaged, never half read."""
    content = bytearray(zipped({"a": b"0123456789" * 100}, zipfile.ZIP_STORED))
    content[60] ^= 1
    assert refused(bytes(content)) == "file-damaged"


def test_a_password_is_told_apart() -> None:
    """An encrypted entry is said to be encrypted, not damaged."""
    content = bytearray(zipped({"a": b"secret"}))
    content[content.rfind(b"PK\x01\x02") + 8] |= 1
    assert refused(bytes(content)) == "file-encrypted"


@pytest.mark.parametrize("name", ["../out.xml", "a/../../b", "C:/x.xml", "..\\x"])
def test_names_that_leave_the_folder_are_refused(name: str) -> None:
    """No name leads out of the archive."""
    assert refused(zipped({name: b"x"})) == "file-damaged"


def test_backslashes_and_gbk_names_are_understood() -> None:
    """An archive packed on a Chinese Windows gives readable names."""
    raw = "乐清市\\报表.xlsx".encode("gb18030")
    content = zipped({"_" * len(raw): b"x"}).replace(b"_" * len(raw), raw)
    assert Archive(content).names == ("乐清市/报表.xlsx",)


def test_two_entries_of_one_name_are_refused() -> None:
    """Where one name stands for two contents nobody can say which was meant."""
    content = zipped({"aa": b"1", "bb": b"2"}).replace(b"bb", b"aa")
    assert refused(content) == "file-damaged"


def with_field(content: bytes, name: bytes, field: bytes) -> bytes:
    """Give an archive of one entry with a field in its directory."""
    at = content.index(b"PK\x01\x02")
    place = at + 46 + len(name)
    end = content.index(b"PK\x05\x06")
    size = struct.pack("<L", end - at + len(field))
    return (
        content[: at + 30]
        + struct.pack("<H", len(field))
        + content[at + 32 : place]
        + field
        + content[place : end + 12]
        + size
        + content[end + 16 :]
    )


@pytest.mark.parametrize("right", [True, False])
def test_a_name_told_beside_in_unicode_is_taken_while_it_holds(right: bool) -> None:
    """Some packers write a name once in their own coding and once in Unicode; a stale one is not believed."""
    stored = "乐清.xlsx".encode("big5", "replace")
    told = "樂清市.xlsx"
    check = zlib.crc32(stored if right else b"other")
    field = struct.pack("<HHBL", 0x7075, 5 + len(told.encode()), 1, check) + told.encode()
    content = zipped({"_" * len(stored): b"x"}).replace(b"_" * len(stored), stored)
    (name,) = Archive(with_field(content, stored, field)).names
    assert (name == told) is right


def test_an_uncommon_way_of_packing_says_what_to_do() -> None:
    """An archive packed as 7-Zip can pack it, and Windows cannot, is not called damaged."""
    with pytest.raises(UnreadableFile) as told:
        Archive(zipped({"a.csv": b"1,2\n" * 100}, zipfile.ZIP_LZMA))
    assert (told.value.code, "重新压缩" in told.value.what) == ("file-kind", True)


def test_a_large_entry_is_inflated_in_time_that_grows_with_it() -> None:
    """Twice as large takes about twice as long, not four times: what is left over is not copied again and again."""
    content = zipped({"a": random.Random(1).randbytes(12 << 20)})
    began = time.process_time()
    assert sum(map(len, Archive(content).chunks("a"))) == 12 << 20
    assert time.process_time() - began < 5


def test_a_part_may_be_bounded_when_it_is_asked_for() -> None:
    """Who wants a small part is not given a large one."""
    archive = Archive(zipped({"a": b"1" * 100}))
    assert archive.read("a", 100) == b"1" * 100
    with pytest.raises(UnreadableFile):
        archive.read("a", 99)

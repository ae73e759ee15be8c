"""What comes out of an archive, and what does not."""

from __future__ import annotations

import hashlib
import io
import zipfile

import pytest

from reporting.intake import members as unpacking
from reporting.intake.members import members
from reporting.model.errors import UnreadableFile
from reporting.model.records import Arrival
from reporting.package.archive import DEFAULT, Limits
from reporting.package.pack import pack
from tests.builders import NOON


def sent(content: bytes) -> Arrival:
    """Make the arrival of an archive."""
    return Arrival("县里/报表.zip", content, hashlib.sha256(content).hexdigest(), NOON)


def refused(content: bytes, limits: Limits = DEFAULT) -> str:
    """Tell why an archive is refused as a whole."""
    with pytest.raises(UnreadableFile) as caught:
        members(sent(content), limits)
    return caught.value.code


def test_members_are_arrivals_named_below_the_archive() -> None:
    """Each member has its own name, bytes and hash, and came when the archive came."""
    found = [one.arrival for one in members(sent(pack({"乐清/b.xlsx": b"2", "a.xls": b"1"})), DEFAULT)]
    assert [(one.name, one.content) for one in found] == [
        ("县里/报表.zip/a.xls", b"1"),
        ("县里/报表.zip/乐清/b.xlsx", b"2"),
    ]
    assert {one.received_at for one in found} == {NOON}
    assert found[0].sha256 == hashlib.sha256(b"1").hexdigest()


def test_names_of_a_chinese_windows_are_decoded() -> None:
    """A name that was written in GBK without saying so is the name its sender gave."""
    name = "鹿城区三季度.xls"
    content = pack({"x" * len(name.encode("gbk")): b"1"}).replace(b"x" * len(name.encode("gbk")), name.encode("gbk"))
    assert [one.arrival.name for one in members(sent(content), DEFAULT)] == [f"县里/报表.zip/{name}"]


def test_what_systems_leave_is_no_report() -> None:
    """Locks, thumbnails and the shadow files of a Mac are left out; an archive of nothing else is empty."""
    left = {"~$a.xlsx": b"", "a/Thumbs.db": b"", "__MACOSX/a/._b.xlsx": b"", "a/._b.xlsx": b"", "a/.DS_Store": b""}
    assert [one.arrival.name for one in members(sent(pack({**left, "a.xlsx": b"1"})), DEFAULT)] == [
        "县里/报表.zip/a.xlsx"
    ]
    assert refused(pack(left)) == "file-empty"
    assert refused(pack({})) == "file-empty"


def test_more_than_anybody_sends_is_a_bomb(monkeypatch: pytest.MonkeyPatch) -> None:
    """Number and size are bounded before anything is inflated."""
    monkeypatch.setattr(unpacking, "MOST", 3)
    assert refused(pack({f"{number}.xlsx": b"1" for number in range(4)})) == "file-bomb"
    assert refused(pack({"a.xlsx": b"0" * 5000}), Limits(total=4999)) == "file-bomb"


def test_a_damaged_member_does_not_spoil_the_others() -> None:
    """The member that cannot be unpacked says so; the others are there."""
    content = bytearray(pack({"a.csv": b"1" * 50, "b.csv": b"2"}, stored=("a.csv",)))
    content[content.index(b"11111")] ^= 1
    bad, good = members(sent(bytes(content)), DEFAULT)
    assert bad.fault
    assert bad.fault.code == "file-damaged"
    assert (good.fault, good.arrival.content) == (None, b"2")


def test_a_password_is_told() -> None:
    """An archive with a password says so."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("a.xlsx", b"1")
    content = buffer.getvalue()
    at = content.index(b"PK\x01\x02")
    assert refused(content[: at + 8] + b"\x01" + content[at + 9 :]) == "file-encrypted"

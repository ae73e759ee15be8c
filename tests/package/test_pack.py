"""Packages are written the same way every time, and copied without a touch."""

from __future__ import annotations

import io
import zipfile

from reporting.package.archive import Archive
from reporting.package.pack import pack, replaced
from tests.package.test_archive import zipped


def test_the_same_parts_give_the_same_bytes() -> None:
    """No clock gets into a package."""
    parts = {"[Content_Types].xml": b"<Types/>", "xl/工作簿.xml": b"<w/>" * 99}
    assert pack(parts) == pack(dict(parts))
    with zipfile.ZipFile(io.BytesIO(pack(parts))) as archive:
        assert archive.testzip() is None
        assert {name: archive.read(name) for name in archive.namelist()} == parts
        assert archive.infolist()[0].date_time == (1980, 1, 1, 0, 0, 0)


def test_a_mimetype_can_be_stored() -> None:
    """What has to stand unpacked at the front does."""
    content = pack({"mimetype": b"application/vnd", "a": b"x"}, stored=("mimetype",))
    assert content[38:53] == b"application/vnd"


def test_untouched_parts_keep_their_very_bytes() -> None:
    """Replacing one part leaves the packed bytes, the order and the dates of all others."""
    content = zipped({f"p{number}": bytes([number]) * 5000 for number in range(5)})
    copy = replaced(Archive(content), {"P2": b"new", "added": b"more"}, without=("p4",))
    before, after = Archive(content), Archive(copy)
    assert after.names == ("p0", "p1", "p2", "p3", "added")
    assert all(after.raw(name) == before.raw(name) for name in ("p0", "p1", "p3"))
    assert all(after.members[name].stamp == before.members[name].stamp for name in ("p0", "p1", "p3"))
    assert (after.read("p2"), after.read("added")) == (b"new", b"more")


def test_a_streamed_archive_is_copied_whole() -> None:
    """An archive written to a pipe, sizes behind the data, is copied to a sound one."""

    class Pipe(io.RawIOBase):
        def __init__(self) -> None:
            self.written = b""

        def writable(self) -> bool:
            return True

        def write(self, data: object) -> int:
            self.written += bytes(data)  # type: ignore[call-overload]
            return len(bytes(data))  # type: ignore[call-overload]

    pipe = Pipe()
    with zipfile.ZipFile(pipe, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("a", b"a" * 1000)
        archive.writestr("b", b"b" * 1000)
    copy = replaced(Archive(pipe.written), {"b": b"c"})
    with zipfile.ZipFile(io.BytesIO(copy)) as archive:
        assert archive.testzip() is None
        assert archive.read("a") == b"a" * 1000

"""Zip archives of strangers: the directory first, then bounded inflating.

An archive says in its directory what it will inflate to; nothing is inflated that goes past the limits, and an entry
that lies about its size is caught at the first byte too many.
"""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache

from reporting.model.errors import UnreadableFile

_CHUNK = 1 << 16
_LOCAL = struct.Struct("<4s5H3L2H")
_END = struct.Struct("<4s4H2LH")
_ENCRYPTED = 0x1
_NAMED_UTF8 = 0x800
_FIELD, _UNICODE_NAME = struct.Struct("<HH"), 0x7075


@dataclass(frozen=True, slots=True)
class Limits:
    """What an archive may inflate to; `ratio` is judged only past `plain` bytes: small files may be of any ratio."""

    total: int = 1 << 30
    part: int = 1 << 30
    count: int = 20_000
    directory: int = 4 << 20
    ratio: int = 250
    plain: int = 32 << 20


DEFAULT = Limits()


@dataclass(frozen=True, slots=True)
class Member:
    """One entry as the directory describes it: `packed` bytes from `start` inflate to `size`."""

    name: str
    method: int
    flags: int
    stamp: tuple[int, int]
    crc: int
    packed: int
    size: int
    start: int


# The directory of what is larger is not remembered: with it, its content would be held after it is done with.
_LARGE = 1 << 20


class Archive:
    """A zip archive held in memory, its directory read and judged.

    Raises UnreadableFile: `file-damaged`, `file-encrypted` or `file-bomb`.
    """

    def __init__(self, content: bytes, limits: Limits = DEFAULT) -> None:
        """Read the directory; inflate nothing yet."""
        self.content = content
        read = _members if len(content) < _LARGE else _members.__wrapped__
        self.members = read(content, limits)

    @property
    def names(self) -> tuple[str, ...]:
        """The names of all entries, in the directory's order."""
        return tuple(self.members)

    @cached_property
    def _folded(self) -> Mapping[str, str]:
        return {name.casefold(): name for name in self.members}

    def find(self, name: str) -> str | None:
        """Give an entry's name as it is written in the archive; case and a leading `/` do not matter."""
        name = name.lstrip("/")
        return name if name in self.members else self._folded.get(name.casefold())

    def __contains__(self, name: str) -> bool:
        return self.find(name) is not None

    def read(self, name: str, most: int | None = None) -> bytes:
        """Inflate one entry whole, if it has no more than `most` bytes. Raises KeyError where there is none."""
        found = self.find(name)
        if most is not None and found is not None and self.members[found].size > most:
            raise _bomb()
        return b"".join(self.chunks(name))

    def raw(self, name: str) -> bytes:
        """Give an entry's bytes as they lie in the archive, still packed."""
        member = self.members[name]
        return self.content[member.start : member.start + member.packed]

    def chunks(self, name: str) -> Iterator[bytes]:
        """Inflate one entry piece by piece, never past the size that its directory entry names."""
        found = self.find(name)
        if found is None:
            raise KeyError(name)
        member = self.members[found]
        size = crc = 0
        packed = memoryview(self.content)[member.start : member.start + member.packed]
        for chunk in _inflated(packed, member):
            size += len(chunk)
            if size > member.size:
                raise UnreadableFile(
                    "file-bomb", f"文件内部的“{found}”比它自己声明的更大，未予打开，请用表格软件重新保存后报送"
                )
            crc = zlib.crc32(chunk, crc)
            yield chunk
        if size != member.size or crc != member.crc:
            raise _damaged()


def _damaged() -> UnreadableFile:
    return UnreadableFile("file-damaged", "文件已损坏或不完整，无法打开，请重新保存后报送")


def _bomb() -> UnreadableFile:
    return UnreadableFile("file-bomb", "文件解压后过大，超出允许的范围，未予打开，请删去无关内容后重新报送")


def _inflated(packed: memoryview, member: Member) -> Iterator[bytes]:
    """Inflate bounded pieces of bounded pieces: a long tail left over would be copied again for every piece."""
    pieces = (packed[at : at + _CHUNK] for at in range(0, len(packed), _CHUNK))
    if member.method == zipfile.ZIP_STORED:
        yield from map(bytes, pieces)
        return
    inflater = zlib.decompressobj(-15)
    try:
        for piece in pieces:
            rest: bytes | memoryview = piece
            while rest and not inflater.eof:
                yield inflater.decompress(rest, _CHUNK)
                rest = inflater.unconsumed_tail
        yield inflater.flush()
    except zlib.error as error:
        raise _damaged() from error


@lru_cache(maxsize=2)
def _members(content: bytes, limits: Limits) -> Mapping[str, Member]:
    """Read and judge the directory; a file is looked at, weighed and read in turn, and its directory is the same."""
    _judge_directory(content, limits)
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            entries = [entry for entry in archive.infolist() if not entry.is_dir()]
            members = [_member(content, entry) for entry in entries]
    except (zipfile.BadZipFile, NotImplementedError, struct.error, ValueError, OverflowError, EOFError) as error:
        raise _damaged() from error
    _judge_sizes(members, limits)
    named = {member.name: member for member in members}
    if len(named) < len(members):
        raise UnreadableFile("file-damaged", "文件内部有两份内容同名，无法区分，未予打开，请重新保存或压缩后报送")
    return named


def _judge_directory(content: bytes, limits: Limits) -> None:
    """Look at the directory's own size before it is read: a directory of millions of entries is an attack too."""
    at = content.rfind(b"PK\x05\x06", max(0, len(content) - (1 << 16) - _END.size))
    if at < 0 or at + _END.size > len(content):
        raise _damaged()
    count, size = _END.unpack_from(content, at)[4:6]
    unknown_count, unknown_size = 0xFFFF, 0xFFFFFFFF
    if (count != unknown_count and count > limits.count) or (size != unknown_size and size > limits.directory):
        raise _bomb()


def _member(content: bytes, entry: zipfile.ZipInfo) -> Member:
    if entry.flag_bits & _ENCRYPTED:
        raise UnreadableFile("file-encrypted", "文件加了密码，请去掉密码后重新报送")
    if entry.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        raise UnreadableFile("file-kind", "压缩包用了少见的压缩方式，无法解开，请用普通的 .zip 方式重新压缩后报送")
    header = _LOCAL.unpack_from(content, entry.header_offset)
    start = entry.header_offset + _LOCAL.size + header[9] + header[10]
    if header[0] != b"PK\x03\x04" or start + entry.compress_size > len(content):
        raise _damaged()
    year, month, day, hour, minute, second = entry.date_time
    stamp = (hour << 11 | minute << 5 | second // 2, (year - 1980) << 9 | month << 5 | day)
    return Member(
        _name(entry),
        entry.compress_type,
        entry.flag_bits & _NAMED_UTF8,
        stamp,
        entry.CRC,
        entry.compress_size,
        entry.file_size,
        start,
    )


def _name(entry: zipfile.ZipInfo) -> str:
    """Give an entry's name with `/`; one written on a Chinese Windows without saying so is GBK.

    Raises UnreadableFile where the name leads out of the folder.
    """
    name = _told_beside(entry) or entry.orig_filename
    if name is entry.orig_filename and not entry.flag_bits & _NAMED_UTF8 and not name.isascii():
        name = _redecoded(name)
    name = name.replace("\\", "/").lstrip("/")
    if ".." in name.split("/") or "\0" in name or name[1:2] == ":":
        raise UnreadableFile("file-damaged", "压缩包里的文件名指向包外，未予打开，请用表格软件重新保存后报送")
    return name


def _told_beside(entry: zipfile.ZipInfo) -> str:
    """Give the name that some packers write in Unicode beside the one in their own coding (field 0x7075), if any.

    It holds while the other name is the one it was written for; whoever renames an entry may not know it.
    """
    extra, stored = entry.extra, entry.orig_filename.encode("utf-8" if entry.flag_bits & _NAMED_UTF8 else "cp437")
    while len(extra) >= _FIELD.size:
        kind, size = _FIELD.unpack_from(extra)
        field, extra = extra[_FIELD.size : _FIELD.size + size], extra[_FIELD.size + size :]
        if kind == _UNICODE_NAME and field[:1] == b"\1" and field[1:5] == zlib.crc32(stored).to_bytes(4, "little"):
            return field[5:].decode("utf-8", "replace")
    return ""


def _redecoded(name: str) -> str:
    stored = name.encode("cp437")
    for encoding in ("utf-8", "gb18030"):
        try:
            return stored.decode(encoding)
        except UnicodeDecodeError:
            continue
    return name


def _judge_sizes(members: list[Member], limits: Limits) -> None:
    total, packed = sum(member.size for member in members), sum(member.packed for member in members)
    too_dense = total > limits.plain and total > limits.ratio * max(packed, 1)
    if len(members) > limits.count or total > limits.total or too_dense:
        raise _bomb()
    if any(member.size > limits.part for member in members):
        raise _bomb()
    end = 0
    for member in sorted(members, key=lambda one: one.start):
        # Entries that share their bytes inflate a small file to anything at all.
        if member.start < end:
            raise _bomb()
        end = member.start + member.packed

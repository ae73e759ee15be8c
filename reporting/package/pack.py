"""Write zip packages: new ones, and copies with some parts replaced while all others keep their very bytes.

The same parts give the same bytes: no clock, fixed level, parts in the order given.
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Collection, Iterable, Mapping

from reporting.package.archive import Archive, Member

# 1 January 1980, the first day a zip can tell.
_STAMP = (0, 1 << 5 | 1)
_LEVEL = 6
_VERSION = 20
_UTF8 = 0x800
_STORED, _DEFLATED = 0, 8


def pack(parts: Mapping[str, bytes], *, stored: Collection[str] = (), level: int = _LEVEL) -> bytes:
    """Make a package of the parts in their order; those named in `stored` are not deflated (an ODF mimetype)."""
    return _written(_fresh(name, content, plain=name in stored, level=level) for name, content in parts.items())


def replaced(archive: Archive, parts: Mapping[str, bytes], *, without: Collection[str] = ()) -> bytes:
    """Copy an archive with parts replaced, added at the end, or left out; all others are copied as they are packed."""
    named = {archive.find(name) or name: content for name, content in parts.items()}
    dropped = {archive.find(name) for name in without}

    def entries() -> Iterable[tuple[Member, bytes]]:
        for name, member in archive.members.items():
            if name in named:
                yield _fresh(name, named[name])
            elif name not in dropped:
                yield member, archive.raw(name)
        yield from (_fresh(name, named[name]) for name in named if name not in archive.members)

    return _written(entries())


def _fresh(name: str, content: bytes, *, plain: bool = False, level: int = _LEVEL) -> tuple[Member, bytes]:
    packer = zlib.compressobj(level, zlib.DEFLATED, -15)
    packed = content if plain else packer.compress(content) + packer.flush()
    method = _STORED if plain else _DEFLATED
    return Member(name, method, 0, _STAMP, zlib.crc32(content), len(packed), len(content), 0), packed


def _written(entries: Iterable[tuple[Member, bytes]]) -> bytes:
    body, directory, count = bytearray(), bytearray(), 0
    for member, packed in entries:
        name = member.name.encode()
        flags = _UTF8 if not member.name.isascii() else 0
        shared = struct.pack(
            "<4H3L2H",
            flags,
            member.method,
            *member.stamp,
            member.crc,
            len(packed),
            member.size,
            len(name),
            0,
        )
        directory += struct.pack("<4s2H", b"PK\x01\x02", _VERSION, _VERSION) + shared
        directory += struct.pack("<3H2L", 0, 0, 0, 0, len(body)) + name
        body += struct.pack("<4sH", b"PK\x03\x04", _VERSION) + shared + name + packed
        count += 1
    end = struct.pack("<4s4H2LH", b"PK\x05\x06", 0, 0, count, count, len(directory), len(body), 0)
    return bytes(body + directory + end)

"""Compound files ([MS-CFB]), in which old Office programs keep their streams: read with limits, like zip archives.

A chain of sectors that leads in a circle, or out of the file, is damage; a stream is as long as its directory says.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from reporting.model.errors import UnreadableFile

SIGNATURE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_HEADER = struct.Struct("<26x4H14xL4xLL4xL")
_LITTLE_ENDIAN, _HEAD_SECTORS = 0xFFFE, (109, 76)
_ENTRY = struct.Struct("<64sHBxLLL36xLL4x")
# Numbers from here on are no sectors, but say that a chain ends or that a place is free.
_STREAM, _LAST = 2, 0xFFFFFFFA
_SHIFTS, _SMALL_SHIFT = (9, 12), 6


@dataclass(frozen=True, slots=True)
class _Entry:
    """One entry of the directory: `before`, `after` and `below` are numbers of others, in their order of names."""

    name: str
    kind: int
    before: int
    after: int
    below: int
    start: int
    size: int


class Compound:
    """A compound file held in memory, its directory read. Raises UnreadableFile `file-damaged`."""

    def __init__(self, content: bytes) -> None:
        """Read the tables and the directory."""
        self._content = content
        try:
            self._read()
        except (struct.error, IndexError) as fault:
            raise _damaged() from fault

    @property
    def names(self) -> tuple[str, ...]:
        """The names of the streams and storages at the top; what lies in embedded documents is not among them."""
        return tuple(entry.name for entry in self._top())

    def stream(self, name: str) -> bytes | None:
        """Read a stream at the top, None where there is none of the name."""
        wanted = name.casefold()
        found = next((one for one in self._top() if one.kind == _STREAM and one.name.casefold() == wanted), None)
        if found is None:
            return None
        try:
            return self._small(found) if found.size < self._cutoff else self._large(found.start, found.size)
        except (struct.error, IndexError) as fault:
            raise _damaged() from fault

    def _read(self) -> None:
        _, order, self._shift, small, directory, self._cutoff, small_table, further = _HEADER.unpack_from(self._content)
        if order != _LITTLE_ENDIAN or self._shift not in _SHIFTS or small != _SMALL_SHIFT:
            raise _damaged()
        self._most = (len(self._content) >> self._shift) + 1
        self._table = self._words(self._table_sectors(further))
        self._small_table = self._words(self._chain(self._table, small_table, self._most))
        data = b"".join(self._sector(number) for number in self._chain(self._table, directory, self._most))
        self._entries = [_entry(data, at) for at in range(0, len(data) - _ENTRY.size + 1, _ENTRY.size)]
        root = self._entries[0]
        self._minis = self._large(root.start, root.size) if root.size else b""

    def _sector(self, number: int) -> bytes:
        at = (number + 1) << self._shift
        if at >= len(self._content):
            raise _damaged()
        return self._content[at : at + (1 << self._shift)]

    def _words(self, sectors: Iterator[int]) -> Sequence[int]:
        data = b"".join(self._sector(number) for number in sectors)
        return struct.unpack(f"<{len(data) // 4}L", data[: len(data) // 4 * 4])

    def _table_sectors(self, further: int) -> Iterator[int]:
        """Yield the sectors of the table of sectors: the first in the header, the others in sectors of their own."""
        count, place = _HEAD_SECTORS
        known = [number for number in struct.unpack_from(f"<{count}L", self._content, place) if number < _LAST]
        for _ in range(self._most):
            if further >= _LAST or len(known) > self._most:
                break
            words = struct.unpack(f"<{1 << self._shift - 2}L", self._sector(further))
            known += [number for number in words[:-1] if number < _LAST]
            further = words[-1]
        if len(known) > self._most:
            raise _damaged()
        yield from known

    def _chain(self, table: Sequence[int], number: int, most: int) -> Iterator[int]:
        """Yield the numbers of a chain; one of more than there are goes in a circle."""
        for _ in range(most + 1):
            if number >= _LAST:
                return
            yield number
            number = table[number]
        raise _damaged()

    def _large(self, start: int, size: int) -> bytes:
        return _whole(b"".join(self._sector(number) for number in self._chain(self._table, start, self._most)), size)

    def _small(self, entry: _Entry) -> bytes:
        step = 1 << _SMALL_SHIFT
        places = (number * step for number in self._chain(self._small_table, entry.start, len(self._minis) // step))
        return _whole(b"".join(self._minis[at : at + step] for at in places), entry.size)

    def _top(self) -> Iterator[_Entry]:
        waiting, seen = [self._entries[0].below], set[int]()
        while waiting:
            number = waiting.pop()
            if number < len(self._entries) and number not in seen:
                seen.add(number)
                entry = self._entries[number]
                waiting += [entry.before, entry.after]
                yield entry


def _entry(data: bytes, at: int) -> _Entry:
    name, length, kind, before, after, below, start, size = _ENTRY.unpack_from(data, at)
    text = name[: max(min(length, 64) - 2, 0)].decode("utf-16-le", "replace")
    return _Entry(text, kind, before, after, below, start, size)


def _whole(data: bytes, size: int) -> bytes:
    if len(data) < size:
        raise _damaged()
    return data[:size]


def _damaged() -> UnreadableFile:
    return UnreadableFile("file-damaged", "文件已损坏或不完整，无法打开，请用表格软件重新保存后报送")

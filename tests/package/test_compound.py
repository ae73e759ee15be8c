"""Compound files of strangers: what they keep, and chains that lead nowhere."""

from __future__ import annotations

import struct

import pytest

from reporting.model.errors import UnreadableFile
from reporting.package.compound import SIGNATURE, Compound

FREE, END, TABLE = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD
SECTOR = 512


def entry(name: str, kind: int, start: int, size: int, *, after: int = FREE, below: int = FREE) -> bytes:
    """Write an entry of the directory."""
    words = (name + "\0").encode("utf-16-le")
    links = struct.pack("<HBBLLL36xLQ", len(words), kind, 1, FREE, after, below, start, size)
    return words.ljust(64, b"\0") + links


def compound(large: bytes, small: bytes, *, table: dict[int, int] | None = None, size: int | None = None) -> bytes:
    """Write a file with a large and a small stream at the top, and one of the same name in a storage below.

    Sector 0 is the table, 1 the directory, 2 the small table, 3 the small streams, from 4 on the large stream.
    """
    sectors = -(-len(large) // SECTOR)
    chain = {0: TABLE, 1: END, 2: END, 3: END, **{4 + at: 5 + at for at in range(sectors - 1)}, 3 + sectors: END}
    chain |= table or {}
    header = SIGNATURE + bytes(16) + struct.pack("<5H", 62, 3, 0xFFFE, 9, 6) + bytes(6)
    header += struct.pack("<LLLLLLLLL", 0, 1, 1, 0, 4096, 2, 1, END, 0) + struct.pack("<109L", 0, *[FREE] * 108)
    directory = entry("Root Entry", 5, 3, SECTOR, below=1)
    directory += entry("Workbook", 2, 4, len(large) if size is None else size, after=2)
    directory += entry("Klein", 2, 0, len(small), after=3)
    directory += entry("Anlage", 1, 0, 0)
    body = struct.pack("<128L", *[chain.get(at, FREE) for at in range(128)]) + directory
    body += struct.pack("<128L", *[1 if at == 0 else END for at in range(128)])
    return header + body + small.ljust(SECTOR, b"\0") + large.ljust(sectors * SECTOR, b"\0")


LARGE, SMALL = bytes(range(256)) * 40, b"klein" * 20


def refused(content: bytes) -> str:
    """Tell why a file is refused."""
    with pytest.raises(UnreadableFile) as caught:
        Compound(content).stream("Workbook")
    return caught.value.code


def test_streams_are_what_was_kept() -> None:
    """Large and small streams come back byte for byte, by a name in any case; what is not there is None."""
    found = Compound(compound(LARGE, SMALL))
    assert set(found.names) == {"Workbook", "Klein", "Anlage"}
    assert found.stream("WORKBOOK") == LARGE
    assert found.stream("klein") == SMALL
    assert found.stream("Anlage") is None
    assert found.stream("Book") is None


@pytest.mark.parametrize(
    "table",
    [{6: 4}, {1: 1}, {2: 2}, {3: 3}, {5: 100}, {5: 7_000_000}],
    ids=["circle", "directory", "small table", "small streams", "out of the file", "out of the table"],
)
def test_a_chain_that_does_not_end_is_damage(table: dict[int, int]) -> None:
    """A chain in a circle, or out of the file, is told at once: it fills no memory."""
    assert refused(compound(LARGE, SMALL, table=table)) == "file-damaged"


@pytest.mark.parametrize("end", [8, 100, 512, 1500, 4000, 12_000])
def test_a_file_cut_short_is_damaged(end: int) -> None:
    """What is missing is never made up."""
    assert refused(compound(LARGE, SMALL)[:end]) == "file-damaged"


def test_a_stream_longer_than_its_chain_is_damaged() -> None:
    """A stream that says it is longer than what is kept is not given in part."""
    assert refused(compound(LARGE, SMALL, size=len(LARGE) + 5000)) == "file-damaged"


@pytest.mark.parametrize("at", [28, 30, 32])
def test_a_header_that_makes_no_sense_is_damaged(at: int) -> None:
    """Byte order and sizes of sectors are what they can be, or the file is damaged."""
    content = bytearray(compound(LARGE, SMALL))
    content[at : at + 2] = b"\x3f\0"
    assert refused(bytes(content)) == "file-damaged"

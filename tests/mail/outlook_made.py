"""An `.msg` as Outlook saves a mail ([MS-OXMSG] in a compound file [MS-CFB]), built by hand."""

from __future__ import annotations

import struct
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

SECTOR, SMALL, CUTOFF = 512, 64, 4096
END, FREE, FAT = 0xFFFFFFFE, 0xFFFFFFFF, 0xFFFFFFFD
TEXT, BINARY, NUMBER, TIME = 0x001F, 0x0102, 0x0003, 0x0040
Tree = Mapping[str, Any]


@dataclass
class _File:
    entries: list[list[Any]] = field(default_factory=list)
    small: bytes = b""
    links_of_small: list[int] = field(default_factory=list)
    sectors: list[bytes] = field(default_factory=list)
    links: list[int] = field(default_factory=list)

    def keep(self, content: bytes) -> int:
        """Lay content into sectors of its own, and give the first."""
        start, count = len(self.sectors), -(-len(content) // SECTOR)
        self.sectors += [content[at * SECTOR : (at + 1) * SECTOR].ljust(SECTOR, b"\0") for at in range(count)]
        self.links += [*range(start + 1, start + count), END] if count else []
        return start if count else END

    def stream(self, content: bytes) -> int:
        """Keep a stream where its size belongs."""
        if len(content) >= CUTOFF or not content:
            return self.keep(content)
        start, count = len(self.links_of_small), -(-len(content) // SMALL)
        self.small += content.ljust(count * SMALL, b"\0")
        self.links_of_small += [*range(start + 1, start + count), END]
        return start

    def add(self, tree: Tree) -> int:
        """Enter the members of a storage as a chain, and give the first."""
        first = before = FREE
        for name, held in tree.items():
            number = len(self.entries)
            self.entries.append([name, 1 if isinstance(held, dict) else 2, FREE, FREE, END, 0])
            if isinstance(held, dict):
                self.entries[number][3], self.entries[number][4] = self.add(held), 0
            else:
                self.entries[number][4:] = [self.stream(held), len(held)]
            if before == FREE:
                first = number
            else:
                self.entries[before][2] = number
            before = number
        return first


def compound(tree: Tree) -> bytes:
    """Make a compound file."""
    file = _File()
    file.entries.append(["Root Entry", 5, FREE, FREE, END, 0])
    file.entries[0][3] = file.add(tree)
    file.entries[0][4:] = [file.keep(file.small), len(file.small)]
    links = struct.pack(f"<{len(file.links_of_small)}L", *file.links_of_small)
    smalls = file.keep(links.ljust(-(-len(links) // SECTOR) * SECTOR, b"\xff"))
    directory = file.keep(b"".join(map(_entry, file.entries)))
    count = next(n for n in range(1, 110) if n * 128 >= len(file.links) + n)
    table = [*file.links, *[FAT] * count]
    packed = struct.pack(f"<{len(table)}L", *table).ljust(count * SECTOR, b"\xff")
    places = [*range(len(file.sectors), len(file.sectors) + count)]
    head = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16) + struct.pack("<5H", 0x3E, 3, 0xFFFE, 9, 6) + bytes(6)
    head += struct.pack("<9L", 0, count, directory, 0, CUTOFF, smalls, -(-len(links) // SECTOR), END, 0)
    return head + struct.pack("<109L", *places, *[FREE] * (109 - count)) + b"".join(file.sectors) + packed


def _entry(entry: list[Any]) -> bytes:
    name, kind, after, below, start, size = entry
    told = f"{name}\0".encode("utf-16-le")
    head = told.ljust(64, b"\0") + struct.pack("<HBB3L", len(told), kind, 1, FREE, after, below)
    return b"".join([head, bytes(36), struct.pack("<LQ", start, size)])


def storage(properties: Mapping[tuple[int, int], Any], head: bytes) -> dict[str, Any]:
    """Make a storage of properties: by number and kind."""
    segments, tree = head, dict[str, Any]()
    for (number, kind), value in properties.items():
        held = struct.pack("<q", value) if kind in (NUMBER, TIME) else b""
        if not held:
            content = value.encode("utf-16-le") if kind == TEXT else value
            tree[f"__substg1.0_{number:04X}{kind:04X}"] = content
            held = struct.pack("<LL", len(content) + (2 if kind == TEXT else 0), 0)
        segments += struct.pack("<HHL", kind, number, 6) + held
    return {"__properties_version1.0": segments, **tree}


def saved(  # what stands in a mail
    sender: str, subject: str, text: str, files: Mapping[str, bytes], headers: str = "", delivered: int = 0
) -> bytes:
    """Make an `.msg`."""
    given: dict[tuple[int, int], Any] = {
        (0x0037, TEXT): subject,
        (0x1000, TEXT): text,
        (0x5D01, TEXT): sender,
        (0x001A, TEXT): "IPM.Note",
    }
    if headers:
        given[0x007D, TEXT] = headers
    if delivered:
        given[0x0E06, TIME] = delivered
    tree = storage(given, bytes(8) + struct.pack("<4L", 0, len(files), 0, len(files)) + bytes(8))
    for number, (name, content) in enumerate(files.items()):
        held = {(0x3707, TEXT): name, (0x3701, BINARY): content, (0x3705, NUMBER): 1}
        tree[f"__attach_version1.0_#{number:08X}"] = storage(held, bytes(8))
    return compound(tree)

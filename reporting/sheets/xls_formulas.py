"""Find the cells of an .xls that hold formulas: xlrd gives their values and does not say so ([MS-XLS] 2.4.127)."""

from __future__ import annotations

import struct
from collections.abc import Iterator

_HEADER, _PLACE = struct.Struct("<HH"), struct.Struct("<HH")
_SHEET = struct.Struct("<LBB")
_BOUNDSHEET, _FORMULAS, _BEGIN, _END = 0x85, (0x06, 0x206, 0x406), 0x809, 0x0A
_WORKSHEET = 0


def formula_cells(stream: bytes) -> list[frozenset[tuple[int, int]]]:
    """Give, for each worksheet in order, the (row, column) of its formulas, counted from 0."""
    offsets = [
        offset
        for kind, start, size in _records(stream, 0)
        if kind == _BOUNDSHEET and size >= _SHEET.size
        for offset, _, sort in [_SHEET.unpack_from(stream, start)]
        if sort == _WORKSHEET
    ]
    return [_formulas(stream, offset) for offset in offsets]


def _formulas(stream: bytes, offset: int) -> frozenset[tuple[int, int]]:
    return frozenset(
        _PLACE.unpack_from(stream, start)
        for kind, start, size in _records(stream, offset)
        if kind in _FORMULAS and size >= _PLACE.size
    )


def _records(stream: bytes, offset: int) -> Iterator[tuple[int, int, int]]:
    """Yield kind, start and size of the records of one substream; charts within it are passed over."""
    depth = 0
    while offset + _HEADER.size <= len(stream):
        kind, size = _HEADER.unpack_from(stream, offset)
        offset += _HEADER.size
        if offset + size > len(stream):
            return
        depth += (kind == _BEGIN) - (kind == _END)
        if depth == 1:
            yield kind, offset, size
        if depth < 1:
            return
        offset += size

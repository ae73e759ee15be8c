"""Read one worksheet: rows that are written plainly by patterns, all else by the XML reader."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain

from reporting.model.errors import UnreadableFile
from reporting.model.grid import Area, Cell, Sheet
from reporting.package.xml import scan
from reporting.sheets.asides import may_mark
from reporting.sheets.cells import Scan
from reporting.sheets.meaning import Meaning
from reporting.sheets.plainrows import OddRows, PlainRows
from reporting.sheets.plaintext import is_utf8, more

_DATA = re.compile(rb"<sheetData( ?/)?>")
_ROW_ENDS, _DATA_ENDS = b"</row>", b"</sheetData>"
_COLUMNS, _MERGES = (b"<cols", b"</cols>"), (b"<mergeCells", b"</mergeCells>")
_COLUMN = re.compile(rb"col[\s/>]")
# A row without an end is given up after so many bytes.
_LONGEST_ROW = 4 << 20
# What stands around the rows and is larger is not remembered.
_LARGEST_FRAME = 1 << 17


@dataclass(frozen=True, slots=True)
class _Frame:
    """What stands around a sheet's rows."""

    merges: tuple[Area, ...]
    hidden_columns: frozenset[int]
    margins: tuple[str, ...]


def read_sheet(chunks: Iterable[bytes], name: str, meaning: Meaning, *, hidden: bool = False) -> Sheet:
    """Read a worksheet: cells that hold something, merges, and what is hidden where something stands."""
    pieces = iter(chunks)
    first, second = more(pieces), more(pieces)
    framed = None if second else _framed(first, name, meaning, hidden=hidden)
    if framed:
        return framed
    seen = Scan(meaning)
    scan(seen.parser, _left_over(chain((first, second), pieces), seen, PlainRows(meaning)), name)
    frame = _Frame(tuple(seen.merges), frozenset(seen.hidden_columns), tuple(seen.margins))
    return _sheet(name, seen.cells_with_arrays(), seen.hidden_rows, frame, hidden=hidden)


def _framed(content: bytes, name: str, meaning: Meaning, *, hidden: bool) -> Sheet | None:
    """Read a small sheet all of whose rows are plain; None for any other."""
    data, end = _DATA.search(content), content.rfind(_ROW_ENDS) + len(_ROW_ENDS)
    if data is None or data[1] or end < data.end() or not is_utf8(content):
        return None
    before, behind = content[: data.end()], content[end:].lstrip()
    if not behind.startswith(_DATA_ENDS) or len(before) + len(behind) > _LARGEST_FRAME:
        return None
    frame = _frame(before, behind)
    if frame is None:
        return None
    plain = PlainRows(meaning)
    try:
        cells = plain.read(content[data.end() : end])
    except OddRows:
        return None
    return _sheet(name, cells, plain.hidden, frame, hidden=hidden)


@lru_cache(maxsize=32)
def _frame(before: bytes, behind: bytes) -> _Frame | None:
    """Read what stands around the rows, which is the same on a form from every sender: once. None where it is odd."""
    seen = Scan(Meaning((), ()))

    def pieces() -> Iterator[bytes]:
        yield before
        if seen.is_within:  # else the words stood in a comment, say, and meant nothing
            yield behind

    try:
        scan(seen.parser, pieces())
    except UnreadableFile:
        return None  # whoever reads it as a whole can say where
    if seen.cells or seen.hidden_rows:
        return None
    return _Frame(tuple(seen.merges), frozenset(seen.hidden_columns), tuple(seen.margins))


def _sheet(
    name: str, cells: Mapping[tuple[int, int], Cell], hidden_rows: AbstractSet[int], frame: _Frame, *, hidden: bool
) -> Sheet:
    last_row = max((row for row, _ in cells), default=0) if hidden_rows else 0
    last_column = max((column for _, column in cells), default=0) if frame.hidden_columns else 0
    return Sheet(
        name,
        cells,
        frame.merges,
        hidden,
        frozenset(row for row in hidden_rows if row <= last_row),
        frozenset(column for column in frame.hidden_columns if column <= last_column),
        margins=frame.margins,
    )


def _left_over(chunks: Iterator[bytes], seen: Scan, plain: PlainRows) -> Iterator[bytes]:
    """Yield the pieces that the XML reader has to see, in their order; plain rows are kept and passed by.

    What it sees is a sheet with fewer rows. It tells by its state whether it stands within the rows.
    """
    head = more(chunks)
    data = _DATA.search(head)
    if data is None or not is_utf8(head):
        yield head
        yield from chunks
        return
    yield from _told(head[: data.start()], seen, _COLUMNS)
    seen.listen(heard=True)
    yield data[0]
    rest = head[data.end() :]
    if not data[1] and seen.is_within:
        rest = _rows(rest, chunks, seen, plain)
    if seen.is_within and rest.startswith(_DATA_ENDS):
        yield _DATA_ENDS
        rest = rest[len(_DATA_ENDS) :]
    following = more(chunks)
    if following or seen.is_within:
        yield rest
        yield following
        yield from chunks
    else:
        yield from _told(rest, seen, _MERGES)


def _rows(rest: bytes, chunks: Iterator[bytes], seen: Scan, plain: PlainRows) -> bytes:
    """Keep the cells of plain rows, block by block; give what follows the last of them."""
    while not rest.startswith(_DATA_ENDS) and len(rest) < _LONGEST_ROW:
        end = rest.rfind(_ROW_ENDS) + len(_ROW_ENDS)
        if end >= len(_ROW_ENDS):
            try:
                seen.pass_by(plain.read(rest[:end]), plain.hidden, plain.last)
            except OddRows:
                break
            rest = rest[end:].lstrip()
        else:
            following = more(chunks)
            if not following:
                break
            rest += following
    return rest


def _told(piece: bytes, seen: Scan, marks: tuple[bytes, bytes]) -> Iterator[bytes]:
    """Yield what stands before or behind the rows. Where there is nothing to hear the XML reader only proofreads.

    That is quicker. `marks` begin and end what is to be heard.
    """
    first, last = piece.find(marks[0]), piece.rfind(marks[1])
    start, end = (first, last + len(marks[1])) if 0 <= first < last else (0, 0)
    before, within, behind = piece[:start], piece[start:end], piece[end:]
    # A comment, for one, can hold the words without meaning them, so that the pieces would not be what they seem.
    loud = _may_mislead(piece) or _is_loud(before) or _is_loud(behind)
    for part, heard in ((before, loud), (within, True), (behind, loud)):
        seen.listen(heard=heard)
        yield part


def _may_mislead(piece: bytes) -> bool:
    return b"<!" in piece or piece.count(b"<?") > piece.startswith(b"<?xml ")


def _is_loud(piece: bytes) -> bool:
    return (
        b"mergeCell" in piece
        or b"sheetData" in piece
        or _COLUMN.search(piece) is not None
        or (b"headerFooter" in piece and may_mark(piece))  # nothing else matters at the head and foot of pages
    )

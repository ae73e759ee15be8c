"""Read one worksheet: rows that are written plainly by patterns, all else by the XML reader."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from reporting.model.grid import Sheet
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


def read_sheet(chunks: Iterable[bytes], name: str, meaning: Meaning, *, hidden: bool = False) -> Sheet:
    """Read a worksheet: cells that hold something, merges, and what is hidden where something stands."""
    seen = Scan(meaning)
    scan(seen.parser, _left_over(iter(chunks), seen, PlainRows(meaning)), name)
    cells = seen.cells_with_arrays()
    last_row = max((row for row, _ in cells), default=0) if seen.hidden_rows else 0
    last_column = max((column for _, column in cells), default=0) if seen.hidden_columns else 0
    return Sheet(
        name,
        cells,
        tuple(seen.merges),
        hidden,
        frozenset(row for row in seen.hidden_rows if row <= last_row),
        frozenset(column for column in seen.hidden_columns if column <= last_column),
        margins=tuple(seen.margins),
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

"""Tables of a document as grids of texts, and words put into the empty cells of one.

A cell that a merge covers from above is None. A text spanning columns stands in each of them; where it spans empty
ones, only the first is empty and the rest are None. What holds a picture, a table or a drawing is not empty.
"""

from __future__ import annotations

from collections.abc import Iterator
from copy import deepcopy

from lxml import etree

from reporting.documents.notation import WORD, w

Grid = tuple[tuple[str | None, ...], ...]
# Stands for what is no text and yet fills a cell.
_OBJECT = "\ufffc"
_OBJECTS = tuple(w(tag) for tag in ("drawing", "pict", "object", "tbl", "fldSimple", "fldChar", "sym", "ptab"))
_FOREIGN = "{http://schemas.openxmlformats.org/officeDocument/2006/math}oMath"


def grid_of(table: etree._Element) -> Grid:
    """Give the texts of a table; rows may be of different lengths where the table is torn."""
    return tuple(tuple(_texts(row)) for row in rows_of(table))


def rows_of(table: etree._Element) -> list[etree._Element]:
    """Give the rows of a table, those in a control of their own among them."""
    return _within(table, w("tr"))


def _within(parent: etree._Element, tag: str) -> list[etree._Element]:
    found: list[etree._Element] = []
    for child in parent:
        if child.tag == tag:
            found.append(child)
        elif child.tag in (w("sdt"), w("sdtContent"), w("customXml")):
            found += _within(child, tag)
    return found


def cell_at(table: etree._Element, row: int, column: int) -> etree._Element:
    """Give the cell that begins at a place of the grid."""
    return next(cell for at, _, cell in _placed(rows_of(table)[row]) if at == column)


def _placed(row: etree._Element) -> Iterator[tuple[int, int, etree._Element]]:
    """Give each cell of a row with the column it begins in, and how many it spans."""
    before = row.find(f"{w('trPr')}/{w('gridBefore')}")
    at = int(before.get(w("val"), "0")) if before is not None else 0
    for cell in _within(row, w("tc")):
        span = cell.find(f"{w('tcPr')}/{w('gridSpan')}")
        wide = int(span.get(w("val"), "1")) if span is not None else 1
        yield at, wide, cell
        at += wide


def _texts(row: etree._Element) -> Iterator[str | None]:
    filled = 0
    for at, wide, cell in _placed(row):
        yield from ("",) * (at - filled)
        text = None if _goes_on(cell) else _text(cell)
        yield text
        yield from (text or None,) * (wide - 1)
        filled = at + wide


def _goes_on(cell: etree._Element) -> bool:
    """Whether a cell is covered by the merge that began above it."""
    merge = cell.find(f"{w('tcPr')}/{w('vMerge')}")
    return merge is not None and merge.get(w("val"), "continue") == "continue"


def _text(cell: etree._Element) -> str:
    lines = ("".join(t.text or "" for t in paragraph.iter(w("t"))) for paragraph in cell.iter(w("p")))
    text = "\n".join(lines).strip()
    held = any(next(cell.iter(tag), None) is not None for tag in (*_OBJECTS, _FOREIGN))
    return text or (_OBJECT if held else "")


def run_in(cell: etree._Element) -> etree._Element:
    """Make room for words in an empty cell: `w:t` in a run with the looks staff gave the cell."""
    paragraph = next(cell.iter(w("p")), None)
    if paragraph is None:
        paragraph = etree.SubElement(cell, w("p"))
    run = next(iter(paragraph.findall(w("r"))), None)
    if run is None:
        run = etree.SubElement(paragraph, w("r"))
        looks = paragraph.find(f"{w('pPr')}/{w('rPr')}")
        if looks is not None:
            run.append(_without_marks(looks))
    t = run.find(w("t"))
    return t if t is not None else etree.SubElement(run, w("t"))


def _without_marks(looks: etree._Element) -> etree._Element:
    """Copy the looks of a paragraph's mark without what is said of the mark alone: that it was added or removed."""
    made = deepcopy(looks)
    for tag in ("ins", "del", "moveFrom", "moveTo", "rPrChange"):
        for child in made.findall(f"{{{WORD}}}{tag}"):
            made.remove(child)
    return made

"""Read a Word document's paragraphs and tables in their order, with pages as far as the file tells them.

Word notes in a document where its pages broke when it was last shown; LibreOffice does not. Text that was deleted with
changes being tracked is not there, text that was inserted is. Boxes, notes, headers and footers are read too.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field

from lxml import etree

from reporting.model.errors import UnreadableFile
from reporting.model.proof import Grid, Passage
from reporting.model.tags import Tag
from reporting.package.archive import Archive
from reporting.package.xml import parse

WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
BODY = "word/document.xml"
_OTHER_PARTS = re.compile(r"word/(header\d*|footer\d*|footnotes|endnotes)\.xml")
LARGEST = 64 << 20
_HIDDEN = frozenset(
    {"del", "moveFrom", "instrText", "delText", "Fallback", "pPr", "rPr", "sdtPr", "tblPr", "trPr", "tcPr"}
)
_SIGNS = {"tab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-", "softHyphen": ""}


@dataclass
class _Course:
    """How far reading has come: pages and paragraphs seen; `paged` where the file says how its pages broke."""

    paged: bool
    page: int = 1
    number: int = 0
    boxes: list[Passage | Grid] = field(default_factory=list)
    seen: list[etree._Element] = field(default_factory=list)


@dataclass
class _Line:
    """A paragraph as it is being read."""

    text: list[str] = field(default_factory=list)
    length: int = 0
    tags: list[tuple[int, int, Tag]] = field(default_factory=list)
    begun: dict[str, tuple[int, Tag]] = field(default_factory=dict)

    def begin(self, bookmark: etree._Element) -> None:
        """Note where a bookmark begins whose name says which figure is printed there; others are somebody else's."""
        with suppress(ValueError):
            self.begun[bookmark.get(_w("id"), "")] = self.length, Tag.of_bookmark(bookmark.get(_w("name"), ""))

    def end(self, bookmark: etree._Element) -> None:
        """Note what stands within a bookmark; one that goes on in another paragraph marks nothing any more."""
        if found := self.begun.pop(bookmark.get(_w("id"), ""), None):
            start, tag = found
            self.tags.append((start, self.length, tag))

    def add(self, text: str) -> None:
        self.text.append(text)
        self.length += len(text)


def paragraphs(content: bytes) -> tuple[Passage | Grid, ...]:
    """Give a document's paragraphs and tables. Raises UnreadableFile where it is none."""
    archive = Archive(content)
    if BODY not in archive:
        raise UnreadableFile("file-kind", "这不是 Word 文档（.docx）")
    root = parse(archive.read(BODY, LARGEST), BODY)
    course = _Course(paged=next(root.iter(_w("lastRenderedPageBreak")), None) is not None)
    found = [*_blocks(root.find(_w("body")), course)]
    course.paged, course.page = False, 0
    for name in archive.names:
        if _OTHER_PARTS.fullmatch(name):
            found += _blocks(parse(archive.read(name, LARGEST), name), course)
    return tuple(found)


def elements(root: etree._Element) -> list[etree._Element]:
    """Give the body's paragraphs in the order in which they are numbered from 1."""
    course = _Course(paged=False)
    for _ in _blocks(root.find(_w("body")), course):
        pass
    return course.seen


def _w(name: str) -> str:
    return f"{{{WORD}}}{name}"


def _local(element: etree._Element) -> str:
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def _blocks(parent: etree._Element | None, course: _Course) -> Iterator[Passage | Grid]:
    """Give what stands below an element, through controls and whatever else wraps blocks."""
    for element in parent if parent is not None else ():
        name = _local(element)
        if name == "p":
            yield _passage(element, course)
            boxes, course.boxes = course.boxes, []
            yield from boxes
        elif name == "tbl":
            yield Grid(tuple(_rows(element, course)))
        elif name not in _HIDDEN and name != "sectPr":
            yield from _blocks(element, course)


def _passage(paragraph: etree._Element, course: _Course) -> Passage:
    """Read one paragraph; it stands on the page on which its first sign does."""
    course.number += 1
    course.seen.append(paragraph)
    line, number = _Line(), course.number
    pages: list[int] = []
    _inline(paragraph, line, course, pages)
    page = pages[0] if pages else course.page
    return Passage("".join(line.text), number, page if course.paged else None, tuple(line.tags))


def _inline(parent: etree._Element, line: _Line, course: _Course, pages: list[int]) -> None:
    for element in parent:
        name = _local(element)
        if name == "t":
            if element.text and not pages:
                pages.append(course.page)
            line.add(element.text or "")
        elif name == "lastRenderedPageBreak":
            course.page += 1
        elif name in _SIGNS:
            line.add(_SIGNS[name])
        elif name == "txbxContent":
            # Read to its end first: reading a box hands over the boxes that were found before it.
            held = list(_blocks(element, course))
            course.boxes += held
        elif name == "bookmarkStart":
            line.begin(element)
        elif name == "bookmarkEnd":
            line.end(element)
        elif name not in _HIDDEN:
            _inline(element, line, course, pages)


def _rows(table: etree._Element, course: _Course) -> Iterator[tuple[Passage, ...]]:
    """Give a table's rows, what is merged in all places it covers."""
    above: dict[int, Passage] = {}
    for row in table.iter(_w("tr")):
        if next(row.iterancestors(_w("tbl"))) is not table:
            continue
        cells: list[Passage] = []
        skipped = row.find(f"{_w('trPr')}/{_w('gridBefore')}")
        empty = Passage("", course.number)
        cells += [empty] * (int(skipped.get(_w("val"), "0")) if skipped is not None else 0)
        for cell in row.iter(_w("tc")):
            if next(cell.iterancestors(_w("tr"))) is not row:
                continue
            passage = _cell(cell, course)
            if _continues(cell) and len(cells) in above:
                passage = above[len(cells)]
            above[len(cells)] = passage
            cells += [passage] * _span(cell)
        yield tuple(cells)


def _continues(cell: etree._Element) -> bool:
    merged = cell.find(f"{_w('tcPr')}/{_w('vMerge')}")
    return merged is not None and merged.get(_w("val"), "continue") == "continue"


def _span(cell: etree._Element) -> int:
    span = cell.find(f"{_w('tcPr')}/{_w('gridSpan')}")
    return max(int(span.get(_w("val"), "1")), 1) if span is not None else 1


def _cell(cell: etree._Element, course: _Course) -> Passage:
    """Put the paragraphs of a cell together."""
    blocks = [block for block in _blocks(cell, course) if isinstance(block, Passage)]
    text, tags = "", []
    for block in blocks:
        if block.text:
            start = len(text) + (1 if text else 0)
            text += ("\n" if text else "") + block.text
            tags += [(start + begin, start + end, tag) for begin, end, tag in block.tags]
    page = blocks[0].page if blocks else None
    return Passage(text, blocks[0].number if blocks else course.number, page, tuple(tags))

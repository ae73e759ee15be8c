"""A briefing as people edit it in Word: paragraphs rewritten, cells retyped, in the document's own XML."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from lxml import etree

from reporting.documents.paragraphs import BODY, WORD
from reporting.package.archive import Archive
from reporting.package.pack import replaced
from reporting.package.xml import parse, written

W = f"{{{WORD}}}"


@dataclass(frozen=True)
class Line:
    """A paragraph that holds text: its place among all, its words, and the table, row and column it is in."""

    place: int
    text: str
    cell: tuple[int, int, int] | None = None


@dataclass(frozen=True)
class Paper:
    """A document that can be edited paragraph by paragraph."""

    content: bytes

    @cached_property
    def root(self) -> etree._Element:
        """The body's part as a tree."""
        return parse(Archive(self.content).read(BODY), BODY)

    @cached_property
    def lines(self) -> tuple[Line, ...]:
        """All paragraphs with text, in the document's order."""
        places = dict(self._rows())
        found = []
        for place, paragraph in enumerate(self.root.iter(f"{W}p")):
            text = "".join(one.text or "" for one in paragraph.iter(f"{W}t"))
            if text.strip():
                found.append(Line(place, text, self._cell(paragraph, places)))
        return tuple(found)

    def _rows(self) -> list[tuple[etree._Element, tuple[int, int]]]:
        tables = list(self.root.iter(f"{W}tbl"))
        return [
            (row, (table, number)) for table, one in enumerate(tables) for number, row in enumerate(one.iter(f"{W}tr"))
        ]

    def _cell(
        self, paragraph: etree._Element, places: dict[etree._Element, tuple[int, int]]
    ) -> tuple[int, int, int] | None:
        cell = next(paragraph.iterancestors(f"{W}tc"), None)
        if cell is None:
            return None
        row = next(cell.iterancestors(f"{W}tr"))
        return (*places[row], list(row.iter(f"{W}tc")).index(cell))

    def edited(self, changes: dict[int, str | None], *, stripped: bool = False) -> bytes:
        """Give the document with paragraphs retyped, or left out where None; `stripped` of all content controls."""
        root = parse(written(self.root), BODY)
        paragraphs = list(root.iter(f"{W}p"))
        for place, text in changes.items():
            _retype(paragraphs[place], text)
        if stripped:
            _strip(root)
        return replaced(Archive(self.content), {BODY: written(root)})


def _retype(paragraph: etree._Element, text: str | None) -> None:
    """Type over a paragraph: what differs goes into the piece in which it begins, so that controls around stay."""
    pieces = list(paragraph.iter(f"{W}t"))
    if text is None:
        parent = paragraph.getparent()
        assert parent is not None
        parent.remove(paragraph)
        return
    old = "".join(one.text or "" for one in pieces)
    start = next(
        (at for at, (one, other) in enumerate(zip(old, text, strict=False)) if one != other), min(len(old), len(text))
    )
    left = min(len(old), len(text)) - start
    end = next((at for at in range(left) if old[-1 - at] != text[-1 - at]), left)
    new, stop, at = text[start : len(text) - end], len(old) - end, 0
    typed = False
    for piece in pieces:
        words = piece.text or ""
        begin, close = max(start - at, 0), min(stop - at, len(words))
        holds = begin <= len(words) and close >= begin and (at + len(words) > start or piece is pieces[-1])
        if holds and (close > begin or not typed):
            piece.text = words[:begin] + ("" if typed else new) + words[max(close, begin) :]
            typed = True
            piece.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
        at += len(words)


def _strip(root: etree._Element) -> None:
    for mark in [*root.iter(f"{W}bookmarkStart"), *root.iter(f"{W}bookmarkEnd")]:
        parent = mark.getparent()
        assert parent is not None
        parent.remove(mark)

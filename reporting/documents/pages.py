"""On which page a paragraph begins, asked of LibreOffice where it is installed.

A document does not say where its pages break; only Word notes it down as it saves. A bookmark, which moves nothing, is
put before each paragraph that is asked for; in the PDF it becomes a destination that names its page.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping

from lxml import etree

from reporting.documents.paragraphs import BODY, LARGEST, WORD, elements
from reporting.documents.render import converted
from reporting.package.archive import Archive
from reporting.package.pack import replaced
from reporting.package.xml import parse, written

_PDF = 'pdf:writer_pdf_Export:{"ExportBookmarksToPDFDestination":{"type":"boolean","value":"true"}}'
_NAME = "proof"
_DESTINATION = re.compile(rb"/proof(\d+)\[(\d+) 0 R/")
_KIDS = re.compile(rb"/Kids\s*\[([\d\sR]+)\]")
# Far above the numbers that Word gives its own bookmarks.
_FIRST_ID = 900_000


def pages_of(content: bytes, numbers: Collection[int]) -> Mapping[int, int]:
    """Give the page, from 1, on which each paragraph begins, by its number; none where LibreOffice cannot tell.

    `numbers` count the body's paragraphs as `paragraphs` does.
    """
    archive = Archive(content)
    root = parse(archive.read(BODY, LARGEST), BODY)
    found = elements(root)
    for number in sorted(set(numbers)):
        if 0 < number <= len(found):
            _mark(found[number - 1], number)
    shown = converted(replaced(archive, {BODY: written(root)}), ".docx", _PDF)
    return _pages(shown.content) if shown.content is not None else {}


def _mark(paragraph: etree._Element, number: int) -> None:
    """Put the bookmark behind the paragraph's properties, which come first."""
    at = 1 if len(paragraph) and paragraph[0].tag == f"{{{WORD}}}pPr" else 0
    for place, kind in enumerate(("bookmarkStart", "bookmarkEnd"), at):
        mark = etree.Element(f"{{{WORD}}}{kind}", {f"{{{WORD}}}id": str(_FIRST_ID + number)})
        if kind == "bookmarkStart":
            mark.set(f"{{{WORD}}}name", f"{_NAME}{number}")
        paragraph.insert(place, mark)


def _pages(pdf: bytes) -> Mapping[int, int]:
    """Read the destinations; the tree of pages that LibreOffice writes has one branch, in their order."""
    branches = _KIDS.findall(pdf)
    order = [number for branch in branches for number in re.findall(rb"(\d+) 0 R", branch)]
    page_of = {number: page for page, number in enumerate(order, 1)}
    return {int(match[1]): page_of[match[2]] for match in _DESTINATION.finditer(pdf) if match[2] in page_of}

"""A document that people have worked on is issued: the words a release decides are put in, nothing else is touched.

Their places are the bookmarks that filling the template left. Where a program dropped these when it saved, the place is
not found, which the caller tells; what must go, such as the mark of a draft, goes by its words from heads and feet.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from copy import deepcopy
from dataclasses import dataclass

from lxml import etree

from reporting.documents.bookmarks import place_of
from reporting.documents.notation import w, without_control
from reporting.model.errors import UnreadableFile
from reporting.package.archive import Archive
from reporting.package.pack import replaced
from reporting.package.xml import parse, written

_PARTS = re.compile(r"word/(document|header\d*|footer\d*)\.xml")
_BODY = "word/document.xml"
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"


@dataclass(frozen=True, slots=True)
class Issued:
    """The document, and the names of the places that are found in it."""

    content: bytes
    found: frozenset[str]


def issued(content: bytes, given: Mapping[str, str], gone: str = "") -> Issued:
    """Put words into their places by name; `gone` goes from heads and feet wherever it still stands.

    Raises UnreadableFile where this is no document.
    """
    archive = Archive(content)
    if _BODY not in archive:
        raise UnreadableFile("file-kind", "不是 Word 文档（.docx）")
    changed: dict[str, bytes] = {}
    found: set[str] = set()
    for part in filter(_PARTS.fullmatch, archive.names):
        root = parse(archive.read(part), part)
        places = list(_places(root))
        found |= {name for name, _ in places}
        put = [_put(start, given[name]) for name, start in places if name in given]
        dropped = bool(gone) and part != _BODY and _drop(root, gone)
        if any(put) or dropped:
            changed[part] = written(root)
    return Issued(replaced(archive, changed) if changed else content, frozenset(found))


def _places(root: etree._Element) -> Iterator[tuple[str, etree._Element]]:
    for start in root.iter(w("bookmarkStart")):
        name = place_of(start.get(w("name"), ""))
        if name:
            yield name, start


def _put(start: etree._Element, text: str) -> bool:
    """Put words between the ends of a bookmark, with the looks of what stood there; whether that changes anything."""
    runs = list(_between(start))
    held = [t for run in runs for t in run.iter(w("t"))]
    if "".join(t.text or "" for t in held) == text:
        return False
    if not held:
        held = [_new(start, runs)]
    held[0].text = without_control(text)
    held[0].set(_SPACE, "preserve")
    for t in held[1:]:
        t.text = ""
    return True


def _between(start: etree._Element) -> Iterator[etree._Element]:
    """Yield the runs up to the bookmark's other end, which stands in the same paragraph."""
    number = start.get(w("id"))
    for element in start.itersiblings():
        if element.tag == w("bookmarkEnd") and element.get(w("id")) == number:
            return
        yield from element.iter(w("r"))


def _new(start: etree._Element, runs: list[etree._Element]) -> etree._Element:
    """Give a place for words where none is left: in the run that is there, else in one like its neighbour."""
    if runs:
        return etree.SubElement(runs[0], w("t"))
    run = etree.Element(w("r"))
    holder = start.getparent()
    neighbours = () if holder is None else holder.iterfind(f"{w('r')}/{w('rPr')}")
    looks = next(iter(neighbours), None)
    if looks is not None:
        run.append(deepcopy(looks))
    start.addnext(run)
    return etree.SubElement(run, w("t"))


def _drop(root: etree._Element, gone: str) -> bool:
    """Take words out wherever one text holds them whole."""
    texts = [t for t in root.iter(w("t")) if gone in (t.text or "")]
    for t in texts:
        t.text = (t.text or "").replace(gone, "").strip("\u3000 ")
    return bool(texts)

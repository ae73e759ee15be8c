"""What Word would refuse or mend in a document: children out of order, broken links, doubled numbers, odd tables."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise
from pathlib import PurePosixPath

from lxml import etree

from reporting.package.archive import Archive
from reporting.package.opc import CONTENT_TYPES
from reporting.package.xml import parse
from tests.documents.order import FIRST, ORDER, TOGETHER, WP, W

_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_MAY_REPEAT = re.compile(
    r"ser|axId|p|r|br|pt|dPt|style|lvl|num|abstractNum|tr|fld|.*Reference|tblStylePr|bookmark.*|.*Ax|.*Chart"
)
_MAIN = "word/document.xml"


def faults(content: bytes) -> list[str]:
    """Name everything that is amiss in a document, each with its part."""
    archive = Archive(content)
    roots = {name: parse(archive.read(name), name) for name in archive.names if name.endswith((".xml", ".rels"))}
    found = [f"{name}: {fault}" for name, root in roots.items() for fault in _of_part(root)]
    return [*found, *_packaging(archive, roots), *_numbers(roots)]


def _of_part(root: etree._Element) -> Iterator[str]:
    for element in root.iter(etree.Element):
        name = etree.QName(element)
        key = (name.namespace or "", name.localname)
        children = [etree.QName(child) for child in element.iterchildren(etree.Element)]
        own = [child.localname for child in children if child.namespace == key[0] or key[0] != W]
        if key in ORDER:
            yield from _order(name.localname, own, ORDER[key].split())
        if key in FIRST:
            yield from _firsts(name.localname, own, FIRST[key].split())
        if key == (W, "tbl"):
            yield from _columns(element)
        if key == (W, "tc") and (not own or own[-1] not in ("p", "sdt", "customXml", "bookmarkEnd")):
            yield "a cell does not end with a paragraph"
        if key == (W, "body") and "sectPr" in own[:-1]:
            yield "sectPr is not the body's last"


def _order(parent: str, children: list[str], order: list[str]) -> Iterator[str]:
    unknown = [child for child in children if child not in order and child != "AlternateContent"]
    if unknown:
        yield f"{parent} holds {unknown}"
        return
    places = [order.index(child) for child in children if child in order]
    wrong = [
        (one, other) for one, other in pairwise(places) if one > other and not {order[one], order[other]} <= TOGETHER
    ]
    yield from (f"{parent}: {order[other]} stands after {order[one]}" for one, other in wrong)
    doubled = [child for child, count in Counter(children).items() if count > 1 and not _MAY_REPEAT.fullmatch(child)]
    if doubled:
        yield f"{parent} holds {doubled} twice"


def _firsts(parent: str, children: list[str], firsts: list[str]) -> Iterator[str]:
    begin = [child for child in children[: len(firsts)] if child in firsts]
    if begin != [child for child in children if child in firsts] or begin != sorted(begin, key=firsts.index):
        yield f"{parent} does not begin with {firsts}"


def _w(tag: str) -> str:
    return f"{{{W}}}{tag}"


def _columns(table: etree._Element) -> Iterator[str]:
    """Hold the rows against the grid: spans add up, and a merge goes on only from one above."""
    grid = len(table.findall(f"{_w('tblGrid')}/{_w('gridCol')}"))
    open_merges: set[int] = set()
    for row in table.findall(_w("tr")):
        at, going_on = 0, set()
        for cell in row.findall(_w("tc")):
            span = cell.find(f"{_w('tcPr')}/{_w('gridSpan')}")
            merge = cell.find(f"{_w('tcPr')}/{_w('vMerge')}")
            if merge is not None:
                if merge.get(_w("val"), "continue") == "continue" and at not in open_merges:
                    yield f"a merge goes on at column {at} that did not begin"
                going_on.add(at)
            at += int(span.get(_w("val"), "1")) if span is not None else 1
        if grid and at != grid and row.find(f"{_w('trPr')}/{_w('gridBefore')}") is None:
            yield f"a row has {at} columns, the grid {grid}"
        open_merges = going_on


def _packaging(archive: Archive, roots: dict[str, etree._Element]) -> Iterator[str]:
    types = roots[CONTENT_TYPES]
    typed = {one.get("PartName", "").lstrip("/") for one in types if one.get("PartName")}
    endings = {one.get("Extension", "").lower() for one in types if one.get("Extension")}
    for name in archive.names:
        if name != CONTENT_TYPES and name not in typed and name.rpartition(".")[2].lower() not in endings:
            yield f"{name} has no content type"
    yield from (f"{name} has a content type and is not there" for name in typed if name not in archive)
    for name, root in roots.items():
        if name.endswith(".rels"):
            yield from _links(archive, roots, name, root)


def _links(archive: Archive, roots: dict[str, etree._Element], name: str, root: etree._Element) -> Iterator[str]:
    folder = PurePosixPath(name).parent.parent
    source = str(folder / PurePosixPath(name).name.removesuffix(".rels"))
    ids = [one.get("Id", "") for one in root]
    if len(set(ids)) < len(ids):
        yield f"{name}: a link's id is there twice"
    for one in root:
        target = one.get("Target", "")
        if one.get("TargetMode") != "External" and _resolved(folder, target) not in archive:
            yield f"{name}: {target} is not there"
    if source in roots:
        used = {
            value for part in roots[source].iter(etree.Element) for key, value in part.items() if _is_link(str(key))
        }
        yield from (f"{source}: no link {one}" for one in sorted(str(word) for word in used) if one and one not in ids)


def _is_link(key: str) -> bool:
    return key.startswith(f"{{{_OFFICE}}}")


def _resolved(folder: PurePosixPath, target: str) -> str:
    if target.startswith("/"):
        return target[1:]
    parts: list[str] = [part for part in folder.parts if part != "."]
    for word in target.split("/"):
        if word == "..":
            parts.pop()
        elif word != ".":
            parts.append(word)
    return "/".join(parts)


def _numbers(roots: dict[str, etree._Element]) -> Iterator[str]:
    """Numbers of drawings, controls and bookmarks are unique in a document, and so are bookmarks' names."""
    parts = [root for name, root in roots.items() if name.startswith("word/")]
    for what, found in (
        ("drawing", [one.get("id") for root in parts for one in root.iter(f"{{{WP}}}docPr")]),
        ("control", [one.get(_w("val")) for root in parts for one in root.iterfind(f".//{_w('sdtPr')}/{_w('id')}")]),
        ("bookmark", [one.get(_w("id")) for root in parts for one in root.iter(_w("bookmarkStart"))]),
        ("bookmark", [one.get(_w("name")) for root in parts for one in root.iter(_w("bookmarkStart"))]),
    ):
        yield from (f"two {what}s bear the number {number}" for number, count in Counter(found).items() if count > 1)

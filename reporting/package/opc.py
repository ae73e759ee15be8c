"""How the parts of an Office package hang together (ECMA-376 part 2): relationships and content types."""

from __future__ import annotations

import posixpath
from dataclasses import dataclass
from functools import lru_cache

from lxml import etree

from reporting.package.archive import Archive
from reporting.package.xml import local, parse, written

RELATIONSHIPS = "http://schemas.openxmlformats.org/package/2006/relationships"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
CONTENT_TYPES = "[Content_Types].xml"
# These parts are read before anything is known of a file; a workbook of a thousand sheets has a tenth of this.
_MOST = 2 << 20
# What is larger is not remembered.
_LARGE = 1 << 16


@dataclass(frozen=True, slots=True)
class Relationship:
    """One link from a part: `kind` is the last word of its type, `target` a part's name, or an address if external."""

    id: str
    kind: str
    target: str
    external: bool = False


def relationships_part(part: str) -> str:
    """Name the part that holds a part's relationships: `xl/workbook.xml` → `xl/_rels/workbook.xml.rels`."""
    folder, name = posixpath.split(part)
    return posixpath.join(folder, "_rels", f"{name}.rels")


def relationships(archive: Archive, part: str) -> dict[str, Relationship]:
    """Read a part's relationships by id; none where it has no such part. The package's own are those of ``""``."""
    name = relationships_part(part)
    return relationships_in(archive.read(name, _MOST), part) if name in archive else {}


def relationships_in(content: bytes, part: str) -> dict[str, Relationship]:
    """Read the relationships of `part` from the content of its relationships part."""
    read = _links if len(content) < _LARGE else _links.__wrapped__
    return {link.id: link for link in read(content, part)}


@lru_cache(maxsize=32)
def _links(content: bytes, part: str) -> tuple[Relationship, ...]:
    """Read each only once: it is asked for at every step of reading, and files of one program have the same."""
    elements = parse(content, relationships_part(part))
    return tuple(_relationship(element, part) for element in elements if _is_link(element))


def content_types(archive: Archive) -> dict[str, str]:
    """Read the content types that are given to single parts, by the part's name in lower case."""
    if CONTENT_TYPES not in archive:
        return {}
    content = archive.read(CONTENT_TYPES, _MOST)
    return dict((_types if len(content) < _LARGE else _types.__wrapped__)(content))


@lru_cache(maxsize=32)
def _types(content: bytes) -> tuple[tuple[str, str], ...]:
    return tuple(
        (element.get("PartName", "").lstrip("/").casefold(), element.get("ContentType", ""))
        for element in parse(content, CONTENT_TYPES)
        if isinstance(element.tag, str) and local(element.tag) == "Override"
    )


def with_content_type(content: bytes, part: str, kind: str) -> bytes:
    """Add a part's content type to `[Content_Types].xml`."""
    root = parse(content, CONTENT_TYPES)
    namespace = "".join(root.tag.rpartition("}")[:2])
    etree.SubElement(root, f"{namespace}Override", PartName=f"/{part}", ContentType=kind)
    return written(root)


def with_default_type(content: bytes, ending: str, kind: str) -> bytes:
    """Add the content type of an ending to `[Content_Types].xml`, where it is not there yet."""
    root = parse(content, CONTENT_TYPES)
    namespace = "".join(root.tag.rpartition("}")[:2])
    if all(element.get("Extension", "").lower() != ending for element in root):
        root.insert(0, etree.Element(f"{namespace}Default", Extension=ending, ContentType=kind))
    return written(root)


def with_relationship(content: bytes | None, kind: str, target: str, office: str = OFFICE) -> tuple[bytes, str]:
    """Add a relationship of an Office kind to a relationships part, which may not exist yet; give it and the new id.

    `office` is where the names of the kinds begin: strict packages have another place.
    """
    empty = f'<Relationships xmlns="{RELATIONSHIPS}"/>'.encode()
    root = parse(content or empty)
    taken = {element.get("Id") for element in root}
    number = len(taken) + 1
    while f"rId{number}" in taken:
        number += 1
    etree.SubElement(
        root, f"{{{RELATIONSHIPS}}}Relationship", Id=f"rId{number}", Type=f"{office}/{kind}", Target=target
    )
    return written(root), f"rId{number}"


def _is_link(element: etree._Element) -> bool:
    return isinstance(element.tag, str) and local(element.tag) == "Relationship"


def _relationship(element: etree._Element, part: str) -> Relationship:
    target, external = element.get("Target", ""), element.get("TargetMode") == "External"
    if not external:
        base = "" if target.startswith("/") else posixpath.dirname(part)
        target = posixpath.normpath(posixpath.join(base, target.lstrip("/").replace("\\", "/")))
    return Relationship(element.get("Id", ""), element.get("Type", "").rpartition("/")[2], target, external)

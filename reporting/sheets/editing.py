"""An .xlsx while it is patched: parts are changed one by one, all others keep their very bytes."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from lxml import etree

from reporting.model.errors import TemplateError, UnreadableFile
from reporting.package.archive import Archive
from reporting.package.opc import (
    CONTENT_TYPES,
    OFFICE,
    Relationship,
    relationships_in,
    relationships_part,
    with_content_type,
    with_default_type,
    with_relationship,
)
from reporting.package.pack import replaced
from reporting.package.xml import local, parse, written
from reporting.sheets.look import main_part
from reporting.sheets.spared import Rows, joined, parted, thinned
from reporting.sheets.xlsx import SheetPart, sheet_parts

_STRICT = "http://purl.oclc.org/ooxml"
_STRICT_OFFICE = f"{_STRICT}/officeDocument/relationships"


class Editing:
    """The package, its trees that were taken for change, and its new parts."""

    def __init__(self, content: bytes) -> None:
        """Open the package. Raises UnreadableFile where it cannot be read."""
        self.archive = Archive(content)
        self.main = main_part(self.archive)
        self.sheets = sheet_parts(self.archive)
        if CONTENT_TYPES not in self.archive:
            raise cannot_be_changed(CONTENT_TYPES)
        self._trees: dict[str, etree._Element] = {}
        self._spared: dict[str, Rows] = {}
        self._thin: dict[str, frozenset[int]] = {}
        self._parts: dict[str, bytes] = {}
        self._gone: set[str] = set()
        # Cells that were filled, by the sheet's part: formulas that lean on them have other values now.
        self.touched: dict[str, set[tuple[int, int]]] = {}

    def sheet(self, name: str) -> SheetPart:
        """Find a worksheet by its name. Raises TemplateError where there is none."""
        for found in self.sheets:
            if found.name == name:
                return found
        raise TemplateError(f"工作簿里没有名为“{name}”的工作表")

    def links(self, part: str) -> dict[str, Relationship]:
        """Read a part's relationships as they stand now."""
        name = relationships_part(part)
        return relationships_in(self.bytes_of(name), part) if self.find(name) else {}

    def part_of_kind(self, kind: str, part: str = "") -> str | None:
        """Find the part of a kind that a part (the workbook, where none is named) leads to."""
        links = self.links(part or self.main).values()
        found = (self.find(link.target) for link in links if link.kind == kind and not link.external)
        return next((name for name in found if name), None)

    def legacy_drawing(self, part: str) -> str | None:
        """Find the drawing that holds the boxes of a sheet's notes; that of a header picture is another."""
        marker = child(self.read(part), "legacyDrawing")
        given = {local(key): value for key, value in attributes(marker).items()}
        identity = given.get("id", "")
        links = self.links(part)
        return self.find(links[identity].target) if identity in links else None

    def find(self, name: str) -> str | None:
        """Give a part's name as it is written in the package, new parts included."""
        found = name if name in self._parts else self.archive.find(name)
        return None if found in self._gone else found

    def names(self) -> tuple[str, ...]:
        """List the parts, new ones included."""
        return tuple(dict.fromkeys((*self.archive.names, *self._parts)))

    def bytes_of(self, part: str) -> bytes:
        """Give a part as it stands now."""
        part = self.find(part) or part
        if part in self._trees:
            return self._written(part)
        return self._parts[part] if part in self._parts else self.archive.read(part)

    def _written(self, part: str) -> bytes:
        content = written(self._trees[part])
        return joined(content, self._spared[part]) if part in self._spared else content

    def read(self, part: str) -> etree._Element:
        """Give a part's tree to look at, without the empty rows at a large sheet's end."""
        return self._trees[part] if part in self._trees else parse(parted(self.bytes_of(part), 0)[0], part)

    def spare(self, part: str, below: int) -> None:
        """Take a sheet for change without the empty rows at its end, those below `below`: they stay as they are."""
        if part not in self._trees:
            self._take(part, parted(self.bytes_of(part), below))

    def thin(self, part: str, wanted: Collection[int]) -> None:
        """Take a sheet for change with the wanted rows alone, where it can be done: the others stay as they are."""
        if part in self._spared and not self._thin.get(part, frozenset()) >= set(wanted):
            self.put(part, self.bytes_of(part))
        if part not in self._trees:
            self._thin[part] = frozenset(wanted)
            self._take(part, thinned(self.bytes_of(part), wanted))

    def _take(self, part: str, pieces: tuple[bytes, Rows]) -> None:
        content, rows = pieces
        self._trees[part] = parse(content, part)
        if rows:
            self._spared[part] = rows

    def whole(self, part: str) -> etree._Element:
        """Take a sheet for change with all its rows."""
        if part in self._spared:
            self.put(part, self.bytes_of(part))
        return self.tree(part)

    def entire(self, part: str) -> etree._Element:
        """Give a sheet's tree with all its rows, to look at and perhaps to `keep`."""
        return self._trees[part] if self._is_entire(part) else parse(self.bytes_of(part), part)

    def keep(self, part: str, root: etree._Element) -> None:
        """Take a tree for change that was looked at."""
        if not self._is_entire(part):
            self.put(part, b"")
            self._trees[part] = root

    def _is_entire(self, part: str) -> bool:
        return part in self._trees and part not in self._spared

    def has(self, part: str, tag: str) -> bool:
        """Whether elements of a name stand in a part; it is not read as a tree for that."""
        words = [sign.replace(b"f", tag.encode()) for sign in (b"<f>", b"<f ", b"<f/", b":f>", b":f ", b":f/")]
        if part in self._trees:
            pieces = [rows for _, rows in self._spared.get(part, [])]
            return next(self._trees[part].iter(f"{{*}}{tag}"), None) is not None or _has(pieces, words)
        return _has([self.bytes_of(part)], words)

    def tree(self, part: str) -> etree._Element:
        """Take a part for change."""
        if part not in self._trees:
            self._trees[part] = parse(self.bytes_of(part), part)
        return self._trees[part]

    def put(self, part: str, content: bytes) -> None:
        """Replace a part, or add one."""
        self._trees.pop(part, None)
        self._spared.pop(part, None)
        self._parts[part] = content

    def add(self, part: str, content: bytes, kind: str) -> None:
        """Add a part with its content type."""
        self.put(part, content)
        self.put(CONTENT_TYPES, with_content_type(self.bytes_of(CONTENT_TYPES), part, kind))

    def know_ending(self, ending: str, kind: str) -> None:
        """See to it that parts of an ending have a content type."""
        self.put(CONTENT_TYPES, with_default_type(self.bytes_of(CONTENT_TYPES), ending, kind))

    def link(self, part: str, kind: str, target: str) -> str:
        """Add a relationship from a part and give its id."""
        name = relationships_part(part)
        before = self.bytes_of(name) if self.find(name) else None
        content, identity = with_relationship(before, kind, target, link_namespace(self.read(self.main)))
        self.put(name, content)
        return identity

    def remove(self, part: str, holder: str) -> None:
        """Remove a part, its content type and the relationship that leads to it."""
        name = relationships_part(holder)
        ids = [link.id for link in self.links(holder).values() if self.find(link.target) == part]
        for element in list(self.tree(name)):
            if element.get("Id") in ids:
                self.tree(name).remove(element)
        for element in list(self.tree(CONTENT_TYPES)):
            if element.get("PartName", "").lstrip("/").casefold() == part.casefold():
                self.tree(CONTENT_TYPES).remove(element)
        self._gone.add(part)

    def free_name(self, pattern: str) -> str:
        """Give the first name of a pattern such as `xl/comments{}.xml` that no part has."""
        number = 1
        while self.find(pattern.format(number)):
            number += 1
        return pattern.format(number)

    def content(self) -> bytes:
        """Give the patched package."""
        changed = self._parts | {name: self._written(name) for name in self._trees}
        changed = {name: content for name, content in changed.items() if name not in self._gone}
        return replaced(self.archive, dict(sorted(changed.items())), without=self._gone)


def _has(pieces: Sequence[bytes], words: Sequence[bytes]) -> bool:
    return any(word in piece for piece in pieces for word in words)


def cannot_be_changed(part: str) -> UnreadableFile:
    """Say that a workbook lacks what every spreadsheet program writes: it may be read, but not changed."""
    return UnreadableFile("file-damaged", f"文件内部的“{part}”不完整，无法改写，请用表格软件重新保存后报送")


def child(parent: etree._Element, name: str) -> etree._Element | None:
    """Find a child by its local name."""
    for one in parent:
        if isinstance(one.tag, str) and local(one.tag) == name:
            return one
    return None


def attributes(element: etree._Element | None) -> dict[str, str]:
    """Give an element's attributes; none of one that is not there."""
    return {} if element is None else {str(key): str(value) for key, value in element.attrib.items()}


def namespace(root: etree._Element) -> str:
    """Give the namespace of an element as lxml writes it: `{uri}`; empty where it has none."""
    uri, end, _ = str(root.tag).rpartition("}")
    return uri + end


def link_namespace(root: etree._Element) -> str:
    """Give the namespace of `r:id` in a part; strict workbooks have another."""
    return _STRICT_OFFICE if namespace(root).startswith(f"{{{_STRICT}") else OFFICE


def element(uri: str, name: str) -> etree._Element:
    """Make the root of a new part, its namespace written without a prefix."""
    return etree.fromstring(f'<{name} xmlns="{uri}"/>')

"""Read an .xlsx or .xlsm by its own parts, so that nothing a library smooths over is lost.

Errors, formulas without a cached value, hidden rows and columns, number formats and the stored digits all matter.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from lxml import etree

from reporting.model.errors import UnreadableFile
from reporting.model.grid import Book, Sheet
from reporting.package.archive import Archive, Limits
from reporting.package.opc import Relationship, relationships
from reporting.package.xml import local, parse
from reporting.sheets.asides import asides
from reporting.sheets.look import main_part
from reporting.sheets.meaning import Meaning
from reporting.sheets.strings import shared_strings
from reporting.sheets.styles import number_formats
from reporting.sheets.worksheet import read_sheet

_MOST_SHEETS = 1_000
_HIDDEN = ("hidden", "veryHidden")


@dataclass(frozen=True, slots=True)
class SheetPart:
    """A worksheet as the workbook lists it: its name, the part that holds it, whether it is hidden."""

    name: str
    part: str
    hidden: bool


def read(content: bytes, limits: Limits) -> Book:
    """Read a workbook's worksheets; chart sheets hold no cells and are left out."""
    archive = Archive(content, limits)
    main = main_part(archive)
    links = relationships(archive, main)
    meaning = Meaning(_strings(archive, links), _formats(archive, links))
    sheets = _parts(archive, main, links)
    return Book(tuple(_sheet(archive, found, meaning) for found in sheets), asides=asides(archive))


def sheet_parts(archive: Archive) -> tuple[SheetPart, ...]:
    """List a workbook's worksheets in the order of their tabs."""
    main = main_part(archive)
    return _parts(archive, main, relationships(archive, main))


def _parts(archive: Archive, main: str, links: Mapping[str, Relationship]) -> tuple[SheetPart, ...]:
    if not main:
        raise UnreadableFile("file-damaged", "文件里找不到工作簿，无法读取，请用表格软件重新保存后报送")
    named = list(parse(archive.read(main), main).iter("{*}sheet"))
    if len(named) > _MOST_SHEETS:
        raise UnreadableFile("file-bomb", "工作表过多，超出允许的范围，未予打开，请删去无关内容后重新报送")
    found = ((element, _part(archive, links.get(_link(element)))) for element in named)
    sheets = tuple(
        SheetPart(element.get("name", ""), part, element.get("state", "") in _HIDDEN) for element, part in found if part
    )
    if len({sheet.name for sheet in sheets}) < len(sheets):
        raise UnreadableFile("file-damaged", "文件里有两张工作表同名，无法区分，请改名、重新保存后报送")
    return sheets


def part_of_kind(archive: Archive, links: dict[str, Relationship], kind: str) -> str | None:
    """Find the part that a relationship of a kind leads to, such as `styles`."""
    return next((archive.find(link.target) for link in links.values() if link.kind == kind and not link.external), None)


def _link(element: etree._Element) -> str:
    return next((str(value) for key, value in element.attrib.items() if local(str(key)) == "id"), "")


def _part(archive: Archive, link: Relationship | None) -> str | None:
    if link is not None and link.kind != "worksheet":
        return None
    part = archive.find(link.target) if link else None
    if part is None:
        raise UnreadableFile("file-damaged", "文件缺少其中一张工作表的内容，请用表格软件重新保存后报送")
    return part


def _strings(archive: Archive, links: dict[str, Relationship]) -> list[str]:
    part = part_of_kind(archive, links, "sharedStrings")
    return shared_strings(archive.chunks(part)) if part else []


def _formats(archive: Archive, links: dict[str, Relationship]) -> Sequence[str]:
    part = part_of_kind(archive, links, "styles")
    return number_formats(archive.read(part)) if part else ()


def _sheet(archive: Archive, found: SheetPart, meaning: Meaning) -> Sheet:
    return read_sheet(archive.chunks(found.part), found.name, meaning, hidden=found.hidden)

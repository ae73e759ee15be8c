"""Mark faulty cells in the sender's own workbook: colour, note, and a list of all of them on a sheet of its own."""

from __future__ import annotations

import posixpath
from collections.abc import Sequence
from dataclasses import dataclass

from lxml import etree

from reporting.model.grid import address, column_letters, place
from reporting.model.words import Severity
from reporting.package.xml import written
from reporting.sheets.editing import Editing, cannot_be_changed, child, element, link_namespace, namespace
from reporting.sheets.marking import Marking
from reporting.sheets.notes import annotate
from reporting.sheets.sheet_xml import XML_SPACE, SheetXml, escaped
from reporting.sheets.width import height

LISTING = "问题清单"
_WORKSHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"
_STYLESHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml"
_STYLES = """<styleSheet xmlns="{uri}"><fonts count="1"><font><sz val="11"/><name val="宋体"/></font></fonts>\
<fills count="2"><fill><patternFill patternType="none"/></fill>\
<fill><patternFill patternType="gray125"/></fill></fills>\
<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>\
<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>\
<cellXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/></cellXfs></styleSheet>"""
_WEIGHT = (Severity.NOTE, Severity.WARNING, Severity.ERROR)
_RED = "FFC00000"


@dataclass(frozen=True, slots=True)
class Mark:
    """What is said at a cell; several marks may stand at one, the gravest gives the colour."""

    sheet: str
    cell: str
    severity: Severity
    text: str


@dataclass(frozen=True, slots=True)
class Row:
    """A row of the list: its texts, and the cell that its link column leads to, if any."""

    texts: tuple[str, ...]
    sheet: str = ""
    cell: str = ""


@dataclass(frozen=True, slots=True)
class Listing:
    """The list: a heading line, the columns' labels and widths, its rows; `link` is the number of the linked column."""

    title: str
    labels: tuple[str, ...]
    widths: tuple[float, ...]
    rows: tuple[Row, ...]
    link: int


def mark(content: bytes, marks: Sequence[Mark], listing: Listing) -> bytes:
    """Give the workbook with its faulty cells coloured and noted, and the list as its last sheet.

    Marks and the list of an earlier time are replaced. All other parts keep their bytes. A mark on a sheet that is not
    there is left to the list. Raises UnreadableFile where the workbook cannot be read.
    """
    editing = Editing(content)
    styles = editing.part_of_kind("styles")
    if styles is None:
        styles = _plain_styles(editing)
    marking = Marking(editing.tree(styles))
    by_sheet: dict[str, list[Mark]] = {}
    for one in marks:
        by_sheet.setdefault(one.sheet, []).append(one)
    for found in editing.sheets:
        if found.name != LISTING:
            _mark_sheet(editing, found.part, by_sheet.get(found.name, []), marking)
    _list(editing, listing, marking)
    return editing.content()


def _mark_sheet(editing: Editing, part: str, marks: Sequence[Mark], marking: Marking) -> None:
    if marks or (marking.own_styles and _has_style(editing.read(part), marking.own_styles)):
        editing.spare(part, below=max((place(one.cell)[0] for one in marks), default=0))
        sheet = SheetXml(editing.tree(part))
        for cell in sheet.data.iter(f"{sheet.ns}c"):
            if cell.get("s", "") in marking.own_styles:
                cell.set("s", str(marking.unmarked(_style(cell))))
        _colour(sheet, marks, marking)
    annotate(editing, part, _texts(editing, part, marks))


def _has_style(root: etree._Element, styles: frozenset[str]) -> bool:
    return any(cell.get("s", "") in styles for cell in root.iter("{*}c"))


def _style(cell: etree._Element) -> int:
    """Give the number of a cell's style; what is no number is the first, as spreadsheet programs take it."""
    number = cell.get("s", "")
    return int(number) if number.isdecimal() else 0


def _colour(sheet: SheetXml, marks: Sequence[Mark], marking: Marking) -> None:
    gravest: dict[str, Severity] = {}
    for one in marks:
        gravest[one.cell] = max(gravest.get(one.cell, Severity.NOTE), one.severity, key=_WEIGHT.index)
    for where, severity in gravest.items():
        cell = sheet.cell(*place(where))
        cell.set("s", str(marking.marked(_style(cell), severity)))


def _texts(editing: Editing, part: str, marks: Sequence[Mark]) -> dict[tuple[int, int], str]:
    """Gather what is said at each cell; at a cell inside a merge it is said at the merge's first cell."""
    if not marks:
        return {}
    sheet = SheetXml(editing.tree(part))
    texts: dict[tuple[int, int], list[str]] = {}
    for one in marks:
        texts.setdefault(place(sheet.cell(*place(one.cell)).get("r", one.cell)), []).append(one.text)
    return {at: "\n".join(dict.fromkeys(said)) for at, said in texts.items()}


def _plain_styles(editing: Editing) -> str:
    uri = namespace(editing.tree(editing.main))[1:-1]
    name = posixpath.join(posixpath.dirname(editing.main), "styles.xml")
    editing.add(name, _STYLES.format(uri=uri).encode(), _STYLESHEET)
    editing.link(editing.main, "styles", "styles.xml")
    return name


def _list(editing: Editing, listing: Listing, marking: Marking) -> None:
    content = _sheet(listing, namespace(editing.read(editing.main))[1:-1], marking)
    for found in editing.sheets:
        if found.name == LISTING:
            editing.put(found.part, content)
            return
    folder = posixpath.dirname(editing.main)
    name = editing.free_name(posixpath.join(folder, "worksheets", "sheet{}.xml"))
    editing.add(name, content, _WORKSHEET)
    identity = editing.link(editing.main, "worksheet", posixpath.relpath(name, folder))
    root = editing.tree(editing.main)
    sheets = child(root, "sheets")
    if sheets is None:
        raise cannot_be_changed(editing.main)
    numbers = (one.get("sheetId", "") for one in sheets if isinstance(one.tag, str))
    number = max((int(one) for one in numbers if one.isdecimal()), default=0) + 1
    entry = etree.SubElement(sheets, f"{namespace(root)}sheet", name=LISTING, sheetId=str(number))
    entry.set(f"{{{link_namespace(root)}}}id", identity)


def _sheet(listing: Listing, uri: str, marking: Marking) -> bytes:
    ns = f"{{{uri}}}"
    root = element(uri, "worksheet")
    properties = etree.SubElement(root, f"{ns}sheetPr")
    etree.SubElement(properties, f"{ns}tabColor", rgb=_RED)
    etree.SubElement(properties, f"{ns}pageSetUpPr", fitToPage="1")
    views = etree.SubElement(root, f"{ns}sheetViews")
    view = etree.SubElement(views, f"{ns}sheetView", showGridLines="0", workbookViewId="0")
    etree.SubElement(view, f"{ns}pane", ySplit="2", topLeftCell="A3", activePane="bottomLeft", state="frozen")
    etree.SubElement(root, f"{ns}sheetFormatPr", defaultRowHeight="18")
    columns = etree.SubElement(root, f"{ns}cols")
    for number, width in enumerate(listing.widths, 1):
        etree.SubElement(columns, f"{ns}col", min=str(number), max=str(number), width=f"{width:g}", customWidth="1")
    _rows(etree.SubElement(root, f"{ns}sheetData"), listing, marking)
    _links(root, listing)
    etree.SubElement(
        root, f"{ns}pageMargins", left="0.5", right="0.5", top="0.6", bottom="0.6", header="0.3", footer="0.3"
    )
    etree.SubElement(root, f"{ns}pageSetup", paperSize="9", orientation="landscape", fitToHeight="0")
    return written(root)


def _rows(data: etree._Element, listing: Listing, marking: Marking) -> None:
    title, heading = marking.plain(bold=True, border=False), marking.plain(bold=True, fill="FFDDE6F0")
    text, link = marking.plain(), marking.plain(link=True)
    _row(data, 1, (listing.title,), [title], 24)
    _row(data, 2, listing.labels, [heading] * len(listing.labels), 20)
    for number, row in enumerate(listing.rows, 3):
        styles = [link if row.cell and column == listing.link else text for column in range(1, len(row.texts) + 1)]
        _row(data, number, row.texts, styles, height(list(zip(row.texts, listing.widths, strict=True))))


def _row(data: etree._Element, number: int, texts: Sequence[str], styles: Sequence[int], points: float) -> None:
    ns = namespace(data)
    row = etree.SubElement(data, f"{ns}row", r=str(number), ht=f"{points:g}", customHeight="1")
    for column, (text, style) in enumerate(zip(texts, styles, strict=True), 1):
        cell = etree.SubElement(row, f"{ns}c", r=address(number, column), s=str(style), t="inlineStr")
        holder = etree.SubElement(etree.SubElement(cell, f"{ns}is"), f"{ns}t")
        holder.set(XML_SPACE, "preserve")
        holder.text = escaped(text)


def _links(root: etree._Element, listing: Listing) -> None:
    linked = [(number, row) for number, row in enumerate(listing.rows, 3) if row.cell]
    if not linked:
        return
    ns = namespace(root)
    holder = etree.SubElement(root, f"{ns}hyperlinks")
    for number, row in linked:
        quoted = row.sheet.replace("'", "''")
        target = f"'{quoted}'!{row.cell}"
        where = f"{column_letters(listing.link)}{number}"
        etree.SubElement(holder, f"{ns}hyperlink", ref=where, location=target, display=row.texts[listing.link - 1])

"""The sheet 问题清单 of a marked workbook: what was found, with links to the cells; an earlier one is replaced."""

from __future__ import annotations

import posixpath
from collections.abc import Sequence
from dataclasses import dataclass

from lxml import etree

from reporting.model.grid import address, column_letters
from reporting.package.xml import local, written
from reporting.sheets.editing import Editing, cannot_be_changed, child, element, link_namespace, namespace
from reporting.sheets.marking import Marking
from reporting.sheets.meaning import Meaning
from reporting.sheets.sheet_xml import XML_SPACE, escaped
from reporting.sheets.strings import shared_strings
from reporting.sheets.width import height
from reporting.sheets.worksheet import read_sheet
from reporting.sheets.xlsx import SheetPart

LISTING = "问题清单"
# Where a sheet of the sender's own has that name.
_BESIDE = f"{LISTING}（审核）"
_OURS = "本表由审核程序生成"
_ADVICE = "点“单元格”可跳到该处。请改正后重新报送；本表、底色和批注不用删除，重报时自动略去。"
_FIRST_ROW = 4
_SPARE = 2
_WORKSHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"
_RED = "FFC00000"
# What stands before definedNames in a workbook (ECMA-376 18.2.27).
_BEFORE_NAMES = ("sheets", "functionGroups", "externalReferences")


@dataclass(frozen=True, slots=True)
class Row:
    """A row of the list: its texts, and the cell that its link column leads to, if any."""

    texts: tuple[str, ...]
    sheet: str = ""
    cell: str = ""


@dataclass(frozen=True, slots=True)
class Listing:
    """The list: its title, the columns' labels and widths, its rows.

    `link` is the number of the linked column, `centred` are those of columns with short words. `advice` stands below
    the title, behind the words by which the list is known again.
    """

    title: str
    labels: tuple[str, ...]
    widths: tuple[float, ...]
    rows: tuple[Row, ...]
    link: int
    centred: tuple[int, ...] = ()
    advice: str = _ADVICE


def listed(editing: Editing) -> SheetPart | None:
    """Find the list that an earlier return brought; a sheet of the sender's own that bears its name is none."""
    named = [one for one in editing.sheets if one.name in (LISTING, _BESIDE)]
    strings = editing.part_of_kind("sharedStrings") if named else None
    texts = shared_strings([editing.bytes_of(strings)]) if strings else []
    for one in named:
        found = read_sheet([editing.bytes_of(one.part)], one.name, Meaning(texts, []), hidden=one.hidden)
        if found.text(2, 1).startswith(_OURS):
            return one
    return None


def put_list(editing: Editing, listing: Listing, marking: Marking) -> None:
    """Put the list in the place of an earlier one, else behind the last sheet."""
    content = _sheet(listing, namespace(editing.read(editing.main))[1:-1], marking)
    earlier = listed(editing)
    if earlier is not None:
        editing.put(earlier.part, content)
        return
    folder = posixpath.dirname(editing.main)
    name = editing.free_name(posixpath.join(folder, "worksheets", "sheet{}.xml"))
    editing.add(name, content, _WORKSHEET)
    identity = editing.link(editing.main, "worksheet", posixpath.relpath(name, folder))
    root = editing.tree(editing.main)
    sheets = child(root, "sheets")
    if sheets is None:
        raise cannot_be_changed(editing.main)
    there = [one for one in sheets if isinstance(one.tag, str)]
    taken = {one.get("name", "").casefold() for one in there}
    number = max((int(one.get("sheetId", "")) for one in there if one.get("sheetId", "").isdecimal()), default=0) + 1
    title = _BESIDE if LISTING in taken else LISTING
    entry = etree.SubElement(sheets, f"{namespace(root)}sheet", name=title, sheetId=str(number))
    entry.set(f"{{{link_namespace(root)}}}id", identity)
    _repeat_heading(root, title, len(there))


def _repeat_heading(root: etree._Element, title: str, place: int) -> None:
    """Have the heading printed on each page of the list."""
    ns = namespace(root)
    holder = child(root, "definedNames")
    if holder is None:
        holder = etree.Element(f"{ns}definedNames")
        before = [one for one in root if isinstance(one.tag, str) and local(one.tag) in _BEFORE_NAMES]
        before[-1].addnext(holder)
    named = etree.SubElement(holder, f"{ns}definedName", name="_xlnm.Print_Titles", localSheetId=str(place))
    named.text = f"'{title}'!${_FIRST_ROW - 1}:${_FIRST_ROW - 1}"


def _sheet(listing: Listing, uri: str, marking: Marking) -> bytes:
    ns = f"{{{uri}}}"
    root = element(uri, "worksheet")
    properties = etree.SubElement(root, f"{ns}sheetPr")
    etree.SubElement(properties, f"{ns}tabColor", rgb=_RED)
    etree.SubElement(properties, f"{ns}pageSetUpPr", fitToPage="1")
    views = etree.SubElement(root, f"{ns}sheetViews")
    view = etree.SubElement(views, f"{ns}sheetView", showGridLines="0", workbookViewId="0")
    frozen = {"ySplit": str(_FIRST_ROW - 1), "topLeftCell": f"A{_FIRST_ROW}"}
    etree.SubElement(view, f"{ns}pane", {"activePane": "bottomLeft", "state": "frozen", **frozen})
    etree.SubElement(root, f"{ns}sheetFormatPr", defaultRowHeight="18")
    columns = etree.SubElement(root, f"{ns}cols")
    for number, width in enumerate(listing.widths, 1):
        etree.SubElement(columns, f"{ns}col", min=str(number), max=str(number), width=f"{width:g}", customWidth="1")
    _rows(etree.SubElement(root, f"{ns}sheetData"), listing, marking)
    _links(root, listing)
    margins = {"left": "0.5", "right": "0.5", "top": "0.6", "bottom": "0.6", "header": "0.3", "footer": "0.3"}
    etree.SubElement(root, f"{ns}pageMargins", margins)
    etree.SubElement(root, f"{ns}pageSetup", paperSize="9", orientation="landscape", fitToHeight="0")
    etree.SubElement(etree.SubElement(root, f"{ns}headerFooter"), f"{ns}oddFooter").text = "&C第&P页，共&N页"
    return written(root)


def _rows(data: etree._Element, listing: Listing, marking: Marking) -> None:
    title, advice = marking.plain(bold=True, border=False, size=14), marking.plain(border=False)
    heading = marking.plain(bold=True, fill="FFDDE6F0", centred=True)
    _row(data, 1, (listing.title,), [title], 26)
    _row(data, 2, (f"{_OURS}：{listing.advice}",), [advice], 20)
    _row(data, _FIRST_ROW - 1, listing.labels, [heading] * len(listing.labels), 22)
    text, centred, link = marking.plain(), marking.plain(centred=True), marking.plain(link=True, centred=True)
    looks = [centred if number in listing.centred else text for number in range(1, len(listing.labels) + 1)]
    for number, row in enumerate(listing.rows, _FIRST_ROW):
        styles = list(looks)
        if row.cell:
            styles[listing.link - 1] = link
        # A little less than the width: programs break lines each in its own way, and no text may be cut.
        room = [width - _SPARE for width in listing.widths]
        _row(data, number, row.texts, styles, height(list(zip(row.texts, room, strict=True))))


def _row(data: etree._Element, number: int, texts: Sequence[str], styles: Sequence[int], points: float) -> None:
    ns = namespace(data)
    row = etree.SubElement(data, f"{ns}row", r=str(number), ht=f"{points:g}", customHeight="1")
    for column, (text, style) in enumerate(zip(texts, styles, strict=True), 1):
        cell = etree.SubElement(row, f"{ns}c", r=address(number, column), s=str(style), t="inlineStr")
        holder = etree.SubElement(etree.SubElement(cell, f"{ns}is"), f"{ns}t")
        holder.set(XML_SPACE, "preserve")
        holder.text = escaped(text)


def _links(root: etree._Element, listing: Listing) -> None:
    linked = [(number, row) for number, row in enumerate(listing.rows, _FIRST_ROW) if row.cell]
    if not linked:
        return
    ns = namespace(root)
    holder = etree.SubElement(root, f"{ns}hyperlinks")
    for number, row in linked:
        quoted = row.sheet.replace("'", "''")
        target = f"'{quoted}'!{row.cell}"
        where = f"{column_letters(listing.link)}{number}"
        etree.SubElement(holder, f"{ns}hyperlink", ref=where, location=target, display=row.texts[listing.link - 1])

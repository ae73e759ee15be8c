"""Workbooks rich in parts, for what must survive when cells are marked: each is given as its parts."""

from __future__ import annotations

import io
from collections.abc import Callable, Mapping

import xlsxwriter

from reporting.package.archive import Archive
from tests.sheets.made import MAIN, OFFICE, PACKAGE, STRICT, STRICT_OFFICE, parts

Parts = Mapping[str, bytes]

SHEET = "xl/worksheets/sheet1.xml"
THREADS = "http://schemas.microsoft.com/office/spreadsheetml/2018/threadedcomments"
_MICROSOFT = "http://schemas.microsoft.com/office/2017/10/relationships"
PICTURE = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c4890000000d4944415478da63fccfc0500f0004850180"
    "84a98c210000000049454e44ae426082"
)
_CELLS = (
    '<row r="1"><c r="A1" t="inlineStr"><is><t>指标</t></is></c></row><row r="2"><c r="B2" s="4"><v>0.5</v></c></row>'
)


def unpacked(content: bytes) -> dict[str, bytes]:
    """Give the parts of a package."""
    archive = Archive(content)
    return {name: archive.read(name) for name in archive.names}


def of_xlsxwriter() -> Parts:
    """Charts, a picture, a table, input rules, formats by condition, names, notes, protection, a hidden sheet."""
    buffer = io.BytesIO()
    book = xlsxwriter.Workbook(buffer, {"in_memory": True})
    sheet = book.add_worksheet("季度表")
    other, hidden = book.add_worksheet("别的表"), book.add_worksheet("隐藏")
    percent = book.add_format({"num_format": "0.0%", "bold": True, "border": 1, "bg_color": "#FFC7CE", "font_size": 14})
    sheet.write_row(0, 0, ["指标", "本期"])
    sheet.write(1, 1, 0.5, percent)
    sheet.write_column(2, 0, [3, 2, 1])
    sheet.add_table(8, 0, 11, 2, {"name": "表格1"})
    sheet.data_validation("B2", {"validate": "decimal", "criteria": ">=", "value": 0})
    sheet.conditional_format("A3:A5", {"type": "data_bar", "data_bar_2010": True})
    sheet.conditional_format("B2", {"type": "cell", "criteria": ">", "value": 9, "format": percent})
    sheet.write_comment("A1", "旧批注")
    sheet.insert_image("F2", "点.png", {"image_data": io.BytesIO(PICTURE)})
    chart = book.add_chart({"type": "column"})
    chart.add_series({"values": "=季度表!$A$3:$A$5"})
    sheet.insert_chart("F6", chart)
    sheet.protect("", {"format_cells": True})
    sheet.repeat_rows(0)
    sheet.add_sparkline("C3", {"range": "季度表!A3:A5"})
    book.define_name("本期数", "=季度表!$B$2")
    other.write_comment("A1", "别处的批注")
    other.insert_chart("B2", _line(book))
    hidden.hide()
    book.add_chartsheet("图").set_chart(_line(book))
    book.close()
    return unpacked(buffer.getvalue())


def _line(book: xlsxwriter.Workbook) -> object:
    chart = book.add_chart({"type": "line"})
    chart.add_series({"values": "=季度表!$A$3:$A$5"})
    return chart


def with_macros() -> Parts:
    """A workbook that carries a VBA project."""
    made = dict(of_xlsxwriter())
    made["xl/vbaProject.bin"] = b"\xd0\xcf\x11\xe0" + bytes(range(256)) * 4
    made["[Content_Types].xml"] = (
        made["[Content_Types].xml"]
        .replace(b"spreadsheetml.sheet.main+xml", b"x")
        .replace(
            b"application/vnd.openxmlformats-officedocument.x", b"application/vnd.ms-excel.sheet.macroEnabled.main+xml"
        )
        .replace(
            b"<Override", b'<Default Extension="bin" ContentType="application/vnd.ms-office.vbaProject"/><Override', 1
        )
    )
    links = "xl/_rels/workbook.xml.rels"
    made[links] = linked(
        made[links], "rId90", "http://schemas.microsoft.com/office/2006/relationships/vbaProject", "vbaProject.bin"
    )
    return made


def with_link_and_pivot() -> Parts:
    """A workbook that refers to another one and has a pivot table: parts that we neither know nor touch."""
    made = dict(of_xlsxwriter())
    made["xl/externalLinks/externalLink1.xml"] = f'<externalLink xmlns="{MAIN}"/>'.encode()
    made["xl/pivotCache/pivotCacheDefinition1.xml"] = f'<pivotCacheDefinition xmlns="{MAIN}"/>'.encode()
    made["xl/pivotTables/pivotTable1.xml"] = f'<pivotTableDefinition xmlns="{MAIN}"/>'.encode()
    main, sheet = "xl/_rels/workbook.xml.rels", "xl/worksheets/_rels/sheet2.xml.rels"
    made[main] = linked(made[main], "rId90", f"{OFFICE}/externalLink", "externalLinks/externalLink1.xml")
    made[main] = linked(made[main], "rId91", f"{OFFICE}/pivotCacheDefinition", "pivotCache/pivotCacheDefinition1.xml")
    made[sheet] = linked(made[sheet], "rId92", f"{OFFICE}/pivotTable", "../pivotTables/pivotTable1.xml")
    made["xl/workbook.xml"] = made["xl/workbook.xml"].replace(
        b"</sheets>", b'</sheets><externalReferences><externalReference r:id="rId90"/></externalReferences>'
    )
    return made


def with_threads() -> Parts:
    """A workbook whose cell B2 holds a thread of comments, as newer Excels write it."""
    made = dict(parts(_CELLS, around='<legacyDrawing r:id="v1"/>'))
    first = "{11111111-1111-1111-1111-111111111111}"
    made["xl/threadedComments/threadedComment1.xml"] = (
        f'<ThreadedComments xmlns="{THREADS}"><threadedComment ref="B2" dT="2023-10-01T08:00:00.00" '
        f'personId="{{P}}" id="{first}"><text>请市里核</text></threadedComment></ThreadedComments>'
    ).encode()
    made["xl/persons/person.xml"] = (
        f'<personList xmlns="{THREADS}"><person displayName="王" id="{{P}}" userId="w" providerId="None"/></personList>'
    ).encode()
    made["xl/comments1.xml"] = (
        f'<comments xmlns="{MAIN}"><authors><author>tc={first}</author></authors><commentList>'
        '<comment ref="B2" authorId="0"><text><t>[Threaded comment]\n\nComment:\n    请市里核</t></text></comment>'
        "</commentList></comments>"
    ).encode()
    made["xl/drawings/vmlDrawing1.vml"] = (
        b'<xml xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office" '
        b'xmlns:x="urn:schemas-microsoft-com:office:excel"><o:shapelayout v:ext="edit"><o:idmap v:ext="edit" data="1"/>'
        b'</o:shapelayout><v:shape id="_x0000_s1025"><x:ClientData ObjectType="Note"><x:Row>1</x:Row>'
        b"<x:Column>1</x:Column></x:ClientData></v:shape></xml>"
    )
    made["xl/worksheets/_rels/sheet1.xml.rels"] = (
        f'<Relationships xmlns="{PACKAGE}/relationships">'
        f'<Relationship Id="v1" Type="{OFFICE}/vmlDrawing" Target="../drawings/vmlDrawing1.vml"/>'
        f'<Relationship Id="c1" Type="{OFFICE}/comments" Target="../comments1.xml"/>'
        f'<Relationship Id="t1" Type="{_MICROSOFT}/threadedComment" Target="../threadedComments/threadedComment1.xml"/>'
        "</Relationships>"
    ).encode()
    main = "xl/_rels/workbook.xml.rels"
    made[main] = linked(made[main], "p1", f"{_MICROSOFT}/person", "persons/person.xml")
    types = made["[Content_Types].xml"].replace(
        b"<Override", b'<Default Extension="vml" ContentType="application/x"/><Override', 1
    )
    made["[Content_Types].xml"] = types
    return made


def of_prefixes() -> Parts:
    """A workbook whose elements all bear a prefix, as some programs write them."""
    made = dict(parts(_CELLS))
    for name in ("xl/workbook.xml", SHEET, "xl/styles.xml", "xl/sharedStrings.xml"):
        text = made[name].decode()
        text = text.replace("</", "</x:").replace("<", "<x:").replace("<x:/x:", "</x:")
        made[name] = text.replace("xmlns=", "xmlns:x=").encode()
    return made


def strict() -> Parts:
    """A strict workbook."""
    return parts(_CELLS, main=STRICT, office=STRICT_OFFICE)


def of_long_name() -> Parts:
    """A sheet with the longest name there can be, an apostrophe in it."""
    made = dict(parts(_CELLS))
    name = "县'市、区）科技创新季度指标表二〇二三年前三季度最终修订稿再次"
    assert len(name) == 31
    made["xl/workbook.xml"] = made["xl/workbook.xml"].replace("表".encode(), name.encode())
    return made


def linked(links: bytes, identity: str, kind: str, target: str) -> bytes:
    """Add a relationship to a relationships part."""
    link = f'<Relationship Id="{identity}" Type="{kind}" Target="{target}"/></Relationships>'
    return links.replace(b"</Relationships>", link.encode())


EVERY: Mapping[str, Callable[[], Parts]] = {
    "xlsxwriter": of_xlsxwriter,
    "macros": with_macros,
    "link and pivot": with_link_and_pivot,
    "threads": with_threads,
    "prefixes": of_prefixes,
    "strict": strict,
    "long name": of_long_name,
}

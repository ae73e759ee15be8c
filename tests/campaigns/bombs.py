"""Small files made to hurt whoever reads them: each maker gives a file's bytes, none is kept anywhere."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Mapping

from reporting.package.archive import Member
from reporting.package.pack import _written, pack

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
TYPES = "application/vnd.openxmlformats-officedocument.spreadsheetml"
SHEET = "xl/worksheets/sheet1.xml"

# A part as it is packed and what it inflates to: (packed, size, crc).
Packed = tuple[bytes, int, int]


def repeated(head: bytes, block: bytes, times: int, tail: bytes) -> Packed:
    """Pack `head`, a block many times, and `tail`, without ever holding what that inflates to."""
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    first = packer.compress(head) + packer.flush(zlib.Z_FULL_FLUSH)
    fresh = zlib.compressobj(9, zlib.DEFLATED, -15)
    middle = fresh.compress(block) + fresh.flush(zlib.Z_FULL_FLUSH)
    last = zlib.compressobj(9, zlib.DEFLATED, -15)
    crc = zlib.crc32(head)
    for _ in range(times):
        crc = zlib.crc32(block, crc)
    size = len(head) + times * len(block) + len(tail)
    return first + middle * times + last.compress(tail) + last.flush(), size, zlib.crc32(tail, crc)


def packed(parts: Mapping[str, bytes | Packed]) -> bytes:
    """Pack parts, those packed already as they are."""
    entries = []
    for name, part in parts.items():
        content = repeated(part, b"", 0, b"") if isinstance(part, bytes) else part
        entries.append((Member(name, 8, 0, (0, 33), content[2], len(content[0]), content[1], 0), content[0]))
    return _written(entries)


def workbook(sheet: bytes | Packed, **others: bytes | Packed) -> bytes:
    """Make an .xlsx of one sheet; `others` are `styles`, `sharedStrings`, `types`, `book`."""
    kinds = [("worksheet", "worksheets/sheet1.xml"), *((kind, f"{kind}.xml") for kind in others if kind[0] == "s")]
    links = "".join(
        f'<Relationship Id="rId{number}" Type="{OFFICE}/{kind}" Target="{target}"/>'
        for number, (kind, target) in enumerate(kinds, 1)
    )
    types = (
        f'<Types xmlns="{PACKAGE}/content-types"><Override PartName="/xl/workbook.xml" '
        f'ContentType="{TYPES}.sheet.main+xml"/></Types>'
    )
    book = f'<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}"><sheets><sheet name="表" sheetId="1" r:id="rId1"/></sheets>'
    parts: dict[str, bytes | Packed] = {
        "[Content_Types].xml": others.get("types", types.encode()),
        "_rels/.rels": _relationships(
            f'<Relationship Id="rId1" Type="{OFFICE}/officeDocument" Target="xl/workbook.xml"/>'
        ),
        "xl/workbook.xml": others.get("book", f"{book}</workbook>".encode()),
        "xl/_rels/workbook.xml.rels": _relationships(links),
        SHEET: sheet,
    }
    parts |= {f"xl/{kind}.xml": part for kind, part in others.items() if kind[0] == "s"}
    return packed(parts)


def _relationships(links: str) -> bytes:
    return f'<Relationships xmlns="{PACKAGE}/relationships">{links}</Relationships>'.encode()


HEAD = f'<worksheet xmlns="{MAIN}"><sheetData>'.encode()
TAIL = b"</sheetData></worksheet>"


def rows(block: bytes, times: int, *, tail: bytes = TAIL, **others: bytes | Packed) -> bytes:
    """Make an .xlsx whose sheet holds a block of rows many times."""
    return workbook(repeated(HEAD, block, times, tail), **others)


def far_cell() -> bytes:
    """One number in the last cell there is."""
    return rows(b'<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>', 1)


def empty_rows(count: int) -> bytes:
    """Rows that are formatted and hold nothing, as a painted sheet has."""
    return rows(b'<row s="3" customFormat="1" ht="14.25"/>' * 64, count // 64)


def spaces(megabytes: int) -> bytes:
    """A sheet of blanks between its rows."""
    return rows(b" " * (1 << 20), megabytes)


def full_cells(megabytes: int) -> bytes:
    """A sheet full of figures that differ enough to be packed no denser than real ones."""
    numbers = [(number * 2654435761) % 99991 for number in range(4096)]
    block = b"".join(
        b"<row>" + b"".join(b"<c><v>%d.%d</v></c>" % (one, one % 97) for one in numbers[at : at + 16]) + b"</row>"
        for at in range(0, 4096, 16)
    )
    return rows(block, (megabytes << 20) // len(block))


def empty_cells(count: int) -> bytes:
    """Cells that are formatted and hold nothing."""
    return rows(b"<row>" + b'<c s="5"/>' * 1000 + b"</row>", count // 1000)


def merges(count: int, cells: bytes = b"<row><c><v>1</v></c></row>") -> bytes:
    """A sheet with very many merges."""
    listed = b"".join(b'<mergeCell ref="B%d:D%d"/>' % (row, row) for row in range(1, count + 1))
    tail = b"</sheetData><mergeCells>" + listed + b"</mergeCells></worksheet>"
    return rows(cells, 2000, tail=tail)


def nested(depth: int) -> bytes:
    """A sheet whose elements lie in one another without end."""
    return workbook(HEAD + b"<row>" * depth + b"</row>" * depth + TAIL)


def attributes(count: int) -> bytes:
    """Cells with more attributes than anybody needs."""
    given = b" ".join(b'a%d="1"' % number for number in range(count))
    return rows(b"<row><c " + given + b"><v>1</v></c></row>", 100)


def long_text(megabytes: int) -> bytes:
    """One text of many megabytes in one cell."""
    return workbook(
        repeated(HEAD + b'<row><c t="inlineStr"><is><t>', b"ab" * (1 << 19), megabytes, b"</t></is></c></row>" + TAIL)
    )


def strings(count: int) -> bytes:
    """Very many shared texts, of which one is used."""
    table = repeated(f'<sst xmlns="{MAIN}">'.encode(), b"<si><t>abcdefgh</t></si>" * 100, count // 100, b"</sst>")
    return rows(b'<row><c t="s"><v>7</v></c></row>', 1, sharedStrings=table)


def echoed(kilobytes: int, cells: int) -> bytes:
    """One long text, shared by very many cells."""
    table = f'<sst xmlns="{MAIN}"><si><t>'.encode() + "高新 技术 ".encode() * (kilobytes << 6) + b"</t></si></sst>"
    return rows(b'<row><c t="s"><v>0</v></c><c t="s"><v>0</v></c></row>', cells // 2, sharedStrings=table)


def styles(count: int) -> bytes:
    """Very many cell styles."""
    head = f'<styleSheet xmlns="{MAIN}"><cellXfs>'.encode()
    table = repeated(head, b'<xf numFmtId="4" fontId="1"/>' * 100, count // 100, b"</cellXfs></styleSheet>")
    return rows(b'<row><c s="7"><v>7</v></c></row>', 1, styles=table)


def hidden_columns(count: int) -> bytes:
    """All columns declared hidden, over and over."""
    cols = b"<cols>" + b'<col min="1" max="16384" hidden="1"/>' * count + b"</cols>"
    return workbook(f'<worksheet xmlns="{MAIN}">'.encode() + cols + b"<sheetData>" + TAIL)


def entities() -> bytes:
    """The billion laughs."""
    lines = "".join(f'<!ENTITY a{number} "{f"&a{number - 1};" * 10}">' for number in range(1, 10))
    return workbook(
        f'<!DOCTYPE w [<!ENTITY a0 "ha">{lines}]>'.encode() + HEAD + b"<row><c><v>&a9;</v></c></row>" + TAIL
    )


def types(megabytes: int) -> bytes:
    """A list of content types that is looked at before anything else, and has no end."""
    head, tail = f'<Types xmlns="{PACKAGE}/content-types">'.encode(), b"</Types>"
    listed = repeated(head, b'<Override PartName="/a" ContentType="b"/>' * 1000, megabytes * 25, tail)
    return workbook(HEAD + TAIL, types=listed)


def many_members(count: int) -> bytes:
    """An archive of very many files."""
    return pack({f"{number}.csv": b"a,b\n1,2\n" for number in range(count)})


def zips_of_zips(depth: int, width: int) -> bytes:
    """Archives in archives, as the file that is known as 42.zip."""
    content = packed({"0.dll": repeated(b"", b"0" * (1 << 20), 64, b"")})
    for _ in range(depth):
        content = pack({f"lib {number}.zip": content + bytes([number]) for number in range(width)})
    return content


def overlapping() -> bytes:
    """Entries that share the bytes they inflate from."""
    content = bytearray(pack({"a.csv": b"1,2\n" * 1000, "b.csv": b"1,2\n" * 1000}))
    second = content.rfind(b"PK\x01\x02")
    content[second + 42 : second + 46] = struct.pack("<L", 0)
    return bytes(content)


def lying_zip64() -> bytes:
    """A directory that names sizes past all reason in its 64-bit fields."""
    content = bytearray(pack({"a.csv": b"1,2\n" * 1000}))
    at = content.rfind(b"PK\x01\x02")
    end = content.rfind(b"PK\x05\x06")
    extra = struct.pack("<HHQQ", 1, 16, 1 << 62, 1 << 60)
    content[at + 20 : at + 28] = b"\xff" * 8
    content[at + 30 : at + 32] = struct.pack("<H", len(extra))
    name_ends = at + 46 + 5
    content[name_ends:name_ends] = extra
    content[end + len(extra) + 12 : end + len(extra) + 16] = struct.pack("<L", end - at + len(extra))
    return bytes(content)


def page(kind: str, count: int) -> bytes:
    """A web page saved as .xls: nested without end, of endless cells, of cells that claim the whole sheet."""
    inside = {
        "nested": "<table><tr><td>" * count + "1" + "</td></tr></table>" * count,
        "divs": "<div>" * count + "<table><tr><td>1</td></tr></table>" + "</div>" * count,
        "wide": '<table><tr><td rowspan="60000" colspan="16000">1</td></tr>'
        + "<tr><td>2</td></tr>" * count
        + "</table>",
        "spans": "<table>" + '<tr><td rowspan="9000">1</td></tr>' * count + "</table>",
        "cells": "<table>" + ("<tr>" + "<td>1</td>" * 100 + "</tr>") * (count // 100) + "</table>",
        "style": "<style>" + ".a{" * count + "</style><table><tr><td>1</td></tr></table>",
    }[kind]
    return f"<html><body>{inside}</body></html>".encode()


def open_document(kind: str, count: int) -> bytes:
    """An .ods with cells repeated past all reason, or nested."""
    cell = '<table:table-cell office:value-type="float" office:value="1"{}><text:p>1</text:p></table:table-cell>'
    body = {
        "repeated": f'<table:table-row table:number-rows-repeated="{count}">'
        + cell.format(' table:number-columns-repeated="16384"')
        + "</table:table-row>",
        "empty": f'<table:table-row table:number-rows-repeated="{count}"><table:table-cell '
        'table:number-columns-repeated="16384"/></table:table-row>' * 1000,
        "nested": "<table:table-row>" + "<table:table-cell><table:table><table:table-row>" * count,
        "blanks": '<table:table-row><table:table-cell><text:p><text:s text:c="999999999"/></text:p></table:table-cell>'
        "</table:table-row>" * count,
    }[kind]
    spaces_ = " ".join(
        f'xmlns:{one}="urn:oasis:names:tc:opendocument:xmlns:{one}:1.0"' for one in ("office", "table", "text")
    )
    content = (
        f"<office:document-content {spaces_}><office:body><office:spreadsheet>"
        f'<table:table table:name="表">{body}</table:table></office:spreadsheet></office:body>'
        "</office:document-content>"
    )
    kind_ = b"application/vnd.oasis.opendocument.spreadsheet"
    return pack({"mimetype": kind_, "content.xml": content.encode()}, stored=("mimetype",))


def xml_2003(kind: str, count: int) -> bytes:
    """A SpreadsheetML of 2003 with columns without end, a table nested without end, or entities."""
    inside = {
        "columns": '<Column ss:Hidden="1" ss:Span="16000"/>' * count,
        "nested": "<Row>" * count,
        "cells": ("<Row>" + '<Cell><Data ss:Type="Number">1</Data></Cell>' * 100 + "</Row>") * (count // 100),
    }[kind]
    office = "urn:schemas-microsoft-com:office:spreadsheet"
    return (
        f'<?xml version="1.0"?><Workbook xmlns="{office}" xmlns:ss="{office}"><Worksheet ss:Name="表"><Table>{inside}'
        "</Table></Worksheet></Workbook>"
    ).encode()


def looping_compound() -> bytes:
    """A compound file whose chain of sectors leads back to itself."""
    header = bytearray(512)
    header[:8] = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
    struct.pack_into("<HHHHH", header, 24, 0x3E, 3, 0xFFFE, 9, 6)
    struct.pack_into("<LLLLLLLLLL", header, 40, 0, 1, 1, 0, 4096, 0xFFFFFFFE, 0, 0xFFFFFFFE, 0, 0)
    struct.pack_into("<109L", header, 76, 0, *[0xFFFFFFFF] * 108)
    table = struct.pack("<128L", 0xFFFFFFFD, 2, 1, *[0xFFFFFFFF] * 125)
    words = "Workbook\0".encode("utf-16-le")
    return bytes(header) + table + words.ljust(512, b"\0") * 2


def xls_records(kind: str, count: int) -> bytes:
    """A stream of old Excel's records: chains of continued texts, sheets that begin at their own beginning."""
    begin = struct.pack("<HHHHHHLL", 0x809, 16, 0x600, 5, 0, 0x7CC, 0, 0)
    sheet = struct.pack("<HHLHBB", 0x85, 10, 0, 0, 2, 0) + b"ab"
    if kind == "sheets":
        return begin + sheet * count + struct.pack("<HH", 0x0A, 0)
    if kind == "texts":
        head = struct.pack("<HHLL", 0xFC, 8, 0x7FFFFFFF, 0x7FFFFFFF)
        return begin + head + (struct.pack("<HH", 0x3C, 8) + b"\xff" * 8) * count + struct.pack("<HH", 0x0A, 0)
    return begin + (struct.pack("<HH", 0x200, 14) + b"\xff" * 14) * count + struct.pack("<HH", 0x0A, 0)


def text(kind: str, megabytes: int) -> bytes:
    """A text of many megabytes: one line, commas alone, line ends alone, nought bytes, open quotes."""
    size = megabytes << 20
    head, piece, most = {
        "line": (b"", b"1", size),
        "fields": (b"", b"1,", size // 2),
        "commas": (b"a,b\n", b",", size),
        "lines": (b"a,b\n1,2\n", b"\n", size),
        "nuls": (b"", b"\0", size),
        "later nuls": (b"a,b\n1,2\n", b"\0", size),
        "quote": (b'a,b\n"1,', b"2,3\n", size // 4),
        "rows": (b"a,b\n", b"1,2\n", size // 4),
    }[kind]
    return head + piece * most

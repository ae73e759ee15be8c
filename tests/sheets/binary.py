"""A small .xlsb written record by record ([MS-XLSB] 2.3): no free program writes one."""

from __future__ import annotations

import struct
from collections.abc import Iterable

from reporting.package.pack import pack

OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_TYPE = "application/vnd.ms-excel"
_STYLES = (0, 10, 14, 164)  # 常规, 0.00%, a date, a format of its own


def record(kind: int, data: bytes = b"") -> bytes:
    """Write a record: kind and size in seven bits a byte, then what it holds."""
    return _varied(kind) + _varied(len(data)) + data


def _varied(number: int) -> bytes:
    low, rest = number & 0x7F, number >> 7
    return bytes([low | 0x80]) + _varied(rest) if rest else bytes([low])


def text(words: str) -> bytes:
    """Write a text: its length, then its signs."""
    return struct.pack("<L", len(words.encode("utf-16-le")) // 2) + words.encode("utf-16-le")


def row(number: int, *, hidden: bool = False) -> bytes:
    """Begin a row, counted from 0."""
    return record(0, struct.pack("<LLHBBBL", number, 0, 300, 0, 0x10 * hidden, 0, 0))


def cell(kind: int, column: int, value: bytes, style: int = 0) -> bytes:
    """Write a cell of a kind; a formula brings the formula `1` with it."""
    formula = struct.pack("<HL", 0, 3) + b"\x1e\x01\x00" + struct.pack("<L", 0) if 8 <= kind <= 11 else b""
    return record(kind, struct.pack("<LL", column, style) + value + formula)


def merge(top: int, bottom: int, left: int, right: int) -> bytes:
    """Write the one merge of a sheet."""
    return record(177, struct.pack("<L", 1)) + record(176, struct.pack("<4L", top, bottom, left, right)) + record(178)


def columns(first: int, last: int, width: float, *, hidden: bool = False) -> bytes:
    """Write a run of columns."""
    return record(60, struct.pack("<4LH", first, last, round(width * 256), 0, int(hidden)))


def sheet(rows: Iterable[bytes], *, cols: bytes = b"", after: bytes = b"") -> bytes:
    """Write a worksheet's part."""
    dimension = record(148, struct.pack("<4L", 0, 99, 0, 99))
    listed = record(390) + cols + record(391) if cols else b""
    return record(129) + dimension + listed + record(145) + b"".join(rows) + record(146) + after + record(130)


def book(
    sheets: dict[str, bytes], *, strings: Iterable[str] = (), hidden: Iterable[str] = (), macintosh: bool = False
) -> bytes:
    """Pack a workbook of sheets by name."""
    numbered = list(enumerate(sheets, 1))
    listed = b"".join(
        record(156, struct.pack("<LL", int(name in hidden), number) + text(f"rId{number}") + text(name))
        for number, name in numbered
    )
    properties = record(153, struct.pack("<LL", int(macintosh), 0) + text(""))
    texts = list(strings)
    shared = b"".join(record(19, b"\0" + text(words)) for words in texts)
    links = [(f"rId{number}", "worksheet", f"worksheets/sheet{number}.bin") for number, _ in numbered]
    links += [("rId900", "sharedStrings", "sharedStrings.bin"), ("rId901", "styles", "styles.bin")]
    parts = {
        "[Content_Types].xml": f'<Types xmlns="{PACKAGE}/content-types"><Default Extension="rels" ContentType='
        '"application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="bin" ContentType='
        f'"{_TYPE}.sheet.binary.macroEnabled.main"/><Override PartName="/xl/sharedStrings.bin" ContentType='
        f'"{_TYPE}.sharedStrings"/><Override PartName="/xl/styles.bin" ContentType="{_TYPE}.styles"/>'
        + "".join(
            f'<Override PartName="/xl/worksheets/sheet{number}.bin" ContentType="{_TYPE}.worksheet"/>'
            for number, _ in numbered
        )
        + "</Types>",
        "_rels/.rels": _links([("rId1", "officeDocument", "xl/workbook.bin")]),
        "xl/_rels/workbook.bin.rels": _links(links),
    }
    written = {name: content.encode() for name, content in parts.items()}
    written["xl/workbook.bin"] = record(131) + properties + record(143) + listed + record(144) + record(132)
    written["xl/sharedStrings.bin"] = record(159, struct.pack("<LL", len(texts), len(texts))) + shared + record(160)
    written["xl/styles.bin"] = _styles()
    written |= {f"xl/worksheets/sheet{number}.bin": sheets[name] for number, name in numbered}
    return pack(written)


def _links(links: list[tuple[str, str, str]]) -> str:
    found = "".join(f'<Relationship Id="{id_}" Type="{OFFICE}/{kind}" Target="{to}"/>' for id_, kind, to in links)
    return f'<Relationships xmlns="{PACKAGE}/relationships">{found}</Relationships>'


def _styles() -> bytes:
    own = record(615, struct.pack("<L", 1)) + record(44, struct.pack("<H", 164) + text('0.0"万"')) + record(616)
    font = record(611, struct.pack("<L", 1))
    font += record(
        43, struct.pack("<HHHHBBBB", 220, 0, 400, 0, 0, 0, 134, 0) + b"\x07\0\0\0\0\0\0\xff\0" + text("宋体")
    )
    font += record(612)
    fills = record(603, struct.pack("<L", 1)) + record(45, struct.pack("<L", 0) + b"\0" * 64) + record(604)
    borders = record(613, struct.pack("<L", 1)) + record(46, b"\0" * 51) + record(614)
    base = record(626, struct.pack("<L", 1)) + _style(0xFFFF, 9) + record(627)
    used = record(617, struct.pack("<L", len(_STYLES))) + b"".join(_style(0, code) for code in _STYLES) + record(618)
    return record(278) + own + font + fills + borders + base + used + record(279)


def _style(parent: int, code: int) -> bytes:
    return record(47, struct.pack("<HHHHHBBHBB", parent, code, 0, 0, 0, 0, 0, 0x1000, 0, 0))

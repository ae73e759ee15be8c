"""Small Word documents for tests, made part by part, and what can be read out of filled ones."""

from __future__ import annotations

from contextlib import suppress
from datetime import date

from lxml import etree

from reporting.documents.fill import Filling
from reporting.documents.notation import WORD, w
from reporting.documents.slots import TAG
from reporting.documents.words import Properties
from reporting.model.tags import Tag
from reporting.package.archive import Archive
from reporting.package.pack import pack
from reporting.package.xml import parse

PROPERTIES = Properties("题目", "某局", date(2023, 10, 21))
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml"


def document(body: str, header: str = "") -> bytes:
    """Make a document of some body XML and, where given, a header of a line."""
    links = f'<Relationship Id="rId1" Type="{_OFFICE}/header" Target="header1.xml"/>' if header else ""
    parts = {
        "[Content_Types].xml": (
            f'<Types xmlns="{_PACKAGE}/content-types"><Default Extension="xml" ContentType="application/xml"/>'
            '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
            f'<Override PartName="/word/document.xml" ContentType="{_TYPE}.document.main+xml"/>'
            f'<Override PartName="/word/header1.xml" ContentType="{_TYPE}.header+xml"/>'
            '<Default Extension="bin" ContentType="application/octet-stream"/></Types>'
        ),
        "_rels/.rels": (
            f'<Relationships xmlns="{_PACKAGE}/relationships">'
            f'<Relationship Id="rId1" Type="{_OFFICE}/officeDocument" Target="word/document.xml"/></Relationships>'
        ),
        "docProps/core.xml": "<coreProperties/>",
        "word/document.xml": f'<w:document xmlns:w="{WORD}"><w:body>{body}</w:body></w:document>',
        "word/_rels/document.xml.rels": f'<Relationships xmlns="{_PACKAGE}/relationships">{links}</Relationships>',
        "word/header1.xml": f'<w:hdr xmlns:w="{WORD}">{paragraph(header)}</w:hdr>',
        "word/notes.bin": "{{不动}}",
    }
    return pack({name: text.encode() for name, text in parts.items()})


def paragraph(*runs: str, properties: str = "") -> str:
    """Write a paragraph of some runs, as Word splits them."""
    return f"<w:p>{''.join(f'<w:r>{properties}<w:t>{text}</w:t></w:r>' for text in runs)}</w:p>"


def table(*rows: tuple[str, ...], widths: tuple[int, ...] = ()) -> str:
    """Write a table of paragraphs, its columns 1000 twips wide unless said otherwise."""
    columns = widths or (1000,) * len(rows[0])
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in columns)
    written = "".join(
        "<w:tr>" + "".join(_cell(text, width) for text, width in zip(row, columns, strict=True)) + "</w:tr>"
        for row in rows
    )
    return f"<w:tbl><w:tblPr/><w:tblGrid>{grid}</w:tblGrid>{written}</w:tbl>"


def _cell(text: str, width: int) -> str:
    return f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/></w:tcPr>{paragraph(text)}</w:tc>'


def filling(**given: object) -> Filling:
    """Make a filling of nothing but what is named."""
    fields: dict[str, object] = {"values": {}, "properties": PROPERTIES}
    return Filling(**{**fields, **given})  # type: ignore[arg-type]


def tree(content: bytes, part: str = "word/document.xml") -> etree._Element:
    """Parse a part of a filled document."""
    return parse(Archive(content).read(part))


def lines(content: bytes, part: str = "word/document.xml") -> list[str]:
    """Give the texts of the paragraphs."""
    return [text_of(one) for one in tree(content, part).iter(w("p"))]


def text_of(element: etree._Element) -> str:
    """Give the text below an element, line breaks and tabs as such."""
    signs = {w("br"): "\n", w("tab"): "\t"}
    return "".join(signs.get(str(one.tag), one.text or "") for run in element.iter(w("r")) for one in run)


def cells(content: bytes, number: int = 0) -> list[list[str]]:
    """Give the texts of a table, row by row."""
    found = list(tree(content).iter(w("tbl")))[number]
    return [[text_of(cell) for cell in row.findall(w("tc"))] for row in found.findall(w("tr"))]


def slot_texts(content: bytes) -> dict[str, str]:
    """Give what stands in the slots of a document, prompts included, a line a paragraph."""
    found = {}
    for control in tree(content).iter(w("sdt")):
        name = control.find(f"{w('sdtPr')}/{w('tag')}")
        if name is not None and name.get(w("val"), "").startswith(TAG):
            found[name.get(w("val"), "").removeprefix(TAG)] = "\n".join(text_of(one) for one in control.iter(w("p")))
    return found


def tagged(content: bytes, part: str = "word/document.xml") -> list[tuple[str, str]]:
    """Give the keys that a document's bookmarks bear, and what is printed within each."""
    found: list[tuple[str, str]] = []
    begun: dict[str, tuple[str, list[str]]] = {}
    for element in tree(content, part).iter(w("bookmarkStart"), w("bookmarkEnd"), w("t")):
        number = element.get(w("id"), "")
        if element.tag == w("t"):
            for _, words in begun.values():
                words.append(element.text or "")
        elif element.tag == w("bookmarkStart"):
            with suppress(ValueError):  # one of staff's own
                begun[number] = str(Tag.of_bookmark(element.get(w("name"), ""))), []
        elif number in begun:
            tag, words = begun.pop(number)
            found.append((tag, "".join(words)))
    return found

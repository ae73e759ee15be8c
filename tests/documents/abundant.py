"""A template as rich as a bureau's own: pictures, text boxes, comments, footnotes, headers, charts, controls, objects.

Nothing of it but the body may change when it is filled. Every part is made here, so that a test knows what it holds.
"""

from __future__ import annotations

import struct
import zlib

from reporting.package.pack import pack

_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_NAMESPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    f'xmlns:r="{_OFFICE}" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture" '
    'xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office" '
    'xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml" mc:Ignorable="w14"'
)
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\r\n'
# Part → its content type; what is not here goes by its ending.
_TYPES = {
    "word/document.xml": f"{_WORD}.document.main+xml",
    "word/styles.xml": f"{_WORD}.styles+xml",
    "word/settings.xml": f"{_WORD}.settings+xml",
    "word/fontTable.xml": f"{_WORD}.fontTable+xml",
    "word/numbering.xml": f"{_WORD}.numbering+xml",
    "word/comments.xml": f"{_WORD}.comments+xml",
    "word/footnotes.xml": f"{_WORD}.footnotes+xml",
    "word/endnotes.xml": f"{_WORD}.endnotes+xml",
    "word/header1.xml": f"{_WORD}.header+xml",
    "word/footer1.xml": f"{_WORD}.footer+xml",
    "word/glossary/document.xml": f"{_WORD}.document.glossary+xml",
    "word/theme/theme1.xml": "application/vnd.openxmlformats-officedocument.theme+xml",
    "word/charts/chart1.xml": "application/vnd.openxmlformats-officedocument.drawingml.chart+xml",
    "word/activeX/activeX1.xml": "application/vnd.ms-office.activeX+xml",
    "customXml/itemProps1.xml": "application/vnd.openxmlformats-officedocument.customXmlProperties+xml",
    "docProps/core.xml": "application/vnd.openxmlformats-package.core-properties+xml",
    "docProps/custom.xml": "application/vnd.openxmlformats-officedocument.custom-properties+xml",
}
_ENDINGS = {
    "rels": "application/vnd.openxmlformats-package.relationships+xml",
    "xml": "application/xml",
    "png": "image/png",
    "bin": "application/octet-stream",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
# The links of the body, by their id: kind and target.
_LINKS = {
    "rId1": ("styles", "styles.xml"),
    "rId2": ("settings", "settings.xml"),
    "rId3": ("fontTable", "fontTable.xml"),
    "rId4": ("numbering", "numbering.xml"),
    "rId5": ("comments", "comments.xml"),
    "rId6": ("footnotes", "footnotes.xml"),
    "rId7": ("endnotes", "endnotes.xml"),
    "rId8": ("header", "header1.xml"),
    "rId9": ("footer", "footer1.xml"),
    "rId10": ("glossaryDocument", "glossary/document.xml"),
    "rId11": ("theme", "theme/theme1.xml"),
    "rId12": ("chart", "charts/chart1.xml"),
    "rId13": ("image", "media/image1.png"),
    "rId14": ("control", "activeX/activeX1.xml"),
    "rId15": ("oleObject", "embeddings/oleObject1.bin"),
    "rId16": ("customXml", "../customXml/item1.xml"),
}


def abundant(body: str) -> bytes:
    """Make the template around some body: thirty parts, all linked."""
    parts = {name: text if isinstance(text, bytes) else text.encode() for name, text in _parts(body).items()}
    return pack({"[Content_Types].xml": _types().encode(), **parts})


def _types() -> str:
    endings = "".join(f'<Default Extension="{one}" ContentType="{kind}"/>' for one, kind in _ENDINGS.items())
    named = "".join(f'<Override PartName="/{one}" ContentType="{kind}"/>' for one, kind in _TYPES.items())
    return f'{_HEAD}<Types xmlns="{_PACKAGE}/content-types">{endings}{named}</Types>'


def _links(links: dict[str, tuple[str, str]]) -> str:
    told = "".join(
        f'<Relationship Id="{one}" Type="{_OFFICE}/{kind}" Target="{target}"/>' for one, (kind, target) in links.items()
    )
    return f'{_HEAD}<Relationships xmlns="{_PACKAGE}/relationships">{told}</Relationships>'


def _word(root: str, content: str) -> str:
    return f"{_HEAD}<w:{root} {_NAMESPACES}>{content}</w:{root}>"


def _line(text: str) -> str:
    return f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>"


def _notes(kind: str) -> str:
    return _word(f"{kind}s", f'<w:{kind} w:id="1">{_line("注：口径见附件。")}</w:{kind}>')


def _parts(body: str) -> dict[str, str | bytes]:
    end = (
        '<w:sectPr><w:headerReference w:type="default" r:id="rId8"/><w:footerReference w:type="default" r:id="rId9"/>'
        '<w:pgSz w:w="11906" w:h="16838"/></w:sectPr>'
    )
    core = "http://schemas.openxmlformats.org/package/2006/metadata/core-properties"
    return {
        "_rels/.rels": _links(
            {"rId1": ("officeDocument", "word/document.xml"), "rId2": ("custom", "docProps/custom.xml")}
        ),
        "docProps/core.xml": f'{_HEAD}<cp:coreProperties xmlns:cp="{core}"/>',
        "docProps/custom.xml": f"{_HEAD}<Properties><property name='处室'>战略处</property></Properties>",
        "word/document.xml": _word("document", f"<w:body>{body}{end}</w:body>"),
        "word/_rels/document.xml.rels": _links(_LINKS),
        "word/styles.xml": _word(
            "styles", '<w:style w:type="paragraph" w:styleId="正文"><w:name w:val="正文"/></w:style>'
        ),
        "word/settings.xml": _word("settings", '<w:documentProtection w:edit="forms"/>'),
        "word/fontTable.xml": _word("fonts", ""),
        "word/numbering.xml": _word("numbering", ""),
        "word/comments.xml": _word(
            "comments", f'<w:comment w:id="0" w:author="某">{_line("请核对{{不动}}")}</w:comment>'
        ),
        "word/footnotes.xml": _notes("footnote"),
        "word/endnotes.xml": _notes("endnote"),
        "word/header1.xml": _word("hdr", f"<w:p><w:r>{picture('rId1', 7)}</w:r></w:p>"),
        "word/_rels/header1.xml.rels": _links({"rId1": ("image", "media/image2.png")}),
        "word/footer1.xml": _word("ftr", _line("内部资料")),
        "word/theme/theme1.xml": f"{_HEAD}<a:theme xmlns:a='urn:theme' name='局'/>",
        "word/glossary/document.xml": _word("glossaryDocument", "<w:docParts/>"),
        "word/charts/chart1.xml": f"{_HEAD}<c:chartSpace {_NAMESPACES}><c:externalData r:id='rId1'/></c:chartSpace>",
        "word/charts/_rels/chart1.xml.rels": _links({"rId1": ("package", "../embeddings/Sheet1.xlsx")}),
        "word/embeddings/Sheet1.xlsx": b"PK\x05\x06" + bytes(18),
        "word/embeddings/oleObject1.bin": b"\xd0\xcf\x11\xe0" + bytes(64),
        "word/activeX/activeX1.xml": f"{_HEAD}<ocx xmlns:r='{_OFFICE}' r:id='rId1'/>",
        "word/activeX/_rels/activeX1.xml.rels": _links({"rId1": ("activeXControlBinary", "activeX1.bin")}),
        "word/activeX/activeX1.bin": bytes(range(64)),
        "word/media/image1.png": _png(200),
        "word/media/image2.png": _png(60),
        "customXml/item1.xml": "<局 xmlns='urn:ju'>数据</局>",
        "customXml/_rels/item1.xml.rels": _links({"rId1": ("customXmlProps", "itemProps1.xml")}),
        "customXml/itemProps1.xml": "<ds xmlns='urn:ds'/>",
    }


def picture(link: str, number: int) -> str:
    """Write a picture in a run."""
    return (
        f'<w:drawing><wp:inline><wp:extent cx="90000" cy="90000"/><wp:docPr id="{number}" name="图{number}"/>'
        '<a:graphic><a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:pic><pic:blipFill>'
        f'<a:blip r:embed="{link}"/></pic:blipFill></pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing>'
    )


def text_box(text: str, number: int) -> str:
    """Write a text box in a run, once for Word of today and once for that of 2007."""
    content = f"<w:txbxContent>{_line(text)}</w:txbxContent>"
    return (
        '<mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wp:inline><wp:extent cx="900000" cy="300000"/>'
        f'<wp:docPr id="{number}" name="文本框{number}"/><a:graphic><a:graphicData uri="urn:wps"><wps:wsp><wps:txbx>'
        f"{content}</wps:txbx></wps:wsp></a:graphicData></a:graphic></wp:inline></w:drawing></mc:Choice><mc:Fallback><w:pict>"
        f"<v:shape><v:textbox>{content}</v:textbox></v:shape></w:pict></mc:Fallback></mc:AlternateContent>"
    )


def _png(size: int) -> bytes:
    """Draw a grey square."""
    rows = b"".join(b"\x00" + bytes((n + m) % 251 for m in range(size)) for n in range(size))
    chunks = (
        (b"IHDR", struct.pack(">2L5B", size, size, 8, 0, 0, 0, 0)),
        (b"IDAT", zlib.compress(rows)),
        (b"IEND", b""),
    )
    written = (
        struct.pack(">L", len(data)) + kind + data + struct.pack(">L", zlib.crc32(kind + data)) for kind, data in chunks
    )
    return b"\x89PNG\r\n\x1a\n" + b"".join(written)

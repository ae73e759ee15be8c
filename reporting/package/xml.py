"""XML of strangers, read safely: no document type, no entities, no network, no huge trees.

`parse` gives a tree, for parts that are small or are to be changed; `scan` reads a part of any size piece by piece and
keeps nothing of it. Both raise UnreadableFile('file-damaged') for what is no sound XML or brings a document type.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from xml.parsers import expat

from lxml import etree

from reporting.model.errors import UnreadableFile

Start = Callable[[str, dict[str, str]], object]
End = Callable[[str], object]
Scanner = expat.XMLParserType


def parse(content: bytes, part: str = "") -> etree._Element:
    """Read a part as a tree."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        root = etree.fromstring(content, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise _damaged(part) from error
    if root.getroottree().docinfo.internalDTD is not None:
        raise _damaged(part)
    return root


def written(root: etree._Element) -> bytes:
    """Write a tree as a part of a package: UTF-8, standalone, as Office programs do."""
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


def scanner(start: Start, end: End) -> expat.XMLParserType:
    """Make a parser that calls `start` and `end`; the callers may set its `CharacterDataHandler` as they go."""
    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.StartElementHandler = start
    parser.EndElementHandler = end
    parser.StartDoctypeDeclHandler = _refuse_doctype
    return parser


def scan(parser: expat.XMLParserType, chunks: Iterable[bytes], part: str = "") -> None:
    """Feed a part to a parser, piece by piece, to its end."""
    try:
        for chunk in chunks:
            parser.Parse(chunk, False)
        parser.Parse(b"", True)
    except (expat.ExpatError, ValueError, LookupError) as error:
        raise _damaged(part) from error
    finally:
        # Parser and reader hold each other: parted, both are freed at once and not at some later sweep.
        parser.StartElementHandler = parser.EndElementHandler = parser.CharacterDataHandler = None


def local(name: str) -> str:
    """Give a name without its namespace, whether written `x:row` or `{uri}row`."""
    return name.rpartition("}" if name[:1] == "{" else ":")[2]


def _refuse_doctype(*_: object) -> None:
    raise _damaged("")


def _damaged(part: str) -> UnreadableFile:
    where = f"（{part}）" if part else ""
    return UnreadableFile("file-damaged", f"文件内容已损坏{where}，无法读取，请用表格软件重新保存后报送")

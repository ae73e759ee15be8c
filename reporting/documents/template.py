"""Make a Word template of staff's ready for filling, once for all fills.

A table row with placeholders of the kind `{{表名.字段}}` is a model row: it is taken out here and repeated for each
record by tables.py, so that what counties write never passes through the template engine. Tables without placeholders
are staff's own: they are numbered and given as grids of texts, so that their empty cells can be filled by name.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from lxml import etree

from reporting.documents.grid import Grid, grid_of
from reporting.documents.notation import PLACEHOLDER, WORD, engine, made_whole, source_of, w, without_blocks
from reporting.model.errors import TemplateError, UnreadableFile
from reporting.package.archive import Archive
from reporting.package.xml import parse

DRAWING = "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"
FIELD = re.compile(r"\{\{\s*([^{}.\s]+)\.([^{}]+?)\s*\}\}")
# What stands in the tree, between taking a model row out and putting its records in, and never in a document.
MARK = f"{{{WORD}}}modelRow"
# The number of a table of staff's own, at the table, until the part is filled.
NUMBER = f"{{{WORD}}}ownTable"
BODY = "word/document.xml"
_NUMBERED = re.compile(r' w:ownTable="\d+"')
_FILLED_PARTS = re.compile(r"word/(document|header\d*|footer\d*|footnotes|endnotes)\.xml")
_WHERE_LENGTH = 24
_SLIP = "请检查双花括号是否成对、名称里有没有空格"


@dataclass(frozen=True)
class Model:
    """A row to be repeated for each record of `table`, or, where it is a heading, to be filled once."""

    row: etree._Element
    table: str
    fields: tuple[str, ...]
    heading: bool


@dataclass(frozen=True)
class Part:
    """One part to be filled: `text` renders it, `names` are its placeholders, `models` its model rows in order.

    A part without placeholders, filled by name alone, is its own text.
    """

    name: str
    text: Any
    names: frozenset[str]
    models: tuple[Model, ...]
    paragraphs: tuple[str, ...]

    def rendered(self, values: Mapping[str, object], *, numbered: bool) -> str:
        """Put words into the part, and leave the numbers of staff's own tables in it or not."""
        text: str = self.text if isinstance(self.text, str) else self.text.render(values)
        return text if numbered else _NUMBERED.sub("", text)

    def where(self, word: str) -> str:
        """Say where in the part a word stands, in terms a person can look for."""
        place = "正文" if self.name == BODY else "页眉页脚或脚注"
        line = next((text for text in self.paragraphs if word in text), word)
        return f"{place}“{line[:_WHERE_LENGTH]}”处"


@dataclass(frozen=True)
class Template:
    """A template ready for filling.

    `drawings` is the highest number a drawing in it bears, `bookmarks` are the numbers of its bookmarks. `own`
    are the tables of staff's own in the body, each as a grid of texts, with its number among all tables there.
    """

    archive: Archive
    parts: tuple[Part, ...]
    drawings: int
    bookmarks: frozenset[int]
    own: Mapping[int, Grid]


@lru_cache(maxsize=16)
def compiled(content: bytes, name: str) -> Template:
    """Read a template and make it ready. Raises TemplateError."""
    try:
        archive = Archive(content)
        sources = {part: parse(archive.read(part), part) for part in archive.names if _FILLED_PARTS.fullmatch(part)}
    except UnreadableFile as error:
        raise TemplateError("模板不是完好的 Word 文档（.docx）", name, "请用 Word 打开后另存为 .docx") from error
    if BODY not in sources:
        raise TemplateError("模板不是 Word 文档（.docx）", name, "请换成 .docx 模板")
    drawings = [int(one.get("id", "0")) for root in sources.values() for one in root.iter(f"{{{DRAWING}}}docPr")]
    own = _own_tables(sources[BODY])
    parts = [
        _part(part, root, name) for part, root in sources.items() if _has_placeholder(root) or (part == BODY and own)
    ]
    bookmarks = frozenset(_bookmarks(sources.values()))
    return Template(archive, tuple(parts), max(drawings, default=0), bookmarks, own)


def _own_tables(body: etree._Element) -> dict[int, Grid]:
    """Number the tables of staff's own, and give their texts; what lies in a cell of another is no table here."""
    found = {}
    tables = (one for one in body.iter(w("tbl")) if next(one.iterancestors(w("tbl")), None) is None)
    for number, table in enumerate(tables, 1):
        if not PLACEHOLDER.search(_text(table)):
            table.set(NUMBER, str(number))
            found[number] = grid_of(table)
    return found


def _bookmarks(roots: Iterable[etree._Element]) -> Iterator[int]:
    for root in roots:
        for one in root.iter(w("bookmarkStart")):
            number = one.get(w("id"), "")
            if number.isdigit():
                yield int(number)


def _has_placeholder(root: etree._Element) -> bool:
    return any(PLACEHOLDER.search(text) for text in _paragraphs(root))


def _paragraphs(root: etree._Element) -> tuple[str, ...]:
    return tuple("".join(t.text or "" for t in paragraph.iter(w("t"))) for paragraph in root.iter(w("p")))


def _part(part: str, root: etree._Element, name: str) -> Part:
    if not _has_placeholder(root):
        return Part(part, etree.tostring(root, encoding="unicode"), frozenset(), (), ())
    from jinja2 import TemplateSyntaxError, meta

    paragraphs = _paragraphs(root)
    _refuse_open(paragraphs, name)
    for paragraph in root.iter(w("p")):
        made_whole(paragraph)
    models = _models_taken_out(root)
    source = source_of(root)
    try:
        names = meta.find_undeclared_variables(engine().parse(source))
        text = engine().from_string(source)
    except TemplateSyntaxError as error:
        raise TemplateError(
            f"模板中有写错的占位符（{error.message}）",
            f"{name} {_faulty(paragraphs)}",
            _SLIP,
        ) from error
    return Part(part, text, frozenset(names), models, paragraphs)


def _refuse_open(paragraphs: tuple[str, ...], name: str) -> None:
    """Refuse a placeholder that is not closed in its paragraph: it would swallow all up to the next one."""
    for text in paragraphs:
        if text.count("{{") != text.count("}}") or text.count("{%") != text.count("%}"):
            raise TemplateError("模板中有没写完整的占位符", f"{name} “{text[:_WHERE_LENGTH]}”处", _SLIP)


def _faulty(paragraphs: tuple[str, ...]) -> str:
    """Find the first paragraph that alone does not read as a template."""
    from jinja2 import TemplateSyntaxError

    for text in paragraphs:
        try:
            engine().parse(without_blocks(FIELD.sub("", text)))
        except TemplateSyntaxError:
            return f"“{text[:_WHERE_LENGTH]}”处"
    return "正文"


def _models_taken_out(root: etree._Element) -> tuple[Model, ...]:
    """Take the model rows out, leaving a mark in each place, and see to it that rows stay whole and headings repeat."""
    models: list[Model] = []
    for table in list(root.iter(w("tbl"))):
        rows = table.findall(w("tr"))
        found = {row: FIELD.findall(_text(row)) for row in rows}
        if not any(found.values()) or "{%tr" in _text(table):
            continue
        _headings_repeat(rows, found)
        for row in rows:
            if found[row]:
                fields = tuple(field for _, field in found[row])
                model = Model(row, found[row][0][0], fields, row.find(f"{w('trPr')}/{w('tblHeader')}") is not None)
                row.addprevious(etree.Element(MARK, number=str(len(models))))
                table.remove(row)
                models.append(model)
    return tuple(models)


def _text(element: etree._Element) -> str:
    return "".join(t.text or "" for t in element.iter(w("t")))


def _headings_repeat(rows: list[etree._Element], found: Mapping[etree._Element, list[Any]]) -> None:
    """Mark the rows above the first model row as headings; no row of such a table is split over pages."""
    marked = [row.find(f"{w('trPr')}/{w('tblHeader')}") is not None for row in rows]
    first = next((at for at, row in enumerate(rows) if found[row] and not marked[at]), len(rows))
    for at, row in enumerate(rows):
        properties = row.find(w("trPr"))
        if properties is None:
            properties = etree.Element(w("trPr"))
            row.insert(1 if row.find(w("tblPrEx")) is not None else 0, properties)
        for tag in ("cantSplit", *(("tblHeader",) if at < first else ())):
            if properties.find(w(tag)) is None:
                etree.SubElement(properties, w(tag))

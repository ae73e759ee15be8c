"""Make a Word template of staff's ready for filling, once for all fills.

Text is filled by docxtpl's notation (`{{名称}}`, `{%p if 期号 %}`). A table row with placeholders of the kind
`{{表名.字段}}` is a model row: it is taken out here and repeated for each record by tables.py, so that what counties
write never passes through the template engine. Word splits placeholders into runs as it likes; here they are made
whole again.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Any

from lxml import etree

from reporting.model.errors import TemplateError, UnreadableFile
from reporting.package.archive import Archive
from reporting.package.xml import parse

if TYPE_CHECKING:
    from markupsafe import Markup

WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
DRAWING = "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"
FIELD = re.compile(r"\{\{\s*([^{}.\s]+)\.([^{}]+?)\s*\}\}")
# What stands in the tree, between taking a model row out and putting its records in, and never in a document.
MARK = f"{{{WORD}}}modelRow"
_PLACEHOLDER = re.compile(r"\{\{.*?\}\}|\{%.*?%\}")
_FILLED_PARTS = re.compile(r"word/(document|header\d*|footer\d*|footnotes|endnotes)\.xml")
_ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
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
    """One part with placeholders: `text` renders it, `names` are its placeholders, `models` its model rows in order."""

    name: str
    text: Any
    names: frozenset[str]
    models: tuple[Model, ...]
    paragraphs: tuple[str, ...]

    def where(self, word: str) -> str:
        """Say where in the part a word stands, in terms a person can look for."""
        place = "正文" if self.name == "word/document.xml" else "页眉页脚或脚注"
        line = next((text for text in self.paragraphs if word in text), word)
        return f"{place}“{line[:_WHERE_LENGTH]}”处"


@dataclass(frozen=True)
class Template:
    """A template ready for filling.

    `drawings` is the highest number a drawing in it bears, `controls` are the numbers of its content controls.
    """

    archive: Archive
    parts: tuple[Part, ...]
    drawings: int
    controls: frozenset[int]


def w(tag: str) -> str:
    """Give a tag of WordprocessingML its namespace."""
    return f"{{{WORD}}}{tag}"


def without_control(text: str) -> str:
    """Drop the signs XML cannot hold; what a county pasted must never make a document unreadable."""
    return _ILLEGAL.sub("", text)


@lru_cache(maxsize=16)
def compiled(content: bytes, name: str) -> Template:
    """Read a template and make it ready. Raises TemplateError."""
    try:
        archive = Archive(content)
        sources = {part: parse(archive.read(part), part) for part in archive.names if _FILLED_PARTS.fullmatch(part)}
    except UnreadableFile as error:
        raise TemplateError("模板不是完好的 Word 文档（.docx）", name, "请用 Word 打开后另存为 .docx") from error
    if "word/document.xml" not in sources:
        raise TemplateError("模板不是 Word 文档（.docx）", name, "请换成 .docx 模板")
    drawings = [int(one.get("id", "0")) for root in sources.values() for one in root.iter(f"{{{DRAWING}}}docPr")]
    parts = [_part(part, root, name) for part, root in sources.items() if _has_placeholder(root)]
    return Template(archive, tuple(parts), max(drawings, default=0), frozenset(_controls(sources.values())))


def _controls(roots: Iterable[etree._Element]) -> Iterator[int]:
    for root in roots:
        for one in root.iterfind(f".//{w('sdtPr')}/{w('id')}"):
            number = one.get(w("val"), "")
            if number.lstrip("-").isdigit():
                yield int(number)


def _has_placeholder(root: etree._Element) -> bool:
    return any(_PLACEHOLDER.search(text) for text in _paragraphs(root))


def _paragraphs(root: etree._Element) -> tuple[str, ...]:
    return tuple("".join(t.text or "" for t in paragraph.iter(w("t"))) for paragraph in root.iter(w("p")))


def _part(part: str, root: etree._Element, name: str) -> Part:
    from docxtpl import DocxTemplate
    from jinja2 import TemplateSyntaxError, meta

    paragraphs = _paragraphs(root)
    _refuse_open(paragraphs, name)
    for paragraph in root.iter(w("p")):
        _made_whole(paragraph)
    models = _models_taken_out(root)
    source: str = DocxTemplate(None).patch_xml(etree.tostring(root, encoding="unicode"))
    try:
        names = meta.find_undeclared_variables(_environment().parse(source))
        text = _environment().from_string(source)
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
            _environment().parse(re.sub(r"\{%-?(p|r|tr|tc) .*?%\}", "", FIELD.sub("", text)))
        except TemplateSyntaxError:
            return f"“{text[:_WHERE_LENGTH]}”处"
    return "正文"


def _made_whole(paragraph: etree._Element) -> None:
    """Bring a placeholder that Word split over runs together in the run it begins in, which keeps its looks."""
    texts = list(paragraph.iter(w("t")))
    whole = "".join(t.text or "" for t in texts)
    for match in _PLACEHOLDER.finditer(whole):
        at = 0
        first: etree._Element | None = None
        for t in texts:
            length = len(t.text or "")
            begin, end = max(match.start() - at, 0), min(match.end() - at, length)
            if begin < end:
                held = t.text or ""
                t.text = held[:begin] + (match.group() if first is None else "") + held[end:]
                first = t if first is None else first
            at += length
    _space_kept(texts)


def _space_kept(texts: list[etree._Element]) -> None:
    for t in texts:
        if t.text != (t.text or "").strip():
            t.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")


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


@cache
def _environment() -> Any:
    from jinja2 import StrictUndefined
    from jinja2.sandbox import ImmutableSandboxedEnvironment

    environment = ImmutableSandboxedEnvironment(autoescape=True, undefined=StrictUndefined, finalize=shown)
    environment.globals.clear()
    return environment


def shown(value: object) -> Markup:
    """Make a value fit to stand in a run: None is nothing, a line break is Word's, control signs go."""
    from markupsafe import Markup, escape

    if isinstance(value, Markup):
        return value
    lines = without_control("" if value is None else str(value)).split("\n")
    return Markup('</w:t><w:br/><w:t xml:space="preserve">').join(escape(line) for line in lines)

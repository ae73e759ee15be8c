"""Fill a Word template: text, tables and charts; the same inputs give the same bytes.

Parts that hold no placeholder are copied as they lie in the template.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from html import escape

from reporting.documents.bookmarks import MARKED, free_numbers, mark_text, place_text, with_bookmarks
from reporting.documents.chart import Chart, chart_part, drawing
from reporting.documents.grid import Grid
from reporting.documents.notation import shown, without_control
from reporting.documents.tables import fill_own, fill_tables
from reporting.documents.template import BODY, Part, Template, compiled
from reporting.documents.words import Placed, Printed, Properties, Rows, Words
from reporting.model.errors import TemplateError
from reporting.model.tags import Quoted
from reporting.package.archive import Archive
from reporting.package.opc import (
    CONTENT_TYPES,
    relationships_part,
    with_content_type,
    with_default_type,
    with_relationship,
)
from reporting.package.pack import replaced
from reporting.package.xml import parse, written

# A paragraph is words, or words and figures in turn.
Paragraph = Words | tuple[Words, ...]
# What a placeholder in the text may stand for: words, a list of paragraphs, or whether to print at all.
Value = Words | Placed | int | bool | tuple[Paragraph, ...] | None

_CORE = "docProps/core.xml"
_DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_CHART_TYPE = "application/vnd.openxmlformats-officedocument.drawingml.chart+xml"
_WORKBOOK_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_MEND = "请对照模板说明改正占位符的名称"


@dataclass(frozen=True, slots=True)
class Filling:
    """All that goes into a template: text by placeholder, rows by table, charts by placeholder.

    `cells` go into empty cells of staff's own tables: by the number of the table, row and column counted from 0.
    """

    values: Mapping[str, Value]
    properties: Properties
    tables: Mapping[str, Rows] = field(default_factory=dict)
    charts: Mapping[str, Chart | None] = field(default_factory=dict)
    cells: Mapping[tuple[int, int, int], Printed] = field(default_factory=dict)


def fill(content: bytes, name: str, filling: Filling) -> bytes:
    """Fill the template `content`, called `name` in messages. Raises TemplateError for placeholders nothing fills."""
    template = compiled(content, name)
    _refuse_unknown(template, name, filling)
    parts, drawings = _placed(template, filling.charts)
    values = {word: _printable(value) for word, value in filling.values.items()} | drawings
    numbers = free_numbers(template.bookmarks)
    for part in template.parts:
        cells = filling.cells if part.name == BODY else {}
        if cells or part.paragraphs:
            xml = _rendered(part, name, values, numbered=bool(cells))
            parts[part.name] = _finished(part, xml, filling.tables, cells, numbers)
    if _CORE in template.archive:
        parts[_CORE] = _core(filling.properties)
    return replaced(template.archive, parts)


def has_placeholder(content: bytes, name: str) -> bool:
    """Whether anything in a template is filled by placeholder. Raises TemplateError."""
    return any(part.paragraphs for part in compiled(content, name).parts)


def tables_without_placeholder(content: bytes, name: str) -> Mapping[int, Grid]:
    """Give the tables of a template that hold no placeholder, by number, as grids of texts. Raises TemplateError."""
    return compiled(content, name).own


def _printable(value: Value) -> object:
    """Make a value fit for the template engine: figures with their keys as marks, in paragraphs and alone."""
    if isinstance(value, tuple):
        return tuple(_paragraph(one) for one in value)
    if isinstance(value, Placed):
        from markupsafe import Markup

        return Markup(place_text(value))  # noqa: S704 - written by us, its words escaped in bookmarks.py
    return _paragraph(value) if isinstance(value, Quoted) else value


def _paragraph(given: Paragraph) -> object:
    from markupsafe import Markup

    parts = given if isinstance(given, tuple) else (given,)
    # What becomes markup here was written by us, its words escaped in bookmarks.py.
    printed = (Markup(mark_text(one)) if isinstance(one, Quoted) else shown(one) for one in parts)  # noqa: S704
    return Markup("").join(printed)


def _rendered(part: Part, name: str, values: Mapping[str, object], *, numbered: bool) -> bytes:
    from jinja2 import TemplateError as EngineError

    try:
        return (_DECLARATION + part.rendered(values, numbered=numbered)).encode()
    except (EngineError, TypeError, ValueError, ArithmeticError) as error:
        raise TemplateError(f"模板中的语句无法执行（{error}）", f"{name} {part.where('{%')}", _MEND) from error


def _finished(
    part: Part,
    xml: bytes,
    tables: Mapping[str, Rows],
    cells: Mapping[tuple[int, int, int], Printed],
    numbers: Iterator[int],
) -> bytes:
    """Put rows and cells into a part, and bookmarks around its figures."""
    if not part.models and not cells and MARKED not in xml:
        return xml
    root = parse(xml, part.name)
    fill_tables(root, part.models, tables)
    fill_own(root, cells)
    return written(with_bookmarks(root, numbers))


def _refuse_unknown(template: Template, name: str, filling: Filling) -> None:
    """Name every placeholder that nothing fills, and where it stands."""
    known = {*filling.values, *filling.charts}
    unknown = [
        f"{{{{{word}}}}}（{part.where(word)}）" for part in template.parts for word in sorted(part.names - known)
    ]
    unknown += [fault for part in template.parts for fault in _unknown_fields(part, filling.tables)]
    if unknown:
        raise TemplateError(f"模板中有无法填写的占位符：{'；'.join(unknown)}", name, _MEND)


def _unknown_fields(part: Part, tables: Mapping[str, Rows]) -> Iterable[str]:
    for model in part.models:
        rows = tables.get(model.table)
        if rows is None:
            yield f"表格“{model.table}”（{part.where(model.table)}）"
            continue
        records = (rows.headings,) if model.heading else rows.records
        for word in dict.fromkeys(model.fields):
            if any(word not in record for record in records):
                yield f"{{{{{model.table}.{word}}}}}（{part.where(f'{model.table}.{word}')}）"


def _placed(template: Template, charts: Mapping[str, Chart | None]) -> tuple[dict[str, bytes], dict[str, object]]:
    """Add the charts' parts to the package; give the parts, and the drawing for each placeholder."""
    from markupsafe import Markup

    archive = template.archive
    links = relationships_part(BODY)
    parts: dict[str, bytes] = {}
    drawings: dict[str, object] = dict.fromkeys(charts, "")
    types, body_links = archive.read(CONTENT_TYPES), archive.read(links)
    placed = {slot: chart for slot, chart in charts.items() if chart is not None}
    for number, (slot, chart) in zip(_free_numbers(archive), placed.items(), strict=False):
        part, book = f"word/charts/chart{number}.xml", f"word/embeddings/Microsoft_Excel_Sheet{number}.xlsx"
        parts[relationships_part(part)], book_link = with_relationship(None, "package", f"../{book[5:]}")
        parts[part], parts[book] = chart_part(chart.data, book_link), chart.workbook
        body_links, link = with_relationship(body_links, "chart", part[5:])
        types = with_content_type(with_default_type(types, "xlsx", _WORKBOOK_TYPE), part, _CHART_TYPE)
        shown = drawing(chart, link, template.drawings + number)
        # The drawing stands in a run of its own, between the two halves of the run that held the placeholder.
        drawings[slot] = Markup(  # noqa: S704 -- written by us, its words escaped in chart.py
            f'</w:t></w:r><w:r>{shown}</w:r><w:r><w:t xml:space="preserve">'
        )
    if placed:
        parts |= {CONTENT_TYPES: types, links: body_links}
    return parts, drawings


def _free_numbers(archive: Archive) -> Iterable[int]:
    return (n for n in range(1, 10_000) if f"word/charts/chart{n}.xml" not in archive)


def _core(properties: Properties) -> bytes:
    title, author = (escape(without_control(text), quote=False) for text in (properties.title, properties.author))
    day = f"{properties.dated.isoformat()}T00:00:00Z"
    return (
        f'{_DECLARATION}<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/'
        'core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" '
        'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
        f"<dc:title>{title}</dc:title><dc:creator>{author}</dc:creator>"
        f"<cp:lastModifiedBy>{author}</cp:lastModifiedBy><cp:revision>1</cp:revision>"
        f'<dcterms:created xsi:type="dcterms:W3CDTF">{day}</dcterms:created>'
        f'<dcterms:modified xsi:type="dcterms:W3CDTF">{day}</dcterms:modified></cp:coreProperties>'
    ).encode()

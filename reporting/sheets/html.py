"""Read a web page that was saved, or exported by some system, as a workbook: `.xls` in name only.

Tables and the texts between them lie one below the other on one sheet, where Excel shows them. A web archive (.mht) has
a page a sheet. A page may name no sheet, so that a sheet may be left without; `read` names it after the file.
"""

from __future__ import annotations

import email
import re
from collections import deque
from collections.abc import Iterator, Mapping
from dataclasses import replace

from lxml import etree

from reporting.model.grid import Area, Book, Cell, CellKind, Sheet
from reporting.package.archive import Limits
from reporting.sheets.cells import LAST_COLUMN, LAST_ROW, MOST_CELLS, MOST_MERGES
from reporting.sheets.look import decoded
from reporting.sheets.stored import damaged, is_error, kind_of, too_much
from reporting.sheets.styles import shows_date
from reporting.sheets.xml2003 import named_format

# Cells that reach down into one row: more than a form has columns.
_MOST_SPANS = 1_000
_ARCHIVE = re.compile(rb"\s*mime-version:", re.IGNORECASE)
_NAMES = re.compile(r"<x:Name>([^<]*)</x:Name>", re.IGNORECASE)
_CLASS_FORMAT = re.compile(r"\.([\w-]+)\s*\{[^{}]*?mso-number-format:\s*([^;}]+)", re.IGNORECASE)
_FORMAT = re.compile(r"mso-number-format:\s*([^;}]+)", re.IGNORECASE)
_CSS_ESCAPE = re.compile(r"\\([0-9A-Fa-f]{4})|\\(.)")
_HIDDEN = re.compile(r"display:\s*none", re.IGNORECASE)
_BLANKS = re.compile(r"[ \t\r\n\f]+")
_UNSEEN = frozenset({"head", "script", "style", "title", "xml", "template", "comment"})


def read(content: bytes, limits: Limits) -> Book:
    """Read the tables of a page, or of each page of a web archive. Raises UnreadableFile."""
    if len(content) > limits.total:
        raise too_much("文字")
    pages = [page for page in _pages(content) if page]
    sheets = [_Page(page).sheet() for page in pages]
    filled = [sheet for sheet in sheets if sheet.cells]
    names = [name for page in pages for name in _NAMES.findall(page)]
    if len(names) != len(filled) or len(set(names)) < len(names):
        return Book(tuple(filled))
    return Book(tuple(replace(sheet, name=name.strip()) for sheet, name in zip(filled, names, strict=True)))


def _pages(content: bytes) -> Iterator[str]:
    if not _ARCHIVE.match(content):
        yield _decoded(content)
        return
    for part in email.message_from_bytes(content.lstrip()).walk():
        payload = part.get_payload(decode=True) if part.get_content_type() == "text/html" else None
        if isinstance(payload, bytes):
            yield _decoded(payload)


def _decoded(content: bytes) -> str:
    text = decoded(content)
    if text is None:
        raise damaged()
    return text.removeprefix("\ufeff")


class _Page:
    """One page, laid out on a grid as it is walked through."""

    def __init__(self, page: str) -> None:
        parser = etree.HTMLParser(encoding="utf-8", no_network=True, huge_tree=False, remove_comments=True)
        self._cells: dict[tuple[int, int], Cell] = {}
        self._merges: list[Area] = []
        self._hidden_rows: set[int] = set()
        self._hidden_columns: set[int] = set()
        self._formats = {name: _css_text(code) for name, code in _CLASS_FORMAT.findall(page)}
        self._row = 0
        try:
            root = etree.fromstring(page.encode("utf-8", "replace"), parser)
        except (etree.XMLSyntaxError, ValueError) as fault:
            raise damaged() from fault
        for block in _blocks(root) if root is not None else ():
            self._lay(block)

    def sheet(self) -> Sheet:
        """Give what was laid out, as a sheet without a name."""
        last = max((column for _, column in self._cells), default=0)
        return Sheet(
            "",
            self._cells,
            tuple(self._merges),
            hidden_rows=frozenset(self._hidden_rows),
            hidden_columns=frozenset(column for column in self._hidden_columns if column <= last),
        )

    def _lay(self, block: etree._Element | str) -> None:
        if isinstance(block, str):
            self._row += 1
            self._cells[self._row, 1] = Cell(self._row, 1, block, kind_of(block))
            return
        column = 1
        for element in block.iter("col"):
            span = _span(element, "span")
            if _HIDDEN.search(element.get("style", "")) or element.get("width") == "0":
                self._hidden_columns.update(range(column, min(column + span, LAST_COLUMN + 1)))
            column += span
        spans: list[Area] = []
        for caption in block.iter("caption"):
            self._lay(_text(caption) or " ")
        for line in block.iter("tr"):
            self._row += 1
            if _HIDDEN.search(line.get("style", "")):
                self._hidden_rows.add(self._row)
            spans = [area for area in spans if area.bottom >= self._row]
            self._lay_row(line, spans)

    def _lay_row(self, line: etree._Element, spans: list[Area]) -> None:
        column, reaching = 1, deque(sorted(spans, key=lambda area: area.left))
        for element in line:
            if element.tag not in ("td", "th"):
                continue
            while reaching and reaching[0].left <= column:
                column = max(column, reaching.popleft().right + 1)
            right, bottom = column + _span(element, "colspan") - 1, self._row + _span(element, "rowspan") - 1
            if right > LAST_COLUMN or self._row > LAST_ROW or len(self._cells) > MOST_CELLS:
                raise too_much("行列")
            if right > column or bottom > self._row:
                self._merges.append(Area(self._row, column, bottom, right))
            if bottom > self._row:
                spans.append(self._merges[-1])
            if len(self._merges) > MOST_MERGES or len(spans) > _MOST_SPANS:
                raise too_much("合并单元格")
            found = self._cell(element, column)
            if found is not None:
                self._cells[self._row, column] = found
            column = right + 1

    def _cell(self, element: etree._Element, column: int) -> Cell | None:
        given, shown = {str(name): str(value) for name, value in element.attrib.items()}, _text(element)
        style = self._format(given)
        formula = "x:fmla" in given
        if is_error(shown):
            return self._made(column, shown, CellKind.ERROR, style, formula=formula)
        for name, kind in (("x:err", CellKind.ERROR), ("x:num", CellKind.NUMBER), ("sdval", CellKind.NUMBER)):
            if given.get(name):
                return self._made(column, given[name], kind, style, formula=formula)
        if not shown:
            return None
        kind = CellKind.TEXT if "x:str" in given or style == "@" else kind_of(shown)
        return self._made(column, shown, kind, style, formula=formula)

    def _made(self, column: int, text: str, kind: CellKind, style: str, *, formula: bool) -> Cell:
        kind = CellKind.DATE if kind is CellKind.NUMBER and shows_date(style) else kind
        return Cell(self._row, column, text, kind, formula, style)

    def _format(self, given: Mapping[str, str]) -> str:
        written = _FORMAT.search(given.get("style", ""))
        if written:
            return _css_text(written[1])
        if given.get("sdnum", "").count(";") > 1:  # LibreOffice: two languages, then the code
            code = given["sdnum"].split(";", 2)[2]
            return "" if code.casefold() == "general" else code
        return next((self._formats[name] for name in given.get("class", "").split() if name in self._formats), "")


def _blocks(element: etree._Element) -> Iterator[etree._Element | str]:
    """Yield the tables, of nested ones the innermost, and the texts between them, line by line."""
    if element.text and element.text.strip():
        yield _BLANKS.sub(" ", element.text).strip()
    for child in element:
        if isinstance(child.tag, str) and child.tag not in _UNSEEN:
            nested = child.find(".//table") is not None
            text = "" if nested else _text(child)
            if nested:
                yield from _blocks(child)
            elif child.tag == "table":
                yield child
            elif text:
                yield text
        if child.tail and child.tail.strip():
            yield _BLANKS.sub(" ", child.tail).strip()


def _text(element: etree._Element) -> str:
    """Give an element's text as a browser shows it: blanks joined, line breaks kept."""
    pieces: list[str] = []
    for part in element.iter():
        if part.tag == "br":
            pieces.append("\v")
        if part.text and isinstance(part.tag, str) and part.tag not in _UNSEEN:
            pieces.append(part.text)
        if part.tail and part is not element:
            pieces.append(part.tail)
    return "\n".join(_BLANKS.sub(" ", line).strip(" ") for line in "".join(pieces).split("\v")).strip(" \n")


def _span(element: etree._Element, name: str) -> int:
    text = element.get(name, "1").strip()
    return min(max(int(text), 1), LAST_ROW) if text.isdecimal() else 1


def _css_text(code: str) -> str:
    text = _CSS_ESCAPE.sub(lambda match: chr(int(match[1], 16)) if match[1] else match[2], code.strip().strip("\"'"))
    return named_format(text)

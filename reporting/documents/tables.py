"""Fill the tables of a document: a model row is repeated with its looks, columns are merged and spread.

The tree is walked directly: python-docx's `table.cell` counts its way through the grid at every call.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from copy import deepcopy

from lxml import etree

from reporting.documents.bookmarks import fits, marked
from reporting.documents.grid import cell_at, run_in
from reporting.documents.notation import w, without_control
from reporting.documents.template import FIELD, MARK, NUMBER, Model
from reporting.documents.words import Inked, Printed, Record, Rows, Words
from reporting.model.tags import Quoted

_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
# What stands before vMerge in a cell's properties, after the schema's order.
_BEFORE_MERGE = (w("cnfStyle"), w("tcW"), w("gridSpan"), w("hMerge"))
# And before color in a run's.
_BEFORE_COLOUR = tuple(
    w(tag)
    for tag in (
        *("rStyle", "rFonts", "b", "bCs", "i", "iCs", "caps", "smallCaps", "strike", "dstrike", "outline", "shadow"),
        *("emboss", "imprint", "noProof", "snapToGrid", "vanish", "webHidden"),
    )
)


def fill_tables(root: etree._Element, models: Sequence[Model], tables: Mapping[str, Rows]) -> None:
    """Put the rows of the records, and the headings, where the model rows were taken out."""
    # Spreading touches the other rows of the table, so that all rows must be in place first.
    spreads: dict[etree._Element, tuple[Model, Rows]] = {}
    for mark in list(root.iter(MARK)):
        model = models[int(mark.get("number", ""))]
        rows = tables[model.table]
        table = mark.getparent()
        assert table is not None, "a model row stands in a table"
        for row in _heading(model, rows) if model.heading else _repeated(model, rows):
            mark.addprevious(row)
        table.remove(mark)
        if model.heading or not any(rows.headings.get(field) for field in model.fields):
            continue
        spreads[table] = (model, rows)
    for table, (model, rows) in spreads.items():
        _spread_grid(table, model, rows)


def fill_own(root: etree._Element, cells: Mapping[tuple[int, int, int], Printed]) -> None:
    """Put words into empty cells of staff's own tables, by table, row and column."""
    if not cells:
        return
    by_table: dict[int, dict[tuple[int, int], Printed]] = {}
    for (number, row, column), value in cells.items():
        by_table.setdefault(number, {})[row, column] = value
    for table in list(root.iter(w("tbl"))):
        number = int(table.attrib.pop(NUMBER, "0"))
        # All places are found before any is filled: they are told by what is empty.
        for cell, value in [(cell_at(table, *at), value) for at, value in by_table.get(number, {}).items()]:
            t = run_in(cell)
            if isinstance(value, Inked):
                _ink(t, value.colour)
            _put(t, (_words(value),))


def _heading(model: Model, rows: Rows) -> list[etree._Element]:
    row = deepcopy(model.row)
    _fill_row(row, dict(rows.headings))
    return [row]


def _repeated(model: Model, rows: Rows) -> list[etree._Element]:
    merges = _merges(model, rows)
    made = []
    for number, record in enumerate(rows.records):
        row = deepcopy(model.row)
        for at, keys in merges.items():
            _merge(row.findall(w("tc"))[at], keys, number)
        _fill_row(row, record)
        if _goes_on(rows, number):
            _keep_with_next(row)
        made.append(row)
    return made


def _goes_on(rows: Rows, number: int) -> bool:
    """Whether the row below belongs with this one on a page."""
    if not rows.together or number + 1 == len(rows.records):
        return False
    key = rows.records[number][rows.together]
    return bool(key) and rows.records[number + 1][rows.together] == key


def _keep_with_next(row: etree._Element) -> None:
    for paragraph in row.iter(w("p")):
        properties = paragraph.find(w("pPr"))
        if properties is None:
            properties = etree.Element(w("pPr"))
            paragraph.insert(0, properties)
        if properties.find(w("keepNext")) is None:
            properties.insert(sum(child.tag == w("pStyle") for child in properties), etree.Element(w("keepNext")))


def _merges(model: Model, rows: Rows) -> dict[int, list[Printed]]:
    """Give, for each cell of the model row to be merged downwards, the key of every record."""
    merges = {}
    for at, cell in enumerate(model.row.findall(w("tc"))):
        for _, field in FIELD.findall("".join(t.text or "" for t in cell.iter(w("t")))):
            if field in rows.merged:
                merges[at] = [record[rows.merged[field]] for record in rows.records]
    return merges


def _merge(cell: etree._Element, keys: list[Printed], number: int) -> None:
    key = keys[number]
    as_above = number > 0 and keys[number - 1] == key
    as_below = number + 1 < len(keys) and keys[number + 1] == key
    if not key or not (as_above or as_below):
        return
    properties = cell.find(w("tcPr"))
    if properties is None:
        properties = etree.Element(w("tcPr"))
        cell.insert(0, properties)
    merge = etree.Element(w("vMerge"))
    merge.set(w("val"), "continue" if as_above else "restart")
    properties.insert(sum(child.tag in _BEFORE_MERGE for child in properties), merge)
    if as_above:
        for t in cell.iter(w("t")):
            t.text = ""


def _fill_row(row: etree._Element, record: Record) -> None:
    for cell in row.findall(w("tc")):
        spread = _spread_value(cell, record)
        if spread is not None:
            _spread_cell(cell, spread)
            continue
        for t in list(cell.iter(w("t"))):
            if t.text and "{{" in t.text:
                _fill_text(t, record)


def _fill_text(t: etree._Element, record: Record) -> None:
    held = t.text or ""
    for _, field in FIELD.findall(held):
        value = record[field]
        if isinstance(value, Inked):
            _ink(t, value.colour)
    _put(t, _filled(held, record))


def _words(value: Printed) -> Words:
    """Give a value as what stands in one cell."""
    if isinstance(value, tuple):
        return "、".join(str(one) for one in value)
    return value.text if isinstance(value, Inked) else value


def _filled(held: str, record: Record) -> Iterator[Words]:
    """Give the words of a run, each placeholder turned into what it stands for."""
    at = 0
    for match in FIELD.finditer(held):
        yield held[at : match.start()]
        yield _words(record[match[2]])
        at = match.end()
    yield held[at:]


def _put(t: etree._Element, parts: Iterable[Words]) -> None:
    """Put words and figures into a run, line breaks as Word's."""
    t.text = ""
    t.set(_SPACE, "preserve")
    last: etree._Element | None = None
    for part in parts:
        if isinstance(part, Quoted) and fits(part):
            last = marked(t, part)
            continue
        first, *lines = without_control(str(part)).replace("\r\n", "\n").replace("\r", "\n").split("\n")
        if last is None:
            t.text += first
        else:
            last.tail = (last.tail or "") + first
        for line in lines:
            t, last = _line_below(t, line), None


def _line_below(t: etree._Element, line: str) -> etree._Element:
    below = etree.Element(w("t"))
    below.text = line
    below.set(_SPACE, "preserve")
    t.addnext(below)
    t.addnext(etree.Element(w("br")))
    return below


def _ink(t: etree._Element, colour: str) -> None:
    run = t.getparent()
    assert run is not None, "text stands in a run"
    properties = run.find(w("rPr"))
    if properties is None:
        properties = etree.Element(w("rPr"))
        run.insert(0, properties)
    ink = properties.find(w("color"))
    if ink is None:
        ink = etree.Element(w("color"))
        properties.insert(sum(child.tag in _BEFORE_COLOUR for child in properties), ink)
    ink.set(w("val"), colour)


def _spread_value(cell: etree._Element, record: Record) -> tuple[Words, ...] | None:
    for _, field in FIELD.findall("".join(t.text or "" for t in cell.iter(w("t")))):
        value = record[field]
        if isinstance(value, tuple) and value:
            return value
    return None


def _spread_cell(cell: etree._Element, values: tuple[Words, ...]) -> None:
    """Put one cell for each value in the place of one, sharing its width."""
    for value, width in zip(values, _shared(_width(cell), len(values)), strict=True):
        one = deepcopy(cell)
        for t in list(one.iter(w("t"))):
            held = t.text or ""
            if FIELD.search(held):
                _put(t, _filled(held, dict.fromkeys((match[2] for match in FIELD.finditer(held)), value)))
        width_of = one.find(f"{w('tcPr')}/{w('tcW')}")
        if width_of is not None:
            width_of.set(w("w"), str(width))
        cell.addprevious(one)
    parent = cell.getparent()
    assert parent is not None, "a cell stands in a row"
    parent.remove(cell)


def _width(cell: etree._Element) -> int:
    width = cell.find(f"{w('tcPr')}/{w('tcW')}")
    return int(width.get(w("w"), "0")) if width is not None else 0


def _shared(width: int, count: int) -> list[int]:
    """Share a width so that the parts add up."""
    return [width * (at + 1) // count - width * at // count for at in range(count)]


def _spread_grid(table: etree._Element, model: Model, rows: Rows) -> None:
    """Give the grid a column for each member of the spread cell, and let the cells above and below it span them."""
    cells = model.row.findall(w("tc"))
    texts = ["".join(t.text or "" for t in cell.iter(w("t"))) for cell in cells]
    at = next(n for n, text in enumerate(texts) if any(rows.headings.get(field) for _, field in FIELD.findall(text)))
    column = sum(_span(cell) for cell in cells[:at])
    count = len(next(rows.headings[field] for _, field in FIELD.findall(texts[at]) if rows.headings.get(field)))
    grid = table.findall(f"{w('tblGrid')}/{w('gridCol')}")
    for width in _shared(int(grid[column].get(w("w"), "0")), count):
        one = etree.Element(w("gridCol"))
        one.set(w("w"), str(width))
        grid[column].addprevious(one)
    holder = grid[column].getparent()
    assert holder is not None, "a column stands in the grid"
    holder.remove(grid[column])
    for row in table.findall(w("tr")):
        if sum(_span(cell) for cell in row.findall(w("tc"))) == len(grid):
            _widen(row, column, count)


def _span(cell: etree._Element) -> int:
    span = cell.find(f"{w('tcPr')}/{w('gridSpan')}")
    return int(span.get(w("val"), "1")) if span is not None else 1


def _widen(row: etree._Element, column: int, count: int) -> None:
    """Let the cell of a row that was not spread span the new columns."""
    at = 0
    for cell in row.findall(w("tc")):
        wide = _span(cell)
        if at <= column < at + wide:
            properties = cell.find(w("tcPr"))
            if properties is None:
                properties = etree.Element(w("tcPr"))
                cell.insert(0, properties)
            span = properties.find(w("gridSpan"))
            if span is None:
                span = etree.Element(w("gridSpan"))
                properties.insert(sum(child.tag in (w("cnfStyle"), w("tcW")) for child in properties), span)
            span.set(w("val"), str(wide + count - 1))
            return
        at += wide

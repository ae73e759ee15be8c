"""A workbook in the formats that are not Excel's own: texts, web pages, XML of 2003, OpenDocument."""

from __future__ import annotations

import csv
import html
import io
import zipfile
from datetime import date
from decimal import Decimal
from xml.sax.saxutils import escape, quoteattr

from reporting.model.numbers import plain
from tests.adversary.pages import Cell, Fault, Page, Value

_OFFICE = "urn:oasis:names:tc:opendocument:xmlns"
_SPACES = "".join(
    f' xmlns:{short}="{_OFFICE}:{name}:1.0"'
    for short, name in (("office", "office"), ("table", "table"), ("text", "text"), ("style", "style"))
)
_ODS = "application/vnd.oasis.opendocument.spreadsheet"
_SHEET = "urn:schemas-microsoft-com:office:spreadsheet"


def delimited(page: Page, delimiter: str, encoding: str) -> bytes:
    """Write a page as values with a delimiter between."""
    stream = io.StringIO()
    writer = csv.writer(stream, delimiter=delimiter, lineterminator="\r\n")
    for row in range(1, page.last_row + 1):
        writer.writerow([_text(_at(page, row, column).value) for column in range(1, page.last_column + 1)])
    return stream.getvalue().encode(encoding)


def web_page(page: Page) -> bytes:
    """Write a page as the web page that some systems call an .xls."""
    covered, first = _merged(page)
    lines = ['<html><head><meta charset="utf-8"></head><body><table border="1">']
    for row in range(1, page.last_row + 1):
        cells = []
        for column in range(1, page.last_column + 1):
            if (row, column) in covered:
                continue
            down, across = first.get((row, column), (1, 1))
            span = (f' rowspan="{down}"' if down > 1 else "") + (f' colspan="{across}"' if across > 1 else "")
            text = html.escape(_text(_at(page, row, column).value)).replace("\n", "<br>")
            cells.append(f"<td{span}>{text}</td>")
        lines.append(f"<tr>{''.join(cells)}</tr>")
    return "\n".join([*lines, "</table></body></html>"]).encode("utf-8")


def xml_2003(pages: list[Page]) -> bytes:
    """Write pages as Excel 2003's XML."""
    tables = "".join(_xml_table(page) for page in pages)
    return (
        f'<?xml version="1.0"?>\n<?mso-application progid="Excel.Sheet"?>\n'
        f'<Workbook xmlns="{_SHEET}" xmlns:ss="{_SHEET}"'
        f' xmlns:x="urn:schemas-microsoft-com:office:excel">{tables}</Workbook>'
    ).encode()


def _xml_table(page: Page) -> str:
    covered, first = _merged(page)
    columns = "".join(f'<Column ss:Index="{column}" ss:Hidden="1"/>' for column in sorted(page.hidden_columns))
    rows = []
    for row in range(1, page.last_row + 1):
        cells = [
            _xml_cell(_at(page, row, column), column, first.get((row, column)))
            for column in range(1, page.last_column + 1)
            if (row, column) not in covered and _at(page, row, column).value is not None
        ]
        hidden = ' ss:Hidden="1"' if row in page.hidden_rows else ""
        rows.append(f'<Row ss:Index="{row}"{hidden}>{"".join(cells)}</Row>')
    state = "<x:WorksheetOptions><x:Visible>SheetHidden</x:Visible></x:WorksheetOptions>" if page.hidden else ""
    return f"<Worksheet ss:Name={quoteattr(page.name)}><Table>{columns}{''.join(rows)}</Table>{state}</Worksheet>"


def _xml_cell(cell: Cell, column: int, span: tuple[int, int] | None) -> str:
    value = cell.value
    kind = "Error" if isinstance(value, Fault) else "Boolean" if isinstance(value, bool) else "String"
    kind = "Number" if isinstance(value, Decimal | int) and not isinstance(value, bool) else kind
    kind = "DateTime" if isinstance(value, date) else kind
    text = str(int(value)) if isinstance(value, bool) else _text(value)
    if isinstance(value, date):
        text = f"{value:%Y-%m-%d}T00:00:00.000"
    formula = ' ss:Formula="=SUM(R1C1)"' if cell.formula else ""
    merged = f' ss:MergeDown="{span[0] - 1}" ss:MergeAcross="{span[1] - 1}"' if span else ""
    text = escape(text, {"\n": "&#10;"})
    return f'<Cell ss:Index="{column}"{merged}{formula}><Data ss:Type="{kind}">{text}</Data></Cell>'


def open_document(pages: list[Page]) -> bytes:
    """Write pages as an .ods."""
    properties = '<style:table-properties table:display="false"/>'
    styles = f'<style:style style:name="out" style:family="table">{properties}</style:style>'
    tables = "".join(_ods_table(page) for page in pages)
    content = (
        f'<?xml version="1.0" encoding="UTF-8"?><office:document-content{_SPACES} office:version="1.2">'
        f"<office:automatic-styles>{styles}</office:automatic-styles><office:body><office:spreadsheet>{tables}"
        "</office:spreadsheet></office:body></office:document-content>"
    )
    manifest = (
        '<?xml version="1.0"?><manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">'
        f'<manifest:file-entry manifest:full-path="/" manifest:media-type="{_ODS}"/>'
        '<manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/></manifest:manifest>'
    )
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr(zipfile.ZipInfo("mimetype"), _ODS)
        archive.writestr(zipfile.ZipInfo("content.xml"), content, zipfile.ZIP_DEFLATED)
        archive.writestr(zipfile.ZipInfo("META-INF/manifest.xml"), manifest)
    return stream.getvalue()


def _ods_table(page: Page) -> str:
    covered, first = _merged(page)
    last = page.last_column
    columns = "".join(
        f"<table:table-column{_collapsed(column in page.hidden_columns)}/>" for column in range(1, last + 1)
    )
    rows = []
    for row in range(1, page.last_row + 1):
        cells = []
        for column in range(1, last + 1):
            if (row, column) in covered:
                cells.append("<table:covered-table-cell/>")
            else:
                cells.append(_ods_cell(_at(page, row, column), first.get((row, column))))
        rows.append(f"<table:table-row{_collapsed(row in page.hidden_rows)}>{''.join(cells)}</table:table-row>")
    style = ' table:style-name="out"' if page.hidden else ""
    return f"<table:table table:name={quoteattr(page.name)}{style}>{columns}{''.join(rows)}</table:table>"


def _collapsed(hidden: bool) -> str:
    return ' table:visibility="collapse"' if hidden else ""


def _ods_cell(cell: Cell, span: tuple[int, int] | None) -> str:
    value = cell.value
    given = f' table:number-rows-spanned="{span[0]}" table:number-columns-spanned="{span[1]}"' if span else ""
    if cell.formula:
        given += ' table:formula="of:=SUM([.A1])"'
    if value is None:
        return f"<table:table-cell{given}/>"
    if isinstance(value, bool):
        given += f' office:value-type="boolean" office:boolean-value="{str(value).lower()}"'
    elif isinstance(value, Decimal | int):
        given += f' office:value-type="float" office:value="{_text(value)}"'
    elif isinstance(value, date):
        given += f' office:value-type="date" office:date-value="{value:%Y-%m-%d}"'
    else:
        given += ' office:value-type="string"'
    lines = "".join(f"<text:p>{_spaced(line)}</text:p>" for line in _text(value).replace("\r", "").split("\n"))
    return f"<table:table-cell{given}>{lines}</table:table-cell>"


def _spaced(line: str) -> str:
    """Keep blanks, which the format would fold into one."""
    return "".join("<text:s/>" if sign == " " else escape(sign) for sign in line)


def _at(page: Page, row: int, column: int) -> Cell:
    return page.cells.get((row, column)) or Cell()


def _text(value: Value) -> str:
    if value is None:
        return ""
    if isinstance(value, Fault):
        return value.text
    return (
        plain(value) if isinstance(value, Decimal) else f"{value:%Y-%m-%d}" if isinstance(value, date) else str(value)
    )


def _merged(page: Page) -> tuple[set[tuple[int, int]], dict[tuple[int, int], tuple[int, int]]]:
    """Give what merges cover, and how far each reaches (rows, columns) from its first cell."""
    last = page.last_column
    first = {(top, left): (bottom - top + 1, min(right, last) - left + 1) for top, left, bottom, right in page.merges}
    covered = {
        (row, column)
        for top, left, bottom, right in page.merges
        for row in range(top, bottom + 1)
        for column in range(left, min(right, last) + 1)
        if (row, column) != (top, left)
    }
    return covered, first

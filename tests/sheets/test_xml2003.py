"""XML spreadsheets of Excel 2003, as Excel and exporting systems write them."""

from __future__ import annotations

import pytest

from reporting.model.errors import UnreadableFile
from reporting.model.grid import Area, Cell, CellKind, Sheet
from reporting.sheets.read import read

HEAD = (
    '<?mso-application progid="Excel.Sheet"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet" '
    'xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet" xmlns:x="urn:schemas-microsoft-com:office:excel">'
    '<Styles><Style ss:ID="Default"><NumberFormat/></Style><Style ss:ID="p"><NumberFormat ss:Format="Percent"/></Style>'
    '<Style ss:ID="q" ss:Parent="p"/><Style ss:ID="d"><NumberFormat ss:Format="Short Date"/></Style></Styles>'
)


def written(table: str, options: str = "", coding: str = "utf-8") -> bytes:
    """Write a workbook with one sheet."""
    sheet = (
        f'<Worksheet ss:Name="表"><Table>{table}</Table><x:WorksheetOptions>{options}</x:WorksheetOptions></Worksheet>'
    )
    return f'<?xml version="1.0" encoding="{coding}"?>{HEAD}{sheet}</Workbook>'.encode(coding)


def only(content: bytes) -> Sheet:
    """Read the one sheet."""
    (sheet,) = read(content, "a.xls").sheets
    return sheet


def data(kind: str, text: str, **given: object) -> str:
    """Write a cell."""
    words = "".join(f' ss:{name}="{value}"' for name, value in given.items())
    return f'<Cell{words}><Data ss:Type="{kind}">{text}</Data></Cell>'


@pytest.mark.parametrize("coding", ["utf-8", "gb2312", "utf-16"])
def test_cells_of_every_kind(coding: str) -> None:
    """Numbers, texts, truths, errors and dates are known as such, in every coding the file may name."""
    cells = (
        data("Number", "2380.4299999999998"),
        data("String", "鹿城区"),
        data("Boolean", "1"),
        data("Error", "#REF!"),
        data("DateTime", "2017-09-30T00:00:00.000", StyleID="d"),
        data("Number", "0.125", StyleID="q"),
        data("Number", "3", Formula="=RC[-1]"),
    )
    found = only(written(f"<Row>{''.join(cells)}</Row>", coding=coding)).cells.values()
    assert list(found) == [
        Cell(1, 1, "2380.4299999999998", CellKind.NUMBER),
        Cell(1, 2, "鹿城区"),
        Cell(1, 3, "TRUE", CellKind.TRUTH),
        Cell(1, 4, "#REF!", CellKind.ERROR),
        Cell(1, 5, "2017-09-30T00:00:00.000", CellKind.DATE, style="yyyy/m/d"),
        Cell(1, 6, "0.125", CellKind.NUMBER, style="0.00%"),
        Cell(1, 7, "3", CellKind.NUMBER, formula=True),
    ]


def test_places_that_are_left_out() -> None:
    """Rows and cells may name their place, span others and be merged; what follows moves on."""
    table = (
        '<Row ss:Index="3" ss:Span="1">' + data("String", "题", MergeAcross=2) + data("Number", "1") + "</Row>"
        "<Row>" + data("Number", "2", Index=5, MergeDown=1) + data("Number", "3") + "</Row>"
    )
    sheet = only(written(table))
    assert {cell.address: cell.text for cell in sheet.cells.values()} == {"A3": "题", "D3": "1", "E5": "2", "F5": "3"}
    assert sheet.merges == (Area(3, 1, 3, 3), Area(5, 5, 6, 5))


def test_what_is_hidden() -> None:
    """Hidden rows, columns and sheets are known."""
    table = '<Column ss:Index="2" ss:Hidden="1" ss:Span="1" ss:Width="52.5"/><Column ss:Width="105"/>'
    table += (
        f'<Row ss:Hidden="1">{data("Number", "1")}{data("Number", "1")}</Row><Row>{data("Number", "2", Index=4)}</Row>'
    )
    sheet = only(written(table, "<x:Visible>SheetHidden</x:Visible>"))
    assert (set(sheet.hidden_rows), set(sheet.hidden_columns), sheet.hidden) == ({1}, {2, 3}, True)
    assert sheet.widths == {2: 10.0, 3: 10.0, 4: 20.0}


def test_comments_and_rich_text() -> None:
    """A comment is no value; a text in several typefaces is one text."""
    cell = (
        '<Cell><ss:Data ss:Type="String" xmlns="http://www.w3.org/TR/REC-html40"><B>研</B>发</ss:Data>'
        '<Comment><ss:Data xmlns="http://www.w3.org/TR/REC-html40">批注 99</ss:Data></Comment></Cell>'
    )
    assert [one.text for one in only(written(f"<Row>{cell}</Row>")).cells.values()] == ["研发"]


def test_a_formula_without_a_value() -> None:
    """A formula that nobody calculated is kept as such."""
    (cell,) = only(written('<Row><Cell ss:Formula="=1+1"/></Row>')).cells.values()
    assert (cell.text, cell.formula) == ("", True)


@pytest.mark.parametrize(
    "table",
    [
        '<Row ss:Index="x"/>',
        '<Row ss:Index="0">' + data("Number", "1") + "</Row>",
        '<Row ss:Index="9999999">' + data("Number", "1") + "</Row>",
        "<Row>" + data("Number", "1", Index=99999) + "</Row>",
        "<Row>" + data("Number", "1", MergeAcross="x") + "</Row>",
        "<Row><Cell>",
    ],
)
def test_nonsense_is_damaged(table: str) -> None:
    """Places off the sheet and broken XML are damage, never a crash."""
    with pytest.raises(UnreadableFile) as caught:
        read(written(table), "a.xls")
    assert caught.value.code == "file-damaged"


def test_entities_are_refused() -> None:
    """A document type is refused before anything of it is expanded."""
    with pytest.raises(UnreadableFile) as caught:
        read(b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "c">]>' + written("<Row/>")[38:], "a.xls")
    assert caught.value.code == "file-damaged"


def test_columns_are_told_of_once() -> None:
    """Columns declared over and over are damage, not hours of work."""
    column = '<Column ss:Index="1" ss:Span="16000" ss:Hidden="1"/>'
    with pytest.raises(UnreadableFile) as told:
        read(written(column * 1_000 + f"<Row>{data('Number', '1')}</Row>"), "a.xls")
    assert told.value.code == "file-damaged"
    assert only(written(column + f"<Row>{data('Number', '1')}</Row>")).hidden_columns == {1}

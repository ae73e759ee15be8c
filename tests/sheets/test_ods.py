"""An .ods is read from its content.xml; what repeats is bounded."""

from __future__ import annotations

import time

import pytest

from reporting.model.errors import UnreadableFile
from reporting.model.grid import Area, Book, CellKind
from reporting.package.archive import Archive
from reporting.package.pack import pack
from reporting.sheets.read import read
from tests.sheets.converted import kept

SPACES = " ".join(
    f'xmlns:{prefix}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
    for prefix, name in {
        "office": "office",
        "table": "table",
        "text": "text",
        "style": "style",
        "number": "datastyle",
        "draw": "drawing",
    }.items()
)
MIME = b"application/vnd.oasis.opendocument.spreadsheet"


def ods(tables: str, *, styles: str = "", manifest: str = "<a/>") -> bytes:
    """Pack tables as a workbook."""
    content = (
        f"<office:document-content {SPACES}><office:automatic-styles>{styles}</office:automatic-styles>"
        f"<office:body><office:spreadsheet>{tables}</office:spreadsheet></office:body></office:document-content>"
    )
    parts = {"mimetype": MIME, "content.xml": content.encode(), "META-INF/manifest.xml": manifest.encode()}
    return pack(parts, stored=("mimetype",))


def table(rows: str, name: str = "表") -> str:
    """Write a table."""
    return f'<table:table table:name="{name}">{rows}</table:table>'


def cell(inner: str = "", **given: str) -> str:
    """Write a cell; `_` in a name stands for the colon."""
    words = "".join(f' {name.replace("__", "-").replace("_", ":", 1)}="{value}"' for name, value in given.items())
    return f"<table:table-cell{words}>{inner}</table:table-cell>"


def row(*cells: str, **given: str) -> str:
    """Write a row."""
    return cell("".join(cells), **given).replace("table-cell", "table-row", 1)[: -len("cell>")] + "row>"


def number(value: str, **given: str) -> str:
    """Write a number."""
    return cell(f"<text:p>{value}</text:p>", office_value__type="float", office_value=value, **given)


def only(rows: str, **given: str) -> dict[str, str]:
    """Read the cells of a workbook with one table."""
    (sheet,) = read(ods(table(rows), **given), "a.ods").sheets
    return {found.address: found.text for found in sheet.cells.values()}


def code_of(content: bytes) -> str:
    """Tell why a workbook is refused."""
    with pytest.raises(UnreadableFile) as caught:
        read(content, "a.ods")
    return caught.value.code


def test_repeated_cells_and_rows_stand_where_they_stand() -> None:
    """What is written once and stands for many is read at each of its places, and moves on what follows."""
    first = row(number("1", table_number__columns__repeated="2"), number("2"), table_number__rows__repeated="2")
    found = only(first + row(table_number__rows__repeated="7") + row(cell(), number("3")))
    assert list(found.items()) == [
        *(("A1", "1"), ("B1", "1"), ("C1", "2")),
        *(("A2", "1"), ("B2", "1"), ("C2", "2")),
        ("B10", "3"),
    ]


def test_a_million_empty_rows_cost_nothing() -> None:
    """Rows and columns to the end of the sheet, formatted and empty, are no data."""
    start = time.process_time()
    empty = row(cell(table_number__columns__repeated="16384"), table_number__rows__repeated="1048575")
    assert only(row(number("1")) + empty) == {"A1": "1"}
    assert time.process_time() - start < 1


def test_a_cell_repeated_over_the_whole_sheet_is_a_bomb() -> None:
    """A few bytes that stand for billions of full cells are refused at once."""
    start = time.process_time()
    full = row(number("1", table_number__columns__repeated="16384"), table_number__rows__repeated="1048576")
    assert code_of(ods(table(full))) == "file-bomb"
    assert time.process_time() - start < 1


def test_ten_thousand_equal_rows_are_a_list() -> None:
    """Equal rows below one another are written once; such a list is read whole."""
    assert len(only(row(number("1"), table_number__rows__repeated="10000"))) == 10_000


@pytest.mark.parametrize("times", ["x", "", "1.5"])
def test_nonsense_numbers(times: str) -> None:
    """A count that is none is damage, never a crash."""
    assert code_of(ods(table(row(number("1"), table_number__rows__repeated=times)))) == "file-damaged"


def test_cells_off_the_sheet_are_damage() -> None:
    """A value beyond the last column is no value of a sheet."""
    assert code_of(ods(table(row(cell(table_number__columns__repeated="20000"), number("1"))))) == "file-damaged"


def test_texts_keep_their_blanks_and_lines() -> None:
    """Blanks, tabs and breaks that have elements of their own are put back; notes and pictures are left out."""
    inner = (
        "<office:annotation><text:p>批注</text:p></office:annotation>"
        '<text:p>研<text:span>发</text:span><text:s text:c="3"/>'
        "A<text:line-break/>B</text:p><text:p>第二段</text:p><draw:frame><text:p>图</text:p></draw:frame>"
    )
    assert only(row(cell(inner, office_value__type="string"))) == {"A1": "研发   A\nB\n第二段"}


def test_formulas_without_a_value_are_known() -> None:
    """What no program has calculated is no blank; a formula that shows the empty text is."""
    (sheet,) = read(
        ods(table(row(cell(table_formula="of:=B1"), cell("<text:p/>", table_formula="of:=B2")))), "a"
    ).sheets
    assert [(one.address, one.text, one.formula) for one in sheet.cells.values()] == [("A1", "", True)]


def test_an_error_is_an_error() -> None:
    """LibreOffice keeps an error as a text or as a nought: both are told as errors."""
    shown = "<text:p>#REF!</text:p>"
    both = cell(shown, table_formula="of:=X", office_value__type="float", office_value="0")
    (sheet,) = read(ods(table(row(both, cell(shown, calcext_value__type="error")))), "a").sheets
    assert [(one.text, one.kind) for one in sheet.cells.values()] == [("#REF!", CellKind.ERROR)] * 2


def test_merges_and_what_they_cover() -> None:
    """A merge is known; what a covered cell still holds is kept, as in every workbook."""
    covered = number("7").replace("table-cell", "covered-table-cell")
    merged = number("1", table_number__columns__spanned="2", table_number__rows__spanned="2")
    (sheet,) = read(ods(table(row(merged, covered))), "a").sheets
    assert sheet.merges == (Area(1, 1, 2, 2),)
    assert sheet.cells[1, 2].text == "7"


def test_a_table_inside_a_cell_and_old_changes_are_not_read() -> None:
    """What was deleted and is still recorded, and tables within cells, are none of the sheet's cells."""
    gone = f"<table:tracked-changes><table:deletion>{number('99')}</table:deletion></table:tracked-changes>"
    inner = cell(table(row(number("5")), "内"))
    (sheet,) = read(ods(gone + table(row(inner, number("1")))), "a").sheets
    assert {one.address: one.text for one in sheet.cells.values()} == {"B1": "1"}


def test_a_copy_of_another_file_is_a_link() -> None:
    """A hidden copy of a linked workbook is not taken for what the sender reports."""
    linked = table("<table:table-source/>" + row(number("9")), "'file:///别的.ods'#表")
    book: Book = read(ods(table(row(number("1"))) + linked), "a")
    assert [sheet.name for sheet in book.sheets] == ["表"]
    assert book.notes == ("file-link",)


def data_style(name: str, inner: str, kind: str = "number") -> str:
    """Write a number format."""
    return f'<number:{kind}-style style:name="{name}">{inner}</number:{kind}-style>'


def digits(given: str) -> str:
    """Write the part of a number format that stands for the digits."""
    return f"<number:number {given}/>"


PLACES = 'number:decimal-places="{}"'
ABOVE = '<style:map style:condition="value()&gt;=0" style:apply-style-name="P"/>'


@pytest.mark.parametrize(
    ("written", "code"),
    [
        (data_style("N", digits("")), ""),
        (
            data_style("N", digits(PLACES.format(1) + ' number:grouping="true"') + "<number:text>万</number:text>"),
            '#,##0.0"万"',
        ),
        (data_style("N", digits(PLACES.format(0) + ' number:display-factor="1000"')), "0,"),
        (data_style("N", digits(PLACES.format(2)) + "<number:text>%</number:text>", "percentage"), "0.00%"),
        (data_style("P", digits(PLACES.format(2))) + data_style("N", "<number:text>-</number:text>" + ABOVE), "0.00"),
    ],
)
def test_number_formats_are_written_as_excel_does(written: str, code: str) -> None:
    """Percent, thousands, units behind the number: what a cell shows is known as in an .xlsx."""
    styles = f'{written}<style:style style:name="a" style:family="table-cell" style:data-style-name="N"/>'
    styles += '<style:style style:name="b" style:family="table-cell" style:parent-style-name="a"/>'
    (sheet,) = read(ods(table(row(number("1", table_style__name="b"))), styles=styles), "a").sheets
    assert sheet.cells[1, 1].style == code


def test_a_password_is_told() -> None:
    """An encrypted workbook says so."""
    content = ods(table(row(number("1"))), manifest="<m:manifest xmlns:m='x'><m:encryption-data/></m:manifest>")
    assert code_of(content) == "file-encrypted"


def test_entities_are_refused() -> None:
    """A document type is refused before anything of it is expanded."""
    bomb = '<!DOCTYPE a [<!ENTITY b "bbbbbbbb">]><a>&b;</a>'
    content = pack({"mimetype": MIME, "content.xml": bomb.encode()}, stored=("mimetype",))
    assert code_of(content) == "file-damaged"
    assert code_of(pack({"mimetype": MIME}, stored=("mimetype",))) == "file-damaged"


def test_what_lies_beside_the_tables_may_be_damaged() -> None:
    """With damaged common styles the values are read, and the file is noted; damaged tables are refused."""
    cell = '<table:table-row><table:table-cell office:value-type="float" office:value="12.5"/></table:table-row>'
    archive = Archive(ods(table(cell)))
    whole = {name: archive.read(name) for name in archive.names}
    book = read(pack(whole | {"styles.xml": b"<office:"}), "a.ods")
    assert (book.sheets[0].cells[1, 1].text, book.notes) == ("12.5", ("file-damaged",))
    assert read(pack(whole), "a.ods").notes == ()
    with pytest.raises(UnreadableFile):
        read(pack(whole | {"styles.xml": b"<office:", "content.xml": whole["content.xml"][:-9]}), "a.ods")


def test_a_flat_file_is_read_like_a_packed_one() -> None:
    """A .fods holds in one XML file what an .ods holds in several."""
    archive = Archive(kept("traits.ods"))
    content = archive.read("content.xml").decode()
    start = content.index("<office:document-content ")
    mime = ' office:mimetype="application/vnd.oasis.opendocument.spreadsheet" '
    flat = content[start:].replace("<office:document-content ", f"<office:document{mime}", 1)
    common = archive.read("styles.xml").decode()
    common = common[common.index("<office:styles>") : common.index("</office:styles>") + 16]
    flat = flat.replace("<office:automatic-styles>", f"{common}<office:automatic-styles>", 1)
    flat = '<?xml version="1.0" encoding="UTF-8"?>' + flat.replace("</office:document-content>", "</office:document>")
    packed, found = read(kept("traits.ods"), "a.ods"), read(flat.encode(), "a.fods")
    assert [sheet.name for sheet in found.sheets] == [sheet.name for sheet in packed.sheets]
    assert found.sheets[0].cells == packed.sheets[0].cells
    assert found.sheets[0].hidden_rows == packed.sheets[0].hidden_rows == {8}


def test_very_many_declared_columns_do_not_slow_down_cells() -> None:
    """A style is looked up among columns in a time that hardly grows with their number."""
    columns = '<table:table-column table:number-columns-repeated="1"/>' * 16_000
    cells = '<table:table-row><table:table-cell table:number-columns-repeated="15000"/>'
    cells += '<table:table-cell office:value-type="float" office:value="1"/></table:table-row>'
    began = time.process_time()
    assert len(read(ods(table(columns + cells * 3_000)), "a.ods").sheets[0].cells) == 3_000
    assert time.process_time() - began < 10

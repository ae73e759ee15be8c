"""The copy of a form looks like the form, and says not one figure otherwise."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from reporting.model.grid import CellKind
from reporting.sheets.copied import copied
from reporting.sheets.look import FileKind, look
from reporting.sheets.looked import looked
from reporting.sheets.looks import Look
from reporting.sheets.read import read
from tests.sheets.converted import kept
from tests.sheets.made import loaded

SHEET = "RD1 规上工业研发活动情况表"
both = pytest.mark.parametrize("ending", ["xls", "ods"])


def copy_of(name: str) -> bytes:
    """Copy a kept workbook with its looks."""
    content = kept(name)
    return copied(read(content, name), looked(content, look(content, name).kind))


@pytest.mark.parametrize("name", ["form.xls", "form.ods", "form.html", "form.csv", "traits.xls", "traits.ods"])
def test_no_figure_changes(name: str) -> None:
    """Read again, every cell of the copy holds what it held, and no other cell holds anything."""
    before, after = read(kept(name), name), read(copy_of(name), "a.xlsx")
    assert [one.name for one in before.sheets] == [one.name for one in after.sheets]
    for one, two in zip(before.sheets, after.sheets, strict=True):
        assert set(one.cells) == set(two.cells)
        assert (one.merges, one.hidden_rows, one.hidden_columns) == (two.merges, two.hidden_rows, two.hidden_columns)
        for at, cell in one.cells.items():
            again = two.cells[at]
            assert again.kind is cell.kind
            if cell.kind is CellKind.NUMBER:
                assert Decimal(again.text) == Decimal(cell.text)
            elif cell.kind is not CellKind.DATE:
                assert again.text == cell.text


@both
def test_the_copy_looks_like_the_form(ending: str) -> None:
    """Fills, lines, bold and placed words, wrapped ones, widths and heights are those of the form as issued."""
    issued, copy = loaded(kept("form.xlsx"))[SHEET], loaded(copy_of(f"form.{ending}"))[SHEET]
    for row in issued.iter_rows(min_row=1, max_row=10, max_col=6):
        for cell in row:
            twin = copy[cell.coordinate]
            fill = cell.fill.fgColor.rgb if cell.fill.patternType == "solid" else None
            assert near(fill, twin.fill.fgColor.rgb if twin.fill.patternType == "solid" else None)
            assert bool(cell.border.bottom.style) == bool(twin.border.bottom.style)
            if cell.value is not None:
                assert (cell.font.sz, bool(cell.font.b)) == (twin.font.sz, bool(twin.font.b))
                assert bool(cell.alignment.wrap_text) == bool(twin.alignment.wrap_text)
                assert cell.alignment.horizontal in (twin.alignment.horizontal, "general", None)
    for column in "ABCDEF":
        assert abs(issued.column_dimensions[column].width - copy.column_dimensions[column].width) < 2
    assert abs((issued.row_dimensions[1].height or 0) - (copy.row_dimensions[1].height or 0)) < 2


def near(one: str | None, other: str | None) -> bool:
    """Whether two colours are alike: an .xls has 56 of them."""
    if one is None or other is None:
        return one == other
    pairs = (int(text[place : place + 2], 16) for place in (2, 4, 6) for text in (one, other))
    numbers = list(pairs)
    return all(abs(numbers[at] - numbers[at + 1]) < 16 for at in (0, 2, 4))


def test_an_xml_spreadsheet_keeps_its_looks() -> None:
    """Styles, those they are derived from, and those of rows and columns are followed."""
    content = (
        '<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet" '
        'xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet"><Styles><Style ss:ID="Default"><Font ss:Size="12"/>'
        '</Style><Style ss:ID="a"><Font ss:Bold="1" ss:Color="#C00000"/><Borders><Border ss:Position="Left" '
        'ss:LineStyle="Continuous"/></Borders></Style><Style ss:ID="b" ss:Parent="a">'
        '<Interior ss:Color="#FFFBE6" ss:Pattern="Solid"/><Alignment ss:Horizontal="Center" ss:WrapText="1"/></Style>'
        '</Styles><Worksheet ss:Name="表"><Table><Column ss:Index="2" ss:StyleID="a"/>'
        '<Row ss:AutoFitHeight="0" ss:Height="30"><Cell ss:StyleID="b"><Data ss:Type="Number">1</Data></Cell>'
        '<Cell><Data ss:Type="String">x</Data></Cell></Row></Table></Worksheet></Workbook>'
    ).encode()
    found = looked(content, FileKind.XML)["表"]
    own = Look(bold=True, size=12, colour="C00000", borders=frozenset({"left"}))
    assert found.heights == {1: 30}
    assert found.cells[1, 2] == own
    assert found.cells[1, 1] == replace(own, fill="FFFBE6", across="center", wrap=True)
    before, after = read(content, "a.xls"), read(copied(read(content, "a.xls"), {"表": found}), "a.xlsx")
    assert after.sheets[0].cells == before.sheets[0].cells


@both
def test_the_same_file_gives_the_same_copy(ending: str) -> None:
    """The copy with its looks is reproducible."""
    assert copy_of(f"form.{ending}") == copy_of(f"form.{ending}")


@pytest.mark.parametrize(
    ("kind", "content"),
    [
        (FileKind.CSV, b"a,b"),
        (FileKind.HTML, b"<table></table>"),
        (FileKind.XLS, b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600),
        (FileKind.ODS, b"PK"),
    ],
)
def test_where_nothing_is_told_there_are_no_looks(kind: FileKind, content: bytes) -> None:
    """A format without looks, or a file whose looks cannot be read, stops no copy."""
    assert looked(content, kind) == {}


def test_looks_are_said_in_the_words_of_the_writer() -> None:
    """What the format leaves open is left open."""
    assert Look().properties() == {}
    told = Look(bold=True, fill="FFFBE6", borders=frozenset({"left"}), line="808080", across="center").properties()
    assert told == {"bold": True, "bg_color": "#FFFBE6", "left": 1, "border_color": "#808080", "align": "center"}

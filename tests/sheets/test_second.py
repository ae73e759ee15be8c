"""The second reader of .xlsx: what it saves, and what stays refused."""

from __future__ import annotations

import pytest

from reporting.model.errors import UnreadableFile
from reporting.model.grid import Cell, CellKind
from reporting.package.pack import pack
from reporting.sheets.read import read
from tests.sheets.made import parts, plain

ROWS = (
    '<row r="1"><c r="A1" t="inlineStr"><is><t>指标</t></is></c><c r="B1" s="4"><v>0.125</v></c>'
    '<c r="C1"><f>1/0</f></c><c r="D1" s="1"><v>45210</v></c>'
    '<c r="E1"><f t="array" ref="E1:E">X</f><v>2.5</v></c></row>'
)


def test_a_slip_beside_the_cells_does_not_cost_the_file() -> None:
    """An area that is none is looked past; the cells read as they would be, and the file is noted as damaged."""
    book = read(plain(ROWS), "a.xlsx")
    assert book.notes == ("file-damaged",)
    assert list(book.sheets[0].cells.values()) == [
        Cell(1, 1, "指标"),
        Cell(1, 2, "0.125", CellKind.NUMBER, style="0.00%"),
        Cell(1, 3, "", CellKind.NUMBER, formula=True),
        Cell(1, 4, "45210", CellKind.DATE, style="mm-dd-yy"),
        Cell(1, 5, "2.5", CellKind.NUMBER, formula=True),
    ]


@pytest.mark.parametrize(
    "more",
    [
        '<row r="2"><c r="A0"><v>7</v></c></row>',
        '<row r="2"><c r="A2" t="s"><v>-1</v></c></row>',
        '<row r="2"><c r="A2" t="s"><v></v></c></row>',
        '<row r="2"><c r="A2"><v>1</v></c><c r="A2"><v>2</v></c></row>',
    ],
)
def test_what_the_second_reader_would_pass_over_stays_refused(more: str) -> None:
    """Cells without a place, texts that are not there, two values in one cell: the file is damaged, nothing is lost."""
    with pytest.raises(UnreadableFile) as caught:
        read(plain(ROWS + more, strings="<si><t>末</t></si>"), "a.xlsx")
    assert caught.value.code == "file-damaged"


@pytest.mark.parametrize("coding", ["utf-8", "utf-16-le", "utf-16-be"])
def test_entities_stay_refused(coding: str) -> None:
    """A part that brings a document type is not handed to a reader that might expand it."""
    found = parts(ROWS)
    bomb = '<!DOCTYPE x [<!ENTITY a "a">]>' + found["xl/worksheets/sheet1.xml"].decode()
    found["xl/worksheets/sheet1.xml"] = bomb.encode(coding)
    with pytest.raises(UnreadableFile) as caught:
        read(pack(found), "a.xlsx")
    assert caught.value.code == "file-damaged"

"""An .xlsx is read with all that matters: stored digits, errors, formulas, formats, merges, what is hidden."""

from __future__ import annotations

import time
from datetime import date

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as some
from openpyxl.worksheet.formula import ArrayFormula

from reporting.model.errors import UnreadableFile
from reporting.model.grid import Area, Cell, CellKind, Sheet
from reporting.package.pack import pack
from reporting.sheets.read import read
from tests.sheets.made import STRICT, STRICT_OFFICE, content_of, loaded, parts, plain, saved


def only(content: bytes) -> Sheet:
    """Read the one sheet of a workbook."""
    (sheet,) = read(content, "a.xlsx").sheets
    return sheet


def cell(data: str, **given_: str) -> Cell:
    """Read a sheet with one cell, A1."""
    return only(plain(f'<row r="1">{data}</row>', **given_)).cells[1, 1]


def test_digits_are_kept_as_they_are_stored() -> None:
    """The noise of binary doubles, exponents and trailing noughts reach the next stage untouched."""
    for text in ("2380.4299999999998", "1E-3", "5.0", "-0", "123456789012345678"):
        assert cell(f'<c r="A1"><v>{text}</v></c>').text == text


def test_errors_are_seen() -> None:
    """#REF! is an error with its word, never an empty cell."""
    found = cell('<c r="A1" t="e"><f>1/0</f><v>#DIV/0!</v></c>')
    assert (found.kind, found.text, found.formula) == (CellKind.ERROR, "#DIV/0!", True)


def test_a_formula_without_a_value_is_kept() -> None:
    """What no program has calculated is known as such."""
    for data in ('<c r="A1"><f>B1</f></c>', '<c r="A1"><f>B1</f><v></v></c>', '<c r="A1"><f>B1</f><v/></c>'):
        found = cell(data)
        assert (found.text, found.formula) == ("", True)


def test_a_formula_that_shows_nothing_lacks_nothing() -> None:
    """=IF(A1="","",…) whose result is the empty text is an empty cell."""
    sheet = only(plain('<row r="1"><c r="A1" t="str"><f>""</f><v></v></c><c r="B1"><v>1</v></c></row>'))
    assert list(sheet.cells) == [(1, 2)]


def test_shared_and_array_formulas_are_formulas_in_every_cell() -> None:
    """Only the first cell of an array formula says so in the file; all of them are formulas."""
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    for row in range(1, 5):
        sheet.cell(row, 1, row)
    sheet["B1"] = ArrayFormula("B1:B3", "=A1:A3*2")
    assert only(content_of(book)).cells[1, 2].formula
    data = (
        '<row r="1"><c r="A1"><f t="array" ref="A1:B2">X</f><v>1</v></c><c r="B1"><v>2</v></c><c r="C1"><v>9</v></c>'
        '</row><row r="2"><c r="A2"><v>3</v></c><c r="D2"><f t="shared" si="0"/><v>3</v></c></row>'
    )
    found = only(plain(data)).cells
    assert [found[at].formula for at in ((1, 1), (1, 2), (2, 1), (1, 3), (2, 4))] == [True, True, True, False, True]


def test_texts_of_every_kind() -> None:
    """Rich text is joined, phonetic readings dropped, escapes undone; inline and formula texts are texts."""
    strings = (
        "<si><r><t>研</t></r><r><rPr><b/></rPr><t>发</t></r><rPh><t>yan</t></rPh></si>"
        '<si><t xml:space="preserve"> 首_x000D_\n尾 _x005F_x0041_</t></si><si><t></t></si>'
    )
    data = (
        '<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c><c r="C1" t="s"><v>2</v></c>'
        '<c r="D1" t="inlineStr"><is><r><t>内</t></r><r><t>联</t></r></is></c><c r="E1" t="str"><v>a_x0041_</v></c>'
        "</row>"
    )
    cells = only(plain(data, strings=strings)).cells
    assert {column: found.text for (_, column), found in cells.items()} == {
        1: "研发",
        2: " 首\r\n尾 _x0041_",
        4: "内联",
        5: "aA",
    }
    assert {found.kind for found in cells.values()} == {CellKind.TEXT}


@pytest.mark.parametrize(
    ("style", "kind", "code"),
    [
        ("1", CellKind.DATE, "yyyy/m/d"),
        ("2", CellKind.DATE, 'yyyy"年"m"月"'),
        ("3", CellKind.NUMBER, '0.00"d"'),
        ("4", CellKind.NUMBER, "0.00%"),
        ("0", CellKind.NUMBER, ""),
        ("99", CellKind.NUMBER, ""),
    ],
)
def test_number_formats_tell_dates(style: str, kind: CellKind, code: str) -> None:
    """A date is a number whose format shows one; a `d` in quotes shows none."""
    found = cell(f'<c r="A1" s="{style}"><v>45210</v></c>')
    assert (found.kind, found.style, found.text) == (kind, code, "45210")


def test_truths() -> None:
    """A truth reads as people see it."""
    assert cell('<c r="A1" t="b"><v>1</v></c>').text == "TRUE"
    assert cell('<c r="A1" t="b"><v>0</v></c>').text == "FALSE"


def test_cells_without_address_follow_one_another() -> None:
    """Programs that leave out addresses are understood."""
    data = "<row><c><v>1</v></c><c/><c><v>3</v></c></row><row r='5'><c r='C5'><v>4</v></c><c><v>5</v></c></row>"
    assert set(only(plain(data)).cells) == {(1, 1), (1, 3), (5, 3), (5, 4)}


def test_what_is_hidden_is_told_where_something_stands() -> None:
    """Hidden rows and columns within the data are known; those beyond it do not matter."""
    data = '<row r="1"><c r="C1"><v>1</v></c></row><row r="2" hidden="1"><c r="A2"><v>1</v></c></row>'
    data += '<row r="9" hidden="1"/>'
    before = '<cols><col min="2" max="2" hidden="true"/><col min="5" max="16384" hidden="1"/></cols>'
    sheet = only(plain(data, before=before))
    assert (set(sheet.hidden_rows), set(sheet.hidden_columns)) == ({2}, {2})
    book = openpyxl.Workbook()
    book.worksheets[0]["A1"] = 1
    for state in ("hidden", "veryHidden"):
        book.create_sheet(state).sheet_state = state
    assert [one.hidden for one in read(content_of(book), "a").sheets] == [False, True, True]


def test_merges_of_any_width() -> None:
    """A title merged over a whole row is one merge."""
    around = '<mergeCells><mergeCell ref="A1:XFD1"/><mergeCell ref="B3"/></mergeCells>'
    sheet = only(plain('<row r="1"><c r="A1"><v>1</v></c></row>', around=around))
    assert sheet.merges == (Area(1, 1, 1, 16384), Area(3, 2, 3, 2))


def test_strict_prefixed_and_moved_parts_are_read() -> None:
    """Strict workbooks, prefixed names, parts in other case and absolute targets are all the same workbook."""
    data = '<row r="1"><c r="A1"><v>7</v></c></row>'
    strict = plain(data, main=STRICT, office=STRICT_OFFICE)
    prefixed = parts(data)
    sheet = prefixed["xl/worksheets/sheet1.xml"].decode()
    for name in ("worksheet", "sheetData", "row", "c", "v"):
        sheet = sheet.replace(f"<{name}>", f"<x:{name}>").replace(f"<{name} ", f"<x:{name} ")
        sheet = sheet.replace(f"</{name}>", f"</x:{name}>")
    prefixed["xl/worksheets/sheet1.xml"] = sheet.replace(" xmlns=", " xmlns:x=").encode()
    moved = parts(data)
    moved["XL/Worksheets/SHEET1.xml"] = moved.pop("xl/worksheets/sheet1.xml")
    rels = moved["xl/_rels/workbook.xml.rels"]
    moved["xl/_rels/workbook.xml.rels"] = rels.replace(b'"worksheets/', b'"/xl/worksheets/')
    for content in (strict, pack(prefixed), pack(moved)):
        assert only(content).cells[1, 1].text == "7"


def test_a_million_empty_rows_cost_nothing_to_keep() -> None:
    """Formatted rows without a value leave no trace, and their reading stays quick."""
    rows = "".join(f'<row r="{row}" ht="15"><c r="A{row}" s="1"/></row>' for row in range(2, 60_000))
    start = time.process_time()
    sheet = only(plain(f'<row r="1"><c r="A1"><v>1</v></c></row>{rows}'))
    assert list(sheet.cells) == [(1, 1)]
    assert time.process_time() - start < 5


@pytest.mark.parametrize(
    "data",
    [
        '<row r="1"><c r="A0"><v>1</v></c></row>',
        '<row r="1"><c r="ZZZZ1"><v>1</v></c></row>',
        '<row r="1"><c r="1A"><v>1</v></c></row>',
        '<row r="x"><c><v>1</v></c></row>',
        '<row r="1"><c r="A1" t="s"><v>5</v></c></row>',
        '<row r="1"><c r="A1"><v>1</v></row>',
    ],
)
def test_nonsense_is_damaged(data: str) -> None:
    """Addresses off the sheet, texts that are not there and broken XML are damage, never a crash."""
    with pytest.raises(UnreadableFile) as caught:
        read(plain(data), "a.xlsx")
    assert caught.value.code == "file-damaged"


@pytest.mark.parametrize(
    ("content", "code", "mend"),
    [
        (plain(""), "file-empty", "填报"),
        (b"%PDF-1.4", "file-picture", ".xlsx"),
        (b"a,b", "file-kind", "另存为 .xlsx"),
        (pack({"a.txt": b"x"}), "file-kind", "解压"),
    ],
)
def test_what_is_not_read_says_what_to_do(content: bytes, code: str, mend: str) -> None:
    """A file we do not read is refused with the mend."""
    with pytest.raises(UnreadableFile) as caught:
        read(content, "a")
    assert caught.value.code == code
    assert mend in str(caught.value)


VALUES = some.one_of(
    some.integers(-(10**14), 10**14),
    some.floats(allow_nan=False, allow_infinity=False, width=32),
    some.text(
        some.characters(codec="utf-8", exclude_categories=("Cc", "Cs"), exclude_characters="_=\ufffe\uffff"), min_size=1
    ),
    some.booleans(),
)


@settings(max_examples=30, deadline=None)
@given(some.dictionaries(some.tuples(some.integers(1, 60), some.integers(1, 40)), VALUES, min_size=1, max_size=40))
def test_the_same_cells_as_openpyxl(cells: dict[tuple[int, int], object]) -> None:
    """Whatever is written, openpyxl and we read the same values at the same addresses."""
    book = openpyxl.Workbook()
    for at, value in cells.items():
        book.worksheets[0].cell(*at).value = value  # type: ignore[assignment]
    content = content_of(book)
    oracle = loaded(content).worksheets[0]
    found = only(content).cells
    assert set(found) == set(cells)
    for at in cells:
        one, value = found[at], oracle.cell(*at).value
        if isinstance(value, bool):
            assert one.text == str(value).upper()
        elif isinstance(value, str):
            assert one.text == value
        else:
            assert float(one.text) == value


def test_dates_merges_and_sheets_as_openpyxl_writes_them() -> None:
    """A date is stored as its serial number, with the format that shows it."""
    content = saved({"甲": {"A1": date(2023, 9, 30), "B2": "=SUM(A1)"}, "乙": {"C3": "x"}}, {"甲": ["A1:C1"]})
    book = read(content, "a.xlsx")
    first = book.sheet("甲")
    assert first is not None
    assert (first.cells[1, 1].kind, first.cells[1, 1].text) == (CellKind.DATE, "45199")
    assert first.cells[2, 2].formula
    assert first.merges == (Area(1, 1, 1, 3),)
    assert [sheet.name for sheet in book.sheets] == ["甲", "乙"]


def test_half_a_sign_is_no_end_of_the_world() -> None:
    """An escape that makes no sign (`_xD800_`) shows as one that is unknown, and can be stored; whole ones are kept."""
    data = '<row r="1"><c r="A1" t="inlineStr"><is><t>坏_xD800_字，_xD83D__xDE00_</t></is></c></row>'
    text = only(plain(data)).cells[1, 1].text
    assert text == "坏\ufffd字，😀"
    assert text.encode("utf-8")


@pytest.mark.parametrize("number", ["-1", "x", "", "9"])
def test_a_shared_text_that_is_not_there_is_damage(number: str) -> None:
    """A number of no shared text is damage, never the last text of the workbook."""
    with pytest.raises(UnreadableFile, match="重新保存"):
        cell(f'<c r="A1" t="s"><v>{number}</v></c>', strings="<si><t>甲</t></si>")


@pytest.mark.parametrize(
    ("part", "old", "new"),
    [
        ("xl/workbook.xml", "</sheets>", '<sheet name="表" sheetId="2" r:id="r1"/></sheets>'),
        ("xl/workbook.xml", 'r:id="r1"', 'r:id="r9"'),
        ("xl/_rels/workbook.xml.rels", 'Id="r1"', 'Id="r9"'),
    ],
    ids=["two of a name", "no such part", "no link"],
)
def test_a_sheet_is_never_passed_over_in_silence(part: str, old: str, new: str) -> None:
    """A sheet whose content is lost, or that cannot be told from another, makes the file damaged, not shorter."""
    found = parts('<row r="1"><c r="A1"><v>1</v></c></row>')
    found[part] = found[part].replace(old.encode(), new.encode())
    with pytest.raises(UnreadableFile) as told:
        read(pack(found), "a.xlsx")
    assert told.value.code == "file-damaged"
    assert "请" in told.value.what

"""Rows and texts that are written plainly are read by patterns: the XML reader would read the very same."""

from __future__ import annotations

import io
import re
import tracemalloc
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date, datetime

import openpyxl
import pytest
import xlsxwriter
from hypothesis import given, settings
from hypothesis import strategies as some
from openpyxl.worksheet.formula import ArrayFormula

from reporting.model.errors import UnreadableFile
from reporting.model.grid import Sheet
from reporting.package.archive import DEFAULT
from reporting.sheets import cells, strings, worksheet
from reporting.sheets.meaning import Meaning
from reporting.sheets.strings import shared_strings
from reporting.sheets.worksheet import read_sheet
from reporting.sheets.xlsx import read
from tests.sheets.made import content_of, loaded

NEVER = re.compile(rb"(?!)")
MEANING = Meaning(["甲", "乙&<", " 丙 ", "", "5"], ["", "0.0%", "yyyy/m/d"])


@contextmanager
def carefully() -> Iterator[None]:
    """Have the XML reader read all."""
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(worksheet, "_DATA", NEVER)
        patched.setattr(strings, "_HEAD", NEVER)
        yield


def told(reading: Callable[[], object]) -> object:
    """Give what is read, or the code of what is refused."""
    try:
        return reading()
    except UnreadableFile as fault:
        return fault.code


def both(content: bytes, piece: int = 1 << 16) -> tuple[object, object]:
    """Read a worksheet both ways, in pieces; the order of its cells is a part of what is read."""

    def reading() -> tuple[Sheet, list[tuple[int, int]]]:
        chunks = [content[at : at + piece] for at in range(0, len(content), piece)]
        found = read_sheet(chunks, "表", MEANING)
        return found, list(found.cells)

    quick = told(reading)
    with carefully():
        return quick, told(reading)


def sheet(data: str, before: str = "", after: str = "", first: str = '<?xml version="1.0" encoding="UTF-8"?>') -> bytes:
    """Write a worksheet around its rows."""
    return f'{first}<worksheet xmlns="x">{before}<sheetData>{data}</sheetData>{after}</worksheet>'.encode()


VALUES: list[object] = [
    *(1, -2.5, 1e-300, "文字 <&>\"'", " 前后 ", "两\n行\t格", True, date(2023, 9, 30), "_x0041_", "1e5"),
    *(datetime(2023, 9, 30, 17, 5), "=A1*2", '=IF(A1>0,"","")', "=1/0", "😀", "#N/A", "～", 0),  # noqa: DTZ001
]


def _openpyxls() -> bytes:
    book = openpyxl.Workbook()
    page = book.worksheets[0]
    for row in range(1, 40):
        for column, value in enumerate(VALUES, start=1):
            page.cell(row, column + row % 3).value = value  # type: ignore[assignment]
    page["Z1"] = ArrayFormula("Z1:Z3", "=A1:A3*2")
    page.merge_cells("A50:C52")
    page.row_dimensions[7].hidden = page.column_dimensions["C"].hidden = True
    return content_of(book)


def _streamed() -> bytes:
    book = openpyxl.Workbook(write_only=True)
    page = book.create_sheet("表")
    for _ in range(30):
        page.append(VALUES)
    return content_of(book)


def _xlsxwriters(**options: bool) -> bytes:
    buffer = io.BytesIO()
    book = xlsxwriter.Workbook(buffer, {"in_memory": True, **options})
    page = book.add_worksheet("表")
    styles = [book.add_format({"num_format": code}) for code in ("General", "0.0%", "yyyy/m/d", "#,##0.00")]
    for row in range(40):
        for column, value in enumerate(VALUES):
            page.write(row, column, value, styles[(row + column) % 4])
        page.write_formula(row, 30, "=A1&B1", styles[0], "结果<&>")
        page.write_formula(row, 31, '=""', styles[0], "")
        page.write_formula(row, 32, "=TRUE()", styles[0], True)
        page.write_blank(row, 33, None, styles[1])
        page.write_rich_string(row, 34, "普", styles[1], "粗", "体 ")
    page.set_row(45, 20, None, {"hidden": True})
    page.set_column(2, 3, 9, None, {"hidden": True})
    page.merge_range(50, 0, 51, 4, "合并", styles[0])
    book.close()
    return buffer.getvalue()


BOOKS: dict[str, Callable[[], bytes]] = {
    "openpyxl": _openpyxls,
    "openpyxl, streamed": _streamed,
    "xlsxwriter": _xlsxwriters,
    "xlsxwriter, streamed": lambda: _xlsxwriters(constant_memory=True),
    "xlsxwriter, then openpyxl": lambda: content_of(loaded(_xlsxwriters())),
}


@pytest.mark.parametrize("write", BOOKS.values(), ids=BOOKS)
def test_what_programs_write_is_read_the_same(write: Callable[[], bytes]) -> None:
    """Workbooks of all writers at hand, with everything a cell may hold, are the same workbook read either way."""
    content = write()
    quick = read(content, DEFAULT)
    with carefully():
        assert read(content, DEFAULT) == quick
    assert len(quick.sheets[0].cells) > 400


def test_plain_rows_are_read_by_the_pattern(monkeypatch: pytest.MonkeyPatch) -> None:
    """What the common programs write is plain: the XML reader sees no cell of it."""
    monkeypatch.delitem(cells._ENDS, "c")
    for name in ("openpyxl, streamed", "xlsxwriter"):
        assert read(BOOKS[name](), DEFAULT).sheets[0].cells
    plain = (
        '<row r="1" spans="1:2" ht="2.1" hidden="1" x14ac:dyDescent="0.2"><c r="A1" s="1" t="s"><v>0</v></c></row>'
        '<row r="2" customFormat="false" hidden="false"><c r="B2" t="str"><f aca="false">A1</f><v>&lt;</v></c></row>'
        '<row r="3"/>\n<row r="4">\n<c r="A4" s="2"/><c r="B4"><f t="shared" ref="B4:B5" si="0">A</f><v>1</v></c></row>'
        '<row r="5"><c r="B5"><f t="shared" si="0" /><v>1</v></c><c r="C5" t="inlineStr"><is><t>字</t></is></c></row>'
    )
    assert len(read_sheet([sheet(plain)], "表", MEANING).cells) == 5


# Cells plain and odd, sound and broken; where the address goes there is an @.
CELLS = (
    *(
        '<c r="@"><v>1.50</v></c>',
        '<c r="@" s="1" t="n"><v> 2 </v></c>',
        '<c r="@" s="2"><v>45000</v></c>',
        '<c r="@"/>',
    ),
    *('<c r="@" t="s"><v>1</v></c>', '<c t="s" r="@"><v>2</v></c>', '<c r="@" t="s" s="1"><v>3</v></c>'),
    *('<c r="@" t="s"><v> 4 </v></c>', '<c r="@" t="s"><v>9</v></c>', '<c r="@" t="s"><v>-1</v></c>'),
    *('<c r="@" t="s"><v></v></c>', '<c r="@" t="s"/>', '<c r="@" t="s"><v>٣</v></c>', '<c r="@" t="b"><v>1</v></c>'),
    *('<c r="@" t="b"><v>false</v></c>', '<c r="@" t="e"><v>#REF!</v></c>', '<c r="@" t="d"><v>2023-09-30</v></c>'),
    *('<c r="@" t="str"><v>a_x0041_&amp;lt;</v></c>', '<c r="@" t="str"><f>""</f><v></v></c>'),
    *('<c r="@" t="str"><f>B1</f></c>', '<c r="@" t="str"><f>B1</f><v/></c>', '<c r="@"><f>A1&lt;2</f><v>3</v></c>'),
    *('<c r="@"><f t="array" ref="A1:B3">X</f><v>3</v></c>', '<c r="@"><f t="shared" si="0"/><v>3</v></c>'),
    *('<c r="@"><f ca="1">NOW()</f><v>3</v></c>', '<c r="@" t="s"><f>X</f><v>1</v></c>', '<c r="@"><f/></c>'),
    *(
        '<c r="@" t="inlineStr"><is><t>字 &#10;&#xe9;&#25991;</t></is></c>',
        '<c r="@" t="inlineStr"><is><t>字&gt;</t></is></c>',
    ),
    '<c r="@" t="inlineStr"><is><r><rPr><b/></rPr><t>粗</t></r><rPh sb="0" eb="1"><t>cu</t></rPh></is></c>',
    '<c r="@" t="inlineStr"><is><t xml:space="preserve"> 字\n</t></is></c>',
    *(
        '<c r="@" t="inlineStr"><is><t></t></is></c>',
        '<c r="@"><v><![CDATA[7]]></v></c>',
        '<c r="@"><v>1<!-- 2 -->3</v></c>',
    ),
    *('<c r="@" t="str"><f>1</f><v>&#1;</v></c>', '<c r="@" t="str"><f>1</f><v>&#xD800;&#x110000;</v></c>'),
    *('<c r="@" r="@"><v>1</v></c>', '<c r="@" s="1" s="2"><v>1</v></c>', '<c r="@" cm="1" vm="1"><v>1</v></c>'),
    *("<c r='@'><v>1</v></c>", "<c><v>1</v></c>", '<x:c r="@"><x:v>1</x:v></x:c>', '<c r="@"><v>]]></v></c>'),
    *('<c r="@"><v>1</v><v>2</v></c>', '<c r="@"><v>1</v><extLst><ext/></extLst></c>', '<c r="@"><v>1</v>'),
    *('<c r="ZZZ1"><v>1</v></c>', '<c r="A0"><v>1</v></c>', '<c r="a9"><v>1</v></c>', '<c r="B77"><v>1</v></c>'),
    *(
        '<c r="@"><v>1\r\n</v></c>',
        '<c r="@"><v>\x01</v></c>',
        '<c r="@" ><v >1</v ></c >',
        "<!-- <c/> -->",
        "文字",
        "\n ",
    ),
    *('<mc:AlternateContent><mc:Choice><c r="@"><v>1</v></c></mc:Choice></mc:AlternateContent>', "<?pi?>", "\ufffe"),
)
ROWS = (
    *('<row r="#">@</row>', '<row r="#" spans="1:9" ht="20">@</row>', '<row r="#" hidden="1">@</row>', "<row>@</row>"),
    *('<row r="#"/>', '<row r="#" hidden="true" />', '<row r="#" hidden="0">@</row>', '<row r="#" r="3">@</row>'),
    *('<row spans="1:2" r="#">@</row>', '<row r="0#">@</row>', '<row r="9999999">@</row>', '\n  <row r="#">@</row >'),
    *('<!-- </row> --><row r="#">@</row>', '<row r="#">@</row><sheetData>', "</sheetData>", '<x:row r="#">@</x:row>'),
)
BEFORE = (
    "",
    '<cols><col min="2" max="3" hidden="1"/></cols>',
    "<!-- <sheetData> -->",
    '<sheetData/><sheetData r="1"/>',
)
AFTER = (
    *("", '<mergeCells count="1"><mergeCell ref="A1:B2"/></mergeCells><pageMargins left="1"/>', "<row><c/></row>"),
    *(
        '<mergeCell ref="A1:C3"/><mergeCells/>',
        '<mergeCells><mergeCell ref="A1:B2"/></mergeCells><col min="1" max="1" hidden="1"/>',
    ),
    *('<!-- <mergeCells> --><mergeCells><mergeCell ref="C1:C2"/></mergeCells>', "<open>", "<a b='<'/>", "<x:col/>"),
    *(
        '<mergeCells><mergeCell ref="nonsense"/></mergeCells>',
        '<sheetData><row r="7"><c><v>7</v></c></row></sheetData>',
    ),
)
FIRST = ('<?xml version="1.0" encoding="UTF-8"?>', "", "\ufeff", '<?xml version="1.0" encoding="GBK"?>', "<!DOCTYPE x>")


def usually(usual: str, others: tuple[str, ...]) -> some.SearchStrategy[str]:
    """Draw the usual one, or one of the others: sheets are odd in one place or two, not everywhere."""
    return some.one_of(some.just(usual), some.just(usual), some.just(usual), some.sampled_from(others))


@some.composite
def sheets(draw: some.DrawFn) -> bytes:
    """Draw a worksheet, plain for the most part."""
    rows = []
    for number in range(1, draw(some.integers(1, 5)) + 1):
        cells = [
            draw(usually('<c r="@" s="1"><v>5</v></c>', CELLS)).replace("@", f"{letter}{number}")
            for letter in "ABC"[: draw(some.integers(0, 3))]
        ]
        rows.append(draw(usually(ROWS[0], ROWS)).replace("#", str(number)).replace("@", "".join(cells)))
    return sheet(
        "".join(rows), draw(usually("", BEFORE)), draw(usually(AFTER[1], AFTER)), draw(usually(FIRST[0], FIRST))
    )


@settings(max_examples=400, deadline=None)
@given(sheets(), some.sampled_from([7, 50, 1 << 16]))
def test_drawn_sheets_are_read_the_same(content: bytes, piece: int) -> None:
    """Whatever stands in a sheet, plain, odd or broken, and however it is cut: the same cells, or the same refusal."""
    quick, careful = both(content, piece)
    assert quick == careful


@settings(max_examples=200, deadline=None)
@given(sheets(), some.data())
def test_slips_of_the_pen_are_read_the_same(content: bytes, data: some.DataObject) -> None:
    """A byte lost, doubled or changed anywhere never makes the pattern see what the XML reader would not."""
    at = data.draw(some.integers(0, len(content) - 1))
    new = data.draw(
        some.sampled_from([b"", content[at : at + 1] * 2, b"<", b">", b"&", b'"', b"/", b" ", b"r", b"\xff"])
    )
    quick, careful = both(content[:at] + new + content[at + 1 :])
    assert quick == careful


ITEMS = (
    *(
        "<si><t>甲</t></si>",
        "<si><t/></si>",
        "<si><t></t></si>",
        '<si><t xml:space="preserve"> 乙\n</t></si>',
        "<si/>",
        "<si><t>&#0;</t></si>",
    ),
    *('<si><t>丙</t><phoneticPr fontId="1" type="noConversion"/></si>', "<si><t>&lt;&amp;amp;&#65;</t></si>", "\n"),
    *("<si><r><t>丁</t></r><r><rPr><b/></rPr><t>戊</t></r><rPh><t>wu</t></rPh></si>", "<si><t>_x000D_己&#13;</t></si>"),
    *("<si><!-- </si><si><t>庚</t></si> --></si>", "<si><t><![CDATA[</si><si>]]></t></si>", "<!-- <si></si> -->"),
    *("<si><rPh><si></si><si><t>辛</t></si></rPh></si>", "<si><t>壬<si></si></t></si>", "<si><t>癸</t>", "</si>", "字"),
    *(
        '<si><t a="1">子</t></si>',
        "<x:si><x:t>丑</x:t></x:si>",
        "<si><t>寅\r\n</t></si>",
        "<si><t>]]></t></si>",
        "<t>卯</t>",
    ),
)


@settings(max_examples=300, deadline=None)
@given(
    some.lists(some.one_of(some.just(ITEMS[0]), some.sampled_from(ITEMS)), max_size=7),
    usually(FIRST[0], FIRST),
    some.sampled_from([5, 60, 1 << 16]),
)
def test_shared_texts_are_read_the_same(items: list[str], first: str, piece: int) -> None:
    """Shared texts, rich or plain, whole or broken, are the same texts in the same order."""
    content = f'{first}<sst xmlns="x" count="1">{"".join(items)}</sst>'.encode()
    chunks = [content[at : at + piece] for at in range(0, len(content), piece)]
    quick = told(lambda: shared_strings(chunks))
    with carefully():
        assert told(lambda: shared_strings(chunks)) == quick


def test_a_long_list_goes_through_piece_by_piece() -> None:
    """Of a sheet that is larger than what is looked at together nothing is lost at the seams."""
    rows = "".join(f'<row r="{row}"><c r="A{row}"><v>{row}</v></c></row>' for row in range(1, 60_001))
    quick, careful = both(sheet(rows, after=AFTER[1]))
    assert quick == careful
    assert isinstance(quick, tuple)
    assert len(quick[1]) == 60_000


def test_a_strange_row_costs_no_memory() -> None:
    """What the pattern does not know is left at its first sign, however long it is."""
    strange = sheet('<row r="1"><c r="A1"><v>1</v></c>' + "<x>2</x>" * 300_000 + "</row>")
    tracemalloc.start()
    found = read_sheet([strange], "表", MEANING)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert list(found.cells) == [(1, 1)]
    assert peak < 20 * len(strange)


def test_what_stands_around_the_rows_is_each_sheets_own() -> None:
    """Sheets alike but for merges, hidden columns or rows are not taken for one another, whatever came before."""
    rows = '<row r="1"><c r="A1"><v>1</v></c><c r="B1"><v>2</v></c></row>'
    hidden = '<row r="1" hidden="1"><c r="A1"><v>3</v></c><c r="B1"><v>4</v></c></row>'
    columns = '<cols><col min="2" max="2" hidden="1"/></cols>'
    merges = '<mergeCells count="1"><mergeCell ref="A1:B1"/></mergeCells>'
    drawn = [(rows, "", ""), (hidden, "", ""), (rows, columns, ""), (hidden, columns, merges), (rows, "", merges)]
    for data, before, after in [*drawn, *reversed(drawn)]:
        found = read_sheet([sheet(data, before, after)], "表", MEANING)
        assert [cell.text for cell in found.cells.values()] == (["1", "2"] if data is rows else ["3", "4"])
        assert found.hidden_rows == (frozenset({1}) if data is hidden else frozenset())
        assert found.hidden_columns == (frozenset({2}) if before else frozenset())
        assert bool(found.merges) is bool(after)

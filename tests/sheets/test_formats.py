"""A workbook that LibreOffice saved in another format reads as what it was."""

from __future__ import annotations

import pytest

from reporting.model.errors import UnreadableFile
from reporting.model.grid import Area, CellKind, Sheet
from reporting.sheets.look import FileKind, look
from reporting.sheets.read import read
from tests.sheets.converted import convert, kept, traits
from tests.sheets.made import needs_libreoffice

# What stands in the workbook, and what becomes of the formulas once they are calculated.
VALUES = {
    "A1": "2017年 研发情况",
    "B3": "2380.43",
    "A4": "　龙湾区",
    "B4": "#DIV/0!",
    "D4": "0577",
    "B5": "4760.86",
    "D5": "两行\n文字",
    "B6": "11343",
    "C6": "约120",
    "B10": "2",
}
KINDS = {
    FileKind.XLS: "xls",
    FileKind.ODS: "ods",
    FileKind.HTML: "html",
    FileKind.CSV: "csv",
}
WORKBOOKS = ("xls", "ods")


def first(ending: str, content: bytes | None = None) -> Sheet:
    """Read the first sheet of the kept workbook."""
    return read(content or kept(f"traits.{ending}"), f"traits.{ending}").sheets[0]


def texts(sheet: Sheet) -> dict[str, str]:
    """Give the texts of a sheet by address."""
    return {cell.address: cell.text for cell in sheet.cells.values()}


def ending_of(content: bytes) -> Sheet | str:
    """Read the first sheet, or give the code of the reason why there is none."""
    try:
        return read(content, "a").sheets[0]
    except UnreadableFile as fault:
        return fault.code


@pytest.mark.parametrize("ending", ["xls", "ods", "csv"])
def test_values_are_those_of_the_workbook(ending: str) -> None:
    """Numbers keep their digits, texts their blanks, codes their noughts; an error is an error."""
    sheet = first(ending)
    found = texts(sheet)
    assert {where: found.get(where) for where in VALUES} == VALUES
    kinds = {cell.address: cell.kind for cell in sheet.cells.values()}
    assert [kinds[where] for where in ("B3", "B4", "D4", "C6")] == [
        CellKind.NUMBER,
        CellKind.ERROR,
        CellKind.TEXT,
        CellKind.TEXT,
    ]


@pytest.mark.parametrize("ending", WORKBOOKS)
def test_what_a_workbook_hides_is_known(ending: str) -> None:
    """Hidden rows, columns and sheets, merges, formulas, formats and dates are read from .xls and .ods too."""
    book = read(kept(f"traits.{ending}"), "a")
    sheet = book.sheets[0]
    cells = {cell.address: cell for cell in sheet.cells.values()}
    assert [(one.name, one.hidden) for one in book.sheets] == [("表一", False), ("空表", False), ("隐藏的表", True)]
    assert (set(sheet.hidden_rows), set(sheet.hidden_columns)) == ({8}, {5})
    assert sheet.merges == (Area(1, 1, 1, 4), Area(9, 1, 10, 1))
    assert [cells[where].formula for where in ("B4", "B5", "B6")] == [True, True, False]
    assert (cells["C3"].text, cells["C3"].style) == ("0.125", "0.0%")
    assert (cells["D3"].kind, cells["C4"].kind, cells["C4"].text) == (CellKind.DATE, CellKind.TRUTH, "TRUE")
    assert "D6" not in cells
    assert sheet.widths[1] == pytest.approx(30, abs=1)


def test_a_comment_is_no_part_of_its_cell() -> None:
    """What somebody noted at a cell is not read as its value, in any format."""
    for ending in KINDS.values():
        assert not any("批注" in text for text in texts(first(ending)).values())


def test_a_page_shows_its_errors_and_its_stored_numbers() -> None:
    """An HTML page gives the number behind what it shows, and an error where it shows one."""
    found = {cell.text: cell for cell in first("html").cells.values()}
    assert (found["0.125"].style, found["43008"].kind) == ("0.0%", CellKind.DATE)
    assert (found["#DIV/0!"].kind, found["0577"].kind) == (CellKind.ERROR, CellKind.TEXT)


@pytest.mark.parametrize("kind", KINDS)
def test_the_ending_does_not_matter(kind: FileKind) -> None:
    """Each format is known by its content under every ending, and read the same."""
    content = kept(f"traits.{KINDS[kind]}")
    for name in ("traits.xlsx", "traits.xls", "traits.et", "traits"):
        assert look(content, name).kind is kind
        assert texts(read(content, name).sheets[0]) == texts(first(KINDS[kind]))


@pytest.mark.parametrize("ending", ["xls", "ods", "html"])
@pytest.mark.parametrize("share", [0.02, 0.3, 0.6, 0.9, 0.999])
def test_half_a_file_is_never_half_a_report(ending: str, share: float) -> None:
    """A workbook cut short is damaged, or lacks nothing; of a cut page what stands in it is read, and no more."""
    content = kept(f"traits.{ending}")
    found = ending_of(content[: int(len(content) * share)])
    if isinstance(found, str):
        assert found in {"file-damaged", "file-empty", "file-kind"}
    else:
        whole = texts(first(ending))
        assert ending != "ods"
        if ending == "xls":
            assert texts(found) == whole  # the bytes that are missing held nothing
        else:
            assert sum(text not in whole.values() for text in texts(found).values()) <= 1


@pytest.mark.parametrize("ending", WORKBOOKS)
@pytest.mark.parametrize("place", range(0, 8000, 400))
def test_a_spoilt_byte_ends_in_a_reading_or_a_reason(ending: str, place: int) -> None:
    """Wherever a byte is spoilt, the reader ends as it should: with a workbook or with the reason, never otherwise."""
    content = bytearray(kept(f"traits.{ending}"))
    for at in range(place % len(content), min(place + 8, len(content))):
        content[at] ^= 0xFF
    assert ending_of(bytes(content))


@needs_libreoffice
@pytest.mark.parametrize("ending", ["xls", "csv"])
def test_the_kept_files_are_what_libreoffice_makes(ending: str) -> None:
    """The kept files hold what LibreOffice makes of the workbook today."""
    assert texts(first(ending, convert(traits(), ending))) == texts(first(ending))

"""Texts of a new workbook: whatever stands in a county's cell stands in ours, letter for letter."""

from __future__ import annotations

import io

import openpyxl
import pytest

from reporting.sheets.read import read
from reporting.sheets.texts import LONGEST, Texts, cut
from reporting.sheets.write import Draft

HOSTILE = (
    "=1+1",
    '=HYPERLINK("http://example.invalid")',
    "http://example.invalid",
    "0012",
    " 前后 ",
    "\u3000全角",
    "两\n行",
    "回\r车",
    "a&<b>&amp;",
    "\x01控\x1f制\x00",
    "_x0041_",
    "_x005F_",
    "__x000D_",
    "\ufffe\uffff",
    "😀",
    "]]>",
    "<r><t>假</t></r>",
    "<r></b></r>",
)


def texts_of(content: bytes) -> list[str]:
    cells = read(content, "a.xlsx").sheets[0].cells
    return [cells[row, 1].text for row in range(1, len(HOSTILE) + 1)]


def put_singly() -> bytes:
    draft = Draft()
    page = draft.page("表")
    for row, text in enumerate(HOSTILE, start=1):
        page.put(row, 1, text)
    return draft.content()


def streamed() -> bytes:
    draft = Draft()
    draft.page("表").stream(1, ((text,) for text in HOSTILE), ("plain",))
    return draft.content()


@pytest.mark.parametrize("written", [put_singly, streamed])
def test_a_text_comes_back_letter_for_letter(written: object) -> None:
    """Signs that XML cannot hold, blanks at the ends, markup, and what looks like a formula: all as it was typed."""
    assert callable(written)
    assert texts_of(written()) == list(HOSTILE)


@pytest.mark.parametrize("written", [put_singly, streamed])
def test_others_read_texts_and_nothing_else(written: object) -> None:
    """To another reader too they are texts: no formula, no link, no number, no markup of ours."""
    assert callable(written)
    cells = [row[0] for row in openpyxl.load_workbook(io.BytesIO(written())).worksheets[0].iter_rows()]
    assert all(cell.data_type == "s" and cell.hyperlink is None for cell in cells)
    assert [cell.value for cell in cells][-3:] == list(HOSTILE[-3:])


def test_half_a_sign_spoils_no_workbook() -> None:
    """A text torn in the middle of a sign, which no file can hold as it is, still makes a workbook that opens."""
    draft = Draft()
    draft.page("表").put(1, 1, "甲\ud83d乙")
    assert read(draft.content(), "a.xlsx").sheets[0].cells[1, 1].text == "甲\ufffd乙"


def test_a_text_is_held_once() -> None:
    """A list in which a county's name stands ten thousand times holds it once."""
    texts = Texts()
    assert [texts["甲"], texts["乙"], texts["甲"], texts["字" * 40_000], texts["字" * LONGEST]] == [0, 1, 0, 2, 2]
    assert texts.xml().count("<si>") == 3


@pytest.mark.parametrize(
    ("text", "kept"),
    [("字" * 40_000, LONGEST), ("字" * LONGEST, LONGEST), ("😀" * 20_000, 16_383), ("😀" * 16_383 + "字", 16_384)],
)
def test_a_cell_holds_so_much_and_no_sign_is_parted(text: str, kept: int) -> None:
    """What is too long is cut as Excel counts, by UTF-16 units, so that it opens without a complaint."""
    assert cut(text) == text[:kept]

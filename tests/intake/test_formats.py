"""A form that came as a text file is read like one that came as a workbook."""

from __future__ import annotations

import pytest

from reporting.intake.extract import extract
from reporting.intake.identify import identify
from reporting.sheets import read as sheets
from tests.intake.drawings import UNITS, now, read
from tests.intake.notation import CATALOGUE, Q3, arrival, claim

# What Excel writes into a text is what it shows: the percent sign, and no quotation mark before a text.
SHOWN = UNITS.strip("\n").replace("'", "").replace("0.2{0%}", "20%")


@pytest.mark.parametrize("coding", ["gb18030", "utf-8-sig", "utf-16"])
@pytest.mark.parametrize("delimiter", [",", "\t"])
def test_a_table_of_counties_as_text(coding: str, delimiter: str) -> None:
    """A 分县表 saved as CSV by a Chinese Excel gives the same figures as the sheet, and is known for what it is."""
    content = SHOWN.replace("|", delimiter).replace("\n", "\r\n").encode(coding)
    book = sheets.read(content, "市统计局2023年前三季度分县表.csv")
    (sheet,) = book.sheets
    reading = extract(claim("KJ2", "TJJ", sheet_name=sheet.name), sheet, CATALOGUE)
    assert now(reading) == now(read(UNITS, "KJ2", "TJJ"))
    (found,) = identify(book, arrival("市统计局.csv"), CATALOGUE).claims
    assert (found.form, found.sender, found.period) == ("KJ2", "TJJ", Q3)

"""Whatever a sheet holds, reading it ends in a reading."""

from __future__ import annotations

from decimal import Decimal

import pytest

from reporting.intake.extract import extract
from reporting.intake.identify import Identified, identify
from reporting.model.grid import Book, Sheet
from reporting.model.records import Reading
from tests.intake.drawings import PLAIN, read
from tests.intake.notation import CATALOGUE, arrival, claim, codes, sheet

NASTY = [
    "",
    "\n\n",
    "指标名称",
    "指标名称|本期",
    "本期|本期|本期\n本期|本期|本期",
    "指标名称|计量单位|本期\n||\n|#REF!|=",
    "=|=|=\n=|=|=",
    "[[报送标识¦¦¦]]",
    "（（（|）））|(万元)\n单位：|：：：|：",
    "注：\n注：\n注：",
    "\ud800|\x00|\u202e指标名称",
    "|".join(["指标名称", "本期"] * 150),
    "指标名称|本期\n" + "财政科技投入|1\n" * 300,
]


@pytest.mark.parametrize("drawn", NASTY)
@pytest.mark.parametrize("form", [form.code for form in CATALOGUE.forms])
def test_nasty_sheets(drawn: str, form: str) -> None:
    """Whatever a sheet holds, reading it ends in a reading."""
    merges = ("A1:XFD1", "A1:A1048576", "B2:C3", "B2:C3")
    reading = extract(claim(form), sheet(drawn, merges=merges), CATALOGUE)
    assert isinstance(reading, Reading)


def test_endless_texts_cost_nothing() -> None:
    """Cells filled to the brim with blanks, brackets or years are read as quickly as others."""
    texts = ("填表人：" + " " * 32_000, "（" * 32_000, "2023年" * 6_000, "财政科技投入" * 5_000, "1 " * 16_000)
    long = "\n".join(["指标名称|本期", *(f"{text}|{text}x" for text in texts)])
    assert isinstance(extract(claim(), sheet(long), CATALOGUE), Reading)
    assert isinstance(identify(Book((sheet(long),)), arrival(), CATALOGUE), Identified)


def test_a_sheet_without_the_table() -> None:
    """A claimed sheet without any heading says what is missing."""
    reading = extract(claim(), Sheet("表1", {}), CATALOGUE)
    assert codes(reading) == ["col-missing"]
    assert "表头" in reading.findings[0].message


def test_values_are_decimal() -> None:
    """Figures stay decimal from the cell on."""
    assert all(isinstance(one.value, Decimal) for one in read(PLAIN).observations)


def test_figures_nobody_can_place_are_no_blank_form() -> None:
    """Where two columns could hold the figures, or none does, the form comes back with that; it is not called blank."""
    doubled = read(PLAIN.replace("|说明", "|说明|本期").replace("|新建两处", "|新建两处|13"))
    assert codes(doubled) == ["id-two-readings"]
    assert doubled.has_figures
    gone = read("\n".join("|".join(line.split("|")[:2] + line.split("|")[3:]) for line in PLAIN.split("\n")))
    assert "col-missing" in codes(gone)
    assert gone.has_figures


def test_a_blank_form_is_seen() -> None:
    """A form whose figures are all blank has none, whatever we printed into it ourselves."""
    blank = PLAIN.replace("|12.5|", "||").replace("|88|", "||").replace("|1000|", "||").replace("|8.25|", "||")
    assert not read(blank).has_figures

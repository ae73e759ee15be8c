"""A bureau's own workbook of fifty parts, filled: every part is held against what it was."""

from __future__ import annotations

import io
import re
from functools import cache

import openpyxl
import pytest
from lxml import etree

from reporting.documents.render import render, renderer
from reporting.model.grid import Book
from reporting.package.archive import Archive
from reporting.package.xml import parse
from reporting.products import printed
from reporting.products.celled import decimals
from reporting.products.filled import Filled
from reporting.products.taskrows import lines, progress_rows, task_name
from reporting.products.tasktable import tasktable_xlsx
from reporting.sheets.keys import TITLE, keys
from reporting.sheets.read import read
from reporting.sheets.xlsx import sheet_parts
from tests.products.quarter import compilation
from tests.sheets.bureau import COUNTIES, MODEL, PROGRESS, TASKS, TOTALS, bureau

QUARTER = compilation()
# What stands in 进展表: one row that names an indicator, or a model row of placeholders.
TRADE, ROWS = "技术交易额", ""
UNITS = [unit.name for unit in QUARTER.catalogue.counties(QUARTER.period)]
ASKED = ["省科技型中小企业累计数", TRADE]
# Where rows are put in, what points at them must follow; all else keeps its bytes.
FOLLOWING = {
    "xl/workbook.xml",  # names and the print area
    "xl/charts/chart1.xml",
    "xl/charts/chart3.xml",
    "xl/charts/chart4.xml",
    "xl/drawings/drawing1.xml",
    "xl/drawings/vmlDrawing1.vml",
    "xl/comments1.xml",
    "xl/ctrlProps/ctrlProp1.xml",
    "xl/pivotCache/pivotCacheDefinition1.xml",
    "xl/calcChain.xml",
}


@cache
def template(named: str) -> bytes:
    """Make the bureau's workbook for the made-up plan."""
    rows = [(task_name(line.task), line.indicator.name) for line in lines(QUARTER) if line.task and line.indicator]
    return bureau(rows, UNITS, ASKED, named)


@cache
def filled(named: str) -> Filled:
    """Fill it."""
    return tasktable_xlsx(template(named), QUARTER)


@cache
def book(named: str) -> Book:
    """Read the filled workbook back."""
    return read(filled(named).content, "a.xlsx")


def changed(named: str) -> set[str]:
    """Name the parts that are not what they were; none may go or come."""
    before, after = Archive(template(named)), Archive(filled(named).content)
    assert after.names == before.names
    return {name for name in before.names if before.raw(name) != after.raw(name)}


def parts_of(*names: str) -> set[str]:
    """Name the parts of sheets."""
    return {one.part for one in sheet_parts(Archive(template(ROWS))) if one.name in names}


def shown(named: str, sheet: str, where: str) -> str:
    """Give what is stored in a cell of the filled workbook."""
    found = book(named).sheet(sheet)
    assert found is not None
    return next((cell.text for cell in found.cells.values() if cell.address == where), "")


def test_by_names_only_the_filled_sheets_change() -> None:
    """Of fifty parts four change: three sheets that are filled, and one that reckons with them. No other byte does."""
    assert len(Archive(template(TRADE)).names) >= 50
    assert changed(TRADE) == parts_of(PROGRESS, TASKS, COUNTIES, TOTALS)


def test_with_model_rows_what_points_at_them_follows() -> None:
    """Besides the sheets exactly those parts change that say where the moved rows are."""
    assert changed(ROWS) == parts_of(PROGRESS, TASKS, COUNTIES, TOTALS) | FOLLOWING


def test_on_a_filled_sheet_only_the_cells_change() -> None:
    """Widths, merges, rules, links, print set-up, controls and every cell that was not asked for are what they were."""
    for name in (TASKS, COUNTIES):
        (part,) = parts_of(name)
        before, after = (parse(Archive(content).read(part)) for content in (template(TRADE), filled(TRADE).content))
        asked = filled_cells(before, after)
        assert len(asked) > 40
        for root in (before, after):
            drop(root, asked)
        assert etree.tostring(after, method="c14n") == etree.tostring(before, method="c14n")


def filled_cells(before: etree._Element, after: etree._Element) -> set[str]:
    """Give the addresses of cells that were empty, and of formulas."""
    empty = {cell.get("r", "") for cell in before.iter("{*}c") if not len(cell) or cell.find("{*}f") is not None}
    return empty & {cell.get("r", "") for cell in after.iter("{*}c") if len(cell)}


def drop(root: etree._Element, cells: set[str]) -> None:
    """Take cells away, and our keys."""
    for cell in [one for one in root.iter("{*}c") if one.get("r") in cells]:
        parent = cell.getparent()
        assert parent is not None
        parent.remove(cell)
    for rules in list(root.iter("{*}dataValidations")):
        ours = [one for one in rules if one.get("promptTitle") == TITLE]
        for one in ours:
            rules.remove(one)
        parent = rules.getparent()
        if not len(rules) and parent is not None:
            parent.remove(rules)


def test_placeholders_read_back_are_the_figures() -> None:
    """Every row of the plan stands in the repeated block, as it is printed."""
    for at, row in enumerate(progress_rows(QUARTER), MODEL):
        for column, field in (("B", "指标"), ("D", "上年同期"), ("E", "年度目标"), ("F", "完成")):
            assert same(shown(ROWS, PROGRESS, f"{column}{at}"), str(row[field]))
    assert shown(ROWS, PROGRESS, "F4") == "1—9月完成"


def same(stored: str, words: str) -> bool:
    """Whether a cell holds what is printed: a number without the noughts behind its point."""
    if decimals(words) is None:
        return stored == words.strip() or stored == words
    return float(stored) == float(words.replace(printed.MINUS, "-"))


def test_names_read_back_are_the_figures() -> None:
    """Each row of 任务表 has its own indicator's figure, its share in the cell's own measure; counties have theirs."""
    figures = [QUARTER.figure(line.indicator.code) for line in lines(QUARTER) if line.task and line.indicator]
    for at, figure in enumerate(figures, MODEL):
        assert figure is not None
        assert same(shown(TRADE, TASKS, f"G{at}"), printed.value_text(figure))
        share = printed.progress_text(figure)
        assert same(shown(TRADE, TASKS, f"H{at}"), str(float(share) / 100) if share else "")
    items = [one.code for name in ASKED for one in QUARTER.key_figures if one.name == name]
    for at, unit in enumerate(QUARTER.catalogue.counties(QUARTER.period), 4):
        for column, code in zip("BD", items, strict=True):
            one = QUARTER.figure(code, unit.code)
            assert same(shown(TRADE, COUNTIES, f"{column}{at}"), printed.value_text(one) if one else "")


def test_every_figure_bears_its_key() -> None:
    """One can ask of each figure where it comes from; what is no figure bears none; links of staff's own stay."""
    borne = keys(filled(TRADE).content)
    assert borne[PROGRESS][f"F{MODEL}"] == "2023Q3/K7/CITY"
    assert borne[PROGRESS][f"H{MODEL}"] == "2023Q3/K7/CITY/growth"
    assert borne[COUNTIES]["D4"] == f"2023Q3/K7/{QUARTER.catalogue.counties(QUARTER.period)[0].code}"
    assert f"K{MODEL}" not in borne[PROGRESS]
    assert len(borne[TASKS]) > 200
    sheet = parse(Archive(filled(ROWS).content).read("xl/worksheets/sheet1.xml"))
    assert [(one.get("ref"), one.get("tooltip")) for one in sheet.iter("{*}hyperlink")] == [("A2", "规划全文")]


def test_formulas_have_the_values_they_have_now() -> None:
    """Sums, shares, shared formulas and those on other sheets, of named areas too; what leans on nothing stays."""
    rows = [shown(ROWS, PROGRESS, f"F{at}") for at in range(MODEL, MODEL + len(progress_rows(QUARTER)))]
    total = sum(float(text) for text in rows if re.fullmatch(r"-?[\d.]+", text))
    below = MODEL + len(rows)
    assert float(shown(ROWS, PROGRESS, f"F{below}")) == pytest.approx(total)
    assert float(shown(ROWS, TOTALS, "A1")) == pytest.approx(total)
    assert float(shown(ROWS, TOTALS, "A2")) == pytest.approx(2 * total)
    assert (shown(ROWS, TOTALS, "A3"), shown(ROWS, TOTALS, "A4")) == ("#DIV/0!", "升")
    assert [shown(ROWS, TOTALS, where) for where in ("E1", "E2")] == ["2", "7"]
    (trade,) = [one.code for one in QUARTER.key_figures if one.name == TRADE]
    counties = [QUARTER.figure(trade, unit.code) for unit in QUARTER.catalogue.counties(QUARTER.period)]
    known = [one.value for one in counties if one is not None and one.value is not None]
    assert float(shown(ROWS, COUNTIES, f"D{4 + len(UNITS)}")) == pytest.approx(float(sum(known)), abs=0.1)


def test_the_chain_of_calculation_names_every_formula_once() -> None:
    """Excel finds each formula where the chain says it is."""
    archive = Archive(filled(ROWS).content)
    chain = [(one.get("i"), one.get("r")) for one in parse(archive.read("xl/calcChain.xml"))]
    there = {
        (str(number), cell.get("r"))
        for number in range(1, 5)
        for cell in parse(archive.read(f"xl/worksheets/sheet{number}.xml")).iter("{*}c")
        if cell.find("{*}f") is not None
    }
    assert len(chain) == len(set(chain))
    assert set(chain) == there


def test_what_hangs_on_the_rows_has_moved_with_them() -> None:
    """The thread at the heading stays; the note, picture links, chart and pivot sources go where their rows went."""
    archive = Archive(filled(ROWS).content)
    count = len(progress_rows(QUARTER))
    below = MODEL + count
    assert f'ref="B{below}"'.encode() in archive.read("xl/comments1.xml")
    assert b'ref="F4"' in archive.read("xl/threadedComments/threadedComment1.xml")
    assert f"{PROGRESS}!$F${below}".encode() in archive.read("xl/ctrlProps/ctrlProp1.xml")
    assert f"{PROGRESS}!$F${below}".encode() in archive.read("xl/drawings/drawing1.xml")
    assert f"{PROGRESS}!$F${MODEL}:$F${below - 1}".encode() in archive.read("xl/charts/chart1.xml")
    assert f'ref="A4:B{below}"'.encode() in archive.read("xl/pivotCache/pivotCacheDefinition1.xml")
    lines_shown = [one.text for one in parse(archive.read("xl/worksheets/sheet1.xml")).iter("{*}f") if one.text]
    assert f"{PROGRESS}!D{below - 1}:F{below - 1}" in lines_shown


def test_what_could_not_be_filled_is_told_with_its_place() -> None:
    """A heading that nobody knows is named with sheet and cell; nothing else is said."""
    told = filled(TRADE).told
    assert told == (f"“指标任务表.xlsx”{TASKS}!J4：不认识表头“分管领导”，该栏没有填写",)
    assert filled(ROWS).told == told


def test_the_same_inputs_give_the_same_bytes() -> None:
    """Filling is reproducible."""
    assert tasktable_xlsx(template(ROWS), compilation()) == filled(ROWS)


@pytest.mark.filterwarnings("ignore")
def test_another_program_opens_it() -> None:
    """Openpyxl reads the same values at the same places, and the styles of the model row on all its copies."""
    sheet = openpyxl.load_workbook(io.BytesIO(filled(ROWS).content))[PROGRESS]
    last = MODEL + len(progress_rows(QUARTER)) - 1
    assert sheet.cell(last, 4).number_format == "#,##0.00"
    assert sheet.protection.sheet
    areas = {str(one.sqref): one for one in sheet.conditional_formatting}
    assert f"G{MODEL}:G{last}" in areas


@pytest.mark.skipif(renderer() is None, reason="LibreOffice is not installed here")
def test_libreoffice_opens_it() -> None:
    """It opens without a complaint and prints."""
    pdf = render(filled(ROWS).content, ".xlsx").content
    assert pdf is not None
    assert pdf.startswith(b"%PDF")

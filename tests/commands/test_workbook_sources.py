"""汇总表.xlsx of the demonstration: every figure leads to its source row, and every source row to the figure."""

from __future__ import annotations

import re
import warnings
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet

from reporting.model.grid import place
from reporting.model.numbers import rounded
from reporting.model.tags import Aspect, Tag
from tests.commands.conftest import Demo

QUARTER = "2023Q3"
SOURCES = "数据来源"
FIGURES = ("总览", "规划指标", "分县指标", "分县数据", "任务进展", "重大项目")
# Numbers of rows, and the curve that the catalogue sets: no figures of a sender's.
NO_FIGURES = ("序号", "时序进度（%）")
CODE, WHOSE, USED, SHEET, CELL, TEXT, FILE, BACK = 2, 3, 4, 8, 9, 10, 11, 12


@dataclass(frozen=True)
class Shown:
    """A cell that shows a figure: where it stands, what stands in it, its key, and the rows that the tip names."""

    sheet: str
    cell: str
    value: object
    tag: Tag
    rows: tuple[int, ...]


@pytest.fixture(scope="module")
def book(demo: Demo) -> Any:
    """Give the workbook as a program sees it that does not calculate."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # openpyxl, of what it does not know
        return openpyxl.load_workbook(demo.home / "outbox" / QUARTER / "汇总表.xlsx", data_only=True)


@pytest.fixture(scope="module")
def figures(book: Any) -> list[Shown]:
    """Give every cell that leads to the sources."""
    return [one for sheet in FIGURES for one in led(book[sheet])]


def led(sheet: Worksheet) -> Iterator[Shown]:
    """Give the cells of a sheet that lead to source rows, with what the tip says."""
    for row in sheet.iter_rows(min_row=4):
        for cell in row:
            link = cell.hyperlink
            if link is not None and str(link.location).startswith(f"'{SOURCES}'"):
                key, told = str(link.tooltip).split("\u3000", maxsplit=1)
                rows = tuple(rows_in(told))
                first, last = re.findall(r"[A-Z](\d+)", str(link.location))
                assert set(range(int(first), int(last) + 1)) <= set(rows)
                yield Shown(sheet.title, cell.coordinate, cell.value, Tag.parse(key), rows)


def rows_in(told: str) -> Iterator[int]:
    """Give the rows that a tip names: `第4—14行；第20行`."""
    for first, last in re.findall(r"第(\d+)(?:—(\d+))?行", told):
        yield from range(int(first), int(last or first) + 1)


@pytest.mark.parametrize("name", FIGURES)
def test_no_number_stands_without_its_way(book: Any, name: str) -> None:
    """Each number of a sender's in each table of figures can be clicked: it leads on, to the sources or the plan."""
    sheet = book[name]
    loose = [
        cell.coordinate
        for row in sheet.iter_rows(min_row=4)
        for cell in row
        if isinstance(cell.value, (int, float)) and cell.hyperlink is None
        and sheet.cell(3, cell.column).value not in NO_FIGURES
    ]  # fmt: skip
    sums = [f"{column}4" for column in "FGHIJK"] if name == "重大项目" else []
    assert loose == sums


def test_a_figure_is_the_one_its_key_names(demo: Demo, figures: list[Shown]) -> None:
    """The number in the cell is the number that `figures` gives for the key, rounded as it is printed."""
    known = {(one["code"], one["unit"]): one for one in demo.ask("figures", QUARTER)}
    names = {one["code"]: one["name"] for one in demo.ask("catalogue")["units"]}
    checked = 0
    for one in figures:
        if one.tag.key or one.tag.aspect is not Aspect.VALUE or not isinstance(one.value, (int, float)):
            continue
        told = known[one.tag.code, names[one.tag.unit]]
        shown = Decimal(str(one.value))
        assert shown == rounded(Decimal(told["value"]), -int(str(shown.as_tuple().exponent))), one
        checked += 1
    assert checked > 400


def test_the_rows_are_of_the_figure(demo: Demo, book: Any, figures: list[Shown]) -> None:
    """A figure's rows are of its item and unit, a sum's of its item and all units, an indicator's of its items."""
    catalogue = demo.ask("catalogue")
    names = {one["code"]: one["name"] for one in catalogue["units"]}
    formulas = {one["code"]: one["formula"] for one in catalogue["indicators"]}
    words = {one["code"]: one["name"] for one in catalogue["items"]}
    for one in figures:
        for row in one.rows:
            code, whose = (book[SOURCES].cell(row, column).value for column in (CODE, WHOSE))
            assert code == one.tag.code or words[code] in formulas[one.tag.code], one
            assert whose == names[one.tag.unit] or names[one.tag.unit] == "全市", one


def test_trace_answers_for_what_is_shown(demo: Demo, book: Any, figures: list[Shown]) -> None:
    """Asked for the key of a figure, `trace` ends at the very cells that its source rows name."""
    names = {one["code"]: one["name"] for one in demo.ask("catalogue")["units"]}
    for one in [shown for shown in figures if not shown.tag.key][::97]:
        tree = demo.ask("trace", QUARTER, one.tag.code, "--unit", names[one.tag.unit])
        leaves = {(leaf["file"], leaf["sheet"], leaf["cell"]) for leaf in sources_of(tree)}
        rows = (
            tuple(book[SOURCES].cell(row, column).value for column in (USED, FILE, SHEET, CELL)) for row in one.rows
        )
        used = {tuple(rest) for counts, *rest in rows if counts == "是"}
        assert used & leaves, one
        # A zone's row lies among a sum's rows, and is not added again.
        assert used <= leaves or len(one.rows) > 1, one


def sources_of(tree: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """Give the cells at the ends of a tree."""
    if "source" in tree:
        yield tree["source"]
    for part in tree["parts"]:
        yield from sources_of(part)


def test_the_way_back_leads_to_the_figure(demo: Demo, book: Any, figures: list[Shown]) -> None:
    """From a source row one comes to the figure it counts in; one that does not count leads to the same item's."""
    leading = {(one.sheet, one.cell): one for one in figures}
    formulas = " ".join(one["formula"] for one in demo.ask("catalogue")["indicators"])
    rows = [row for row in book[SOURCES].iter_rows(min_row=4) if row[CODE - 1].value]
    for row in rows:
        link = row[BACK - 1].hyperlink
        if link is None:
            # An item that no indicator is made of and no county is asked for is shown nowhere.
            assert row[0].value not in formulas
            continue
        sheet, cell = str(link.location).split("!")
        shown = leading[sheet.strip("'"), cell]
        used = row[USED - 1].value == "是"
        assert row[0].row in shown.rows if used else shown.tag.code == row[CODE - 1].value, row[0].coordinate
    assert sum(row[BACK - 1].hyperlink is not None for row in rows) > 440


def test_a_list_row_names_its_cells(book: Any) -> None:
    """What a department wrote of a task or project leads to the row of its list, from the first cell to the last."""
    sheet = book[SOURCES]
    cells = [str(row[CELL - 1].value) for row in sheet.iter_rows(min_row=4) if row[CODE - 1].value == "KJ8"]
    ends = [[place(one) for one in text.split(":")] for text in cells]
    assert len(cells) == 37
    assert all(first is not None and last is not None and first[0] == last[0] and first < last for first, last in ends)

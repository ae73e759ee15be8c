"""Whatever an office has done to the layout of its workbook, its figures are what it wrote, with their true cells."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

import openpyxl
from openpyxl.worksheet.worksheet import Worksheet

from tests.commands.calling import ask, call
from tests.commands.conftest import Table
from tests.commands.published import NOW, PERIOD, SENT, send, table

COUNTY, OTHER = "鹿城区", "龙湾区"
ITEMS = ("项目数", "研发人员", "研发人员折合全时当量", "项目经费内部支出")
WIDTH, LAST = 6, 10


def form_of(content: bytes) -> tuple[openpyxl.Workbook, Worksheet]:
    """Open a sender's workbook at its form."""
    book = openpyxl.load_workbook(io.BytesIO(content))
    return book, book.worksheets[-1]


def saved(book: openpyxl.Workbook) -> bytes:
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def copied(source: Worksheet, target: Worksheet, rows: range, down: int = 0, right: int = 0) -> None:
    """Copy what stands in some rows, as pasting values does, to another place."""
    for row in rows:
        for column in range(1, WIDTH + 1):
            value = source.cell(row, column).value
            if value is not None:
                target.cell(row + down, column + right).value = value


def passed(home: Path) -> dict[str, list[Any]]:
    """Run a pass and give what became of each file."""
    told = call("--home", home, "--now", NOW, "run", PERIOD, "--json")
    assert told.status == 0, told
    return {one["file"]: one["submissions"] for one in told.document["files"]}


def figures(home: Path, unit: str, period: str = PERIOD) -> dict[str, str]:
    rows = ask(home, "figures", period)
    return {one["name"]: one["value"] for one in rows if one["unit"] == unit and one["name"] in ITEMS}


def published(unit: str) -> dict[str, str]:
    return {name: table()[unit][name] for name in ITEMS}


def source_of(home: Path, name: str, unit: str) -> dict[str, str]:
    code = next(item["code"] for item in ask(home, "catalogue")["items"] if item["name"] == name)
    leaf = ask(home, "trace", PERIOD, code, "--unit", unit)
    while "source" not in leaf:
        (leaf,) = leaf["parts"]
    source: dict[str, str] = leaf["source"]
    return source


def test_a_form_over_two_sheets(table: Table, table_home: Path) -> None:
    """A form that goes on on a second sheet is one submission, and its figures are traced to their own sheets."""
    book, form = form_of(table.content[COUNTY])
    second = book.create_sheet("续表")
    copied(form, second, range(4, 5), -3)
    copied(form, second, range(7, 9), -5)
    form.delete_rows(7, 2)
    send(table_home, COUNTY, saved(book))
    (submission,) = passed(table_home)[f"{COUNTY}.xlsx"]
    assert submission["verdict"] == "accepted"
    assert figures(table_home, COUNTY) == published(COUNTY)
    source = source_of(table_home, ITEMS[3], COUNTY)
    assert (source["sheet"], source["cell"]) == ("续表", "C3")
    assert source_of(table_home, ITEMS[0], COUNTY)["cell"] == "C5"


def test_two_offices_forms_on_one_sheet(table: Table, table_home: Path) -> None:
    """Two counties' forms on one sheet, under one another or side by side, are two submissions, each its own."""
    for right in (0, WIDTH + 1):
        book, form = form_of(table.content[COUNTY])
        form["I1"] = None
        form.delete_cols(7, 3)
        _, other = form_of(table.content[OTHER])
        copied(other, form, range(1, LAST + 1), 0 if right else LAST + 1, right)
        send(table_home, "两区", saved(book))
        submissions = passed(table_home)["两区.xlsx"]
        assert right or {one["sender"]: one["verdict"] for one in submissions} == dict.fromkeys(
            [COUNTY, OTHER], "accepted"
        )
        for unit in (COUNTY, OTHER):
            assert figures(table_home, unit) == published(unit)


def test_a_fault_in_the_lower_form(table: Table, table_home: Path) -> None:
    """A fault in the lower of two forms returns that one alone, and is told at its true cell."""
    book, form = form_of(table.content[COUNTY])
    form["I1"] = None
    _, other = form_of(table.content[OTHER])
    other["C6"] = "约9500"
    copied(other, form, range(1, LAST + 1), LAST + 1)
    send(table_home, "两区", saved(book))
    assert {one["sender"]: one["verdict"] for one in passed(table_home)["两区.xlsx"]} == {
        COUNTY: "accepted",
        OTHER: "returned",
    }
    faults = [one for one in ask(table_home, "findings", PERIOD) if one["severity"] == "error"]
    assert {(one["sender"], one["cell"], one["sheet"]) for one in faults} == {(OTHER, "C17", form.title)}


def test_last_years_sheet_left_in(table: Table, table_home: Path) -> None:
    """Last year's sheet beside this year's is last year's; sent again it disturbs nothing."""
    book, form = form_of(table.content[COUNTY])
    older = book.copy_worksheet(form)
    older.title = "上年表"
    for row in older.iter_rows():
        for cell in row:
            if isinstance(cell.value, str):
                cell.value = cell.value.replace("2017", "2016")
            elif isinstance(cell.value, int):
                cell.value -= 7
    send(table_home, COUNTY, saved(book))
    entered = {one["period"]: one["verdict"] for one in passed(table_home)[f"{COUNTY}.xlsx"]}
    assert entered == {"2017": "accepted", "2016": "accepted"}
    assert figures(table_home, COUNTY) == published(COUNTY)
    assert figures(table_home, COUNTY, "2016")[ITEMS[0]] == str(int(published(COUNTY)[ITEMS[0]]) - 7)
    form["C5"] = 500
    send(table_home, COUNTY, saved(book), SENT.replace("03-01", "03-02"))
    (again,) = passed(table_home)[f"{COUNTY}.xlsx"]
    assert (again["period"], again["version"], again["verdict"]) == ("2017", 2, "accepted")
    assert figures(table_home, COUNTY) == {**published(COUNTY), ITEMS[0]: "500"}


def test_a_form_on_its_side(table: Table, table_home: Path) -> None:
    """A form pasted with rows and columns exchanged gives its figures, and they are traced to their true cells."""
    book, form = form_of(table.content[COUNTY])
    turned = book.create_sheet("转置")
    copied(form, turned, range(1, 4))
    for row in range(4, 9):
        for column in range(1, WIDTH + 1):
            turned.cell(3 + column, row - 3).value = form.cell(row, column).value
    book.remove(form)
    send(table_home, COUNTY, saved(book))
    (submission,) = passed(table_home)[f"{COUNTY}.xlsx"]
    assert submission["verdict"] == "accepted"
    assert figures(table_home, COUNTY) == published(COUNTY)
    assert source_of(table_home, ITEMS[3], COUNTY)["cell"] == "E6"


def test_two_versions_in_one_file(table: Table, table_home: Path) -> None:
    """Two complete copies with different figures go back, and no figure of either counts."""
    book, form = form_of(table.content[COUNTY])
    copy = book.copy_worksheet(form)
    copy["C5"] = 500
    send(table_home, COUNTY, saved(book))
    (submission,) = passed(table_home)[f"{COUNTY}.xlsx"]
    assert submission["verdict"] == "returned"
    found = ask(table_home, "findings", PERIOD)
    assert "id-two-readings" in {one["code"] for one in found}
    assert set(figures(table_home, COUNTY).values()) == {None}

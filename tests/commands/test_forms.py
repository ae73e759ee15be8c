"""`forms`: blank forms, one workbook a sender."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import openpyxl
import pytest

from tests.commands.calling import ask, call, is_for_people
from tests.commands.shapes import ISSUED, all_breaches


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a new home with the shipped catalogue."""
    folder = tmp_path_factory.mktemp("forms") / "home"
    call("init", folder)
    return folder


@pytest.fixture(scope="module")
def issued(home: Path) -> Any:
    """Give what `forms` says it has written for a quarter."""
    return ask(home, "forms", "2023Q3")


def test_forms_keep_their_shape(issued: Any) -> None:
    """`[{sender, file, cells}]`, each cell with form, item, unit, key, column, sheet and cell, or null."""
    assert all_breaches(issued, ISSUED) == []


def test_every_sender_gets_one_workbook(home: Path, issued: Any) -> None:
    """Whoever is asked for a form finds it in a workbook of its own name, and nobody else gets one."""
    asked = {(one["sender"], one["form"]) for one in ask(home, "status", "2023Q3")}
    assert {one["sender"] for one in issued} == {sender for sender, _ in asked}
    assert {(one["sender"], cell["form"]) for one in issued for cell in one["cells"]} == asked
    folder = home / "outbox" / "2023Q3" / "forms"
    assert {Path(one["file"]).parent for one in issued} == {folder}
    assert all(Path(one["file"]).name == f"{one['sender']}.xlsx" for one in issued)
    assert {path.name for path in folder.iterdir()} == {Path(one["file"]).name for one in issued}


def test_cells_are_where_the_answer_says(issued: Any) -> None:
    """Every cell named is there, the sender can type into it, and no figure of this period stands in it."""
    amiss = []
    for one in issued[::7]:
        book = openpyxl.load_workbook(one["file"])
        for asked in one["cells"]:
            sheet = book[asked["sheet"]]
            cell = sheet[asked["cell"]]
            # A row of a list that nobody has written to yet is as its column is.
            locked = (cell if cell.has_style else sheet.column_dimensions[cell.column_letter]).protection.locked
            if locked or (asked["column"] == "本期" and cell.value is not None):
                amiss.append((one["sender"], asked))
    assert amiss == []


def test_units_and_items_are_known_words(home: Path, issued: Any) -> None:
    """Units are names, items and forms are codes of the catalogue; tasks and projects have their number as key."""
    known = ask(home, "catalogue")
    names = {unit["name"] for unit in known["units"]}
    items = {item["code"] for item in known["items"]}
    keys = {one["code"] for one in (*known["tasks"], *known["projects"])}
    cells = [cell for one in issued for cell in one["cells"]]
    assert {cell["unit"] for cell in cells} - {None} <= names
    assert {cell["item"] for cell in cells} - {None} <= items
    assert {cell["key"] for cell in cells} - {None} <= keys
    assert {cell["key"] for cell in cells if cell["form"] == "KJ7"} - {None} == {f"T{n}" for n in range(1, 25)}
    assert len({cell["key"] for cell in cells if cell["form"] == "KJ8"} - {None}) == 37


def test_people_are_told_what_to_do_with_them(home: Path) -> None:
    """The words for people name the folder and ask for the forms to be sent out."""
    told = call("--home", home, "forms", "2022")
    assert told.status == 0
    assert is_for_people(told.out)
    assert str(home / "outbox" / "2022" / "forms") in told.out


def test_forms_written_twice_are_the_same(home: Path) -> None:
    """Blank forms asked for a second time are the same bytes."""
    first = {one["file"]: Path(one["file"]).read_bytes() for one in ask(home, "forms", "2023Q2")}
    again = {one["file"]: Path(one["file"]).read_bytes() for one in ask(home, "forms", "2023Q2")}
    assert again == first


def test_a_deadline_that_rests_on_a_guess_is_said(home: Path) -> None:
    """Forms of 2026Q4 are due in 2027, whose days off nobody knows yet: people are told, and what to do about it."""
    told = call("--home", home, "forms", "2026Q4").err
    assert "2027年的节假日安排尚未收录" in told
    assert "节假日" in told.partition("暂按双休日推算")[2]


def test_known_years_are_not_talked_about(home: Path) -> None:
    """Where all working days are published nothing is said of them."""
    assert "节假日" not in call("--home", home, "forms", "2023Q3").err

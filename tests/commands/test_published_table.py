"""A real published table, end to end, without a line of code: industrial R&D by county in 2017."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from tests.commands.calling import ask
from tests.commands.conftest import Table
from tests.commands.published import CITY, NOW, OFFICE, PERIOD, answers, home_of_2017, send, table

SPEND = "项目经费内部支出"
PRINTED = {"项目数": "9204", "研发人员": "52506", "研发人员折合全时当量": "40032", SPEND: "912007"}


def compiled(home: Path, content: dict[str, bytes]) -> Any:
    """Send everything in, make a pass, and give the figures by (name, unit)."""
    for sender, workbook in content.items():
        send(home, sender, workbook)
    document = ask(home, "--now", NOW, "run", PERIOD)
    assert {one["outcome"] for one in document["files"]} == {"accepted"}
    return {(one["name"], one["unit"]): one for one in ask(home, "figures", PERIOD) if one["plan"]}


@pytest.fixture(scope="module")
def full(table: Table, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a home in which the whole table has been taken in."""
    home = home_of_2017(tmp_path_factory.mktemp("full") / "home")
    compiled(home, table.content)
    return home


@pytest.fixture(scope="module")
def figures(full: Path) -> Any:
    """Give the figures of the table."""
    return {(one["name"], one["unit"]): one for one in ask(full, "figures", PERIOD) if one["plan"]}


@pytest.mark.parametrize(("name", "value"), PRINTED.items())
def test_the_citys_figures_are_as_published(figures: Any, name: str, value: str) -> None:
    """The city's figure is the published one, whatever the counties add up to."""
    assert figures[name, CITY]["value"] == value
    assert figures[name, CITY]["lacks"] == []


def test_every_county_is_as_published(figures: Any) -> None:
    """All 44 figures of the counties come out as printed."""
    for unit, row in table().items():
        for name in PRINTED:
            assert figures[name, unit]["value"] == row[name], (unit, name)


def test_totals_that_agree_are_said_to_agree(figures: Any) -> None:
    """Where the counties add up to the published total there is nothing to note."""
    for name in set(PRINTED) - {SPEND}:
        assert figures[name, CITY]["total_of_units"] == PRINTED[name]
        assert figures[name, CITY]["notes"] == []


def test_a_difference_of_rounding_is_noted_and_no_finding(full: Path, figures: Any) -> None:
    """Σ 912008 stands beside the published 912007, said to be rounding; nobody is asked to mend it."""
    spend = figures[SPEND, CITY]
    assert (spend["value"], spend["total_of_units"]) == ("912007", "912008")
    assert len(spend["notes"]) == 1
    assert all(word in spend["notes"][0] for word in ("912008", "912007", "四舍五入"))
    assert "city-sum" not in {one["code"] for one in ask(full, "findings", PERIOD)}


def test_swapped_digits_are_found_by_the_total(table_home: Path) -> None:
    """54289 typed for 52489 leaves the county's form consistent; the total shows it, with both values."""
    content = answers(table_home, {("鹿城区", SPEND): "54289"})
    found = compiled(table_home, content)
    total = Decimal(912_008 - 52_489 + 54_289)
    assert (found[SPEND, CITY]["value"], found[SPEND, CITY]["total_of_units"]) == ("912007", str(total))
    differing = [one for one in ask(table_home, "findings", PERIOD) if one["code"] == "city-sum"]
    assert [(one["found"], one["expected"]) for one in differing] == [("912007", str(total))]
    assert (differing[0]["kind"], differing[0]["severity"], differing[0]["form"]) == ("joint", "note", "RD2")
    assert "912007" in differing[0]["message"]
    assert str(total) in differing[0]["message"]
    states = {one["sender"]: one["state"] for one in ask(table_home, "status", PERIOD)}
    assert states["鹿城区"] == states[OFFICE] == "accepted"


@pytest.mark.filterwarnings("ignore:.*extension is not supported")  # openpyxl, of what it does not know
def test_products_come_out_without_tasks_or_projects(full: Path) -> None:
    """A catalogue without tasks, targets or projects has its compiled workbook, with the published numbers in it."""
    path = full / "outbox" / PERIOD / "汇总表.xlsx"
    book = openpyxl.load_workbook(path, data_only=True)
    values = {cell.value for sheet in book for row in sheet.iter_rows() for cell in row}
    assert {912007, 9204, 52506, 40032, 52489} <= values
    assert not (path.parent / "指标任务表.xlsx").exists()


def test_the_sum_of_ten_counties_is_not_set_beside_the_city(table: Table, table_home: Path) -> None:
    """While one county is missing its total says nothing about the published one, and nothing is found."""
    content = {sender: workbook for sender, workbook in table.content.items() if sender != "苍南县"}
    found = compiled(table_home, content)
    assert found[SPEND, CITY]["total_of_units"] is None
    assert found[SPEND, "苍南县"]["state"] == "not_submitted"
    assert "city-sum" not in {one["code"] for one in ask(table_home, "findings", PERIOD)}

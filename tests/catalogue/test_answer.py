"""`catalogue --json`: the contract's shape, for the small catalogue and for the shipped one."""

from __future__ import annotations

import json
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from reporting.catalogue.answer import answer
from reporting.catalogue.load import load
from reporting.model.words import Op
from tests.catalogue.workbook import read, small

SHIPPED = Path(__file__).parents[2] / "templates" / "指标体系.xlsx"
TABLES = {
    "units",
    "items",
    "indicators",
    "targets",
    "tasks",
    "forms",
    "rules",
    "projects",
    "platforms",
    "policies",
    "reforms",
}


@pytest.fixture(scope="module")
def shipped() -> dict[str, Any]:
    """Give the shipped catalogue's document."""
    return answer(load(SHIPPED))


def test_the_tables_are_those_of_the_contract(shipped: dict[str, Any]) -> None:
    """Scripts outside rely on these names."""
    assert set(shipped) == TABLES
    assert set(answer(read(small()))) == TABLES


def test_all_but_targets_have_code_and_name(shipped: dict[str, Any]) -> None:
    """Whatever can be referred to can be found."""
    for table in TABLES - {"targets"}:
        assert all(record["code"] and record["name"] for record in shipped[table]), table


@pytest.mark.parametrize(
    ("table", "keys"),
    [
        ("targets", {"plan", "indicator", "year", "kind", "value", "op", "soft", "text"}),
        ("tasks", {"group", "lead", "support", "indicators"}),
        ("indicators", {"plan", "measure", "formula", "growth"}),
        ("projects", {"kind", "years", "place", "owner", "total", "planned"}),
    ],
)
def test_records_hold_what_the_contract_says(shipped: dict[str, Any], table: str, keys: set[str]) -> None:
    """More may be there, less never."""
    assert all(keys <= set(record) for record in shipped[table])


def test_it_is_plain_data(shipped: dict[str, Any]) -> None:
    """It goes through JSON unchanged: no float, no empty string for what is missing."""
    assert json.loads(json.dumps(shipped, ensure_ascii=False)) == shipped
    values = [value for table in shipped.values() for record in table for value in record.values()]
    assert not [value for value in values if isinstance(value, float) or value == ""]


def test_numbers_are_plain_decimal_strings(shipped: dict[str, Any]) -> None:
    """22000 is never 2.2E+4, and the projects add up to the printed totals."""
    texts = [target["value"] for target in shipped["targets"] if target["value"] is not None]
    assert all("E" not in text and Decimal(text) is not None for text in texts)
    assert sum(Decimal(project["total"]) for project in shipped["projects"]) == 7_612_343
    assert {target["op"] for target in shipped["targets"]} <= {op.value for op in Op}


def test_growth_is_as_printed(shipped: dict[str, Any]) -> None:
    """2.53%, [0.22] or null, in the order of the plan's table."""
    growth = {record["code"]: record["growth"] for record in shipped["indicators"]}
    assert [growth["145-1"], growth["145-2"], growth["145-4"]] == [None, "[0.22]", "2.53%"]


def test_units_go_by_name() -> None:
    """People and scripts know 市科技局, not its code."""
    document = answer(read(small()))
    task = document["tasks"][0]
    assert task["lead"] == "市科技局"
    assert task["support"] == ["市科技局", "各县〈市、区〉政府", "丙高新区"]
    assert task["indicators"] == ["315-4", "315-T1"]
    assert document["units"][3]["within"] == "乙区"
    assert document["forms"][0]["senders"] == ["甲县", "乙区", "丙高新区"]
    assert document["projects"][0]["years"] == "2021-2025"


def test_a_target_prints_its_weight() -> None:
    """力争超6500家 is soft and more than."""
    target = next(one for one in answer(read(small()))["targets"] if one["text"] == "力争超6500家")
    assert (target["value"], target["op"], target["soft"], target["year"]) == ("6500", ">", True, "2027")
    assert (target["source"], target["high"]) == (None, None)

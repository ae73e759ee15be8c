"""`catalogue`: what the shipped plans hold, and every mistake of a workbook told at once."""

from __future__ import annotations

import re
from collections import Counter
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from tests.commands.calling import ask, call, is_for_people
from tests.commands.shapes import ERROR, all_breaches, breaches, listed, maybe, number, text, truth

MEASURED = (2, 1, 2, 3, 1, 2, 7, 4, 3, 6, 4, 4, 1, 5, 0, 3, 1, 0, 3, 2, 0, 2, 1, 3)
TABLES = {
    "units": 46,
    "items": None,
    "indicators": None,
    "targets": None,
    "tasks": 24,
    "forms": 12,
    "rules": None,
    "projects": 37,
    "platforms": 12,
    "policies": 5,
    "reforms": 11,
}


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a new home."""
    folder = tmp_path_factory.mktemp("catalogue") / "home"
    call("init", folder)
    return folder


@pytest.fixture(scope="module")
def known(home: Path) -> Any:
    """Give the shipped catalogue as scripts see it."""
    return ask(home, "catalogue")


def test_the_catalogue_keeps_its_shape(known: Any) -> None:
    """Eleven tables; all but the targets have code and name."""
    assert set(TABLES) <= set(known)
    for table in set(TABLES) - {"targets"}:
        assert all_breaches(known[table], {"code": text, "name": text}) == [], table
    target = {"plan": text, "indicator": text, "year": text, "kind": text, "value": maybe(number), "op": text}
    assert all_breaches(known["targets"], {**target, "soft": truth, "text": text}) == []
    task = {"group": text, "lead": text, "support": listed(text), "indicators": listed(text)}
    assert all_breaches(known["tasks"], task) == []
    indicator = {"plan": text, "measure": text, "formula": text, "growth": maybe(text)}
    assert all_breaches(known["indicators"], indicator) == []
    project = {"kind": text, "years": text, "place": maybe(text), "owner": maybe(text), "total": number}
    assert all_breaches(known["projects"], {**project, "planned": number}) == []


@pytest.mark.parametrize(("table", "count"), [(table, count) for table, count in TABLES.items() if count])
def test_the_plans_are_whole(known: Any, table: str, count: int) -> None:
    """Tasks, projects, platforms, policies and reforms are as many as the plans print."""
    assert len(known[table]) == count


def test_the_tasks_hold_sixty_measured_targets(known: Any) -> None:
    """The 24 tasks hold 60 measured targets, each at its task, and every task has its row."""
    places = Counter(target["place"] for target in known["targets"])
    assert tuple(places[f"T{number}"] for number in range(1, 25)) == MEASURED
    assert sum(MEASURED) == 60
    assert [task["code"] for task in known["tasks"]] == [f"T{number}" for number in range(1, 25)]
    assert places["总体要求"] >= 12
    assert places["保障措施"] == 1


def test_the_lead_is_the_first_of_those_responsible(known: Any) -> None:
    """The first office the plan names leads the task; offices stand by name."""
    names = {unit["name"] for unit in known["units"]}
    for task in known["tasks"]:
        assert task["lead"] == task["support"][0]
        assert set(task["support"]) <= names


def test_projects_add_up_to_the_printed_totals(known: Any) -> None:
    """37 projects: 7,612,343 万元 in all, 5,875,598 of it in the five years; 18 new, 19 continued."""
    assert sum(Decimal(one["total"]) for one in known["projects"]) == 7_612_343
    assert sum(Decimal(one["planned"]) for one in known["projects"]) == 5_875_598
    assert Counter(one["kind"] for one in known["projects"]) == {"新建": 18, "续建": 19}


def test_the_plan_of_2021_has_its_sixteen_indicators(known: Any) -> None:
    """The 14th plan's 16 indicators are all 预期性, ten of them marked #, as printed."""
    found = [one for one in known["indicators"] if one["plan"] == "145"]
    assert [one["code"] for one in found] == [f"145-{number}" for number in range(1, 17)]
    assert {one["attribute"] for one in found} == {"预期性"}
    assert [one["code"] for one in found if one["mark"] == "#"] == [f"145-{number}" for number in range(1, 11)]


def test_the_printed_growth_is_that_of_base_and_target(known: Any) -> None:
    """In all ten rows that print one the growth follows from base and target: a mean rate, or [a rise]."""
    values = {(one["indicator"], one["year"]): one["value"] for one in known["targets"] if one["plan"] == "145"}
    printed = {one["code"]: one["growth"] for one in known["indicators"] if one["plan"] == "145" and one["growth"]}
    assert len(printed) == 10
    for code, growth in printed.items():
        base, end = Decimal(values[code, "2020"]), Decimal(values[code, "2025"])
        rate = ((end / base) ** (Decimal(1) / 5) - 1) * 100
        rise = f"[{(end - base).normalize():f}]"
        said = f"{rate.quantize(Decimal('0.01'), ROUND_HALF_UP)}%"
        assert growth in ((rise,) if growth.startswith("[") else (said,)), code


def test_both_plans_name_the_same_thing_each_with_its_own_target(known: Any) -> None:
    """高新技术企业 of 2025 stand as 4400 in one plan and 5500 in the other; neither is put right."""
    named = {one["code"] for one in known["indicators"] if re.match("高新技术企业(累计数|数)", one["name"])}
    found = {
        (one["plan"], one["value"])
        for one in known["targets"]
        if one["year"] == "2025" and (one["indicator"] in named or one["indicator"] in ("315-4", "145-9"))
    }
    assert found == {("145", "4400"), ("315", "5500")}


def test_people_read_that_all_is_well(home: Path) -> None:
    """A sound workbook is told with what it holds."""
    told = call("--home", home, "catalogue")
    assert told.status == 0
    assert is_for_people(told.out)
    assert "任务24" in told.out


@pytest.fixture
def faulty(tmp_path: Path) -> Path:
    """Give a home in whose catalogue a clerk has made two mistakes, on two sheets."""
    folder = tmp_path / "faulty"
    call("init", folder)
    path = folder / "templates" / "指标体系.xlsx"
    book = openpyxl.load_workbook(path)
    book["指标"]["E2"] = "「没有这一项」 / 地区生产总值"
    book["单位"]["A4"] = book["单位"]["A3"].value
    book.save(path)
    return folder


def test_every_mistake_is_told_at_once_with_its_cell(faulty: Path) -> None:
    """`catalogue` on a faulty workbook ends with 1 and tells each mistake with sheet, cell and mend."""
    told = call("--home", faulty, "catalogue")
    assert told.status == 1
    assert is_for_people(told.out)
    for word in ("没有这一项", "指标", "E2", "单位", "A4"):
        assert word in told.out
    document = call("--json", "--home", faulty, "catalogue").document
    assert breaches(document["error"], ERROR) == []
    assert len(document["faults"]) >= 2
    assert all_breaches(document["faults"], {"what": text, "where": text, "mend": text}) == []


@pytest.mark.parametrize("words", [("run", "2023Q3"), ("status", "2023Q3"), ("forms", "2023Q3"), ("figures", "2022")])
def test_nothing_else_works_with_a_faulty_catalogue(faulty: Path, words: tuple[str, ...]) -> None:
    """Every other command refuses with 2, one line that says what, where and the mend, and the other mistakes below."""
    told = call("--home", faulty, *words, "--json")
    assert told.status == 2
    assert set(told.document) == {"error"}
    assert breaches(told.document["error"], {"what": text, "where": text, "mend": text}) == []
    assert "指标体系.xlsx" in told.document["error"]["where"]
    assert "A4" in told.err
    assert "E2" in told.err
    assert is_for_people(told.err)


def test_a_catalogue_that_is_no_workbook_is_told(tmp_path: Path) -> None:
    """A workbook that cannot be opened is a faulty catalogue, not a crash."""
    home = tmp_path / "home"
    call("init", home)
    (home / "templates" / "指标体系.xlsx").write_bytes(b"no workbook at all")
    assert call("--home", home, "catalogue").status == 1
    told = call("--home", home, "status", "2023Q3", "--json")
    assert told.status == 2
    assert breaches(told.document["error"], ERROR) == []

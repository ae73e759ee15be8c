"""The shipped catalogue: both plans whole, and every change to the workbook visible as a change of text."""

from __future__ import annotations

import json
from collections import Counter
from decimal import Decimal
from pathlib import Path

import pytest

from reporting.catalogue.answer import answer
from reporting.catalogue.load import load
from reporting.model.catalogue import Catalogue
from reporting.model.words import TargetKind
from tests.conftest import Golden

ROOT = Path(__file__).parents[2]
WORKBOOK = ROOT / "templates" / "指标体系.xlsx"
PER_TASK = (2, 1, 2, 3, 1, 2, 7, 4, 3, 6, 4, 4, 1, 5, 0, 3, 1, 0, 3, 2, 0, 2, 1, 3)


@pytest.fixture(scope="module")
def shipped() -> Catalogue:
    return load(WORKBOOK)


def test_what_the_workbook_says_lies_beside_it_as_text(shipped: Catalogue, golden: Golden) -> None:
    """Who reviews a change of the workbook reads it here line by line; `make golden` writes it anew."""
    text = json.dumps(answer(shipped), ensure_ascii=False, indent=1) + "\n"
    golden(ROOT / "tests" / "golden" / "catalogue.json", text)


def test_every_measured_target_of_every_task_is_there(shipped: Catalogue) -> None:
    """The 24 tasks hold 60 measured targets, each task its own number."""
    places = Counter(target.place for target in shipped.targets)
    assert tuple(places[f"T{number}"] for number in range(1, 25)) == PER_TASK
    assert len(shipped.tasks) == 24


def test_the_nine_stand_with_base_and_targets_as_printed(shipped: Catalogue) -> None:
    """The nine key indicators carry the plan's table, figure by figure."""
    printed = {
        "315-1": "2.6 2.7 3.0 3.4",
        "315-2": "110 120 130 140",
        "315-3": "3.32 3.41 3.51 3.6",
        "315-4": "3700 4300 5500 6500",
        "315-5": "14700 16500 20000 22000",
        "315-6": "66.8 67 68 70",
        "315-7": "256 330 500 560",
        "315-8": "152 180 150 150",
        "315-9": "9.6 15 15 15",
    }
    for code, figures in printed.items():
        table = [target for target in shipped.targets_of(code) if target.place == "表1"]
        values = [target.value for target in sorted(table, key=lambda target: target.last_year)]
        assert values == [Decimal(figure) for figure in figures.split()], code


def test_the_other_plan_stands_with_its_growth_and_marks(shipped: Catalogue) -> None:
    """The 14th plan has 16 indicators, ten marked #, ten with a printed growth, which the loader works out again."""
    plan = [one for one in shipped.indicators if one.plan == "145"]
    assert len(plan) == 16
    assert sum(one.mark == "#" for one in plan) == 10
    assert sum(one.printed_growth not in ("", "--") for one in plan) == 10
    assert all(one.attribute == "预期性" for one in plan)


def test_ledgers_of_the_plan_add_up(shipped: Catalogue) -> None:
    """The projects' money adds up to what the plan spends; platforms, policies and reforms are all there."""
    assert sum(project.total for project in shipped.projects) == Decimal(7612343)
    assert sum(project.planned for project in shipped.projects) == Decimal(5875598)
    assert Counter(project.kind for project in shipped.projects) == {"新建": 18, "续建": 19}
    assert (len(shipped.platforms), len(shipped.policies), len(shipped.reforms)) == (12, 5, 11)


def test_one_thing_may_have_two_targets(shipped: Catalogue) -> None:
    """Both plans keep their own target for 2025, as published: 4400 and 5500."""
    firms = {
        one.plan: target.value
        for one in shipped.indicators
        if one.formula.strip("「」") == "高新技术企业累计数"
        for target in shipped.targets_of(one.code)
        if target.last_year == 2025 and target.kind is TargetKind.END
    }
    assert firms == {"315": Decimal(5500), "145": Decimal(4400)}

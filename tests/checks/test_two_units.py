"""list-two-units: one enterprise in the lists of two counties."""

from __future__ import annotations

from dataclasses import replace

from reporting.checks import joint
from reporting.model.words import Content, FormKind
from tests.builders import column, form
from tests.checks.papers import CATALOGUE, CODES
from tests.checks.shelves import rows, shelf


def test_an_enterprise_in_two_lists_is_told_to_both() -> None:
    """Each county hears of the other, at its own row."""
    findings = joint(shelf(entries={"L1": (*rows("甲", "91a", "92"), *rows("乙", "93", "91A"))}))
    assert [(one.code, one.sender, one.cell, one.found) for one in findings] == [
        ("list-two-units", "乙县", "A6", "甲县"),
        ("list-two-units", "甲县", "A5", "乙县"),
    ]


def test_lists_of_tasks_may_share_their_keys() -> None:
    """Only lists of enterprises are told apart by county: two offices may both report on T1."""
    tasks = form("L3", CODES, (), kind=FormKind.LIST, columns=(column(Content.KEY, "任务编号"),))
    whole = replace(CATALOGUE, forms=(*CATALOGUE.forms, tasks))
    shared = (*rows("甲", "T1", code="L3"), *rows("乙", "T1", code="L3"))
    assert joint(shelf(entries={"L3": shared}, of=whole)) == ()


def test_a_project_in_two_lists_is_told_to_both() -> None:
    """Two senders that tell of one project of the plan are asked to settle who does."""
    projects = form("L4", CODES, (), kind=FormKind.LIST, seed="项目", columns=(column(Content.KEY, "项目编号"),))
    whole = replace(CATALOGUE, forms=(*CATALOGUE.forms, projects))
    shared = (*rows("甲", "P1", code="L4"), *rows("乙", "p1", code="L4"), *rows("丙", "P2", code="L4"))
    findings = joint(shelf(entries={"L4": shared}, of=whole))
    assert [(one.code, one.sender, one.found) for one in findings] == [
        ("list-two-units", "乙县", "甲县"),
        ("list-two-units", "甲县", "乙县"),
    ]
    assert all("请商定由一方填报" in one.message for one in findings)


def test_two_senders_may_not_list_one_enterprise_for_one_county() -> None:
    """Where both say it lies in the same county, it still counts twice: each is told of the other."""
    mine, theirs = rows("甲", "91A"), rows("乙", "91A")
    strayed = tuple(replace(one, entry=replace(one.entry, unit="甲")) for one in theirs)
    findings = joint(shelf(entries={"L1": (*mine, *strayed)}))
    assert [(one.sender, one.found) for one in findings] == [("乙县", "甲县"), ("甲县", "乙县")]


def test_one_enterprise_in_one_list_is_left_alone() -> None:
    """Twice in one list is list-double's affair; lists of other codes have nothing in common."""
    assert joint(shelf(entries={"L1": (*rows("甲", "91A", "91A"), *rows("乙", "91B"))})) == ()

"""The rows of the task tables: every task has one, every target its column, every text its own words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import pytest

from reporting.model.catalogue import Catalogue
from reporting.model.periods import Period
from reporting.model.records import Standing
from reporting.model.tags import Aspect, Quoted, Tag
from reporting.model.words import ItemKind
from reporting.products.departments import said
from reporting.products.projectrows import project_rows
from reporting.products.taskrows import headings, ordinal, progress_rows, task_rows
from tests.builders import item
from tests.products.city import HOSTILE
from tests.products.quarter import PERIOD, compilation, entry

QUARTER = compilation()


def test_every_task_has_a_row_in_the_plans_order() -> None:
    """A task without measured target stands there too."""
    tasks = list(dict.fromkeys(row["任务编号"] for row in task_rows(QUARTER) if row["任务编号"]))
    assert tasks == [f"T{number}" for number in range(1, 25)]
    bare = [row["主要指标"] for row in task_rows(QUARTER) if row["任务编号"] in ("T15", "T18", "T21")]
    assert bare == ["—"] * 3


def test_a_line_has_one_number_in_both_tables() -> None:
    """A reader who goes from one table to the other finds the same number."""
    asked = {str(row["主要指标"]): row["序号"] for row in task_rows(QUARTER) if row["抓手"] != "主要指标"}
    told = {str(row["指标"]).strip("　"): row["序号"] for row in progress_rows(QUARTER) if row["任务编号"]}
    shared = set(asked) & set(told)
    assert len(shared) > 50
    assert all(asked[name] == told[name] for name in shared)


def test_targets_stand_in_their_years_as_printed() -> None:
    """Base and targets come from the plan; in a task its own wording goes before the table's."""
    rows = {(row["任务编号"], row["主要指标"]): row for row in task_rows(QUARTER)}
    key = rows["", "高新技术企业累计数"]
    assert [str(key[name]) for name in ("基数", "目标一", "目标二", "目标三", "目标四")] == [
        "3700",
        "4300",
        "5500",
        "6500",
        "",
    ]
    assert rows["T10", "高新技术企业累计数"]["目标三"] == Quoted(
        "超6500家", Tag(Period(2027), "K4", "CITY", Aspect.TARGET)
    )
    yearly = rows["T1", "第1项任务的第1个量化目标数量"]
    assert [str(yearly[name]) for name in ("目标一", "目标二", "目标三")] == ["每年20项以上"] * 3


def test_headings_name_the_plans_years() -> None:
    """The template holds no year of its own."""
    words = headings(QUARTER)
    assert [words[name] for name in ("基数", "目标一", "目标二", "目标三")] == [
        "2022年基数",
        "2023年目标",
        "2025年目标",
        "2027年目标",
    ]
    assert words["累计月份"] == "1—9月"


def test_what_a_department_wrote_is_printed_unaltered() -> None:
    """Not a sign is changed, whatever it looks like."""
    texts = {row["主要进展"] for row in progress_rows(QUARTER) if row["任务编号"] == "T2"}
    assert texts == {HOSTILE}


def test_a_task_nothing_came_for_says_so_only_where_it_is_so() -> None:
    """未报送 and 退回未改 are the sender's; a form in force without a row leaves the cell empty."""
    for state, in_force, shown in (("missing", None, "未报送"), ("returned", None, "退回未改"), ("returned", 1, "")):
        given = compilation(standings=(Standing("D1", "X7", state, 1, in_force),))
        assert {row["主要进展"] for row in progress_rows(given) if row["任务编号"] == "T24"} == {shown}


def test_two_senders_of_a_task_are_both_heard() -> None:
    """What two offices say of one task stands on two lines, and the same words once."""
    rows = tuple(entry("X7", f"D{n}", "T1", n, {"主要进展": text}) for n, text in enumerate(("甲", "乙", "甲"), 1))
    assert said(rows, "主要进展") == "甲\n乙"


def test_a_carried_year_has_no_progress() -> None:
    """R&D of the year before stands with its year, its own word, and no share of the target."""
    row = next(one for one in progress_rows(QUARTER) if one["指标"] == "R&D经费占地区生产总值的比重")
    assert (str(row["完成"]), row["完成率"], str(row["亮灯"])) == ("2.60（2022年数）", "", "待年度数据")


def test_projects_are_listed_and_added_up() -> None:
    """Every project of the plan has a row, and sums are given only where nothing is missing."""
    rows = project_rows(QUARTER)
    assert len(rows) == 38
    assert rows[1]["总投资"] == Quoted("1000", Tag(PERIOD, "X8", "CITY", key="P1"))
    assert rows[0]["总投资"] == str(sum(1000 * number for number in range(1, 38)))
    entries = {**QUARTER.entries, "X8": QUARTER.entries["X8"][1:]}
    short = project_rows(compilation(entries=entries, standings=(Standing("D2", "X8", "missing"),)))
    assert short[1]["形象进度"] == "未报送"
    assert short[1]["总投资"] == "10000"
    assert short[0]["本年完成投资"] == ""


@pytest.mark.parametrize(
    ("place", "written"), [(0, "一"), (9, "十"), (10, "十一"), (18, "十九"), (19, "二十"), (20, "二十一")]
)
def test_groups_are_counted_as_lists_of_duties_count(place: int, written: str) -> None:
    """The eleventh group is 十一, not 11: a plan may have more than ten."""
    assert ordinal(place) == written


def staged(city: Catalogue) -> Catalogue:
    """Give the same catalogue with the stages of 项目状态, of which 竣工 is the last."""
    stages = item("STATE", "项目状态", kind=ItemKind.STAGE, stages=("未开工", "在建", "竣工"))
    tasks, projects = city.forms
    columns = (replace(one, item="STATE") if one.label == "项目状态" else one for one in projects.columns)
    return replace(city, items=(stages,), forms=(tasks, replace(projects, columns=tuple(columns))))


def carried_from(when: Period, **fields: str) -> Mapping[str, str]:
    """Give the row of the first project where nobody told of it this time, and what stood there then."""
    told = entry("X8", "D2", "P1", 1, {"项目状态": "在建", "形象进度": "主体施工", **fields})
    then = replace(told, submission=replace(told.submission, period=when))
    entries = {**QUARTER.entries, "X8": QUARTER.entries["X8"][1:]}
    made = compilation(entries=entries, carried={"X8": (then,)}, standings=(Standing("D2", "X8", "missing"),))
    sums, first, *_ = project_rows(replace(made, catalogue=staged(made.catalogue)))
    assert sums["本年完成投资"] == ""
    return {label: str(text) for label, text in first.items()}


def test_a_project_nobody_told_of_keeps_its_last_known_state_with_its_date() -> None:
    """Last quarter's words stand, and say of when they are and that nothing newer came."""
    row = carried_from(Period(2023, 2), 本年完成投资="700")
    assert row["形象进度"] == "主体施工（截至2023年6月底，本期未报送）"
    assert (row["项目状态"], row["本年完成投资"]) == ("在建", "700")


def test_a_finished_project_need_not_report() -> None:
    """竣工 is the end: it is dated, and nobody is said to be missing."""
    assert carried_from(Period(2022, 4), 项目状态="竣工")["形象进度"] == "主体施工（截至2022年12月底）"


def test_amounts_of_last_year_are_not_this_years() -> None:
    """What a project spent last year is not carried as this year's spending."""
    assert carried_from(Period(2022, 4), 本年完成投资="700")["本年完成投资"] == ""

"""Staff's own table without placeholders: rows by their names, columns by their headings, and never a guess."""

from __future__ import annotations

import pytest

from reporting.model.periods import Period
from reporting.products.knownlines import known_lines
from reporting.products.matching import Grid, Known, Matched, match
from tests.products.quarter import PERIOD, compilation

QUARTER = compilation()
KNOWN = known_lines(QUARTER)
SMALL = "省科技型中小企业累计数"
HIGH = "高新技术企业累计数"
TASK = "10.第10项重点任务的名称写得比较长一些"
OTHER = "第9项重点任务的名称写得比较长一些"


def filled(*rows: tuple[str | None, ...]) -> list[list[str | None]]:
    """Fill a table and give its texts."""
    made = [list(row) for row in rows]
    for one in matched(rows).found:
        assert made[one.row][one.column] == ""
        made[one.row][one.column] = str(one.words)
    return made


def matched(rows: Grid) -> Matched:
    """Match a table against the made-up quarter."""
    return match(rows, KNOWN, PERIOD)


def test_a_cell_is_filled_by_row_and_column() -> None:
    """Whatever stands around them, an indicator and a heading find their figure."""
    head = ("序号", "指标名称", "计量单位", "2022年基数", "年度目标", "1—9月完成", "完成率（%）", "同比", "负责人")
    made = filled(("某局任务表", *[""] * 8), head, ("1", f" {SMALL}（家）", "", "", "", "", "", "", "张某"))
    assert made[2][2:8] == ["家", "14700", "16500", "15700", "55.6", "12.1%"]


def test_own_text_is_left() -> None:
    """What staff typed stands, be it right or wrong, and the cells beside it are filled."""
    made = filled(("指标", "年度目标", "1—9月完成"), (SMALL, "另定", ""))
    assert made[1] == [SMALL, "另定", "15700"]


def test_a_figure_keeps_its_key() -> None:
    """What is filled by name can be traced like what is filled by placeholder."""
    found = matched((("指标", "完成"), (SMALL, ""))).found
    assert str(getattr(found[0].words, "tag", "")) == "2023Q3/K5/CITY"


def test_a_heading_of_two_lines_is_one() -> None:
    """目标 over its years and 完成情况 over its columns, merged or not."""
    merged = (
        ("指标", "目标", "目标", "完成情况", "完成情况"),
        (None, "2023年", "2027年", "1—9月", "完成率"),
        (SMALL, *[""] * 4),
    )
    pasted = (("指标", "目标", "", "1—9月", ""), ("", "2023年", "2027年目标", "完成", "完成率"), (SMALL, *[""] * 4))
    for rows in (merged, pasted):
        assert filled(*rows)[2][1:] == ["16500", "22000", "15700", "55.6"]
        assert matched(rows).headings == (0, 1)


def test_a_repeated_heading_is_no_row() -> None:
    """Where a heading is typed again for the next page nothing is told of it, and the rows go on."""
    head = ("指标", "完成")
    found = matched((head, (SMALL, ""), head, ("技术交易额", "")))
    assert [(one.row, str(one.words)) for one in found.found] == [(1, "15700"), (3, "224.40")]
    assert found.unfilled == ()


def test_a_covered_cell_is_read_from_above_and_not_filled() -> None:
    """A task merged over its rows names them all; its empty merged cells take their text once."""
    head = ("重点任务", "主要指标", "2027年目标", "主要进展")
    rows = (head, (TASK, HIGH, "", ""), (None, "第10项任务的第2个量化目标数量", "", None))
    made = filled(*rows)
    assert made[1][2] == "超6500家"
    assert made[2][2] == "每年20项以上"
    assert made[1][3]
    assert made[2][3] is None


def test_a_row_that_names_no_task_is_the_plans_own() -> None:
    """One indicator stands among the key indicators and in a task; the task's wording is for the task's row."""
    head = ("抓手", "重点任务", "主要指标", "2027年目标")
    made = filled(head, ("主要指标", "", HIGH, ""), ("", TASK, HIGH, ""), ("", "—", HIGH, ""))
    assert [row[3] for row in made[1:]] == ["6500", "超6500家", "6500"]


def test_tasks_that_head_their_rows_are_understood() -> None:
    """In one column for indicators and tasks a task's row stands above its indicators', its number typed or not."""
    head = ("指标（任务）", "2027年目标", "主要进展", "牵头单位")
    group = "抓企业技术改造，加快实施关键核心技术攻坚突破行动"
    rows = (head, (group, "", "", ""), (TASK[3:], "—", "", ""), (f"　{HIGH}", "", "", ""))
    made = filled(*rows)
    assert made[1] == [group, "", "", ""]
    assert made[2][2:] == [made[3][2], "市第1局"]
    assert made[3][1] == "超6500家"


def test_an_unknown_name_is_told_with_its_place_and_what_may_be_meant() -> None:
    """A slip is told with the row, the rest is filled."""
    found = matched((("指标", "完成"), ("省科技中小企业累计数", ""), ("从没听说过的事", ""), (SMALL, "")))
    assert [one.row for one in found.found] == [3]
    assert [(one.row, one.column) for one in found.unfilled] == [(1, None), (2, None)]
    assert f"是否指“{SMALL}”" in found.unfilled[0].why
    assert "是否指" not in found.unfilled[1].why


def test_an_unknown_row_that_asks_for_nothing_is_no_fault() -> None:
    """A row of staff's own, filled by themselves, is left in peace; so is an empty one."""
    found = matched((("指标", "完成"), ("自定指标", "12"), ("", ""), (SMALL, "")))
    assert found.unfilled == ()


def test_a_task_that_has_no_such_indicator_is_told() -> None:
    """Name and task that contradict each other fill nothing."""
    found = matched((("任务", "指标", "完成"), (OTHER, HIGH, ""), (TASK, HIGH, "")))
    assert [one.row for one in found.found] == [2]
    assert found.unfilled[0].why == f"任务“{OTHER}”下没有指标“{HIGH}”"


@pytest.mark.parametrize("heading", ["1—6月完成", "责任领导"])
def test_a_column_that_cannot_be_filled_is_told_once(heading: str) -> None:
    """One line for the column, not one for each row."""
    found = matched((("指标", "完成", heading), (SMALL, "", ""), ("技术交易额", "", "")))
    assert len(found.found) == 2
    assert [(one.row, one.column, one.heading) for one in found.unfilled] == [(0, 2, heading)]


def test_a_year_without_target_is_told() -> None:
    """The plan promises nothing for 2024."""
    found = matched((("指标", "2024年目标"), (SMALL, "")))
    assert [(one.row, one.column, one.why) for one in found.unfilled] == [(1, 1, f"“{SMALL}”没有这一项")]


def test_two_meanings_are_told_and_not_guessed() -> None:
    """Where lines of one name differ in what is asked, the cell stays empty; where they agree it is filled."""
    lines = [Known({"完成": "1", "年度目标": text}, "甲", task) for task, text in (("T1", "5"), ("T2", "6"))]
    found = match((("指标", "完成", "年度目标"), ("甲", "", "")), lines, Period(2023, 3))
    assert [one.column for one in found.found] == [1]
    assert [one.column for one in found.unfilled] == [2]
    assert "不止一处" in found.unfilled[0].why


@pytest.mark.parametrize(
    "rows",
    [
        (("姓名", "单位", "电话"), ("张某", "", "")),
        (("任务", "责任领导"), ("写总结", "")),
        (("指标", "目标", "备注"), ("满意度", "", "")),
        ((SMALL, ""),),
        (),
    ],
)
def test_other_tables_are_left_alone(rows: Grid) -> None:
    """A list of contacts, a timetable, a table of things the catalogue does not know: nothing filled, nothing told."""
    assert matched(rows) == Matched()


def test_what_has_no_value_stays_empty_without_a_word() -> None:
    """An empty cell is how a table says that there is no figure."""
    found = matched((("指标", "完成", "完成率"), ("R&D经费占地区生产总值的比重", "", "")))
    assert [str(one.words) for one in found.found] == ["2.60（2022年数）"]
    assert found.unfilled == ()

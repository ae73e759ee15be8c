"""What the headings of staff's own task tables ask for."""

from __future__ import annotations

import pytest

from reporting.model.periods import Period
from reporting.products.headed import Role, headed

QUARTER = Period(2023, 3)
FIELDS = {
    "单位": "单位",
    "计量单位": "单位",
    "2022年基数": "基数2022",
    "基数": "基数",
    "2023年目标": "目标2023",
    "2025年 目标": "目标2025",
    "目标\n（2027年）": "目标2027",
    "2027年底目标": "目标2027",
    "年度目标": "年度目标",
    "全年目标": "年度目标",
    "目标值": "年度目标",
    "上年同期": "上年同期",
    "2022年1-9月": "上年同期",
    "完成": "完成",
    "1—9月完成": "完成",
    "1-9月": "完成",
    "1～9月份完成": "完成",
    "2023年1—9月\n完成（亿元）": "完成",
    "本期（1—9月）": "完成",
    "前三季度完成": "完成",
    "2023年前三季度完成情况": "完成",
    "截至9月底完成": "完成",
    "完成率%": "完成率",
    "完成率（%）": "完成率",
    "与时序差(百分点)": "与时序差",
    "1—9月同比": "同比",
    "同比增长（%）": "同比",
    "亮灯": "亮灯",
    "主要进展": "主要进展",
    "存在的问题": "存在问题",
    "下步打算": "下一步打算",
    "牵头单位": "牵头单位",
    "备　注": "备注",
}


@pytest.mark.parametrize(("heading", "field"), FIELDS.items())
def test_a_heading_is_read_as_people_write_it(heading: str, field: str) -> None:
    """Blanks, line breaks, measures in brackets and every usual way to name the period."""
    found = headed(heading, QUARTER)
    assert (found.field, found.why) == (field, "")


@pytest.mark.parametrize(
    "heading",
    [
        "1—6月完成",
        "2022年完成率",
        "2024年1—9月完成",
        "全年完成",
        "三季度完成",
        "1—8月",
        "上半年完成",
        "2023—2025年目标",
    ],
)
def test_a_heading_of_another_period_gets_no_figure(heading: str) -> None:
    """A figure of nine months never stands under the heading of six, of one quarter, or of another year."""
    found = headed(heading, QUARTER)
    assert not found.field
    assert heading in found.why


@pytest.mark.parametrize("heading", ["", "序号", "联系人", "电话", "2023年", "投资额", "1—9月投资", "完成时限"])
def test_what_is_no_heading_of_ours_is_left(heading: str) -> None:
    """A column of staff's own is neither filled nor refused."""
    assert not headed(heading, QUARTER).is_known


@pytest.mark.parametrize(
    ("heading", "role"), [("指标（任务）", Role.INDICATOR), ("重点任务", Role.TASK), ("抓手", Role.GROUP)]
)
def test_names_of_rows_have_columns_of_their_own(heading: str, role: Role) -> None:
    """The columns that say what a row is of are found by their headings too."""
    assert headed(heading, QUARTER).role is role


@pytest.mark.parametrize(
    ("period", "heading"),
    [
        (Period(2023, 1), "一季度完成"),
        (Period(2023, 4), "1—12月完成"),
        (Period(2023), "全年完成"),
        (Period(2023, 2), "上半年"),
    ],
)
def test_every_period_has_its_names(period: Period, heading: str) -> None:
    """A first quarter, a half-year and a whole year are named otherwise."""
    assert headed(heading, period).field == "完成"

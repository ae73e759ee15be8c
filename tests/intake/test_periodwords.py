"""Periods as people write them."""

from __future__ import annotations

import pytest

from reporting.intake import periodwords
from reporting.model.periods import Period
from tests.intake.notation import KJ1, KJ3

QUARTERS = {
    "2023年前三季度": "2023Q3",
    "2023年前3季度": "2023Q3",
    "2023年三季度": "2023Q3",
    "2023年第三季度报表": "2023Q3",
    "2023年3季度": "2023Q3",
    "2023Q3": "2023Q3",
    "2023年1—9月": "2023Q3",
    "2023年1-9月完成情况": "2023Q3",
    "２０２３年１～９月": "2023Q3",
    "2023年1月至9月": "2023Q3",
    "截至2023年9月底": "2023Q3",
    "2023 年 上 半 年": "2023Q2",
    "2023年一季度": "2023Q1",
    "2022年全年": "2022Q4",
    "2022年1—12月": "2022Q4",
    "二〇二三年前三季度": "2023Q3",
    "23年三季度": "2023Q3",
    "二0二三年前三季度": "2023Q3",
    "2023年度三季度": "2023Q3",
    "2023-Q3": "2023Q3",
    "23Q3": "2023Q3",
    "2023年前9个月": "2023Q3",
    "2023年1-9": "2023Q3",
    "2023年7—9月": "2023Q3",
    "2023年一至三季度": "2023Q3",
    "2023年1月-2023年9月": "2023Q3",
    "“2023—2027年”行动计划2023年三季度进展": "2023Q3",
}
NONE = [
    "2023年",
    "2023年度",
    "2023年11月",
    "2023年1—8月",
    "2023年1—10月",
    "2023年4—9月",
    "2023.9",
    "2023-09",
    "T23Q3",
    "2023年10月12日",
    "20231012",
    "2023-2027年",
    "三季度",
    "",
    "2023年一季度和2023年上半年",
]


@pytest.mark.parametrize(("text", "period"), QUARTERS.items())
def test_quarters(text: str, period: str) -> None:
    """A quarter is known in all the ways it is written."""
    assert str(periodwords.named(text, KJ1)) == period


@pytest.mark.parametrize("text", NONE)
def test_no_quarter(text: str) -> None:
    """A year alone, a day, a span of years, and two periods at once are no quarter."""
    assert periodwords.named(text, KJ1) is None


def test_years() -> None:
    """A yearly form wants a year; a whole year by any name is one, a quarter stays a quarter."""
    assert periodwords.named("2022年", KJ3) == Period(2022)
    assert periodwords.named("2022年度全市情况", KJ3) == Period(2022)
    assert periodwords.named("2022年1—12月", KJ3) == Period(2022)
    assert periodwords.named("2022年上半年", KJ3) == Period(2022, 2)


@pytest.mark.parametrize(
    ("text", "period"),
    [
        ("2023.9", "2023Q3"),
        ("2023-09", "2023Q3"),
        ("2023/9", "2023Q3"),
        ("2023.1-9", "2023Q3"),
        ("2023.1-2023.9", "2023Q3"),
        ("2023.10", "None"),
        ("2023-09-30", "None"),
        ("2023.9.30", "None"),
        ("2009-12年", "None"),
        ("2023-2027", "None"),
        ("2023-27年", "None"),
    ],
)
def test_months_as_programs_write_them(text: str, period: str) -> None:
    """2023.9 and 2023-09 are September where a period is looked for; dates and spans of years are none."""
    assert str(periodwords.named(text, KJ1, dotted=True)) == period


def test_a_heading_of_one_quarter_alone() -> None:
    """A column headed 2023年7—9月 is not this year's figure to date."""
    assert periodwords.alone("2023年7—9月", Period(2023, 3)) is None
    assert periodwords.alone("2023年1—9月", Period(2023, 3)) == Period(2023, 3)
    assert periodwords.alone("2023.9", Period(2023, 3)) == Period(2023, 3)


@pytest.mark.parametrize(
    ("text", "torn"),
    [
        ("2023年前三季度（1—6月）", True),
        ("2023年上半年（1—9月）", True),
        ("2023年前三季度（1—9月）", False),
        ("2023年三季度（7—9月）", False),
        ("2023年前三季度（含10月快报）", False),
        ("2023年（1—9月）", False),
        ("2023年三季度（10月上报）", False),
        ("2023年三季度（11月）", False),
    ],
)
def test_a_period_that_contradicts_its_months(text: str, torn: bool) -> None:
    """The months in brackets must be those of the period before them."""
    assert periodwords.torn(text) is torn

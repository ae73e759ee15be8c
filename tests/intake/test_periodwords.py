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
    "“2023—2027年”行动计划2023年三季度进展": "2023Q3",
}
NONE = [
    "2023年",
    "2023年度",
    "2023年11月",
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

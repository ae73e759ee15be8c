"""What headings say of time: to date, the quarter alone, a moment; this year's, last year's, another's."""

from __future__ import annotations

import pytest

from reporting.intake import spans
from reporting.intake.spans import Reach
from reporting.model.periods import Period
from reporting.model.words import Content

Q1, Q3, YEAR = Period(2023, 1), Period(2023, 3), Period(2022)


@pytest.mark.parametrize(
    ("words", "content", "reach"),
    [
        ("本期", Content.NOW, Reach.PLAIN),
        ("2023年1—9月", Content.NOW, Reach.TO_DATE),
        ("1-9月", Content.NOW, Reach.TO_DATE),
        ("2023年前三季度（1—9月）", Content.NOW, Reach.TO_DATE),
        ("本 年\n累计", Content.NOW, Reach.TO_DATE),
        ("年初至今", Content.NOW, Reach.TO_DATE),
        ("累计", Content.NOW, Reach.SUM),
        ("2022年１～９月", Content.BASE, Reach.TO_DATE),
        ("去年1—9月", Content.BASE, Reach.TO_DATE),
        ("上年同期数", Content.BASE, Reach.PLAIN),
        ("同期", Content.BASE, Reach.PLAIN),
        ("上年同期累计", Content.BASE, Reach.SUM),
        ("2022年同期", Content.BASE, Reach.PLAIN),
        ("截至9月底", Content.NOW, Reach.END),
        ("期末数", Content.NOW, Reach.END),
        ("7—9月", Content.NOW, Reach.QUARTER),
        ("当季", Content.NOW, Reach.QUARTER),
        ("上年同期当季", Content.BASE, Reach.QUARTER),
        ("第三季度", Content.NOW, Reach.QUARTER_NAMED),
        ("2023年9月", Content.NOW, Reach.QUARTER_NAMED),
    ],
)
def test_times_of_a_quarter(words: str, content: Content, reach: Reach) -> None:
    """A heading that is nothing but a time is known for whose and for which stretch of time it is."""
    span = spans.read(words)
    assert span is not None
    assert span.content(Q3) == (content, reach)


@pytest.mark.parametrize(
    "words",
    ["1—6月", "上半年", "二季度", "4—6月", "8月", "2021年1—9月", "全年", "2022年", "2023", "上年", "2023年上半年"],
)
def test_times_of_others(words: str) -> None:
    """Another quarter's column, another year's, and a whole year's beside a quarter's are none of ours."""
    span = spans.read(words)
    assert span is not None
    assert span.content(Q3) is None


@pytest.mark.parametrize(
    "words",
    [
        "增速（%）",
        "2023年1—9月增速",
        "同比增长",
        "上期",
        "上季度",
        "年度目标",
        "完成率",
        "数",
        "指标名称",
        "年新增面积",
        "",
    ],
)
def test_no_times(words: str) -> None:
    """Rates, targets, the period before and names are no times."""
    assert spans.read(words) is None


def test_the_first_quarter_is_the_year_to_date() -> None:
    """In the first quarter the quarter alone and the year to date are one."""
    span = spans.read("一季度")
    assert span is not None
    assert span.content(Q1) == (Content.NOW, Reach.TO_DATE)


def test_years_of_a_yearly_form() -> None:
    """For a yearly form a year alone, as a number too, says whose column it is."""
    told = [
        (span := spans.read(words)) and span.content(YEAR) for words in ("2022", "2021年", "本年", "上年", "2020年")
    ]
    assert [one and one[0] for one in told] == [Content.NOW, Content.BASE, Content.NOW, Content.BASE, None]


def test_a_time_before_a_name() -> None:
    """A time in front of a name is parted from it; a name that only begins like one is not."""
    begun = spans.before("2022年1—9月技术交易额")
    assert begun is not None
    assert (begun[0].content(Q3), begun[1]) == ((Content.BASE, Reach.TO_DATE), "技术交易额")
    assert spans.before("技术交易额") is None
    assert spans.before("2022年1—9月") is None

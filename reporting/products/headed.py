"""What the heading of a column asks for, in the words bureaus use for their task tables (domain 5).

A heading is read for the period it names and for what is left of it: `2023年1—9月完成（亿元）` is 完成 of nine months.
One that names another period than is reported on gets no figure of this one.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from reporting.model.names import bracketed, normalised, without_brackets
from reporting.model.periods import Period


class Role(StrEnum):
    """What a column of names tells of its rows."""

    INDICATOR = "指标"
    TASK = "重点任务"
    GROUP = "抓手"


@dataclass(frozen=True, slots=True)
class Column:
    """What a heading means: a name of the row (`role`), a field to be filled, staff's own (neither), or `why` not."""

    heading: str
    role: Role | None = None
    field: str = ""
    why: str = ""

    @property
    def is_known(self) -> bool:
        """Whether the heading is one of a task table's."""
        return bool(self.role or self.field or self.why)


TARGET, BASE, YEAR_TARGET, DONE, BEFORE, LAMP = "目标", "基数", "年度目标", "完成", "上年同期", "亮灯"
RATE, GAP, GROWTH = "完成率", "与时序差", "同比"
# Fields of the period reported on: a heading of another period gets none of them.
_OF_PERIOD = (DONE, BEFORE, RATE, GAP, GROWTH, LAMP)
_ROLES = {
    Role.INDICATOR: "指标 指标名称 主要指标 主要指标名称 量化指标 目标指标 考核指标 核心指标 任务指标 指标任务",
    Role.TASK: "任务 任务名称 重点任务 主要任务 工作任务 重点工作",
    Role.GROUP: "抓手 八大抓手 行动 重点行动",
}
_FIELDS = {
    "单位": "单位 计量单位",
    BASE: "基数 基期 基期值 基准值",
    TARGET: "目标 目标值 目标数 目标任务 年目标",
    YEAR_TARGET: "年度目标 全年目标 本年目标 年度目标值 全年目标值 当年目标 年度目标任务",
    BEFORE: "上年同期 去年同期 上年同期数 上年同期值 同期 同期数",
    DONE: "完成 完成数 完成值 完成情况 实际完成 累计完成 累计 本期 本期数 本期值 本期完成 实绩 累计数 完成数量",
    RATE: "完成率 完成进度 进度 目标完成率 年度目标完成率 完成比例 完成年度目标进度 完成年度目标",
    GAP: "与时序差 与时序进度差 时序差 与时序差距 与时序进度差距 较时序进度 差距",
    GROWTH: "同比 同比增减 同比增长 同比增速 增速 增长率 增减率 增幅 同比增幅 较上年同期 同比变化",
    LAMP: "亮灯 评价 完成评价 进展评价 灯 亮灯情况",
    "主要进展": "主要进展 进展 进展情况 主要进展情况 工作进展 任务进展 工作进展情况",
    "存在问题": "存在问题 问题 存在的问题 主要问题 存在困难",
    "下一步打算": "下一步打算 下步打算 下一步 下一步工作 下一步举措 下一步措施 下一步工作打算 下步工作打算 下步工作",
    "牵头单位": "牵头单位 牵头部门",
    "责任单位": "责任单位 责任部门",
    "备注": "备注 说明",
}
_ROLE_BY_WORD = {word: role for role, words in _ROLES.items() for word in words.split()}
_FIELD_BY_WORD = {word: field for field, words in _FIELDS.items() for word in words.split()}
_DASH = "[-\u2014\u2013~\uff5e\u81f3]+"
_SPAN_OF_YEARS = re.compile(rf"(20\d\d)年?{_DASH}(20\d\d)年?")
_YEAR = re.compile(r"(20\d\d)年?度?[底末]?")
_MONTHS = re.compile(rf"1月?{_DASH}(\d\d?)月份?|截至(?:20\d\d年)?(\d\d?)月[底末]?|(\d\d?)月[底末]")
_CUMULATIVE = {"一季度": 1, "上半年": 2, "前三季度": 3, "全年": 4}
_ALONE = re.compile(r"(?<!前)第?[二三四]季度|当季|本季度?|本月|当月")
_CUT_OFF = re.compile(r"^截至|[底末]$|^第(?=一季度)")
_MONTHS_IN_QUARTER = 3


@lru_cache(maxsize=1024)
def headed(heading: str, period: Period) -> Column:
    """Say what a heading asks for in a table of the period; blanks and a measure in brackets are no matter."""
    whole = normalised(heading).replace("%", "")
    word = normalised(without_brackets(heading)).replace("%", "")
    if word in _ROLE_BY_WORD:
        return Column(heading, role=_ROLE_BY_WORD[word])
    if word in _FIELD_BY_WORD and not any(_names_time(normalised(one)) for one in bracketed(heading)):
        return _timeless(heading, _FIELD_BY_WORD[word])
    return _timed(heading, whole, period) if _names_time(whole) else Column(heading)


def _names_time(text: str) -> bool:
    patterns = (_YEAR, _MONTHS, _ALONE)
    return any(one.search(text) for one in patterns) or any(word in text for word in _CUMULATIVE)


def _timeless(heading: str, field: str) -> Column:
    return Column(heading, field=YEAR_TARGET if field == TARGET else field)


def _timed(heading: str, whole: str, period: Period) -> Column:
    """Read a heading that names a year, months or quarters."""
    year, quarter, rest = _time_of(whole)
    field = _FIELD_BY_WORD.get(rest, "") if rest else DONE if quarter is not None else ""
    why = _odd(heading, whole, period) if field else ""
    if why or not field:
        return Column(heading, why=why)
    if field in (TARGET, YEAR_TARGET):
        return _target(heading, year, quarter)
    if field == BASE:
        return Column(heading, field=f"{BASE}{year}" if year else BASE)
    if field in _OF_PERIOD:
        return _of_period(heading, field, year, quarter, period)
    return Column(heading, field=field)


def _odd(heading: str, whole: str, period: Period) -> str:
    """Say why there is no figure for the time a heading names."""
    if _SPAN_OF_YEARS.search(whole):
        return f"表头“{heading}”跨年，没有这样的数"
    if _ALONE.search(whole):
        return f"表头“{heading}”是单季或单月数，本表只有{period.months}累计数"
    return ""


def _time_of(whole: str) -> tuple[int | None, int | None, str]:
    """Give the year and the quarter a heading names, None where it does not, and what else it says."""
    year = _YEAR.search(whole)
    rest = _YEAR.sub("", _SPAN_OF_YEARS.sub("", whole))
    quarter: int | None = None
    months = _MONTHS.search(rest)
    if months is not None:
        last = int(next(group for group in months.groups() if group))
        # Months that end no quarter are of no period there is.
        quarter = last // _MONTHS_IN_QUARTER if last % _MONTHS_IN_QUARTER == 0 else 0
        rest = _MONTHS.sub("", rest)
    for word, number in _CUMULATIVE.items():
        if quarter is None and word in rest and not (word == "一季度" and "前" in rest):
            quarter, kept = number, rest.replace(word, "")
            # 全年目标 is a word of its own.
            rest = rest if word == "全年" and rest in _FIELD_BY_WORD else kept
    rest = re.sub(r"\([^()]*\)", "", _ALONE.sub("", _CUT_OFF.sub("", rest)))
    return int(year[1]) if year else None, quarter, _CUT_OFF.sub("", rest)


def _target(heading: str, year: int | None, quarter: int | None) -> Column:
    if quarter not in (None, 4):
        return Column(heading, why=f"表头“{heading}”要季度目标，规划只有年度目标")
    return Column(heading, field=f"{TARGET}{year}" if year else YEAR_TARGET)


def _of_period(heading: str, field: str, year: int | None, quarter: int | None, period: Period) -> Column:
    same = quarter in (None, period.quarter or 4)
    if same and year in (None, period.year):
        return Column(heading, field=field)
    if same and field == DONE and year == period.year - 1 and quarter is not None:
        return Column(heading, field=BEFORE)
    return Column(heading, why=f"表头“{heading}”不是本期（{period.year}年{period.months}）的数")

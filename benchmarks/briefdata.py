"""What goes into the briefing of the bench, the same for both engines."""

from __future__ import annotations

from collections.abc import Mapping

SECTIONS = ("主要指标", "分县情况", "存在问题", "下一步工作建议")
WORDS: Mapping[str, str | int | bool] = {
    "期号": 3,
    "年份": 2023,
    "编发单位": "某市科学技术局",
    "日期": "2023年10月21日",
    "报告期": "2023年前三季度",
    "累计月份": "1—9月",
    "最终目标": "2027年目标",
    "文稿标记": "",
    "演示标记": "",
    "页眉标记": "",
    "表注": "注：略。",
    "印数": "60",
    "编辑": "张某",
    "审核": "李某",
    "签发": "王某",
    "有县区表": True,
    "有项目表": True,
    "总期号": "",
    "数据修订说明": "",
    "进度图": "",
}
CHARTS = ("县区图一", "县区图二", "县区图三", "县区图四")
FIELDS = {
    "指标表": ("序号", "指标", "单位", "上年", "本期", "同比", "年度目标", "完成率", "灯", "评价", "备注"),
    "任务表": (
        *("抓手", "重点任务", "主要指标", "单位", "年度目标", "最终目标", "完成", "灯", "评价", "主要进展"),
        "牵头单位",
    ),
    "项目表": (
        *("序号", "项目名称", "期限", "总投资", "五年计划投资", "至2020年底完成投资", "“十四五”以来完成投资"),
        *("本年计划投资", "本年完成投资", "形象进度", "项目状态"),
    ),
}
MERGED = {"任务表": {"抓手": "抓手", "重点任务": "重点任务"}}
ROWS = {"指标表": 9, "任务表": 60, "项目表": 37}
# The fields of numbers, which bear their keys.
FIGURES = frozenset({"上年", "本期", "同比", "年度目标", "完成率", "最终目标", "完成", "总投资", "本年完成投资"})
COUNTIES, INDICATORS, SENTENCES = 13, 9, 12


def number(*seeds: int) -> str:
    """Give a number that looks like a figure."""
    return f"{sum((n + 3) * (seed + 7) for n, seed in enumerate(seeds)) % 9000 / 10:.1f}"


def rows(table: str) -> list[dict[str, str]]:
    """Give the records of a table."""
    return [
        {field: number(n, at) if field in FIGURES else f"{field}{n // 3}" for at, field in enumerate(FIELDS[table])}
        for n in range(ROWS[table])
    ]


def sentence(section: str, n: int) -> tuple[str, str, str, str, str]:
    """Give a sentence in parts; the second and fourth print figures."""
    return (f"{section}之{n}：全市完成", number(n, 1), "亿元，增长", number(n, 2), "%，比时序进度快，总体运行平稳。")

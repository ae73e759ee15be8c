"""The rows of the briefing's 主要指标完成情况表: the plan's key indicators, in the plan's order."""

from __future__ import annotations

from reporting.model.figures import Compilation, Figure
from reporting.products import printed, quoted
from reporting.products.taskrows import Texts


def key_rows(compilation: Compilation) -> tuple[Texts, ...]:
    """Give the rows as printed texts, the figures with their keys."""
    return tuple(_row(compilation, number, figure) for number, figure in enumerate(compilation.key_figures, 1))


def _row(compilation: Compilation, number: int, figure: Figure) -> Texts:
    lamp = printed.lamp(figure)
    return {
        "序号": str(number),
        "指标": figure.name,
        "单位": figure.measure,
        "上年": quoted.base(figure),
        "本期": quoted.value(figure),
        "同比": quoted.growth(figure),
        "年度目标": quoted.wanted(figure),
        "完成率": quoted.progress_or_gap(figure),
        "灯": lamp.sign,
        "评价": quoted.judgement(figure),
        "备注": printed.remark_text(figure, compilation.catalogue),
    }

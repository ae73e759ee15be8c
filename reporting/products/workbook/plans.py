"""规划指标: every plan's indicators beside one another, each against its own targets, as published."""

from __future__ import annotations

from reporting.model.catalogue import Catalogue, Indicator
from reporting.model.figures import Compilation
from reporting.model.words import TargetKind
from reporting.products import printed
from reporting.products.workbook.overview import value
from reporting.products.workbook.tables import Cell, Column, Shown, begin, finish, put_notes, put_rows
from reporting.sheets.write import Draft

SHEET = "规划指标"
_COLUMNS = (
    Column("规划", 8, "centre"),
    Column("代码", 11, "centre"),
    Column("指标", 32),
    Column("计量单位", 9, "centre"),
    Column("基数", 12, "centre"),
    Column("最终目标", 20, "centre"),
    Column("年均增长［累计］", 9, "centre"),
    Column("属性", 9, "centre"),
    Column("本期", 15, "number"),
    Column("同比", 12, "centre"),
    Column("年度目标", 14, "centre"),
    Column("评价", 14, "centre"),
    Column("同一数据在其他规划中的目标", 24),
)


def plans(draft: Draft, compilation: Compilation) -> list[Shown]:
    """Write the sheet; with a single plan the overview and the task table say it all."""
    catalogue = compilation.catalogue
    if len({one.plan for one in catalogue.indicators}) < 2:
        return []
    page = begin(draft, compilation, SHEET, f"{compilation.period.label}各规划指标对照", _COLUMNS)
    rows = [_row(draft, compilation, one) for one in catalogue.indicators]
    after = put_rows(page, _COLUMNS, rows)
    note = "两个规划对同一数据的目标不同的，分别对照、均按公布数列示，不作修改；标#的为“五倍增五提升”指标。"
    last = put_notes(page, after, _COLUMNS, (note, printed.LEGEND))
    finish(page, _COLUMNS, last - 1)
    page.filter(3, 1, after - 1, len(_COLUMNS))
    return [Shown(SHEET, "各规划的指标、基数、目标和本期完成情况并列", len(rows))]


def _row(draft: Draft, compilation: Compilation, indicator: Indicator) -> list[Cell]:
    figure = compilation.figure(indicator.code)
    targets = compilation.catalogue.targets_of(indicator.code)
    base = next((one for one in targets if one.kind is TargetKind.BASE), None)
    promises = [one for one in targets if one.kind is not TargetKind.BASE]
    last = max(promises, key=lambda one: one.last_year, default=None)
    return [
        indicator.plan,
        indicator.code,
        f"{indicator.name}{indicator.mark}",
        indicator.measure,
        f"{printed.target_text(base)}（{base.years}年）" if base else "",
        f"{printed.target_text(last)}（{last.years}年）" if last else "",
        indicator.printed_growth,
        indicator.attribute,
        value(draft, figure) if figure else "",
        printed.growth_text(figure) if figure else "",
        printed.wanted_text(figure) if figure else "",
        printed.judgement_text(figure) if figure else "",
        _elsewhere(compilation.catalogue, indicator),
    ]


def _elsewhere(catalogue: Catalogue, indicator: Indicator) -> str:
    """Give the targets other plans set for the same formula."""
    twins = [one for one in catalogue.indicators if one.formula == indicator.formula and one.plan != indicator.plan]
    told = [
        f"{twin.code} {target.years}年{printed.target_text(target)}"
        for twin in twins
        for target in catalogue.targets_of(twin.code)
        if target.kind is not TargetKind.BASE and target.value is not None and target.place.startswith(("表", "主要"))
    ]
    return "；".join(told)

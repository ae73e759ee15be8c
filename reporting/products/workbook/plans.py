"""规划指标: every plan's indicators beside one another, each against its own targets, as published."""

from __future__ import annotations

from reporting.model.catalogue import Catalogue, Indicator
from reporting.model.tags import Aspect
from reporting.model.words import TargetKind
from reporting.products import printed
from reporting.products.workbook.origins import TARGETS_SHEET
from reporting.products.workbook.overview import value
from reporting.products.workbook.tables import Book, Cell, Column, Shown, Styled, begin, finish, put_notes, put_rows

SHEET = TARGETS_SHEET
_COLUMNS = (
    Column("规划", 6, "centre"),
    Column("代码", 11, "centre"),
    Column("指标", 28),
    Column("计量单位", 10, "centre"),
    Column("基数", 16, "centre"),
    Column("最终目标", 28, "centre"),
    Column("年均增长\n［累计］", 10, "centre"),
    Column("属性", 9, "centre"),
    Column("本期", 17, "number"),
    Column("同比", 14, "centre"),
    Column("年度目标", 18, "centre"),
    Column("评价", 17, "centre"),
    Column("同一数据在其他规划中的目标", 24),
)


def plans(book: Book) -> list[Shown]:
    """Write the sheet; with a single plan the overview and the task table say it all."""
    if not book.origins.with_plans:
        return []
    page = begin(book, SHEET, f"{book.compilation.period.label}各规划指标对照", _COLUMNS)
    rows = [_row(book, one) for one in book.compilation.catalogue.indicators]
    after = put_rows(book, page, _COLUMNS, rows)
    note = "两个规划对同一数据的目标不同的，分别对照、均按公布数列示，不作修改；标#的为“五倍增五提升”指标。"
    last = put_notes(page, after, _COLUMNS, (note, printed.LEGEND))
    finish(page, _COLUMNS, last - 1)
    page.filter(3, 1, after - 1, len(_COLUMNS))
    return [Shown(SHEET, "各规划的指标、基数、目标和本期完成情况并列", len(rows))]


def _row(book: Book, indicator: Indicator) -> list[Cell]:
    figure = book.compilation.figure(indicator.code)
    targets = book.compilation.catalogue.targets_of(indicator.code)
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
        value(book, figure) if figure else "",
        Styled(printed.growth_text(figure), tag=book.tag(indicator.code, aspect=Aspect.GROWTH)) if figure else "",
        printed.wanted_text(figure) if figure else "",
        printed.judgement_text(figure) if figure else "",
        _elsewhere(book.compilation.catalogue, indicator),
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

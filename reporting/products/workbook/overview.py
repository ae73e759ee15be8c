"""总览: the key indicators against their targets, with progress bars, how units differ, and a chart of progress."""

from __future__ import annotations

from decimal import Decimal

from reporting.model.figures import Figure
from reporting.model.numbers import rounded
from reporting.model.tags import Aspect, Tag
from reporting.products import printed
from reporting.products.workbook.chartdata import chart_data, unit_figures
from reporting.products.workbook.charts import progress_chart
from reporting.products.workbook.layout import Layout
from reporting.products.workbook.tables import (
    FIRST_ROW,
    Book,
    Cell,
    Column,
    Shown,
    Styled,
    begin,
    finish,
    put_notes,
    put_rows,
)
from reporting.sheets.write import Page, Value

SHEET = "总览"
_COLUMNS = (
    Column("序号", 6, "centre"),
    Column("指标", 28),
    Column("计量单位", 9, "centre"),
    Column("上年同期", 10, "number"),
    Column("本期", 17, "number"),
    Column("同比", 13, "centre"),
    Column("年度目标", 10, "number"),
    Column("完成进度（%）", 14, "number"),
    Column("时序进度（%）", 9, "number"),
    Column("与时序差（百分点）\n或与目标差", 21, "centre"),
    Column("评价", 16, "centre"),
    Column("分县（市、区）高低", 16, "centre"),
    Column("备注", 26),
)
_PROGRESS, _EXPECTED, _SPREAD = 8, 9, 12
_CHART_ROWS = 18
# Room for the small columns in a cell.
_LEAST_HEIGHT = 26


def overview(book: Book) -> list[Shown]:
    """Write the sheet; a catalogue without key indicators has none."""
    figures = book.compilation.key_figures
    if not figures:
        return []
    title = f"{book.compilation.period.label}主要指标完成情况"
    page = begin(book, SHEET, title, _COLUMNS)
    rows = [_row(book, place, one) for place, one in enumerate(figures, 1)]
    after = put_rows(book, page, _COLUMNS, rows, least=_LEAST_HEIGHT)
    _bars(page, after - 1)
    last = put_notes(page, after, _COLUMNS, _notes())
    followed = {row: one for row, one in enumerate(figures, FIRST_ROW) if one.progress is not None}
    areas = chart_data(book, page, followed, (_PROGRESS, _EXPECTED))
    spreads = unit_figures(Layout.of(book.compilation))
    for row, figure in enumerate(figures, FIRST_ROW):
        if figure.code in spreads:
            page.sparkline(row, _SPREAD, spreads[figure.code])
    if followed:
        progress_chart(book.draft, page, last + 1, areas, list(followed.values()))
        last += 1 + _CHART_ROWS
    finish(page, _COLUMNS, last)
    return [Shown(SHEET, "主要指标的本期数、同比、目标、进度和评价，附进度图", len(figures))]


def _row(book: Book, place: int, figure: Figure) -> list[Cell]:
    lamp = printed.lamp(figure)
    draft, code = book.draft, figure.code

    def told(value: Value, aspect: Aspect) -> Cell:
        return Styled(value, tag=book.tag(code, aspect=aspect))

    def counted(amount: Decimal | None, places: int, aspect: Aspect) -> Cell:
        return number(book, amount, places, book.tag(code, aspect=aspect))

    return [
        place,
        figure.name,
        figure.measure,
        counted(figure.base, figure.places, Aspect.BASE),
        value(book, figure),
        told(printed.growth_text(figure), Aspect.GROWTH),
        counted(figure.target_value, figure.places, Aspect.TARGET),
        counted(figure.progress, 1, Aspect.PROGRESS),
        number(book, figure.expected, 1),
        told(printed.gap_text(figure), Aspect.GAP),
        Styled(f"{lamp.sign}{lamp.word}", draft.style("centre", font_color=f"#{lamp.colour}")),
        "",
        printed.remark_text(figure, book.compilation.catalogue),
    ]


def number(book: Book, amount: Decimal | None, places: int, tag: Tag | None = None) -> Cell:
    """Give a number with its decimals as a number people can reckon with; blank where there is none."""
    style = book.draft.style("number", places=places)
    return Styled(None if amount is None else rounded(amount, places), style, tag)


def value(book: Book, figure: Figure) -> Cell:
    """Give a figure's value as a number, with its year where it is carried; as its state where it has none."""
    tag = book.tag(figure.code, figure.unit)
    if figure.value is None or figure.covered:
        return Styled(printed.value_text(figure), tag=tag)
    carried = printed.carried_text(figure)
    if carried:
        code = f'{"0." + "0" * figure.places if figure.places else "0"}"（{carried}）"'
        return Styled(rounded(figure.value, figure.places), book.draft.style("number", num_format=code), tag)
    return number(book, figure.value, figure.places, tag)


def _notes() -> tuple[str, ...]:
    return (
        "完成进度按各指标的进度算法计算：流量类为本期累计数占年度目标的比重，存量类为比上年末净增数占应净增数的比重；比重、增速类不计算进度，列与目标的差。",
        "分县（市、区）高低按法定顺序排列，数值见“分县指标”；点击数字可看来源。",
        printed.LEGEND,
    )


def _bars(page: Page, last: int) -> None:
    """Draw progress as bars from 0 to 100, so that they can be compared down the column."""
    bar = {
        "type": "data_bar",
        "bar_solid": True,
        "bar_color": "#9DC3E6",
        "min_type": "num",
        "min_value": 0,
        "max_type": "num",
        "max_value": 100,
    }
    page.sheet.conditional_format(FIRST_ROW - 1, _PROGRESS - 1, last - 1, _PROGRESS - 1, bar)

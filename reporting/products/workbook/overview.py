"""总览: the key indicators against their targets, with progress bars and a chart of progress beside 时序."""

from __future__ import annotations

from decimal import Decimal

from reporting.model.figures import Compilation, Figure
from reporting.model.numbers import rounded
from reporting.products import printed
from reporting.products.workbook.tables import (
    FIRST_ROW,
    Cell,
    Column,
    Shown,
    Styled,
    begin,
    finish,
    put_notes,
    put_rows,
)
from reporting.sheets.write import Draft, Page

SHEET = "总览"
_COLUMNS = (
    Column("序号", 6, "centre"),
    Column("指标", 32),
    Column("计量单位", 9, "centre"),
    Column("上年同期", 11, "number"),
    Column("本期", 18, "number"),
    Column("同比", 13, "centre"),
    Column("年度目标", 11, "number"),
    Column("完成进度（%）", 13, "number"),
    Column("时序（%）", 10, "number"),
    Column("与时序差或与目标差", 16, "centre"),
    Column("评价", 16, "centre"),
    Column("备注", 34),
)
_PROGRESS, _EXPECTED = 8, 9
_CHART_ROWS = 18


def overview(draft: Draft, compilation: Compilation) -> list[Shown]:
    """Write the sheet; a catalogue without key indicators has none."""
    figures = compilation.key_figures
    if not figures:
        return []
    title = f"{compilation.period.label}主要指标完成情况"
    page = begin(draft, compilation, SHEET, title, _COLUMNS)
    after = put_rows(page, _COLUMNS, [_row(draft, compilation, place, one) for place, one in enumerate(figures, 1)])
    _bars(page, after - 1)
    last = put_notes(page, after, _COLUMNS, _notes())
    with_progress = [row for row, one in enumerate(figures, FIRST_ROW) if one.progress is not None]
    if with_progress:
        last = _chart(draft, page, last + 1, with_progress, figures)
    finish(page, _COLUMNS, last)
    return [Shown(SHEET, "主要指标的本期数、同比、目标、进度和评价，附进度图", len(figures))]


def _row(draft: Draft, compilation: Compilation, place: int, figure: Figure) -> list[Cell]:
    lamp = printed.lamp(figure)
    return [
        place,
        figure.name,
        figure.measure,
        number(draft, figure.base, figure.places),
        value(draft, figure),
        printed.growth_text(figure),
        number(draft, figure.target_value, figure.places),
        number(draft, figure.progress, 1),
        number(draft, figure.expected, 1),
        printed.gap_text(figure),
        Styled(f"{lamp.sign}{lamp.word}", draft.style("centre", font_color=f"#{lamp.colour}")),
        printed.remark_text(figure, compilation.catalogue),
    ]


def number(draft: Draft, amount: Decimal | None, places: int) -> Cell:
    """Give a number with its decimals as a number people can reckon with; blank where there is none."""
    return Styled(None if amount is None else rounded(amount, places), draft.style("number", places=places))


def value(draft: Draft, figure: Figure) -> Cell:
    """Give a figure's value as a number, with its year where it is carried; as its state where it has none."""
    if figure.value is None or figure.covered:
        return printed.value_text(figure)
    carried = printed.carried_text(figure)
    if carried:
        code = f'{"0." + "0" * figure.places if figure.places else "0"}"（{carried}）"'
        return Styled(rounded(figure.value, figure.places), draft.style("number", num_format=code))
    return number(draft, figure.value, figure.places)


def _notes() -> tuple[str, ...]:
    return (
        "完成进度按各指标的进度算法计算：流量类为本期累计数占年度目标的比重，存量类为比上年末净增数占应净增数的比重；比重、增速类不计算进度，列与目标的差。",
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


def _chart(draft: Draft, page: Page, row: int, rows: list[int], figures: tuple[Figure, ...]) -> int:
    """Draw progress beside 时序 for the indicators that have both, over a small table of their own."""
    from reporting.products.workbook.charts import progress_chart

    shown = [figures[one - FIRST_ROW] for one in rows]
    progress_chart(draft, page, row, shown)
    return row + _CHART_ROWS

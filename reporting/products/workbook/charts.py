"""The workbook's native charts: progress beside 时序, and the counties' figures, an indicator a chart."""

from __future__ import annotations

from collections.abc import Sequence

from reporting.model.figures import Figure
from reporting.products.printed import plain_value_text, progress_text
from reporting.products.workbook.chartdata import COUNTIES, Progress, unit_figures, unit_names
from reporting.products.workbook.layout import Layout, heading
from reporting.products.workbook.tables import Book, Shown, back, marks
from reporting.sheets.write import Chart, Draft, Page, decimals

SHEET = "分县图"
_FONT, _SMALL = {"name": "宋体", "size": 9}, {"name": "宋体", "size": 7}
_TITLE = {"name": "黑体", "size": 12, "bold": False}
_DONE, _DUE, _GRID = "#2E75B6", "#BFBFBF", "#E5E5E5"
HEIGHT, LEAST_WIDTH, WIDTH_EACH = 330, 360, 150
# County charts, three a row and three rows a page: each over four columns (widths in digits) and a row (in points).
_ACROSS, _SPAN, _WIDE, _HIGH = 3, 4, 11, 195
_SIZE = (4 * 82 - 6, 254)
_PAGEFUL, _FIRST_ROW = 9, 3


def progress_chart(draft: Draft, page: Page, row: int, areas: Progress, figures: Sequence[Figure]) -> None:
    """Put a chart of progress and 时序 below the overview."""
    chart = draft.chart("column")
    labels = {"value": True, "num_format": "0.0", "font": _FONT}
    for title, values, colour in (("完成进度", areas.done, _DONE), ("时序进度", areas.due, _DUE)):
        series = {"name": title, "categories": areas.names, "values": values, "fill": {"color": colour}}
        chart.add_series({**series, "data_labels": labels, "gap": 80})
    chart.set_title({"name": "主要指标完成进度与时序进度（%）", "name_font": _TITLE})
    chart.set_x_axis({"num_font": _FONT})
    chart.set_y_axis({"num_font": _FONT, "min": 0, "major_gridlines": {"visible": True, "line": {"color": _GRID}}})
    chart.set_legend({"position": "bottom", "font": _FONT})
    told = "；".join(f"{one.name}完成{progress_text(one)}%" for one in figures)
    size = (LEAST_WIDTH + WIDTH_EACH * len(figures), HEIGHT)
    page.chart(row, 1, chart, description=f"主要指标完成进度与时序进度对比图：{told}", size=size)


def county_charts(book: Book) -> list[Shown]:
    """Write a sheet with a chart of the counties for each key indicator."""
    layout = Layout.of(book.compilation)
    areas = unit_figures(layout)
    if not areas:
        return []
    page = book.draft.page(SHEET)
    last_column = _ACROSS * _SPAN
    for column in range(1, last_column + 1):
        page.width(column, _WIDE)
    page.merge(1, 1, last_column, f"{book.compilation.period.label}分县（市、区）主要指标图", "title")
    page.height(1, 30)
    back(book, page)
    page.merge(2, 2, last_column, marks(book.compilation), book.draft.style("right", font_color="#595959"))
    for place, figure in enumerate(layout.figures):
        row, column = _FIRST_ROW + place // _ACROSS, 1 + place % _ACROSS * _SPAN
        page.height(row, _HIGH)
        chart = _county_chart(book.draft, figure, unit_names(layout), areas[figure.code])
        page.chart(row, column, chart, description=_told(book, layout, figure), size=_SIZE, stretched=True)
    last = _FIRST_ROW + (len(areas) - 1) // _ACROSS
    note = f"按法定顺序排列，不按高低；没有数据的单位空缺，原因见“{COUNTIES}”。"
    page.merge(last + 1, 1, last_column, note, "note")
    page.paper(landscape=True, headings=(1, 2), last=(last + 1, last_column), pages=-(-len(areas) // _PAGEFUL))
    return [Shown(SHEET, "各单位主要指标的条形图，可编辑", len(areas))]


def _county_chart(draft: Draft, figure: Figure, names: str, values: str) -> Chart:
    chart = draft.chart("bar")
    labels = {"value": True, "num_format": decimals(figure.places), "font": _SMALL}
    series = {"categories": names, "values": values, "fill": {"color": _DONE}, "data_labels": labels, "gap": 60}
    chart.add_series(series)
    chart.set_title({"name": heading(figure).replace("\n", ""), "name_font": {**_TITLE, "size": 10}})
    # The first unit at the top, and names beside the axis where figures fall under nought.
    chart.set_y_axis({"num_font": _SMALL, "label_position": "low", "reverse": True, "interval_unit": 1})
    chart.set_x_axis({"visible": False, "major_gridlines": {"visible": False}})
    chart.set_legend({"none": True})
    chart.show_blanks_as("gap")
    return chart


def _told(book: Book, layout: Layout, figure: Figure) -> str:
    own = [(unit.name, book.compilation.figure(figure.code, unit.code)) for unit in layout.counties]
    told = "，".join(f"{name}{plain_value_text(one)}" for name, one in own if one is not None)
    return f"各县（市、区）{heading(figure).replace(chr(10), '')}条形图：{told}"

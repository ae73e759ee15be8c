"""The workbook's native charts, drawn from small tables on a sheet of their own so that people can edit them."""

from __future__ import annotations

from collections.abc import Sequence

from reporting.model.figures import Figure
from reporting.model.numbers import rounded
from reporting.products.printed import progress_text
from reporting.sheets.write import Draft, Page

SHEET = "图表数据"
_FONT = {"name": "宋体", "size": 9}
_DONE, _DUE = "#2E75B6", "#BFBFBF"
HEIGHT, LEAST_WIDTH, WIDTH_EACH = 330, 360, 150


def progress_chart(draft: Draft, page: Page, row: int, figures: Sequence[Figure]) -> None:
    """Put a chart of progress and 时序 below the overview."""
    names, done, due = _data(draft, figures)
    chart = draft.chart("column")
    labels = {"value": True, "num_format": "0.0", "font": _FONT}
    for title, values, colour in (("完成进度", done, _DONE), ("时序进度", due, _DUE)):
        chart.add_series(
            {
                "name": title,
                "categories": names,
                "values": values,
                "fill": {"color": colour},
                "data_labels": labels,
                "gap": 80,
            }
        )
    chart.set_title(
        {"name": "主要指标完成进度与时序进度（%）", "name_font": {"name": "黑体", "size": 12, "bold": False}}
    )
    chart.set_x_axis({"num_font": _FONT})
    chart.set_y_axis({"num_font": _FONT, "min": 0, "major_gridlines": {"visible": True, "line": {"color": "#E5E5E5"}}})
    chart.set_legend({"position": "bottom", "font": _FONT})
    told = "；".join(f"{one.name}完成{progress_text(one)}%" for one in figures)
    page.chart(
        row,
        1,
        chart,
        description=f"主要指标完成进度与时序进度对比图：{told}",
        size=(LEAST_WIDTH + WIDTH_EACH * len(figures), HEIGHT),
    )


def _data(draft: Draft, figures: Sequence[Figure]) -> tuple[str, str, str]:
    """Write what the chart shows and name the areas of names, progress and 时序."""
    data = draft.page(SHEET)
    data.sheet.hide()
    data.put_row(1, ("指标", "完成进度（%）", "时序进度（%）"), "heading")
    number = draft.style("number", places=1)
    for row, figure in enumerate(figures, start=2):
        data.put(row, 1, figure.name, "text")
        for column, amount in ((2, figure.progress), (3, figure.expected)):
            data.put(row, column, None if amount is None else rounded(amount, 1), number)
    data.fit(1, [figure.name for figure in figures])
    last = len(figures) + 1
    names, done, due = (data.area(2, column, last, column) for column in (1, 2, 3))
    return names, done, due

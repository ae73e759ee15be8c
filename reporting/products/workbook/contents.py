"""目录: what the workbook holds, with a link to each sheet, and the signs used in it."""

from __future__ import annotations

from collections.abc import Sequence

from reporting.model.figures import Compilation
from reporting.products.printed import LEGEND
from reporting.products.workbook.tables import Shown, marks
from reporting.sheets.width import height
from reporting.sheets.write import Link, Page

_WIDTHS = (6.0, 26.0, 84.0, 12.0)
_NOTES = (
    LEGEND,
    "评价：●绿色为完成、达到，●黄色为基本达到，●橙色为滞后，●红色为严重滞后、未达到；○为暂不评价，原因写在后面。",
    "①②……为表下注释的编号。各表中的数点击后转到“数据来源”中的行；“数据来源”的“所在位置”转回该数。",
    "部分数据因四舍五入，合计与分项之和略有出入，未作机械调整。",
)


def contents(page: Page, compilation: Compilation, title: str, shown: Sequence[Shown]) -> None:
    """Write the first sheet once all others are there."""
    for column, width in enumerate(_WIDTHS, start=1):
        page.width(column, width)
    page.merge(1, 1, len(_WIDTHS), title, "title")
    page.height(1, 34)
    page.merge(2, 1, len(_WIDTHS), marks(compilation), "subtitle")
    page.put_row(4, ("序号", "工作表", "内容", "行数"), "heading")
    page.height(4, 24)
    for row, one in enumerate(shown, start=5):
        page.put(row, 1, row - 4, "centre")
        page.put(row, 2, Link(one.sheet, "A1", one.sheet), "link")
        page.put(row, 3, one.what, "text")
        page.put(row, 4, one.rows, "number")
        page.height(row, height([(one.what, _WIDTHS[2])], least=20))
    last = 5 + len(shown)
    for row, note in enumerate(_NOTES, start=last + 1):
        page.merge(row, 1, len(_WIDTHS), note, "note")
        page.height(row, height([(note, sum(_WIDTHS))], size=10))
    page.paper(landscape=True, last=(last + len(_NOTES), len(_WIDTHS)))

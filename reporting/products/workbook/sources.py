"""数据来源: the file, sheet and cell every figure came from, and the text that stood there."""

from __future__ import annotations

from reporting.model.figures import Compilation
from reporting.model.records import Source
from reporting.products.workbook.tables import Cell, Column, Shown, begin, finish, put_rows
from reporting.sheets.write import Draft

SHEET = "数据来源"
_COLUMNS = (
    Column("数据项", 34),
    Column("代码", 20),
    Column("单位", 20),
    Column("采用", 7, "centre"),
    Column("报送单位", 20),
    Column("报表", 8, "centre"),
    Column("版本", 7, "centre"),
    Column("工作表", 26),
    Column("单元格", 9, "centre"),
    Column("原文", 18),
    Column("原始文件", 44),
)


def sources(draft: Draft, compilation: Compilation) -> list[Shown]:
    """Write a row for each cell behind a figure; where several sources give one, the one used is marked."""
    rows = [
        _row(compilation, item, unit, source, used=place == 0)
        for (item, unit), several in compilation.sources.items()
        for place, source in enumerate(several)
    ]
    if not rows:
        return []
    page = begin(draft, compilation, SHEET, f"{compilation.period.label}数据来源", _COLUMNS)
    after = put_rows(page, _COLUMNS, rows)
    finish(page, _COLUMNS, after - 1, filtered=True)
    return [Shown(SHEET, "每个数据来自哪个单位哪一版文件的哪个单元格", len(rows))]


def _row(compilation: Compilation, item: str, unit: str, source: Source, *, used: bool) -> list[Cell]:
    known = compilation.catalogue.item_by_code.get(item)
    return [
        known.name if known else item,
        item,
        compilation.catalogue.unit_name(unit),
        "是" if used else "",
        source.sender,
        source.form,
        f"第{source.version}版",
        source.sheet,
        source.cell,
        source.text,
        source.file,
    ]

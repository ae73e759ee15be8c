"""数据来源: the file, sheet and cell every figure came from, the text that stood there, and where the figure stands."""

from __future__ import annotations

from reporting.products.workbook.origins import SOURCES_SHEET, Origin
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
from reporting.sheets.write import Link

SHEET = SOURCES_SHEET
_COLUMNS = (
    Column("数据项", 26),
    Column("代码", 22),
    Column("单位", 22),
    Column("采用", 6, "centre"),
    Column("报送单位", 22),
    Column("报表", 7, "centre"),
    Column("版本", 8, "centre"),
    Column("工作表", 24),
    Column("单元格", 9, "centre"),
    Column("原文", 14),
    Column("原始文件", 54),
    Column("所在位置", 17, "link"),
)
_NOTES = (
    "一个数有多个来源的，“采用”为“是”的计入；点其他表中的全市合计数，到本表中各单位的行。",
    "“原始文件”为存档路径；清单各行为报送时的文件名，“原文”为该行的编号。",
)


# An archived file's name is a hash of 64 signs: in this size it takes two lines with its folder.
_SMALL = 8


def sources(book: Book) -> list[Shown]:
    """Write a row for each cell behind a figure; where several sources give one, the one used is marked."""
    rows = [_row(book, row, one) for row, one in enumerate(book.origins.rows, start=FIRST_ROW)]
    if not rows:
        return []
    page = begin(book, SHEET, f"{book.compilation.period.label}数据来源", _COLUMNS)
    after = put_rows(book, page, _COLUMNS, rows)
    last = put_notes(page, after, _COLUMNS, _NOTES)
    finish(page, _COLUMNS, last - 1)
    page.filter(3, 1, after - 1, len(_COLUMNS))
    return [Shown(SHEET, "每个数据来自哪个单位哪一版文件的哪个单元格", len(rows))]


def _row(book: Book, row: int, origin: Origin) -> list[Cell]:
    source, shown = origin.source, book.origins.shown(row)
    return [
        book.origins.name(origin.code),
        origin.code,
        book.compilation.catalogue.unit_name(origin.unit),
        "是" if origin.used else "",
        source.sender,
        source.form,
        f"第{source.version}版",
        source.sheet,
        source.cell,
        source.text,
        Styled(source.file, book.draft.style("text", font_size=_SMALL)),
        Styled(Link(*shown, "!".join(shown)), "link") if shown else Styled("", "text"),
    ]

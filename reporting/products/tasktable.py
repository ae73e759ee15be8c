"""The bureau's own 指标任务表, filled: what the plan asks of whom, and how far it has come by the period."""

from __future__ import annotations

from reporting.documents.fill import Filling, fill, has_placeholder, tables_without_placeholder
from reporting.documents.words import Properties, Rows
from reporting.model.figures import Compilation
from reporting.products import printed
from reporting.products.briefing import lamped
from reporting.products.filled import Filled
from reporting.products.marks import marks, placed
from reporting.products.owntables import own_tables
from reporting.products.taskrows import PROGRESS_MERGED, TASK_MERGED, TOGETHER, headings, progress_rows, task_rows
from reporting.products.tasksheet import Stock, fill_sheets

DOCUMENT, WORKBOOK = "指标任务表.docx", "指标任务表.xlsx"


def tasktable_docx(template: bytes, compilation: Compilation) -> Filled:
    """Fill the Word template, by its placeholders and by the names in its tables. Raises TemplateError."""
    own = own_tables(tables_without_placeholder(template, DOCUMENT), compilation)
    filling = Filling(
        {**headings(compilation), **placed(marks(compilation)), "表注": printed.LEGEND},
        Properties(f"{compilation.period.label}指标任务表", compilation.bureau, compilation.dated),
        {
            "任务表": Rows(task_rows(compilation), TASK_MERGED, together=TOGETHER),
            "进展表": Rows(lamped(progress_rows(compilation), "亮灯"), PROGRESS_MERGED, together=TOGETHER),
        },
        cells=own.cells,
    )
    told = own.told
    if not own.are_ours and not has_placeholder(template, DOCUMENT):
        told = (*told, "没有占位符，也没有可按名称填写的表（表头要有“指标”或“任务”一栏），原样输出")
    return Filled(fill(template, DOCUMENT, filling), tuple(f"“{DOCUMENT}”{one}" for one in told))


def tasktable_xlsx(template: bytes, compilation: Compilation) -> Filled:
    """Fill the workbook template, by its placeholders or by its names; all else in it stays. Raises TemplateError."""
    stock = Stock(
        {**headings(compilation), **marks(compilation), "表注": printed.LEGEND},
        {"任务表": task_rows(compilation), "进展表": progress_rows(compilation)},
        {"任务表": TASK_MERGED, "进展表": PROGRESS_MERGED},
    )
    return fill_sheets(template, WORKBOOK, stock, compilation)

"""The period's main products, which a release seals: the workbook, the task tables, the briefing."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from pathlib import PurePosixPath

from reporting.commands.office import Office
from reporting.documents.chart import SHEET, ChartData
from reporting.model.bulletins import Issue
from reporting.model.figures import Compilation
from reporting.narrative.story import story
from reporting.products.briefing import briefing
from reporting.products.filled import Filled
from reporting.products.tasktable import tasktable_docx, tasktable_xlsx
from reporting.products.workbook.workbook import workbook
from reporting.sheets.tabulate import tabulate

WORKBOOK, TASKTABLE, TASKTABLE_DOCUMENT, BRIEFING = (
    "汇总表.xlsx",
    "指标任务表.xlsx",
    "指标任务表.docx",
    "季度简报.docx",
)
# Those that are filled from a template of the same name.
TEMPLATES = (TASKTABLE, TASKTABLE_DOCUMENT, BRIEFING)


def main_products(
    office: Office, compilation: Compilation, issue: Issue, revised: tuple[str, ...]
) -> Iterator[tuple[str, Callable[[], bytes]]]:
    """Give each by its name with what makes it, nothing of people's in it; `revised` tells of earlier bulletins."""
    yield WORKBOOK, partial(workbook, compilation)
    if compilation.catalogue.tasks:
        yield TASKTABLE, lambda: _told(office, tasktable_xlsx(office.template(TASKTABLE), compilation))
        yield (
            TASKTABLE_DOCUMENT,
            lambda: _told(office, tasktable_docx(office.template(TASKTABLE_DOCUMENT), compilation)),
        )
    if any(one.key for one in compilation.catalogue.indicators):
        yield (
            BRIEFING,
            lambda: briefing(office.template(BRIEFING), compilation, story(compilation), issue, chart_book, revised),
        )


def correction(path: str) -> str:
    """Name what a correction would print beside the released product: `季度简报.更正稿.docx`."""
    pure = PurePosixPath(path)
    return f"{pure.stem}.更正稿{pure.suffix}"


def chart_book(data: ChartData) -> bytes:
    """Write the workbook that Word opens behind a chart, holding what the chart shows."""
    return tabulate(SHEET, data.table)


def _told(office: Office, filled: Filled) -> bytes:
    """Say what could not be filled in a template of the bureau's own."""
    for told in filled.told:
        office.say(told)
    return filled.content

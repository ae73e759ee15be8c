"""Put 汇总表.xlsx together: the contents first, then one sheet a table, in the order a clerk asks for them."""

from __future__ import annotations

from collections.abc import Callable

from reporting.model.figures import Compilation
from reporting.products.workbook.charts import county_charts
from reporting.products.workbook.contents import contents
from reporting.products.workbook.counties import county_indicators, county_items
from reporting.products.workbook.issues import issues
from reporting.products.workbook.lists import lists
from reporting.products.workbook.origins import Origins
from reporting.products.workbook.overview import overview
from reporting.products.workbook.plans import plans
from reporting.products.workbook.reports import reports
from reporting.products.workbook.sources import sources
from reporting.products.workbook.tables import FIRST_ROW, Book, Shown
from reporting.products.workbook.tasks import projects, tasks
from reporting.sheets.write import Draft

# Each writes its sheets and says what they show; a sheet with nothing to show is left out. 数据来源 comes last: it
# leads to the cells where figures stand.
SHEETS: tuple[Callable[[Book], list[Shown]], ...] = (
    overview,
    plans,
    county_indicators,
    county_charts,
    county_items,
    reports,
    issues,
    tasks,
    projects,
    lists,
    sources,
)


def workbook(compilation: Compilation) -> bytes:
    """Make the workbook of a period."""
    title = f"{compilation.period.label}科技创新指标汇总表"
    draft = Draft(title, author=compilation.bureau, created=compilation.dated)
    book = Book(draft, compilation, Origins(compilation, FIRST_ROW))
    first = draft.page("目录")
    shown = [one for sheet in SHEETS for one in sheet(book)]
    contents(first, compilation, title, shown)
    first.sheet.activate()
    return draft.content()

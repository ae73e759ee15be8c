"""The quarterly briefing (季度简报): the body from sentences, all else in annexes; a template that staff edit in Word.

What stands in it, and what never does, is domain 6. Sections that people write stay slots of the template.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date

from reporting.documents.chart import Chart, ChartData
from reporting.documents.fill import Filling, Paragraph, Value, fill
from reporting.documents.words import Inked, Properties, Record, Rows
from reporting.model.bulletins import Issue
from reporting.model.catalogue import Catalogue
from reporting.model.figures import Compilation, Sentence
from reporting.products import printed
from reporting.products.briefcharts import county_charts, progress_chart
from reporting.products.countyrows import CountyTable, county_table
from reporting.products.keyrows import key_rows
from reporting.products.marks import marks, placed
from reporting.products.projectrows import project_rows
from reporting.products.taskrows import PROGRESS, TOGETHER, Texts, brief_rows, headings

TEMPLATE = "季度简报.docx"
SECTIONS = ("总体情况", "主要指标", "分县情况", "存在问题", "下一步工作建议")
REVISED = "数据修订说明"
# A bulletin is given its number when it is released: until then there is a blank for it.
BLANK = "　"
_MERGED = {"抓手": "抓手", "重点任务": "任务编号", PROGRESS: "任务编号", "牵头单位": "任务编号"}
_PROGRESS_CHART_MM = (200, 100)
_COUNTY_CHART_MM = (222, 74)
# No field of any table: which rows are kept on one page.
_TOGETHER = "同页"
_LAST_ROWS = 3
_COUNTY_CHARTS = ("县区图一", "县区图二", "县区图三", "县区图四")

Story = Mapping[str, tuple[Sentence, ...]]
ChartBook = Callable[[ChartData], bytes]


def briefing(
    template: bytes,
    compilation: Compilation,
    story: Story,
    issue: Issue,
    chart_book: ChartBook,
    revised: tuple[str, ...] = (),
) -> bytes:
    """Fill the briefing. `chart_book` makes a chart's workbook; `revised` tells what was corrected since.

    Raises TemplateError.
    """
    counties = county_table(compilation)
    projects = project_rows(compilation)
    values: dict[str, Value] = {
        **headings(compilation),
        **placed({**marks(compilation), **issued_words(issue, compilation.dated)}),
        **_masthead(compilation, issue),
        REVISED: revised,
        **{section: tuple(_paragraph(sentence) for sentence in story.get(section, ())) for section in SECTIONS},
        "有县区表": bool(counties.rows),
        "有项目表": bool(projects),
        "县区表注": counties.notes,
        "表注": printed.LEGEND,
    }
    filling = Filling(
        values,
        Properties(
            f"{compilation.period.label}{TEMPLATE.removesuffix('.docx')}", compilation.bureau, compilation.dated
        ),
        _tables(compilation, counties, projects),
        _charts(compilation, chart_book),
    )
    return fill(template, TEMPLATE, filling)


def _paragraph(sentence: Sentence) -> Paragraph:
    """Give a sentence with the keys of its figures, where it knows them."""
    return sentence.parts or sentence.text


def issued_words(issue: Issue, dated: date) -> Mapping[str, str]:
    """Give the words of masthead and foot that a release decides, by placeholder."""
    return {
        "年份": str(issue.year),
        "期号": BLANK if issue.number is None else str(issue.number),
        **({"总期号": issue.total} if issue.total else {}),
        "日期": written_out(dated),
        "编辑": issue.drafted,
        "审核": issue.checked,
        "签发": issue.signed,
    }


def _masthead(compilation: Compilation, issue: Issue) -> Mapping[str, Value]:
    catalogue = compilation.catalogue
    return {
        **({} if issue.total else {"总期号": ""}),
        "编发单位": catalogue.parameter.get("编发单位") or compilation.bureau,
        "印数": catalogue.parameter.get("简报印数", ""),
    }


def named(catalogue: Catalogue, role: str) -> str:
    """Name who signs for a role; a person's telephone is never printed."""
    return next((contact.name for contact in catalogue.contacts if contact.role == role), "")


def written_out(day: date) -> str:
    """Write a day as documents do: `2026年1月5日`."""
    return f"{day.year}年{day.month}月{day.day}日"


def _tables(compilation: Compilation, counties: CountyTable, projects: tuple[Texts, ...]) -> Mapping[str, Rows]:
    spread = {"各指标": counties.headings}
    units: list[Record] = [{"单位": unit, "各指标": cells} for unit, cells in counties.rows]
    return {
        "指标表": Rows(_ending_whole(lamped(key_rows(compilation), "评价")), together=_TOGETHER),
        "任务表": Rows(lamped(brief_rows(compilation), "评价"), _MERGED, together=TOGETHER),
        "县区表": Rows(_ending_whole(units), headings=spread, together=_TOGETHER),
        "项目表": Rows(_ending_whole(projects), together=_TOGETHER),
    }


def _ending_whole(records: Sequence[Record]) -> tuple[Record, ...]:
    """Keep the last rows of a table on one page, so that no page holds one row alone."""
    first = len(records) - _LAST_ROWS
    return tuple({**record, _TOGETHER: "末" if at >= first else ""} for at, record in enumerate(records))


def lamped(rows: tuple[Texts, ...], word: str) -> tuple[Record, ...]:
    """Give the lamps of the rows the colour of their word."""
    return tuple({**row, "灯": Inked(str(row["灯"]), printed.lamp_colour(str(row[word])))} for row in rows)


def _charts(compilation: Compilation, chart_book: ChartBook) -> Mapping[str, Chart | None]:
    charts: dict[str, Chart | None] = dict.fromkeys(("进度图", *_COUNTY_CHARTS))
    progress = progress_chart(compilation)
    if progress is not None:
        charts["进度图"] = Chart(progress, chart_book(progress), *_PROGRESS_CHART_MM)
    for slot, data in zip(_COUNTY_CHARTS, county_charts(compilation), strict=False):
        charts[slot] = Chart(data, chart_book(data), *_COUNTY_CHART_MM)
    return charts

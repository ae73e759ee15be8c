"""Native charts: what Word shows before the workbook is opened is what the workbook holds."""

from __future__ import annotations

import io
import re
from datetime import datetime
from decimal import Decimal

import openpyxl
import pytest
import xlsxwriter

from reporting.documents.chart import SHEET, Chart, ChartData, Look, Series
from reporting.documents.fill import fill
from reporting.package.archive import Archive
from reporting.package.opc import content_types, relationships
from reporting.package.xml import parse
from tests.documents.made import document, filling, paragraph, tree

DATA = ChartData(
    "完成<进度>",
    ("甲县", "乙县&", "丙县"),
    (
        Series("本期", (Decimal("1.5"), None, Decimal("-0.25"))),
        Series("全市", (Decimal("0.1"),) * 3, Look.LINE),
    ),
    "单位：%",
    2,
    '柱形图："甲县"1.5',
)


def book(data: ChartData) -> bytes:
    """Write a chart's table as the program's own writer does."""
    buffer = io.BytesIO()
    workbook = xlsxwriter.Workbook(buffer, {"in_memory": True})
    workbook.set_properties({"created": datetime(2000, 1, 1)})  # noqa: DTZ001 -- a workbook knows no time zone
    sheet = workbook.add_worksheet(SHEET)
    for row, values in enumerate(data.table):
        for column, value in enumerate(values):
            if value is not None:
                sheet.write(row, column, value)
    workbook.close()
    return buffer.getvalue()


@pytest.fixture(scope="module")
def made() -> Archive:
    """Fill a document with two charts."""
    chart = Chart(DATA, book(DATA), 150, 60)
    body = paragraph("前{{图一}}后") + paragraph("{{图二}}") + paragraph("{%p if 无图 %}") + paragraph("{%p endif %}")
    charts = {"图一": chart, "图二": chart, "无图": None}
    return Archive(fill(document(body), "模板.docx", filling(charts=charts)))


def test_cache_and_workbook_agree(made: Archive) -> None:
    """Every cached number and name stands in the cell that its formula names."""
    link = next(iter(relationships(made, "word/charts/chart1.xml").values()))
    sheet = openpyxl.load_workbook(io.BytesIO(made.read(link.target)))[SHEET]
    chart = parse(made.read("word/charts/chart1.xml"))
    for reference in chart.iter("{*}strRef", "{*}numRef"):
        name, _, cells = (reference.findtext("{*}f") or "").partition("!")
        held = sheet[cells.replace("$", "")]
        flat = [held] if not isinstance(held, tuple) else [row[0] for row in held]
        cached = {int(one.get("idx", "")): one.findtext("{*}v") for one in reference.iter("{*}pt")}
        assert name == SHEET
        for number, cell in enumerate(flat):
            shown = cached.get(number)
            assert shown == (None if cell.value is None else str(cell.value))


def test_a_gap_is_a_gap(made: Archive) -> None:
    """A county without a figure has no bar, not one of nought."""
    chart = made.read("word/charts/chart1.xml").decode()
    assert '<c:dispBlanksAs val="gap"/>' in chart
    assert chart.count("<c:v>0</c:v>") == 0


def test_the_package_knows_its_charts(made: Archive) -> None:
    """Each chart has its own parts, numbered, with content types and links that lead somewhere."""
    types = content_types(made)
    linked = {one.target for one in relationships(made, "word/document.xml").values() if one.kind == "chart"}
    assert linked == {"word/charts/chart1.xml", "word/charts/chart2.xml"}
    for part in linked:
        assert types[part].endswith("drawingml.chart+xml")
        assert all(one.target in made for one in relationships(made, part).values())


def test_drawings_are_numbered_and_described(made: Archive) -> None:
    """No two drawings share a number, and each is described for those who cannot see it."""
    root = parse(made.read("word/document.xml"))
    marks = list(root.iter("{*}docPr"))
    assert len({one.get("id") for one in marks}) == 2
    assert all(one.get("descr") == '柱形图："甲县"1.5' for one in marks)


def test_type_is_chinese_and_of_a_readable_size(made: Archive) -> None:
    """Every size is between 9 and 10.5 points and every typeface is set for Chinese."""
    chart = made.read("word/charts/chart1.xml").decode()
    assert {int(size) for size in re.findall(r'sz="(\d+)"', chart)} <= set(range(900, 1051))
    assert chart.count("<a:ea typeface=") == chart.count("<a:latin typeface=")
    assert "majorGridlines" not in chart


def test_a_chart_that_is_not_there_leaves_no_trace() -> None:
    """A slot without chart prints nothing, and no part is added."""
    content = fill(document(paragraph("前{{图}}后")), "模板.docx", filling(charts={"图": None}))
    assert not [name for name in Archive(content).names if "chart" in name]
    assert list(tree(content).iter("{*}drawing")) == []

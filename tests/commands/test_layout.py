"""The briefing as it is printed: its PDF measured against the standard, its charts as editable as Word's own."""

from __future__ import annotations

import io
import re
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest

from reporting.documents.render import renderer
from reporting.documents.typefaces import STAND_INS, installed
from reporting.package.archive import Archive
from reporting.package.opc import relationships
from reporting.package.xml import parse
from tests.commands.calling import call, is_for_people
from tests.commands.conftest import Demo
from tests.documents.pages import pdf

needs_libreoffice = pytest.mark.skipif(renderer() is None, reason="LibreOffice is not installed here")


@needs_libreoffice
def test_the_rendered_briefing_keeps_the_standards_page(demo_copy: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Margins, type area, 22 lines, 28 signs, page numbers, red rule, imprint: within 1 mm on every page of the PDF."""
    told = call("run", "2023Q3", "--pdf", "--home", demo_copy)
    assert told.status == 0
    monkeypatch.chdir(demo_copy.parent)  # no home is needed to measure
    layout = call("layout", demo_copy / "outbox" / "2023Q3" / "季度简报.pdf", "--json")
    out = [one for one in layout.document["dimensions"] if not one["ok"]]
    assert out == []
    assert (layout.status, layout.document["ok"], layout.document["kind"]) == (0, True, "简报")
    names = {one["name"] for one in layout.document["dimensions"]}
    assert {
        "上边距（天头）",
        "左边距（订口）",
        "右边距",
        "下边距",
        "行距",
        "每页行数",
        "每行字数",
        "报头红线长",
    } <= names
    assert layout.document["pages"] > 10
    # Whoever prints on a machine without 方正小标宋 is told what took its place; with all typefaces nothing is said.
    here = installed()
    assert ("换了字体" in told.err) == bool(here and set(STAND_INS) - here)
    if here and "方正小标宋简体" not in here:
        assert re.search(r"“季度简报\.docx”的 PDF 换了字体：.*方正小标宋简体由\S+代替", told.err)


@pytest.mark.parametrize("period", ["2022Q4", "2023Q3"])
def test_charts_are_native_and_hold_their_numbers(demo: Demo, period: str) -> None:
    """Each chart's embedded workbook holds what the chart shows, and it has words for those who cannot see it."""
    archive = Archive((demo.home / "outbox" / period / "季度简报.docx").read_bytes())
    charts = [name for name in archive.names if re.fullmatch(r"word/charts/chart\d+\.xml", name)]
    assert len(charts) == 4
    for chart in charts:
        link = next(iter(relationships(archive, chart).values()))
        book = openpyxl.load_workbook(io.BytesIO(archive.read(link.target)))
        shown = list(parse(archive.read(chart)).iter("{*}numRef", "{*}strRef"))
        assert shown
        for one in shown:
            sheet, _, cells = (one.findtext("{*}f") or "").partition("!")
            rows = book[sheet][cells.replace("$", "")]
            held = [row[0].value for row in rows] if isinstance(rows, tuple) else [rows.value]
            cached = {int(point.get("idx", "")): point.findtext("{*}v") for point in one.iter("{*}pt")}
            wanted = [cached.get(at) for at in range(len(held))]
            if one.tag.endswith("numRef"):
                assert [None if value is None else Decimal(str(value)) for value in held] == [
                    None if value is None else Decimal(value) for value in wanted
                ]
            else:
                assert held == wanted
    body = parse(archive.read("word/document.xml"))
    described = [one.get("descr") or "" for one in body.iter("{*}docPr")]
    assert sum(text.startswith("柱形图") for text in described) == len(charts)
    assert all(described)


def test_a_page_that_is_out_is_told_and_exits_1(tmp_path: Path) -> None:
    """A PDF of another page is measured all the same; what is out stands in a table for people."""
    file = tmp_path / "一.pdf"
    file.write_bytes(pdf("BT /F1 16 Tf 1 0 0 1 20 700 Tm (A) Tj ET", width=500))
    told = call("layout", file)
    assert told.status == 1
    assert is_for_people(told.out)
    assert "没有找到" in told.out
    document = call("layout", file, "--json").document
    wide = next(one for one in document["dimensions"] if one["name"] == "纸宽")
    assert wide == {"page": 1, "name": "纸宽", "found": "176.39", "expected": "210", "deviation": "-33.61",
                    "tolerance": "1", "measure": "毫米", "ok": False}  # fmt: skip
    number = next(one for one in document["dimensions"] if one["name"] == "页码")
    assert (number["found"], number["deviation"], number["ok"]) == (None, None, False)


def test_each_kind_has_its_own_page(tmp_path: Path) -> None:
    """The letter form wants two red rules and no number on its first page."""
    file = tmp_path / "函.pdf"
    file.write_bytes(pdf("1 0 0 RG 2 w 56.69 700 m 538.58 700 l S 56.69 56.69 m 538.58 56.69 l S"))
    names = {one["name"]: one["ok"] for one in call("layout", file, "--kind", "函", "--json").document["dimensions"]}
    assert names["上红线长"]
    assert names["下红线距纸边"]
    assert "页码" not in names


@pytest.mark.parametrize(
    ("words", "wanted"),
    [
        (("没有.pdf",), "没有.pdf"),
        (("一.docx",), "重新导出"),
        (("一.docx", "--kind", "报告"), "简报、公文、函"),
    ],
)
def test_what_cannot_be_measured_is_told(
    words: tuple[str, ...], wanted: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A file that is not there, is no PDF, or a kind nobody knows: one line, exit 2."""
    monkeypatch.chdir(tmp_path)
    Path("一.docx").write_bytes(b"PK\x03\x04")
    told = call("layout", *words)
    assert told.status == 2
    assert wanted in told.err
    assert is_for_people(told.err)

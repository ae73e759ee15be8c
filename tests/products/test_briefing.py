"""The briefing: what stands in it, what never does, and how its pages look."""

from __future__ import annotations

import io
import re
import shutil
import subprocess
from dataclasses import replace
from pathlib import Path

import pytest

from reporting.documents.chart import ChartData
from reporting.documents.notation import w
from reporting.documents.render import render, renderer
from reporting.model.bulletins import Issue
from reporting.model.errors import TemplateError
from reporting.package.archive import Archive
from reporting.products.briefing import briefing
from tests.documents.made import document, lines, paragraph, tree
from tests.documents.test_chart import book
from tests.products.city import HOSTILE
from tests.products.quarter import STORY, compilation

TEMPLATE = (Path(__file__).parents[2] / "templates" / "季度简报.docx").read_bytes()
ISSUE = Issue(2023, 3, drafted="张某某", checked="李某某", signed="王某某")
DRAFT = Issue(2023)
MADE = briefing(TEMPLATE, compilation(), STORY, ISSUE, book)
TEXT = "\n".join(lines(MADE))


def made(*, counties: bool = True, **given: object) -> str:
    """Fill the briefing of a changed quarter and give its text, heads of pages included."""
    content = briefing(TEMPLATE, compilation(counties=counties, **given), STORY, DRAFT, book)
    heads = [name for name in Archive(content).names if re.fullmatch(r"word/header\d+\.xml", name)]
    return "\n".join((*lines(content), *(line for name in heads for line in lines(content, name))))


def test_it_has_masthead_sections_slots_and_foot() -> None:
    """A reader finds everything where a 简报 has it."""
    wanted = (
        *("2023年第3期", "某市科学技术局\t2023年10月21日", "2023年前三季度科技创新“八大抓手”\n主要指标进展情况"),
        *("一、总体情况", "二、主要指标", "三、存在问题", "四、下一步工作建议", "〔此处由业务处室填写〕"),
        *("附件：1.主要指标完成情况表", "4.重大项目进展表", "附件4", "报：", "编辑：张某某", "共印60份"),
    )
    places = [TEXT.find(word) for word in wanted]
    assert -1 not in places
    assert places == sorted(places)


def test_the_running_number_is_printed_where_it_is_known() -> None:
    """A bureau that counts its briefings through says so in the catalogue; the others print no empty brackets."""
    assert "2023年第3期\n" in TEXT
    counted = replace(ISSUE, total="21")
    assert "2023年第3期（总第21期）" in "\n".join(lines(briefing(TEMPLATE, compilation(), STORY, counted, book)))


def test_the_imprint_has_room_of_its_own() -> None:
    """In the flow a line stands as high as the box on the lower edge, so that no table reaches under it."""
    xml = Archive(MADE).read("word/document.xml").decode()
    held = re.search(
        r'w:line="(\d+)" w:lineRule="exact"/></w:pPr><w:r><mc:AlternateContent.*?<wp:extent [^>]*cy="(\d+)"', xml
    )
    assert held is not None
    twips, emu = map(int, held.groups())
    assert twips * 635 >= emu


def test_no_page_holds_a_tables_last_row_alone() -> None:
    """The last three rows of a list keep together; those before may break anywhere."""
    rows = list(tree(MADE).iter(w("tbl")))[-1].findall(w("tr"))
    kept = [any(True for _ in row.iter(w("keepNext"))) for row in rows]
    assert kept[-4:] == [False, True, True, False]
    assert all(row.find(f"{w('trPr')}/{w('cantSplit')}") is not None for row in rows)
    assert rows[0].find(f"{w('trPr')}/{w('tblHeader')}") is not None


def test_every_sentence_is_in_it_once() -> None:
    """Nothing the figures say is lost on the way to the page."""
    for sentences in STORY.values():
        assert all(TEXT.count(sentence.text) == 1 for sentence in sentences)


def test_it_says_what_a_leader_must_know() -> None:
    """A carried year, an incomplete total and its missing county are named."""
    for word in (
        "2.60（2022年数）",
        "待年度数据",
        "按年度认定，暂不评价",
        "数据不全，暂不评价",
        "不含己县（未报送）",
        HOSTILE,
    ):
        assert word in TEXT


def test_it_never_says_what_does_not_belong() -> None:
    """No file name, hash, finding code, telephone, placeholder, firm, or word of blame."""
    for word in (r"\.xlsx?", r"[0-9a-f]{32}", r"\b[a-z]+-[a-z]+\b", r"1[3-9]\d{9}", r"\{%", "倒数|最差", "某公司"):
        assert not re.search(word, TEXT)
    assert re.findall(r"\{\{.*?\}\}", TEXT) == ["{{7*7}}"] * TEXT.count("{{7*7}}")


def test_a_draft_says_so_until_it_is_released() -> None:
    """征求意见稿 stands on every page of a draft, 演示数据 on those of the demonstration, neither elsewhere."""
    assert made(released=False, demo=True).count("征求意见稿　演示数据") == 2
    assert "征求意见稿" not in made(released=True, demo=True)
    assert not re.search("征求意见稿|演示数据", made(released=True, demo=False))


def test_a_draft_has_a_blank_for_its_number() -> None:
    """Only a released briefing bears one; its place is there from the first draft."""
    assert made().startswith("科技创新工作简报\n2023年第　期\n某市科学技术局")


def test_a_bureau_without_counties_has_one_annex_less() -> None:
    """Annexes that would be empty are left out, and no number is skipped."""
    text = made(counties=False, entries={})
    assert "附件3\n重大项目进展表" in text
    assert "县（市、区）主要指标表" not in text


def test_the_same_inputs_give_the_same_bytes() -> None:
    """A second pass over the same ledger changes no product."""
    assert briefing(bytes(bytearray(TEMPLATE)), compilation(), STORY, ISSUE, book) == MADE


def test_three_native_charts_can_be_edited() -> None:
    """Each chart brings its workbook."""
    names = Archive(MADE).names
    assert sum(name.startswith("word/charts/chart") for name in names) == 3
    assert sum(name.startswith("word/embeddings/") for name in names) == 3


def test_charts_are_asked_for_by_their_data() -> None:
    """The workbook of a chart is made by the caller from the data the chart shows."""
    asked: list[ChartData] = []

    def workbook(data: ChartData) -> bytes:
        asked.append(data)
        return book(data)

    briefing(TEMPLATE, compilation(), STORY, ISSUE, workbook)
    assert [data.categories[0] for data in asked] == ["省科技型中小企业累计数", "东城区", "东城区"]


def test_the_template_holds_no_figure() -> None:
    """Figures come from the ledger alone: in the template only annexes and sections are numbered."""
    words = re.sub(r"\{[{%].*?[}%]\}", "", "\n".join(lines(TEMPLATE)))
    words = re.sub(r"附件\d|\d\.(?!\d)|\d{4}年底完成", "", words)
    assert not re.search(r"\d", words)


def test_a_slip_in_the_template_is_told() -> None:
    """A clerk who renames a placeholder is told which, and in which template."""
    with pytest.raises(TemplateError, match=r"总体情況.*季度简报\.docx"):
        briefing(document(paragraph("{{总体情況}}")), compilation(), STORY, ISSUE, book)


@pytest.mark.skipif(renderer() is None or shutil.which("pdftotext") is None, reason="LibreOffice or poppler is missing")
def test_the_pages_are_whole(tmp_path: Path) -> None:
    """The body takes at most three pages of 22 lines, every annex begins a page, and no page is empty."""
    pdf = render(MADE, ".docx").content
    assert pdf is not None
    (tmp_path / "briefing.pdf").write_bytes(pdf)
    command = ["pdftotext", "-layout", str(tmp_path / "briefing.pdf"), "-"]
    text = subprocess.run(command, check=True, capture_output=True).stdout.decode()
    pages = io.StringIO(text).read().split("\f")[:-1]
    first_annex = next(number for number, page in enumerate(pages) if re.search(r"附件 ?1\s*\n", page))
    assert first_annex <= 3
    assert all(len(re.sub(r"\s", "", page)) > 60 for page in pages)
    assert sum(bool(re.search(r"(?m)^\s*附件 ?\d\s*$", page)) for page in pages) == 4
    assert "####" not in text

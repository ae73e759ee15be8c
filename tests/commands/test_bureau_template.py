"""What a bureau changes without code: its template in Word, its catalogue in Excel; and what people wrote stays."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import docx
import openpyxl
from docx.oxml.ns import qn

from tests.commands.calling import call

BRIEFING = Path("outbox") / "2023Q3" / "季度简报.docx"
BESIDE = BRIEFING.with_name("季度简报.新.docx")
# An indicator as a clerk adds it: a row of the sheet 指标, by its headings.
INDICATOR: dict[str, str | int] = {
    "代码": "315-10",
    "规划": "315",
    "名称": "规上工业营业收入",
    "计量单位": "亿元",
    "公式": "规上工业营业收入",
    "方向": "正向",
    "小数位": 1,
    "进度算法": "年度",
    "评价时点": "每季",
    "增速算法": "现价自算",
    "参与排名": "否",
    "主要指标": "是",
}


def changed_template(path: Path) -> None:
    """Change the template as staff do in Word: the masthead's name, the order of sections, a typeface, a heading."""
    document = docx.Document(str(path))
    paragraphs = document.paragraphs
    paragraphs[0].runs[0].text = "科技强市建设专报"
    heads = [at for at, one in enumerate(paragraphs) if one.style is not None and one.style.name == "一级标题"]
    first, second, third, *_ = heads
    moved = paragraphs[second:third]
    for one in paragraphs[third : heads[3]]:
        moved[0]._p.addprevious(one._p)
    paragraphs[third].runs[0].text = "二、短板和不足"
    paragraphs[second].runs[0].text = "三、指标进展"
    assert first < second
    fonts = document.styles["简报正文"].element.rPr.rFonts
    for axis in ("ascii", "hAnsi", "eastAsia", "cs"):
        fonts.set(qn(f"w:{axis}"), "宋体")
    document.save(str(path))


def changed_catalogue(path: Path) -> None:
    """Add a row to the sheet 指标, under whatever order of headings it has."""
    book = openpyxl.load_workbook(path)
    sheet = book["指标"]
    headings = [cell.value for cell in sheet[1]]
    after = next(row for row in range(2, sheet.max_row + 1) if sheet.cell(row, 1).value == "315-9")
    sheet.insert_rows(after + 1)
    for column, heading in enumerate(headings, 1):
        sheet.cell(after + 1, column, INDICATOR.get(str(heading)))
    book.save(path)


def texts(path: Path) -> list[str]:
    """Give the texts of all paragraphs outside tables, content controls included."""
    body = docx.Document(str(path)).element.body
    return ["".join(t.text or "" for t in one.iter(qn("w:t"))) for one in body.iter(qn("w:p"))]


def test_a_bureau_changes_its_briefing_without_code(demo_copy: Path) -> None:
    """Another masthead, another order of sections, other headings and typeface, one more indicator: files alone."""
    changed_template(demo_copy / "templates" / "季度简报.docx")
    changed_catalogue(demo_copy / "templates" / "指标体系.xlsx")
    told = call("run", "2023Q3", "--home", demo_copy, "--json")
    assert told.status == 0, told.err
    lines = texts(demo_copy / BRIEFING)
    assert lines[0] == "科技强市建设专报"
    places = [lines.index(line) for line in ("一、总体情况", "二、短板和不足", "三、指标进展", "四、下一步工作建议")]
    assert places == sorted(places)
    told_of = [at for at, line in enumerate(lines) if "规上工业营业收入" in line and "亿元" in line]
    assert any(places[2] < at < places[3] for at in told_of), "the new indicator has its sentence, in its section"
    table = docx.Document(str(demo_copy / BRIEFING)).tables[0]
    row = next(row for row in table.rows if row.cells[1].text == "规上工业营业收入")
    assert row.cells[2].text == "亿元"
    assert row.cells[4].text
    fonts = docx.Document(str(demo_copy / BRIEFING)).styles["简报正文"].element.rPr.rFonts
    assert fonts.get(qn("w:eastAsia")) == "宋体"


def slot(document: Any, name: str) -> Any:
    """Find a slot by its title."""
    controls = document.element.body.iter(qn("w:sdt"))
    return next(one for one in controls if one.find(f"{qn('w:sdtPr')}/{qn('w:alias')}").get(qn("w:val")) == name)


def write_into(path: Path, name: str, text: str) -> None:
    """Write into a slot as a person does in Word, where the prompt goes with the first sign."""
    document = docx.Document(str(path))
    control = slot(document, name)
    for mark in list(control.iter(qn("w:showingPlcHdr"))):
        mark.getparent().remove(mark)
    next(iter(control.iter(qn("w:t")))).text = text
    document.save(str(path))


def test_what_people_wrote_stays_from_draft_to_draft(demo_copy: Path) -> None:
    """The edited briefing stays untouched; the new one beside it holds what was written, and nothing is retyped."""
    write_into(demo_copy / BRIEFING, "工作亮点", "瓯江实验室获批全国重点实验室。")
    edited = (demo_copy / BRIEFING).read_bytes()
    told = call("run", "2023Q3", "--home", demo_copy)
    assert "“工作亮点”" in told.err
    assert (demo_copy / BRIEFING).read_bytes() == edited
    lines = texts(demo_copy / BESIDE)
    assert "瓯江实验室获批全国重点实验室。" in lines
    assert "〔此处由业务处室填写〕" in lines
    assert "〔工作亮点由业务处室填写〕" not in lines


def test_a_pass_that_changes_nothing_changes_no_draft(demo_copy: Path) -> None:
    """The text is carried over the same way each time; a further pass makes no third draft."""
    write_into(demo_copy / BRIEFING, "下一步工作建议", "一是加快项目建设。")
    call("run", "2023Q3", "--home", demo_copy)
    first = (demo_copy / BESIDE).read_bytes()
    call("run", "2023Q3", "--home", demo_copy)
    assert (demo_copy / BESIDE).read_bytes() == first
    assert not (demo_copy / BRIEFING.with_name("季度简报.新.新.docx")).exists()


def test_text_written_into_the_second_draft_goes_into_the_third(demo_copy: Path) -> None:
    """Whoever works on in the new draft finds that in the next one, beside what the first held."""
    write_into(demo_copy / BRIEFING, "工作亮点", "亮点一。")
    call("run", "2023Q3", "--home", demo_copy)
    write_into(demo_copy / BESIDE, "下一步工作建议", "建议一。")
    call("run", "2023Q3", "--home", demo_copy)
    lines = texts(demo_copy / BRIEFING.with_name("季度简报.新.新.docx"))
    assert {"亮点一。", "建议一。"} <= set(lines)


def test_an_untouched_briefing_is_simply_made_anew(demo_copy: Path) -> None:
    """Where nobody wrote anything, nothing is said of it and nothing lies beside it."""
    told = call("run", "2023Q3", "--home", demo_copy)
    assert "人工填写" not in told.err
    assert not (demo_copy / BESIDE).exists()


def test_an_edited_briefing_that_is_damaged_is_told(demo_copy: Path) -> None:
    """The pass goes on, the damaged file stays, and people hear what to do."""
    (demo_copy / BRIEFING).write_bytes(b"PK\x03\x04 cut off")
    told = call("run", "2023Q3", "--home", demo_copy)
    assert told.status == 0
    assert "另存一次再运行" in told.err
    assert (demo_copy / BESIDE).is_file()

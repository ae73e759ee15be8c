"""工作提示单: who lags is told so, of its own figures alone; who does not, is not."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest

from reporting.documents.slots import with_text
from reporting.package.archive import Archive
from reporting.package.pack import replaced
from reporting.sheets.patch import Given, fill
from tests.commands.calling import ask, copied
from tests.commands.conftest import Demo
from tests.documents.made import lines, slot_texts

QUARTER = "2023Q3"
# So high that whoever is on course by the bureau's own thresholds lags here.
HIGH: dict[str, int | Decimal] = {"进度阈值-达到": 10, "进度阈值-基本达到": 5, "进度阈值-滞后": Decimal("0.5")}


@pytest.fixture(scope="module")
def strict(demo: Demo, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give the demonstration's home with higher thresholds, run once."""
    home = copied(demo.home, tmp_path_factory.mktemp("strict") / "home")
    path = home / "templates" / "指标体系.xlsx"
    sheet = openpyxl.load_workbook(path, read_only=True)["参数"]
    rows = [[cell.value for cell in row] for row in sheet.iter_rows()]
    column = "ABCDEF"[rows[0].index("值")]
    named = rows[0].index("名称")
    places = {str(row[named]): f"{column}{at}" for at, row in enumerate(rows, 1)}
    cells: dict[str, Given] = {places[name]: value for name, value in HIGH.items()}
    path.write_bytes(fill(path.read_bytes(), {"参数": cells}))
    ask(home, "run", QUARTER)
    return home


def prompts(home: Path) -> dict[str, bytes]:
    """Give the letters by the name of who gets them."""
    found = sorted((home / "outbox" / QUARTER / "letters").glob("工作提示单-*.docx"))
    return {path.stem.removeprefix("工作提示单-"): path.read_bytes() for path in found}


def test_each_lagging_county_and_lead_gets_one(strict: Path) -> None:
    """Those with a figure that lags, and the offices that lead a lagging task; nobody for what can still be reached."""
    known = ask(strict, "catalogue")
    figures = ask(strict, "figures", QUARTER)
    plan = {one["code"] for one in known["indicators"] if one["plan"] == "315"}
    behind = [one for one in figures if one["judgement"] in ("滞后", "严重滞后") and one["code"] in plan]
    counties = {one["unit"] for one in behind if one["unit"] != "全市"}
    city = {one["code"] for one in behind if one["unit"] == "全市"}
    leads = {one["lead"] for one in known["tasks"] if city & set(one["indicators"])}
    assert len(counties) > 5
    assert set(prompts(strict)) == counties | leads


def test_a_county_reads_its_own_figures_alone(strict: Path) -> None:
    """Neither the name nor a figure of another county is in its letter, seen or hidden."""
    codes = {one["name"]: one["code"] for one in ask(strict, "catalogue")["units"]}
    counties = {name: code for name, code in codes.items() if code.startswith("3303")}
    for name, content in prompts(strict).items():
        body = Archive(content).read("word/document.xml").decode()
        others = {other: code for other, code in counties.items() if other not in (name, "全市")}
        assert [one for one in others if one in body] == []
        assert [code for code in others.values() if f"/{code}" in body] == []


def test_nobody_lags_by_a_figure_that_is_not_judged(strict: Path) -> None:
    """What awaits the year or lacks a county is no ground."""
    said = "\n".join(line for content in prompts(strict).values() for line in lines(content))
    for words in ("待年度数据", "暂不评价", "数据不全", "内插", "倒数", "最差"):
        assert words not in said


def test_each_is_a_draft(strict: Path) -> None:
    """Until there is a release each page says 征求意见稿."""
    assert {tuple(lines(one, "word/header1.xml")) for one in prompts(strict).values()} == {("征求意见稿　演示数据",)}


def test_what_people_advise_is_kept(strict: Path) -> None:
    """The office's own words are carried into the letter of the next pass, beside the edited one."""
    path = strict / "outbox" / QUARTER / "letters" / "工作提示单-鹿城区.docx"
    archive = Archive(with_text(path.read_bytes(), {"工作建议": ["请加快技术合同登记。"]}))
    body = archive.read("word/document.xml").replace("编号：".encode(), "编号：1".encode())
    edited = replaced(archive, {"word/document.xml": body})
    path.write_bytes(edited)
    ask(strict, "run", QUARTER)
    assert path.read_bytes() == edited
    anew = path.with_name("工作提示单-鹿城区.新.docx")
    assert slot_texts(anew.read_bytes())["工作建议"] == "请加快技术合同登记。"

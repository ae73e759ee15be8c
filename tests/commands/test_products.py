"""What the demonstration's products say, read as their readers read them."""

from __future__ import annotations

import hashlib
import json
import re
from pathlib import Path

import docx
import openpyxl
import pytest

from reporting.sheets.keys import keys
from tests.commands.calling import call
from tests.commands.conftest import Demo
from tests.documents.made import tagged

QUARTER = "2023Q3"
# The total of the newly opened floor space lacks one county that sent nothing and two whose forms were returned.
WITHOUT = ("不含", "泰顺县（未报送）", "平阳县", "苍南县（退回未改）")


def folder(demo: Demo) -> Path:
    """Give where the quarter's products lie."""
    return demo.home / "outbox" / QUARTER


@pytest.fixture(scope="module")
def briefing(demo: Demo) -> str:
    """Give all words of the briefing, tables left out."""
    return "\n".join(one.text for one in docx.Document(str(folder(demo) / "季度简报.docx")).paragraphs)


def test_the_briefing_names_who_a_total_is_without(briefing: str) -> None:
    """An incomplete total is said to be one, with the counties by name and why, and is not judged."""
    line = next(line for line in briefing.splitlines() if "118.1万平方米" in line)
    assert all(part in line for part in WITHOUT)
    assert "数据不全，暂不评价" in line


def test_the_briefing_carries_yearly_figures_with_their_year(briefing: str) -> None:
    """K1 and K2 stand as figures of 2022, K4 as not judged before the year's end."""
    assert "2.6%（2022年数）" in briefing
    assert "110人年（2022年数）" in briefing
    assert "按年度认定，暂不评价" in briefing


def test_the_briefing_holds_nothing_of_our_kitchen(demo: Demo, briefing: str) -> None:
    """No file names, hashes, codes of ours, telephones, single enterprises, nor words a bureau never uses."""
    known = demo.ask("catalogue")
    for word in ("xlsx", "倒数", "最差", "增长-", "增长−", "None", "0577", "有限公司", "nan"):
        assert word not in briefing
    assert not re.search(r"[0-9a-f]{12}|KJ\d|JY\d", briefing)
    for code in (one["code"] for one in (*known["items"], *known["indicators"])):
        # Some codes are words people use too, such as GDP.
        assert not re.search(rf"\b{re.escape(code)}\b", briefing) or "_" not in code


@pytest.mark.filterwarnings("ignore:.*extension is not supported")  # openpyxl, of what it does not know
def test_the_workbook_names_who_a_total_is_without(demo: Demo) -> None:
    """The compiled workbook says beside an incomplete total whom it lacks, on the overview and among the counties."""
    book = openpyxl.load_workbook(folder(demo) / "汇总表.xlsx", data_only=True)
    told = {
        sheet.title
        for sheet in book
        for row in sheet.iter_rows()
        for cell in row
        if isinstance(cell.value, str) and all(part in cell.value for part in WITHOUT)
    }
    assert {"总览", "分县指标", "任务进展"} <= told


def test_the_manifest_knows_every_product(demo: Demo) -> None:
    """The manifest gives each product's hash, the catalogue's, and every version that went in."""
    manifest = json.loads((folder(demo) / "manifest.json").read_text(encoding="utf-8"))
    for path, made in manifest["products"].items():
        assert hashlib.sha256((folder(demo) / path).read_bytes()).hexdigest() == made["sha256"]
    made = {path for path, one in manifest["products"].items() if one["part"] == "run"}
    assert {str(folder(demo) / path) for path in made} <= set(demo.told["products"])
    inputs = manifest["made_from"]["run"]["inputs"]
    sent = [one for one in demo.ask("status", QUARTER) if one["state"] != "missing"]
    assert {(one["sender"], one["form"]) for one in inputs} == {(one["sender"], one["form"]) for one in sent}
    assert len(inputs) == len(sent) + 1, "one county sent a form twice"


def test_workbook_and_document_bear_the_same_keys(demo: Demo) -> None:
    """Whichever of the two task tables one asks, the figure has the same key."""
    tags = {tag for tag, _ in tagged((folder(demo) / "指标任务表.docx").read_bytes())}
    borne = keys((folder(demo) / "指标任务表.xlsx").read_bytes())
    assert {key for cells in borne.values() for key in cells.values()} == tags
    assert len(tags) > 200


def test_a_bureaus_own_task_table_is_filled_and_what_is_left_is_told(demo_copy: Path) -> None:
    """A plain table dropped into templates/ comes out filled; the run says which heading it does not know."""
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    sheet.title = "局里的表"
    for row in (("指标", "2027年目标", "1—9月完成", "分管领导"), ("技术交易额（亿元）",), ("315-T10-3",)):
        sheet.append(row)
    book.save(demo_copy / "templates" / "指标任务表.xlsx")
    told = call("--home", demo_copy, "run", QUARTER)
    assert told.status == 0
    assert "“指标任务表.xlsx”局里的表!D1：不认识表头“分管领导”，该栏没有填写" in told.err
    filled = openpyxl.load_workbook(demo_copy / "outbox" / QUARTER / "指标任务表.xlsx")["局里的表"]
    assert [filled.cell(2, column).value for column in (2, 3)] == [560, 229.8]
    assert filled.cell(3, 2).value

"""What a bureau's clerk writes in the catalogue about time: 当期, 口径起始; and projects that nobody tells of."""

from __future__ import annotations

import re
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest

from reporting.sheets.fill import fill
from tests.commands.asking import leaves
from tests.commands.calling import ask, copied
from tests.commands.conftest import Demo
from tests.documents.made import text_of, tree

pytestmark = pytest.mark.filterwarnings("ignore:.*extension is not supported")  # openpyxl, of what it does not know
QUARTER, CITY = "2023Q3", "全市"
NOW = "2023-11-02T09:00:00+08:00"


def cell_of(path: Path, sheet: str, code: str, heading: str) -> str:
    """Find the cell of a row and a column of the catalogue."""
    book = openpyxl.load_workbook(path)
    rows = book[sheet]
    column = next(cell.column_letter for cell in rows[1] if cell.value == heading)
    return column + str(next(cell.row for cell in rows["A"] if cell.value == code))


@pytest.fixture(scope="module")
def changed(demo: Demo, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a home whose catalogue asks for a quarter's own figure, and counts 规上工业增加值 anew since 2023."""
    home = copied(demo.home, tmp_path_factory.mktemp("changed") / "演示")
    path = home / "templates" / "指标体系.xlsx"
    formula = cell_of(path, "指标", "315-B-1", "公式")
    since = cell_of(path, "数据项", "IND_VA", "口径起始")
    path.write_bytes(fill(path.read_bytes(), {"指标": {formula: "当期(财政科技投入)"}, "数据项": {since: "2023Q1"}}))
    ask(home, "--now", NOW, "run", QUARTER)
    return home


def test_a_quarters_own_figure_is_asked_for_in_excel(changed: Path) -> None:
    """当期(…) in the sheet 指标 is all it takes: the figure is the difference of two cells, and trace shows both."""
    county = next(
        one
        for one in ask(changed, "figures", QUARTER)
        if one["code"] == "315-B-1" and one["unit"] == "乐清市" and one["value"] is not None
    )
    answer = ask(changed, "trace", QUARTER, "315-B-1", "--unit", "乐清市")
    now, before = (Decimal(leaf["value"]) for leaf in leaves(answer))
    assert Decimal(answer["value"]) == now - before
    assert abs(Decimal(county["value"]) - (now - before)) <= Decimal("0.5")
    assert [leaf["value_period"] for leaf in leaves(answer)] == [QUARTER, "2023Q2"]
    assert answer["parts"][0]["formula"] == "本期累计 - 上期累计"


def test_a_change_of_basis_is_told_wherever_the_figure_stands(demo: Demo, changed: Path) -> None:
    """Growth is left unsaid, and 口径调整 with its period stands in figures, workbook and briefing."""
    figures = {(one["code"], one["unit"]): one for one in ask(changed, "figures", QUARTER)}
    seen = figures["315-6", CITY]
    assert demo.figure("315-6")["growth"] is not None
    assert (seen["growth"], seen["value"]) == (None, demo.figure("315-6")["value"])
    assert "口径调整：规上工业增加值自2023年一季度起按新口径统计" in seen["notes"]
    outbox = changed / "outbox" / QUARTER
    workbook = openpyxl.load_workbook(outbox / "汇总表.xlsx")
    texts = [str(cell.value) for sheet in workbook for row in sheet.iter_rows() for cell in row if cell.value]
    assert any("口径调整：规上工业增加值" in text for text in texts)
    assert "口径调整：规上工业增加值" in text_of(tree((outbox / "季度简报.docx").read_bytes()))


def test_a_project_nobody_told_of_is_traced_to_its_last_report(demo: Demo, changed: Path) -> None:
    """In a quarter for which nothing came `trace --key` gives what was last known, with the period it is of."""
    now = demo.ask("trace", QUARTER, "KJ8", "--key", "P01")
    later = ask(changed, "--now", "2024-01-10T09:00:00+08:00", "trace", "2023Q4", "KJ8", "--key", "p01")
    assert (later["state"], later["period"], later["value_period"]) == ("value", "2023Q4", QUARTER)
    assert [leaf["source"] for leaf in leaves(later)] == [leaf["source"] for leaf in leaves(now)]


def test_products_date_what_was_last_known(changed: Path) -> None:
    """重大项目 of a quarter for which nothing came yet prints the last known state, dated; 竣工 is no reproach."""
    ask(changed, "--now", "2024-01-10T09:00:00+08:00", "run", "2023Q4")
    workbook = openpyxl.load_workbook(changed / "outbox" / "2023Q4" / "汇总表.xlsx")
    told = [
        str(cell.value)
        for row in workbook["重大项目"].iter_rows(min_row=5)
        for cell in row
        if "截至" in str(cell.value)
    ]
    assert len(told) > 20
    dated = re.compile(r".+（截至2023年9月底(，本期未报送)?）")
    assert all(dated.fullmatch(text) for text in told)
    assert all("未报送" not in text for text in told if text.startswith("已竣工"))
    assert any(text.startswith("已竣工") for text in told)

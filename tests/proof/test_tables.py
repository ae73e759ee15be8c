"""Tables in whatever layout people make them: names and words say what a cell is, never its place."""

from __future__ import annotations

import pytest

from reporting.model.proof import Grid, Grounds, Kind, Passage
from reporting.proof.proof import proof
from tests.proof.town import town

TOWN = town()


def doubts(
    table: str, caption: str = "", rows: dict[str, dict[str, str]] | None = None
) -> list[tuple[str, Kind, str | None]]:
    """Read a table, a row a line and cells parted by |, and give what is doubted."""
    lines = [line.strip().split("|") for line in table.strip().splitlines()]
    cells = [tuple(Passage(cell.strip(), 1) for cell in line) for line in lines]
    grounds = Grounds(TOWN, rows=rows or {})
    return [(one.found, one.kind, one.expected) for one in proof((Passage(caption, 0), Grid(tuple(cells))), grounds)]


BY_ROLE = """
序号|指标名称|计量单位|本期|上年同期|同比|年度目标|完成率（%）|与时序差
1|技术交易额|亿元|229.8|174.1|32.0%|330|69.7|1.7
2|高新技术企业数|家|3690|3040|21.4%|4300||
3|研究开发经费占营业收入比重|%|3.20|3.10|0.10个百分点|3.41||
"""
BY_PERIOD = """
指标|2023年1—9月|2022年1—9月|2022年底
技术交易额（亿元）|229.8|174.1|
高新技术企业（家）|3690|3040|3700
省科技型中小企业（家）|15704|13734|14700
"""
BY_UNIT = """
县（市、区）|技术交易额（万元）|高新技术企业（家）|高新技术产业投资增速（%）
全市|2298000|3690|18.2
甲县|492300|900|25.7
乙县|395200|800|—
丙县|316000|700|−9.2
"""
TURNED = """
项目|甲县|乙县|丙县
技术交易额（亿元）|49.2|39.5|31.6
高新技术企业数（家）|900|800|700
"""
OF_ONE = """
单位|数值（亿元）|同比|完成率|排名
甲县|49.2|8.5%|79.0%|1
乙县|39.5|8.5%|78.0%|2
"""
LAYOUTS = {
    "rows are indicators": (BY_ROLE, ""),
    "columns are periods": (BY_PERIOD, ""),
    "columns are indicators, in another measure": (BY_UNIT, ""),
    "columns are counties": (TURNED, ""),
    "the title names the indicator": (OF_ONE, "2023年前三季度各县技术交易额完成情况"),
    "nothing of the ledger's": ("会议|时间|人数\n调度会|10月23日|36\n推进会|9月1日|120", ""),
}


@pytest.mark.parametrize("name", LAYOUTS)
def test_a_right_table_passes(name: str) -> None:
    """A table that is right passes, in whatever layout."""
    assert doubts(*LAYOUTS[name]) == []


CHANGES = [
    (BY_ROLE, "", "229.8|", "228.8|", ("228.8", Kind.NUMBER, "229.8亿元")),
    (BY_ROLE, "", "174.1", "147.1", ("147.1", Kind.NUMBER, "174.1亿元")),
    (BY_ROLE, "", "32.0%", "23.0%", ("23.0%", Kind.NUMBER, "32.0%")),
    (BY_ROLE, "", "330|", "300|", ("300", Kind.NUMBER, "330亿元")),
    (BY_ROLE, "", "69.7", "96.7", ("96.7", Kind.NUMBER, "69.7%")),
    (BY_ROLE, "", "|1.7", "|−1.7", ("−1.7", Kind.NUMBER, "1.7个百分点")),
    (BY_ROLE, "", "|家|", "|亿元|", ("亿元", Kind.MEASURE, "家")),
    (BY_PERIOD, "", "3040", "3400", ("3400", Kind.NUMBER, "3040家")),
    (BY_PERIOD, "", "3700", "3690", ("3690", Kind.NUMBER, "3700家")),
    (BY_PERIOD, "", "2023年1—9月", "2023年7—9月", ("2023年7—9月", Kind.PERIOD, "1—9月")),
    (BY_PERIOD, "", "（亿元）", "（万元）", ("229.8", Kind.MEASURE, "229.8亿元")),
    (BY_UNIT, "", "395200", "359200", ("359200", Kind.NUMBER, "39.5亿元")),
    (BY_UNIT, "", "（万元）", "（亿元）", ("亿元", Kind.MEASURE, "229.8亿元")),
    (BY_UNIT, "", "−9.2", "9.2", ("9.2", Kind.NUMBER, "−9.2%")),
    (BY_UNIT, "", "甲县", "丁县", ("丁县", Kind.UNIT, "甲县")),
    (TURNED, "", "39.5", "38.5", ("38.5", Kind.NUMBER, "39.5亿元")),
    (OF_ONE, "2023年前三季度各县技术交易额完成情况", "78.0%|2", "78.0%|3", ("3", Kind.RANK, "第2位")),
    (OF_ONE, "2023年前三季度各县技术交易额完成情况", "39.5", "93.5", ("93.5", Kind.NUMBER, "39.5亿元")),
]  # fmt: skip


@pytest.mark.parametrize(("table", "caption", "old", "new", "expected"), CHANGES)
def test_a_wrong_cell_is_found(table: str, caption: str, old: str, new: str, expected: tuple[str, Kind, str]) -> None:
    """One cell or heading that is wrong is found, with what the ledger has."""
    assert old in table
    assert doubts(table.replace(old, new, 1), caption)[:1] == [expected]


def test_a_list_is_held_against_what_is_printed_now() -> None:
    """A project's row, found by its name, is held against the same row as it would be printed today."""
    rows = {"瓯江实验室": {"总投资": "680000", "本年完成投资": "102000"}}
    table = "序号|项目名称|总投资|本年完成投资\n1|瓯江实验室|680000|{}"
    assert doubts(table.format("102000"), rows=rows) == []
    assert doubts(table.format("120000"), rows=rows) == [("120000", Kind.NUMBER, "102000")]

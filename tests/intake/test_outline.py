"""The table of any sheet is found by its looks: heading, names of rows, measures and figures."""

from __future__ import annotations

import pytest

from reporting.intake.identify import identify
from reporting.intake.outline import Outline, outline
from reporting.intake.view import View
from tests.intake.drawings import PLAIN
from tests.intake.notation import CATALOGUE, arrival, book, sheet

COUNTIES = """
表2.2  各区土地面积、常住人口
|
地  区|行政区划面积|年末常住人口|其  中
|（平方公里）|（万人）|外来人口
全  市|6340.5|2418.33|972.68
  甲区|1210.41|552.84|235.09
  # 乙区|20.46|65.48|16.63
注：本表数据为年末数。
"""
ITEMS = """
1-3 各区人口基本情况
|
指 标 名 称|计量\\n单位|2017 年|2018 年|2018年比\\n2017年增长(%)|2018 年|
|||||甲区|乙区
年末常住总人口|万人|'765.67|'790.57|'3.3|'118.40|'290.50
年末户籍总户数|户|'1254463|'1312941|'4.7|'219343|'446732
在户籍总人口中
    男|人|'2068998|'2144151|'3.6|'336865|'711 182
  人口出生率|‰|'24.16|'18.36|增加1.5个千分点|'16.53|—
资料来源：统计局
"""
GROUPS = """
3-6  各县人口自然变动
（2021年）
||||||单位：人、‰
县|出     生||死    亡||
|当年人数|出 生 率|死亡人数|死 亡 率|
甲|乙|1|2|3|
全市合计|46315|9.57|24333|5.03
端  州|3917|8.91|2319|5.28
"""
YEARS = "指标：地区生产总值(亿元)\n地区|2019|2018\n甲市|35371.28|33105.97\n乙市|14104.28|13362.92\n数据来源：统计局"


def seen(drawn: str, *merges: str) -> Outline:
    found = outline(View(sheet(drawn, merges=merges)))
    assert found is not None
    return found


def test_units_down() -> None:
    """A heading of two rows with measures in brackets, a total first, a note last."""
    found = seen(COUNTIES, "A3:A4", "A1:D1")
    assert (found.top, found.bottom, found.stub, found.rows) == (3, 4, 1, (5, 6, 7))
    assert list(found.labels.values()) == ["行政区划面积（平方公里）", "年末常住人口（万人）", "其 中外来人口"]
    assert found.measures == {2: "平方公里", 3: "万人"}
    assert found.figures == 9


def test_items_down_units_across() -> None:
    """Numbers as text, a measure a row, groups over units, a row that only groups, a mark and words for numbers."""
    found = seen(ITEMS, "A3:A4", "B3:B4", "C3:C4", "D3:D4", "E3:E4", "F3:G3")
    assert (found.top, found.bottom, found.stub, found.measure_column) == (3, 4, 1, 2)
    assert found.rows == (5, 6, 8, 9)
    assert found.labels[7] == "2018 年乙区"
    assert found.measures == {5: "%"}
    assert found.figures == 18


def test_groups_and_numbered_columns() -> None:
    """Group headings, a row that numbers the columns, and measures said once in the far right cell."""
    found = seen(GROUPS, "B4:C4", "D4:E4", "A4:A5")
    assert (found.top, found.bottom, found.rows, found.figures) == (4, 5, (7, 8), 8)
    assert found.general == ("人", "‰")
    assert found.labels[3] == "出 生出 生 率"


def test_years_as_numbers_are_a_heading() -> None:
    """Years stored as numbers are labels, not figures; the measure may stand in the title."""
    found = seen(YEARS)
    assert (found.top, found.bottom, found.figures, found.general) == (2, 2, 4, ("亿元",))
    assert list(found.labels.values()) == ["2019", "2018"]


@pytest.mark.parametrize("drawn", ["", "备忘\n打电话|12", "一\n二\n三", "1|2|3\n4|5|6"])
def test_no_table(drawn: str) -> None:
    """Notes, words and bare numbers are no table."""
    assert outline(View(sheet(drawn))) is None


def test_a_sender_is_told_what_was_seen() -> None:
    """Where a file holds no form its sender reads which table was found, and in which sheet."""
    finding = identify(
        book(sheet("备忘|x", "备忘"), sheet(COUNTIES, "年鉴")), arrival("乐清市.xlsx"), CATALOGUE
    ).findings[0]
    assert (finding.code, finding.sheet) == ("id-form", None)
    assert "工作表“年鉴”第4行认出的栏名是“行政区划面积（平方公里）、年末常住人口（万人）" in finding.message
    plain = identify(book(sheet("通知")), arrival("乐清市.xlsx"), CATALOGUE).findings[0]
    assert "认出" not in plain.message


def test_our_own_forms() -> None:
    """One of our own forms is seen like any other table."""
    found = seen(PLAIN)
    assert (found.top, found.stub, found.measure_column) == (3, 1, 2)
    assert list(found.labels.values()) == ["本期", "上年同期", "上期参考"]

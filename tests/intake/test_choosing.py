"""Of several columns that could be 本期 the right one is taken by words and dates, or none."""

from __future__ import annotations

import pytest

from reporting.model.records import Reading
from reporting.model.words import Content, Severity
from tests.intake.drawings import PLAIN, UNITS, VALUES, now, read, shown
from tests.intake.notation import codes

HEAD = "指标名称|计量单位|本期|上年同期|上期参考|说明"
ROWS = (
    ("年新增孵化器（众创空间）孵化场地面积", "万平方米", "12.5", "10"),
    ("孵化器（众创空间）孵化场地面积", "万平方米", "88", "80"),
    ("高新技术企业累计数", "家", "1000", "920"),
    ("财政科技投入", "亿元", "8.25", "7.5"),
)


def drawn(heading: str, *figures: str) -> str:
    """Draw the form with another heading; `figures` are the four rows' cells behind name and measure."""
    head = "2023年前三季度县（市、区）科技创新季度指标表\n填报单位：乐清市\n"
    rows = [f"{name}|{measure}|{cells}" for (name, measure, *_), cells in zip(ROWS, figures, strict=True)]
    return "\n".join([head + heading, *rows])


def bases(reading: Reading) -> list[str]:
    return [shown(one) for one in reading.observations if one.content is Content.BASE]


def serious(reading: Reading) -> list[str]:
    return [one.code for one in reading.findings if one.severity is not Severity.NOTE]


@pytest.mark.parametrize(
    ("heading", "merges"),
    [
        ("指标名称|计量单位|2023年1—9月|2022年1—9月|增速%", ()),
        ("指标名称|计量单位|本年累计|上年同期|同比增长（%）", ()),
        ("指标名称|计量单位|1—9月|去年同期|比重", ()),
        ("指标名称|计量单位|本期（1—9月）|上年同期（1—9月）|上期", ()),
        ("指标名称|计量单位|2023年|2022年|增速\n||1—9月|1—9月|", ()),
        ("指标名称|计量单位|1—9月|||\n||2023年|2022年|增长%", ("C3:E3", "A3:A4", "B3:B4")),
        ("指标名称|计量单位|本期|同期|增减", ()),
    ],
)
def test_two_years_and_a_rate(heading: str, merges: tuple[str, ...]) -> None:
    """This year's and last year's columns are told by their words; a rate beside them is neither."""
    rows = [f"{now}|{before}|9.9" for _, _, now, before in ROWS]
    reading = read(drawn(heading, *rows), merges=merges)
    assert now(reading) == VALUES
    assert bases(reading) == ["10", "80", "920", "7.5"]
    assert serious(reading) == []


@pytest.mark.parametrize(
    "heading",
    [
        "指标名称|计量单位|当季|累计|7月",
        "指标名称|计量单位|7—9月|1—9月|8月",
        "指标名称|计量单位|三季度|前三季度|二季度",
        "指标名称|计量单位|本期|本年累计|上期",
        "指标名称|计量单位|本期||\n||当季|累计|上季度",
        "指标名称|计量单位|9月|2023年1—9月|8月",
    ],
)
def test_a_quarter_beside_the_year_to_date(heading: str) -> None:
    """Of the quarter alone and the year to date the form asks for the year to date."""
    reading = read(drawn(heading, *(f"3.{place}|{now}|777" for place, (_, _, now, _) in enumerate(ROWS))))
    assert now(reading) == VALUES
    assert "id-two-readings" not in codes(reading)


def test_a_stock_in_the_other_column() -> None:
    """A stock left blank to date is read where it stands, among the quarter's: a moment is the same in both."""
    reading = read(drawn("指标名称|计量单位|当季|累计|说明", "4|12.5|", "88||", "1000||", "3|8.25|"))
    assert now(reading) == VALUES
    cells = {one.item: one.cell for one in reading.observations}
    assert (cells["AREA"], cells["FISCAL"]) == ("C5", "D7")


def test_a_figure_to_date_left_blank_is_not_taken_from_the_quarter() -> None:
    """A figure to date that is blank stays blank, whatever the quarter's column holds."""
    reading = read(drawn("指标名称|计量单位|当季|累计|说明", "4||", "88|88|", "1000|1000|", "3|8.25|"))
    assert now(reading)["AREA_NEW"] == "blank"


@pytest.mark.parametrize(
    ("heading", "code"),
    [
        ("指标名称|计量单位|7—9月|说明|", "col-missing"),
        ("指标名称|计量单位|当季|说明|", "col-missing"),
        ("指标名称|计量单位|三季度|说明|", "id-two-readings"),
        ("指标名称|计量单位|一季度|二季度|三季度", "col-missing"),
    ],
)
def test_the_quarter_alone(heading: str, code: str) -> None:
    """A lone column of the quarter is not taken for the year to date; 三季度, which may mean either, is not guessed."""
    figures = ["1|2|3"] * 4 if "一季度" in heading else [f"{now}||" for _, _, now, _ in ROWS]
    reading = read(drawn(heading, *figures))
    assert now(reading) == {}
    assert code in serious(reading)


def test_a_sum_of_nobody_knows_what() -> None:
    """A column 累计 with other figures beside 本期 may be since any day: neither is guessed."""
    reading = read(drawn("指标名称|计量单位|本期|累计|说明", *(f"{now}|99{now}|" for _, _, now, _ in ROWS)))
    assert now(reading) == {}
    assert "id-two-readings" in codes(reading)


def test_the_same_in_both_columns() -> None:
    """Two columns that hold the same from top to bottom leave nothing to choose."""
    reading = read(drawn("指标名称|计量单位|本期|累计|说明", *(f"{now}|{now}|" for _, _, now, _ in ROWS)))
    assert now(reading) == VALUES
    assert serious(reading) == []


def test_months_in_columns() -> None:
    """Of columns for single months and the year to date the last is read."""
    heading = "指标名称|计量单位|2023年||\n||8月|9月|1—9月"
    reading = read(drawn(heading, *(f"1|2|{now}" for _, _, now, _ in ROWS)), merges=("C3:E3",))
    assert now(reading) == VALUES


UNIT_HEAD = "单位名称|规上工业增加值|规上工业营业收入|高新技术产业投资增速（%）|说明"


def counties(reading: Reading) -> list[str]:
    return [shown(one) for one in reading.observations if one.item == "IND_VA"]


@pytest.mark.parametrize(
    ("heading", "cells"),
    [
        ("地区|规上工业增加值||规上工业营业收入|\n|1—9月|增速%|1—9月|增速%", "100|9|500|8"),
        ("地区|规上工业增加值||规上工业营业收入|\n|上年同期|1—9月|1—9月|增速%", "90|100|500|8"),
        ("地区|规上工业增加值|规上工业增加值（上年）|规上工业营业收入|规上工业营业收入（增速）", "100|90|500|8"),
        ("地区|规上工业增加值||规上工业营业收入|\n|7—9月|1—9月|7—9月|1—9月", "30|100|200|500"),
        ("地区|总量||增速|\n|规上工业增加值|规上工业营业收入|规上工业增加值|规上工业营业收入", "100|500|9|8"),
        (
            "地区|2023年1—9月||2022年1—9月|\n|规上工业增加值|规上工业营业收入|规上工业增加值|规上工业营业收入",
            "100|500|9|8",
        ),
    ],
)
def test_items_across_with_other_figures(heading: str, cells: str) -> None:
    """In a 分县表 rates, last year's figures and the quarter's beside an item are not taken for the item."""
    rows = "\n".join(f"{name}|{cells}" for name in ("鹿城区", "龙湾区", "乐清市", "瑞安市"))
    sheet = f"2023年前三季度规上工业分县表\n单位：亿元\n{heading}\n{rows}"
    for merges in ((), ("B3:C3", "D3:E3")) if "\n|" in heading else ((),):
        reading = read(sheet, "KJ2", "TJJ", merges=merges)
        assert counties(reading) == ["100"] * 4
        revenue = [shown(one) for one in reading.observations if one.item == "IND_REVENUE"]
        assert revenue == ["500"] * 4


def test_last_years_column_alone_is_not_this_years() -> None:
    """A column that says it is last year's is never read as this year's, even where that one is missing."""
    reading = read(UNITS.replace("|规上工业增加值|", "|规上工业增加值（上年同期）|", 1), "KJ2", "TJJ")
    assert counties(reading) == []
    assert "col-missing" in serious(reading)


def test_a_rate_of_a_row_is_not_the_row() -> None:
    """A row that says it is a rate is not read as the figure it is the rate of."""
    reading = read(PLAIN.replace("财政科技投入|", "财政科技投入（增速）|"))
    assert "FISCAL" not in now(reading)
    assert "row-missing" in codes(reading)


@pytest.mark.parametrize("heading", ["指标名称|计量单位|本期|本期|说明", "指标名称|计量单位|7—9月|说明|"])
def test_a_form_nobody_can_read_is_not_blank(heading: str) -> None:
    """A form whose columns leave no choice goes back with the reason; it is not put aside as one left blank."""
    reading = read(drawn(heading, *(f"{now}|9{now}|" for _, _, now, _ in ROWS)))
    assert (now(reading), reading.has_figures) == ({}, True)
    assert not read(drawn(heading, "||", "||", "||", "||")).has_figures

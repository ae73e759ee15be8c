"""Staff's own sheet without placeholders: what is filled, what is left, and what is said of it."""

from __future__ import annotations

import io
from collections.abc import Mapping

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet

from reporting.model.errors import TemplateError
from reporting.products.filled import Filled
from reporting.products.taskrows import lines
from reporting.products.tasktable import tasktable_xlsx
from reporting.sheets.keys import keys
from tests.products.quarter import MISSING, compilation
from tests.sheets.made import content_of

QUARTER = compilation()
SMALL, TRADE = "省科技型中小企业累计数", "技术交易额"
Cells = Mapping[str, str | int | float]


def filled(cells: Cells, merges: tuple[str, ...] = (), formats: Mapping[str, str] | None = None) -> Filled:
    """Fill a workbook of one sheet."""
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    sheet.title = "表"
    for where, value in cells.items():
        sheet[where] = value
    for where, code in (formats or {}).items():
        sheet[where].number_format = code
    for area in merges:
        sheet.merge_cells(area)
    return tasktable_xlsx(content_of(book), QUARTER)


def sheet_of(made: Filled) -> Worksheet:
    """Open the filled sheet."""
    return openpyxl.load_workbook(io.BytesIO(made.content))["表"]


def told(made: Filled) -> list[str]:
    """Give what was told, the file's name left out."""
    return [one.removeprefix("“指标任务表.xlsx”") for one in made.told]


def test_a_table_is_found_wherever_it_stands() -> None:
    """Below other things, away from the edge, blanks and full-width signs in its words."""
    made = filled({"A1": "附件", "C7": "指 标", "D7": "１－９月\n完成", "C8": f"1.{SMALL}（家）", "C9": f" {TRADE}"})
    sheet = sheet_of(made)
    assert [sheet[where].value for where in ("D8", "D9")] == [15700, 224.4]
    assert made.told == ()


@pytest.mark.parametrize("name", ["K5", SMALL, f"　{SMALL}"])
def test_a_row_is_known_by_name_or_code(name: str) -> None:
    """The catalogue's code of an indicator will do."""
    assert sheet_of(filled({"A1": "指标", "B1": "完成", "A2": name}))["B2"].value == 15700


def test_a_task_is_known_by_its_number() -> None:
    """T10 names the tenth task."""
    sheet = sheet_of(filled({"A1": "重点任务", "B1": "牵头单位", "C1": "主要进展", "A2": "T10"}))
    assert sheet["B2"].value == "市第1局"
    assert sheet["C2"].value


def test_what_the_cell_shows_decides_the_measure() -> None:
    """A share fits a cell that shows per cent, and one whose heading says %; elsewhere it is as it is printed."""
    cells = {
        "A1": "指标",
        "B1": "完成率",
        "C1": "完成率（%）",
        "D1": "同比",
        "E1": "同比%",
        "F1": "1—9月同比",
        "A2": SMALL,
    }
    sheet = sheet_of(filled(cells, formats={"B2": "0.0%", "D2": "0.00%"}))
    assert [sheet[f"{column}2"].value for column in "BCDEF"] == [0.556, 55.6, 0.121, 12.1, "12.1%"]
    assert sheet["B2"].number_format == "0.0%"


def test_what_staff_put_in_is_left_and_told_where_it_matters() -> None:
    """Formulas, other figures and other words stay and are told; what says the same is no matter."""
    made = filled(
        {
            "A1": "指标",
            "B1": "完成",
            "C1": "年度目标",
            "D1": "完成率%",
            "A2": SMALL,
            "A3": TRADE,
            "B2": 15700,
            "C2": 17000,
            "D2": "=B2/C2*100",
            "D3": "=B3/C3*100",
            "E1": "同比（%）",
            "E2": 12.1,
        }
    )
    sheet = sheet_of(made)
    assert [sheet[where].value for where in ("B2", "C2", "D2", "B3")] == [15700, 17000, "=B2/C2*100", 224.4]
    assert told(made) == ["表!C2原有“17000”，台账为“16500”，保留原有内容", "表!D2、D3是公式，保留原公式"]


def test_a_row_that_a_merge_covers_is_told() -> None:
    """Two indicators cannot share one cell for their figures; a text that is the same for both may."""
    cells = {"A1": "指标", "B1": "完成", "A2": SMALL, "A3": TRADE}
    made = filled(cells, ("B2:B3",))
    assert sheet_of(made)["B2"].value == 15700
    assert told(made) == ["表!B3被合并单元格B2盖住，“224.40”没有填写"]


def test_what_nobody_knows_is_told_with_its_place_and_the_rest_is_filled() -> None:
    """An unknown row, an unknown column, another period's column; a total of staff's own is no matter."""
    made = filled(
        {
            "B3": "指标",
            "C3": "完成",
            "D3": "分管领导",
            "E3": "1—6月完成",
            "B4": "没听说过的事",
            "B5": SMALL,
            "B6": "合计",
            "D6": "=COUNTA(B4:B5)",
        }
    )
    assert sheet_of(made)["C5"].value == 15700
    assert [one.partition("：")[0] for one in told(made)] == ["表!B4", "表!D3", "表!E3"]


def test_counties_are_filled_by_unit_and_indicator() -> None:
    """What is asked of an indicator stands below it; a measure in brackets is no matter; zones and the city too."""
    cells = {
        "A1": "地区",
        "B1": f"{SMALL}（家）",
        "C1": TRADE,
        "E1": "人口",
        "C2": "1-9月完成",
        "D2": "位次",
        "A3": "全市",
        "A4": "东城区",
        "A5": MISSING,
        "A6": "某县",
    }
    made = filled(cells, ("A1:A2", "B1:B2", "C1:D1"))
    sheet = sheet_of(made)
    small, trade = (next(one.code for one in QUARTER.key_figures if one.name == name) for name in (SMALL, TRADE))
    assert sheet["B3"].value == 15700
    city, east = QUARTER.catalogue.city.code, QUARTER.catalogue.unit_by_word["东城区"].code
    borne = keys(made.content)["表"]
    assert (borne["B3"], borne["C4"]) == (f"2023Q3/{small}/{city}", f"2023Q3/{trade}/{east}")
    assert sheet["E4"].value is None
    assert sheet["B6"].value is None
    assert made.told == ()


def test_a_county_column_that_asks_for_another_period_is_told() -> None:
    """Nothing of this quarter goes under a heading of another."""
    cells = {"A1": "地区", "B1": TRADE, "B2": "2022年1—6月", "C1": SMALL, "A3": "东城区"}
    made = filled(cells)
    assert sheet_of(made)["B3"].value is None
    assert len(made.told) == 1


def test_a_workbook_with_nothing_to_fill_is_told() -> None:
    """It comes out as it is, and the clerk learns what a table needs."""
    made = filled({"A1": "通讯录", "A2": "张某"})
    assert "原样输出" in made.told[0]
    assert sheet_of(made)["A2"].value == "张某"


def test_a_heading_may_hold_a_placeholder() -> None:
    """Words are filled first, so that a heading follows the period."""
    sheet = sheet_of(filled({"A1": "指标", "B1": "{{累计月份}}完成", "A2": SMALL}))
    assert (sheet["B1"].value, sheet["B2"].value) == ("1—9月完成", 15700)


def test_a_model_block_of_two_rows_is_repeated_as_one() -> None:
    """Rows of one table that follow each other stand for one record; a row that a merge binds to them goes along."""
    cells = {
        "A1": "头",
        "A2": "{{任务表.序号}}",
        "B2": "{{任务表.主要指标}}",
        "B3": "{{任务表.牵头单位}}",
        "B4": "签收",
        "A5": "尾",
    }
    sheet = sheet_of(filled(cells, ("A2:A4",)))
    assert [sheet.cell(row, 2).value for row in (5, 7)] == ["每万名就业人员中研发人员", "签收"]
    assert [sheet.cell(row, 1).value for row in (2, 5, 8)] == [1, 2, 3]
    assert "A5:A7" in {str(one) for one in sheet.merged_cells.ranges}
    assert sheet.cell(2 + 3 * len(lines(QUARTER)), 1).value == "尾"


def test_a_row_of_two_tables_is_refused() -> None:
    """It cannot be repeated for both; the row is named."""
    with pytest.raises(TemplateError, match="表!第2行"):
        filled({"A2": "{{任务表.序号}}", "B2": "{{进展表.序号}}"})


def test_a_merge_from_above_does_not_bind_what_is_below() -> None:
    """A label at the side, merged over heading, model row and total, grows; the total stands once."""
    cells = {"A1": "八大抓手", "B1": "序号", "B2": "{{任务表.序号}}", "B3": "合计"}
    sheet = sheet_of(filled(cells, ("A1:A3",)))
    last = 2 + len(lines(QUARTER))
    assert [sheet.cell(row, 2).value for row in (2, last - 1, last)] == [1, len(lines(QUARTER)), "合计"]
    assert [str(one) for one in sheet.merged_cells.ranges] == [f"A1:A{last}"]

"""In which measure a figure stands: the nearest word counts, and contradictions are never settled in silence."""

from __future__ import annotations

from dataclasses import replace

import pytest

from reporting.intake.extract import extract
from reporting.model.records import Reading
from reporting.model.words import Content, Severity
from tests.builders import catalogue, column, item
from tests.intake.drawings import PLAIN, SEEDED, UNITS, VALUES, now, read
from tests.intake.notation import CATALOGUE, KJ2, claim, sheet

LINE = "指标名称|计量单位"
FISCAL = "财政科技投入|亿元|8.25|7.5"


def told(reading: Reading) -> list[tuple[str, Severity, str | None]]:
    return [(one.code, one.severity, one.cell) for one in reading.findings]


@pytest.mark.parametrize(
    "drawn",
    [
        PLAIN.replace("|亿元|", "||"),
        PLAIN.replace("|亿元|", "|—|"),
        PLAIN.replace("|亿元|", "|亿元（现价）|"),
        PLAIN.replace("|家|", "|户|"),
        PLAIN.replace(LINE, f"单位：亿元\n{LINE}"),
        PLAIN.replace(LINE, f"|||||单位：亿元、家、万平方米\n{LINE}"),
        PLAIN.replace("财政科技投入|", "财政科技投入（亿元）|"),
        PLAIN.replace("孵化场地面积|万平方米|88", "孵化场地面积|同上|88"),
    ],
)
def test_measures_that_say_what_the_form_says(drawn: str) -> None:
    """The form's own measure, said again, left out or dressed up, is no matter."""
    reading = read(drawn)
    assert now(reading) == VALUES
    assert [one for one in told(reading) if one[0] != "name-changed"] == []


@pytest.mark.parametrize(
    "drawn",
    [
        PLAIN.replace(FISCAL, "财政科技投入|万元|82500|75000"),
        PLAIN.replace(FISCAL, "财政科技投入（万元）||82500|75000"),
        PLAIN.replace(FISCAL, "财政科技投入||82500|75000").replace(LINE, f"（单位：万元）\n{LINE}"),
        PLAIN.replace(FISCAL, "财政科技投入||82500|75000").replace(
            "填报单位：乐清市", "填报单位：乐清市　　单位：万元"
        ),
        PLAIN.replace(FISCAL, "财政科技投入||82500|75000").replace("指标表\n", "指标表（单位：万元）\n", 1),
        PLAIN.replace(FISCAL, "财政科技投入|万元|82500|75000").replace(LINE, f"单位：亿元\n{LINE}"),
        PLAIN.replace(FISCAL, "财政科技投入||82500|75000").replace("指标表\n", "指标表（万元）\n", 1),
        PLAIN.replace(FISCAL, "财政科技投入||82500|75000").replace(LINE, f"|||||（万元）\n{LINE}"),
        PLAIN.replace(FISCAL, "财政科技投入||82500|75000").replace(
            "单位负责人", "注：本表计量单位为万元。\n单位负责人"
        ),
    ],
)
def test_another_measure_is_converted_and_told(drawn: str) -> None:
    """Where the sheet says 万元, by the row, the line above or the title, the figure is converted and noted."""
    reading = read(drawn)
    assert now(reading) == VALUES
    assert {(code, severity) for code, severity, _ in told(reading) if code != "name-changed"} == {
        ("measure-changed", Severity.NOTE)
    }


def test_a_far_word_against_the_forms_own() -> None:
    """A line 单位：万元 above rows that say 亿元 changes nothing, and the clerk hears of it once."""
    reading = read(PLAIN.replace(LINE, f"单位：万元\n{LINE}"))
    assert now(reading) == VALUES
    assert told(reading) == [("measure-changed", Severity.NOTE, "A3")]


@pytest.mark.parametrize(
    "drawn",
    [
        PLAIN.replace(FISCAL, "财政科技投入|千元|8.25|7.5").replace(LINE, f"单位：万元\n{LINE}"),
        PLAIN.replace(FISCAL, "财政科技投入（万元）|亿元|8.25|7.5"),
        PLAIN.replace(FISCAL, "财政科技投入||8.25|7.5").replace(LINE, f"单位：万元\n单位：亿元\n{LINE}"),
    ],
)
def test_two_places_that_contradict_each_other(drawn: str) -> None:
    """Where nobody can tell by which measure a figure was filled in, it is not read, and the form goes back."""
    reading = read(drawn)
    assert now(reading) == {**VALUES, "FISCAL": "blank"}
    assert {(code, severity) for code, severity, _ in told(reading) if code != "name-changed"} == {
        ("id-two-readings", Severity.ERROR)
    }


def test_a_heading_with_its_measure() -> None:
    """（万元） in a column's heading converts that column alone; the line speaks for the others."""
    heading = UNITS.replace("|规上工业增加值|", "|规上工业增加值（万元）|")
    reading = read(heading, "KJ2", "TJJ")
    assert now(reading)["LC.IND_VA"] == "0.01"
    assert now(reading)["LC.IND_REVENUE"] == "500"
    assert ("measure-changed", Severity.NOTE, "B3") in told(reading)


def test_a_heading_and_a_line_that_contradict_each_other() -> None:
    """A heading in 千元 under a line in 万元, neither being the form's own, is not settled by guessing."""
    drawn = UNITS.replace("单位：亿元", "单位：万元").replace("|规上工业增加值|", "|规上工业增加值（千元）|")
    reading = read(drawn, "KJ2", "TJJ")
    assert now(reading)["LC.IND_VA"] == "blank"
    assert now(reading)["LC.IND_REVENUE"] == "0.05"
    assert "id-two-readings" in [code for code, _, _ in told(reading)]


def test_a_heading_that_contradicts_itself() -> None:
    """A heading in 亿元 with （万元） in the row below it is not read."""
    drawn = UNITS.replace("|规上工业增加值|", "|规上工业增加值（亿元）|").replace(
        "说明\n", "说明\n|（万元）|（亿元）|%|\n", 1
    )
    reading = read(drawn, "KJ2", "TJJ")
    assert now(reading)["LC.IND_VA"] == "blank"
    assert now(reading)["LC.IND_REVENUE"] == "500"
    assert ("id-two-readings", Severity.ERROR) in [(code, severity) for code, severity, _ in told(reading)]


def test_a_list_under_a_line_with_a_measure() -> None:
    """单位：亿元 above a list of projects whose columns say nothing holds for its columns of money."""
    bare = SEEDED.replace("（万元）", "").replace("350000", "35").replace("项目编号", "单位：亿元\n项目编号")
    reading = read(bare, "KJ8")
    first = reading.entries[0].fields
    assert (first["总投资"], first["本年完成投资"]) == ("350000", "12000")
    assert ("measure-changed", Severity.NOTE) in [(code, severity) for code, severity, _ in told(reading)]


def test_brackets_that_belong_to_a_name_are_no_measure() -> None:
    """首台(套) is a name: its 套 does not contradict the 项 beside it; a bracket of the clerk's does."""
    named = replace(CATALOGUE.item_by_code["FIRMS"], name="首台(套)产品数", aliases=())
    items = tuple(named if one.code == "FIRMS" else one for one in CATALOGUE.items)
    made = catalogue(units=CATALOGUE.units, items=items, forms=CATALOGUE.forms, projects=CATALOGUE.projects)
    drawn = PLAIN.replace("高新技术企业累计数", "首台(套)产品数")
    assert told(extract(claim(), sheet(drawn), made)) == []
    odd = extract(claim(), sheet(PLAIN.replace("高新技术企业累计数", "首台(套)产品数（亿元）")), made)
    assert ("id-two-readings", Severity.ERROR) in {(code, severity) for code, severity, _ in told(odd)}


def test_brackets_of_a_name_in_a_heading() -> None:
    """The 套 of 首台(套) above a column of 项 says nothing about that column either."""
    sets = item("SETS", "新增首台(套)装备数", measure="项")
    wide = replace(KJ2, columns=(*KJ2.columns, column(Content.NOW, "新增首台(套)装备数", item="SETS")))
    made = replace(CATALOGUE, items=(*CATALOGUE.items, sets), forms=(wide,))
    drawn = UNITS.replace("|说明", "|新增首台(套)装备数|说明").replace("|110|600|'-3.2%|", "|110|600|'-3.2%|4|")
    reading = extract(claim("KJ2", "TJJ"), sheet(drawn), made)
    assert now(reading)["LW.SETS"] == "4"
    assert "measure-changed" not in [code for code, _, _ in told(reading)]


def test_a_group_of_columns_with_a_measure() -> None:
    """（万元） above a group speaks for its columns of money, and not for 增速（%） among them."""
    head = "单位名称|规上工业增加值|规上工业营业收入|高新技术产业投资增速（%）|说明"
    grouped = UNITS.replace("单位：亿元\n", "").replace(head, f"单位名称|主要指标（万元）||||说明\n{head}")
    reading = read(grouped, "KJ2", "TJJ", merges=("B2:D2",))
    found = now(reading)
    assert (found["LC.IND_VA"], found["LC.IND_REVENUE"], found["LC.INVEST"]) == ("0.01", "0.05", "12.8")
    assert {severity for code, severity, _ in told(reading) if code == "measure-changed"} == {Severity.NOTE}
    assert "id-two-readings" not in [code for code, _, _ in told(reading)]

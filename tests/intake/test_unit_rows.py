"""分县表: rows are units, 合计 is the city, columns are items."""

from __future__ import annotations

from reporting.model.records import Reading
from reporting.model.words import Severity
from tests.intake.drawings import STAGES, UNITS, read, shown
from tests.intake.notation import codes

COUNTIES = {"WZ": "400", "LC": "100", "LW": "110", "YQ": "90", "RA": "100", "JKQ": "20"}


def industry(reading: Reading) -> dict[str, str]:
    return {one.unit: shown(one) for one in reading.observations if one.item == "IND_VA"}


def test_units_in_rows() -> None:
    """Units are found by name, alias and former name; 合计 is the city, wherever it stands; # is its own unit."""
    reading = read(UNITS, "KJ2", "TJJ")
    assert industry(reading) == COUNTIES
    growth = {one.unit: shown(one) for one in reading.observations if one.item == "INVEST"}
    assert growth == {"WZ": "16.5", "LC": "12.8", "LW": "-3.2", "YQ": "20", "RA": "none", "JKQ": "blank"}
    assert sorted(codes(reading)) == ["percent-fraction", "value-text"]


def test_units_in_rows_total_last() -> None:
    """The total may stand last, and the columns in another order."""
    lines = UNITS.strip().split("\n")
    drawn = "\n".join([*lines[:3], *lines[4:], lines[3].replace("合  计", "全　市")])
    assert industry(read("\n" + drawn, "KJ2", "TJJ")) == COUNTIES


def test_a_missing_county() -> None:
    """A county whose row is gone is named; it has no figure, least of all nought."""
    reading = read(UNITS.replace("瑞安|100|500|/|", ""), "KJ2", "TJJ")
    assert [(one.code, one.expected) for one in reading.findings if one.severity is Severity.ERROR] == [
        ("row-missing", "瑞安市")
    ]
    assert "RA" not in industry(reading)


def test_a_measure_in_a_heading() -> None:
    """（万元） above a column of 亿元 converts it; no measure of the kind returns the form."""
    drawn = UNITS.replace("增加值|", "增加值（万元）|", 1).replace("|100|500|12.8", "|1000000|500|12.8")
    reading = read(drawn, "KJ2", "TJJ")
    assert industry(reading)["LC"] == "100"
    assert ("measure-changed", Severity.NOTE) in [(one.code, one.severity) for one in reading.findings]
    wrong = read(UNITS.replace("增加值|", "增加值（家）|", 1), "KJ2", "TJJ")
    assert ("measure-changed", Severity.ERROR) in [(one.code, one.severity) for one in wrong.findings]
    assert set(industry(wrong).values()) == {"blank"}


def test_group_headings() -> None:
    """Groups over columns are read with the columns below, merged or with the merge lost when pasted."""
    drawn = UNITS.replace(
        "单位名称|规上工业增加值|规上工业营业收入|高新技术产业投资增速（%）|说明",
        "单位名称|规上工业||高新技术产业投资增速|说明\n|增加值|营业收入||\n|（亿元）|（亿元）|（%）|",
    )
    assert industry(read(drawn, "KJ2", "TJJ")) == COUNTIES
    assert industry(read(drawn, "KJ2", "TJJ", merges=("B3:C3", "A3:A5", "E3:E5"))) == COUNTIES


def test_total_rows_that_differ() -> None:
    """全市 and 合计 with different figures are never chosen between."""
    reading = read(UNITS + "全市|401|2000|16.5|\n", "KJ2", "TJJ")
    assert "row-double" in codes(reading)
    assert "WZ" not in industry(reading)


def test_stages_and_words_of_units() -> None:
    """A stage counts when it is the last; the words beside it are kept unaltered."""
    reading = read(STAGES, "KJ11", "KJJ")
    assert [(one.unit, shown(one), one.text) for one in reading.observations] == [
        ("LC", "1", "批复"),
        ("YQ", "0", "公示"),
    ]
    assert [(one.key, one.unit, dict(one.fields), dict(one.cells)) for one in reading.entries] == [
        ("LC", "LC", {"佐证": "浙政函〔2023〕5号"}, {"佐证": "C3"})
    ]


def test_a_stage_beside_an_unknown_name() -> None:
    """A stage in a row that nobody knows is told like a number there; a row of words that are none is passed over."""
    reading = read(STAGES.replace("鹿城区", "某某园区") + "省级高新园区名单另附|见文件||\n", "KJ11", "KJJ")
    told = [(one.code, one.cell) for one in reading.findings if one.code == "name-changed"]
    assert told == [("name-changed", "A3")]


def test_a_first_row_that_sounds_like_a_heading() -> None:
    """A unit whose answer sounds like a target or a time is a row of the table, not a part of its heading."""
    for answer in ("计划申报", "2023年9月", "上年批复"):
        reading = read(STAGES.replace("鹿城区|批复", f"鹿城区|{answer}"), "KJ11", "KJJ")
        assert [(one.unit, one.text) for one in reading.observations] == [("LC", answer), ("YQ", "公示")]
        assert ("value-type", "B3") in [(one.code, one.cell) for one in reading.findings] or "value-mark" in codes(
            reading
        )

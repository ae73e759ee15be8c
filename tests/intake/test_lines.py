"""Which row is which: by its name, wherever among the cells before the figures it stands."""

from __future__ import annotations

import pytest

from tests.intake.drawings import LISTED, PLAIN, STAGES, UNITS, VALUES, now, read, shown
from tests.intake.notation import codes

LINES = PLAIN.strip("\n").split("\n")
GROUPS = ("一、平台", "一、平台", "二、主体", "三、投入")


def with_first(*cells: str) -> str:
    """Put a cell before each of the heading and the four rows."""
    rows = [f"{cell}|{line}" for cell, line in zip(cells, LINES[2:7], strict=True)]
    return "\n".join([*LINES[:2], *rows])


@pytest.mark.parametrize(
    ("first", "merges"),
    [
        (("序号", "1", "2", "3", "4"), ()),
        (("类别", *GROUPS), ()),
        (("类别", GROUPS[0], "", *GROUPS[2:]), ("A4:A5",)),
        (("类别", "孵化器", "", "高新技术企业", "投入"), ("A4:A5", "A6:A7")),
    ],
)
def test_a_second_stub(first: tuple[str, ...], merges: tuple[str, ...]) -> None:
    """Groups or numbers in a column before the names do not hide the names."""
    reading = read(with_first(*first), merges=merges)
    assert (now(reading), codes(reading)) == (VALUES, [])
    assert ("B6", "高新技术企业累计数") in reading.mapping


def test_a_heading_merged_over_two_stubs() -> None:
    """Under one heading 指标名称 over groups and names the rows are still found by their names."""
    drawn = with_first("指标名称", GROUPS[0], "", *GROUPS[2:]).replace("|指标名称|", "||", 1)
    reading = read(drawn, merges=("A3:B3", "A4:A5"))
    assert (now(reading), codes(reading)) == (VALUES, [])


def test_a_name_in_two_cells() -> None:
    """A name split over a group and its rows is put together."""
    drawn = (
        PLAIN.replace("指标名称|", "类别|指标名称|").replace("\n年新增", "\n|年新增").replace("\n孵化器", "\n|孵化器")
    )
    drawn = drawn.replace("\n高新技术企业累计数", "\n高新技术企业|累计数").replace("\n财政科技投入", "\n财政|科技投入")
    assert now(read(drawn)) == VALUES


def test_a_group_that_is_an_item_itself() -> None:
    """Under an item merged down over its parts the parts are not taken for the item."""
    rows = "|财政科技投入|合计|亿元|8.25|7.5||\n||市本级|亿元|3|2||\n||乡镇|亿元|5.25|5.5||"
    head = [*LINES[:2], f"序号|{LINES[2]}".replace("指标名称|", "指标名称||")]
    others = [f"|{line}".replace("|万平", "||万平").replace("|家", "||家") for line in LINES[3:6]]
    reading = read("\n".join([*head, *others, rows]), merges=("B7:B9",))
    assert now(reading) == VALUES
    assert [one.found for one in reading.findings] == ["财政科技投入市本级", "财政科技投入乡镇"]


@pytest.mark.parametrize(
    "word", ["合计", "合  计", "全　市", "总计", "总  数", "全市合计", "温州市", "一、合计", "合计（亿元）"]
)
def test_words_for_the_city(word: str) -> None:
    """The city's row is known however it is written, first or last."""
    lines = UNITS.strip("\n").split("\n")
    total = lines[3].replace("合  计", word)
    for drawn in ([*lines[:3], total, *lines[4:]], [*lines[:3], *lines[4:], total]):
        reading = read("\n".join(drawn), "KJ2", "TJJ")
        assert {one.unit: shown(one) for one in reading.observations if one.item == "IND_VA"}["WZ"] == "400"


def test_subtotals_and_others() -> None:
    """小计 between groups and a row 其他 are no units; their numbers are told and added to nobody."""
    drawn = UNITS.replace("　乐 清市.", "市区小计|210|1100|8|\n其他|1|2|3|\n　乐 清市.")
    reading = read(drawn, "KJ2", "TJJ")
    assert now(reading) == now(read(UNITS, "KJ2", "TJJ"))
    told = [one for one in reading.findings if one.code == "name-changed"]
    assert [one.found for one in told] == ["市区小计", "其他"]
    assert "小计" in told[0].message
    blank = read(UNITS.replace("　乐 清市.", "市区小计||||\n　乐 清市."), "KJ2", "TJJ")
    assert "name-changed" not in codes(blank)


@pytest.mark.parametrize(
    "total",
    ["合计|||", "合 计：|||", "合计|3||", "|合计||", "共3家|||", "总计（3家）|||", "柳市镇小计|||", "合计3家|||"],
)
def test_totals_of_a_list(total: str) -> None:
    """A row that only adds up a list is no entry of it, first or last."""
    plain = [one.key for one in read(LISTED, "KJ9").entries]
    assert [one.key for one in read(LISTED.replace("合计|||", total), "KJ9").entries] == plain
    first = LISTED.replace("合计|||\n", "").replace("1|甲", f"{total}\n1|甲")
    assert [one.key for one in read(first, "KJ9").entries] == plain


def test_a_name_that_sounds_like_a_total() -> None:
    """A firm whose name has 合计 or 总数 in it is an entry like any other."""
    reading = read(LISTED.replace("1|甲有限公司", "乐清合计|乐清总计仪表公司"), "KJ9")
    assert next(one.key for one in reading.entries) == "913303001234567890"


@pytest.mark.parametrize(
    "foot",
    [
        "注：本表按季报送",
        "数据来源：市统计局",
        "审核人|张三|填表人|李四",
        "||填表人：李四",
        "单位负责人：张三　　审核人：李四",
        "填表人：||报出日期：2023年10月9日",
    ],
)
def test_a_foot_directly_below(foot: str) -> None:
    """Notes and signatures right below the last row are none of its figures, in one cell or in several."""
    drawn = UNITS.rstrip("\n") + f"\n{foot}\n"
    reading = read(drawn, "KJ2", "TJJ")
    assert now(reading) == now(read(UNITS, "KJ2", "TJJ"))
    assert "name-changed" not in codes(reading)


@pytest.mark.parametrize("before", ["（三）", "三、", "3. ", "①", "#", "其中：", "（12）"])
def test_numbers_before_a_name(before: str) -> None:
    """A name with a number before it is that name, and nothing needs to be said about it."""
    reading = read(PLAIN.replace("财政科技投入|", f"{before}财政科技投入|"))
    assert (now(reading), codes(reading)) == (VALUES, [])


def test_an_unknown_row_with_a_stage() -> None:
    """A row of a stage that names no unit is told like one of figures."""
    reading = read(STAGES.replace("乐清市|公示", "某指数|公示"), "KJ11", "KJJ")
    assert [(one.code, one.found) for one in reading.findings if one.code == "name-changed"] == [
        ("name-changed", "某指数")
    ]

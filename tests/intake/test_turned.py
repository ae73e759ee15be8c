"""A table on its side is read like one that stands, and every cell keeps its true address."""

from __future__ import annotations

from reporting.intake.extract import extract
from reporting.intake.identify import identify
from reporting.model.grid import Sheet
from tests.intake.drawings import LISTED, PLAIN, UNITS, VALUES, now, read, shown
from tests.intake.notation import CATALOGUE, Q3, arrival, book, claim, codes, sheet


def on_its_side(drawn: str, head: int) -> str:
    """Turn a drawing's table, which begins below `head` lines, on its side; what stands above stays above."""
    lines = [line.split("|") for line in drawn.strip("\n").split("\n")]
    table = lines[head:]
    width = max(map(len, table))
    turned = [[row[column] if column < len(row) else "" for row in table] for column in range(width)]
    return "\n".join("|".join(row) for row in [*lines[:head], *turned])


ROWS = on_its_side(PLAIN[: PLAIN.index("单位负责人")].rstrip("\n"), 2)
UNITS_ACROSS = on_its_side(UNITS, 2)
LIST = on_its_side("\n".join(LISTED.strip("\n").split("\n")[:5]), 1)


def test_items_across() -> None:
    """A 定行表 with its items across and 本期 and 上年同期 down gives the same figures, at their true cells."""
    reading = read(ROWS)
    assert now(reading) == VALUES
    assert codes(reading) == []
    first = reading.observations[0]
    assert (first.cell, first.explanation) == ("B5", "新建两处")
    assert ("A5", "本期") in reading.mapping
    assert ("D3", "高新技术企业累计数") in reading.mapping
    assert reading.mapping[0] == ("A3", "行列互换的表")


def test_what_stands_above_and_below_is_not_among_the_figures() -> None:
    """A measure above, signatures and notes below a table on its side are understood, and are no entries."""
    drawn = ROWS.replace("亿元", "").replace("8.25", "82500").replace("7.5", "75000")
    drawn = f"{drawn}\n注：口径见制度\n单位负责人：张三|审核人：李四|填表人：王五"
    reading = read(drawn.replace("填报单位：乐清市", "填报单位：乐清市|单位：万元"))
    assert now(reading) == VALUES
    assert codes(reading) == ["measure-changed"]
    assert reading.signers == {"单位负责人": "张三", "审核人": "李四", "填表人": "王五"}


def test_units_across() -> None:
    """A 分县表 with its items down and the units across gives the same figures as the upright one."""
    assert now(read(UNITS_ACROSS, "KJ2", "TJJ")) == now(read(UNITS, "KJ2", "TJJ"))


def test_entries_across() -> None:
    """A list whose columns run down has one entry a column."""
    reading = read(LIST, "KJ9")
    assert [(one.key, one.unit, one.fields["企业名称"]) for one in reading.entries] == [
        ("913303001234567890", "YQ", "甲有限公司"),
        ("91330300AB", "YQ", "乙有限公司"),
    ]
    assert reading.entries[0].cells["企业名称"] == "B3"


def test_it_is_known_for_what_it_is() -> None:
    """A form on its side is identified by its words, and by its table alone where it has no title."""
    untitled = LIST.replace("高新技术企业名录", "")
    for drawn, file in (
        (ROWS, "报表.xlsx"),
        (LIST, "乐清市2023年三季度.xlsx"),
        (untitled, "乐清市2023年前三季度高新技术企业名录.xlsx"),
    ):
        found = identify(book(sheet(drawn)), arrival(file), CATALOGUE)
        assert [(one.sender, one.period) for one in found.claims] == [("YQ", Q3)]


def test_hidden_lines_are_named_as_they_lie() -> None:
    """What is said about rows and columns of a table on its side names them as they lie on the sheet."""
    drawn = sheet(ROWS)
    hidden = Sheet("表1", drawn.cells, hidden_columns=frozenset({3}), hidden_rows=frozenset({5}))
    found = extract(claim(), hidden, CATALOGUE).findings
    assert [one.code for one in found] == ["data-hidden", "data-hidden"]
    assert {one.message[:4] for one in found} == {"第5行被", "自第C列"}


def test_an_upright_table_is_not_turned() -> None:
    """Where a table stands upright nothing is read on its side, whatever words stand below one another."""
    legend = "指标解释\n规上工业增加值|按收入法\n规上工业营业收入|主营\n说明|略"
    reading = read(f"{UNITS}\n{legend}", "KJ2", "TJJ")
    assert now(reading) == now(read(UNITS, "KJ2", "TJJ"))


def test_both_ways_at_once() -> None:
    """The same figures once upright and once on their side, with other numbers, are never chosen between."""
    reading = read(f"{UNITS}\n\n{UNITS_ACROSS.replace('100', '101')}", "KJ2", "TJJ")
    assert "id-two-readings" in codes(reading)
    assert shown(reading.observations[0])

"""Names of indicators as sentences use them."""

from __future__ import annotations

import pytest

from reporting.narrative.names import rate_subject, short_name
from reporting.narrative.parts import joined, text_of
from tests.narrative.made import figure

# The catalogue's name · its measure · the name in a sentence
NAMES = (
    ("年新增孵化器(众创空间)孵化场地面积", "万平方米", "年新增孵化器（众创空间）孵化场地面积"),
    ("国际专利（PCT）申请量", "件", "国际专利（PCT）申请量"),
    ("科技领军(小巨人)企业数", "家", "科技领军（小巨人）企业数"),
    ("技术交易额（亿元）", "亿元", "技术交易额"),
    ("技术交易额(亿元)", "亿元", "技术交易额"),
    ("R&D经费占GDP比重（%）", "%", "R&D经费占GDP比重"),
    ("技术交易额（不含输出）", "亿元", "技术交易额（不含输出）"),
    ("新增首台(套)装备数（项）", "项", "新增首台（套）装备数"),
    ("技术交易额", "亿元", "技术交易额"),
    ("（亿元）", "亿元", "（亿元）"),
)


@pytest.mark.parametrize(("name", "measure", "told"), NAMES, ids=[case[0] for case in NAMES])
def test_a_name_keeps_the_brackets_that_are_part_of_it(name: str, measure: str, told: str) -> None:
    """Brackets are full-width; only a measure at the end is dropped, as the value bears it."""
    assert short_name(figure("DEALS", "1")._replace(name=name, measure=measure)) == told


RATES = (
    ("高新技术产业投资增速", "%", "高新技术产业投资"),
    ("R&D经费增长率(%)", "%", "R&D经费"),
    ("技改投资增幅", "%", "技改投资"),
    ("地区生产总值年均增速", "%", ""),
    ("高新技术产业投资与固定资产投资增速之差", "百分点", ""),
    ("增速达标企业数", "家", ""),
    ("增速", "%", ""),
    ("增加值占比", "%", ""),
)


@pytest.mark.parametrize(("name", "measure", "told"), RATES, ids=[case[0] for case in RATES])
def test_only_a_growth_rate_is_told_as_growth(name: str, measure: str, told: str) -> None:
    """What is no growth rate itself is never told as 同比增长."""
    assert rate_subject(figure("DEALS", "1")._replace(name=name, measure=measure)) == told


@pytest.mark.parametrize(
    ("names", "told"),
    [((), ""), (("甲县",), "甲县"), (("甲县", "乙县"), "甲县和乙县"), (("甲县", "乙县", "丙县"), "甲县、乙县和丙县")],
)
def test_names_are_joined_into_one(names: tuple[str, ...], told: str) -> None:
    """The last of several names is joined with 和, so that what follows is said of them all."""
    assert text_of(joined(names)) == told

"""Measures as people write them."""

from __future__ import annotations

import pytest

from reporting.intake import measures


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("单位：万元", ("万元",)),
        ("（单位：万元）", ("万元",)),
        ("计量单位:亿元", ("亿元",)),
        ("金额单位：人民币万元", ("万元",)),
        ("单位：人民币 万元", ("万元",)),
        ("单位：万元、人", ("万元", "人")),
        ("单位：亿元，家", ("亿元", "家")),
        ("填报单位：乐清市　　单位：万元", ("万元",)),
        ("单位：万元　报告期：2023年前三季度", ("万元",)),
        ("2023年前三季度指标表（单位：万元）", ("万元",)),
        ("注：本表计量单位为万元。", ("万元",)),
        ("注：1.单位均为亿元", ()),
        ("单位：乐清市", ()),
        ("填报单位为乐清市", ()),
        ("填报单位：乐清市", ()),
        ("制表单位：元", ()),
        ("单位负责人：张三", ()),
        ("主管单位：万元集团", ()),
        ("单位名称", ()),
    ],
)
def test_a_line_that_says_the_measure(text: str, found: tuple[str, ...]) -> None:
    """`单位：` says a measure or who somebody is; only measures are taken for one."""
    assert measures.stated(text) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("万元", "万元"),
        ("（万元）", "万元"),
        ("单位：万元", "万元"),
        ("亿元（现价）", "亿元"),
        ("个（家）", "个"),
        ("同上", ""),
        ("", ""),
    ],
)
def test_a_measure_alone(text: str, found: str) -> None:
    """A measure with a remark in brackets is still the measure."""
    assert measures.alone(text) == found


@pytest.mark.parametrize(
    ("shown", "wanted", "power"),
    [
        ("亿元", "万元", 4),
        ("人民币亿元", "万元", 4),
        ("千亿元", "亿元", 3),
        ("万人", "人", 4),
        ("户", "家", 0),
        ("项", "个", 0),
        ("‰", "%", -1),
        ("小数", "%", 2),
        ("㎡", "平方米", 0),
        ("公顷", "万平方米", 0),
        ("人年/万人", "人年／万人", 0),
        ("百分点", "%", None),
        ("万美元", "亿元", None),
        ("人", "家", None),
        ("亩", "平方米", None),
    ],
)
def test_the_power_between_two_measures(shown: str, wanted: str, power: int | None) -> None:
    """Measures of one kind are a power of ten apart; others are never mixed."""
    assert measures.power_between(measures.alone(shown) or shown, wanted) == power


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("2023年前三季度科技创新指标表（万元）", "万元"),
        ("（万元）", "万元"),
        ("万元", "万元"),
        ("首台（套）认定情况表", ""),
        ("县（市、区）科技创新季度指标表", ""),
        ("财政科技投入（万元）", ""),
        ("表（万元）" * 50, ""),
    ],
)
def test_a_measure_in_a_title(text: str, found: str) -> None:
    """Brackets at the end of a title say the measure of the table; those of a name do not."""
    assert measures.in_title(text) == found

"""Targets as plans word them, read with their weight and softness; nothing is guessed."""

from __future__ import annotations

from decimal import Decimal

import pytest

from reporting.catalogue.target_text import Promise, read_target
from reporting.model.words import Direction, Op, TargetKind

END, BASE, EACH, RANK = TargetKind.END, TargetKind.BASE, TargetKind.EACH_YEAR, TargetKind.RANK
SPAN, MEAN, GROWTH, RANGE = (
    TargetKind.SPAN_TOTAL,
    TargetKind.YEARLY_MEAN,
    TargetKind.YEARLY_GROWTH,
    TargetKind.RANGE,
)
COVER, COMPARE = TargetKind.COVERAGE, TargetKind.COMPARISON
SOFT = True


@pytest.mark.parametrize(
    ("text", "measure", "kind", "value", "op"),
    [
        # the table of nine indicators: plain numbers
        ("3.4", "%", END, "3.4", Op.AT_LEAST),
        ("140", "人年", END, "140", Op.AT_LEAST),
        ("6500", "家", END, "6500", Op.AT_LEAST),
        ("2.6", "%", BASE, "2.6", Op.NONE),
        # the same promise in other words
        ("达到6500家", "家", END, "6500", Op.AT_LEAST),
        ("累计达到22000家", "家", END, "22000", Op.AT_LEAST),
        ("达到140人年以上", "人年", END, "140", Op.AT_LEAST),
        ("达到70%以上", "%", END, "70", Op.AT_LEAST),
        ("达到3.6%", "%", END, "3.6", Op.AT_LEAST),
        ("超560亿元", "亿元", END, "560", Op.MORE),
        ("孵化面积超1000万平方米", "万平方米", END, "1000", Op.MORE),
        ("达到1000万平方米以上", "万平方米", END, "1000", Op.AT_LEAST),
        ("年新增科技贷款超150亿元以上", "亿元", EACH, "150", Op.MORE),
        # the tasks
        ("年完成投资额超20亿元", "亿元", EACH, "20", Op.MORE),
        ("每年省市县联动派遣科技特派员500人次", "人次", EACH, "500", Op.AT_LEAST),
        ("获批省“十四五”一流学科20个", "个", END, "20", Op.AT_LEAST),
        ("推动高校科研投入年均增长15%以上", "亿元", GROWTH, "15", Op.AT_LEAST),
        ("取得50项以上硬核科技成果", "项", SPAN, "50", Op.AT_LEAST),
        ("带动企业等社会资本投入超200亿元", "亿元", SPAN, "200", Op.MORE),
        ("每年新实施智能化技改项目1000个以上", "个", EACH, "1000", Op.AT_LEAST),
        ("省级工程研究中心3家左右", "家", EACH, "3", Op.ABOUT),
        ("2027年，省级18家", "家", END, "18", Op.AT_LEAST),
        ("占固定资产投资比重达到15%左右", "%", END, "15", Op.ABOUT),
        ("年均超1亿元", "亿元", MEAN, "1", Op.MORE),
        ("高技能人才数量超过55万人", "万人", END, "55", Op.MORE),
        ("各200名左右", "名", END, "200", Op.ABOUT),
        ("每万人高价值发明专利拥有量11.5件", "件", END, "11.5", Op.AT_LEAST),
        # the 14th plan's table and text
        ("2.2左右", "%", BASE, "2.2", Op.ABOUT),
        ("3.0左右", "%", END, "3.0", Op.ABOUT),
        ("62以上", "%", END, "62", Op.AT_LEAST),
        ("高新技术产业投资年均增速达到12%以上", "%", GROWTH, "12", Op.AT_LEAST),
        ("达到18万元/人", "万元/人", END, "18", Op.AT_LEAST),
        ("达到18万元", "万元/人", END, "18", Op.AT_LEAST),
        ("引进100名以上", "人", END, "100", Op.AT_LEAST),
        ("不超过5%", "%", END, "5", Op.AT_MOST),
        ("控制在10以内", "%", END, "10", Op.AT_MOST),
        ("5%以下", "%", END, "5", Op.AT_MOST),
        ("低于5%", "%", END, "5", Op.LESS),
        ("不低于5%", "%", END, "5", Op.AT_LEAST),
        ("不少于10家", "家", END, "10", Op.AT_LEAST),
        ("≥15", "%", END, "15", Op.AT_LEAST),
        ("约120家", "家", END, "120", Op.ABOUT),
        ("取得突破性进展，建成10家", "家", END, "10", Op.AT_LEAST),
        # multipliers against the measure
        ("突破1.2万台", "台", END, "12000", Op.MORE),
        ("1.2万台", "万台", END, "1.2", Op.AT_LEAST),
        ("超1亿元", "万元", END, "10000", Op.MORE),
        ("150亿元", "万元", END, "1500000", Op.AT_LEAST),
        ("2.2万", "家", END, "22000", Op.AT_LEAST),
        ("1000万平方米", "平方米", END, "10000000", Op.AT_LEAST),
        # ranks
        ("进入全国前50位", "位", RANK, "50", Op.AT_MOST),
        ("前10", "位", RANK, "10", Op.AT_MOST),
        ("50", "位", RANK, "50", Op.AT_MOST),
        ("第3位", "位", RANK, "3", Op.AT_MOST),
        ("在全国排名进入前40%", "%", RANK, "40", Op.AT_MOST),
        # rises over the span, as printed in brackets
        ("[0.22]", "%", SPAN, "0.22", Op.AT_LEAST),
        ("［3］", "%", SPAN, "3", Op.AT_LEAST),
        # shares said in words
        ("山区5县全覆盖", "%", COVER, "100", Op.AT_LEAST),
        ("山区5县全覆盖", "县", COVER, "5", Op.AT_LEAST),
        ("2025年“5+5”产业新型研发机构全覆盖", "%", COVER, "100", Op.AT_LEAST),
        ("集聚创新资源一半以上", "%", END, "50", Op.AT_LEAST),
        # as people type
        ("  ６５００ 家 ", "家", END, "6500", Op.AT_LEAST),
        ("1,200家", "家", END, "1200", Op.AT_LEAST),
        ("-3", "%", END, "-3", Op.AT_LEAST),
        ("20台（套）", "台（套）", END, "20", Op.AT_LEAST),
    ],
)
def test_a_wording_is_read(text: str, measure: str, kind: TargetKind, value: str, op: Op) -> None:
    """The number comes in the indicator's measure, with the weight its words give it."""
    assert read_target(text, measure, kind) == Promise(Decimal(value), None, op, soft=False)


@pytest.mark.parametrize(
    ("text", "measure", "value", "op"),
    [
        ("力争14个以上学科进入ESI全球前1%行列", "个", "14", Op.AT_LEAST),
        ("争取超40亿元", "亿元", "40", Op.MORE),
        ("力争突破1.2万台", "台", "12000", Op.MORE),
        ("力争超2.2万家", "家", "22000", Op.MORE),
        ("力争达3.25%", "%", "3.25", Op.AT_LEAST),
        ("力争全市技能人才总量达到150万人左右", "万人", "150", Op.ABOUT),
        ("争取建成国家实验室基地（全国重点实验室分中心）1家以上", "家", "1", Op.AT_LEAST),
        ("力争培育科技型企业500家", "家", "500", Op.AT_LEAST),
        ("争取实现规上制造业企业研发活动全覆盖", "%", "100", Op.AT_LEAST),
    ],
)
def test_softness_goes_with_any_weight(text: str, measure: str, value: str, op: Op) -> None:
    """力争 and 争取 soften a promise and change nothing else."""
    assert read_target(text, measure, END) == Promise(Decimal(value), None, op, soft=True)


@pytest.mark.parametrize(
    ("text", "measure", "low", "high"),
    [
        ("1-2家", "家", "1", "2"),
        ("1—2家", "家", "1", "2"),
        ("1家至2家", "家", "1", "2"),
        ("15%～20%", "%", "15", "20"),
        ("1.5万-2万家", "家", "15000", "20000"),
        ("1-2万家", "家", "10000", "20000"),
    ],
)
def test_the_lower_end_of_a_range_suffices(text: str, measure: str, low: str, high: str) -> None:
    """1-2家 is kept with one; two is remembered."""
    assert read_target(text, measure, RANGE) == Promise(Decimal(low), Decimal(high), Op.AT_LEAST, soft=False)


@pytest.mark.parametrize("text", ["--", "-", "—", "——", " － ", "无", "/"])
def test_no_target_is_no_target(text: str) -> None:
    """Where the plan prints -- there is nothing to reach."""
    assert read_target(text, "人", BASE) == Promise(None, None, Op.NONE, soft=False)


@pytest.mark.parametrize("text", ["力争超全省平均水平", "力争高新技术产业投资快于面上投资增速"])
def test_comparisons_need_no_number(text: str) -> None:
    """What is promised against others has no number of its own."""
    assert read_target(text, "%", COMPARE) == Promise(None, None, Op.MORE, soft=True)


@pytest.mark.parametrize(
    ("text", "measure", "said"),
    [
        ("分别达到100项、500项以上", "项", "有2个数（100项、500项），不知取哪个"),
        ("创成省级高新园区", "个", "里没有数"),
        ("保持全省第一方队", "位", "里没有数"),
        ("", "家", "里没有数"),
        ("60%以上", "家", "“60%”与指标的计量单位“家”不一致"),
        ("500人次", "人", "“500人次”与指标的计量单位“人”不一致"),
        ("3.4亿元", "%", "“3.4亿元”与指标的计量单位“%”不一致"),
        ("到2027年大幅提高", "%", "里没有数"),
        ("全覆盖", "家", "里没有数"),
    ],
)
def test_what_is_unclear_is_said_and_not_guessed(text: str, measure: str, said: str) -> None:
    """Two numbers, no number, or another measure: people write the value themselves."""
    promise = read_target(text, measure, END)
    assert (promise.value, promise.unclear) == (None, said)


def test_fewer_is_better_for_an_inverse_indicator() -> None:
    """A plain number of an inverse indicator is a ceiling; words say otherwise where they do."""
    assert read_target("5", "%", END, Direction.DOWN).op is Op.AT_MOST
    assert read_target("5以上", "%", END, Direction.DOWN).op is Op.AT_LEAST


def test_the_same_number_twice_is_one_number() -> None:
    """15%（其中规上15%） leaves no doubt."""
    assert read_target("15%（规上15%）", "%", END).value == 15

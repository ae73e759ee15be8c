"""The body as a whole: what it holds, how long it is, and what never stands in it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

import pytest

from reporting.merge.evidence import gather
from reporting.merge.merge import merge
from reporting.merge.needed import needed
from reporting.model.figures import Compilation, Figure, Sentence
from reporting.model.periods import Period
from reporting.model.plans import Plan
from reporting.model.tags import Quoted
from reporting.model.words import Judgement
from reporting.narrative.story import story
from tests import builders
from tests.narrative import test_problems
from tests.narrative.made import INDICATORS, Q3, catalogue, compilation, counties, figure, task
from tests.narrative.table import NOTHING, OPENINGS, PLACES, SENTENCES, rows

SECTIONS = ("总体情况", "主要指标", "分县情况", "存在问题")
# Three pages of 22 lines with 28 characters, less masthead, headings and the slots people fill.
LONGEST_BODY = 1500

NEVER = {
    "负增长": "(增长|下降|净增|净减|加快|回落|提高|增加|减少)[-\u2212]",
    "半角负号": "-[0-9]",
    "倍": "倍",
    "倒数、最差、末位": "倒数|最差|最后一|末位|垫底",
    "千分位": "[0-9],[0-9]",
    "月份间的短横": "[0-9][-–~～][0-9]+月",
    "两位数的年份": "(?<![0-9])[0-9]{2}年",
    "平方米的符号": "㎡|m2",
    "半角括号": "[()]",
    "半角标点": "[,;:?!]",
    "括号套括号": "（[^（）]*（",
    "文件名": r"\.(xlsx?|docx?|et|csv|pdf|zip)",
    "疑点代码": "[a-z]+-[a-z]+",
    "校验值": "[0-9a-f]{16}",
    "手机号": "1[3-9][0-9]{9}",
    "标点连用": "[，。；、]{2}",
    "空格": r"\s",
    "单个企业": "有限公司|股份公司",
}


def whole() -> Compilation:
    """Compile a quarter in which nearly everything happens that can."""
    awaits, incomplete = Judgement.AWAITS_YEAR, Judgement.INCOMPLETE
    behind = {"progress": "60.6", "gap": "-7.4", "judgement": Judgement.BEHIND}
    figures = (
        figure("RD", "2.6003", growth="0.2", value_period=Period(2022), judgement=awaits),
        figure("STAFF", "110", growth="7.7", value_period=Period(2022), judgement=awaits),
        figure("COST", "3.2", growth="0.10", wanted="3.41", gap="-0.21", judgement=Judgement.FAR_BEHIND),
        figure("FIRMS", "3690", growth="21.4", wanted="4300", judgement=Judgement.AT_YEAR_END),
        figure("SMES", "15704", growth="14.3", wanted="16500", **behind),  # type: ignore[arg-type]
        figure("DEALS", "12345.6", growth="-3", wanted="33000", **behind),  # type: ignore[arg-type]
        figure("AREA", "118.1", growth="353", lacks=("庚县", "己县"), lacks_returned=("己县",), judgement=incomplete),
        figure("INVEST", "-3", growth="-21.2", wanted="15", gap="-18.0", judgement=Judgement.FAR_BEHIND),
        *(one for code in ("COST", "SMES", "DEALS", "INVEST")
          for one in counties(code, 1, 2, 3, 3, 5, 6, 7, behind=["己县", "庚县"])),
        *counties("AREA", 1, 2, 3, 4, 5, None, None, behind=["戊县"]),
        figure("SHARE", "80", covered="4/5", judgement=Judgement.NOT_REACHED),
    )  # fmt: skip
    key = tuple(replace(one, key=one.code not in {"SHARE", "PLACE", "LOSS", "QUARTER"}) for one in INDICATORS)
    city = catalogue(indicators=key, tasks=(task("T3", "科技赋能", "SHARE", "DEALS"),))
    before = figure("SMES", "14700", period=Period(2022, 4))
    return compilation(*figures, catalogue=city, earlier=(before,))


def sentences(held: Compilation) -> Iterator[Sentence]:
    for told in story(held).values():
        yield from told


def every_text() -> Iterator[str]:
    """Give every sentence of every table of cases, and those of the whole quarter."""
    told = (row["句子"] for table in (SENTENCES, PLACES, OPENINGS) for row in rows(table))
    yield from (text for text in told if text != NOTHING)
    yield from (one for _, _, told in test_problems.CASES for one in told)
    yield from (one.text for one in sentences(whole()))


@pytest.mark.parametrize("pattern", NEVER.values(), ids=NEVER.keys())
def test_some_things_never_stand_in_the_body(pattern: str) -> None:
    """No sentence breaks the office's rules of wording, nor shows what is not for leaders."""
    assert [text for text in every_text() if re.search(pattern, text)] == []


def test_every_sentence_ends_as_a_sentence() -> None:
    """A section is text people can print: every sentence ends in a full stop and has one."""
    assert [text for text in every_text() if not text.endswith("。")] == []


def test_every_sentence_names_its_figures() -> None:
    """Each sentence can be followed back to figures that are there."""
    held = whole()
    for one in sentences(held):
        assert one.figures, one.text
        assert set(one.figures) <= set(held.figures)
        assert len(set(one.figures)) == len(one.figures)


def test_the_parts_of_every_sentence_are_its_text() -> None:
    """What a document marks as printing a figure stands in the sentence as it is read."""
    for one in sentences(whole()):
        assert "".join(map(str, one.parts)) == one.text
        quoted = {(part.tag.code, part.tag.unit) for part in one.parts if isinstance(part, Quoted)}
        assert quoted <= set(one.figures), one.text


def test_no_sentence_is_said_twice() -> None:
    """A leader reads nothing a second time."""
    texts = [part for one in sentences(whole()) for part in one.text.split("。") if part]
    assert len(texts) == len(set(texts))


def test_the_body_fits_its_pages() -> None:
    """Even a quarter in which much goes wrong leaves room for what people write."""
    assert len("".join(one.text for one in sentences(whole()))) <= LONGEST_BODY


def test_the_same_figures_give_the_same_story() -> None:
    """The order in which figures are held decides nothing."""
    held = whole()
    turned = replace(held, figures=dict(reversed(list(held.figures.items()))))
    assert story(turned) == story(held)


def test_all_sections_are_there() -> None:
    """The template finds every section it prints, and 三 is never empty."""
    told = story(whole())
    assert tuple(told) == SECTIONS
    assert all(told[section] for section in SECTIONS)


def test_without_figures_the_body_says_so() -> None:
    """A period without any figure still gives sentences, and no counts of nothing."""
    told = story(compilation())
    assert [one.text for one in told["总体情况"]] == ["2023年前三季度（1—9月），全市暂无主要指标数据。"]
    assert [one.text for one in told["存在问题"]] == ["本期无可评价的主要指标，暂无滞后指标。"]


def test_only_the_followed_plans_key_indicators_are_told() -> None:
    """Two plans may have key indicators; the briefing tells those of the plan whose tasks it follows."""
    plans = (Plan("145", "规划", "", "", 2021, 2025, 2020), Plan("315", "方案", "", "", 2023, 2027, 2022))
    other = replace(INDICATORS[0], code="OTHER", plan="145")
    city = catalogue(plans=plans, indicators=(other, *INDICATORS), tasks=(task("T1", "任务", "DEALS"),))
    held = compilation(figure("RD", "2.6")._replace(code="OTHER"), figure("DEALS", "1"), catalogue=city)
    assert [one.code for one in held.key_figures] == ["DEALS"]


COUNTIES = (builders.ALPHA.code, builders.BETA.code, builders.GAMMA.code)


def merged(**deals: dict[str, str]) -> Compilation:
    """Merge what three counties sent of their deals, by period, and compile it."""
    city = builders.catalogue(
        items=(builders.item("DEALS", "技术交易额"),),
        indicators=(builders.indicator("I1", "技术交易额", name="技术交易额"),),
        forms=(builders.form("F1", COUNTIES, ("DEALS",)),),
        targets=(builders.target("I1", 2023, "400"),),
    )
    held = [
        builders.held(unit, "DEALS", when.removeprefix("of"), value)
        for when, sent in deals.items()
        for unit, value in sent.items()
    ]
    figures: tuple[Figure, ...] = merge(gather(city, held, (), needed(city, Q3)), Q3)
    return compilation(*figures, catalogue=city)


@pytest.mark.parametrize(("now", "then", "told"), [
    ({"甲": "100", "乙": "80", "丙": "60"}, {"甲": "80", "乙": "64", "丙": "56"},
     "前三季度，技术交易额240.0亿元，同比增长20.0%；完成年度目标（400亿元）的60.0%，慢于时序进度15.0个百分点。"),
    ({"甲": "100", "乙": "80"}, {"甲": "80", "乙": "64", "丙": "56"},
     "前三季度，技术交易额180.0亿元，不含丙县（未报送），按同口径同比增长25.0%；数据不全，暂不评价。"),
    ({"甲": "100", "乙": "80", "丙": "60"}, {"甲": "80", "乙": "64"},
     "前三季度，技术交易额240.0亿元，按同口径同比增长25.0%；完成年度目标（400亿元）的60.0%，慢于时序进度15.0个百分点。"),
    ({"甲": "100", "乙": "80", "丙": "60"}, {},
     "前三季度，技术交易额240.0亿元，完成年度目标（400亿元）的60.0%，慢于时序进度15.0个百分点。"),
    ({"甲": "100", "乙": "80", "丙": "60"}, {"甲": "0", "乙": "0", "丙": "0"},
     "前三季度，技术交易额240.0亿元，同比增加240.0亿元；完成年度目标（400亿元）的60.0%，慢于时序进度15.0个百分点。"),
], ids=["数据齐全", "今年缺一家", "上年缺一家", "上年无数", "上年为零"])  # fmt: skip
def test_merged_figures_are_told_on_the_same_basis(now: dict[str, str], then: dict[str, str], told: str) -> None:
    """A county that is missing, now or a year ago, is left out of both sides, and the reader is told."""
    held = merged(of2023Q3=now, of2022Q3=then)
    assert [one.text for one in story(held)["主要指标"]] == [told]

"""三、存在问题: what lags, in which order, and what is said when nothing does."""

from __future__ import annotations

import pytest

from reporting.model.figures import Figure
from reporting.model.words import Judgement, State, TargetKind
from reporting.narrative.problems import problems
from tests.narrative.made import catalogue, compilation, counties, figure, target, task

DONE, BEHIND, FAR_BEHIND = Judgement.DONE, Judgement.BEHIND, Judgement.FAR_BEHIND
NOT_REACHED, INCOMPLETE, NO_DATA = Judgement.NOT_REACHED, Judgement.INCOMPLETE, Judgement.NO_DATA
NOTHING = "可评价的主要指标中，暂无滞后指标。"

# What the case shows · the city's figures · the sentences
CASES: tuple[tuple[str, tuple[Figure, ...], tuple[str, ...]], ...] = (
    ("无一滞后", (figure("DEALS", "330", judgement=DONE),), (NOTHING,)),
    ("基本达到不是问题", (figure("DEALS", "200", judgement=Judgement.NEARLY),), (NOTHING,)),
    ("无可评价的指标", (figure("DEALS", "330"),), ("本期无可评价的主要指标，暂无滞后指标。",)),
    ("没有任何数据", (), ("本期无可评价的主要指标，暂无滞后指标。",)),
    ("一项慢于时序", (figure("DEALS", "200", wanted="330", progress="60.6", gap="-7.4", judgement=BEHIND),),
     ("主要指标中，技术交易额滞后，慢于时序进度7.4个百分点。",)),
    ("一项低于目标", (figure("COST", "3.2", wanted="3.41", gap="-0.21", judgement=BEHIND),),
     ("主要指标中，研究开发经费占营业收入比重滞后，比年度目标低0.21个百分点。",)),
    ("总量低于目标", (figure("SPEND", "30", wanted="40", gap="-10.0", judgement=FAR_BEHIND),),
     ("主要指标中，财政科技投入严重滞后，比年度目标少10.0亿元。",)),
    ("逆向指标高于目标", (figure("ENERGY", "0.35", wanted="0.3", gap="0.05", judgement=FAR_BEHIND),),
     ("主要指标中，单位能耗严重滞后，比年度控制目标多0.05吨。",)),
    ("位次没有差额可说", (figure("PLACE", "53", wanted="50", gap="3", judgement=NOT_REACHED,
                         target=target("PLACE", "50", "前50位", TargetKind.RANK)),),
     ("主要指标中，国家高新区全国排名尚未达到年度目标。",)),
    ("几项滞后，重的在前",
     (figure("DEALS", "200", wanted="330", progress="60.6", gap="-7.4", judgement=BEHIND),
      figure("SMES", "14900", wanted="16500", progress="11.1", gap="-43.9", judgement=FAR_BEHIND)),
     ("主要指标中，省科技型中小企业累计数严重滞后，慢于时序进度43.9个百分点；技术交易额滞后，慢于时序进度7.4个百分点。",)),
    ("数据不全", (figure("DEALS", "200", lacks=("甲县",), judgement=INCOMPLETE),),
     ("本期无可评价的主要指标，暂无滞后指标。", "因甲县未报送，技术交易额本期未能评价。")),
    ("数据不全的原因各说各的",
     (figure("DEALS", "200", lacks=("甲县", "乙县"), lacks_returned=("乙县",), judgement=INCOMPLETE),),
     ("本期无可评价的主要指标，暂无滞后指标。", "因甲县未报送，乙县退回未改，技术交易额本期未能评价。")),
    ("缺的单位相同则合为一句",
     (figure("DEALS", "200", lacks=("甲县",), judgement=INCOMPLETE),
      figure("AREA", "118", lacks=("甲县",), judgement=INCOMPLETE)),
     ("本期无可评价的主要指标，暂无滞后指标。",
      "因甲县未报送，技术交易额和年新增孵化器（众创空间）孵化场地面积本期未能评价。")),
    ("缺的单位不同则分开说",
     (figure("DEALS", "200", lacks=("甲县",), judgement=INCOMPLETE),
      figure("AREA", "118", lacks=("甲县",), lacks_returned=("甲县",), judgement=INCOMPLETE)),
     ("本期无可评价的主要指标，暂无滞后指标。", "因甲县未报送，技术交易额本期未能评价。",
      "因甲县退回未改，年新增孵化器（众创空间）孵化场地面积本期未能评价。")),
    ("全市数未报送", (figure("INVEST", None, judgement=NO_DATA), figure("DEALS", "330", judgement=DONE)),
     (NOTHING, "高新技术产业投资增速数据未报送，本期未能评价。")),
    ("全市数退回", (figure("INVEST", None, state=State.RETURNED, judgement=NO_DATA),),
     ("本期无可评价的主要指标，暂无滞后指标。", "高新技术产业投资增速数据退回未改，本期未能评价。")),
    ("沿用的年度数不是问题",
     (figure("RD", "2.6", judgement=Judgement.AWAITS_YEAR), figure("DEALS", "330", judgement=DONE)),
     (NOTHING,)),
)  # fmt: skip


@pytest.mark.parametrize(("figures", "told"), [case[1:] for case in CASES], ids=[case[0] for case in CASES])
def test_problems_are_told(figures: tuple[Figure, ...], told: tuple[str, ...]) -> None:
    """What lags is told with how much it lacks; where nothing does, the section says so."""
    said = problems(compilation(*figures), figures)
    assert tuple(one.text for one in said) == told
    assert all(one.figures or not figures for one in said)


KEY = catalogue().indicator_by_code


NAMES = ("建设平台", "培育企业", "引进人才", "转化成果", "扩大开放")


def told_of_tasks(*behind: str, names: tuple[str, ...] = NAMES) -> list[str]:
    """Tell a city whose one key indicator is done, and whose tasks have a lagging target each where named."""
    own = ("FIRMS", "SMES", "AREA", "INVEST", "SHARE")
    city = catalogue(
        tasks=tuple(task(f"T{n}", name, code) for n, (name, code) in enumerate(zip(names, own, strict=False)))
    )
    key = figure("DEALS", "330", judgement=DONE)
    others = [figure(code, "1", judgement=BEHIND if code in behind else DONE) for code in own]
    return [one.text for one in problems(compilation(key, *others, catalogue=city), [key])][1:]


def test_one_lagging_task_is_named_with_its_target() -> None:
    """A leader reads which task and which of its targets lags; brackets within names do not nest."""
    assert told_of_tasks("AREA") == ["重点任务中，“引进人才”的年新增孵化器（众创空间）孵化场地面积进度滞后。"]


def test_three_lagging_tasks_are_named_with_their_count() -> None:
    """A few are all named."""
    assert told_of_tasks("FIRMS", "SMES", "INVEST") == [
        (
            "重点任务中，“建设平台”的高新技术企业累计数、“培育企业”的省科技型中小企业累计数、“转化成果”的高新技术产业投资增速"
            "共3项目标进度滞后。"
        )
    ]


def test_many_lagging_tasks_are_counted() -> None:
    """More are counted, so that the body stays within its pages; the annex has them all."""
    assert told_of_tasks("FIRMS", "SMES", "AREA", "INVEST") == [
        "重点任务中，“建设平台”“培育企业”“引进人才”等4项任务的4项目标进度滞后，详见附件。"
    ]


def test_long_names_are_counted_before_a_sentence_runs_on() -> None:
    """Two tasks of long names are counted rather than told with their targets, so that the sentence stays short."""
    names = tuple(f"{name}{'、统筹推进' * 8}" for name in NAMES)
    (told,) = told_of_tasks("FIRMS", "SMES", names=names)
    assert told == f"重点任务中，“{names[0]}”“{names[1]}”2项任务的2项目标进度滞后，详见附件。"


def test_a_task_without_lagging_target_is_not_a_problem() -> None:
    """Tasks on course are not mentioned."""
    assert told_of_tasks() == []


def test_a_key_indicator_is_not_told_again_as_a_tasks_target() -> None:
    """What was told as a key indicator is not told a second time with its task."""
    shown = figure("DEALS", "200", wanted="330", progress="60.6", gap="-7.4", judgement=BEHIND)
    city = catalogue(tasks=(task("T11", "转化成果", "DEALS"),))
    assert len(problems(compilation(shown, catalogue=city), [shown])) == 1


def test_a_target_of_two_tasks_is_counted_once() -> None:
    """Two tasks may share a target; the count is of targets."""
    key, shared = figure("DEALS", "330", judgement=DONE), figure("SMES", "1", judgement=BEHIND)
    city = catalogue(tasks=(task("T1", "甲任务", "SMES"), task("T2", "乙任务", "SMES")))
    said = problems(compilation(key, shared, catalogue=city), [key])[1]
    assert said.text == "重点任务中，“甲任务”的省科技型中小企业累计数、“乙任务”的省科技型中小企业累计数进度滞后。"
    assert said.figures == (("SMES", "CITY"),)


def test_counties_towards_the_end_are_a_problem_of_their_own() -> None:
    """The counties behind are told after the city's indicators."""
    city = figure("DEALS", "330", judgement=DONE)
    said = problems(compilation(city, *counties("DEALS", 1, 2, 3, behind=["丙县"])), [city])
    assert [one.text for one in said] == [NOTHING, "从各地情况看，技术交易额完成率靠后的有丙县。"]

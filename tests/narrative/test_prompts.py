"""What a 工作提示单 says: who lags in what and by how much, and who must never be told so."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from reporting.model.periods import Period
from reporting.model.words import Judgement, State
from reporting.narrative.prompts import county_prompts, lead_prompts, prompted_counties, prompted_leads
from tests.narrative.made import COUNTIES, INDICATORS, catalogue, compilation, counties, figure, task

BEHIND, FAR_BEHIND, NOT_REACHED = Judgement.BEHIND, Judgement.FAR_BEHIND, Judgement.NOT_REACHED
SLOW = figure("DEALS", "20", growth="-3", base="20.6", wanted="33", progress="60.6", gap="-7.4", judgement=BEHIND,
              unit="甲县")  # fmt: skip
LED = catalogue(tasks=(replace(task("T1", "转化成果", "DEALS", "SMES"), lead="局"),
                       replace(task("T2", "培育企业", "SMES"), lead="局"),
                       replace(task("T3", "扩大开放", "INVEST"), lead="委")))  # fmt: skip


def test_a_county_reads_what_lags_and_by_how_much() -> None:
    """One sentence a figure: how much, the change, the target, the gap, the judgement."""
    held = compilation(SLOW)
    assert [one.text for one in county_prompts(held, "甲县")] == [
        (
            "前三季度，技术交易额20.0亿元，同比下降3.0%；完成年度目标（33亿元）的60.6%，慢于时序进度7.4个百分点，"
            "评价为滞后。"
        )
    ]
    assert county_prompts(held, "甲县")[0].figures == (("DEALS", "甲县"),)
    assert prompted_counties(held) == ("甲县",)


def test_a_level_below_its_target_is_told_in_its_own_measure() -> None:
    """A share lacks 百分点 on its target, not on 时序."""
    held = compilation(figure("COST", "2.5", wanted="3.41", gap="-0.91", judgement=FAR_BEHIND, unit="乙县"))
    assert [one.text for one in county_prompts(held, "乙县")] == [
        "前三季度，研究开发经费占营业收入比重为2.50%，比年度目标（3.41%）低0.91个百分点，评价为严重滞后。"
    ]


def test_a_place_towards_the_end_is_called_so() -> None:
    """靠后 is said of who lags among the last places, and of nobody else."""
    held = compilation(figure("DEALS", "229.8"), *counties("DEALS", 1, 2, 3, 4, 5, 6, 7, behind=["甲县", "庚县"]))
    assert [one.text.endswith("在各县（市、区）中靠后。") for one in county_prompts(held, "庚县")] == [True]
    assert ["靠后" in one.text for one in county_prompts(held, "甲县")] == [False]


@pytest.mark.parametrize("judgement", [one for one in Judgement if one not in (BEHIND, FAR_BEHIND, NOT_REACHED)])
def test_who_is_not_judged_or_does_not_lag_gets_no_letter(judgement: Judgement) -> None:
    """待年度数据, 暂不评价 and 数据不全 are never grounds, nor is 基本达到."""
    held = compilation(SLOW._replace(judgement=judgement), catalogue=LED)
    assert county_prompts(held, "甲县") == ()
    assert prompted_counties(held) == ()
    whole = compilation(SLOW._replace(unit="CITY", judgement=judgement), catalogue=LED)
    assert lead_prompts(whole, "局") == ()
    assert prompted_leads(whole) == ()


def test_who_reported_nothing_is_not_lagging() -> None:
    """A county without a form is asked for it in another letter."""
    absent = figure("DEALS", None, unit="甲县", state=State.NOT_SUBMITTED, judgement=Judgement.NO_DATA)
    assert county_prompts(compilation(absent), "甲县") == ()


def test_an_office_reads_the_tasks_it_leads() -> None:
    """The city's figures of its own tasks, each target once; another office's are not its affair."""
    deals = SLOW._replace(unit="CITY")
    smes = figure("SMES", "14900", wanted="16500", progress="11.1", gap="-43.9", judgement=FAR_BEHIND)
    held = compilation(deals, smes, figure("INVEST", "16", judgement=Judgement.REACHED), catalogue=LED)
    assert [one.text for one in lead_prompts(held, "局")] == [
        (
            "“转化成果”任务中，前三季度，技术交易额20.0亿元，同比下降3.0%；完成年度目标（33亿元）的60.6%，"
            "慢于时序进度7.4个百分点，评价为滞后。"
        ),
        (
            "“转化成果”任务中，截至9月底，省科技型中小企业累计14900家，年度目标16500家，净增任务完成11.1%，"
            "慢于时序进度43.9个百分点，评价为严重滞后。"
        ),
    ]
    assert lead_prompts(held, "委") == ()
    assert prompted_leads(held) == ("局",)


def test_what_is_not_reached_is_not_said_twice() -> None:
    """A verdict of its own words needs no other."""
    year = Period(2023, 4)
    missed = figure("SHARE", "80", wanted="100", judgement=NOT_REACHED, unit="甲县", period=year)
    held = compilation(missed, period=year)
    assert [one.text for one in county_prompts(held, "甲县")] == [
        "截至12月底，研发活动覆盖率为80.0%，未达到年度目标（100%）。"
    ]


def test_what_can_still_be_reached_is_no_ground() -> None:
    """While the year lasts, 未达到 says nothing of lagging: there is no 时序 it could be behind."""
    assert prompted_counties(compilation(figure("SHARE", "80", judgement=NOT_REACHED, unit="甲县"))) == ()


def test_at_the_years_end_nothing_is_slow_any_more() -> None:
    """Once the year is over there is no 时序 to be behind, only what is wanting."""
    late = SLOW._replace(gap=Decimal("-39.4"), period=Period(2023, 4), value_period=Period(2023, 4))
    held = compilation(late, period=Period(2023, 4))
    assert [one.text for one in county_prompts(held, "甲县")] == [
        "全年，技术交易额20.0亿元，比上年下降3.0%；完成年度目标（33亿元）的60.6%，差39.4个百分点，评价为滞后。"
    ]


def test_another_plans_target_is_not_asked_twice() -> None:
    """Two plans may want the same thing; the letter speaks of the one whose tasks are followed."""
    both = (*INDICATORS, replace(next(one for one in INDICATORS if one.code == "DEALS"), code="OLD", plan="145"))
    held = compilation(SLOW, SLOW._replace(code="OLD", plan="145"), catalogue=catalogue(indicators=both))
    assert [one.figures for one in county_prompts(held, "甲县")] == [(("DEALS", "甲县"),)]


def test_counties_stand_in_official_order() -> None:
    """Who lags most is not first; the order is the city's own."""
    held = compilation(*(SLOW._replace(unit=unit) for unit in reversed(COUNTIES[:3])))
    assert prompted_counties(held) == ("甲县", "乙县", "丙县")

"""What a letter of reply tells of an indicator, a unit, a task or a project; every figure with its key."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from reporting.model.figures import Figure, Sentence
from reporting.model.periods import Period
from reporting.model.plans import Project
from reporting.model.records import Entry, HeldEntry
from reporting.model.tags import Quoted
from reporting.model.words import Content, FormKind, Judgement, State
from reporting.narrative.asked import Asked, told
from tests import builders
from tests.narrative.made import Q3, catalogue, compilation, figure, task

DEALS = figure("DEALS", "229.8", growth="32", base="174", wanted="330", progress="69.6", gap="1.6",
               judgement=Judgement.REACHED)  # fmt: skip
UNIT = builders.unit("甲县", "甲县")
SENTENCE = "前三季度，技术交易额229.8亿元，同比增长32.0%；完成年度目标（330亿元）的69.6%，快于时序进度1.6个百分点。"


def keys(sentences: tuple[Sentence, ...]) -> list[str]:
    """Give the keys of all figures that are printed."""
    return [str(part.tag) for one in sentences for part in one.parts if isinstance(part, Quoted)]


def test_an_indicator_is_told_as_in_the_briefing() -> None:
    """The city's figure with growth and target; each number can be asked where it comes from."""
    found = told(compilation(DEALS), Asked("DEALS"))
    assert [one.text for one in found] == [SENTENCE]
    assert "2023Q3/DEALS/CITY" in keys(found)
    assert "2023Q3/DEALS/CITY/progress" in keys(found)


def test_a_units_figure_names_the_unit() -> None:
    """Whose figure it is stands before it."""
    found = told(compilation(DEALS, DEALS._replace(unit="甲县")), Asked("DEALS", UNIT))
    assert [one.text for one in found] == [f"甲县{SENTENCE}"]
    assert "2023Q3/DEALS/甲县" in keys(found)


def test_a_unit_alone_is_told_by_its_key_indicators() -> None:
    """Those that have a value, in the plan's order."""
    own = [figure("SMES", "107", unit="甲县"), figure("DEALS", None, unit="甲县"), figure("AREA", "3.6", unit="甲县")]
    city = [figure("SMES", "15704"), DEALS, figure("AREA", "118.1")]
    found = told(compilation(*city, *own), Asked(unit=UNIT))
    assert [one.figures for one in found] == [(("SMES", "甲县"),), (("AREA", "甲县"),)]


def test_a_task_is_named_once() -> None:
    """Its targets follow, each in a sentence of its own."""
    found = told(compilation(DEALS, figure("SMES", "15704")), Asked(task=task("T1", "转化成果", "DEALS", "SMES")))
    assert [one.text.startswith("“转化成果”任务中，") for one in found] == [True, False]


def test_what_has_no_figure_is_not_told() -> None:
    """A letter that goes out never says 暂无数据."""
    assert told(compilation(figure("DEALS", None)), Asked("DEALS")) == ()
    assert told(compilation(), Asked("DEALS")) == ()


def test_an_item_is_told_by_its_value_and_its_year() -> None:
    """A figure of a form that is no indicator has neither growth nor target; one of an earlier year says so."""
    gdp = Figure("CITY", "GDP", "地区生产总值", "亿元", Q3, Period(2022), Decimal("8029.8"), State.VALUE, 2)
    found = told(compilation(gdp, catalogue=replace(catalogue(), indicators=())), Asked("GDP"))
    assert [one.text for one in found] == ["地区生产总值8029.80亿元（2022年数）。"]


def test_a_project_is_told_as_its_reporter_gave_it() -> None:
    """Numbers keep their measure and bear the key of their row; one that nobody reported on is not told."""
    columns = (
        builders.column(Content.KEY, "项目编号"),
        builders.column(Content.NUMBER, "本年完成投资", measure="万元"),
        builders.column(Content.NUMBER, "总投资", measure="万元"),
        builders.column(Content.STAGE, "项目状态"),
    )
    form = builders.form("KJ8", ("D",), (), kind=FormKind.LIST, seed="项目", rows=(), columns=columns)
    fields = {"本年完成投资": "4500", "总投资": "", "项目状态": "在建"}
    row = HeldEntry(Entry("KJ8", "D", "p01 ", "表", 5, fields, {}, Q3), builders.submission("D", "KJ8", Q3))
    held = compilation(catalogue=catalogue(forms=(form,)), entries={"KJ8": (row,)})
    project = Project("P01", "软件谷", "新建", 2021, 2027, "", "", Decimal(1), Decimal(1), "", "D")
    found = told(held, Asked(project=project))
    assert [one.text for one in found] == ["软件谷：本年完成投资4500万元；项目状态为在建。"]
    assert keys(found) == ["2023Q3/KJ8/D/value/p01 "]
    assert told(held, Asked(project=replace(project, code="P02"))) == ()

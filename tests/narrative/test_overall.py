"""一、总体情况 reads well whatever the counts are."""

from __future__ import annotations

import pytest

from reporting.model.periods import Period
from reporting.model.words import Judgement
from reporting.narrative.overall import overall
from tests.narrative.made import INDICATORS, compilation, figure

DONE, REACHED, NEARLY = Judgement.DONE, Judgement.REACHED, Judgement.NEARLY
BEHIND, FAR_BEHIND, NOT_REACHED = Judgement.BEHIND, Judgement.FAR_BEHIND, Judgement.NOT_REACHED
AWAITS, AT_YEAR_END, INCOMPLETE = Judgement.AWAITS_YEAR, Judgement.AT_YEAR_END, Judgement.INCOMPLETE
NO_TARGET, NO_DATA = Judgement.NO_TARGET, Judgement.NO_DATA
HEAD = "2023年前三季度（1—9月），全市"

# What the case shows · the judgements of the indicators in order · what is said behind the head
CASES: tuple[tuple[str, tuple[Judgement, ...], str], ...] = (
    ("没有指标", (), "暂无主要指标数据。"),
    ("一项，完成", (DONE,), "1项主要指标，即R&D经费占地区生产总值的比重，已完成年度目标。"),
    ("一项，滞后", (BEHIND,), "1项主要指标，即R&D经费占地区生产总值的比重，滞后。"),
    ("一项，不评价", (AWAITS,), "1项主要指标，即R&D经费占地区生产总值的比重，待年度数据，暂不评价。"),
    ("全部达到", (REACHED,) * 3, "3项主要指标均达到时序进度或目标要求。"),
    ("全部评价，两种情况", (REACHED, BEHIND, REACHED),
     ("3项主要指标中，达到时序进度或目标要求2项、滞后1项。具体看，"
     "达到时序进度或目标要求的为R&D经费占地区生产总值的比重和研究开发经费占营业收入比重；"
     "滞后的为每万名就业人员中研发人员。")),
    ("全部评价，六种情况", (DONE, REACHED, NEARLY, BEHIND, FAR_BEHIND, NOT_REACHED),
     ("6项主要指标中，已完成年度目标1项、达到时序进度或目标要求1项、基本达到1项、滞后1项、严重滞后1项、尚未达到年度目标1项。"
     "具体看，已完成年度目标的为R&D经费占地区生产总值的比重；达到时序进度或目标要求的为每万名就业人员中研发人员；"
     "基本达到的为研究开发经费占营业收入比重；滞后的为高新技术企业累计数；严重滞后的为省科技型中小企业累计数。"
     "尚未达到年度目标的为技术交易额。")),
    ("只评价一项", (AWAITS, AWAITS, NEARLY),
     ("3项主要指标中，可评价1项，基本达到；其余2项暂不评价。可评价的为研究开发经费占营业收入比重。"
     "暂不评价的指标中，待年度数据的为R&D经费占地区生产总值的比重和每万名就业人员中研发人员。")),
    ("评价的都一样", (REACHED, REACHED, AT_YEAR_END),
     ("3项主要指标中，可评价2项，均达到时序进度或目标要求；其余1项暂不评价。"
     "可评价的为R&D经费占地区生产总值的比重和每万名就业人员中研发人员。"
     "暂不评价的指标中，按年度认定的为研究开发经费占营业收入比重。")),
    ("评价的不一样，其余原因也不一样", (AWAITS, REACHED, BEHIND, AT_YEAR_END, INCOMPLETE),
     ("5项主要指标中，可评价2项，其中达到时序进度或目标要求1项、滞后1项；其余3项暂不评价。"
     "具体看，达到时序进度或目标要求的为每万名就业人员中研发人员；滞后的为研究开发经费占营业收入比重。"
     "暂不评价的指标中，待年度数据的为R&D经费占地区生产总值的比重；按年度认定的为高新技术企业累计数；"
     "数据不全的为省科技型中小企业累计数。")),
    ("都没有目标，不逐项列名", (NO_TARGET,) * 9, "9项主要指标均未下达年度目标，暂不评价。"),
    ("都没有数据", (NO_DATA,) * 2, "2项主要指标均暂无数据，暂不评价。"),
    ("都不评价而原因不同", (AWAITS, NO_TARGET, NO_TARGET),
     ("3项主要指标本期均暂不评价，其中待年度数据1项、未下达年度目标2项。"
     "具体看，待年度数据的为R&D经费占地区生产总值的比重；"
     "未下达年度目标的为每万名就业人员中研发人员和研究开发经费占营业收入比重。")),
)  # fmt: skip


@pytest.mark.parametrize(("judgements", "told"), [case[1:] for case in CASES], ids=[case[0] for case in CASES])
def test_the_whole_reads_well_for_every_combination(judgements: tuple[Judgement, ...], told: str) -> None:
    """None, one, many: the opening is always a sentence people would write."""
    pairs = zip(INDICATORS, judgements, strict=False)
    figures = [figure(one.code, "1", judgement=judgement) for one, judgement in pairs]
    said = overall(compilation(*figures), figures)
    assert "".join(one.text for one in said) == HEAD + told
    assert said[0].figures == tuple((figure.code, "CITY") for figure in figures)
    assert all(set(one.figures) <= set(said[0].figures) for one in said)


PERIODS = (("2023Q1", "2023年一季度（1—3月），"), ("2023Q2", "2023年上半年（1—6月），"),
           ("2023Q3", "2023年前三季度（1—9月），"), ("2023Q4", "2023年全年，"), ("2023", "2023年，"))  # fmt: skip


@pytest.mark.parametrize(("period", "opening"), PERIODS)
def test_the_period_is_the_cumulative_one(period: str, opening: str) -> None:
    """三季度 is never said of what adds up from January, and months stand with the long dash."""
    shown = figure("DEALS", "1", judgement=DONE)
    assert overall(compilation(shown, period=Period.parse(period)), [shown])[0].text.startswith(opening)

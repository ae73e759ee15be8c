"""二、主要指标 as a whole: what needs more than one figure; each single sentence stands in 句子.csv."""

from __future__ import annotations

import pytest

from reporting.model.figures import Figure
from reporting.model.periods import Period
from reporting.model.words import Judgement
from reporting.narrative.indicators import indicators
from tests.narrative.made import Q3, compilation, figure

LAST_YEAR_END = Period(2022, 4)
INCOMPLETE = Judgement.INCOMPLETE


def year_end(code: str, value: str | None, period: Period = LAST_YEAR_END, **given: object) -> Figure:
    return figure(code, value, period=period, **given)  # type: ignore[arg-type]


NET = (
    ("净增", "15704", year_end("SMES", "14700"), "，比上年末净增1004家。"),
    ("净减", "3690", year_end("SMES", "3700"), "，比上年末净减10家。"),
    ("持平", "14700", year_end("SMES", "14700"), "，与上年末持平。"),
    ("年末数取自年度报告", "15704", year_end("SMES", "14700", Period(2022)), "，比上年末净增1004家。"),
    ("年末数缺一家则不比", "15704", year_end("SMES", "14000", lacks=("甲县",)), "家。"),
    ("年末无数则不比", "15704", year_end("SMES", None), "家。"),
    ("只有更早的数则不比", "15704", year_end("SMES", "12600", Period(2021, 4)), "家。"),
)


@pytest.mark.parametrize(("now", "before", "ending"), [case[1:] for case in NET], ids=[case[0] for case in NET])
def test_a_stock_is_compared_with_the_last_year_end(now: str, before: Figure, ending: str) -> None:
    """A stock is told as 比上年末净增 or 净减, and only where both figures are whole."""
    shown = figure("SMES", now)
    told = indicators(compilation(shown, earlier=(before,)), [shown])[0].text
    assert told == f"截至9月底，省科技型中小企业累计{now}{ending if ending.startswith('家') else '家' + ending}"


def test_an_incomplete_stock_is_not_compared_with_the_year_end() -> None:
    """A total that lacks a county does not seem to have fallen."""
    shown = figure("SMES", "12000", lacks=("甲县",), judgement=INCOMPLETE)
    told = indicators(compilation(shown, earlier=(year_end("SMES", "14700"),)), [shown])[0].text
    assert "净" not in told


def test_a_share_at_period_end_has_no_net_increase() -> None:
    """A share is never said to have 净增."""
    shown = figure("SHARE", "80", growth="5.0", base="75")
    told = indicators(compilation(shown, earlier=(year_end("SHARE", "70"),)), [shown])[0].text
    assert told == "截至9月底，研发活动覆盖率为80.0%，同比提高5.0个百分点。"


def test_a_year_to_date_figure_is_not_compared_with_the_year_end() -> None:
    """What starts anew each year is never said to have 净减 since the last."""
    shown = figure("DEALS", "229.8")
    told = indicators(compilation(shown, earlier=(year_end("DEALS", "256"),)), [shown])[0].text
    assert told == "前三季度，技术交易额229.8亿元。"


def test_each_sentence_names_its_figure() -> None:
    """A reader can go from each sentence to the figure it rests on."""
    shown = [figure("DEALS", "229.8"), figure("SMES", "15704")]
    told = indicators(compilation(*shown, period=Q3), shown)
    assert [one.figures for one in told] == [(("DEALS", "CITY"),), (("SMES", "CITY"),)]

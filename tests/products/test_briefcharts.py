"""The briefing's charts as data: which are drawn, and which would say nothing."""

from __future__ import annotations

from dataclasses import replace

import pytest

from reporting.model.figures import Compilation, Figure
from reporting.model.words import Judgement
from reporting.products.briefcharts import county_charts, progress_chart
from tests.products.quarter import compilation


def changed(**given: dict[str, object]) -> Compilation:
    """Compile the quarter with figures of the city changed, by code."""
    made = compilation()
    figures: dict[tuple[str, str], Figure] = dict(made.figures)
    for code, fields in given.items():
        figures[code, "CITY"] = figures[code, "CITY"]._replace(**fields)  # type: ignore[arg-type]
    return replace(made, figures=figures)


def test_progress_stands_beside_what_is_due() -> None:
    """Three indicators have a progress; the chart's words read them out."""
    chart = progress_chart(compilation())
    assert chart is not None
    assert [series.name for series in chart.series] == ["完成进度", "时序进度"]
    assert len(chart.categories) == 3
    assert "技术交易额68.0%，时序进度75.0%" in chart.description


def test_two_indicators_need_no_chart() -> None:
    """The table says it as well, and no page is spent on two pairs of bars."""
    assert progress_chart(changed(K8={"progress": None})) is None


@pytest.mark.parametrize(
    ("judgement", "drawn"),
    [
        (Judgement.FAR_BEHIND, True),
        (Judgement.INCOMPLETE, True),
        (Judgement.NO_TARGET, True),
        (Judgement.AWAITS_YEAR, False),
        (Judgement.AT_YEAR_END, False),
        (Judgement.NO_DATA, False),
    ],
)
def test_counties_are_compared_by_figures_of_the_period(judgement: Judgement, *, drawn: bool) -> None:
    """Figures of a year past, and of what is recognised at the year's end, are no comparison of this quarter's work."""
    charts = county_charts(changed(K6={"judgement": judgement}))
    assert any("高新技术产业增加值" in chart.title for chart in charts) == drawn

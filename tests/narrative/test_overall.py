"""一、总体情况 reads well whatever the counts are."""

from __future__ import annotations

import pytest

from reporting.model.periods import Period
from reporting.model.words import Judgement
from reporting.narrative.overall import overall
from tests.narrative.made import INDICATORS, compilation, figure
from tests.narrative.table import OPENINGS, Row, rows

JUDGED = {str(one): one for one in Judgement} | {"按年度认定": Judgement.AT_YEAR_END}


@pytest.mark.parametrize("row", rows(OPENINGS), ids=[row["情形"] for row in rows(OPENINGS)])
def test_the_whole_reads_well_for_every_combination(row: Row) -> None:
    """None, one, many: the opening is always a sentence people would write (总体.csv)."""
    judgements = [JUDGED[word] for word in row["评价"].split("；") if word]
    pairs = zip(INDICATORS, judgements, strict=False)
    figures = [figure(one.code, "1", judgement=judgement) for one, judgement in pairs]
    period = Period.parse(row["报告期"])
    said = overall(compilation(*(one._replace(period=period) for one in figures), period=period), figures)
    assert "".join(one.text for one in said) == row["句子"]
    assert said[0].figures == tuple((figure.code, "CITY") for figure in figures)
    assert all(set(one.figures) <= set(said[0].figures) for one in said)


PERIODS = (("2023Q1", "2023年一季度（1—3月），"), ("2023Q2", "2023年上半年（1—6月），"),
           ("2023Q3", "2023年前三季度（1—9月），"), ("2023Q4", "2023年全年，"), ("2023", "2023年，"))  # fmt: skip


@pytest.mark.parametrize(("period", "opening"), PERIODS)
def test_the_period_is_the_cumulative_one(period: str, opening: str) -> None:
    """三季度 is never said of what adds up from January, and months stand with the long dash."""
    shown = figure("DEALS", "1", judgement=Judgement.DONE)
    assert overall(compilation(shown, period=Period.parse(period)), [shown])[0].text.startswith(opening)

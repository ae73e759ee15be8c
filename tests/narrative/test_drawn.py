"""Whole bodies over the shipped catalogue, for cities in which anything may happen: they read well and fit."""

from __future__ import annotations

import re
from decimal import Decimal
from pathlib import Path
from random import Random

import pytest

from reporting.catalogue.load import load
from reporting.model.catalogue import Catalogue, Indicator
from reporting.model.figures import Compilation, Figure, Sentence
from reporting.model.periods import Period
from reporting.model.words import Judgement, State
from reporting.narrative.parts import LONGEST
from reporting.narrative.prompts import county_prompts, lead_prompts, prompted_counties, prompted_leads
from reporting.narrative.story import story
from tests.narrative.made import compilation
from tests.narrative.test_story import NEVER

SHIPPED = Path(__file__).parents[2] / "templates" / "指标体系.xlsx"
PERIODS = [Period(2023, 1), Period(2023, 2), Period(2023, 3), Period(2023, 4), Period(2023)]
SEEDS = pytest.mark.parametrize("seed", range(40))
UNJUDGED = [one for one in Judgement if not one.judged]
# Three pages of 22 lines with 28 characters, less masthead, headings and the slots people fill.
LONGEST_BODY = 2000


@pytest.fixture(scope="module")
def shipped() -> Catalogue:
    return load(SHIPPED)


def _drawn(random: Random, catalogue: Catalogue) -> Compilation:
    """Draw a city: figures of all indicators and counties, some missing, some returned, some carried."""
    period = random.choice(PERIODS)
    counties = [unit.code for unit in catalogue.counties(period)]
    figures = [
        _figure(random, one, unit, period, counties if unit == catalogue.city.code else [])
        for one in catalogue.indicators
        for unit in (catalogue.city.code, *(counties if one.key else ()))
    ]
    before = tuple(one._replace(period=Period(2022, 4), value_period=Period(2022, 4)) for one in figures)
    return compilation(
        *_placed(random, figures, catalogue.city.code), period=period, catalogue=catalogue, earlier=before
    )


def _number(random: Random) -> Decimal:
    return Decimal(random.choice([0, random.randrange(1, 500), random.randrange(1, 10**8)])) / 1000


def _figure(random: Random, one: Indicator, unit: str, period: Period, addends: list[str]) -> Figure:
    """Draw a figure; only one with addends can lack some of them."""
    value = None if random.random() < 0.1 else _number(random)
    carried = random.random() < 0.2
    judgement = Judgement.AWAITS_YEAR if carried else random.choice(list(Judgement))
    missing = bool(addends) and not carried and random.random() < 0.3
    lacks = tuple(random.sample(addends, random.randrange(1, len(addends)))) if missing else ()
    judged = judgement.judged and not lacks
    return Figure(
        unit=unit, code=one.code, name=one.name, measure=one.measure, period=period,
        value_period=Period(2022) if carried else period, value=value,
        state=random.choice([State.NOT_SUBMITTED, State.RETURNED, State.BLANK]) if value is None else State.VALUE,
        places=one.decimals, base=_number(random), growth=_number(random) - 50, growth_is_points=one.measure == "%",
        target_value=_number(random), progress=_number(random) if judged and random.random() < 0.5 else None,
        gap=_number(random) - 40 if judged else None, lacks=lacks, lacks_returned=lacks[::2], nature="快报数",
        judgement=Judgement.INCOMPLETE if lacks else judgement, under_review=random.random() < 0.3,
    )  # fmt: skip


def _placed(random: Random, figures: list[Figure], city: str) -> list[Figure]:
    """Give the counties places; some share one."""
    return [
        one if one.unit == city or one.judgement in UNJUDGED else one._replace(rank=random.randrange(1, 13))
        for one in figures
    ]


def _all(held: Compilation) -> list[Sentence]:
    """Give the sentences of the body."""
    return [one for told in story(held).values() for one in told]


@SEEDS
def test_any_body_reads_well(shipped: Catalogue, seed: int) -> None:
    """No sentence is empty, said twice, too long or badly pointed, and each knows its figures."""
    held = _drawn(Random(seed), shipped)
    told = _all(held)
    texts = [one.text for one in told]
    assert len(set(texts)) == len(texts)
    assert [text for text in texts if not text.endswith("。") or len(text) > LONGEST or text.count("。") != 1] == []
    assert ["".join(map(str, one.parts)) for one in told] == texts
    assert all(one.figures and set(one.figures) <= set(held.figures) for one in told)
    assert len("".join(texts)) <= LONGEST_BODY


@SEEDS
def test_no_body_says_what_must_not_be_said(shipped: Catalogue, seed: int) -> None:
    """Whatever happens in a city, the office's rules of wording hold, in the briefing and in letters."""
    held = _drawn(Random(seed), shipped)
    letters = [one for unit in prompted_counties(held) for one in county_prompts(held, unit)]
    letters += [one for lead in prompted_leads(held) for one in lead_prompts(held, lead)]
    texts = [one.text for one in (*_all(held), *letters)]
    assert [(name, text) for name, pattern in NEVER.items() for text in texts if re.search(pattern, text)] == []


@SEEDS
def test_no_letter_goes_to_who_does_not_lag(shipped: Catalogue, seed: int) -> None:
    """Every figure a letter names is judged and behind."""
    held = _drawn(Random(seed), shipped)
    named = [pair for unit in prompted_counties(held) for one in county_prompts(held, unit) for pair in one.figures]
    named += [pair for lead in prompted_leads(held) for one in lead_prompts(held, lead) for pair in one.figures]
    behind = {Judgement.BEHIND, Judgement.FAR_BEHIND, Judgement.NOT_REACHED}
    assert {held.figures[code, unit].judgement for code, unit in named} <= behind

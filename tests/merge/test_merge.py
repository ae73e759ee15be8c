"""City figures: what adds up, what is left out, how it grew, where it stands, and who is ahead."""

from __future__ import annotations

from decimal import Decimal

import pytest

from reporting.merge.evidence import Evidence, gather
from reporting.merge.merge import merge
from reporting.merge.needed import needed
from reporting.merge.trace import trace
from reporting.model.catalogue import Catalogue, Share
from reporting.model.figures import Figure
from reporting.model.periods import Period
from reporting.model.records import Held
from reporting.model.words import (
    Algorithm,
    CityFigure,
    Content,
    Frequency,
    Growth,
    Interpolation,
    Judgement,
    Op,
    Ranking,
    State,
    TargetKind,
    Tense,
    Timing,
)
from tests.builders import ALPHA, BETA, GAMMA, INNER, catalogue, form, held, indicator, item, target, units_form

Q3 = Period(2023, 3)
COUNTIES = (ALPHA.code, BETA.code, GAMMA.code)
ALL = (*COUNTIES, INNER.code)


def city_of(**given: object) -> Catalogue:
    """Make a catalogue with one summed item DEALS on a county form, judged as I1 unless said otherwise."""
    fields: dict[str, object] = {
        "items": (item("DEALS", "技术交易额"),),
        "indicators": (indicator("I1", "技术交易额"),),
        "forms": (form("F1", ALL, ("DEALS",)),),
        "targets": (target("I1", 2023, "400"),),
    }
    return catalogue(**{**fields, **given})


def evidence(city: Catalogue, found: list[Held], returned: tuple[tuple[str, str, Period], ...] = ()) -> Evidence:
    return gather(city, found, returned, needed(city, Q3))


def figure(city: Catalogue, found: list[Held], code: str = "I1", unit: str = "CITY", when: Period = Q3) -> Figure:
    figures = merge(gather(city, found, (), needed(city, when)), when)
    return next(one for one in figures if (one.code, one.unit) == (code, unit))


def deals(*values: str, when: str = "2023Q3") -> list[Held]:
    return [held(unit, "DEALS", when, value) for unit, value in zip(COUNTIES, values, strict=False)]


def test_a_total_is_the_sum_of_its_units() -> None:
    """Every city total equals the sum of the units it is made of."""
    assert figure(city_of(), deals("100.25", "50", "30.5")).value == Decimal("180.75")


def test_a_zone_inside_a_county_is_not_counted_twice() -> None:
    """A zone printed with # is shown beside its county and never added to the city again."""
    found = [*deals("100", "50", "30"), held(INNER.code, "DEALS", "2023Q3", "40")]
    assert figure(city_of(), found).value == Decimal(180)
    assert figure(city_of(), found, unit=INNER.code).value == Decimal(40)


def test_an_incomplete_total_is_not_judged_and_names_who_is_missing() -> None:
    """A total that lacks a county says so, has no progress, and is never called behind."""
    seen = figure(city_of(), deals("100", "50"))
    assert (seen.judgement, seen.lacks, seen.progress) == (Judgement.INCOMPLETE, (GAMMA.code,), None)
    assert seen.value == Decimal(150)


def test_a_returned_form_is_told_apart_from_one_never_sent() -> None:
    """A county whose form lies with it again is 退回未改, not 未报送."""
    figures = merge(evidence(city_of(), deals("100", "50"), ((GAMMA.code, "F1", Q3),)), Q3)
    city = next(one for one in figures if (one.code, one.unit) == ("I1", "CITY"))
    own = next(one for one in figures if (one.code, one.unit) == ("I1", GAMMA.code))
    assert city.lacks_returned == (GAMMA.code,)
    assert own.state is State.RETURNED


def test_a_county_without_anything_to_count_does_not_make_the_total_incomplete() -> None:
    """A county that answers 无 has answered: the total is complete without it."""
    found = [*deals("100", "50"), held(GAMMA.code, "DEALS", "2023Q3", None, state=State.NONE)]
    assert figure(city_of(), found).lacks == ()


def test_a_blank_is_no_zero() -> None:
    """A cell left empty is missing, a zero is a value."""
    blank = [*deals("100", "50"), held(GAMMA.code, "DEALS", "2023Q3", None)]
    zero = [*deals("100", "50"), held(GAMMA.code, "DEALS", "2023Q3", "0")]
    assert figure(city_of(), blank).lacks == (GAMMA.code,)
    assert figure(city_of(), zero).lacks == ()
    assert figure(city_of(), zero, "DEALS", GAMMA.code).state is State.ZERO


def test_a_ratio_of_the_city_is_a_ratio_of_sums() -> None:
    """A share of the city is Σ over Σ, not a mean of the counties' shares, and only over those who have both."""
    city = city_of(
        items=(item("COST", "研发费用"), item("SALES", "营业收入")),
        indicators=(indicator("I1", "研发费用 / 营业收入 * 100", measure="%", decimals=2, algorithm=Algorithm.LEVEL),),
        forms=(form("F1", COUNTIES, ("COST", "SALES")),),
        targets=(target("I1", 2023, "4"),),
    )
    found = [held(unit, "COST", "2023Q3", cost) for unit, cost in zip(COUNTIES, ("1", "9", "5"), strict=True)]
    found += [held(unit, "SALES", "2023Q3", "100") for unit in COUNTIES[:2]]
    seen = figure(city, found)
    assert seen.value == Decimal(5)
    assert seen.lacks == (GAMMA.code,)


def test_a_given_city_figure_stands_with_the_sum_beside_it() -> None:
    """A published total that differs from its parts by rounding stays as published, and the difference is told."""
    city = city_of(
        items=(item("DEALS", "技术交易额", city=CityFigure.GIVEN, decimals=0),),
        forms=(form("F1", COUNTIES, ("DEALS",)), units_form("F2", "统计", ("CITY",), ("DEALS",))),
    )
    found = [*deals("100", "50", "31"), held("CITY", "DEALS", "2023Q3", "180", sender="统计", form="F2")]
    seen = figure(city, found)
    assert (seen.value, seen.total_of_units) == (Decimal(180), Decimal(181))
    assert "四舍五入" in seen.notes[0]
    off = figure(city, [*found[:3], held("CITY", "DEALS", "2023Q3", "174", sender="统计", form="F2")])
    assert "待核实" in off.notes[0]


def test_the_better_source_wins_whatever_came_first() -> None:
    """Where two senders give one figure the catalogue's 来源优先级 decides, never the order of arrival."""
    city = city_of(
        items=(item("DEALS", "技术交易额", sources=("F2", "F1")),),
        forms=(form("F1", COUNTIES, ("DEALS",)), units_form("F2", "统计", ("区县",), ("DEALS",))),
    )
    own = held(ALPHA.code, "DEALS", "2023Q3", "90")
    better = held(ALPHA.code, "DEALS", "2023Q3", "100", sender="统计", form="F2")
    for found in ([own, better], [better, own]):
        assert figure(city, found, unit=ALPHA.code).value == Decimal(100)


def test_the_order_of_arrival_changes_nothing() -> None:
    """The same observations in any order give the same figures."""
    found = [*deals("100", "50", "30"), *deals("80", "40", "30", when="2022Q3")]
    forward, backward = (merge(evidence(city_of(), several), Q3) for several in (found, found[::-1]))
    assert forward == backward


@pytest.mark.parametrize(
    ("now", "before", "growth"),
    [("110", "100", "10"), ("90", "100", "-10"), ("100", "100", "0"), ("50", "0", None), ("50", "-5", None)],
)
def test_growth_is_reckoned_on_a_positive_base_only(now: str, before: str, growth: str | None) -> None:
    """On a base of nought or less there is no growth to speak of."""
    found = [held(ALPHA.code, "DEALS", "2023Q3", now), held(ALPHA.code, "DEALS", "2022Q3", before)]
    assert figure(city_of(), found, unit=ALPHA.code).growth == (Decimal(growth) if growth is not None else None)


def test_growth_leaves_a_missing_unit_out_of_both_sides() -> None:
    """A county that is missing now is left out of last year's total too, and the table says 同口径."""
    found = [*deals("110", "55"), *deals("100", "50", "999", when="2022Q3")]
    seen = figure(city_of(), found)
    assert seen.growth == Decimal(10)
    assert seen.notes == ("同比按同口径计算",)


def test_growth_of_a_share_is_the_difference_of_what_is_printed() -> None:
    """A reader who subtracts the printed shares gets the printed 百分点."""
    city = city_of(
        items=(item("SHARE", "占比", measure="%", city=CityFigure.GIVEN),),
        indicators=(indicator("I1", "占比", measure="%", decimals=1, algorithm=Algorithm.LEVEL),),
        forms=(units_form("F2", "统计", ("CITY",), ("SHARE",)),),
    )
    found = [held("CITY", "SHARE", "2023Q3", "3.25"), held("CITY", "SHARE", "2022Q3", "3.24")]
    seen = figure(city, found)
    assert (seen.growth, seen.growth_is_points) == (Decimal("0.1"), True)


def test_reported_growth_uses_last_years_figure_as_the_sender_states_it_now() -> None:
    """With 报送上年同期 the base is the sender's own on this year's basis, not what our ledger held."""
    city = city_of(indicators=(indicator("I1", "技术交易额", growth=Growth.REPORTED),))
    stated = [held(unit, "DEALS", "2022Q3", "50", content=Content.BASE) for unit in COUNTIES]
    found = [*deals("60", "60", "60"), *deals("10", "10", "10", when="2022Q3"), *stated]
    seen = figure(city, found)
    assert (seen.base, seen.growth) == (Decimal(150), Decimal(20))


@pytest.mark.parametrize(
    ("value", "judgement"),
    [
        ("400", Judgement.DONE),
        ("300", Judgement.REACHED),
        ("280", Judgement.NEARLY),
        ("279.5", Judgement.BEHIND),
        ("240", Judgement.BEHIND),
        ("239", Judgement.FAR_BEHIND),
        ("480", Judgement.DONE),
    ],
)
def test_a_flow_is_judged_by_its_share_of_the_year(value: str, judgement: Judgement) -> None:
    """By the end of September three quarters are due; 5 and 15 百分点 behind part the judgements."""
    assert figure(city_of(), deals(value, "0", "0")).judgement is judgement


def test_progress_beyond_the_target_is_not_cut_at_a_hundred() -> None:
    """Who reaches 120 % is told so."""
    assert figure(city_of(), deals("480", "0", "0")).progress == Decimal(120)


def stock(**given: object) -> Catalogue:
    """Make a city counting firms, which should grow from 100 at the last year-end to 200."""
    firms = indicator("I1", "企业数", measure="家", decimals=0, algorithm=Algorithm.INCREMENT, **given)
    return city_of(
        items=(item("FIRMS", "企业数", Tense.STOCK, measure="家", decimals=0),),
        indicators=(firms,),
        forms=(form("F1", COUNTIES, ("FIRMS",)),),
        targets=(target("I1", 2022, "90", TargetKind.BASE), target("I1", 2023, "200")),
    )


def firms(when: str, value: str) -> list[Held]:
    return [held(unit, "FIRMS", when, part) for unit, part in zip(COUNTIES, (value, "0", "0"), strict=True)]


def test_a_stock_is_measured_from_the_last_year_end() -> None:
    """The way of a stock begins at last year's end figure, not at nought."""
    seen = figure(stock(), [*firms("2022Q4", "100"), *firms("2023Q3", "180")])
    assert (seen.progress, seen.gap, seen.judgement) == (Decimal(80), Decimal("5.0"), Judgement.REACHED)


def test_the_plans_base_stands_in_where_the_ledger_knows_no_year_end() -> None:
    """In the first year the plan's own base value is where the way begins."""
    assert figure(stock(), firms("2023Q3", "145")).progress == Decimal(50)


def test_a_stock_recognised_at_year_end_is_not_judged_before() -> None:
    """What is recognised once a year is 按年度认定，暂不评价 from January to September."""
    seen = figure(stock(timing=Timing.YEAR_END), firms("2023Q3", "90"))
    assert seen.judgement is Judgement.AT_YEAR_END
    late = Period(2023, 4)
    assert figure(stock(timing=Timing.YEAR_END), firms("2023Q4", "200"), when=late).judgement is Judgement.DONE


def yearly() -> Catalogue:
    ratio = indicator("I1", "「R&D经费」 / GDP * 100", measure="%", decimals=2, algorithm=Algorithm.LEVEL)
    return city_of(
        items=(item("RD", "R&D经费", Tense.YEARLY), item("GDP", "GDP", Tense.YEARLY)),
        indicators=(ratio,),
        forms=(units_form("Y1", "统计", ("区县",), ("RD", "GDP"), frequency=Frequency.YEAR),),
        targets=(target("I1", 2023, "2.7"),),
    )


def year_of(when: str, rd: str) -> list[Held]:
    return [held(unit, code, when, value) for unit in COUNTIES for code, value in (("RD", rd), ("GDP", "100"))]


def test_a_yearly_figure_is_carried_into_a_quarter_and_never_judged_there() -> None:
    """In 2023Q3 the latest complete year is 2022: its figure is shown with its year and awaits the year's data."""
    seen = figure(yearly(), [*year_of("2022", "2.6"), *year_of("2021", "2.4")])
    assert (seen.value, str(seen.value_period), seen.judgement) == (Decimal("2.6"), "2022", Judgement.AWAITS_YEAR)
    assert (seen.target, seen.progress, seen.rank) == (None, None, None)
    assert seen.growth == Decimal("0.20")


def test_at_the_years_end_the_years_own_figure_is_judged() -> None:
    """Once 2023's figures are there, 2023Q4 shows them beside 2023's target."""
    seen = figure(yearly(), year_of("2023", "2.8"), when=Period(2023, 4))
    assert (str(seen.value_period), seen.judgement) == ("2023", Judgement.DONE)


def level(value: str, op: Op = Op.AT_LEAST, when: Period = Q3) -> Judgement | None:
    city = city_of(
        items=(item("SHARE", "占比", measure="%", city=CityFigure.GIVEN),),
        indicators=(indicator("I1", "占比", measure="%", decimals=2, algorithm=Algorithm.LEVEL),),
        forms=(units_form("F2", "统计", ("CITY",), ("SHARE",)),),
        targets=(target("I1", 2023, "3.41", op=op),),
    )
    return figure(city, [held("CITY", "SHARE", str(when), value)], when=when).judgement


@pytest.mark.parametrize(
    ("value", "judgement"),
    [
        ("3.5", Judgement.REACHED),
        ("3.4096", Judgement.REACHED),
        ("3.30", Judgement.NEARLY),
        ("3.20", Judgement.BEHIND),
        ("2.80", Judgement.FAR_BEHIND),
    ],
)
def test_a_level_is_judged_by_its_distance_as_printed(value: str, judgement: Judgement) -> None:
    """3.4096 prints as 3.41 beside a target of 3.41, and reads 达到."""
    assert level(value) is judgement


def test_a_level_is_done_only_when_the_year_is_over() -> None:
    """A share that is high in September may fall again: 完成 is said at the year's end."""
    assert level("3.5", when=Period(2023, 4)) is Judgement.DONE


def test_about_allows_a_little_and_more_than_allows_nothing() -> None:
    """左右 is kept within the tolerance; 超 is not kept by the bare number."""
    assert level("3.3", Op.ABOUT) is Judgement.REACHED
    assert level("3.41", Op.MORE) is not Judgement.REACHED


def test_a_year_without_target_says_so_and_shows_an_interpolated_value_for_reference() -> None:
    """Between 3000 in 2020 and 4000 in 2025 the year 2023 reads 3600, for reference, without judgement."""
    city = city_of(
        targets=(
            target("I1", 2020, "3000", TargetKind.BASE),
            target("I1", 2025, "4000", interpolation=Interpolation.LINEAR),
        )
    )
    seen = figure(city, deals("1", "1", "1"))
    assert (seen.judgement, seen.reference) == (Judgement.NO_TARGET, Decimal(3600))


def test_a_promise_for_each_year_holds_in_every_year_of_its_span() -> None:
    """每年 targets are held against the year's own figure."""
    each = target("I1", 2027, "240", TargetKind.EACH_YEAR, first_year=2023)
    assert figure(city_of(targets=(each,)), deals("240", "0", "0")).judgement is Judgement.DONE


def test_progress_at_the_same_time_last_year_is_the_measure_of_a_late_flow() -> None:
    """同期进度: who had 40 % by now last year and has 42 % this year is on course."""
    city = city_of(indicators=(indicator("I1", "技术交易额", algorithm=Algorithm.SAME_TIME),))
    found = [*deals("168", "0", "0"), *deals("40", "0", "0", when="2022Q3"), *deals("100", "0", "0", when="2022Q4")]
    seen = figure(city, found)
    assert (seen.progress, seen.expected, seen.judgement) == (Decimal(42), Decimal(40), Judgement.REACHED)


def test_ties_share_a_place_and_zones_stand_apart() -> None:
    """Two counties with the same printed value share place 1; the next is third; a zone has no place."""
    city = city_of(indicators=(indicator("I1", "技术交易额", ranking=Ranking.VALUE),))
    found = [*deals("50.04", "50", "30"), held(INNER.code, "DEALS", "2023Q3", "99")]
    placed = {
        one.unit: (one.rank, one.tied) for one in merge(evidence(city, found), Q3) if one.code == "I1" and one.rank
    }
    assert placed == {ALPHA.code: (1, True), BETA.code: (1, True), GAMMA.code: (3, False)}


def test_a_county_without_data_is_never_last() -> None:
    """An unreported county has no place at all."""
    city = city_of(indicators=(indicator("I1", "技术交易额", ranking=Ranking.VALUE),))
    ranks = [one.rank for one in merge(evidence(city, deals("50", "30")), Q3) if one.unit == GAMMA.code]
    assert ranks == [None, None]


def test_a_unit_is_held_against_its_own_part_of_the_target() -> None:
    """A county is judged by its 分解目标, and not at all where none was given out."""
    city = city_of(shares=(Share("I1", ALPHA.code, 2023, Decimal(100)),))
    found = deals("75", "50", "30")
    assert figure(city, found, unit=ALPHA.code).judgement is Judgement.REACHED
    assert figure(city, found, unit=BETA.code).judgement is Judgement.NO_TARGET


def test_a_figure_can_be_asked_where_it_comes_from() -> None:
    """The tree of a total ends at one cell for each unit, and its values add up to the total."""
    tree = trace(evidence(city_of(), deals("100", "50", "30")), Q3, "I1", "CITY", lambda sha: f"originals/{sha[:2]}")
    assert tree is not None
    leaves = tree.parts[0].parts
    assert sum(leaf.value for leaf in leaves if leaf.value is not None) == tree.value == Decimal(180)
    assert [(leaf.source.cell, leaf.source.text) for leaf in leaves if leaf.source] == [
        ("C5", "100"),
        ("C5", "50"),
        ("C5", "30"),
    ]


def test_an_unknown_code_has_no_trace() -> None:
    """A code nobody knows is not answered with an empty tree."""
    assert trace(evidence(city_of(), []), Q3, "NOPE", "CITY", str) is None


def test_a_zone_adds_where_its_county_is_not_asked() -> None:
    """A park in a zone counts when the county around it is not asked: only what is asked twice is left out."""
    city = city_of(forms=(form("F1", (BETA.code, INNER.code), ("DEALS",)),))
    found = [held(BETA.code, "DEALS", "2023Q3", "1"), held(INNER.code, "DEALS", "2023Q3", "1")]
    assert figure(city, found).value == Decimal(2)


def test_a_promise_of_growth_is_held_against_the_growth() -> None:
    """年均增长15%以上 of an amount is judged by how the amount grew, not by the amount."""
    promise = target("I1", 2027, "15", TargetKind.YEARLY_GROWTH, first_year=2023)
    city = city_of(indicators=(indicator("I1", "技术交易额", algorithm=Algorithm.LEVEL),), targets=(promise,))
    before = deals("100", "50", "50", when="2022Q3")
    assert figure(city, [*deals("116", "58", "58"), *before]).judgement is Judgement.REACHED
    assert figure(city, [*deals("110", "55", "55"), *before]).judgement is Judgement.FAR_BEHIND


def test_the_city_alone_is_the_city_among_its_units() -> None:
    """What the city has come to is the same whether its units' figures are asked for or not."""
    city = city_of(indicators=(indicator("I1", "技术交易额", ranking=Ranking.VALUE),))
    known = evidence(city, [*deals("100", "50", "30"), *deals("90", "60", when="2022Q4")])
    whole, alone = merge(known, Q3), merge(known, Q3, city_alone=True)
    assert alone == tuple(one for one in whole if one.unit == "CITY")
    assert len(whole) > len(alone) > 1

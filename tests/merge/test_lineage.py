"""Units that join, leave, split, merge and are renamed: who is asked, what adds up, and what growth compares."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from reporting.merge.asked import expected
from reporting.merge.aspects import trace_aspect
from reporting.merge.lineage import comparable, kin_of
from reporting.merge.merge import merge
from reporting.model.catalogue import ZONE, Catalogue, Unit
from reporting.model.numbers import rounded
from reporting.model.periods import Period
from reporting.model.tags import Aspect
from reporting.model.words import Content
from tests.builders import WHOLE, held, indicator, item, unit
from tests.merge.cities import CITY, city, figure, known, leaves, sent

# 龙港 left 苍南 in the third quarter of 2019; 平阳 has nothing to do with it.
OLD, NEW, OTHER = "苍南", "龙港", "平阳"
SPLIT = (
    WHOLE,
    unit(OLD, order=1),
    unit(NEW, order=2, valid_from=Period(2019, 3), succeeds=(OLD,)),
    unit(OTHER, order=3),
)
# Two zones became one in 2021; a third was only renamed.
MERGED = (
    WHOLE,
    unit("甲区", kind=ZONE, order=1, valid_to=Period(2020, 4)),
    unit("乙区", kind=ZONE, order=2, valid_to=Period(2020, 4)),
    unit("新区", kind=ZONE, order=3, valid_from=Period(2021, 1), succeeds=("甲区", "乙区")),
    unit("旧名", kind=ZONE, order=4, valid_to=Period(2020, 4)),
    unit("新名", kind=ZONE, order=5, valid_from=Period(2021, 1), succeeds=("旧名",)),
)


def made(units: tuple[Unit, ...], **given: Any) -> Catalogue:
    """Make a city of units, all of which send the form while they live."""
    senders = tuple(one.code for one in units if one.code != CITY)
    return city(senders, units=units, **given)


YEARS = [*sent("2018Q4", 苍南="100", 平阳="50"), *sent("2019Q4", 苍南="60", 龙港="60", 平阳="50")]


def test_who_is_asked_follows_the_life_of_a_unit() -> None:
    """Before it begins a unit is neither asked nor missing; after it ends neither."""
    where = made(SPLIT)
    asked = {when: [sender for sender, _ in expected(where, Period.parse(when))] for when in ("2019Q2", "2019Q3")}
    assert asked == {"2019Q2": [OLD, OTHER], "2019Q3": [OLD, NEW, OTHER]}
    zones = made(MERGED)
    assert [sender for sender, _ in expected(zones, Period(2020, 4))] == ["甲区", "乙区", "旧名"]
    assert [sender for sender, _ in expected(zones, Period(2021, 1))] == ["新区", "新名"]


@pytest.mark.parametrize(("when", "units"), [("2018Q4", {OLD, OTHER}), ("2019Q4", {OLD, NEW, OTHER})])
def test_figures_are_of_the_units_of_their_period(when: str, units: set[str]) -> None:
    """A table of 2018 has no row for a county of 2019; its total lacks nobody."""
    where = made(SPLIT)
    figures = merge(known(where, YEARS, when), Period.parse(when))
    assert {one.unit for one in figures if one.code == "I1"} == units | {CITY}
    assert figure(where, YEARS, when).lacks == ()


def test_the_citys_growth_over_a_split_compares_the_sum_of_both() -> None:
    """Both counties of now stand for the one of then: 170 on 150, of the same territory, and nothing is left out."""
    seen = figure(made(SPLIT), YEARS, "2019Q4")
    assert (seen.value, seen.base) == (Decimal(170), Decimal(150))
    assert seen.growth is not None
    assert rounded(seen.growth, 2) == Decimal("13.33")
    assert seen.notes == ()


def test_where_one_half_is_missing_neither_is_compared() -> None:
    """With 龙港 silent the remaining 苍南 is not set beside the whole of before: both are left out, 同口径."""
    found = [one for one in YEARS if one.observation.unit != NEW]
    seen = figure(made(SPLIT), found, "2019Q4")
    assert seen.lacks == (NEW,)
    assert (seen.base, seen.growth) == (Decimal(50), Decimal(0))
    assert "同比按同口径计算" in seen.notes


def test_where_the_predecessor_is_not_known_its_heirs_are_left_out() -> None:
    """No figure of 苍南 for 2018: growth is that of 平阳 alone."""
    found = [one for one in YEARS if (one.observation.unit, one.observation.period.year) != (OLD, 2018)]
    seen = figure(made(SPLIT), found, "2019Q4")
    assert (seen.value, seen.base) == (Decimal(170), Decimal(50))
    assert "同比按同口径计算" in seen.notes


def test_the_halves_have_no_growth_of_their_own() -> None:
    """What is left of 苍南 has not shrunk by two fifths; 龙港 was nothing by itself."""
    for one in (OLD, NEW):
        seen = figure(made(SPLIT), YEARS, "2019Q4", one)
        assert (seen.base, seen.growth) == (None, None)
    assert figure(made(SPLIT), YEARS, "2019Q4", OTHER).growth == Decimal(0)


def test_a_half_that_states_last_years_figure_on_its_new_bounds_grows_on_that() -> None:
    """上年同期 of the form, given for the territory of now, is the base."""
    stated = held(OLD, "DEALS", "2018Q4", "50", content=Content.BASE)
    seen = figure(made(SPLIT), [*YEARS, stated], "2019Q4", OLD)
    assert (seen.base, seen.growth, seen.notes) == (Decimal(50), Decimal(20), ("同比按同口径计算",))


def test_a_year_later_each_stands_for_itself() -> None:
    """Once both lived a year ago there is nothing to put together."""
    found = [*YEARS, *sent("2020Q4", 苍南="66", 龙港="90", 平阳="50")]
    assert figure(made(SPLIT), found, "2020Q4", NEW).growth == Decimal(50)
    assert figure(made(SPLIT), found, "2020Q4", OLD).growth == Decimal(10)


def test_a_quarter_over_a_split_within_the_year() -> None:
    """当期 of the third quarter of 2019: both cumulative figures of now less the one of June."""
    where = made(SPLIT, indicators=(indicator("I1", "当期(技术交易额)", decimals=2),))
    found = [*sent("2019Q2", 苍南="50", 平阳="20"), *sent("2019Q3", 苍南="45", 龙港="30", 平阳="35")]
    assert figure(where, found, "2019Q3").value == Decimal(40)
    assert figure(where, found, "2019Q3", OLD).value is None
    assert figure(where, found, "2019Q3", OTHER).value == Decimal(15)


ZONES = [*sent("2020Q4", 甲区="10", 乙区="30", 旧名="5"), *sent("2021Q4", 新区="50", 新名="6")]


def test_a_merged_unit_grows_on_what_it_took_over() -> None:
    """The new zone on the sum of the two it was made of, with 同口径 said."""
    seen = figure(made(MERGED), ZONES, "2021Q4", "新区")
    assert (seen.base, seen.growth, seen.notes) == (Decimal(40), Decimal(25), ("同比按同口径计算",))
    assert figure(made(MERGED), ZONES, "2021Q4").base == Decimal(45)


def test_a_merged_unit_without_one_of_its_predecessors_has_no_growth() -> None:
    """Half of what it took over is no base."""
    found = [one for one in ZONES if one.observation.unit != "乙区"]
    assert figure(made(MERGED), found, "2021Q4", "新区").growth is None
    assert figure(made(MERGED), found, "2021Q4").base == Decimal(5)


def test_a_renamed_unit_goes_on_as_it_was() -> None:
    """Under its new name it grows on what it had under the old one; there is nothing to remark."""
    seen = figure(made(MERGED), ZONES, "2021Q4", "新名")
    assert (seen.base, seen.growth, seen.notes) == (Decimal(5), Decimal(20), ())


def test_a_unit_that_took_another_in_lives_on() -> None:
    """A zone into which another was merged compares with both of before."""
    units = (
        WHOLE,
        unit("存", order=1, succeeds=("亡",)),
        unit("亡", order=2, valid_to=Period(2020, 4)),
    )
    found = [*sent("2020Q4", 存="10", 亡="10"), *sent("2021Q4", 存="30")]
    assert figure(made(units), found, "2021Q4", "存").growth == Decimal(50)
    assert figure(made(units), found, "2021Q4").growth == Decimal(50)


def test_who_leaves_without_heirs_leaves_the_base_too() -> None:
    """What went out of the city is taken out of last year's total, and 同口径 is said."""
    units = (WHOLE, unit("留", order=1), unit("走", order=2, valid_to=Period(2020, 4)))
    found = [*sent("2020Q4", 留="10", 走="90"), *sent("2021Q4", 留="11")]
    seen = figure(made(units), found, "2021Q4")
    assert (seen.base, seen.growth, seen.lacks) == (Decimal(10), Decimal(10), ())
    assert seen.notes == ("同比按同口径计算",)


def test_who_joins_without_forebears_is_left_out_of_growth() -> None:
    """A county that came from elsewhere adds to the total and not to its growth."""
    units = (WHOLE, unit("留", order=1), unit("来", order=2, valid_from=Period(2021, 1)))
    found = [*sent("2020Q4", 留="10"), *sent("2021Q4", 留="11", 来="50")]
    seen = figure(made(units), found, "2021Q4")
    assert (seen.value, seen.growth, seen.notes) == (Decimal(61), Decimal(10), ("同比按同口径计算",))


def test_a_zone_that_became_a_county_was_part_of_its_county() -> None:
    """A zone counted in a county (含在) becomes a county of its own: both together stand for the county of before."""
    units = (
        WHOLE,
        unit("县", order=1),
        unit("镇区", kind=ZONE, within="县", order=2, valid_to=Period(2020, 4)),
        unit("市", order=3, valid_from=Period(2021, 1), succeeds=("镇区",)),
    )
    found = [*sent("2020Q4", 县="100", 镇区="40"), *sent("2021Q4", 县="66", 市="44")]
    seen = figure(made(units), found, "2021Q4")
    assert (seen.value, seen.base, seen.growth) == (Decimal(110), Decimal(100), Decimal(10))
    assert figure(made(units), found, "2021Q4", "市").growth == Decimal(10)


def test_shares_of_units_that_became_one_are_not_added() -> None:
    """Two percentages make no percentage."""
    share = item("DEALS", "技术交易额", measure="%")
    assert figure(made(MERGED, items=(share,)), ZONES, "2021Q4", "新区").growth is None


def test_the_way_back_over_a_merger_ends_at_the_cells_of_both() -> None:
    """Trace of growth names the units the base was sent by."""
    evidence = known(made(MERGED), ZONES, "2021Q4")
    figures = merge(evidence, Period(2021, 4))
    one = next(figure for figure in figures if (figure.code, figure.unit) == ("I1", "新区"))
    tree = trace_aspect(evidence, figures, one, Aspect.GROWTH, str)
    assert leaves(tree) == [("新区", "2021Q4", "50"), ("乙区", "2020Q4", "30"), ("甲区", "2020Q4", "10")]


def test_kin_are_whole_or_left_out() -> None:
    """A chain of ties is one family: A and B of now, B and C of then."""
    kin = kin_of((("A", "B"), ("B", "B"), ("B", "C"), ("D", "E")))
    assert {(tuple(sorted(one.now)), tuple(sorted(one.then))) for one in kin} == {
        (("A", "B"), ("B", "C")),
        (("D",), ("E",)),
    }
    assert comparable(kin, ("A", "B", "D", "X"), ("B", "C", "E", "X")) == (("A", "B", "D", "X"), ("B", "C", "E", "X"))
    assert comparable(kin, ("B", "D", "X"), ("B", "C", "X")) == (("X",), ("X",))

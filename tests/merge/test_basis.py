"""口径版本: across a change of basis there is no growth, unless last year's figure is given on the new one."""

from __future__ import annotations

from decimal import Decimal

import pytest

from reporting.merge.aspects import trace_aspect
from reporting.merge.merge import merge
from reporting.model.catalogue import Catalogue
from reporting.model.periods import Period
from reporting.model.records import Held
from reporting.model.tags import Aspect
from reporting.model.words import Content
from tests.builders import ALPHA, BETA, form, held, item
from tests.merge.cities import CITY, city, figure, known, leaves, sent

A, B = ALPHA.code, BETA.code


def changed(*since: str, formula: str = "技术交易额") -> Catalogue:
    """Make a city whose item is counted anew from some periods on."""
    breaks = tuple(Period.parse(one) for one in since)
    return city((A, B), formula, items=(item("DEALS", "技术交易额", breaks=breaks),))


def stated(when: str, **values: str) -> list[Held]:
    """Make last year's figures as units state them on this year's form."""
    return [held(unit, "DEALS", when, value, content=Content.BASE) for unit, value in values.items()]


YEARS = [*sent("2022Q3", **{A: "100", B: "100"}), *sent("2023Q3", **{A: "150", B: "120"})]
TOLD = "口径调整：技术交易额自2023年一季度起按新口径统计"


def test_there_is_no_growth_across_a_change_of_basis() -> None:
    """What was counted otherwise a year ago is no base; the footnote tells from when, and why nothing is said."""
    for unit in (CITY, A):
        seen = figure(changed("2023Q1"), YEARS, "2023Q3", unit)
        assert (seen.base, seen.growth) == (None, None)
        assert seen.notes == (TOLD, "新旧口径不可比，未计算同比")


def test_growth_is_on_last_years_figure_as_stated_on_the_new_basis() -> None:
    """Where the form gives 上年同期 anew, growth is reckoned on it and 同口径 is said."""
    found = [*YEARS, *stated("2022Q3", **{A: "125", B: "100"})]
    seen = figure(changed("2023Q1"), found, "2023Q3")
    assert (seen.base, seen.growth) == (Decimal(225), Decimal(20))
    assert seen.notes == (TOLD, "同比按同口径计算")
    assert figure(changed("2023Q1"), found, "2023Q3", A).growth == Decimal(20)


def test_a_county_that_states_no_base_is_left_out_of_both_sides() -> None:
    """Only those who gave last year's figure anew are compared."""
    seen = figure(changed("2023Q1"), [*YEARS, *stated("2022Q3", **{A: "125"})], "2023Q3")
    assert (seen.value, seen.base, seen.growth) == (Decimal(270), Decimal(125), Decimal(20))


@pytest.mark.parametrize(("since", "parted"), [
    ("2022Q3", False), ("2022Q4", True), ("2023Q3", True), ("2023Q4", False), ("2023", True), ("2022", False),
])  # fmt: skip
def test_only_a_change_between_the_two_parts_them(since: str, *, parted: bool) -> None:
    """A change before last year's figure or after this one does not touch their growth, nor leave a footnote."""
    seen = figure(changed(since), YEARS, "2023Q3")
    assert (seen.growth is None) is parted
    assert bool(seen.notes) is parted


def test_stated_bases_are_not_used_where_nothing_changed() -> None:
    """现价自算 stays on our own figures; what the form states beside them is for 报送上年同期, or for a new basis."""
    seen = figure(changed(), [*YEARS, *stated("2022Q3", **{A: "1", B: "1"})], "2023Q3")
    assert (seen.base, seen.growth, seen.notes) == (Decimal(200), Decimal(35), ())


def test_the_footnote_stands_with_the_item_too() -> None:
    """Tables of items bear it as well."""
    assert figure(changed("2023Q1"), YEARS, "2023Q3", A, "DEALS").notes == (TOLD,)
    assert figure(changed("2023Q1"), YEARS, "2022Q3", A, "DEALS").notes == ()


def test_a_ratio_compares_the_changed_part_anew_and_the_other_as_it_was() -> None:
    """Of two items one has changed: its base is the stated one, the other's our own."""
    asked = city(
        (A, B),
        "技术交易额 / 成本",
        items=(item("DEALS", "技术交易额", breaks=(Period(2023, 1),)), item("COST", "成本")),
        forms=(form("F1", (A, B), ("DEALS", "COST")),),
    )
    costs = [held(unit, "COST", when, "50") for unit in (A, B) for when in ("2022Q3", "2023Q3")]
    found = [*YEARS, *costs, *stated("2022Q3", **{A: "125", B: "100"})]
    assert figure(asked, found, "2023Q3", A).growth == Decimal(20)


def test_a_quarter_is_not_taken_across_a_change() -> None:
    """A year to date on the new basis less one on the old is no quarter."""
    found = [*sent("2023Q2", **{A: "20"}), *sent("2023Q3", **{A: "30"})]
    assert figure(changed("2023Q3", formula="当期(技术交易额)"), found, "2023Q3", A).value is None
    assert figure(changed("2023Q1", formula="当期(技术交易额)"), found, "2023Q3", A).value == Decimal(10)


def test_the_way_back_of_growth_ends_at_the_stated_cell() -> None:
    """Trace of the base shows the figure that was used: the one stated on this year's form."""
    found = [*YEARS, *stated("2022Q3", **{A: "125", B: "100"})]
    evidence = known(changed("2023Q1"), found, "2023Q3")
    figures = merge(evidence, Period(2023, 3))
    for unit, texts in ((A, ["150", "125"]), (CITY, ["150", "120", "125", "100"])):
        one = next(figure for figure in figures if (figure.code, figure.unit) == ("I1", unit))
        tree = trace_aspect(evidence, figures, one, Aspect.GROWTH, str)
        assert [text for _, _, text in leaves(tree)] == texts

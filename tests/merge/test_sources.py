"""Which of several figures counts: by whose it is, by how settled it is, and never by which came first."""

from __future__ import annotations

from decimal import Decimal
from itertools import permutations

import pytest

from reporting.merge.total import least_settled
from reporting.merge.trace import trace
from reporting.model.catalogue import Catalogue
from reporting.model.periods import Period
from reporting.model.words import Frequency, Nature, State, Tense
from tests.builders import ALPHA, BETA, held, item, units_form
from tests.builders import form as rows_form
from tests.merge.cities import CITY, city, figure, known, sent

A, B = ALPHA.code, BETA.code


def two_forms(*sources: str, tense: Tense = Tense.YEAR_TO_DATE) -> Catalogue:
    """Make a city where counties send F1 each quarter and F9 each year, and the statistics office F2 each quarter."""
    return city(
        (A, B),
        items=(item("DEALS", "技术交易额", tense, sources=sources),),
        forms=(
            rows_form("F1", (A, B), ("DEALS",)),
            units_form("F2", "统计", (A, B), ("DEALS",)),
            rows_form("F9", (A, B), ("DEALS",), frequency=Frequency.YEAR),
        ),
    )


OWN = held(A, "DEALS", "2022Q4", "90", nature="快报数")
YEARBOOK = held(A, "DEALS", "2022", "95", nature="年报数", form="F9")
OFFICE = held(A, "DEALS", "2022Q4", "100", sender="统计", form="F2")


@pytest.mark.parametrize("when", ["2022Q4", "2022"])
def test_the_years_own_figure_takes_the_place_of_the_first_count(when: str) -> None:
    """Once a county has sent its 年报数, that is its figure of the year; until then its 快报数 is, and says so."""
    early = figure(two_forms(), [OWN], when, A)
    assert (early.value, early.nature) == (Decimal(90), "快报数")
    for found in permutations([OWN, YEARBOOK]):
        late = figure(two_forms(), found, when, A)
        assert (late.value, late.nature) == (Decimal(95), "年报数")


def test_a_first_count_never_takes_the_place_of_a_settled_figure() -> None:
    """A yearly form that says 预计数 does not push aside what the quarter's form gave as 最终核实数."""
    settled = held(A, "DEALS", "2022Q4", "90", nature="最终核实数")
    guessed = held(A, "DEALS", "2022", "99", nature="预计数", form="F9")
    for found in permutations([settled, guessed]):
        assert figure(two_forms(), found, "2022Q4", A).value == Decimal(90)


def test_where_neither_says_how_settled_it_is_the_years_form_counts() -> None:
    """A yearly form stands for the year's own figures without saying so."""
    found = [held(A, "DEALS", "2022Q4", "90"), held(A, "DEALS", "2022", "95", form="F9")]
    assert figure(two_forms(), found, "2022Q4", A).value == Decimal(95)


def test_who_sends_it_goes_before_how_settled_it_is() -> None:
    """来源优先级 is about senders: the office's figure stands, whatever the county calls its own."""
    for found in permutations([OWN, YEARBOOK, OFFICE]):
        assert figure(two_forms("F2", "F1"), found, "2022Q4", A).value == Decimal(100)
        assert figure(two_forms("F1", "F2"), found, "2022Q4", A).value == Decimal(95)


def test_a_blank_of_the_better_source_does_not_hide_a_figure() -> None:
    """Where the first source left its cell empty the next one's figure is used."""
    blank = held(A, "DEALS", "2022Q4", None, sender="统计", form="F2")
    for found in permutations([OWN, blank]):
        assert figure(two_forms("F2", "F1"), found, "2022Q4", A).value == Decimal(90)


def test_a_yearly_form_says_nothing_of_the_quarters_before() -> None:
    """The year's figure is no figure of the third quarter."""
    assert figure(two_forms(), [YEARBOOK], "2022Q3", A).state is State.NOT_SUBMITTED


def test_yearly_items_keep_their_year() -> None:
    """What is only ever counted by the year is not a figure of the fourth quarter."""
    seen = figure(two_forms(tense=Tense.YEARLY), [YEARBOOK], "2023Q3", A)
    assert (seen.value, seen.value_period) == (Decimal(95), Period(2022))


def test_the_source_that_is_not_used_is_shown_beside() -> None:
    """Trace ends at the cell that counts, and names the other with what stands there."""
    evidence = known(two_forms("F2", "F1"), [OWN, OFFICE], "2022Q4")
    tree = trace(evidence, Period(2022, 4), "DEALS", A, str)
    assert tree is not None
    assert tree.source is not None
    assert tree.source.text == "100"
    assert [(one.form, one.text) for one in tree.beside] == [("F1", "90")]
    alone = trace(known(two_forms(), [OWN], "2022Q4"), Period(2022, 4), "DEALS", A, str)
    assert alone is not None
    assert alone.beside == ()


def test_a_total_is_as_settled_as_its_least_settled_part() -> None:
    """One 预计数 among 年报数 makes the city's figure 预计数: it must not look better than it is."""
    found = [held(A, "DEALS", "2022Q4", "90", nature="年报数"), held(B, "DEALS", "2022Q4", "10", nature="预计数")]
    assert figure(two_forms(), found, "2022Q4").nature == "预计数"
    assert figure(two_forms(), sent("2022Q4", **{A: "1", B: "2"}), "2022Q4", CITY).nature == ""


def test_natures_are_ordered_from_the_guess_to_the_last_word() -> None:
    """预计数 comes first, 修订数 last."""
    natures = [str(one) for one in Nature]
    assert natures[0] == "预计数"
    assert natures[-1] == "修订数"
    for place, nature in enumerate(natures):
        assert least_settled([*natures[place:], ""]) == nature
    assert least_settled([]) == ""

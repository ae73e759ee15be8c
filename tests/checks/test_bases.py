"""What does not compare is not held against anyone: a new basis, and a county a part of which became another."""

from __future__ import annotations

from dataclasses import replace

import pytest

from reporting.checks import own
from reporting.checks.bases import comparable
from reporting.model.catalogue import Unit
from reporting.model.periods import Period
from tests.builders import unit
from tests.checks.papers import CATALOGUE, Draft, draft


def told(written: Draft) -> set[str]:
    """Give the codes of trends that are found, those of paper and signatures aside."""
    return {one.code for one in own(written.paper)} & {"cum-fell", "stock-fell", "jump", "scale", "quarter-for-cum"}


def anew(*since: str) -> Draft:
    """Write a form whose DEALS are counted anew from some periods on."""
    breaks = tuple(map(Period.parse, since))
    items = tuple(replace(one, breaks=breaks) if one.code == "DEALS" else one for one in CATALOGUE.items)
    return draft(catalogue=replace(CATALOGUE, items=items))


@pytest.mark.parametrize(
    ("since", "fell"), [((), True), (("2023Q3",), False), (("2023Q2",), True), (("2023Q4",), True)]
)
def test_a_figure_on_a_new_basis_has_not_fallen(since: tuple[str, ...], *, fell: bool) -> None:
    """Only a change between June and September takes the one out of the other's past."""
    assert ("cum-fell" in told(anew(*since).fill(DEALS="10").was("2023Q2", DEALS="18"))) is fell


def test_other_items_of_the_form_keep_their_past() -> None:
    """A change of one item's basis hides nothing of the others."""
    assert "cum-fell" in told(anew("2023Q3").fill(PROJECTS="3").was("2023Q2", PROJECTS="9"))


def split(when: str) -> Draft:
    """Write the form of a county a part of which became 己."""
    part = unit("己", order=9, valid_from=Period.parse(when), succeeds=("甲",))
    return draft(catalogue=replace(CATALOGUE, units=(*CATALOGUE.units, part)))


@pytest.mark.parametrize(("when", "fell"), [("2023Q3", False), ("2023Q2", True), ("2019Q3", True), ("2023Q4", True)])
def test_a_county_that_lost_a_part_has_not_fallen(when: str, *, fell: bool) -> None:
    """苍南 without 龙港 has fewer firms and a smaller year to date: neither is asked about, in that quarter alone."""
    written = split(when).fill(DEALS="10", FIRMS="60").was("2023Q2", DEALS="18", FIRMS="120")
    assert ("cum-fell" in told(written)) is fell
    assert ("stock-fell" in told(written)) is fell


def test_a_unit_that_took_another_in_has_not_jumped() -> None:
    """Its past is that of a smaller unit."""
    gone: Unit = unit("己", order=9, valid_to=Period(2023, 2))
    first = next(one for one in CATALOGUE.units if one.code == "甲")
    units = tuple(replace(one, succeeds=("己",)) if one is first else one for one in (*CATALOGUE.units, gone))
    written = draft(catalogue=replace(CATALOGUE, units=units)).fill(DEALS="10").was("2023Q2", DEALS="18")
    assert told(written) == set()


def test_a_catalogue_without_such_turns_leaves_the_paper_as_it_is() -> None:
    """Nothing is looked through where there is nothing to leave out."""
    paper = draft().fill(DEALS="10").paper
    assert comparable(paper) is paper

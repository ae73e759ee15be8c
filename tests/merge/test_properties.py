"""What holds of every city, drawn by chance: the order of arrival, sums, quarters, and units that come and go."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise
from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

from reporting.merge.growth import shared_units
from reporting.merge.merge import merge
from reporting.merge.value import indicator_amount, units_with_all
from reporting.model.catalogue import ZONE, Catalogue, Unit
from reporting.model.figures import Figure
from reporting.model.periods import Period
from reporting.model.records import Held
from reporting.model.words import Algorithm, Content, State
from tests.builders import WHOLE, form, held, indicator, item, unit
from tests.merge.cities import CITY, city, known

PERIODS = tuple(Period(year, quarter) for year in (2021, 2022, 2023) for quarter in (1, 2, 3, 4))
NOW = Period(2023, 3)
FORMULAS = ("技术交易额", "当期(技术交易额)", "成本 / 技术交易额 * 100", "技术交易额 - 上期(技术交易额)")
CODES = ("DEALS", "COST")


@dataclass(frozen=True)
class Drawn:
    """A city and what its units sent."""

    where: Catalogue
    found: tuple[Held, ...]

    def figures(self, when: Period = NOW, found: Sequence[Held] | None = None) -> tuple[Figure, ...]:
        """Merge what was sent."""
        return merge(known(self.where, self.found if found is None else found, str(when)), when)


def drawn(seed: int) -> Drawn:
    """Draw a city: counties and zones with lives and forebears, a change of basis, and forms that are lacking."""
    random = Random(seed)
    units = tuple(_units(random))
    senders = tuple(one.code for one in units)
    breaks = (random.choice(PERIODS),) if random.random() < 0.3 else ()
    where = city(
        senders,
        units=(WHOLE, *units),
        items=(item("DEALS", "技术交易额", breaks=breaks), item("COST", "成本", sources=("F2", "F1"))),
        indicators=tuple(
            indicator(f"I{number}", formula, algorithm=Algorithm.LEVEL) for number, formula in enumerate(FORMULAS, 1)
        ),
        forms=(form("F1", senders, CODES), form("F2", senders, ("COST",))),
    )
    return Drawn(where, tuple(_sent(random, units)))


def _units(random: Random) -> list[Unit]:
    counties: list[Unit] = []
    for number in range(random.randrange(2, 7)):
        begun = random.choice(PERIODS) if random.random() < 0.3 else None
        ended = random.choice(PERIODS) if random.random() < 0.2 else None
        if begun and ended and ended < begun:
            begun, ended = ended, begun
        before = [one.code for one in counties]
        heirs = tuple(random.sample(before, min(len(before), random.randrange(3)))) if random.random() < 0.5 else ()
        zone = bool(before) and random.random() < 0.25
        counties.append(
            unit(
                f"U{number}",
                kind=ZONE if zone else "区县",
                within=random.choice(before) if zone else "",
                order=number + 1,
                valid_from=begun,
                valid_to=ended,
                succeeds=heirs,
            )
        )
    return counties


def _sent(random: Random, units: Sequence[Unit]) -> list[Held]:
    found = []
    for one in units:
        for when in (when for when in PERIODS if one.lives_in(when)):
            for form_code, codes in (("F1", CODES), ("F2", ("COST",))):
                if random.random() < 0.1:
                    continue
                for code in codes:
                    value = None if random.random() < 0.05 else str(random.randrange(0, 5000) / 10)
                    found.append(held(one.code, code, str(when), value, form=form_code))
                    if random.random() < 0.2:
                        base = str(random.randrange(1, 5000) / 10)
                        found.append(
                            held(one.code, code, str(when.year_before), base, form=form_code, content=Content.BASE)
                        )
    return found


cities = st.integers(min_value=0, max_value=10**9).map(drawn)


@settings(max_examples=60, deadline=None)
@given(cities, st.randoms(use_true_random=False))
def test_the_order_of_arrival_changes_no_figure(one: Drawn, random: Random) -> None:
    """Whatever is drawn, shuffled it gives the same figures: values, growth, notes and all."""
    shuffled = random.sample(one.found, len(one.found))
    assert one.figures(found=shuffled) == one.figures()


@settings(max_examples=60, deadline=None)
@given(cities)
def test_every_city_sum_equals_its_units(one: Drawn) -> None:
    """The city's figure of an item is the sum of those added up; with those it lacks they are all addends."""
    evidence = known(one.where, one.found, str(NOW))
    figures = {(figure.code, figure.unit): figure for figure in one.figures()}
    for code in CODES:
        whole = figures.get((code, CITY))
        if whole is None or whole.value is None:
            continue
        addends = [figures[code, name] for name in evidence.addends(code, NOW)]
        known_parts = [part for part in addends if part.unit not in whole.lacks]
        assert whole.value == sum((part.value or Decimal(0) for part in known_parts), Decimal(0))
        assert {part.unit for part in addends if not part.state.has_value and part.state is not State.NONE} == set(
            whole.lacks
        )


@settings(max_examples=60, deadline=None)
@given(cities)
def test_quarters_add_up_to_the_year(one: Drawn) -> None:
    """The four 当期 of a county that has them all come to its cumulative figure of December."""
    year = [Period(2022, quarter) for quarter in (1, 2, 3, 4)]
    if any(one.where.item_by_code["DEALS"].break_between(before, after) for before, after in pairwise(year)):
        return
    evidence = {when: known(one.where, one.found, str(when)) for when in year}
    flow, total = one.where.indicators[1], one.where.indicators[0]
    for name in (subject.code for subject in one.where.units if subject.code != CITY):
        quarters = [indicator_amount(evidence[when], flow, name, when).value for when in year]
        turned = any(name in evidence[after].kin(after, before) for before, after in pairwise(year))
        if None not in quarters and not turned:
            known_quarters = [value for value in quarters if value is not None]
            assert sum(known_quarters, Decimal(0)) == indicator_amount(evidence[year[-1]], total, name, year[-1]).value


@settings(max_examples=60, deadline=None)
@given(cities)
def test_what_growth_compares_is_whole_on_both_sides(one: Drawn) -> None:
    """No unit is on one side while its forebear or heir is missing on the other; what is left out is told."""
    evidence, plain = known(one.where, one.found, str(NOW)), one.where.indicators[0]
    figure = next((found for found in one.figures() if (found.code, found.unit) == (plain.code, CITY)), None)
    if figure is None:  # nobody lives any more
        return
    now = indicator_amount(evidence, plain, CITY, NOW)
    shared = shared_units(evidence, plain, NOW, now)
    if not one.where.item_by_code["DEALS"].break_between(NOW.year_before, NOW):
        for family in evidence.kin_of_addends("DEALS", NOW, NOW.year_before):
            assert family.now <= set(shared.now) or not family.now & set(shared.now)
            assert family.then <= set(shared.then) or not family.then & set(shared.then)
        before = units_with_all(evidence, plain, NOW.year_before)
        assert set(shared.then) | set(shared.left) == set(before)
    if figure.growth is not None and (len(shared.now) < len(now.over) or shared.left):
        assert any("同口径" in note for note in figure.notes)


@settings(max_examples=30, deadline=None)
@given(cities)
def test_what_is_sent_twice_counts_once(one: Drawn) -> None:
    """The same observations given again add nothing."""
    assert one.figures(found=(*one.found, *one.found)) == one.figures()

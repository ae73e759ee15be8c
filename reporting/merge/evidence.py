"""The observations in force, so ordered that the best source of each figure is found at once.

Where two senders give the same figure, the catalogue's 来源优先级 decides (domain 1); the order in which they came
never does.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from types import MappingProxyType

from reporting.formulas.formula import Formula
from reporting.formulas.parse import parse
from reporting.formulas.words import item_words
from reporting.merge.asked import Ask, asks_by_period
from reporting.merge.lineage import Kin, Tie, by_unit, kin_of, lifted, ties
from reporting.model.catalogue import Catalogue
from reporting.model.periods import Period
from reporting.model.records import Held, Observation
from reporting.model.words import Content, Nature, State, Tense

Place = tuple[str, str, Period]
# An item and the period its figures are of: what lies on one shelf is asked for together.
Shelf = tuple[str, Period]
_NONE: Mapping[str, Held] = MappingProxyType({})
_NOTHING: Mapping[Period, frozenset[str] | None] = MappingProxyType({})
_NATURES = tuple(Nature)
# Named once: of a vocabulary a word is looked up anew each time, a hundred thousand times.
_NOW, _BASE = Content.NOW, Content.BASE


@dataclass(frozen=True)
class Evidence:
    """What is known: the best observation of each unit by (item, period), and what each period asked for.

    `stated` holds last year's figures as senders give them on this year's basis, by the period they are of. `several`
    are all sources of a figure, the best first, where there is more than one, by (unit, item, period).
    `returned` names the (sender, form, period) whose newest version lies with its sender again. `restated` is
    true of last year's evidence as this year's units state it: then nobody took over from anybody since.
    """

    catalogue: Catalogue
    best: Mapping[Shelf, Mapping[str, Held]]
    stated: Mapping[Shelf, Mapping[str, Held]]
    several: Mapping[Place, tuple[Held, ...]]
    asked: Mapping[Period, Mapping[str, tuple[Ask, ...]]]
    returned: frozenset[tuple[str, str, Period]]
    restated: bool = False

    @cached_property
    def formulas(self) -> Mapping[str, Formula]:
        """The indicators' formulas by code, their names turned into item codes."""
        return formulas_of(self.catalogue)

    @cached_property
    def bare(self) -> Mapping[str, str]:
        """The indicators that are an item's figure as it stands, by code: the item's code."""
        return {code: formula.codes[0] for code, formula in self.formulas.items() if formula.is_bare}

    def units_asked(self, item: str, period: Period) -> tuple[str, ...]:
        """Give the units asked for an item in a period, each once."""
        return tuple(dict.fromkeys(ask.unit for ask in self.asked.get(period, {}).get(item, ())))

    def addends(self, item: str, period: Period) -> tuple[str, ...]:
        """Give the units that add up to the city's figure: those asked, but for zones whose county is asked too."""
        place = (item, period)
        if place not in self._addends:
            self._addends[place] = self.catalogue.addends(frozenset(self.units_asked(item, period)), period)
        return self._addends[place]

    @cached_property
    def _addends(self) -> dict[tuple[str, Period], tuple[str, ...]]:
        return {}

    @cached_property
    def changed(self) -> frozenset[str]:
        """The items whose basis changed at some time (口径起始): most catalogues have none."""
        return frozenset(item.code for item in self.catalogue.items if item.breaks)

    def kin(self, now: Period, then: Period) -> Mapping[str, Kin]:
        """Find, by unit of now, the units that were another or others then; most units are not among them."""
        if (now, then) not in self._kin:
            self._kin[now, then] = by_unit(kin_of(self.ties(now, then)))
        return self._kin[now, then]

    def kin_of_addends(self, item: str, now: Period, then: Period) -> tuple[Kin, ...]:
        """Give the kin among the units that add up to the city's figure."""
        found = self.ties(now, then)
        if not found:
            return ()
        tops = self._top(item, now), self._top(item, then)
        return kin_of(lifted(self.catalogue, (now, then), found, tops))

    def ties(self, now: Period, then: Period) -> tuple[Tie, ...]:
        """Give who took over from whom between two periods."""
        if (now, then) not in self._ties:
            self._ties[now, then] = () if self.restated else ties(self.catalogue, now, then)
        return self._ties[now, then]

    @cached_property
    def _ties(self) -> dict[tuple[Period, Period], tuple[Tie, ...]]:
        return {}

    @cached_property
    def _kin(self) -> dict[tuple[Period, Period], Mapping[str, Kin]]:
        return {}

    def _top(self, item: str, period: Period) -> Callable[[str], str]:
        """Give what finds the unit that is added where another is counted in it."""
        added, known = frozenset(self.addends(item, period)), self.catalogue.unit_by_code

        def top(code: str) -> str:
            return known[code].within if code not in added and known[code].within in added else code

        return top

    def state(self, unit: str, item: str, period: Period) -> State:
        """Tell what stands for a figure: the observation's state, or why there is no observation."""
        held = self.shelf(item, period).get(unit)
        return self.why_none(unit, item, period) if held is None else held.observation.state

    def why_none(self, unit: str, item: str, period: Period) -> State:
        """Tell why there is no observation of a figure."""
        return State.RETURNED if (unit, item, period) in self._lie_with_senders else State.NOT_SUBMITTED

    def shelf(self, item: str, period: Period) -> Mapping[str, Held]:
        """Give the best observation of an item in a period, by unit."""
        return self.best.get((item, period), _NONE)

    def sources(self, unit: str, item: str, period: Period) -> tuple[Held, ...]:
        """Give every observation of a figure, the best first."""
        held = self.shelf(item, period).get(unit)
        return () if held is None else self.several.get((unit, item, period), (held,))

    @cached_property
    def a_year_ago(self) -> Evidence:
        """The evidence of a year ago as senders state it now, asked for as this year's figures are."""
        return self._restated(self.stated)

    def a_year_ago_of(self, items: frozenset[str]) -> Evidence:
        """The evidence of a year ago, of some items as senders state it now, of all others as our ledger has it."""
        if items not in self._partly:
            own = {place: shelf for place, shelf in self.best.items() if place[0] not in items}
            told = {place: shelf for place, shelf in self.stated.items() if place[0] in items}
            self._partly[items] = self._restated(own | told)
        return self._partly[items]

    @cached_property
    def _partly(self) -> dict[frozenset[str], Evidence]:
        return {}

    def _restated(self, best: Mapping[Shelf, Mapping[str, Held]]) -> Evidence:
        asked = {period.year_before: items for period, items in self.asked.items()}
        return replace(self, best=best, stated={}, several={}, asked=asked, returned=frozenset(), restated=True)

    @cached_property
    def _lie_with_senders(self) -> frozenset[Place]:
        return frozenset(
            (ask.unit, item, period)
            for period in {period for _, _, period in self.returned}
            for item, found in self.asked.get(period, {}).items()
            for ask in found
            if (ask.sender, ask.form, period) in self.returned
        )


def formulas_of(catalogue: Catalogue) -> Mapping[str, Formula]:
    """Give the indicators' formulas by code, their names turned into item codes."""
    words = item_words(catalogue)
    return {indicator.code: parse(indicator.formula, words) for indicator in catalogue.indicators}


def gather(
    catalogue: Catalogue,
    held: Iterable[Held],
    returned: Iterable[tuple[str, str, Period]] = (),
    periods: Mapping[Period, frozenset[str] | None] = _NOTHING,
) -> Evidence:
    """Order the observations in force by how good their source is.

    `periods` are those figures may be asked of, each with the items they may be asked of, None for all.

    Figures of single list rows (those with a key) are entries' affair and are passed over.
    """
    now, then = [], []
    for one in held:
        seen = one.observation
        if seen.content is _NOW and not seen.key:
            now.append(one)
        elif seen.content is _BASE and not seen.key:
            then.append(one)
    best, several = _shelved(catalogue, now)
    stated, _ = _shelved(catalogue, then)
    return Evidence(
        catalogue=catalogue,
        best=best,
        stated=stated,
        several=several,
        asked=asks_by_period(catalogue, periods),
        returned=frozenset(returned),
    )


def _shelved(
    catalogue: Catalogue, figures: Iterable[Held]
) -> tuple[Mapping[Shelf, Mapping[str, Held]], Mapping[Place, tuple[Held, ...]]]:
    """Give the best source of each figure by shelf and unit, and all sources of those figures that have several."""
    shelves: defaultdict[Shelf, dict[str, Held]] = defaultdict(dict)
    several: dict[Place, list[Held]] = {}
    for one in figures:
        seen = one.observation
        when = seen.period if seen.period.quarter else _moment(catalogue, seen)
        first = shelves[seen.item, when].setdefault(seen.unit, one)
        if first is not one:
            several.setdefault((seen.unit, seen.item, when), [first]).append(one)
    rank = _Rank(catalogue)
    ordered = {place: rank.ordered(sources) for place, sources in several.items()}
    for (unit, item, when), sources in ordered.items():
        shelves[item, when][unit] = sources[0]
    return shelves, ordered


def _moment(catalogue: Catalogue, seen: Observation) -> Period:
    """Give the period a year's figure stands at: what a yearly form tells of other than yearly items is of its end."""
    item = catalogue.item_by_code.get(seen.item)
    at_end = item is not None and item.tense is not Tense.YEARLY
    return Period(seen.period.year, 4) if at_end else seen.period


class _Rank:
    """How good a source is: a value before none, then the sender whose form stands first, then what is more settled.

    Forms stand in the item's own order (来源优先级), then in the catalogue's. Of one sender's figures the more settled
    one counts: 年报数 takes the place of 快报数, and not the other way round (数据性质).
    """

    def __init__(self, catalogue: Catalogue) -> None:
        self._items = catalogue.item_by_code
        self._forms = {form.code: place for place, form in enumerate(catalogue.forms)}

    def ordered(self, several: list[Held]) -> tuple[Held, ...]:
        """Give the sources of one figure, the best first."""
        first: dict[tuple[bool, str], tuple[int, int]] = {}
        for one in several:
            whose = (one.observation.state.has_value, one.submission.sender)
            first[whose] = min(first.get(whose, self._form(one)), self._form(one))

        def key(one: Held) -> tuple[bool, tuple[int, int], str, int, tuple[int, int]]:
            valued, sender = one.observation.state.has_value, one.submission.sender
            return not valued, first[valued, sender], sender, -_settled(one.observation), self._form(one)

        return tuple(sorted(several, key=key))

    def _form(self, held: Held) -> tuple[int, int]:
        item = self._items.get(held.observation.item)
        sources = item.sources if item else ()
        form = held.submission.form
        preferred = sources.index(form) if form in sources else len(sources)
        return preferred, self._forms.get(form, len(self._forms))


def _settled(seen: Observation) -> int:
    """Tell how settled a figure is; one that says nothing of it is more than a first count, and a yearbook's at a year.

    Odd numbers are for those that say nothing, so that they lie between two that do.
    """
    if seen.nature in _NATURES:
        return 2 * _NATURES.index(Nature(seen.nature))
    return 2 * _NATURES.index(Nature.YEARBOOK) - (0 if seen.period.is_year else 1)

"""Which units of now stand for which units of then, where units joined, left, split or merged in between (承继).

苍南 and 龙港 of 2019 stand together for 苍南 of 2018: their figures compare as a sum, not one by one.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass

from reporting.model.catalogue import Catalogue
from reporting.model.periods import Period

Tie = tuple[str, str]
Top = Callable[[str], str]


@dataclass(frozen=True, slots=True)
class Kin:
    """Units of now and those of then that only together are one and the same, all by code."""

    now: frozenset[str]
    then: frozenset[str]

    @property
    def is_rename(self) -> bool:
        """Whether one unit of now is one of then under another code."""
        return len(self.now) == len(self.then) == 1


def ties(catalogue: Catalogue, now: Period, then: Period) -> tuple[Tie, ...]:
    """Give each unit of now with each of then that it took over from in between; most periods have none."""
    return _with_lasting(catalogue, now, then, _ties(catalogue, now, then))


def kin_of(found: Iterable[Tie]) -> tuple[Kin, ...]:
    """Join ties that share a unit. A unit of one side that has no tie stands for itself and is not told."""
    joined: list[tuple[frozenset[str], frozenset[str]]] = []
    for now, then in found:
        both = (frozenset({now}), frozenset({then}))
        apart = []
        for one in joined:
            if one[0] & both[0] or one[1] & both[1]:
                both = (one[0] | both[0], one[1] | both[1])
            else:
                apart.append(one)
        joined = [*apart, both]
    return tuple(Kin(now, then) for now, then in joined)


def by_unit(kin: Iterable[Kin]) -> Mapping[str, Kin]:
    """Find the kin of a unit of now."""
    return {unit: one for one in kin for unit in one.now}


def comparable(
    kin: Iterable[Kin], now: Collection[str], then: Collection[str]
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Give the units of both sides that compare: those known now and then, kin only where all of them are known."""
    groups = tuple(kin)
    tied_now = frozenset(unit for one in groups for unit in one.now)
    tied_then = frozenset(unit for one in groups for unit in one.then)
    known_now, known_then = frozenset(now), frozenset(then)
    whole = [one for one in groups if one.now <= known_now and one.then <= known_then]
    same = (known_now & known_then) - tied_now - tied_then
    kept_now = same.union(*(one.now for one in whole))
    kept_then = same.union(*(one.then for one in whole))
    return tuple(unit for unit in now if unit in kept_now), tuple(unit for unit in then if unit in kept_then)


def lifted(
    catalogue: Catalogue, periods: tuple[Period, Period], found: Iterable[Tie], tops: tuple[Top, Top]
) -> tuple[Tie, ...]:
    """Give ties between what adds up: a zone counted in a county is tied as that county.

    `periods` and `tops` are those of now and of then; a top finds the unit that another is counted in.
    """
    (now, then), (top_now, top_then) = periods, tops
    return _with_lasting(catalogue, now, then, ((top_now(one), top_then(other)) for one, other in found))


def _with_lasting(catalogue: Catalogue, now: Period, then: Period, found: Iterable[Tie]) -> tuple[Tie, ...]:
    """Add that whoever lives on through a change stands for itself as well, with what it gave or took."""
    told = dict.fromkeys(found)
    units = (catalogue.unit_by_code[code] for code in dict.fromkeys(code for tie in told for code in tie))
    lasting = ((unit.code, unit.code) for unit in units if unit.lives_in(now) and unit.lives_in(then))
    return tuple(dict.fromkeys((*told, *lasting)))


def _ties(catalogue: Catalogue, now: Period, then: Period) -> Iterator[Tie]:
    known = catalogue.unit_by_code
    for unit in catalogue.units:
        if unit.succeeds and unit.lives_in(now):
            before = unit.lives_in(then)
            forebears = [known[code] for code in _ancestors(catalogue, unit.code)]
            taken = [one for one in forebears if one.lives_in(then) and not (before and one.lives_in(now))]
            yield from ((unit.code, one.code) for one in taken)


def _ancestors(catalogue: Catalogue, code: str) -> tuple[str, ...]:
    """Give all a unit took over from, and those these took over from; circles are refused with the catalogue."""
    found: dict[str, None] = {}
    open_ones = list(catalogue.unit_by_code[code].succeeds)
    while open_ones:
        one = open_ones.pop()
        if one not in found and one in catalogue.unit_by_code:
            found[one] = None
            open_ones.extend(catalogue.unit_by_code[one].succeeds)
    return tuple(found)

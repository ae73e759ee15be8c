"""Leave out of a form's past what does not compare with it: other bases (口径起始), and units with other bounds (承继).

A figure that fell because it is counted otherwise, or because a part of the county became a county of its own, is no
one's mistake.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from reporting.checks.paper import Paper
from reporting.model.catalogue import Catalogue, Unit
from reporting.model.periods import Period


def comparable(paper: Paper) -> Paper:
    """Give the same paper with that part of its past that its figures compare with; most have nothing to leave out."""
    told = paper.reading.observations
    known = (paper.catalogue.item_by_code.get(code) for code in dict.fromkeys(one.item for one in told))
    items = {item.code: last for item in known if item and (last := _latest(item.breaks, paper.period))}
    turns = _turns(paper.catalogue, paper.period)
    units = {one.unit: turns[one.unit] for one in told if one.unit in turns}
    if not items and not units:
        return paper

    def compares(place: tuple[str, str, Period]) -> bool:
        unit, item, when = place
        turns = (one for one in (items.get(item), units.get(unit)) if one)
        return all(when.last_day >= one.first_day for one in turns)

    values = {place: value for place, value in paper.history.values.items() if compares(place)}
    return replace(paper, history=replace(paper.history, values=values))


def _turns(catalogue: Catalogue, now: Period) -> Mapping[str, Period]:
    """Give, by unit that lives on, the period in which it last lost a part to another unit or took one in."""
    found: dict[str, list[Period]] = {}
    for heir in catalogue.units:
        for code in heir.succeeds:
            forebear = catalogue.unit_by_code.get(code)
            for unit, when in _of_pair(heir, forebear) if forebear else ():
                found.setdefault(unit, []).append(when)
    return {unit: last for unit, turns in found.items() if (last := _latest(turns, now))}


def _of_pair(heir: Unit, forebear: Unit) -> Iterator[tuple[str, Period]]:
    """Tell what taking over means to who was there before and after it."""
    if heir.valid_from and (forebear.valid_to is None or forebear.valid_to.last_day >= heir.valid_from.last_day):
        yield forebear.code, heir.valid_from
    if forebear.valid_to and (heir.valid_from is None or heir.valid_from.last_day <= forebear.valid_to.last_day):
        yield heir.code, forebear.valid_to.next


def _latest(turns: Iterable[Period], now: Period) -> Period | None:
    return max((one for one in turns if one.first_day <= now.last_day), default=None)

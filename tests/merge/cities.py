"""What the tests of merging share: a figure of a small city, merged from what was sent."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from reporting.merge.evidence import Evidence, gather
from reporting.merge.merge import merge
from reporting.merge.needed import needed
from reporting.model.catalogue import Catalogue
from reporting.model.figures import Figure, Trace
from reporting.model.periods import Period
from reporting.model.records import Held
from reporting.model.words import Algorithm
from tests.builders import catalogue, form, held, indicator, item

CITY = "CITY"


def city(senders: Sequence[str], formula: str = "技术交易额", **given: Any) -> Catalogue:
    """Make a city whose units report DEALS; I1 is a level worked out by a formula."""
    fields: dict[str, object] = {
        "items": (item("DEALS", "技术交易额"),),
        "indicators": (indicator("I1", formula, algorithm=Algorithm.LEVEL, decimals=2),),
        "forms": (form("F1", tuple(senders), ("DEALS",)),),
    }
    return catalogue(**{**fields, **given})


def known(where: Catalogue, found: Sequence[Held], when: str) -> Evidence:
    """Gather what was sent for figures of a period."""
    period = Period.parse(when)
    needs = needed(where, period)
    # As the ledger gives it: of each period's forms what is needed, and nothing else.
    chosen = [one for one in found if one.submission.period in needs and _is_wanted(one, needs)]
    return gather(where, chosen, (), needs)


def _is_wanted(one: Held, needs: Mapping[Period, frozenset[str] | None]) -> bool:
    items = needs[one.submission.period]
    return items is None or one.observation.item in items


def figure(where: Catalogue, found: Sequence[Held], when: str, unit: str = CITY, code: str = "I1") -> Figure:
    """Give one figure."""
    figures = merge(known(where, found, when), Period.parse(when))
    return next(one for one in figures if (one.code, one.unit) == (code, unit))


def sent(when: str, **values: str) -> list[Held]:
    """Make what units sent of DEALS in a period."""
    return [held(unit, "DEALS", when, value) for unit, value in values.items()]


def leaves(tree: Trace) -> list[tuple[str, str, str | None]]:
    """Give the cells a tree ends at: unit, period, and the text that stands there."""
    if not tree.parts:
        return [(tree.unit, str(tree.period), tree.source.text if tree.source else None)]
    return [leaf for part in tree.parts for leaf in leaves(part)]

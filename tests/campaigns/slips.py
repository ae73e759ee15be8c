"""Slips as clerks make them, planted in honest forms: one at a time, at one figure or over the whole form."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from decimal import Decimal

from reporting.checks import Paper
from reporting.checks.amounts import is_amount
from reporting.model.numbers import plain
from reporting.model.records import Observation, Reading
from reporting.model.words import State, Tense

Changed = Decimal | None
Slip = Callable[[Paper, Observation, random.Random], Changed]
# A figure smaller than this is too small to slip by much.
SMALLEST = Decimal(5)
TEN_THOUSAND = Decimal(10_000)


def _measure(paper: Paper, found: Observation, _draw: random.Random) -> Changed:
    """万元 written where 亿元 is asked."""
    wanted = found.value and paper.item(found).measure == "亿元"
    return found.value * TEN_THOUSAND if wanted and found.value else None


def _point(paper: Paper, found: Observation, _draw: random.Random) -> Changed:
    """A decimal point lost: 38.25 becomes 3825."""
    item = paper.item(found)
    return found.value.scaleb(item.decimals) if found.value and item.decimals and is_amount(item) else None


def _digits(paper: Paper, found: Observation, draw: random.Random) -> Changed:
    """Two digits swapped: 52489 becomes 54289."""
    text = plain(found.value or Decimal(0))
    places = [at for at in range(len(text) - 1) if text[at : at + 2].isdecimal() and text[at] != text[at + 1]]
    if not places or not found.value or found.value < SMALLEST or not is_amount(paper.item(found)):
        return None
    at = draw.choice(places)
    return Decimal(text[:at] + text[at + 1] + text[at] + text[at + 2 :])


def _extra(paper: Paper, found: Observation, draw: random.Random) -> Changed:
    """A digit typed twice: 210 becomes 2110."""
    text = plain(found.value or Decimal(0))
    if not found.value or found.value < SMALLEST or not is_amount(paper.item(found)):
        return None
    at = draw.choice([place for place, sign in enumerate(text) if sign != "."])
    return Decimal(text[:at] + text[at] + text[at:])


def _quarter(paper: Paper, found: Observation, _draw: random.Random) -> Changed:
    """The quarter's own figure where the year to date is asked."""
    if paper.item(found).tense is not Tense.YEAR_TO_DATE or found.period.quarter < 2 or not found.value:
        return None
    before = paper.history.value(found.unit, found.item, found.period.previous)
    own = found.value - before if before else None
    return own if own and own > 0 and is_amount(paper.item(found)) else None


def _percent(paper: Paper, found: Observation, _draw: random.Random) -> Changed:
    """15.3 % as Excel stores it: 0.153."""
    is_rate = paper.item(found).measure == "%"
    return found.value / 100 if is_rate and found.value and abs(found.value) >= SMALLEST else None


SINGLE: Mapping[str, Slip] = {
    "万元填成亿元": _measure,
    "丢小数点": _point,
    "颠倒两位": _digits,
    "多打一位": _extra,
    "当季填成累计": _quarter,
    "百分数填成小数": _percent,
}
RESENT, ALL_QUARTERS = "重报上期的表", "整表填当季数"
SLIPS = (*SINGLE, RESENT, ALL_QUARTERS)


def slipped(kind: str, paper: Paper, draw: random.Random) -> Iterator[tuple[Reading, frozenset[str]]]:
    """Yield the form with one slip of a kind, and the cells where it may be noticed (none: anywhere)."""
    if kind == RESENT:
        yield from _resent(paper)
    elif kind == ALL_QUARTERS:
        yield from _everywhere(paper, _quarter, draw)
    else:
        known = [(found, SINGLE[kind](paper, found, draw)) for found in paper.figures]
        able = [(found, value) for found, value in known if value is not None and value != found.value]
        if able:
            found, value = draw.choice(able)
            yield _with(paper, {found.cell: value}), frozenset({found.cell})


def _resent(paper: Paper) -> Iterator[tuple[Reading, frozenset[str]]]:
    """The last quarter's figures under this quarter's head, where they differ from this quarter's."""
    if paper.period.quarter < 2:
        return
    before = {found.cell: paper.history.value(found.unit, found.item, found.period.previous) for found in paper.figures}
    old = {cell: value for cell, value in before.items() if value is not None}
    if len(old) == len(before) and any(old[found.cell] != found.value for found in paper.figures):
        yield _with(paper, old), frozenset()


def _everywhere(paper: Paper, slip: Slip, draw: random.Random) -> Iterator[tuple[Reading, frozenset[str]]]:
    known = {found.cell: slip(paper, found, draw) for found in paper.figures}
    changed = {cell: value for cell, value in known.items() if value is not None}
    if changed:
        yield _with(paper, changed), frozenset()


def _with(paper: Paper, values: Mapping[str, Decimal]) -> Reading:
    """Write other values into some cells; a slip comes without a word of explanation."""
    written = tuple(
        found._replace(
            value=values[found.cell],
            text=plain(values[found.cell]),
            state=State.VALUE if values[found.cell] else State.ZERO,
            explanation="",
        )
        if found.cell in values
        else found
        for found in paper.reading.observations
    )
    return replace(paper.reading, observations=written)

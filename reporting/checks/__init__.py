"""The checks: one kind of rule a file, and here the one table that says which are made and in which order.

`own` looks at one form alone, against itself and against versions in force of earlier periods; with what the reader
found it decides the verdict. `joint` looks at all that is in force and reopens no verdict.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence

from reporting.checks.bases import comparable
from reporting.checks.bounds import bounds
from reporting.checks.city_sum import city_sum
from reporting.checks.closed import closed
from reporting.checks.count_rows import count_rows
from reporting.checks.cumulative import cumulative
from reporting.checks.decimals import decimals
from reporting.checks.explained import explained
from reporting.checks.jump import jump
from reporting.checks.list_code import list_code
from reporting.checks.list_double import list_double
from reporting.checks.list_gone import list_gone
from reporting.checks.paper import Change, Paper, Shelf
from reporting.checks.percent import percent
from reporting.checks.quarter_for_cum import quarter_for_cum
from reporting.checks.released import released
from reporting.checks.repeated import repeated
from reporting.checks.required import required
from reporting.checks.rules import is_of_rule, rules
from reporting.checks.scale import scale
from reporting.checks.signed import signed
from reporting.checks.sources import sources
from reporting.checks.stock import stock
from reporting.checks.sums import sums
from reporting.checks.timing import timing
from reporting.checks.two_units import two_units
from reporting.checks.verdict import verdict
from reporting.model.records import Finding

__all__ = ["JOINT", "OWN", "Change", "Paper", "Shelf", "joint", "own", "verdict"]

_Cell = tuple[str | None, str | None]

OWN: tuple[Callable[[Paper], Iterator[Finding]], ...] = (
    required,
    bounds,
    percent,
    decimals,
    rules,
    sums,
    cumulative,
    quarter_for_cum,
    stock,
    repeated,
    scale,
    jump,
    list_double,
    list_code,
    list_gone,
    timing,
    closed,
    released,
    signed,
)

JOINT: tuple[Callable[[Shelf], Iterator[Finding]], ...] = (
    city_sum,
    sources,
    count_rows,
    two_units,
)

_NONE: frozenset[str] = frozenset()

# What says more silences what says less about the same cell.
SILENCED_BY: Mapping[str, frozenset[str]] = {
    "jump": frozenset({"scale", "cum-fell", "stock-fell"}),
    "stock-fell": frozenset({"scale"}),
    "value-decimals": frozenset({"percent-fraction"}),
}


def own(paper: Paper) -> tuple[Finding, ...]:
    """Check one form: give the findings beyond those of its reader, in the table's order, 说明 that lack last."""
    paper = comparable(paper)
    found = _loudest(_once([finding for check in OWN for finding in check(paper)]))
    return (*found, *explained(paper, (*paper.reading.findings, *found)))


def joint(shelf: Shelf) -> tuple[Finding, ...]:
    """Check what is in force against each other, in the table's order."""
    return tuple(finding for check in JOINT for finding in check(shelf))


def _once(findings: Sequence[Finding]) -> Iterator[Finding]:
    """Drop what only says again, under the same code at the same cell, what a rule of the bureau's has said."""
    said = {(finding.code, _cell(finding)) for finding in findings if is_of_rule(finding)}
    for finding in findings:
        if is_of_rule(finding) or (finding.code, _cell(finding)) not in said:
            yield finding


def _loudest(findings: Iterator[Finding]) -> tuple[Finding, ...]:
    """Drop what is silenced by another finding at the same cell; what the bureau's rules say is never silenced."""
    kept = tuple(findings)
    here: dict[_Cell, set[str]] = {}
    for finding in kept:
        here.setdefault(_cell(finding), set()).add(finding.code)
    return tuple(
        found for found in kept if is_of_rule(found) or not SILENCED_BY.get(found.code, _NONE) & here[_cell(found)]
    )


def _cell(finding: Finding) -> _Cell:
    return finding.sheet, finding.cell

"""sum: in one 分县表 the units must add up to the 全市 row, where the city's figure *is* their sum (全市口径 汇总).

Rounding is forgiven half a unit of the last digit per addend; what is counted is not rounded and must agree. A city
figure of its own (市级数) may rightly differ: that is the note city-sum, never this error. Source: domain 3.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from reporting.checks.addends import addends_of_form
from reporting.checks.amounts import half_unit, is_amount, shown
from reporting.checks.paper import Paper
from reporting.model.numbers import plain
from reporting.model.records import Finding, Observation
from reporting.model.words import CityFigure, Content, FormKind, State

# A 无 is the sender's word that there is nothing to add; a blank is not.
_NOTHING = (State.NONE, State.NOT_APPLICABLE)


def sums(paper: Paper) -> Iterator[Finding]:
    """Find the 全市 figures that are not the sum of the rows above."""
    if paper.form.kind is not FormKind.UNITS:
        return
    for found in paper.figures:
        item = paper.item(found)
        if found.unit == paper.catalogue.city.code and item.city is CityFigure.SUM and is_amount(item):
            parts = addends(paper, item.code)
            if parts is not None and abs(sum(parts) - _value(found)) > half_unit(item, paper.limits) * len(parts):
                yield _finding(paper, found, sum(parts, Decimal(0)))


def _finding(paper: Paper, found: Observation, total: Decimal) -> Finding:
    item, value = paper.item(found), _value(found)
    message = (
        f"全市“{item.name}”填为{shown(value, item)}，各县（市、区）之和为{shown(total, item)}，"
        f"相差{shown(abs(total - value), item)}，超出四舍五入误差，请逐行核对后更正。"
    )
    return paper.finding(
        "sum", message, at=found, found=plain(value), expected=plain(total), source="分项之和应等于合计"
    )


def addends(paper: Paper, item: str) -> tuple[Decimal, ...] | None:
    """Give the values that add up to the city's, nought for a 无; None where a unit's is lacking."""
    units = addends_of_form(paper.catalogue, paper.form, paper.period)
    known = {found.unit: _value(found) for found in paper.reading.observations if _is_known(found, item)}
    return tuple(known[unit] for unit in units) if units and known.keys() >= set(units) else None


def _is_known(found: Observation, item: str) -> bool:
    right = found.item == item and found.content is Content.NOW and not found.key
    return right and (found.value is not None or found.state in _NOTHING)


def _value(found: Observation) -> Decimal:
    return found.value if found.value is not None else Decimal(0)

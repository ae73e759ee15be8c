"""What a formula's operands come to: a figure of now, 当期, 上期 or 上年同期, of one unit or summed over some.

当期 is what a year-to-date figure came to since the quarter before. Units that took over from others compare with
what those had; across a change of basis (口径起始) nothing of the past compares.
"""

from __future__ import annotations

from collections.abc import Collection
from decimal import Decimal

from reporting.formulas.formula import Lookup, Operand
from reporting.merge.evidence import Evidence
from reporting.merge.lineage import comparable
from reporting.merge.total import Amount, amount_of, city_amount, is_summed, least_settled, summed, those_there
from reporting.model.periods import Period
from reporting.model.words import CityFigure, State, Tense

PERCENT = "%"
_ABSENT = Amount(None, State.NOT_APPLICABLE)


def earlier_of(evidence: Evidence, term: Operand, period: Period) -> Period | None:
    """Give the earlier period an operand looks at, None where it looks at none."""
    match term.lookup:
        case Lookup.FLOW:
            return None if period.begins_year else period.previous
        case Lookup.BEFORE:
            # A year-to-date figure begins anew: the first quarter has none before it.
            anew = evidence.catalogue.item_by_code[term.code].tense is Tense.YEAR_TO_DATE and period.quarter == 1
            return None if anew else period.previous
        case Lookup.YEAR_BEFORE:
            return period.year_before
        case _:
            return None


def term_of_unit(evidence: Evidence, term: Operand, unit: str, period: Period) -> Amount:
    """Give what an operand comes to for one unit."""
    now = amount_of(evidence, term.code, unit, period)
    if term.lookup is None:
        return now
    earlier = earlier_of(evidence, term, period)
    if earlier is None:
        return _ABSENT if term.lookup is Lookup.BEFORE else now
    if evidence.catalogue.item_by_code[term.code].break_between(earlier, period):
        return _ABSENT
    then = before_of_unit(evidence, term.code, unit, period, earlier)
    return _since(now, then) if term.lookup is Lookup.FLOW else then


def before_of_unit(evidence: Evidence, item: str, unit: str, now: Period, then: Period) -> Amount:
    """Give what a unit had at an earlier time: of one that took over from others, what they had together."""
    kin = evidence.kin(now, then).get(unit)
    if kin is None:
        return amount_of(evidence, item, unit, then)
    parts = [amount_of(evidence, item, one, then) for one in sorted(kin.then)]
    if len(parts) == 1 and kin.now == {unit}:
        return parts[0]
    adds = evidence.catalogue.item_by_code[item].measure != PERCENT
    there = len(those_there(evidence, item, kin.then, then)) == len(kin.then)
    return _added(parts) if adds and there and kin.now == {unit} else _ABSENT


def term_of_city(
    evidence: Evidence, term: Operand, period: Period, over: tuple[str, ...], way: CityFigure | None
) -> Amount:
    """Give what an operand comes to for the city: given as it stands, or summed over some of its units."""
    if not is_summed(evidence, term.code, period, way):
        return _given(evidence, term, period, way)
    now = summed(evidence, term.code, period, over)
    earlier = earlier_of(evidence, term, period)
    if earlier is None:
        return _ABSENT._replace(lacks=now.lacks, over=now.over) if term.lookup is Lookup.BEFORE else now
    then = summed(evidence, term.code, earlier, units_behind(evidence, term.code, period, earlier, over))
    found = _since(now, then) if term.lookup is Lookup.FLOW else then
    return found._replace(lacks=now.lacks, over=now.over)


def units_that_compare(evidence: Evidence, term: Operand, period: Period, known: Collection[str]) -> tuple[str, ...]:
    """Keep the units whose operand has a value: those whose earlier figure is known too, where it looks at one."""
    earlier = earlier_of(evidence, term, period)
    if earlier is None:
        return tuple(known)
    if evidence.catalogue.item_by_code[term.code].break_between(earlier, period):
        return ()
    kin = evidence.kin_of_addends(term.code, period, earlier)
    return comparable(kin, known, known_addends(evidence, term.code, earlier))[0]


def units_behind(evidence: Evidence, item: str, now: Period, then: Period, over: Collection[str]) -> tuple[str, ...]:
    """Give the units of an earlier time that some of now stand for."""
    return comparable(evidence.kin_of_addends(item, now, then), over, known_addends(evidence, item, then))[1]


def known_addends(evidence: Evidence, item: str, period: Period) -> tuple[str, ...]:
    """Give the units of the city's sum whose part is known."""
    return those_there(evidence, item, evidence.addends(item, period), period)


def _given(evidence: Evidence, term: Operand, period: Period, way: CityFigure | None) -> Amount:
    now = city_amount(evidence, term.code, period, way)
    earlier = earlier_of(evidence, term, period)
    if earlier is None:
        return _ABSENT if term.lookup is Lookup.BEFORE else now
    if evidence.catalogue.item_by_code[term.code].break_between(earlier, period):
        return _ABSENT
    then = city_amount(evidence, term.code, earlier, way)
    return _since(now, then) if term.lookup is Lookup.FLOW else then


def _since(now: Amount, then: Amount) -> Amount:
    """Take the earlier figure off; 无 is nothing to take off."""
    if now.value is None or (then.value is None and then.state is not State.NONE):
        return Amount(None, now.state if now.value is None else then.state, now.lacks, now.over)
    value = now.value - (then.value or Decimal(0))
    return now._replace(
        value=value,
        state=State.VALUE if value else State.ZERO,
        total_of_units=None,
        notes=(),
        nature=least_settled((now.nature, then.nature)),
        under_review=now.under_review or then.under_review,
    )


def _added(parts: list[Amount]) -> Amount:
    values = [part.value for part in parts if part.value is not None]
    if not values:
        return Amount(None, parts[0].state)
    value = sum(values, Decimal(0))
    return Amount(
        value,
        State.VALUE if value else State.ZERO,
        nature=least_settled(part.nature for part in parts),
        under_review=any(part.under_review for part in parts),
    )

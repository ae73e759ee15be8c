"""An indicator's value: its formula over items, of one unit or of the city.

A ratio of the city is a ratio of sums over the units that have all its items (domain 3), never a mean of ratios.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal

from reporting.formulas.evaluate import ValueOf, evaluate
from reporting.formulas.formula import Lookup, Operand
from reporting.merge.evidence import Evidence
from reporting.merge.term import before_of_unit, term_of_city, term_of_unit, units_that_compare
from reporting.merge.total import Amount, amount_of, city_amount, is_summed, least_settled, those_there
from reporting.model.catalogue import Catalogue, Indicator
from reporting.model.periods import Period
from reporting.model.words import State, Tense

# How far back a yearly figure is looked for before it counts as not there.
YEARS_BACK = 4

Parts = Sequence[tuple[Operand, Amount]]


def items_of(evidence: Evidence, indicator: Indicator) -> tuple[str, ...]:
    """Give the codes of the items an indicator is made of."""
    return evidence.formulas[indicator.code].codes


def terms_of(evidence: Evidence, indicator: Indicator) -> tuple[Operand, ...]:
    """Give the operands of an indicator's formula."""
    return evidence.formulas[indicator.code].operands


def looks_back(evidence: Evidence, indicator: Indicator) -> bool:
    """Whether the formula looks at earlier periods: then its values are no year-to-date figures."""
    return any(term.lookup is not None for term in terms_of(evidence, indicator))


def is_yearly(catalogue: Catalogue, items: Iterable[str]) -> bool:
    """Whether any item is a year's figure: then the indicator is one too (domain 2)."""
    return any(catalogue.item_by_code[item].tense is Tense.YEARLY for item in items)


def value_period(evidence: Evidence, items: tuple[str, ...], period: Period) -> Period:
    """Give the period a figure is taken of: the period itself, or the latest complete year all items are there for."""
    if not is_yearly(evidence.catalogue, items):
        return Period(period.year, 4) if period.is_year else period
    newest = period.latest_complete_year
    years = [Period(newest.year - back) for back in range(YEARS_BACK)]
    return next((year for year in years if _known(evidence, items, year)), newest)


def indicator_amount(evidence: Evidence, indicator: Indicator, unit: str, period: Period) -> Amount:
    """Give an indicator's figure of a unit or, over all the units that have every item, of the city."""
    item = evidence.bare.get(indicator.code)
    if item is not None:
        city = unit == evidence.catalogue.city.code
        whole = city_amount(evidence, item, period, indicator.city) if city else None
        return whole or amount_of(evidence, item, unit, period)
    terms = terms_of(evidence, indicator)
    if unit != evidence.catalogue.city.code:
        parts = [(term, term_of_unit(evidence, term, unit, period)) for term in terms]
        return _calculated(evidence, indicator, parts)
    if len(terms) == 1 and terms[0].lookup is None:
        whole = city_amount(evidence, terms[0].code, period, indicator.city)
        return _calculated(evidence, indicator, [(terms[0], whole)])
    over = units_with_all(evidence, indicator, period)
    return amount_over(evidence, indicator, period, over)


def amount_before(evidence: Evidence, indicator: Indicator, unit: str, now: Period, then: Period) -> Amount:
    """Give the indicator of an earlier period for a unit of now: of one that took over, what those before it had."""
    if unit not in evidence.kin(now, then):
        return indicator_amount(evidence, indicator, unit, then)
    terms = terms_of(evidence, indicator)
    plain = all(term.lookup is None for term in terms)
    parts = [(term, before_of_unit(evidence, term.code, unit, now, then)) for term in terms if plain]
    return _calculated(evidence, indicator, parts) if plain else Amount(None, State.NOT_APPLICABLE)


def units_with_all(evidence: Evidence, indicator: Indicator, period: Period) -> tuple[str, ...]:
    """Give the units that have all the indicator needs of them in the period: every item that is summed."""
    sums = [term for term in terms_of(evidence, indicator) if is_summed(evidence, term.code, period, indicator.city)]
    units = dict.fromkeys(unit for term in sums for unit in evidence.addends(term.code, period))
    known = tuple(units)
    for term in sums:
        known = those_there(evidence, term.code, known, period)
    fewer: tuple[str, ...] | None = None
    while fewer != known:  # who is left out for one operand may leave its kin out for another
        fewer = known
        for term in sums:
            known = units_that_compare(evidence, term, period, known)
    return known


def amount_over(evidence: Evidence, indicator: Indicator, period: Period, over: Iterable[str]) -> Amount:
    """Give the city's figure with its sums taken over some units alone; given figures stand as they are."""
    chosen = tuple(over)
    terms = terms_of(evidence, indicator)
    parts = [(term, term_of_city(evidence, term, period, chosen, indicator.city)) for term in terms]
    return _calculated(evidence, indicator, parts)


def _known(evidence: Evidence, items: tuple[str, ...], year: Period) -> bool:
    city = evidence.catalogue.city.code
    return all(bool(those_there(evidence, item, (city, *evidence.addends(item, year)), year)) for item in items)


def _calculated(evidence: Evidence, indicator: Indicator, parts: Parts) -> Amount:
    """Work the formula out over its parts; what one part lacks, the whole lacks."""
    if len(parts) == 1:
        only = parts[0][1]
        if only.value is None or indicator.code in evidence.bare:
            return only
    lacks = tuple(dict.fromkeys([unit for _, part in parts for unit in part.lacks]))
    over = tuple(dict.fromkeys([unit for _, part in parts for unit in part.over]))
    values = _values(parts)
    result = evaluate(evidence.formulas[indicator.code], values.pop(None, {}).get, others=_getters(values))
    value = result.value if isinstance(result.value, Decimal) else None
    state = (State.VALUE if value else State.ZERO) if value is not None else _missing(parts)
    return Amount(
        value,
        state,
        lacks,
        over,
        notes=tuple(note for _, part in parts for note in part.notes),
        nature=least_settled(part.nature for _, part in parts),
        under_review=any(part.under_review for _, part in parts),
    )


def _values(parts: Parts) -> dict[Lookup | None, dict[str, Decimal | None]]:
    """Give the values by how the formula asks for them, and by item."""
    found: dict[Lookup | None, dict[str, Decimal | None]] = {}
    for term, part in parts:
        found.setdefault(term.lookup, {})[term.code] = part.value
    return found


def _getters(values: Mapping[Lookup | None, dict[str, Decimal | None]]) -> dict[Lookup, ValueOf]:
    return {lookup: of_item.get for lookup, of_item in values.items() if lookup is not None}


def _missing(parts: Parts) -> State:
    """Tell why there is no value: the first part without one says it."""
    return next((part.state for _, part in parts if not part.state.has_value), State.BLANK)

"""An indicator's value: its formula over items, of one unit or of the city.

A ratio of the city is a ratio of sums over the units that have all its items (domain 3), never a mean of ratios.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from decimal import Decimal

from reporting.formulas.evaluate import evaluate
from reporting.merge.evidence import Evidence
from reporting.merge.total import Amount, amount_of, city_amount, is_summed, is_there, summed
from reporting.model.catalogue import Catalogue, Indicator
from reporting.model.periods import Period
from reporting.model.words import State, Tense

# How far back a yearly figure is looked for before it counts as not there.
YEARS_BACK = 4


def items_of(evidence: Evidence, indicator: Indicator) -> tuple[str, ...]:
    """Give the codes of the items an indicator is made of."""
    return evidence.formulas[indicator.code].codes


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
    items = items_of(evidence, indicator)
    if unit != evidence.catalogue.city.code:
        parts = {item: amount_of(evidence, item, unit, period) for item in items}
        return _calculated(evidence, indicator, parts)
    if len(items) == 1:
        return _calculated(evidence, indicator, {items[0]: city_amount(evidence, items[0], period, indicator.city)})
    over = units_with_all(evidence, items, period, indicator)
    return amount_over(evidence, indicator, period, over)


def units_with_all(evidence: Evidence, items: tuple[str, ...], period: Period, indicator: Indicator) -> tuple[str, ...]:
    """Give the units that have every summed item of the indicator in the period."""
    sums = [item for item in items if is_summed(evidence, item, period, indicator.city)]
    units = dict.fromkeys(unit for item in sums for unit in evidence.addends(item, period))
    return tuple(unit for unit in units if all(is_there(evidence, item, unit, period) for item in sums))


def amount_over(evidence: Evidence, indicator: Indicator, period: Period, over: Iterable[str]) -> Amount:
    """Give the city's figure with its sums taken over some units alone; given figures stand as they are."""
    chosen = tuple(over)

    def part(item: str) -> Amount:
        if is_summed(evidence, item, period, indicator.city):
            return summed(evidence, item, period, chosen)
        return city_amount(evidence, item, period, indicator.city)

    parts = {item: part(item) for item in items_of(evidence, indicator)}
    return _calculated(evidence, indicator, parts)


def _known(evidence: Evidence, items: tuple[str, ...], year: Period) -> bool:
    city = evidence.catalogue.city.code
    return all(
        any(is_there(evidence, item, unit, year) for unit in (city, *evidence.addends(item, year))) for item in items
    )


def _calculated(evidence: Evidence, indicator: Indicator, parts: dict[str, Amount]) -> Amount:
    """Work the formula out over its parts; what one part lacks, the whole lacks."""
    lacks = tuple(dict.fromkeys(unit for part in parts.values() for unit in part.lacks))
    over = tuple(dict.fromkeys(unit for part in parts.values() for unit in part.over))
    if len(parts) == 1:
        only = next(iter(parts.values()))
        if only.value is None or indicator.formula.strip("「」 ") == _name_of(evidence, parts):
            return only
    result = evaluate(evidence.formulas[indicator.code], _values(parts))
    value = result.value if isinstance(result.value, Decimal) else None
    state = (State.VALUE if value else State.ZERO) if value is not None else _missing(parts)
    return Amount(
        value,
        state,
        lacks,
        over,
        notes=tuple(note for part in parts.values() for note in part.notes),
        nature=next((part.nature for part in parts.values() if part.nature), ""),
        under_review=any(part.under_review for part in parts.values()),
    )


def _name_of(evidence: Evidence, parts: dict[str, Amount]) -> str:
    return evidence.catalogue.item_by_code[next(iter(parts))].name


def _values(parts: dict[str, Amount]) -> Callable[[str], Decimal | None]:
    return lambda code: parts[code].value if code in parts else None


def _missing(parts: dict[str, Amount]) -> State:
    """Tell why there is no value: the first part without one says it."""
    return next((part.state for part in parts.values() if not part.state.has_value), State.BLANK)

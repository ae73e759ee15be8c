"""Which observations the figures of a period rest on: so many are read from the ledger, and no more."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping

from reporting.formulas.formula import Formula
from reporting.merge.evidence import formulas_of
from reporting.merge.span import years_of_span
from reporting.merge.value import YEARS_BACK
from reporting.model.catalogue import Catalogue
from reporting.model.periods import Period
from reporting.model.words import Algorithm

# Their progress begins at, or is held against, the last year's end.
_FROM_YEAR_END = frozenset({Algorithm.INCREMENT, Algorithm.SAME_TIME})


def needed(
    catalogue: Catalogue, period: Period, code: str = "", *, figures_alone: bool = False
) -> Mapping[Period, frozenset[str] | None]:
    """Give the periods whose observations the figures of a period rest on, and of which items; None stands for all.

    Its own and those of the years that yearly figures are carried from, of every item. Of the year before and of the
    last year's end, which growth and progress are held against, those of indicators alone; of earlier years those that
    a target over several years adds up or grows from. What formulas look back on (当期, 上期, 上年同期) is needed of
    the periods they look at. With a `code`, what the value of that indicator or item rests on, and nothing it is held
    against. Where the figures alone are asked for, and nothing that may be printed beside them (net growth since the
    last year's end), of that end only what progress is measured from.
    """
    formulas = formulas_of(catalogue)
    whole = frozenset(formulas[code].codes if code in formulas else (code,)) if code else None
    quarter = Period(period.year, period.quarter or 4)
    years = (Period(period.year - back) for back in range(YEARS_BACK + 2))
    before = {} if code else _held_against(catalogue, formulas, quarter, figures_alone=figures_alone)
    found = {**before, **dict.fromkeys((*years, quarter), whole)}
    back = _looked_back(formulas, code)
    for one in dict.fromkeys((quarter, *before)):
        for earlier in (one.previous, one.year_before):
            known = found.get(earlier, frozenset())
            found[earlier] = None if known is None else known | back
    return {one: items for one, items in found.items() if items is None or items}


def _held_against(
    catalogue: Catalogue, formulas: Mapping[str, Formula], quarter: Period, *, figures_alone: bool
) -> dict[Period, frozenset[str] | None]:
    """Give what the indicators' figures of a quarter are held against, those of spans of years included."""
    found: defaultdict[Period, frozenset[str]] = defaultdict(frozenset)
    from_there = {one.code for one in catalogue.indicators if one.algorithm in _FROM_YEAR_END or not figures_alone}
    found[Period(quarter.year - 1, 4)] = _items(formulas[code] for code in from_there)
    found[quarter.year_before] |= _items(formulas.values())
    for target in catalogue.targets:
        formula = formulas.get(target.indicator)
        for year in years_of_span(target, quarter.year) if formula else ():
            for end in (Period(year), Period(year, 4)):
                found[end] |= _items((formula,) if formula else ())
    return dict(found)


def _items(formulas: Iterable[Formula]) -> frozenset[str]:
    return frozenset(item for formula in formulas for item in formula.codes)


def _looked_back(formulas: Mapping[str, Formula], code: str) -> frozenset[str]:
    """Give the items of which formulas ask for 当期, 上期 or 上年同期, of one indicator or of all."""
    asked = [formulas[code]] if code in formulas else [] if code else formulas.values()
    return frozenset(term.code for formula in asked for term in formula.operands if term.lookup is not None)

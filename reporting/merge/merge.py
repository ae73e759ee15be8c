"""From observations in force to judged figures of every unit. Pure: the same evidence gives the same figures."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from decimal import Decimal, localcontext

from reporting.formulas.formula import Formula
from reporting.merge.evidence import Evidence, formulas_of
from reporting.merge.growth import Change, growth, parted
from reporting.merge.judge import Case, Thresholds, judge
from reporting.merge.progress import Marks, Way, progress
from reporting.merge.rank import rank
from reporting.merge.span import held_against, lacks_a_year, years_gone
from reporting.merge.target import base_of, final_target, reference_in, share_of, target_in
from reporting.merge.total import Amount, amount_of, city_amount
from reporting.merge.value import YEARS_BACK, amount_before, indicator_amount, items_of, value_period
from reporting.model.catalogue import COUNTY, Catalogue, Indicator, Item, Target
from reporting.model.figures import Figure
from reporting.model.numbers import PRECISION
from reporting.model.periods import Period
from reporting.model.words import Algorithm, Growth, Judgement, State


def merge(evidence: Evidence, period: Period, *, city_alone: bool = False) -> tuple[Figure, ...]:
    """Give every figure of the period, indicators first, each for the city and then for the units asked.

    With `city_alone`, the city's alone: they are the same, for no unit's place or judgement goes into them.
    """
    with localcontext(prec=PRECISION):
        thresholds = Thresholds.of(evidence.catalogue)
        judged = [
            figure
            for indicator in evidence.catalogue.indicators
            for figure in _of_indicator(evidence, indicator, period, thresholds, city_alone=city_alone)
        ]
        counted = [
            figure
            for item in evidence.catalogue.items
            for figure in _of_item(evidence, item, period, city_alone=city_alone)
        ]
        return (*judged, *counted)


def needed(catalogue: Catalogue, period: Period, code: str = "") -> Mapping[Period, frozenset[str] | None]:
    """Give the periods whose observations the figures of a period rest on, and of which items; None stands for all.

    Its own and those of the years that yearly figures are carried from, of every item. Of the year before and of the
    ends of earlier years, which growth, progress and spans are held against, those of indicators alone. What formulas
    look back on (当期, 上期, 上年同期) is needed of the periods they look at. With a `code`,
    what the value of that indicator or item rests on, and nothing it is held against.
    """
    formulas = formulas_of(catalogue)
    whole = frozenset(formulas[code].codes if code in formulas else (code,)) if code else None
    quarter = Period(period.year, period.quarter or 4)
    years = (Period(period.year - back) for back in range(YEARS_BACK + 1))
    held_against = frozenset(item for formula in formulas.values() for item in formula.codes)
    ends = (Period(period.year - back, 4) for back in range(1, YEARS_BACK + 1))
    before = {} if code else dict.fromkeys((quarter.year_before, *ends), held_against)
    found = {**before, **dict.fromkeys((*years, quarter), whole)}
    back = _looked_back(formulas, code)
    for one in (quarter,) if code else (quarter, quarter.year_before):
        for earlier in (one.previous, one.year_before):
            known = found.get(earlier, frozenset())
            found[earlier] = None if known is None else known | back
    return {one: items for one, items in found.items() if items is None or items}


def _looked_back(formulas: Mapping[str, Formula], code: str) -> frozenset[str]:
    """Give the items of which formulas ask for 当期, 上期 or 上年同期, of one indicator or of all."""
    asked = [formulas[code]] if code in formulas else [] if code else formulas.values()
    return frozenset(term.code for formula in asked for term in formula.operands if term.lookup is not None)


def _of_item(evidence: Evidence, item: Item, period: Period, *, city_alone: bool) -> Iterator[Figure]:
    when = value_period(evidence, (item.code,), period)
    for unit in _units(evidence, (item.code,), when, city_alone=city_alone):
        city = unit == evidence.catalogue.city.code
        amount = city_amount(evidence, item.code, when) if city else amount_of(evidence, item.code, unit, when)
        figure = _figure(evidence, item, unit, period, when, amount)
        since = item.break_between(when.year_before, when)
        yield replace(figure, notes=(*figure.notes, _changed(item, since))) if since else figure


def _of_indicator(
    evidence: Evidence, indicator: Indicator, period: Period, thresholds: Thresholds, *, city_alone: bool
) -> tuple[Figure, ...]:
    when = value_period(evidence, items_of(evidence, indicator), period)
    units = _units(evidence, items_of(evidence, indicator), when, city_alone=city_alone)
    judged = [_judged(evidence, indicator, unit, period, when, thresholds) for unit in units]
    counties = [unit.code for unit in evidence.catalogue.units if unit.kind == COUNTY]
    return rank(indicator, judged, counties)


def _units(evidence: Evidence, items: tuple[str, ...], when: Period, *, city_alone: bool) -> tuple[str, ...]:
    """Give the units all the items are asked for, the city first: it always has a figure if anyone has."""
    asked = [set(evidence.units_asked(item, when)) for item in items]
    city = evidence.catalogue.city.code
    common = set.intersection(*asked) if asked else set()
    anyone = (city,) if all(asked) else ()
    if city_alone:
        return anyone
    units = [unit.code for unit in sorted(evidence.catalogue.units, key=lambda unit: unit.order)]
    return (*anyone, *(unit for unit in units if unit in common and unit != city))


def _judged(
    evidence: Evidence, indicator: Indicator, unit: str, period: Period, when: Period, thresholds: Thresholds
) -> Figure:
    amount = indicator_amount(evidence, indicator, unit, when)
    figure = _figure(evidence, indicator, unit, period, when, amount)
    change = growth(evidence, indicator, unit, when, amount)
    target = target_in(evidence.catalogue, indicator.code, when.year)
    wanted = _wanted(evidence, indicator, unit, when.year)
    complete = not amount.lacks and when.year == period.year
    held = held_against(evidence, indicator, unit, when, target, (amount, change))
    way = _way(evidence, indicator, unit, when, held if complete else None, target, wanted)
    lacking = bool(amount.lacks) or lacks_a_year(target, amount.value, held)
    case = Case(indicator, period, when, held, target, wanted, way, incomplete=lacking)
    judgement = judge(case, thresholds)
    if judgement is Judgement.AT_YEAR_END:
        way = Way()  # half-way figures of what is recognised once a year would only mislead
    city = unit == evidence.catalogue.city.code
    return replace(
        figure,
        plan=indicator.plan,
        base=change.base,
        growth=change.growth,
        growth_is_points=change.is_points,
        target=target,
        target_value=wanted,
        progress=way.progress,
        expected=way.expected,
        gap=way.gap,
        judgement=judgement,
        final_target=final_target(evidence.catalogue, indicator.code) if city else None,
        reference=reference_in(evidence.catalogue, indicator.code, when.year) if city and target is None else None,
        covered=_covered(evidence, indicator, unit, when),
        notes=(*figure.notes, *_new_basis(evidence, indicator, when, change), *_same_basis(change)),
    )


def _figure(
    evidence: Evidence, asked: Item | Indicator, unit: str, period: Period, when: Period, amount: Amount
) -> Figure:
    returned = tuple(one for one in amount.lacks if _lies_with_sender(evidence, asked, one, when))
    return Figure(
        unit=unit,
        code=asked.code,
        name=asked.name,
        measure=asked.measure,
        period=period,
        value_period=when,
        value=amount.value,
        state=amount.state,
        places=asked.decimals,
        nature=amount.nature,
        lacks=amount.lacks,
        lacks_returned=returned,
        total_of_units=amount.total_of_units,
        notes=amount.notes,
        under_review=amount.under_review,
    )


def _lies_with_sender(evidence: Evidence, asked: Item | Indicator, unit: str, when: Period) -> bool:
    items = (asked.code,) if isinstance(asked, Item) else items_of(evidence, asked)
    return any(evidence.state(unit, item, when) is State.RETURNED for item in items)


def _wanted(evidence: Evidence, indicator: Indicator, unit: str, year: int) -> Decimal | None:
    """Give what is wanted of the unit: the city's target, or the unit's own part of it."""
    if unit != evidence.catalogue.city.code:
        return share_of(evidence.catalogue, indicator.code, unit, year)
    target = target_in(evidence.catalogue, indicator.code, year)
    return target.value if target else None


def _way(
    evidence: Evidence,
    indicator: Indicator,
    unit: str,
    when: Period,
    value: Decimal | None,
    target: Target | None,
    wanted: Decimal | None,
) -> Way:
    """Measure the way; an incomplete or carried figure has none."""
    if value is None or wanted is None:
        return Way()
    year_end = Period(when.year - 1, 0 if when.is_year else 4)
    start = amount_before(evidence, indicator, unit, when, year_end)
    planned = base_of(evidence.catalogue, indicator.code)
    known = start.value if not start.lacks else None
    if known is None and planned and planned.last_year == when.year - 1 and unit == evidence.catalogue.city.code:
        known = planned.value
    same_time = amount_before(evidence, indicator, unit, when, when.year_before)
    return progress(indicator, value, when, Marks(wanted, known, same_time.value, known, years_gone(target, when)))


def _covered(evidence: Evidence, indicator: Indicator, unit: str, when: Period) -> str:
    """Print the two counts of a coverage indicator, 4/5; empty for all others."""
    items = items_of(evidence, indicator)
    if indicator.algorithm is not Algorithm.COVERAGE or len(items) != 2:
        return ""
    city = unit == evidence.catalogue.city.code
    counts = [
        (city_amount(evidence, item, when) if city else amount_of(evidence, item, unit, when)).value for item in items
    ]
    done, due = counts
    return f"{done:f}/{due:f}" if done is not None and due is not None else ""


def _new_basis(evidence: Evidence, indicator: Indicator, when: Period, change: Change) -> tuple[str, ...]:
    """Tell from when the figure is counted on another basis, and that growth is left unsaid where it is."""
    known = evidence.catalogue.item_by_code
    told = tuple(_changed(known[item], since) for item, since in parted(evidence, indicator, when).items())
    if not told or change.growth is not None or indicator.growth is Growth.NONE:
        return told
    return (*told, "新旧口径不可比，未计算同比")


def _changed(item: Item, since: Period) -> str:
    return f"口径调整：{item.name}自{since.quarter_label}起按新口径统计"


def _same_basis(change: Change) -> tuple[str, ...]:
    return ("同比按同口径计算",) if change.same_basis and change.growth is not None else ()

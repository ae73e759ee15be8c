"""The way of a figure back to its cells: figure → formula → units → observations → cell and text."""

from __future__ import annotations

from collections.abc import Callable

from reporting.formulas.formula import Lookup, Operand
from reporting.merge.evidence import Evidence
from reporting.merge.term import earlier_of, term_of_city, term_of_unit, units_behind
from reporting.merge.total import Amount, amount_of, city_amount, is_summed, summed
from reporting.merge.value import amount_before, indicator_amount, items_of, terms_of, value_period
from reporting.model.catalogue import Indicator, Item
from reporting.model.figures import Trace
from reporting.model.periods import Period
from reporting.model.records import Held, HeldEntry, Source
from reporting.model.words import State

PathOf = Callable[[str], str]


def trace(evidence: Evidence, period: Period, code: str, unit: str, path_of: PathOf) -> Trace | None:
    """Give the tree of a figure; `path_of` turns an original's hash into its path. None for an unknown code."""
    indicator = evidence.catalogue.indicator_by_code.get(code)
    if indicator is not None:
        return _of_indicator(evidence, indicator, unit, period, path_of)
    item = evidence.catalogue.item_by_code.get(code)
    if item is None:
        return None
    return _of_item(evidence, item, unit, value_period(evidence, (code,), period), path_of)


def source_of(evidence: Evidence, held: Held, path_of: PathOf) -> Source:
    """Give the cell an observation was read from."""
    sent, seen = held.submission, held.observation
    return Source(
        sender=evidence.catalogue.unit_name(sent.sender),
        submission=sent.number,
        version=sent.version,
        file=path_of(sent.sha256),
        sha256=sent.sha256,
        sheet=seen.sheet,
        cell=seen.cell,
        text=seen.text,
        form=sent.form,
    )


def trace_entry(held: HeldEntry, name: str, path_of: PathOf) -> tuple[tuple[str, Source], ...]:
    """Give the cells a list row was read from, by column label; `name` is the sender's."""
    sent, row = held.submission, held.entry
    return tuple(
        (
            label,
            Source(
                sender=name,
                submission=sent.number,
                version=sent.version,
                file=path_of(sent.sha256),
                sha256=sent.sha256,
                sheet=row.sheet,
                cell=cell,
                text=row.fields.get(label, ""),
                form=sent.form,
            ),
        )
        for label, cell in row.cells.items()
    )


def _of_indicator(evidence: Evidence, indicator: Indicator, unit: str, period: Period, path_of: PathOf) -> Trace:
    when = value_period(evidence, items_of(evidence, indicator), period)
    return trace_amount(evidence, indicator, unit, when, indicator_amount(evidence, indicator, unit, when), path_of)


def trace_amount(
    evidence: Evidence, indicator: Indicator, unit: str, when: Period, amount: Amount, path_of: PathOf
) -> Trace:
    """Give the tree of an indicator's amount in the period it is of, over the units it was reckoned over."""
    parts = tuple(
        _of_term(evidence, indicator, term, unit, when, amount.over, path_of) for term in terms_of(evidence, indicator)
    )
    return Trace(indicator.code, indicator.name, unit, when, amount.value, amount.state, indicator.formula, parts)


def trace_before(
    evidence: Evidence, indicator: Indicator, unit: str, now: Period, then: Period, path_of: PathOf
) -> Trace:
    """Give the tree of what a unit of now had at an earlier time: of one that took over, of those before it."""
    amount = amount_before(evidence, indicator, unit, now, then)
    kin = evidence.kin(now, then).get(unit)
    if kin is None or amount.value is None:
        return trace_amount(evidence, indicator, unit, then, amount, path_of)
    known = evidence.catalogue.item_by_code
    parts = tuple(
        _leaf(evidence, known[item], one, then, path_of)
        for item in items_of(evidence, indicator)
        for one in sorted(kin.then)
    )
    formula = indicator.formula if len(kin.then) == 1 else f"{indicator.formula}（承继前各单位合计）"
    return Trace(indicator.code, indicator.name, unit, then, amount.value, amount.state, formula, parts)


def _of_term(
    evidence: Evidence,
    indicator: Indicator,
    term: Operand,
    unit: str,
    when: Period,
    over: tuple[str, ...],
    path_of: PathOf,
) -> Trace:
    """Give the tree of an operand: an item of now, of an earlier period, or 当期, the difference of both."""
    item = evidence.catalogue.item_by_code[term.code]
    earlier = earlier_of(evidence, term, when)
    now = _of_item(evidence, item, unit, when, path_of, over=over, indicator=indicator)
    if earlier is None:
        anew = term.lookup is Lookup.BEFORE
        return Trace(item.code, str(term), unit, when, None, State.NOT_APPLICABLE) if anew else now
    city = unit == evidence.catalogue.city.code
    behind = units_behind(evidence, term.code, when, earlier, over) if city else ()
    then = _of_item(evidence, item, unit, earlier, path_of, over=behind, indicator=indicator)
    if term.lookup is not Lookup.FLOW:
        return then
    amount = (
        term_of_city(evidence, term, when, over, indicator.city) if city else term_of_unit(evidence, term, unit, when)
    )
    name = f"{item.name}（{Lookup.FLOW}）"
    return Trace(item.code, name, unit, when, amount.value, amount.state, "本期累计 - 上期累计", (now, then))


def _of_item(
    evidence: Evidence,
    item: Item,
    unit: str,
    when: Period,
    path_of: PathOf,
    over: tuple[str, ...] | None = None,
    indicator: Indicator | None = None,
) -> Trace:
    city = evidence.catalogue.city.code
    way = indicator.city if indicator else None
    if unit != city or not is_summed(evidence, item.code, when, way):
        return _leaf(evidence, item, unit, when, path_of)
    units = evidence.addends(item.code, when)
    amount = summed(evidence, item.code, when, over) if over else city_amount(evidence, item.code, when, way)
    parts = tuple(_leaf(evidence, item, one, when, path_of) for one in over or units)
    return Trace(item.code, item.name, city, when, amount.value, amount.state, f"合计({item.name})", parts)


def _leaf(evidence: Evidence, item: Item, unit: str, when: Period, path_of: PathOf) -> Trace:
    amount = amount_of(evidence, item.code, unit, when)
    told = tuple(source_of(evidence, held, path_of) for held in evidence.sources(unit, item.code, when))
    source = told[0] if told else None
    return Trace(item.code, item.name, unit, when, amount.value, amount.state, source=source, beside=told[1:])

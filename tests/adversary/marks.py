"""Cells that hold no number: marks, words, errors, formulas, dates, formats."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from decimal import Decimal
from random import Random

from reporting.model.words import Content, Severity, State
from tests.adversary import picks
from tests.adversary.case import Answered, Case, Figure
from tests.adversary.pages import Fault, Value
from tests.adversary.picks import ROWS, UNITS, refused

Mutation = Callable[[Case, Random], bool]


def _lonely(case: Case, chance: Random) -> tuple[Answered, Figure] | None:
    """Pick a figure that no earlier one and no total is held against."""
    return picks.figure(case, chance, lambda one: one.alone, ROWS)


def _word(text: str, code: str) -> Mutation:
    """Make a mutation that writes a word for a figure."""

    def mutation(case: Case, chance: Random) -> bool:
        found = picks.figure(case, chance)
        if found is None:
            return False
        found[1].cell.value = text
        return refused(case, *found, code)

    return mutation


def _state(text: str, state: State) -> Mutation:
    """Make a mutation that says there is no figure: an answer, which is kept for what it is."""

    def mutation(case: Case, chance: Random) -> bool:
        found = _lonely(case, chance)
        if found is None:
            return False
        found[1].cell.value, found[1].value, found[1].state = text, None, state
        return True

    return mutation


def _empty(value: Value) -> Mutation:
    """Make a mutation that leaves a figure out."""

    def mutation(case: Case, chance: Random) -> bool:
        found = picks.figure(case, chance)
        if found is None:
            return False
        found[1].cell.value = value
        return refused(case, *found, "value-required")

    return mutation


def _unusable(value: Value, code: str, formula: str = "", need: str = "") -> Mutation:
    """Make a mutation that puts something into a cell that is no number."""

    def mutation(case: Case, chance: Random) -> bool:
        found = picks.figure(case, chance)
        if found is None:
            return False
        found[1].cell.value, found[1].cell.formula = value, formula
        if isinstance(value, datetime):
            found[1].cell.format = "yyyy-mm-dd"
        if need:
            case.needs.add(need)
        return refused(case, *found, code)

    return mutation


def too_small(case: Case, chance: Random) -> bool:
    """`…`: less than the smallest unit."""
    found = _lonely(case, chance)
    if found is None:
        return False
    found[1].cell.value, found[1].value, found[1].state = "…", None, State.NONE
    case.tell("value-text", found[0], found[1].cell, severity=Severity.NOTE)
    return True


def calculated(case: Case, chance: Random) -> bool:
    """A formula with its result is as good as a number."""
    found = picks.figure(case, chance)
    if found is None:
        return False
    found[1].cell.formula = "SUM(Z98:Z99)"
    case.needs.add("formulas")
    return True


def float_noise(case: Case, chance: Random) -> bool:
    """What a sum of decimals leaves behind (`2380.4299999999998`) is no further decimal."""
    found = picks.figure(
        case, chance, lambda one: one.value is not None and one.value > 1 and one.value != int(one.value)
    )
    if found is None:
        return False
    value = found[1].cell.value
    assert isinstance(value, Decimal)
    found[1].cell.value = Decimal(repr(float(value) * (1 + 2**-52)))
    case.needs.add("floats")
    return True


def more_decimals(case: Case, chance: Random) -> bool:
    """More decimals than the item has: kept as given, and noted."""
    found = picks.figure(case, chance, lambda one: one.measure in ("亿元", "万平方米"), ROWS)
    if found is None:
        return False
    answered, one = found
    assert one.value is not None
    one.value += Decimal("0.00123")
    one.state, one.cell.value = State.VALUE, one.value
    one.cell.format = ""
    case.tell("value-decimals", answered, one.cell)
    return True


def below_nothing(case: Case, chance: Random) -> bool:
    """A negative amount."""
    found = picks.figure(case, chance, lambda one: one.alone and one.measure != "%" and (one.value or 0) > 0, ROWS)
    if found is None:
        return False
    answered, one = found
    assert one.value is not None
    one.value = -one.value
    one.cell.value = one.value
    case.tell("value-bounds", answered, one.cell)
    if one.tense == "本年累计" and one.earlier is not None:
        case.tell("cum-fell", answered, one.cell)  # nothing was reported before, and less than nothing now
    return True


def percent_format(case: Case, chance: Random) -> bool:
    """`3.5%` typed into a cell that Excel then formats: the figure is 3.5, and it is noted."""
    found = picks.figure(case, chance, lambda one: one.measure == "%", UNITS)
    if found is None:
        return False
    answered, one = found
    assert one.value is not None
    one.cell.value, one.cell.format = one.value / 100, "0.00%"
    case.tell("percent-fraction", answered, one.cell, severity=Severity.NOTE)
    case.needs.add("formats")
    return True


def _shown(style: str) -> Mutation:
    """Make a mutation that shows a figure as something it is not."""

    def mutation(case: Case, chance: Random) -> bool:
        found = picks.figure(case, chance, lambda one: one.measure in ("亿元", "家", "万平方米"))
        if found is None:
            return False
        found[1].cell.format = style
        case.tell("shown-differs", *found[:1], found[1].cell)
        case.needs.add("formats")
        return True

    return mutation


def shown_in_another_measure(case: Case, chance: Random) -> bool:
    """A format that writes 万元 behind a figure asked for in 亿元: which is meant nobody can tell."""
    found = picks.figure(case, chance, lambda one: one.measure == "亿元")
    if found is None:
        return False
    found[1].cell.format = '0.0"万元"'
    case.needs.add("formats")
    return refused(case, *found, "measure-changed")


def honest_format(case: Case, chance: Random) -> bool:
    """Thousands, colours, brackets for negatives: a format that shows the figure for what it is."""
    found = picks.figure(case, chance)
    if found is None:
        return False
    found[1].cell.format = chance.choice(("#,##0.00", "0.00;[Red]-0.00", "#,##0.00_);(#,##0.00)", "0.00 "))
    return True


def last_year_missing(case: Case, chance: Random) -> bool:
    """Last year's figure wiped out: nobody is asked for it."""
    found = [
        one
        for answered in case.forms.values()
        for one in answered.figures
        if one.content is Content.BASE and one.known and case.free(one.cell) and not (answered.lost or answered.closed)
    ]
    if not found:
        return False
    one = chance.choice(found)
    case.touch(one.cell)
    one.cell.value = None
    picks.blank(one)
    return True


MARKS = {
    "dash": _state("—", State.NONE),
    "short-dash": _state("-", State.NONE),
    "nothing-word": _state("无", State.NONE),
    "slash": _state("/", State.NONE),
    "not-applicable": _state("不适用", State.NOT_APPLICABLE),
    "dots": too_small,
    "blank": _empty(None),
    "spaces": _empty("   "),
    "see-annex": _word("见附件", "value-mark"),
    "ditto": _word("同上", "value-mark"),
    "pending": _word("待统计", "value-mark"),
    "error-value": _unusable(Fault("#REF!"), "cell-error", need="errors"),
    "division-by-zero": _unusable(Fault("#DIV/0!"), "cell-error", need="errors"),
    "uncalculated": _unusable(None, "formula-uncached", "Z98+Z99", need="uncached"),
    "date": _unusable(datetime(2023, 9, 30), "value-type", need="dates"),  # noqa: DTZ001 - cells know no zones
    "truth": _unusable(True, "value-type", need="truths"),
    "calculated": calculated,
    "float-noise": float_noise,
    "more-decimals": more_decimals,
    "negative-amount": below_nothing,
    "percent-format": percent_format,
    "hidden-by-format": _shown(";;;"),
    "thousands-format": _shown("#,##0,"),
    "shown-in-another-measure": shown_in_another_measure,
    "honest-format": honest_format,
    "last-year-missing": last_year_missing,
}

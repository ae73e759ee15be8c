"""What span of time a figure is of, in words.

前三季度 for what adds up from January, 截至9月底 for stocks, 2022年 for years; 三季度 is July to September alone.
"""

from __future__ import annotations

from dataclasses import replace

from reporting.formulas.formula import Lookup
from reporting.formulas.parse import parse
from reporting.formulas.words import item_words
from reporting.model.catalogue import Catalogue, Indicator, Item
from reporting.model.figures import Figure
from reporting.model.periods import Period
from reporting.model.words import Tense

LAST_QUARTER = 4
WHOLE_YEAR = "全年"


def items_of(catalogue: Catalogue, indicator: Indicator) -> tuple[Item, ...]:
    """Give the items an indicator is made of, each with the span of time in which it is used: 当期 is a quarter."""
    operands = parse(indicator.formula, item_words(catalogue)).operands
    used = {(operand.code, operand.lookup is Lookup.FLOW): None for operand in operands}
    items = catalogue.item_by_code
    return tuple(replace(items[code], tense=Tense.FLOW) if flow else items[code] for code, flow in used)


def is_plain(indicator: Indicator, items: tuple[Item, ...]) -> bool:
    """Whether the indicator is one item as it was reported, neither a ratio nor otherwise worked out."""
    return len(items) == 1 and indicator.formula.strip("「」 ") in (items[0].name, items[0].code, *items[0].aliases)


def is_stock(items: tuple[Item, ...]) -> bool:
    """Whether all of it is counted at a moment (时点)."""
    return bool(items) and all(item.tense is Tense.STOCK for item in items)


def time_words(figure: Figure, items: tuple[Item, ...]) -> str:
    """Say when: `前三季度，`; empty for a year's figure carried into a later period, which bears its year behind it."""
    when = figure.value_period
    if when.is_year:
        return "" if is_carried(figure) else f"{when.year}年，"
    if is_stock(items):
        return f"截至{when.month_end}，"
    if any(item.tense is Tense.FLOW for item in items):
        return f"{_without_year(when.quarter_label, when)}，"
    return f"{_without_year(when.label, when)}，"


def period_words(period: Period) -> str:
    """Name the period reported on, with its months: `2023年前三季度（1—9月）`; a whole year needs none."""
    whole = is_over(period)
    return period.label if whole else f"{period.label}（{period.months}）"


def is_over(period: Period) -> bool:
    """Whether the period reported on ends with its year, so that nothing is due any more."""
    return period.is_year or period.quarter == LAST_QUARTER


def is_carried(figure: Figure) -> bool:
    """Whether the figure is of an earlier year than the one reported on."""
    return figure.value_period.year < figure.period.year


def _without_year(label: str, when: Period) -> str:
    return label.removeprefix(f"{when.year}年") or WHOLE_YEAR

"""Hold that formulas look back where there is something to see: 当期 is the difference of two year-to-date figures."""

from __future__ import annotations

from reporting.catalogue.draft import Draft
from reporting.catalogue.row import Row
from reporting.formulas.formula import FormulaError, Lookup
from reporting.formulas.parse import parse
from reporting.model.words import Tense


def check_flows(draft: Draft) -> None:
    """Note 当期 of items that are not counted from the year's beginning."""
    for indicator in draft.indicators:
        _check(draft, indicator.row, indicator.record.formula)


def _check(draft: Draft, row: Row, text: str) -> None:
    try:
        operands = parse(text, draft.item_words).operands
    except FormulaError:
        return  # noted where the row was read
    for operand in operands:
        item = draft.item_by_code.get(operand.code)
        if operand.lookup is Lookup.FLOW and item is not None and item.tense is not Tense.YEAR_TO_DATE:
            what = f"“{item.name}”的时态是“{item.tense}”，没有当期可算"
            row.fault("公式", what, "当期( ) 只用于“本年累计”的数据项，是本期累计减上期累计")

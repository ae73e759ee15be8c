"""Formulas reckoned as Excel does, and what is left to Excel."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

import pytest

from reporting.model.grid import Area, address
from reporting.sheets.reckon import reckon
from reporting.sheets.reckoned import Fault, Unreckoned, Value, shown

CELLS: dict[str, Value] = {
    "A1": Decimal(2),
    "A2": Decimal("0.5"),
    "A3": "—",
    "B1": Decimal(10),
    "B2": None,
    "B3": Fault("#N/A"),
    "C1": True,
    "D1": "甲",
}


def cells(sheet: str, area: Area) -> Sequence[Sequence[Value]]:
    """Give the values of an area; there is one other sheet."""
    if sheet not in ("", "别 表"):
        raise Unreckoned
    rows, columns = range(area.top, area.bottom + 1), range(area.left, area.right + 1)
    return [[CELLS.get(address(row, column)) for column in columns] for row in rows]


@pytest.mark.parametrize(
    ("formula", "value"),
    [
        ("1+2*3", "7"),
        ("(1+2)*3", "9"),
        ("-2^2", "4"),
        ("2^-1", "0.5"),
        ("10%", "0.1"),
        ("0.1+0.2", "0.3"),
        ("A1/B1", "0.2"),
        ("A1/0", "#DIV/0!"),
        ("A1/B2", "#DIV/0!"),
        ("A3+1", "#VALUE!"),
        ("B3+1", "#N/A"),
        ("B2", "0"),
        ("'别 表'!$A$1*2", "4"),
        ("SUM(A1:A3)", "2.5"),
        ("SUM(A1,A3,5)", "7"),
        ("sum(A1:B2)", "12.5"),
        ("SUM(A1:B3)", "#N/A"),
        ("AVERAGE(A1:A3)", "1.25"),
        ("AVERAGE(A3)", "#DIV/0!"),
        ("MAX(A1:A3,B1)", "10"),
        ("MIN(A1:A3)", "0.5"),
        ("COUNT(A1:B3)", "3"),
        ("COUNTA(A1:B3)", "5"),
        ("ROUND(2.5,0)", "3"),
        ("ROUND(-2.5,0)", "-3"),
        ("ROUND(1234.5,-2)", "1200"),
        ("ABS(-3)", "3"),
        ('IF(A1>1,"升","降")', "升"),
        ("IF(A1>5,1)", "FALSE"),
        ('IF(D1="甲",1,2)', "1"),
        ('IF(B2="",1,2)', "1"),
        ('IFERROR(A1/0,"—")', "—"),
        ("IFERROR(A1/2,0)", "1"),
        ("IF(ISNUMBER(A3),1,0)", "0"),
        ('A1&"家"', "2家"),
        ("A1<>2", "FALSE"),
        ("1/3", "0.3333333333333333"),
    ],
)
def test_the_value_is_what_excel_shows(formula: str, value: str) -> None:
    """The sums, shares and comparisons of task tables."""
    assert shown(reckon(formula, cells)) == value


@pytest.mark.parametrize(
    "formula",
    [
        "SUMPRODUCT(A1:A3,B1:B3)",
        "A1:A3*2",
        "A1:A3",
        "SUM(A1:A3 A2:B2)",
        "SUM((A1,B1))",
        "合计数*2",
        "表1[完成]",
        "[1]去年!A1",
        "没有的表!A1",
        "SUM(A:A)",
        "A1+",
        "1)",
        "{1,2}",
        "TODAY()",
        "2^0.5",
        "IF(A1)",
        "",
    ],
)
def test_what_is_beyond_us_is_never_guessed(formula: str) -> None:
    """Arrays, names, structured references, other workbooks, the clock: the program that opens the workbook knows."""
    with pytest.raises(Unreckoned):
        reckon(formula, cells)

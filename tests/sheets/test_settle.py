"""Formulas over filled cells: each has the value it has now, or none at all."""

from __future__ import annotations

import pytest

from reporting.model.grid import Area
from reporting.package.archive import Archive
from reporting.sheets.patch import fill
from reporting.sheets.reach import Known, Reference, reach
from reporting.sheets.read import read
from tests.sheets.made import plain


def cell(where: str, formula: str, value: str = "1", more: str = "") -> str:
    """Write a cell with a formula."""
    return f'<c r="{where}"><f{more}>{formula}</f><v>{value}</v></c>'


def after(data: str, **values: int | str) -> dict[str, tuple[str, bool]]:
    """Fill cells and give what the sheet's cells hold, and whether a formula stands there."""
    sheet = read(fill(plain(data), {"表": values}), "a").sheets[0]
    return {one.address: (one.text, one.formula) for one in sheet.cells.values()}


def asks(data: str, **values: int | str) -> bool:
    """Whether the filled workbook asks to be reckoned when it is opened."""
    return b"fullCalcOnLoad" in Archive(fill(plain(data), {"表": values})).read("xl/workbook.xml")


CHAIN = (
    f'<row r="1"><c r="A1"><v>1</v></c>{cell("B1", "A1*2")}{cell("C1", "B1+1")}{cell("D1", "7*1", "9")}</row>'
    f'<row r="2">{cell("B2", "SUM(A1:C1)")}</row>'
)


def test_formulas_that_lean_on_formulas_follow() -> None:
    """A change goes through as many formulas as lean on each other; one that leans on none of it keeps its value."""
    found = after(CHAIN, A1=5)
    assert [found[where][0] for where in ("B1", "C1", "B2", "D1")] == ["10", "11", "26", "9"]
    assert not asks(CHAIN, A1=5)


def test_a_cell_beside_changes_no_formula() -> None:
    """Where no formula leans on what was filled nothing is reckoned."""
    assert after(CHAIN, F9=5)["B2"] == ("1", True)


@pytest.mark.parametrize("formula", ["SUMPRODUCT(A1:A1,A1:A1)", "OFFSET(A1,0,0)", "没见过的名字*2"])
def test_what_is_beyond_us_shows_nothing_and_asks(formula: str) -> None:
    """No stale value is left, nor in what leans on it, and the workbook asks to be reckoned."""
    data = f'<row r="1"><c r="A1"><v>1</v></c>{cell("B1", formula)}{cell("C1", "B1+1")}</row>'
    found = after(data, A1=5)
    assert (found["B1"], found["C1"]) == (("", True), ("", True))
    assert asks(data, A1=5)


def test_a_formula_over_many_cells_loses_all_its_values() -> None:
    """Those cells have no formula of their own, but what they show came of it."""
    data = (
        f'<row r="1"><c r="A1"><v>1</v></c>{cell("B1", "A1:A2*2", "2", " t=&quot;array&quot;")}</row>'
        '<row r="2"><c r="A2"><v>3</v></c><c r="B2"><v>6</v></c></row>'
    ).replace(" t=&quot;array&quot;", ' t="array" ref="B1:B2"')
    found = after(data, A2=4)
    assert found["B1"] == ("", True)
    assert "B2" not in found


def test_circles_end() -> None:
    """Formulas that lean on each other in a circle are left to the program that opens them."""
    data = f'<row r="1"><c r="A1"><v>1</v></c>{cell("B1", "A1+C1")}{cell("C1", "B1+1")}</row>'
    assert after(data, A1=5)["B1"] == ("", True)


def test_another_workbooks_value_stays() -> None:
    """Only Excel can ask the other workbook."""
    data = f'<row r="1"><c r="A1"><v>1</v></c>{cell("B1", "[1]去年!A1", "7")}</row>'
    assert after(data, A1=5)["B1"] == ("7", True)


def test_shared_formulas_are_reckoned_each_for_itself() -> None:
    """The copies of a shared formula lean on cells of their own, and stay shared."""
    data = (
        '<row r="1"><c r="A1"><v>1</v></c><c r="B1"><f t="shared" ref="B1:B2" si="0">A1*2</f><v>2</v></c></row>'
        '<row r="2"><c r="A2"><v>3</v></c><c r="B2"><f t="shared" si="0"/><v>6</v></c></row>'
    )
    content = fill(plain(data), {"表": {"A2": 10}})
    sheet = read(content, "a").sheets[0]
    assert [sheet.text(row, 2) for row in (1, 2)] == ["2", "20"]
    assert Archive(content).read("xl/worksheets/sheet1.xml").count(b't="shared"') == 2


KNOWN = Known({"合计数": "表!$B$2"}, {"表1": Reference("别", Area(1, 1, 9, 2))})


@pytest.mark.parametrize(
    ("formula", "areas"),
    [
        ("A1+$B$2", [("", "A1"), ("", "B2")]),
        ("SUM(C3:A1)", [("", "A1:C3")]),
        ("'别 表'!A1&\"B2\"", [("别 表", "A1")]),
        ("LOG10(A1)+TRUE", [("", "A1")]),
        ("合计数*2", [("表", "B2")]),
        ("SUM(表1[完成])", [("别", "A1:B9")]),
        ("SUM(表1[[#This Row],[A1]])", [("别", "A1:B9")]),
        ("[1]去年!A1", [("[1]去年", "A1")]),
        ("NOW()", []),
        ("1.5E+3", []),
    ],
)
def test_what_a_formula_leans_on(formula: str, areas: list[tuple[str, str]]) -> None:
    """Cells, areas, names and tables; never a word in quotes, a function or a column's title."""
    found = reach(formula, KNOWN)
    assert found is not None
    assert [(one.sheet, text(one.area)) for one in found] == areas


def text(area: Area) -> str:
    """Write an area shortly."""
    corners = [f"{chr(64 + column)}{row}" for row, column in ((area.top, area.left), (area.bottom, area.right))]
    return ":".join(dict.fromkeys(corners))


@pytest.mark.parametrize("formula", ['INDIRECT("A1")', "未知名*2", "SUM([@完成])", "SUM(表9[完成])"])
def test_what_cannot_be_told_leans_on_all(formula: str) -> None:
    """Where the reach of a formula is not known it counts as touched."""
    assert reach(formula, KNOWN) is None

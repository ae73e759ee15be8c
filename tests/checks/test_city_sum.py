"""city-sum: the units beside the city's own figure."""

from __future__ import annotations

import pytest

from reporting.checks import Shelf, joint
from reporting.model.periods import Period
from reporting.model.records import Finding
from reporting.model.words import CityFigure, Frequency, Scope, Severity, State, Tense
from tests.builders import INNER, OFFICE, WHOLE, catalogue, form, held, item, unit
from tests.checks.papers import codes
from tests.checks.shelves import city, counties, shelf

# Research and development of industry above size by county in 2017, as published: projects, persons, FTE, spend.
PUBLISHED = {
    "鹿城区": (487, 3733, 2759, 52489),
    "龙湾区": (1629, 9537, 6941, 144646),
    "瓯海区": (1019, 5506, 4238, 106150),
    "洞头区": (153, 478, 337, 8394),
    "瑞安市": (1889, 9433, 7088, 193434),
    "乐清市": (2223, 13930, 11314, 234121),
    "永嘉县": (631, 4362, 3567, 77985),
    "平阳县": (579, 2984, 1921, 43922),
    "苍南县": (515, 2147, 1567, 42580),
    "文成县": (32, 165, 127, 4144),
    "泰顺县": (47, 231, 173, 4143),
}


CITY = (9204, 52506, 40032, 912007)


def published(spend: str = "52489", city: int = CITY[-1]) -> Shelf:
    """Lay out the published table: eleven counties' own forms, and the city's given by the statistics office."""
    names = ("PROJECTS", "PERSONS", "FTE", "SPEND")
    measures = ("项", "人", "人年", "万元")
    items = tuple(
        item(code, code, Tense.YEARLY, measure=measure, decimals=0, city=CityFigure.GIVEN)
        for code, measure in zip(names, measures, strict=True)
    )
    units = tuple(unit(name, name, order=place) for place, name in enumerate(PUBLISHED, start=1))
    forms = (
        form("N1", tuple(PUBLISHED), names, frequency=Frequency.YEAR),
        form("N2", (OFFICE.code,), names, frequency=Frequency.YEAR),
    )
    whole = catalogue(units=(WHOLE, *units, OFFICE), items=items, forms=forms)
    rows = {**PUBLISHED, "鹿城区": (487, 3733, 2759, int(spend))}
    told = [
        held(name, code, "2017", str(value), form="N1")
        for name, values in rows.items()
        for code, value in zip(names, values, strict=True)
    ]
    given = [
        held("CITY", code, "2017", str(value), sender=OFFICE.code, form="N2")
        for code, value in zip(names, (*CITY[:-1], city), strict=True)
    ]
    return Shelf(whole, Period(2017), (*told, *given))


def test_a_published_table_agrees_with_itself() -> None:
    """9204, 52506 and 40032 add exactly; 912008 beside 912007 is rounding and is left alone."""
    assert joint(published()) == ()


@pytest.mark.parametrize(("city", "noted"), [
    (912_007, False), (912_009, False), (912_003, False), (912_002, True), (912_001, True), (912_015, True),
])  # fmt: skip
def test_eleven_addends_may_differ_by_five(city: int, *, noted: bool) -> None:
    """One off is rounding, five may be; seven off is not, with eleven addends of half a unit each."""
    assert codes(joint(published(city=city))) == (["city-sum"] if noted else [])


def test_swapped_digits_show_in_the_total() -> None:
    """54289 for 52489 is noted with both totals, at the city's cell."""
    (finding,) = joint(published("54289"))
    assert (finding.code, finding.severity, finding.scope) == ("city-sum", Severity.NOTE, Scope.JOINT)
    assert (finding.unit, finding.found, finding.expected) == ("全市", "912007", "913808")


def test_city_and_counties_that_differ_are_noted() -> None:
    """Both values and who gave the city's are told; the file is known."""
    (finding,) = joint(shelf(*counties("DEALS", "17 28.6 24.5 2 1.4"), city("DEALS", "80")))
    assert (finding.sender, finding.cell, finding.file) == ("统计局", "C20", "统计.xlsx")
    assert "80亿元（统计局），各地之和为73.5亿元，相差6.5亿元" in finding.message


def test_totals_are_compared_only_when_everybody_answered() -> None:
    """A county not in force, or blank, leaves the sum unknown; — is an answer."""
    four = counties("DEALS", "17 28.6 24.5 2 1.4")[:4]
    assert joint(shelf(*four, city("DEALS", "80"))) == ()
    assert joint(shelf(*four, held("戊", "DEALS", "2023Q3", None), city("DEALS", "80"))) == ()
    none = held("戊", "DEALS", "2023Q3", None, state=State.NONE)
    assert codes(joint(shelf(*four, none, city("DEALS", "80")))) == ["city-sum"]


def test_rates_and_zones_are_not_added() -> None:
    """Growth rates do not add up; a zone inside a county is in the county's figure."""
    assert joint(shelf(*counties("RATE", "17 28.6 24.5 2 1.4"), city("RATE", "19"))) == ()
    zone = held(INNER.code, "DEALS", "2023Q3", "9")
    assert joint(shelf(*counties("DEALS", "17 28.6 24.5 2 1.4"), zone, city("DEALS", "73.5"))) == ()


def test_figures_of_other_periods_are_not_compared() -> None:
    """The shelf may hold more than its period."""
    old = held("CITY", "DEALS", "2023Q2", "80", sender=OFFICE.code, form="F2")
    assert joint(shelf(*counties("DEALS", "17 28.6 24.5 2 1.4"), old)) == ()


def test_nothing_compares_research_cost_with_research_and_development() -> None:
    """规上工业研发费用 above R&D经费 is no contradiction: they are two statistics."""
    cost, research = city("COST", "153.59"), city("RD", "151")
    findings: tuple[Finding, ...] = joint(shelf(cost, research))
    assert findings == ()

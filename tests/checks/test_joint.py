"""city-sum, source-differs, count-rows, list-two-units: forms against each other."""

from __future__ import annotations

from dataclasses import replace

from reporting.checks import Shelf, joint
from reporting.model.catalogue import Catalogue
from reporting.model.periods import Period
from reporting.model.records import Entry, Finding, Held, HeldEntry
from reporting.model.words import CityFigure, Content, FormKind, Frequency, Scope, Severity, State, Tense
from tests.builders import INNER, OFFICE, WHOLE, catalogue, column, form, held, item, submission, unit
from tests.checks.papers import CATALOGUE, CODES, codes

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


def shelf(
    *observations: Held, entries: dict[str, tuple[HeldEntry, ...]] | None = None, of: Catalogue = CATALOGUE
) -> Shelf:
    """Lay observations and list rows in force on a shelf of 2023Q3."""
    return Shelf(of, Period(2023, 3), observations, entries or {})


def counties(code: str, values: str) -> tuple[Held, ...]:
    """Give what the five counties report of an item, in order."""
    return tuple(held(unit, code, "2023Q3", value) for unit, value in zip(CODES, values.split(), strict=True))


def city(code: str, value: str) -> Held:
    """Give what the office reports of the city."""
    return held("CITY", code, "2023Q3", value, sender=OFFICE.code, form="F2", cell="C20")


def published(spend: str = "52489") -> Shelf:
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
        for code, value in zip(names, CITY, strict=True)
    ]
    return Shelf(whole, Period(2017), (*told, *given))


def test_a_published_table_agrees_with_itself() -> None:
    """9204, 52506 and 40032 add exactly; 912008 beside 912007 is rounding and is left alone."""
    assert joint(published()) == ()


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


def test_two_sources_that_differ_are_noted() -> None:
    """The better source is used, both senders are named, and the note goes to the lesser one's cell."""
    own = held("甲", "FIRMS", "2023Q3", "212")
    office = held("甲", "FIRMS", "2023Q3", "210", sender=OFFICE.code, form="F2")
    (finding,) = joint(shelf(own, office))
    assert (finding.code, finding.severity, finding.sender) == ("source-differs", Severity.NOTE, "甲县")
    assert (finding.found, finding.expected) == ("212", "210")
    assert "统计局（F2）报210家，甲县（F1）报212家" in finding.message


def test_sources_that_agree_but_for_rounding_are_left_alone() -> None:
    """12.34 and 12.3 are one figure of an item with one decimal."""
    first = held("甲", "DEALS", "2023Q3", "12.34")
    second = held("甲", "DEALS", "2023Q3", "12.3", sender=OFFICE.code, form="F2")
    assert joint(shelf(first, second)) == ()


def rows(sender: str, *keys: str, code: str = "L1") -> tuple[HeldEntry, ...]:
    """Give list rows in force."""
    found = submission(sender, code, Period(2023, 3))
    return tuple(
        HeldEntry(Entry(code, sender, key, "名录", place, {}, {"统一社会信用代码": f"A{place}"}), found)
        for place, key in enumerate(keys, start=5)
    )


def test_a_list_shorter_than_its_figure_is_asked_about() -> None:
    """Three rows beside 210 firms: a joint warning at the list, which reopens nothing."""
    (finding,) = joint(shelf(held("甲", "FIRMS", "2023Q3", "210"), entries={"L1": rows("甲", "1", "2", "3")}))
    assert (finding.code, finding.severity, finding.scope) == ("count-rows", Severity.WARNING, Scope.JOINT)
    assert "名录共3行，而甲县所报“高新技术企业累计数”为210家，相差207" in finding.message


def test_lists_are_held_against_the_better_source() -> None:
    """Where the office's count is used, the list is held against that."""
    own, office = held("甲", "FIRMS", "2023Q3", "9"), held("甲", "FIRMS", "2023Q3", "3", sender=OFFICE.code, form="F2")
    findings = joint(shelf(own, office, entries={"L1": rows("甲", "1", "2", "3")}))
    assert codes(findings) == ["source-differs"]


def test_lists_or_figures_alone_are_left_alone() -> None:
    """Who has sent no list yet, or no figure, is not compared; L2 counts nothing."""
    assert joint(shelf(held("甲", "FIRMS", "2023Q3", "210"))) == ()
    assert joint(shelf(entries={"L1": rows("甲", "1")})) == ()
    assert joint(shelf(held("甲", "FIRMS", "2023Q3", "210"), entries={"L2": rows("甲", "1", code="L2")})) == ()


def test_an_enterprise_in_two_lists_is_told_to_both() -> None:
    """Each county hears of the other, at its own row."""
    findings = joint(shelf(entries={"L1": (*rows("甲", "91a", "92"), *rows("乙", "93", "91A"))}))
    assert [(one.code, one.sender, one.cell, one.found) for one in findings] == [
        ("list-two-units", "乙县", "A6", "甲县"),
        ("list-two-units", "甲县", "A5", "乙县"),
    ]


def test_lists_of_tasks_may_share_their_keys() -> None:
    """Only lists of enterprises are told apart by county: two offices may both report on T1."""
    tasks = form("L3", CODES, (), kind=FormKind.LIST, columns=(column(Content.KEY, "任务编号"),))
    whole = replace(CATALOGUE, forms=(*CATALOGUE.forms, tasks))
    shared = (*rows("甲", "T1", code="L3"), *rows("乙", "T1", code="L3"))
    assert joint(shelf(entries={"L3": shared}, of=whole)) == ()


def test_nothing_compares_research_cost_with_research_and_development() -> None:
    """规上工业研发费用 above R&D经费 is no contradiction: they are two statistics."""
    cost, research = city("COST", "153.59"), city("RD", "151")
    findings: tuple[Finding, ...] = joint(shelf(cost, research))
    assert findings == ()

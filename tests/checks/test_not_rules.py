"""What looks like a rule and is none (domain): by the shipped catalogue none of it is ever held against anyone."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

from reporting.catalogue.load import load
from reporting.checks import Shelf, joint, own
from reporting.formulas.parse import parse
from reporting.formulas.words import rule_words
from reporting.model.catalogue import Catalogue
from reporting.model.periods import Period
from reporting.model.records import Finding
from reporting.model.words import Severity
from tests.builders import held
from tests.checks.papers import Draft, codes, draft

ROOT = Path(__file__).parents[2]
# County growth rates of one quarter: two negative, one that doubled.
RATES = ["12.4", "21.5", "16.8", "-8.6", "25.3", "17.9", "9.2", "84.0", "14.6", "-35", "31.5", "120"]
# High-technology enterprises of 2022Q4 by county, as the demonstration has them.
FIRMS = (210, 520, 400, 50, 1000, 720, 290, 20, 230, 40, 120, 100)


@cache
def shipped() -> Catalogue:
    """Load the shipped catalogue."""
    return load(ROOT / "templates" / "指标体系.xlsx")


def counties() -> list[str]:
    """Give the counties' codes in official order."""
    return [unit.code for unit in shipped().counties(Period(2023, 3))]


def table(form: str, period: str = "2023Q3") -> Draft:
    """Begin one of the shipped tables by county."""
    return draft(form, shipped().form_by_code[form].senders[0], period, shipped())


def grave(findings: tuple[Finding, ...]) -> list[str]:
    """Give the codes of errors and warnings."""
    return codes(one for one in findings if one.severity is not Severity.NOTE)


@pytest.mark.parametrize(
    "apart",
    [("IND_RD_COST", "RD"), ("IND_RD_COST", "IND_RD"), ("HT_VA", "HT_FIRMS"), ("TECH_DEALS", "GDP")],
)
def test_no_rule_compares_what_different_statistics_count(apart: tuple[str, str]) -> None:
    """规上工业研发费用 comes from financial statements and may exceed R&D经费: no shipped rule names both."""
    for rule in shipped().rules:
        formula = parse(rule.formula, rule_words(shipped().item_by_word, shipped().form_by_code[rule.form]))
        assert not set(apart) <= set(formula.codes), rule.code


def test_research_cost_may_exceed_research_and_development() -> None:
    """153.59 beside 151, as the fourteenth plan itself has it, is no one's fault: in one form or between forms."""
    city = shipped().city.code
    whole = Period(2020)
    told = (
        held(city, "RD", "2020", "151", sender="TJJ", form="KJ3"),
        held(city, "IND_RD_COST", "2020", "153.59", sender="TJJ", form="KJ2"),
        held(city, "IND_RD", "2020", "139", sender="TJJ", form="KJ12"),
    )
    assert joint(Shelf(shipped(), whole, told)) == ()
    written = table("KJ2", "2020Q4").fill(city, IND_RD_COST="153.59", IND_REVENUE="5000", IND_VA="1200", HT_VA="700")
    assert grave(own(written.was("2019", city, RD="140").paper)) == []


def test_two_plans_may_want_two_things_of_one_year() -> None:
    """高新技术企业 2025: 4400 in one plan, 5500 in the other; both stand, neither is corrected, nothing is said."""
    wanted = {
        (target.plan, str(target.value))
        for indicator in shipped().indicators
        if indicator.formula == "高新技术企业累计数"
        for target in shipped().targets_of(indicator.code)
        if target.first_year == target.last_year == 2025
    }
    assert {value for _, value in wanted} == {"4400", "5500"}
    assert len({plan for plan, _ in wanted}) == 2


def test_the_citys_investment_growth_is_not_built_from_the_counties() -> None:
    """18.2 % beside county rates from −35 to 120: given by the statistics office, never added, never averaged."""
    written, told = table("KJ2"), []
    for unit, rate in zip(counties(), RATES, strict=True):
        written = written.fill(unit, HT_INVEST_GROWTH=rate)
        told.append(held(unit, "HT_INVEST_GROWTH", "2023Q3", rate, sender="TJJ", form="KJ2"))
    city = shipped().city.code
    assert own(written.fill(city, HT_INVEST_GROWTH="18.2").paper) == ()
    told.append(held(city, "HT_INVEST_GROWTH", "2023Q3", "18.2", sender="TJJ", form="KJ2"))
    assert joint(Shelf(shipped(), Period(2023, 3), tuple(told))) == ()


def test_recognition_comes_once_a_year() -> None:
    """Flat or a little less to the third quarter, a sixth more in the fourth: asked of no county."""
    shares = {"2022Q4": 100, "2023Q1": 100, "2023Q2": 99, "2023Q3": 98, "2023Q4": 117}
    figures = {quarter: [firms * share // 100 for firms in FIRMS] for quarter, share in shares.items()}
    for quarter, values in list(figures.items())[1:]:
        written = table("KJ4", quarter)
        for place, unit in enumerate(counties()):
            written = written.fill(unit, HT_FIRMS=str(values[place]), TECH_SMES=str(values[place] * 4 + 10))
            for earlier, past in figures.items():
                if earlier < quarter:
                    written = written.was(earlier, unit, HT_FIRMS=str(past[place]), TECH_SMES=str(past[place] * 4 + 10))
        assert grave(own(written.paper)) == [], quarter


def test_contracts_inside_the_city_are_added_by_nobody() -> None:
    """输出 and 吸纳 are not parts of one sum: the catalogue has one figure of deals, and no rule that adds to it."""
    deals = [item.code for item in shipped().items if "技术交易" in item.name or "技术合同" in item.name]
    assert deals == ["TECH_DEALS"]
    for rule in shipped().rules:
        formula = parse(rule.formula, rule_words(shipped().item_by_word, shipped().form_by_code[rule.form]))
        assert "TECH_DEALS" not in formula.codes or set(formula.codes) == {"TECH_DEALS"}, rule.code


def test_a_late_year_brings_most_of_the_deals() -> None:
    """18, 42, 68 and 100 % of the year, a small county with nothing until autumn: no doubt is raised."""
    years = {"2022": 256, "2023": 338}
    parts = (0.18, 0.42, 0.68, 1.0)
    sizes = (25, 42, 36, 3, 55, 45, 17, 2, 14, 2, 8, 7)
    past: dict[str, list[str]] = {}
    for year, whole in years.items():
        for quarter, part in enumerate(parts, start=1):
            values = [f"{whole * part * size / 256:.2f}" for size in sizes]
            values[3] = "0" if quarter < 3 else values[3]
            written = table("KJ5", f"{year}Q{quarter}")
            for place, unit in enumerate(counties()):
                written = written.fill(unit, TECH_DEALS=values[place])
                for earlier, told in past.items():
                    written = written.was(earlier, unit, TECH_DEALS=told[place])
            assert grave(own(written.paper)) == [], (year, quarter)
            past[f"{year}Q{quarter}"] = values

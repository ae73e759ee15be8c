"""校验: the bureau's own rules, their figures, their code, and when they say nothing."""

from __future__ import annotations

from dataclasses import replace

import pytest

from reporting.checks import own
from reporting.checks.rules import rules
from reporting.model.catalogue import Catalogue
from reporting.model.words import Severity
from tests.builders import OFFICE
from tests.checks.papers import COUNTIES, Draft, codes, draft, ruled, said, with_parameters


def form(catalogue: Catalogue, **values: str) -> Draft:
    """Begin the county's form under a rule."""
    return draft(catalogue=catalogue).fill(**values)


def by_units(catalogue: Catalogue) -> Draft:
    """Begin the office's table under a rule."""
    return draft("F2", OFFICE.code, catalogue=catalogue)


def test_a_broken_rule_speaks_the_bureaus_words_with_the_figures() -> None:
    """The sentence is the 提示; figures, cell, severity and basis stand beside it."""
    law = ruled("高新技术产业增加值 <= 规上工业增加值", "高新技术产业增加值不应大于规上工业增加值，请核实。")
    (finding,) = said(rules, form(law, IND_VA="50", HT_VA="62.5"))
    assert (finding.code, finding.severity, finding.cell) == ("part-whole", Severity.ERROR, "C6")
    assert "（高新技术产业增加值62.5亿元，规上工业增加值50亿元）" in finding.message
    assert finding.source == "校验J1：统计制度"


def test_figures_stand_where_the_sentence_wants_them() -> None:
    """`{名称}` in a 提示 is replaced by the figure."""
    law = ruled("高新技术产业增加值 <= 规上工业增加值", "{高新技术产业增加值}大于{规上工业增加值}，请核实")
    (finding,) = said(rules, form(law, IND_VA="50", HT_VA="62.5"))
    assert finding.message == "62.5亿元大于50亿元，请核实。"


def test_the_level_is_the_bureaus() -> None:
    """A rule weighs what its 级别 says."""
    law = ruled("规上工业研发费用 / 规上工业增加值 <= 20%", severity=Severity.WARNING)
    (finding,) = said(rules, form(law, COST="30", IND_VA="100"))
    assert (finding.code, finding.severity) == ("ratio", Severity.WARNING)


@pytest.mark.parametrize(
    ("formula", "code"),
    [
        ("高新技术产业增加值 + 规上工业研发费用 = 规上工业增加值", "sum"),
        ("技术交易额 >= 1000", "value-bounds"),
        ("高新技术产业增加值 * 2 <= 规上工业增加值", "ratio"),
        ("技术交易额 > 规上工业增加值", "part-whole"),
        ("技术交易额 >= 上年同期(技术交易额)", "jump"),
        ("技术交易额 >= 上期(技术交易额)", "cum-fell"),
        ("高新技术企业累计数 >= 上期(高新技术企业累计数)", "stock-fell"),
    ],
)
def test_a_rule_tells_what_kind_of_doubt_it_is(formula: str, code: str) -> None:
    """The code of the finding follows from what the rule compares."""
    written = form(ruled(formula), IND_VA="90", HT_VA="60", COST="10", DEALS="12", FIRMS="200")
    before = written.was("2023Q2", DEALS="13", FIRMS="201").was("2022Q3", DEALS="14")
    assert codes(said(rules, before)) == [code]


def test_a_rule_and_a_check_that_agree_speak_once() -> None:
    """Where the bureau wrote the rule itself, its words and its level stand, not ours beside them."""
    law = ruled("技术交易额 >= 上期(技术交易额)", severity=Severity.NOTE)
    (finding,) = own(form(law, DEALS="2").was("2023Q2", DEALS="13").paper)
    assert (finding.code, finding.severity) == ("cum-fell", Severity.NOTE)


@pytest.mark.parametrize(
    ("formula", "values"),
    [
        ("高新技术产业增加值 <= 规上工业增加值", {"HT_VA": "62.5"}),
        ("高新技术产业增加值 <= 规上工业增加值", {"HT_VA": "62.5", "IND_VA": ""}),
        ("规上工业研发费用 / 规上工业增加值 <= 20%", {"COST": "3", "IND_VA": "0"}),
        ("技术交易额 >= 上期(技术交易额)", {"DEALS": "1"}),
        ("技术交易额 >= 上年同期(技术交易额)", {"DEALS": "1"}),
        ("高新技术产业增加值 <= 规上工业增加值", {"HT_VA": "50", "IND_VA": "50"}),
    ],
    ids=["missing", "blank", "division by nought", "no last period", "no last year", "holds"],
)
def test_without_its_figures_a_rule_says_nothing(formula: str, values: dict[str, str]) -> None:
    """A missing operand never makes a county wrong."""
    assert said(rules, form(ruled(formula), **values)) == []


def test_a_first_quarter_is_not_held_against_the_whole_year_before() -> None:
    """上期 of a year-to-date figure has no value in a first quarter: totals begin anew."""
    law = ruled("技术交易额 >= 上期(技术交易额)")
    assert said(rules, draft(period="2023Q1", catalogue=law).fill(DEALS="3").was("2022Q4", DEALS="42")) == []


def test_last_years_figure_on_the_form_comes_before_the_ledgers() -> None:
    """Who restates last year on a new basis is judged by that."""
    law = ruled("技术交易额 >= 上年同期(技术交易额)")
    assert said(rules, form(law, DEALS="10").last_year(DEALS="9").was("2022Q3", DEALS="12")) == []


def test_every_unit_of_a_table_is_held_against_a_rule() -> None:
    """In a 分县表 the finding names the county and its cell."""
    law = ruled("高新技术产业增加值 <= 规上工业增加值", form_code="F2")
    written = by_units(law).fill("甲", IND_VA="50", HT_VA="40").fill("乙", IND_VA="50", HT_VA="55")
    (finding,) = said(rules, written)
    assert (finding.unit, finding.cell) == ("乙县", "C8")
    assert finding.message.startswith("乙县：")


def test_a_total_rule_forgives_rounding_and_nothing_more() -> None:
    """合计() adds the units of the table; half a unit of the last digit per addend is rounding."""
    law = ruled("合计(技术交易额) = 技术交易额", form_code="F2")
    written = by_units(law)
    for county in COUNTIES:
        written = written.fill(county.code, DEALS="10.1")
    assert said(rules, written.fill("CITY", DEALS="50.6")) == []
    assert codes(said(rules, written.fill("CITY", DEALS="51"))) == ["sum"]
    assert said(rules, by_units(law).fill("甲", DEALS="10").fill("CITY", DEALS="51")) == []


def test_a_sum_of_measured_parts_forgives_rounding_too() -> None:
    """12.34 + 3.33 may stand beside 15.68."""
    law = ruled("高新技术产业增加值 + 规上工业研发费用 = 规上工业增加值")
    assert said(rules, form(law, HT_VA="12.34", COST="3.33", IND_VA="15.68")) == []
    assert codes(said(rules, form(law, HT_VA="12.34", COST="3.33", IND_VA="15.70"))) == ["sum"]


def test_a_rule_of_a_list_is_held_against_every_row() -> None:
    """On a list a rule names columns; the finding stands in the row."""
    law = ruled("总投资 <= 1000", "总投资过大", form_code="L1")
    written = (
        draft("L1", catalogue=law).listed("91", 总投资="900").listed("92", 总投资="1,200").listed("93", 总投资="约")
    )
    (finding,) = said(rules, written)
    assert (finding.cell, finding.message) == ("C6", "第6行：总投资过大（总投资1200）。")


def test_a_rule_of_another_form_is_not_asked() -> None:
    """A rule speaks about its own form alone."""
    assert said(rules, form(ruled("技术交易额 >= 1000", form_code="F2"), DEALS="1")) == []


def test_research_cost_of_industry_may_exceed_research_and_development() -> None:
    """规上工业研发费用 comes from financial statements: it may rightly be above R&D经费, and no rule compares them."""
    assert own(draft("F3", OFFICE.code, "2022").fill("CITY", COST="153.59", RD="151").paper) == ()
    assert with_parameters().rules == ()


def with_words(formula: str, **words: str) -> Catalogue:
    """Give the catalogue with one rule that says what to do where a figure lacks, or how to put it right."""
    law = ruled(formula, "请核实")
    return replace(law, rules=tuple(replace(rule, **words) for rule in law.rules))  # type: ignore[arg-type]


def test_what_lacks_may_be_held_against_the_form() -> None:
    """缺数时 不跳过: one figure there and the other not breaks the rule, at the empty cell; none at all does not."""
    law = with_words("高新技术产业增加值 <= 规上工业增加值", absent="不跳过")
    (finding,) = said(rules, form(law, HT_VA="60", IND_VA=""))
    assert (finding.cell, "规上工业增加值缺" in finding.message) == ("C6", True)
    assert said(rules, form(law, HT_VA="", IND_VA="", DEALS="1")) == []
    assert said(rules, form(law, HT_VA="60", IND_VA="90")) == []


def test_what_lacks_may_count_as_nought() -> None:
    """缺数时 按零 takes nought for this period's figures, never for those of the past."""
    law = with_words("规上工业增加值 >= 高新技术产业增加值 + 1", absent="按零")
    assert codes(said(rules, form(law, HT_VA="60"))) == ["sum"]
    past = with_words("技术交易额 <= 上期(技术交易额)", absent="按零")
    assert said(rules, form(past, DEALS="5")) == []


def test_one_figure_of_a_rule_may_count_as_nought() -> None:
    """按零(甲) does so for one figure alone, here in a sum of which a part was not asked."""
    law = ruled("高新技术产业增加值 + 按零(规上工业研发费用) <= 规上工业增加值")
    assert said(rules, form(law, HT_VA="60", IND_VA="90")) == []
    assert codes(said(rules, form(law, HT_VA="60", IND_VA="50"))) == ["sum"]
    assert said(rules, form(law, COST="3", IND_VA="2")) == []


@pytest.mark.parametrize(
    ("values", "found"),
    [
        ({"DEALS": "3", "PROJECTS": ""}, ["value-required"]),
        ({"DEALS": "3", "PROJECTS": "0"}, ["value-required"]),
        ({"DEALS": "3", "PROJECTS": "无"}, ["value-required"]),
        ({"DEALS": "3", "PROJECTS": "2"}, []),
        ({"DEALS": "0", "PROJECTS": "无"}, []),
        ({"DEALS": "0", "PROJECTS": ""}, []),
    ],
)
def test_figures_that_belong_together(values: dict[str, str], found: list[str]) -> None:
    """同时填报: deals without projects are asked about; where the cell of one is empty, there."""
    findings = said(rules, form(ruled("同时填报(技术交易额, 技改项目数)"), **values))
    assert codes(findings) == found
    assert [finding.cell for finding in findings] == ["C5" if values["PROJECTS"] == "0" else "C6"] * len(found)


def test_figures_that_exclude_each_other() -> None:
    """不同时填报: only one of them may be more than nought."""
    law = ruled("不同时填报(技术交易额, 技改项目数, 高新技术企业累计数)")
    assert codes(said(rules, form(law, DEALS="3", PROJECTS="2"))) == ["value-bounds"]
    assert said(rules, form(law, DEALS="3", PROJECTS="0", FIRMS="")) == []


def test_what_to_do_is_said_after_what_is_wrong() -> None:
    """怎么改 follows the sentence and its figures."""
    law = with_words("技术交易额 >= 1000", advice="以登记系统的数为准。")
    (finding,) = said(rules, form(law, DEALS="3"))
    assert finding.message == "请核实（技术交易额3亿元）；以登记系统的数为准。"


def test_of_two_conditions_it_is_not_said_that_the_first_was_broken() -> None:
    """A stock that rose too far has not fallen."""
    law = ruled(
        "高新技术企业累计数 >= 上期(高新技术企业累计数) 并且 高新技术企业累计数 <= 上期(高新技术企业累计数) * 2"
    )
    assert codes(said(rules, form(law, FIRMS="300").was("2023Q2", FIRMS="100"))) == ["jump"]

"""explain-empty: a warning wants a reason beside its figure."""

from __future__ import annotations

import pytest

from reporting.checks import own, verdict
from reporting.checks.explained import is_sufficient
from reporting.checks.thresholds import thresholds
from reporting.model.records import Finding
from reporting.model.words import Severity, Verdict
from tests.checks.papers import CATALOGUE, Draft, codes, draft

REASON = "三季度有25家企业资格到期未重新认定"


def fallen(why: str = "", period: str = "2023Q3") -> Draft:
    """Write a stock that fell by a seventh, with a 说明."""
    return draft(period=period).fill(FIRMS="180", why=why).was("2023Q2", FIRMS="210")


@pytest.mark.parametrize(
    "why",
    [
        "",
        "属实",
        "无误",
        "已核实",
        "经核实，数据属实无误。",
        "情况属实，数据真实准确",
        "同上",
        "。。。。。。。。。。",
        "到期企业多",
        "经核实无误，数据属实",
        "属实！属实！属实！属实！",
        "已与企业核实，数据准确无误",
        "以上数据均经复核，符合实际情况",
        "本单位如实填报，请审核",
        "12345678901",
        "测试测试测试测试",
        "asdfghjkl",
        "　 属　实　 无　误　 属　实　",
    ],
)
def test_a_warning_without_a_reason_goes_back(why: str) -> None:
    """Empty, too short, or 属实 and its kin do not explain; the finding names the cell of the warning."""
    findings = own(fallen(why).paper)
    assert codes(findings) == ["stock-fell", "explain-empty"]
    assert findings[1].cell == findings[0].cell == "C5"
    assert verdict(findings) is Verdict.RETURNED


@pytest.mark.parametrize(
    "why",
    [
        REASON,
        "经核实，2家迁往杭州，28家到期",
        "受园区改造影响，入驻企业减少",
        "3家企业资格到期",
        "季节性正常波动，历年三季度均回落",
    ],
)
def test_a_reason_leads_to_review(why: str) -> None:
    """A warning with a reason beside it is for a clerk to look at, not for the county to send again."""
    findings = own(fallen(why).paper)
    assert codes(findings) == ["stock-fell"]
    assert verdict(findings) is Verdict.REVIEW


def test_a_reason_elsewhere_explains_nothing() -> None:
    """The 说明 must stand beside the figure it is about."""
    written = fallen().fill(DEALS="5", why=REASON)
    assert "explain-empty" in codes(own(written.paper))


def test_a_warning_about_the_whole_form_may_be_explained_anywhere() -> None:
    """For a form that repeats the last one, any 说明 of it will do."""
    values = {"DEALS": "17.6", "AREA": "12", "PROJECTS": "3", "IND_VA": "90"}
    written = (
        draft().fill(**values).fill(FIRMS="210", why="本季度各项工作未有新增").was("2023Q2", **values, FIRMS="210")
    )
    assert codes(own(written.paper)) == ["all-same"]


def test_warnings_of_the_reader_want_a_reason_too() -> None:
    """What was odd about the sheet is asked about in the same way."""
    hidden = Finding("data-hidden", Severity.WARNING, "隐藏行里有数", sheet="表1")
    assert codes(own(draft().fill(DEALS="5").noticed(hidden).paper)) == ["explain-empty"]
    assert own(draft().fill(DEALS="5", why="隐藏行为去年底稿可忽略").noticed(hidden).paper) == ()


def test_a_cell_in_error_is_not_asked_for_a_reason_as_well() -> None:
    """Where the figure must be mended anyway, no 说明 is asked."""
    written = draft().fill(FIRMS="-1").was("2023Q2", FIRMS="210")
    assert codes(own(written.paper)) == ["value-bounds", "stock-fell"]


def test_an_error_of_the_whole_form_leaves_its_warnings() -> None:
    """A form that comes back for its period is also told that a hidden sheet wants a reason: it is mended only once."""
    found = [
        Finding("id-period", Severity.ERROR, "报告期不符", sheet="表1"),
        Finding("data-hidden", Severity.WARNING, "工作表被隐藏", sheet="表1"),
    ]
    assert codes(own(draft().fill(DEALS="5").noticed(*found).paper)) == ["explain-empty"]


def test_where_a_form_has_no_place_for_a_reason_a_clerk_looks() -> None:
    """A list without 说明 is not sent back for the lack of one; a list with it is."""
    plain, roomy = draft("L1").listed("91350100M000100Y43"), draft("L2").listed("91350100M000100Y43")
    assert codes(own(plain.had_listed(*"XYZ").paper)) == ["list-gone"]
    assert codes(own(roomy.had_listed(*"XYZ").paper)) == ["list-gone", "explain-empty"]
    explained = draft("L2").listed("91350100M000100Y43", 说明="一家企业迁往外地已注销")
    assert codes(own(explained.had_listed(*"XYZ").paper)) == ["list-gone"]


def test_the_length_and_the_words_are_the_bureaus() -> None:
    """说明最少字数 and 说明无效用语 in the catalogue decide."""
    patient = thresholds({"说明最少字数": "4", "说明无效用语": "详见附件"})
    assert is_sufficient("到期企业", patient)
    assert not is_sufficient("详见附件", patient)


def test_the_small_city_has_no_parameters_of_its_own() -> None:
    """The tests above stand on the defaults."""
    assert CATALOGUE.parameters == ()


def test_one_reason_may_stand_beside_many_figures() -> None:
    """A park that closes moves many figures; each has its reason beside it, and a clerk looks."""
    why = "甲园区三季度整体搬迁，企业迁出"
    written = draft().fill(FIRMS="180", AREA="80", why=why).was("2023Q2", FIRMS="210", AREA="120")
    findings = own(written.paper)
    assert codes(findings) == ["stock-fell", "stock-fell"]
    assert verdict(findings) is Verdict.REVIEW


def test_each_of_many_figures_wants_its_own_reason() -> None:
    """A reason beside the first does not explain the second."""
    written = draft().fill(FIRMS="180", why=REASON).fill(AREA="80").was("2023Q2", FIRMS="210", AREA="120")
    assert codes(own(written.paper)) == ["stock-fell", "stock-fell", "explain-empty"]

"""Whose a form is, which, and of which period: by stamp, else by its words, else by the file's name."""

from __future__ import annotations

from dataclasses import replace

import pytest

from reporting.intake import unitwords
from reporting.intake.identify import Identified, identify
from reporting.model.grid import Book, Sheet
from reporting.model.periods import Period
from reporting.model.words import Severity
from tests.builders import unit
from tests.intake.drawings import LISTED, PLAIN, UNITS
from tests.intake.notation import CATALOGUE, KJ1, arrival, book, codes, sheet, with_form

STAMP = "[[报送标识¦KJ1¦v1¦YQ¦2023Q3]]"
STAMPED = PLAIN.replace("指标表\n", f"指标表||||||||{STAMP}\n", 1)
BARE = PLAIN.replace("2023年前三季度县（市、区）科技创新季度指标表", "").replace(
    "填报单位：乐清市||||报告期：2023年前三季度（1—9月）", ""
)
COVER = """
填报说明
本工作簿包含以下报表：
KJ1|县（市、区）科技创新季度指标表
KJ9|高新技术企业名录
填报单位：乐清市
报告期：2023年前三季度
"""


def heard(*drawn: str | Sheet, file: str = "报表.xlsx") -> Identified:
    sheets = [one if isinstance(one, Sheet) else sheet(one, f"表{place}") for place, one in enumerate(drawn, start=1)]
    return identify(Book(tuple(sheets)), arrival(file), CATALOGUE)


def said(found: Identified) -> list[tuple[str, str, str]]:
    return [(claim.form, claim.sender, str(claim.period)) for claim in found.claims]


OURS = [("KJ1", "YQ", "2023Q3")]


def test_a_stamped_form() -> None:
    """A form as issued is known by its stamp, in a hidden column too, and nothing is said."""
    found = identify(book(sheet(STAMPED, hidden_columns=frozenset({9}))), arrival(), CATALOGUE)
    assert (said(found), codes(found.findings)) == (OURS, [])
    assert found.claims[0].form_version == "v1"


@pytest.mark.parametrize(
    "drawn",
    [
        PLAIN,
        PLAIN.replace("县（市、区）科技创新季度指标表", "||||表号：温科统1表"),
        PLAIN.replace("2023年前三季度县", "县").replace("报告期：2023年前三季度（1—9月）", "报告期|2023年三季度"),
        PLAIN.replace("填报单位：乐清市||||报告期：", "填报单位（盖章）：乐清市科学技术局   报告期："),
        PLAIN.replace("填报单位：乐清市|", "填报单位：|乐清市|"),
        PLAIN.replace("填报单位：乐清市|", "|").replace("2023年前三季度县", "乐清市2023年1—9月县"),
    ],
)
def test_a_form_without_its_stamp(drawn: str) -> None:
    """Without a stamp the words on the sheet say what it is."""
    found = heard(drawn)
    assert (said(found), codes(found.findings)) == (OURS, [])


@pytest.mark.parametrize(
    "file",
    [
        "乐清市2023年第三季度.xlsx",
        "附件1：2023年1-9月科技指标（乐清市）(盖章).xls",
        "乐清/副本2023Q3指标(1).xlsx",
        "温州市乐清市科技局2023年前三季度报表.xlsx",
    ],
)
def test_a_form_that_says_nothing(file: str) -> None:
    """A sheet with nothing but its table is known by the table and by the file's name."""
    found = heard(BARE, file=file)
    assert (said(found), codes(found.findings)) == (OURS, [])


def test_nobody_can_tell() -> None:
    """Without a sender or a period anywhere no claim is made, and the clerk is told what to write."""
    found = heard(BARE)
    assert said(found) == []
    assert codes(found.findings) == ["id-unit", "id-period"]
    assert heard(BARE, file="乐清市.xlsx").findings[0].sender == "乐清市"


def test_lists_alike_are_told_apart_by_name() -> None:
    """Two lists with the same columns are told apart by title or file name, never guessed."""
    untitled = LISTED.replace("高新技术企业名录", "")
    assert said(heard(LISTED, file="乐清市2023年三季度.xlsx")) == [("KJ9", "YQ", "2023Q3")]
    assert said(heard(untitled, file="乐清市2023年三季度省科技型中小企业名录.xlsx")) == [("KJ10", "YQ", "2023Q3")]
    assert codes(heard(untitled, file="乐清市2023年三季度.xlsx").findings) == ["id-form"]


def test_sheets_that_are_no_form() -> None:
    """Covers, notes, lists of problems and empty sheets are passed over in silence."""
    found = heard(
        COVER, PLAIN, "问题清单\n工作表|单元格|问题\n表1|C5|高新技术企业累计数有误", "备忘\n打电话给统计局|12", ""
    )
    assert (said(found), codes(found.findings)) == (OURS, [])
    assert found.claims[0].sheet == "表2"


def test_a_workbook_without_any_form() -> None:
    """A workbook that holds no form at all says what to send, and whose it seems to be."""
    found = heard("通知\n请各县市区于10月15日前报送", file="乐清市通知.xlsx")
    assert (said(found), codes(found.findings)) == ([], ["id-form"])
    finding = found.findings[0]
    assert (finding.sender, finding.sheet, finding.severity) == ("乐清市", None, Severity.ERROR)


def test_what_is_printed_about_a_form_says_nothing() -> None:
    """Who made a form and until when it holds is neither its sender nor its period."""
    about = "表号：温科统1表　制定机关：温州市科技局　文号：温统备〔2023〕9号　有效期至：2025年12月"
    found = heard(PLAIN.replace("填报单位", f"{about}\n填报单位"))
    assert (said(found), codes(found.findings)) == (OURS, [])
    untitled = heard(PLAIN.replace("2023年前三季度县（市、区）科技创新季度指标表", about))
    assert (said(untitled), codes(untitled.findings)) == (OURS, [])


def test_a_lone_sender_is_taken() -> None:
    """A form that only one office sends needs no 填报单位."""
    assert said(heard(UNITS)) == [("KJ2", "TJJ", "2023Q3")]


@pytest.mark.parametrize(
    ("drawn", "file", "code"),
    [
        (STAMPED.replace("填报单位：乐清市", "填报单位：瑞安市"), "报表.xlsx", "id-unit"),
        (STAMPED, "瑞安市2023年三季度.xlsx", "id-unit"),
        (STAMPED.replace("2023Q3]", "2023Q2]"), "报表.xlsx", "id-period"),
        (STAMPED, "乐清市2023年第二季度.xlsx", "id-period"),
        (STAMPED.replace("¦KJ1¦", "¦KJ9¦"), "报表.xlsx", "id-form"),
        (PLAIN.replace("报告期：2023年前三季度（1—9月）", "报告期：2023年上半年"), "报表.xlsx", "id-period"),
        (PLAIN.replace("填报单位：乐清市", "填报单位：市统计局"), "报表.xlsx", "id-sender"),
        (STAMPED.replace("¦YQ¦", "¦TJJ¦").replace("填报单位：乐清市", ""), "报表.xlsx", "id-sender"),
    ],
)
def test_contradictions_are_errors(drawn: str, file: str, code: str) -> None:
    """Where stamp, words and file name differ the form is claimed by the first, and returned with the difference."""
    found = heard(drawn, file=file)
    assert len(found.claims) == 1
    assert set(codes(found.findings)) == {code}
    finding = found.findings[0]
    assert (finding.severity, finding.form, finding.sheet) == (Severity.ERROR, found.claims[0].form, "表1")
    assert finding.sender
    assert finding.period


@pytest.mark.parametrize(
    "file",
    [
        "2023年三季度报表.xlsx",
        "乐清.xlsx",
        "市科技局转乐清市2023年.xlsx",
        "20231012最终版2.xlsx",
        "2023年报送.xlsx",
        "(11月）乐清.xlsx",
    ],
)
def test_file_names_that_contradict_nothing(file: str) -> None:
    """A file name that says less than the sheet, or something else altogether, is no contradiction."""
    assert codes(heard(STAMPED, file=file).findings) == []


def test_a_quarter_of_a_yearly_form() -> None:
    """A yearly form said to be of a quarter is told so; one of the year is not."""
    yearly = "2022年研发投入分县年报表\n单位名称|地区生产总值|R&D经费\n鹿城区|1285|16.5\n"
    assert said(heard(yearly)) == [("KJ3", "TJJ", "2022")]
    quarter = heard(yearly.replace("2022年", "2022年上半年"))
    assert said(quarter) == [("KJ3", "TJJ", "2022Q2")]
    assert [one.code for one in quarter.findings if one.severity is Severity.ERROR] == ["id-period"]


def test_an_older_version_of_a_form() -> None:
    """An older form is read all the same; the sender is only told."""
    found = heard(STAMPED.replace("¦v1¦", "¦v0¦"))
    assert [(one.code, one.severity) for one in found.findings] == [("id-version", Severity.NOTE)]


def test_a_stamp_of_no_form() -> None:
    """A stamp that names a form nobody knows is an error; the words on the sheet then say what it is."""
    found = heard(STAMPED.replace("¦KJ1¦", "¦KJ99¦"))
    assert (said(found), codes(found.findings)) == (OURS, ["id-form"])


def test_the_same_form_twice() -> None:
    """Two sheets that are the same form of the same period are one claim, of both sheets."""
    found = heard(PLAIN, PLAIN.replace("|88|", "|89|"))
    assert (said(found), codes(found.findings)) == (OURS, [])
    assert [part.sheet for part in found.claims[0].parts] == ["表1", "表2"]


def test_what_is_said_of_all_pieces_is_said_once() -> None:
    """A file named after another county is told once, however many sheets of the form there are."""
    found = heard(sheet(PLAIN), sheet(PLAIN.replace("|12.5|", "||"), name="表1 (2)"), file="瑞安市.xlsx")
    assert said(found) == OURS
    assert codes(found.findings) == ["id-unit"]


def test_last_quarters_sheet_left_in() -> None:
    """An older sheet beside this quarter's is of its own period; the file's name is not held against it."""
    older = PLAIN.replace("前三季度", "上半年").replace("（1—9月）", "")
    found = heard(PLAIN, older, file="乐清市2023年三季度.xlsx")
    assert said(found) == [("KJ1", "YQ", "2023Q3"), ("KJ1", "YQ", "2023Q2")]
    assert codes(found.findings) == []
    alone = heard(older, file="乐清市2023年三季度.xlsx")
    assert [(one.code, one.severity) for one in alone.findings] == [
        ("id-period", Severity.ERROR),
        ("id-period", Severity.NOTE),
    ]


def test_two_stamps_on_a_sheet() -> None:
    """Two forms pasted into one sheet are told."""
    found = heard(STAMPED.replace(STAMP, f"{STAMP}|{STAMP.replace('YQ', 'RA')}"))
    assert "id-two-readings" in codes(found.findings)


def test_a_broken_table_with_its_title() -> None:
    """A sheet with the form's title and no heading is still claimed: the sender hears what is missing."""
    drawn = PLAIN.replace("指标名称|计量单位|本期|上年同期|上期参考|说明", "")
    assert said(heard(drawn)) == OURS


def test_periods_of_the_catalogue_only() -> None:
    """A form's own name with a period in it does not confuse: it is the form that is told by the longest name."""
    longer = replace(KJ1, name="县（市、区）科技创新季度指标表补充表", code="KJ1")
    catalogue = with_form(longer)
    drawn = PLAIN.replace("指标表", "指标表补充表", 1)
    found = identify(book(sheet(drawn)), arrival(), catalogue)
    assert [claim.period for claim in found.claims] == [Period(2023, 3)]


@pytest.mark.parametrize(
    "drawn", ["", "[[报送标识¦¦¦]]", "[[报送标识¦KJ1¦v¦ZZ¦2023Q9]]", "填报单位：\n报告期：", "\x00|\ud800"]
)
def test_nasty_sheets(drawn: str) -> None:
    """Whatever a sheet holds, identifying it ends in claims and findings."""
    assert isinstance(heard(sheet(drawn, merges=("A1:XFD1", "A1:A1048576"))), Identified)


LABEL = "填报单位：乐清市"


@pytest.mark.parametrize(
    "label",
    [
        "填 报 单 位 ： 乐清市",
        "填表单位：乐清市",
        "单位名称：乐清市",
        "填报单位:乐清市 填报人：张三",
        "填报单位：温州市乐清市（盖章）",
        "填报单位：乐清市科技局（办公室）",
    ],
)
def test_labels_as_people_write_them(label: str) -> None:
    """A label spaced out, worded otherwise or followed by other labels still says whose the form is."""
    found = heard(PLAIN.replace(LABEL, label))
    assert (said(found), codes(found.findings)) == (OURS, [])


@pytest.mark.parametrize(
    "label", ["填报单位：乐清市、瑞安市", "填报单位：乐清经济开发区管委会", "填报单位：乐清市北白象镇"]
)
def test_a_label_that_names_others(label: str) -> None:
    """Two counties in 填报单位, or a place that is only named after one, is never taken for the county in silence."""
    found = heard(STAMPED.replace(LABEL, label))
    assert (said(found), codes(found.findings)) == (OURS, ["id-unit"])
    assert codes(heard(PLAIN.replace(LABEL, label)).findings) == ["id-unit"]


def test_an_office_of_the_county() -> None:
    """市科技局 on a form of 乐清市 is that county-level city's own office; the city's by its full name is not."""
    assert codes(heard(STAMPED.replace(LABEL, "填报单位：市科技局")).findings) == []
    assert codes(heard(STAMPED.replace(LABEL, "填报单位：温州市统计局")).findings) == ["id-unit"]


def test_a_zone_in_its_county() -> None:
    """A zone named with its county before it is the zone; both in a list are two."""
    assert unitwords.named("龙湾区浙南产业集聚区", CATALOGUE) == CATALOGUE.unit_by_code["JKQ"]
    assert unitwords.named("龙湾区、浙南产业集聚区", CATALOGUE) is None


def test_a_unit_that_went_into_another() -> None:
    """Under its old name a unit that ended stands for the one that took over, and is told; not where two did."""
    old = unit("OLD", "柳市区", order=9, valid_to=Period(2022, 4))
    heir = replace(CATALOGUE.unit_by_code["YQ"], succeeds=("OLD",))
    units = tuple(heir if one.code == "YQ" else one for one in CATALOGUE.units)
    merged = replace(CATALOGUE, units=(*units, old))
    found = identify(book(sheet(PLAIN.replace(LABEL, "填报单位：柳市区"))), arrival(), merged)
    assert (said(found), [(one.code, one.severity) for one in found.findings]) == (
        OURS,
        [("name-changed", Severity.NOTE)],
    )
    both = replace(
        merged, units=tuple(replace(one, succeeds=("OLD",)) if one.code == "RA" else one for one in merged.units)
    )
    split = identify(book(sheet(PLAIN.replace(LABEL, "填报单位：柳市区"))), arrival(), both)
    assert [one.code for one in split.findings] == ["id-sender"]


@pytest.mark.parametrize(
    "file",
    ["2023年三季度/乐清市.xlsx", "乐清市2023.9.xlsx", "乐清市-2023-09.xlsx", "a.zip/2023年前三季度/乐清/报表.xlsx"],
)
def test_folders_and_months_as_a_last_resort(file: str) -> None:
    """Where nothing else names a period, a folder or a month in the file's name does; else it is not heard."""
    assert said(heard(BARE, file=file)) == OURS
    other = file.replace("2023年三季度", "2023年上半年").replace("2023.9", "2023.6").replace("2023-09", "2023-06")
    assert codes(heard(STAMPED, file=other.replace("2023年前三季度", "2023年上半年")).findings) == []


def test_a_head_that_contradicts_itself() -> None:
    """A period whose months are those of another, as when half of last quarter's head was changed, goes back."""
    found = heard(STAMPED.replace("前三季度（1—9月）", "前三季度（1—6月）"))
    assert [(one.code, one.severity) for one in found.findings] == [("id-period", Severity.ERROR)]


def test_a_quarter_alone() -> None:
    """7—9月 in the head is the third quarter, and the clerk is asked whether the figures to date are meant."""
    found = heard(PLAIN.replace("2023年前三季度（1—9月）", "2023年7—9月").replace("2023年前三季度县", "县"))
    assert (said(found), [(one.code, one.severity) for one in found.findings]) == (OURS, [("id-period", Severity.NOTE)])


def test_last_quarters_form_filled_in_again() -> None:
    """A form whose stamp and title are of the quarter before the last is taken as such; that it is odd is told."""
    older = STAMPED.replace("前三季度", "上半年").replace("（1—9月）", "").replace("2023Q3]", "2023Q2]")
    found = heard(older)
    assert said(found) == [("KJ1", "YQ", "2023Q2")]
    assert [(one.code, one.severity) for one in found.findings] == [("id-period", Severity.NOTE)]
    assert "2023年前三季度已经结束" in found.findings[0].message


def test_items_across_are_no_table_of_counties() -> None:
    """A row of items without counties below is not taken for a 分县表, whatever its columns are called."""
    untitled = "单位名称|规上工业增加值|规上工业营业收入|说明\n一车间|1|2|\n二车间|3|4|"
    assert codes(heard(untitled, file="市统计局2023年三季度.xlsx").findings) == ["id-form"]
    assert said(heard(untitled.replace("一车间", "鹿城区"), file="市统计局2023年三季度.xlsx")) == [
        ("KJ2", "TJJ", "2023Q3")
    ]


def test_what_stands_in_the_table_is_no_title() -> None:
    """A date among a list's rows, or a sentence that names a period, does not say of which period the form is."""
    dated = LISTED.replace("|统一社会信用代码", "|有效期至|统一社会信用代码").replace(
        "甲有限公司", "甲有限公司|2025年12月"
    )
    assert codes(heard(dated, file="乐清市.xlsx").findings) == ["id-period"]
    told = f"报告期：2023年前三季度\n{dated}"
    found = heard(told, file="乐清市.xlsx")
    assert (said(found), codes(found.findings)) == ([("KJ9", "YQ", "2023Q3")], [])
    sentence = (
        "省级高新园区创建进度表\n单位名称|省级高新园区创建进度|佐证|说明\n鹿城区|批复|2022年上半年，省政府批复|\n"
    )
    assert codes(heard(sentence, file="表.xlsx").findings) == ["id-period"]

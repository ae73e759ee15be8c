"""Letters: what 催报通知 and 工作提示单 say, what they never say, and their one page."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from reporting.documents.render import render, renderer
from reporting.model.catalogue import Contact
from reporting.model.figures import Compilation, Sentence
from reporting.model.tags import Quoted, Tag
from reporting.products.letters.prompt import prompt
from reporting.products.letters.signing import contact, signed
from reporting.products.letters.urging import Overdue, urging
from tests.documents.made import cells, lines, tagged
from tests.products.city import catalogue
from tests.products.quarter import PERIOD, compilation

TEMPLATES = Path(__file__).parents[2] / "templates"
URGING, PROMPT = ((TEMPLATES / f"{name}.docx").read_bytes() for name in ("催报通知", "工作提示单"))
HELD = compilation()
UNIT = HELD.catalogue.unit_by_code
FORMS = HELD.catalogue.forms
DUE = date(2023, 10, 18)
MISSING, RETURNED = (
    Overdue(FORMS[0], returned=False, due=DUE, days=3),
    Overdue(FORMS[1], returned=True, due=DUE, days=3),
)
TOLD = Sentence(
    "前三季度，技术交易额224.40亿元，慢于时序进度7.0个百分点，评价为滞后。",
    (("K7", "U8"),),
    ("前三季度，技术交易额", Quoted("224.40亿元", Tag(PERIOD, "K7", "U8")), "，慢于时序进度7.0个百分点，评价为滞后。"),
)


def with_contact(*found: Contact) -> Compilation:
    """Compile with these contacts alone."""
    return replace(HELD, catalogue=replace(catalogue(), contacts=found))


def pages(content: bytes) -> int:
    """Count the pages of a rendered letter."""
    pdf = render(content, ".docx").content
    assert pdf is not None
    return pdf.count(b"/Type/Page/")


def test_a_late_sender_reads_which_forms_since_when_and_what_to_do() -> None:
    """Each form has its state, its deadline and how late it is; the letter bears the day of the products."""
    content = urging(URGING, HELD, UNIT["U8"], 5, (MISSING, RETURNED))
    assert cells(content)[1:] == [
        ["1", FORMS[0].name, "未报送", "10月18日", "3个工作日"],
        ["2", FORMS[1].name, "退回未改正", "10月18日", "3个工作日"],
    ]
    said = "\n".join(lines(content))
    for words in (
        "丁县",
        "2023年前三季度报表5张",
        "未报送1张、退回后未改正1张",
        "空白报表",
        "退回的原文件",
        "2023年10月21日",
    ):
        assert words in said


@pytest.mark.parametrize(
    ("asked", "late", "summary", "silent"),
    [
        (1, (MISSING,), "，未报送，", "退回"),
        (2, (MISSING, MISSING), "均未报送", "退回"),
        (2, (RETURNED, RETURNED), "均退回后未改正", "空白报表"),
        (9, (RETURNED,), "退回后未改正1张", "空白报表"),
    ],
)
def test_nothing_is_asked_that_is_not_due(asked: int, late: tuple[Overdue, ...], summary: str, silent: str) -> None:
    """Who has only to send is not told how to mend, and the other way round."""
    said = "\n".join(lines(urging(URGING, HELD, UNIT["U8"], asked, late)))
    assert summary in said
    assert silent not in said


def test_before_anything_came_after_the_deadline_no_days_are_counted() -> None:
    """The products know no later day than the deadline: the form is late, by how much is not said."""
    content = urging(URGING, HELD, UNIT["U8"], 1, (replace(MISSING, days=0),))
    assert cells(content)[1][4] == "是"


def test_an_urging_is_no_draft() -> None:
    """It holds no figures and waits for no release; made-up data is still marked."""
    content = urging(URGING, HELD, UNIT["U8"], 1, (MISSING,))
    heads = [line for part in ("word/header1.xml", "word/header2.xml") for line in lines(content, part)]
    assert set(heads) == {"演示数据"}


def test_a_prompt_is_a_draft_in_the_name_of_the_plans_office() -> None:
    """It is marked on its page, names plan and county, and every figure in it bears its key."""
    held = replace(HELD, catalogue=replace(catalogue(), parameters=(("编发单位", "领导小组办公室"),)))
    content = prompt(PROMPT, held, UNIT["U8"], (TOLD,))
    said = "\n".join(lines(content))
    for words in (
        "领导小组办公室",
        "丁县人民政府：",
        "《科技创新实施方案（2023—2027年）》",
        "1项指标",
        TOLD.text,
        "〔工作建议",
    ):
        assert words in said
    assert lines(content, "word/header1.xml") == ["征求意见稿　演示数据"]
    assert "2023Q3/K7/U8" in {key for key, _ in tagged(content)}


def test_a_letter_to_a_county_names_no_other() -> None:
    """Its own figures and the plan: nothing of another county is on the page."""
    said = "\n".join(lines(prompt(PROMPT, HELD, UNIT["U8"], (TOLD,))))
    assert [unit.name for unit in HELD.catalogue.counties(PERIOD) if unit.name in said] == ["丁县"]


def test_a_lead_is_told_of_its_tasks() -> None:
    """An office is no 人民政府; what lags are the tasks it leads."""
    said = "\n".join(lines(prompt(PROMPT, HELD, UNIT["D1"], (TOLD,))))
    assert "市第1局：" in said
    assert "你单位牵头的重点任务有1项指标" in said


def test_many_lagging_figures_are_told_in_a_table() -> None:
    """More sentences than the page holds become rows, each with its lamp; few ones have no table."""
    many = [Sentence(TOLD.text * 2, ((f"T7-{n}", "CITY"),)) for n in range(1, 8)]
    content = prompt(PROMPT, HELD, UNIT["D1"], many)
    rows = cells(content)
    assert len(rows) == 8
    assert rows[1][0] == "第7项任务的第1个量化目标数量"
    assert rows[1][2:] == ["16", "每年20项以上", "80.0%", "●达到"]
    assert TOLD.text not in "\n".join(lines(content))
    assert "完成率或差距" not in "\n".join(lines(prompt(PROMPT, HELD, UNIT["D1"], (TOLD,))))


@pytest.mark.parametrize(
    ("phone", "printed"),
    [
        ("0577-88960000", "0577-88960000"),
        ("（0577）88960000转801", "（0577）88960000转801"),
        ("88960000", "88960000"),
        ("13800000000", ""),
        ("0577-88960000，13800000000", ""),
        ("（待填）", ""),
        ("", ""),
    ],
)
def test_a_personal_telephone_is_never_printed(phone: str, printed: str) -> None:
    """The office is named; only a number of an office goes out."""
    found = contact(with_contact(Contact("汇总人", "（待填）", "规划处", phone)).catalogue)
    assert (found["联系人"], found["电话"]) == ("规划处", printed)


def test_without_a_contact_the_line_is_left_out() -> None:
    """Nothing stands in empty brackets."""
    assert "联系人" not in "\n".join(lines(urging(URGING, with_contact(), UNIT["U8"], 1, (MISSING,))))


@pytest.mark.parametrize(
    ("name", "day", "signature", "written"),
    [
        ("某市科学技术局", date(2023, 10, 30), 19, 21),
        ("市委科技强市建设领导小组办公室", date(2023, 1, 5), 11, 13),
        ("科协", date(2023, 10, 30), 17, 19),
        ("某" * 40, date(2023, 10, 30), 0, 2),
    ],
)
def test_the_date_begins_two_characters_right_of_the_signature(
    name: str, day: date, signature: int, written: int
) -> None:
    """The longer of the two ends two characters from the right edge of a line of 28 (GB/T 9704-2012, 7.3.5.2)."""
    found = signed(name, day)
    assert (len(str(found["署名缩进"])), len(str(found["日期缩进"]))) == (signature, written)
    assert "05日" not in str(found["日期"])


@pytest.mark.skipif(renderer() is None, reason="LibreOffice is not installed here")
def test_twelve_late_forms_fit_on_one_page() -> None:
    """The longest letter that is likely is still one page."""
    held = with_contact(Contact("汇总人", "张某", "市第1局规划与资源配置处", "0577-88960000"))
    late = (MISSING, RETURNED) * 6
    assert pages(urging(URGING, held, UNIT["U8"], 13, late)) == 1


@pytest.mark.skipif(renderer() is None, reason="LibreOffice is not installed here")
@pytest.mark.parametrize("count", [3, 7])
def test_a_prompt_is_one_page(count: int) -> None:
    """Few figures as sentences, many as a table."""
    several = [Sentence(TOLD.text * 2, ((f"T7-{n}", "CITY"),)) for n in range(1, count + 1)]
    assert pages(prompt(PROMPT, HELD, UNIT["D1"], several)) == 1


@pytest.mark.skipif(renderer() is None, reason="LibreOffice is not installed here")
def test_the_longest_list_breaks_with_its_heading() -> None:
    """Forty late forms go on overleaf; the letter is not cut off."""
    content = urging(URGING, HELD, UNIT["U8"], 40, (MISSING, RETURNED) * 20)
    assert pages(content) == 2
    assert len(cells(content)) == 41

"""The receipt: one page that says what came, what became of it, and what to do."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from reporting.documents.render import render, renderer
from reporting.model.attachments import Attachment
from reporting.model.changes import Change, Comparison, Turn
from reporting.model.periods import Period
from reporting.model.records import Finding, Waiver
from reporting.model.words import Severity, Verdict
from reporting.products.receipt import Answered, receipt
from tests import builders
from tests.documents.made import cells, lines
from tests.products.city import catalogue

TEMPLATE = (Path(__file__).parents[2] / "templates" / "回执.docx").read_bytes()
CITY = catalogue()
LONG = "“规上工业增加值”比上期大一万倍，可能把万元填成了亿元，请核对计量单位；确实无误的，请在说明栏写明原因。"
FAULT = Finding(
    "cum-fell", Severity.ERROR, "本年累计数比上期少，请核对。", sheet="季度表", cell="C7", found="<3> & １２"
)
DOUBT = Finding("scale", Severity.WARNING, LONG, sheet="季度表", cell="C12", found="1234567.89", expected="123.46")
LATE = Finding("late", Severity.NOTE, "本表迟报2个工作日。")


CHANGES = (
    Change(Turn.MISSING, "研发费用", "季度表", "C5"),
    Change(Turn.CORRECTED, "营业收入", "季度表", "C6", "12", "13"),
    Change(Turn.FILLED, "技术交易额", "季度表", "C7", "", "0"),
    Change(Turn.ADDED, "某公司", "季度表", "A9", "", "某某"),
)


def made(verdict: Verdict, *findings: Finding, **given: object) -> bytes:
    """Make the receipt of a second version."""
    submission = builders.submission("U4", "X7", Period(2023, 3), version=2, verdict=verdict, file="北岛/最终版.xlsx")
    bureau = str(given.pop("bureau", ""))
    return receipt(TEMPLATE, CITY, Answered(submission, findings, **given), bureau=bureau)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("verdict", "word", "following"),
    [
        (Verdict.ACCEPTED, "接受", "无需再报"),
        (Verdict.REVIEW, "待审核", "待汇总人审核"),
        (Verdict.RETURNED, "退回", "重新报送"),
    ],
)
def test_the_verdict_is_in_words_with_what_follows(verdict: Verdict, word: str, following: str) -> None:
    """A sender reads at once whether there is something left to do."""
    content = made(verdict)
    assert cells(content)[0][1] == word
    assert following in "\n".join(lines(content))


def test_it_says_what_was_received() -> None:
    """Sender, form, period, version, time and file are there; the file without its folder."""
    said = "\n".join(lines(made(Verdict.ACCEPTED)))
    for word in ("北岛区", "任务情况表", "2023年前三季度", "第2版", "2023年10月12日12时00分", "最终版.xlsx", "按时"):
        assert word in said
    assert "北岛/" not in said


def test_findings_stand_at_their_cells_the_gravest_first() -> None:
    """Each fault has its place, what was found, what was expected, and what to do; codes are not printed."""
    content = made(Verdict.RETURNED, LATE, DOUBT, FAULT)
    table = cells(content, 2)[1:]
    assert [row[1:3] for row in table] == [["错误", "季度表!C7"], ["警告", "季度表!C12"], ["提示", "整个文件"]]
    assert table[0][3] == "<3> & １２"
    assert table[1][4:] == ["123.46", LONG]
    assert "cum-fell" not in "\n".join(lines(content))


def test_a_cell_of_the_forms_own_sheet_needs_no_sheets_name() -> None:
    """The head of the receipt names the sheet; a cell elsewhere says where."""
    found = (replace(FAULT, sheet="X7"), FAULT, replace(FAULT, sheet="X7", cell=None), replace(FAULT, cell=None))
    rows = cells(made(Verdict.RETURNED, *found), 2)[1:]
    assert [row[2] for row in rows] == ["C7", "季度表!C7", "整张表", "季度表"]


def test_without_findings_there_is_no_table() -> None:
    """A faultless form is answered by a sentence."""
    said = "\n".join(lines(made(Verdict.ACCEPTED)))
    assert "未发现问题" in said
    assert "如何处理" not in said


def test_many_findings_are_counted_not_lost() -> None:
    """What does not fit is told with its number and where to find it."""
    content = made(Verdict.RETURNED, *[DOUBT] * 40, marked=True)
    shown = len(cells(content, 2)) - 1
    assert 0 < shown < 40
    assert f"另有{40 - shown}项，见退回文件的“问题清单”。" in lines(content)


def test_marks_are_promised_only_where_there_are_any() -> None:
    """A file that could not be marked is not said to go back marked."""
    with_marks, without = ("\n".join(lines(made(Verdict.RETURNED, FAULT, marked=marked))) for marked in (True, False))
    assert "已在退回的原文件中标出" in with_marks
    assert "标出" not in without


def test_what_was_waived_comes_last_and_need_not_be_mended() -> None:
    """A sender sees which fault was let pass and on what ground, apart from those still to be mended."""
    waived = replace(FAULT, waived=Waiver("王某", datetime(2023, 10, 20, tzinfo=UTC), "10月20日核减说明"))
    content = made(Verdict.RETURNED, waived, LATE, DOUBT)
    table = cells(content, 2)[1:]
    assert [row[1] for row in table] == ["警告", "提示", "错误"]
    assert table[2][5] == f"已由汇总人豁免，不用再改（10月20日核减说明）。原问题：{FAULT.message}"
    said = "\n".join(lines(content))
    assert "共3项：警告1项、提示1项、已豁免1项。" in said
    assert "王某" not in said


def test_a_version_is_held_against_the_one_before() -> None:
    """A sender reads what the correction changed and which faults it settled; a first version has no such part."""
    compared = Comparison(1, CHANGES, 27, (FAULT, DOUBT), (FAULT,), ())
    content = made(Verdict.ACCEPTED, compared=compared)
    said = "\n".join(lines(content))
    assert (
        "与第1版对照：仍缺1处、已改1处、已补1处、新增1行、未变27处；错误和警告：已解决2项、仍在1项、新出现0项。" in said
    )
    assert cells(content, 2)[1:] == [
        ["仍缺", "研发费用", "C5", "空", "空"],
        ["已改", "营业收入", "C6", "12", "13"],
        ["已补", "技术交易额", "C7", "空", "0"],
        ["新增行", "某公司", "A9", "空", "某某"],
    ]
    assert "对照" not in "\n".join(lines(made(Verdict.ACCEPTED)))


def test_a_version_that_changes_nothing_says_so() -> None:
    """There is no empty table."""
    content = made(Verdict.RETURNED, compared=Comparison(1, (), 30, (), (), ()))
    assert "与第1版对照：各处均未变（30处）。" in lines(content)
    assert len(cells(content, 1)) == 5


def test_many_changes_are_counted_not_lost() -> None:
    """What does not fit is told with its number."""
    content = made(Verdict.ACCEPTED, compared=Comparison(2, CHANGES * 10, 0, (), (), ()))
    shown = len(cells(content, 2)) - 1
    assert 0 < shown < 40
    assert f"另有{40 - shown}处变动" in "\n".join(lines(content))


@pytest.mark.parametrize(
    ("scans", "compared", "said"),
    [
        ((), None, "待盖章件"),
        (("a/盖章.pdf",), None, "已收到（盖章.pdf）"),
        (("盖章.pdf", "第2页.jpg"), None, "已收到（盖章.pdf等2个文件）"),
        (("盖章.pdf",), Comparison(1, CHANGES, 0, (), (), ()), "早于本版，数字有更正的请补报"),
        (("盖章.pdf",), Comparison(1, (), 9, (), (), ()), "已收到（盖章.pdf）"),
    ],
)
def test_it_says_whether_the_stamped_scan_is_there(
    scans: tuple[str, ...], compared: Comparison | None, said: str
) -> None:
    """A scan is waited for until it is there; one from before a correction does not show what was corrected."""
    early = builders.NOON.replace(hour=8)
    there = [Attachment("U4", Period(2023, 3), "", name, "f" * 64, early) for name in scans]
    told = "\n".join(lines(made(Verdict.ACCEPTED, scans=there, compared=compared)))
    assert said in told
    assert ("早于本版" in told) is ("早于本版" in said)


def test_the_same_submission_gives_the_same_bytes() -> None:
    """The receipt bears the day of receipt, not the day it was printed."""
    assert made(Verdict.RETURNED, FAULT) == made(Verdict.RETURNED, FAULT)
    assert "2023年10月12日" in lines(made(Verdict.ACCEPTED))


@pytest.mark.skipif(renderer() is None, reason="LibreOffice is not installed here")
@pytest.mark.parametrize("first", [FAULT, replace(DOUBT, severity=Severity.ERROR)], ids=["short", "long"])
def test_it_is_one_page_however_much_was_found(first: Finding) -> None:
    """The longest receipt still fits on one page."""
    odd = [
        Finding("name-changed", Severity.NOTE, "。", sheet="表", cell=f"A{n}", found="旧名" * 6) for n in range(9, 40)
    ]
    pairs = tuple((f"A{n}", f"第{n}行较长的名称") for n in range(9, 40))
    compared = Comparison(1, CHANGES * 10, 0, (FAULT,), (), (FAULT,))
    found = [*[DOUBT, first] * 20, *odd]
    pdf = render(
        made(Verdict.RETURNED, *found, mapping=pairs, compared=compared, marked=True, bureau="某市科学技术局"), ".docx"
    ).content
    assert pdf is not None
    assert pdf.count(b"/Type/Page/") == 1

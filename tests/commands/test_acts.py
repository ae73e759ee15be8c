"""`accept` and `waive`: what a clerk decides about a form, and everything that follows from it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import openpyxl
import pytest

from reporting import ledger
from tests.commands.calling import Told, ask, call, copied, is_for_people
from tests.commands.conftest import Demo, Table
from tests.commands.published import NOW, PERIOD, answers, send
from tests.commands.shapes import (
    ERROR,
    FINDING,
    WAIVER,
    Shape,
    all_breaches,
    breaches,
    listed,
    one_of,
    period,
    shaped,
    text,
    whole,
)
from tests.documents.made import lines

QUARTER, FORM = "2023Q3", "KJ1"
WHEN = "2023-11-01T09:00:00+08:00"
BY, REASON = "王某", "10月20日收到县局核减说明"
SIGNED = ("--by", BY, "--reason", REASON)
SLIP, FELL, MISSING, DOUBTED, ON_TIME = "平阳县", "苍南县", "泰顺县", "永嘉县", "乐清市"
HELD, LACKS = "研发人员折合全时当量", "龙湾区"
WAIVED: Shape = {**FINDING, "waived": shaped(WAIVER)}
DECIDED: Shape = {
    "sender": text,
    "form": text,
    "period": period,
    "version": whole,
    "verdict": one_of("accepted", "review", "returned"),
    "waived": listed(shaped(WAIVED)),
}


def decide(home: Path, *words: str) -> Any:
    """Do a clerk's act that must be taken, at a moment of its own."""
    return ask(home, "--now", WHEN, *words, *SIGNED)


def refused(home: Path, *words: str) -> Any:
    """Give the error of an act that is refused, in words for people and for scripts; the ledger stays as it was."""
    before = acts(home)
    told: Told = call("--home", home, "--now", WHEN, "--json", *words)
    assert told.status == 2, told
    assert is_for_people(told.err)
    assert breaches(told.document["error"], ERROR) == []
    assert acts(home) == before
    return told.document["error"]


def acts(home: Path) -> tuple[Any, ...]:
    """Give the chain of acts, which must hold."""
    with ledger.opened(home, writable=False) as book:
        assert ledger.acts.verify(book) == ()
        return ledger.acts.every(book)


def standing(home: Path, sender: str, form: str = FORM, when: str = QUARTER) -> tuple[str, int | None]:
    """Give a form's state, and the version in force."""
    asked = ask(home, "status", when)
    one = next(one for one in asked if (one["sender"], one["form"]) == (sender, form))
    return one["state"], one["in_force"]


def codes(home: Path, sender: str, *, waived: bool) -> list[str]:
    """Give the codes of a sender's findings that are waived, or are not."""
    found = [one for one in ask(home, "findings", QUARTER) if (one["sender"], one["form"]) == (sender, FORM)]
    return [one["code"] for one in found if (one["waived"] is not None) == waived]


def table_with(home: Path, changed: dict[tuple[str, str], str], folder: Path) -> Path:
    """Give a home of the published table to which one county sent figures that differ."""
    copy = copied(home, folder)
    for unit in {unit for unit, _ in changed}:
        send(copy, unit, answers(copy, changed)[unit])
    ask(copy, "--now", NOW, "run", PERIOD)
    return copy


def test_a_form_under_review_is_accepted_by_name(demo_copy: Path) -> None:
    """A clerk takes it: its state says so, and the ledger holds who, when and why."""
    assert standing(demo_copy, DOUBTED, FORM) == ("review", 1)
    told = decide(demo_copy, "accept", QUARTER, DOUBTED, FORM)
    assert breaches(told, DECIDED) == []
    assert told == {
        "sender": DOUBTED,
        "form": FORM,
        "period": QUARTER,
        "version": 1,
        "verdict": "accepted",
        "waived": [],
    }
    assert standing(demo_copy, DOUBTED, FORM) == ("accepted", 1)
    act = acts(demo_copy)[-1]
    assert (act.who, act.what, act.at.isoformat(), act.detail["reason"]) == (BY, "accept", WHEN, REASON)
    assert (act.detail["was"], act.detail["verdict"]) == ("review", "accepted")


def test_what_is_not_under_review_is_not_accepted(demo_copy: Path) -> None:
    """A form that is missing, returned or accepted is refused, each with what can be done instead."""
    assert f"run {QUARTER}" in refused(demo_copy, "accept", QUARTER, MISSING, FORM, *SIGNED)["mend"]
    assert f"waive {QUARTER} {FELL} {FORM}" in refused(demo_copy, "accept", QUARTER, FELL, FORM, *SIGNED)["mend"]
    assert "已经接受" in refused(demo_copy, "accept", QUARTER, ON_TIME, FORM, *SIGNED)["what"]
    decide(demo_copy, "accept", QUARTER, DOUBTED, FORM)
    assert "已经接受" in refused(demo_copy, "accept", QUARTER, DOUBTED, FORM, *SIGNED)["what"]


@pytest.mark.parametrize("words", [("--by", BY), ("--reason", REASON), ("--by", " ", "--reason", REASON)])
@pytest.mark.parametrize("act", [("accept", QUARTER, DOUBTED, FORM), ("waive", QUARTER, FELL, FORM, "cum-fell")])
def test_no_act_without_name_and_reason(demo: Demo, act: tuple[str, ...], words: tuple[str, ...]) -> None:
    """What nobody stands for, or nobody gave a reason for, is not done."""
    refused(demo.home, *act, *words)
    refused(demo.home, *act, "--by", BY, "--reason", "　\n")
    refused(demo.home, *act, "--by", BY, "--reason", "长" * 300)


@pytest.mark.parametrize(
    "words", [("2023Q9", FELL, FORM), (QUARTER, "某县", FORM), (QUARTER, FELL, "KJ99"), ("2022Q2", FELL, FORM)]
)
def test_words_that_mean_nothing_are_told(demo: Demo, words: tuple[str, str, str]) -> None:
    """An unknown period, sender or form is refused like everywhere else."""
    refused(demo.home, "accept", *words, *SIGNED)
    refused(demo.home, "waive", *words, "cum-fell", *SIGNED)


def test_senders_and_forms_are_called_as_people_call_them(demo_copy: Path) -> None:
    """A form by its name and a finding by its title do as well as their codes; the answer has name and code."""
    told = decide(demo_copy, "waive", QUARTER, FELL, "县（市、区）科技创新季度指标表", "本年累计数下降")
    assert (told["sender"], told["form"], told["waived"][0]["code"]) == (FELL, FORM, "cum-fell")


def test_a_waived_warning_takes_its_missing_explanation_with_it(demo_copy: Path) -> None:
    """The last obstacle waived: nobody has to explain it any more, the form is accepted and its figures count."""
    assert standing(demo_copy, SLIP) == ("returned", None)
    told = decide(demo_copy, "waive", QUARTER, SLIP, FORM, "scale")
    assert breaches(told, DECIDED) == []
    assert told["verdict"] == "accepted"
    assert [one["code"] for one in told["waived"]] == ["scale", "explain-empty"]
    assert {(one["waived"]["by"], one["waived"]["at"], one["waived"]["reason"]) for one in told["waived"]} == {
        (BY, WHEN, REASON)
    }
    assert standing(demo_copy, SLIP) == ("accepted", 1)
    figures = {(one["code"], one["unit"]): one for one in ask(demo_copy, "figures", QUARTER)}
    assert figures["BASE_INVEST", SLIP]["value"] == "7200"


def test_a_waived_error_leaves_other_doubts_under_review(demo_copy: Path) -> None:
    """A letter about one fault does not pass what nobody has looked at: that is left to `accept` or `waive`."""
    told = decide(demo_copy, "waive", QUARTER, FELL, FORM, "cum-fell")
    assert told["verdict"] == "review"
    assert standing(demo_copy, FELL) == ("review", 1)
    assert (codes(demo_copy, FELL, waived=True), codes(demo_copy, FELL, waived=False)) == (
        ["cum-fell"],
        ["quarter-for-cum"],
    )
    both = copied(demo_copy, demo_copy.parent / "另一份")
    assert decide(demo_copy, "accept", QUARTER, FELL, FORM)["verdict"] == "accepted"
    assert decide(both, "waive", QUARTER, FELL, FORM, "quarter-for-cum")["verdict"] == "accepted"


def test_the_words_say_what_comes_next(demo_copy: Path) -> None:
    """People read what was done, how the form stands, and that the products are to be made anew."""
    words = ("--home", demo_copy, "--now", WHEN)
    waived = call(*words, "waive", QUARTER, FELL, FORM, "cum-fell", *SIGNED)
    accepted = call(*words, "accept", QUARTER, FELL, FORM, *SIGNED)
    for told in (waived, accepted):
        assert told.status == 0
        assert is_for_people(told.out)
        assert f"run {QUARTER}" in told.out
    assert "已豁免：本年累计数下降（C11）" in waived.out
    assert f"accept {QUARTER} {FELL} {FORM}" in waived.out
    listed_now = call("--home", demo_copy, "findings", QUARTER).out
    assert f"〔已由{BY}豁免：{REASON}〕" in listed_now
    assert "其中1个已豁免" in listed_now


def test_what_cannot_be_waived_is_refused_with_the_reason(demo_copy: Path) -> None:
    """A code that is none, that this form does not have, or that was waived before; a form taken or missing."""
    assert "findings" in refused(demo_copy, "waive", QUARTER, FELL, FORM, "nosuch", *SIGNED)["mend"]
    assert "cum-fell" in refused(demo_copy, "waive", QUARTER, FELL, FORM, "jump", *SIGNED)["mend"]
    decide(demo_copy, "waive", QUARTER, FELL, FORM, "cum-fell")
    assert "已经豁免过" in refused(demo_copy, "waive", QUARTER, FELL, FORM, "cum-fell", *SIGNED)["what"]
    assert "已经接受" in refused(demo_copy, "waive", QUARTER, "文成县", FORM, "late", *SIGNED)["what"]
    assert "没有收到" in refused(demo_copy, "waive", QUARTER, MISSING, FORM, "late", *SIGNED)["what"]


def test_products_show_what_was_waived(demo_copy: Path) -> None:
    """After the next pass the receipt, 问题清单 and the returned files are those of the new verdict, twice the same."""
    decide(demo_copy, "waive", QUARTER, FELL, FORM, "cum-fell")
    ask(demo_copy, "--now", WHEN, "run", QUARTER)
    outbox = demo_copy / "outbox" / QUARTER
    assert not (outbox / "returned" / FELL).exists()
    receipt = "\n".join(lines((outbox / "receipts" / FELL / f"{FORM}-第1版.docx").read_bytes()))
    assert "已由汇总人豁免，不用再改" in receipt
    assert REASON in receipt
    assert BY not in receipt
    assert "待审核" in receipt
    sheet = openpyxl.load_workbook(outbox / "汇总表.xlsx")["问题清单"]
    told = [[str(cell or "") for cell in row] for row in sheet.iter_rows(min_row=4, values_only=True)]
    marked = [row for row in told if any(REASON in cell for cell in row)]
    assert [(row[0], row[1], row[4]) for row in marked] == [("错误", FELL, "本年累计数下降")]
    assert marked[0][-1] == f"已豁免（{BY}，2023年11月1日）：{REASON}"
    before = {path: path.read_bytes() for path in outbox.rglob("*") if path.is_file()}
    ask(demo_copy, "--now", "2023-11-02T09:00:00+08:00", "run", QUARTER)
    assert {path: path.read_bytes() for path in outbox.rglob("*") if path.is_file()} == before
    assert standing(demo_copy, FELL) == ("review", 1)
    assert codes(demo_copy, FELL, waived=True) == ["cum-fell"]


def test_a_figure_that_could_not_be_read_stays_a_gap(table: Table, tmp_path: Path) -> None:
    """Waiving that a cell is empty makes the form count, and the city's total lack the county: never nought."""
    home = copied(table.home, tmp_path / "home")
    content = openpyxl.load_workbook(filename=_file(tmp_path, table.content[LACKS]))
    asked = next(one for one in ask(home, "--now", NOW, "forms", PERIOD) if one["sender"] == LACKS)
    names = {item["code"]: item["name"] for item in ask(home, "catalogue")["items"]}
    question = next(one for one in asked["cells"] if names.get(one["item"]) == HELD and one["column"] == "本年")
    content[question["sheet"]][question["cell"]].value = None
    content.save(tmp_path / "空.xlsx")
    send(home, LACKS, (tmp_path / "空.xlsx").read_bytes())
    ask(home, "--now", NOW, "run", PERIOD)
    form = question["form"]
    assert standing(home, LACKS, form, PERIOD) == ("returned", None)
    assert ask(home, "--now", NOW, "waive", PERIOD, LACKS, form, "value-required", *SIGNED)["verdict"] == "accepted"
    figures = {(one["code"], one["unit"]): one for one in ask(home, "figures", PERIOD)}
    figure = figures[question["item"], LACKS]
    assert (figure["state"], figure["value"]) == ("blank", None)
    assert standing(home, LACKS, form, PERIOD) == ("accepted", 1)


def test_a_new_version_begins_without_waivers(table: Table, tmp_path: Path) -> None:
    """What was waived of the first version is not waived of the second; sent again unchanged, it is no version."""
    home = table_with(table.home, {(LACKS, HELD): "99999"}, tmp_path / "home")
    form = next(one["form"] for one in ask(home, "status", PERIOD) if one["sender"] == LACKS)
    wrong = {one["code"] for one in ask(home, "findings", PERIOD) if one["severity"] == "error"}
    for code in sorted(wrong):
        told = ask(home, "--now", NOW, "waive", PERIOD, LACKS, form, code, *SIGNED)
    assert told["verdict"] == "accepted"
    again = openpyxl.load_workbook(_file(tmp_path, answers(home, {(LACKS, HELD): "99999"})[LACKS]))
    again.properties.title = "又一份"
    again.save(tmp_path / "又.xlsx")
    send(home, LACKS, (tmp_path / "又.xlsx").read_bytes(), "2018-03-02T09:00:00+08:00")
    ask(home, "--now", NOW, "run", PERIOD)
    assert standing(home, LACKS, form, PERIOD) == ("accepted", 1)
    send(home, LACKS, answers(home, {(LACKS, HELD): "99998"})[LACKS], "2018-03-03T09:00:00+08:00")
    ask(home, "--now", NOW, "run", PERIOD)
    assert standing(home, LACKS, form, PERIOD) == ("returned", 1)
    assert {one["waived"] for one in ask(home, "findings", PERIOD) if one["severity"] == "error"} == {None}
    ever = [one for one in ask(home, "findings", PERIOD, "--all") if one["severity"] == "error"]
    assert sorted(one["waived"] is None for one in ever) == [False] * len(wrong) + [True] * len(wrong)
    assert all_breaches([one for one in ever if one["waived"]], WAIVED) == []


def test_what_leaves_unsure_what_was_read_is_never_waived(table: Table, tmp_path: Path) -> None:
    """A row that is missing is not made good by a clerk's word; neither act is offered, only the mend."""
    home = copied(table.home, tmp_path / "home")
    book = openpyxl.load_workbook(_file(tmp_path, table.content[LACKS]))
    sheet = book[next(name for name in book.sheetnames if name != "填报说明")]
    row = next(row for row in sheet.iter_rows() if str(row[0].value or "").strip() == HELD)[0].row
    assert row
    sheet.delete_rows(row)
    book.save(tmp_path / "少.xlsx")
    send(home, LACKS, (tmp_path / "少.xlsx").read_bytes())
    ask(home, "--now", NOW, "run", PERIOD)
    (stands,) = [one for one in ask(home, "status", PERIOD) if one["sender"] == LACKS]
    assert stands["state"] == "returned"
    error = refused(home, "waive", PERIOD, LACKS, stands["form"], "row-missing", *SIGNED)
    assert "不能豁免" in error["what"]
    assert "重报" in error["mend"]
    assert "waive" not in refused(home, "accept", PERIOD, LACKS, stands["form"], *SIGNED)["mend"]


def _file(folder: Path, content: bytes) -> Path:
    path = folder / "原.xlsx"
    path.write_bytes(content)
    return path

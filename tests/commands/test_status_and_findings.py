"""`status` and `findings`: who has reported, and what is amiss, in the demonstration's last quarter."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import openpyxl
import pytest

from tests.commands.calling import ask, call, is_for_people
from tests.commands.conftest import Demo, Table
from tests.commands.published import NOW, PERIOD, answers, send
from tests.commands.shapes import FINDING, STANDING, all_breaches, nothing
from tests.documents.made import lines

QUARTER = "2023Q3"
FORM = "KJ1"
SLIP, FELL, LATE, MISSING, CORRECTED = "平阳县", "苍南县", "文成县", "泰顺县", "瑞安市"
NO_FORM = "关于召开三季度工作例会的通知.xlsx"


def standing(demo: Demo, sender: str, form: str = FORM) -> Any:
    """Give where one form of one sender stands."""
    return next(one for one in demo.ask("status", QUARTER) if (one["sender"], one["form"]) == (sender, form))


def finding(demo: Demo, code: str, sender: str | None) -> Any:
    """Give the one finding of a kind at a sender's form."""
    found = [one for one in demo.ask("findings", QUARTER) if (one["code"], one["sender"]) == (code, sender)]
    assert len(found) == 1, found
    return found[0]


@pytest.mark.parametrize("period", ["2022", "2022Q4", QUARTER, "2030Q1"])
def test_status_keeps_its_shape(demo: Demo, period: str) -> None:
    """`[{sender, form, state, version, in_force, received_at, late_days, findings}]`, whether or not anything came."""
    assert all_breaches(demo.ask("status", period), STANDING) == []


def test_status_names_senders_as_people_do(demo: Demo) -> None:
    """Senders are names, forms are codes; every form asked for has one line."""
    known = demo.ask("catalogue")
    found = demo.ask("status", QUARTER)
    pairs = [(one["sender"], one["form"]) for one in found]
    assert len(set(pairs)) == len(pairs)
    assert {sender for sender, _ in pairs} <= {unit["name"] for unit in known["units"]}
    due = {(sender, form["code"]) for form in known["forms"] if form["frequency"] == "季" for sender in form["senders"]}
    assert {form for _, form in pairs} == {form for _, form in due}


def test_what_is_missing_is_null(demo: Demo) -> None:
    """A form that has not come has no version, time or delay, and no findings; one that has come has them all."""
    for one in demo.ask("status", QUARTER):
        told = (one["version"], one["received_at"], one["late_days"])
        if one["state"] == "missing":
            assert all(map(nothing, (*told, one["in_force"])))
            assert one["findings"] == 0
        else:
            assert not any(map(nothing, told))


@pytest.mark.parametrize("words", [(), ("--all",)])
@pytest.mark.parametrize("period", ["2022", "2022Q4", QUARTER])
def test_findings_keep_their_shape(demo: Demo, period: str, words: tuple[str, ...]) -> None:
    """`[{code, severity, kind, sender, unit, form, period, file, sheet, cell, found, expected, message}]`."""
    found = demo.ask("findings", period, *words)
    assert all_breaches(found, FINDING) == [] or found == []
    assert all(is_for_people(one["message"]) for one in found)
    assert all(one["sheet"] for one in found if one["cell"]), "a cell lies on a sheet"


def test_findings_say_what_to_do_in_words(demo: Demo) -> None:
    """Lists for people are Chinese, with a count at their foot; a period without any says so."""
    for words in (("status", QUARTER), ("findings", QUARTER), ("findings", "2030Q1")):
        told = call("--home", demo.home, *words)
        assert told.status == 0
        assert is_for_people(told.out)
    assert "没有发现问题" in call("--home", demo.home, "findings", "2030Q1").out
    assert "未报送3张" in call("--home", demo.home, "status", QUARTER).out


def test_counts_in_status_are_those_of_findings(demo: Demo) -> None:
    """The number of findings beside a form is the number of its own findings listed."""
    listed = [(one["sender"], one["form"]) for one in demo.ask("findings", QUARTER) if one["kind"] == "own"]
    for one in demo.ask("status", QUARTER):
        assert one["findings"] == listed.count((one["sender"], one["form"])), one


def test_a_slip_of_measure_is_found_at_its_cell(demo: Demo) -> None:
    """万元 written where 亿元 is asked: found at the very cell, that form alone returned, its figures not counted."""
    slip = finding(demo, "scale", SLIP)
    assert (slip["severity"], slip["unit"], slip["form"], slip["kind"]) == ("warning", SLIP, FORM, "own")
    assert (slip["found"], "万元" in slip["message"], "亿元" in slip["message"]) == ("7200", True, True)
    path = demo.home / "outbox" / QUARTER / "returned" / SLIP / f"{FORM}-第1版.xlsx"
    sheet = openpyxl.load_workbook(path)[slip["sheet"]]
    assert sheet[slip["cell"]].value == 7200
    assert sheet[f"A{sheet[slip['cell']].row}"].value == "科技创新强基领域重大项目完成投资额"
    stands = standing(demo, SLIP)
    assert (stands["state"], stands["in_force"]) == ("returned", None)
    others = [one for one in demo.ask("status", QUARTER) if one["sender"] == SLIP and one["form"] != FORM]
    assert others
    assert all(one["in_force"] == 1 for one in others)
    assert demo.figure("BASE_INVEST", SLIP)["state"] == "returned"
    assert demo.figure("BASE_INVEST", SLIP)["value"] is None


def test_a_returned_workbook_is_the_senders_own_with_marks(demo: Demo) -> None:
    """The sender's own file comes back with a comment at the faulty cell and a list of what is amiss."""
    for sender, code in ((SLIP, "scale"), (FELL, "cum-fell")):
        found = finding(demo, code, sender)
        folder = demo.home / "outbox" / QUARTER / "returned" / sender
        assert [path.name for path in folder.iterdir()] == [f"{FORM}-第1版.xlsx"]
        book = openpyxl.load_workbook(folder / f"{FORM}-第1版.xlsx")
        assert "问题清单" in book.sheetnames
        assert book[found["sheet"]][found["cell"]].comment is not None
        listed = [str(cell.value) for row in book["问题清单"].iter_rows() for cell in row]
        assert any(found["cell"] in text for text in listed)
    senders = {path.name for path in (demo.home / "outbox" / QUARTER / "returned").iterdir()}
    assert senders == {SLIP, FELL}


def test_a_year_to_date_that_fell_is_returned(demo: Demo) -> None:
    """A 本年累计 below that of the quarter before is an error with what was told before."""
    fell = finding(demo, "cum-fell", FELL)
    assert (fell["severity"], fell["form"], fell["unit"]) == ("error", FORM, FELL)
    assert int(fell["found"]) < int("".join(sign for sign in fell["expected"] if sign.isdigit()))
    assert standing(demo, FELL)["state"] == "returned"
    assert demo.figure("ENVOYS", FELL)["state"] == "returned"


def test_a_late_form_counts_and_is_told(demo: Demo) -> None:
    """Two working days late: noted with the number, and its figures count all the same."""
    stands = standing(demo, LATE)
    assert (stands["state"], stands["late_days"], stands["in_force"]) == ("accepted", 2, 1)
    late = [one for one in demo.ask("findings", QUARTER) if one["code"] == "late"]
    assert {one["sender"] for one in late} == {LATE}
    assert {one["severity"] for one in late} == {"note"}
    assert demo.figure("INCUBATOR_NEW", LATE)["state"] == "value"


def test_a_missing_county_is_missing_and_not_zero(demo: Demo) -> None:
    """Who has sent nothing is missing with every form; its figures are 未报送, never nought."""
    stands = [one for one in demo.ask("status", QUARTER) if one["sender"] == MISSING]
    assert stands
    assert {one["state"] for one in stands} == {"missing"}
    figure = demo.figure("INCUBATOR_NEW", MISSING)
    assert (figure["state"], figure["value"], figure["rank"]) == ("not_submitted", None, None)


def test_a_correction_takes_the_place_of_what_it_corrects(demo: Demo) -> None:
    """The second version is in force and its figure is used; forms that came again unchanged made no version."""
    stands = standing(demo, CORRECTED)
    assert (stands["state"], stands["version"], stands["in_force"], stands["late_days"]) == ("accepted", 2, 2, 0)
    others = [one for one in demo.ask("status", QUARTER) if one["sender"] == CORRECTED and one["form"] != FORM]
    assert others
    assert {one["version"] for one in others} == {1}
    leaf = demo.ask("trace", QUARTER, "INCUBATOR_NEW", "--unit", CORRECTED)
    assert leaf["source"]["version"] == 2
    sheet = openpyxl.load_workbook(demo.home / leaf["source"]["file"])[leaf["source"]["sheet"]]
    assert str(sheet[leaf["source"]["cell"]].value) == demo.figure("INCUBATOR_NEW", CORRECTED)["value"]
    receipts = demo.home / "outbox" / QUARTER / "receipts" / CORRECTED
    assert {path.name for path in receipts.iterdir() if path.name.startswith(f"{FORM}-")} == {
        f"{FORM}-第1版.docx",
        f"{FORM}-第2版.docx",
    }
    assert "与第1版对照：已改1处、未变27处。" in lines((receipts / f"{FORM}-第2版.docx").read_bytes())
    assert "对照" not in "".join(lines((receipts / f"{FORM}-第1版.docx").read_bytes()))


def test_a_file_that_is_no_form_is_laid_aside(demo: Demo) -> None:
    """What is no form goes to quarantine under its own name; the finding names the file and no cell."""
    found = finding(demo, "id-form", None)
    assert found["file"] == NO_FORM
    assert [found[key] for key in ("unit", "form", "period", "sheet", "cell")] == [None] * 5
    laid = list((demo.home / "ledger" / "quarantine").iterdir())
    assert [path.name.partition("-")[2] for path in laid] == [NO_FORM]


def test_what_was_mended_is_history(table: Table, table_home: Path) -> None:
    """Findings of a version that was replaced are told by `--all` alone."""
    wrong = answers(table_home, {("龙湾区", "研发人员折合全时当量"): "99999"})["龙湾区"]
    send(table_home, "龙湾区", wrong)
    ask(table_home, "--now", NOW, "run", PERIOD)
    assert "error" in {one["severity"] for one in ask(table_home, "findings", PERIOD)}
    send(table_home, "龙湾区", table.content["龙湾区"], "2018-03-02T09:00:00+08:00")
    ask(table_home, "--now", NOW, "run", PERIOD)
    now = ask(table_home, "findings", PERIOD)
    ever = ask(table_home, "findings", PERIOD, "--all")
    assert "error" not in {one["severity"] for one in now}
    assert "error" in {one["severity"] for one in ever}
    stands = next(one for one in ask(table_home, "status", PERIOD) if one["sender"] == "龙湾区")
    assert (stands["state"], stands["version"], stands["in_force"]) == ("accepted", 2, 2)

"""`release` and `bulletins`: the demonstration's quarter numbered and sealed, corrected, told of, made again."""

from __future__ import annotations

import hashlib
import json
import re
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from reporting.commands.main_products import BRIEFING, TASKTABLE, TASKTABLE_DOCUMENT, WORKBOOK
from reporting.documents.slots import with_text
from reporting.package.archive import Archive
from reporting.package.pack import replaced
from reporting.sheets.fill import fill
from tests.commands.calling import ask, call, copied, drop
from tests.commands.conftest import Demo
from tests.documents.made import lines

PERIOD, NEXT = "2023Q3", "2023Q4"
ACCEPTED, RAN, RELEASED = (f"2023-11-06T{hour}:00:00+08:00" for hour in ("09", "10", "11"))
SENT, CORRECTED, LATER = "2023-11-08T09:00:00+08:00", "2023-11-08T10:00:00+08:00", "2024-01-30T10:00:00+08:00"
WRITTEN = {"工作亮点": ["环大罗山科创走廊建设提速。"], "下一步工作建议": ["对滞后指标逐项调度。"]}
REASON = "原报21.25，更正为31.25，漏报一家孵化器新投用面积"


def lying(home: Path, name: str = BRIEFING, period: str = PERIOD) -> Path:
    """Give where a product lies."""
    return home / "outbox" / period / name


def text_of(content: bytes) -> str:
    """Give all text of a document, heads and feet of pages included."""
    parts = [name for name in Archive(content).names if name.startswith(("word/document", "word/header", "word/foot"))]
    return "\n".join(line for name in parts if name.endswith(".xml") for line in lines(content, name))


def write(home: Path) -> None:
    """Fill the slots and change a heading, as people do in Word."""
    path = lying(home)
    archive = Archive(with_text(path.read_bytes(), WRITTEN))
    body = archive.read("word/document.xml").decode().replace("一、总体情况", "一、总体进展")
    path.write_bytes(replaced(archive, {"word/document.xml": body.encode()}))


def release(home: Path, *words: str, at: str = RELEASED) -> Any:
    """Call `release` and give what it told."""
    return call("--home", home, "--now", at, "--json", "release", PERIOD, "--by", "王某", *words)


def decide(home: Path) -> None:
    """Accept what is under review, and have the products made anew."""
    for one in ask(home, "status", PERIOD):
        if one["state"] == "review":
            form = (PERIOD, one["sender"], one["form"], "--by", "李某", "--reason", "电话核实后确认")
            ask(home, "--now", ACCEPTED, "accept", *form)
    ask(home, "--now", RAN, "run", PERIOD)


def correct(home: Path, reason: str = REASON) -> None:
    """Send 乐清市's form again with one figure changed, and take it in."""
    source = ask(home, "trace", PERIOD, "INCUBATOR_NEW", "--unit", "乐清市")["source"]
    cells: dict[str, Decimal | str] = {source["cell"]: Decimal("31.25"), f"F{source['cell'][1:]}": reason}
    content = fill((home / source["file"]).read_bytes(), {source["sheet"]: cells})
    drop(home, "乐清市更正.xlsx", content, SENT)


@pytest.fixture(scope="module")
def decided(demo: Demo, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give the demonstration with nothing left to decide, to be copied."""
    home = copied(demo.home, tmp_path_factory.mktemp("decided") / "演示")
    decide(home)
    return home


@pytest.fixture(scope="module")
def released(decided: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give the demonstration with its quarter released, to be copied."""
    home = copied(decided, tmp_path_factory.mktemp("released") / "演示")
    write(home)
    told = release(home, "--drafted", "张某", "--checked", "李某")
    assert told.status == 0, told
    return home


@pytest.fixture(scope="module")
def corrected(released: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Any]:
    """Give it with a correction taken in after the release, to be copied, and what `run` told in words."""
    home = copied(released, tmp_path_factory.mktemp("corrected") / "演示")
    correct(home)
    return home, call("--home", home, "--now", CORRECTED, "run", PERIOD)


def test_what_is_left_undone_is_named_with_its_mend(demo_copy: Path) -> None:
    """A form under review and empty slots: exit 1, nothing is numbered, nothing written."""
    before = lying(demo_copy).read_bytes()
    told = release(demo_copy)
    assert (told.status, told.document["number"]) == (1, None)
    reasons = told.document["reasons"]
    assert ("永嘉县 KJ1", "还在待审核") in [(one["where"], one["what"]) for one in reasons]
    assert any("有2处未填写：“工作亮点”、“下一步工作建议”" in one["what"] for one in reasons)
    assert all(one["mend"] for one in reasons)
    assert ask(demo_copy, "bulletins") == []
    assert lying(demo_copy).read_bytes() == before


def test_a_draft_of_older_data_is_not_released(demo_copy: Path) -> None:
    """What a clerk decided since would be in the workbook and not in the briefing."""
    write(demo_copy)
    ask(demo_copy, "--now", ACCEPTED, "accept", PERIOD, "永嘉县", "KJ1", "--by", "李某", "--reason", "电话核实后确认")
    (reason,) = release(demo_copy).document["reasons"]
    assert reason["what"] == "不是按台账现有数据生成的"
    ask(demo_copy, "--now", RAN, "run", PERIOD)
    (reason,) = release(demo_copy).document["reasons"]
    assert "季度简报.新.docx" in reason["mend"]
    lying(demo_copy, "季度简报.新.docx").replace(lying(demo_copy))
    assert release(demo_copy).status == 0
    assert "环大罗山" in text_of(lying(demo_copy).read_bytes())


def test_a_number_that_the_ledger_does_not_bear_out_is_not_released(decided: Path, tmp_path: Path) -> None:
    """Unless a reason is given, which is kept."""
    home = copied(decided, tmp_path / "演示")
    path = lying(home)
    path.write_bytes(with_text(path.read_bytes(), {**WRITTEN, "工作亮点": ["前三季度，全市技术交易额999.9亿元。"]}))
    (reason,) = release(home).document["reasons"]
    assert "“999.9亿元”" in reason["what"]
    assert release(home, "--despite", "以统计局快报为准").status == 0
    (one,) = ask(home, "bulletins")
    assert one["despite"] == "以统计局快报为准"


def test_what_a_program_dropped_on_saving_is_missed(decided: Path, tmp_path: Path) -> None:
    """Some drop content controls and bookmarks: prompts and the lost place of the number are named all the same."""
    home = copied(decided, tmp_path / "演示")
    archive = Archive(lying(home).read_bytes())
    body = archive.read("word/document.xml").decode()
    bare = re.sub(r"</?w:(sdt|sdtContent)>|<w:sdtPr>.*?</w:sdtPr>|<w:bookmark(Start|End) [^>]*/>", "", body)
    lying(home).write_bytes(replaced(archive, {"word/document.xml": bare.encode()}))
    told = [one["what"] for one in release(home).document["reasons"]]
    assert told == ["有2处未填写：“〔工作亮点由业务处室填写〕”、“〔此处由业务处室填写〕”", "找不到填写日期、期号的位置"]


def test_before_any_pass_there_is_nothing_to_release(decided: Path, tmp_path: Path) -> None:
    """People are told to run first."""
    home = copied(decided, tmp_path / "演示")
    lying(home).unlink()
    (reason,) = release(home).document["reasons"]
    assert reason["what"] == "还没有生成过"


def test_the_released_briefing_bears_number_day_and_names(released: Path) -> None:
    """And all that people wrote; no mark of a draft is left in any product."""
    text = text_of(lying(released).read_bytes())
    for word in (
        "2023年第3期",
        "2023年11月6日",
        "编辑：张某",
        "审核：李某",
        "签发：王某",
        "一、总体进展",
        *WRITTEN["工作亮点"],
    ):
        assert word in text
    assert "征求意见稿" not in text
    assert "演示数据" in text
    assert "征求意见稿" not in text_of(lying(released, TASKTABLE_DOCUMENT).read_bytes())
    for name in (WORKBOOK, TASKTABLE):
        parts = Archive(lying(released, name).read_bytes())
        assert not any("征求意见稿".encode() in parts.read(part) for part in parts.names)


def test_a_bulletin_is_listed_with_who_and_the_hash_of_each_file(released: Path) -> None:
    """As the contract has it."""
    (one,) = ask(released, "bulletins")
    assert (one["number"], one["period"], one["sealed_at"]) == (3, PERIOD, RELEASED)
    assert (one["by"], one["drafted_by"], one["checked_by"], one["changes"]) == ("王某", "张某", "李某", 0)
    assert {file["file"] for file in one["products"]} == {BRIEFING, TASKTABLE, TASKTABLE_DOCUMENT, WORKBOOK}
    for file in one["products"]:
        assert hashlib.sha256(lying(released, file["file"]).read_bytes()).hexdigest() == file["sha256"]
    assert ask(released, "bulletins", "2023-3") == ask(released, "bulletins", PERIOD) == []
    assert call("--home", released, "bulletins", "7").status == 2


def test_a_period_is_released_once(released: Path, tmp_path: Path) -> None:
    """What is wrong in it goes into the next one; what people removed from the outbox lies there again."""
    home = copied(released, tmp_path / "演示")
    sealed = lying(home).read_bytes()
    lying(home).unlink()
    told = release(home, "--despite", "改错字")
    assert told.status == 1
    assert "已于2023-11-06作为2023年第3期签发" in told.document["reasons"][0]["what"]
    assert lying(home).read_bytes() == sealed


def test_a_pass_after_the_release_leaves_it_alone(released: Path, tmp_path: Path) -> None:
    """Where nothing was corrected nothing lies beside it either."""
    home = copied(released, tmp_path / "演示")
    before = {path.name: path.read_bytes() for path in (home / "outbox" / PERIOD).glob("*.*") if path.suffix != ".json"}
    told = call("--home", home, "--now", CORRECTED, "run", PERIOD)
    assert told.status == 0
    assert "更正" not in told.out
    after = {path.name: path.read_bytes() for path in (home / "outbox" / PERIOD).glob("*.*") if path.suffix != ".json"}
    assert before == after


def test_a_letter_that_quotes_released_figures_is_no_draft(released: Path, tmp_path: Path) -> None:
    """It bears the mark of one until the period is released."""
    home = copied(released, tmp_path / "演示")
    asked = ("--to", "市政协", "--subject", "第484号提案", "--topic", "技术交易额", "--period", PERIOD)
    ask(home, "--now", CORRECTED, "letter", "温科函〔2023〕5号", *asked)
    (letter,) = (home / "outbox" / PERIOD / "letters").rglob("温科函*.docx")
    assert "征求意见稿" not in text_of(letter.read_bytes())


def test_a_correction_names_every_place_it_would_change(corrected: tuple[Path, Any]) -> None:
    """Figures, places, the judgement and both sentences, from what to what; the pass says where to see them."""
    home, told = corrected
    changes = ask(home, "bulletins", "3")
    assert f"影响{len(changes)}处；逐处见 bulletins 2023-3" in told.out
    assert ask(home, "bulletins")[0]["changes"] == len(changes)
    said = {(one["what"], one["unit"], one["from"], one["to"]) for one in changes}
    name = "年新增孵化器(众创空间)孵化场地面积"
    assert all(name in one["name"] for one in changes if one["what"] != "sentence")
    assert said >= {
        ("figure", "全市", "118.1", "128.1"),
        ("figure", "全市", "21.1%", "31.4%"),
        ("figure", "乐清市", "21.3", "31.3"),
        ("rank", "乐清市", "第8位", "第1位"),
        ("rank", "瓯海区", "第1位", "第2位"),
        ("judgement", "乐清市", "基本达到", "完成"),
    }
    assert [one["what"] for one in changes].count("sentence") == 2
    keys = {one["key"] for one in changes if one["what"] == "figure" and one["unit"] == "乐清市"}
    assert all(ask(home, "trace", key)["unit"] == "乐清市" for key in keys)


def test_the_released_products_stay_and_the_corrected_ones_lie_beside_as_drafts(
    released: Path, corrected: tuple[Path, Any]
) -> None:
    """With the mark of a draft, and what people had written into the released one."""
    home, _ = corrected
    for name in (BRIEFING, TASKTABLE, TASKTABLE_DOCUMENT, WORKBOOK):
        assert lying(home, name).read_bytes() == lying(released, name).read_bytes()
    beside = text_of(lying(home, "季度简报.更正稿.docx").read_bytes())
    assert all(word in beside for word in ("征求意见稿", "128.1万平方米", *WRITTEN["工作亮点"]))


def test_whoever_corrects_after_the_release_is_told(corrected: tuple[Path, Any]) -> None:
    """A note beside the question for a reason, with the day of the release."""
    found = [one for one in ask(corrected[0], "findings", PERIOD) if one["sender"] == "乐清市"]
    (note,) = (one for one in found if one["code"] == "after-release")
    assert "简报已于2023年11月6日签发，本表改动已采用的1个数" in note["message"]


def test_the_next_bulletin_tells_what_was_revised(corrected: tuple[Path, Any], tmp_path: Path) -> None:
    """Once, with both numbers and the sender's reason; the check knows these numbers."""
    home = copied(corrected[0], tmp_path / "演示")
    assert "数据修订说明" not in text_of(lying(home, "季度简报.更正稿.docx").read_bytes())
    ask(home, "--now", LATER, "run", NEXT)
    name = "年新增孵化器（众创空间）孵化场地面积"
    wanted = f"2023年第3期简报所载乐清市{name}，原数21.3万平方米，更正为31.3万平方米，原因：{REASON}。"
    text = text_of(lying(home, period=NEXT).read_bytes())
    assert wanted in text
    assert f"全市{name}，原数118.1万平方米，更正为128.1万平方米，原因：乐清市{REASON}。" in text
    assert ask(home, "check", lying(home, period=NEXT), "--period", NEXT) == []
    told = call("--home", home, "--now", LATER, "release", NEXT, "--by", "王某", "--despite", "试行")
    assert told.status == 0, told
    assert wanted in text_of(lying(home, period=NEXT).read_bytes())
    ask(home, "--now", "2024-04-30T10:00:00+08:00", "run", "2024Q1")
    assert "数据修订说明" not in text_of(lying(home, period="2024Q1").read_bytes())
    rebuilt = ask(home, "bulletins", NEXT, "--rebuild", tmp_path / "again")
    assert all(one["rebuilt"] for one in rebuilt)


def test_a_bulletin_is_made_again_byte_for_byte(corrected: tuple[Path, Any], tmp_path: Path) -> None:
    """From the ledger as known then and the templates of then; what people wrote comes from the sealed bytes."""
    home = copied(corrected[0], tmp_path / "演示")
    for path in (home / "templates").glob("*.docx"):
        path.write_bytes(b"another template")
    told = {one["file"]: one for one in ask(home, "bulletins", "3", "--rebuild", tmp_path / "again")}
    assert {name for name, one in told.items() if one["rebuilt"]} == {WORKBOOK, TASKTABLE, TASKTABLE_DOCUMENT}
    assert told[BRIEFING]["why"] == "有人工修改的内容"
    for name, one in told.items():
        assert hashlib.sha256((tmp_path / "again" / name).read_bytes()).hexdigest() == one["sha256"]
        assert (tmp_path / "again" / name).read_bytes() == lying(home, name).read_bytes()


def test_with_another_library_the_sealed_bytes_are_given(
    released: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """And it is said that they were not made again."""
    monkeypatch.setattr("reporting.commands.rebuild.libraries", lambda: {"lxml": "0"})
    told = ask(released, "bulletins", "3", "--rebuild", tmp_path / "again")
    assert not any(one["rebuilt"] for one in told)
    assert all((tmp_path / "again" / one["file"]).read_bytes() for one in told)


def test_a_sealed_file_that_was_meddled_with_is_found(released: Path, tmp_path: Path) -> None:
    """`audit` names it, exit 1; whole, it has nothing to say."""
    home = copied(released, tmp_path / "演示")
    assert ask(home, "audit")["breaks"] == []
    sha256 = ask(home, "bulletins")[0]["products"][0]["sha256"]
    (sealed,) = (home / "ledger" / "sealed").rglob(f"{sha256}.*")
    sealed.write_bytes(sealed.read_bytes() + b" ")
    told = call("--home", home, "--json", "audit")
    assert told.status == 1
    assert [sha256 in one["where"] for one in told.document["breaks"]] == [True]


def test_the_manifest_says_what_is_released(released: Path) -> None:
    """Whoever looks into the folder sees which files are of the bulletin."""
    manifest = json.loads(lying(released, "manifest.json").read_text(encoding="utf-8"))
    assert manifest["made_from"]["release"]["bulletin"] == "2023年第3期"
    assert {name for name, one in manifest["products"].items() if one["part"] == "release"} == {
        *(BRIEFING, TASKTABLE, TASKTABLE_DOCUMENT, WORKBOOK)
    }


@pytest.mark.parametrize("by", ["", "　", "某" * 300])
def test_a_release_wants_a_name(decided: Path, by: str) -> None:
    """Nobody is no one to release in the name of."""
    assert call("--home", decided, "release", PERIOD, "--by", by).status == 2

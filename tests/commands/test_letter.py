"""`letter`: figures on demand into a letter whose words people write; and the letters that `run` makes."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from reporting.documents.slots import with_text
from reporting.package.archive import Archive
from reporting.package.pack import replaced
from tests.commands.calling import ask, call, is_for_people
from tests.commands.conftest import Demo
from tests.documents.made import lines, slot_texts, tagged

QUARTER = "2023Q3"
NOW = "2023-11-06T09:00:00+08:00"
NUMBER = "温科函〔2023〕5号"
WORDS = ("letter", NUMBER, "--to", "九三学社市委会", "--subject", "市政协第484号提案", "--now", NOW)
SENTENCE = "前三季度，技术交易额229.8亿元"


def letters(home: Path, quarter: str = QUARTER) -> dict[str, bytes]:
    """Give the letters of a quarter by name."""
    folder = home / "outbox" / quarter / "letters"
    return {path.name: path.read_bytes() for path in sorted(folder.glob("*"))} if folder.is_dir() else {}


def test_who_is_late_is_urged_and_nobody_else(demo: Demo) -> None:
    """One county sent nothing, two did not mend theirs: they get a letter. Nobody lags, so nobody is prompted."""
    assert list(letters(demo.home)) == ["催报通知-平阳县.docx", "催报通知-泰顺县.docx", "催报通知-苍南县.docx"]
    said = "\n".join(lines(letters(demo.home)["催报通知-泰顺县.docx"]))
    for words in ("泰顺县科技局：", "均未报送", "高新技术企业名录", "10月18日", "3个工作日", "2023年10月23日"):
        assert words in said


def test_when_all_is_in_there_are_no_letters(demo: Demo) -> None:
    """A quarter in which everybody reported in time has no folder of letters."""
    assert all(one["state"] == "accepted" for one in demo.ask("status", "2022Q4"))
    assert letters(demo.home, "2022Q4") == {}


def test_before_the_deadline_nobody_is_urged(demo_copy: Path) -> None:
    """On the last day a form may still come; on the next it is late. What was edited meanwhile stays."""
    ask(demo_copy, "--now", "2023-10-18T17:00:00+08:00", "run", QUARTER)
    assert letters(demo_copy) == {}
    ask(demo_copy, "--now", "2023-10-19T09:00:00+08:00", "run", QUARTER)
    first = letters(demo_copy)
    assert len(first) == 3
    ask(demo_copy, "--now", "2024-03-01T09:00:00+08:00", "run", QUARTER)
    assert letters(demo_copy) == first, "the same forms make the same letters, whenever they are made"


def test_a_letter_is_made_with_figures_that_can_be_traced(demo_copy: Path) -> None:
    """Each key that the answer lists stands in the document, and `trace` knows where it comes from."""
    told = ask(demo_copy, *WORDS, "--topic", "技术交易额", "乐清市技术交易额", "--period", QUARTER)
    assert told["letter"] == str(demo_copy / "outbox" / QUARTER / "letters" / f"{NUMBER}.docx")
    content = Path(told["letter"]).read_bytes()
    said = lines(content)
    assert any(line.startswith(SENTENCE) for line in said)
    assert any(line.startswith(f"乐清市{SENTENCE[:5]}") for line in said)
    assert "2023年11月6日" in said[[line.strip() for line in said].index("温州市科学技术局") + 1]
    assert set(told["figures"]) == {key for key, _ in tagged(content)}
    assert {"2023Q3/315-7/330300", "2023Q3/315-7/330382/growth"} <= set(told["figures"])
    assert all(ask(demo_copy, "trace", key) for key in told["figures"])


def test_the_latest_period_is_meant_where_none_is_named(demo_copy: Path) -> None:
    """Without `--period` the letter quotes what came last, and a topic is told once however it is named."""
    named = ask(demo_copy, *WORDS, "--topic", "技术交易额", "--topic", "315-7", "--period", QUARTER)
    assert ask(demo_copy, *WORDS, "--topic", "技术交易额") == named
    assert sum(line.startswith(SENTENCE) for line in lines(Path(named["letter"]).read_bytes())) == 1


def test_the_manifest_knows_the_letter_and_a_run_leaves_it(demo_copy: Path) -> None:
    """A pass removes what it makes no longer; a letter on demand is none of that."""
    path = Path(ask(demo_copy, *WORDS)["letter"])
    before = path.read_bytes()
    ask(demo_copy, "run", QUARTER)
    assert path.read_bytes() == before
    manifest = json.loads((demo_copy / "outbox" / QUARTER / "manifest.json").read_text(encoding="utf-8"))
    assert f"letters/{NUMBER}.docx" in manifest["products"]
    assert set(manifest["made_from"]["run"]["templates"]) >= {"催报通知.docx", "工作提示单.docx"}


def test_text_is_kept_when_the_letter_is_made_anew(demo_copy: Path, tmp_path: Path) -> None:
    """What a file or a person in Word put into the slots is carried over; an edited letter is never overwritten."""
    text = tmp_path / "文字.txt"
    text.write_text("\ufeff【开头】\n提案收悉。\n【答复意见】\n一、总体\n下一步，R&D<2.6。\n", encoding="utf-8")
    path = Path(ask(demo_copy, *WORDS, "--text", text)["letter"])
    assert list(slot_texts(path.read_bytes()).values())[:2] == [
        "提案收悉。",
        "一、总体\n下一步，R&D<2.6。",
    ]
    assert Path(ask(demo_copy, *WORDS, "--topic", "技术交易额")["letter"]) == path
    assert slot_texts(path.read_bytes())["开头"] == "提案收悉。"
    archive = Archive(with_text(path.read_bytes(), {"结尾": ["此致。"]}))
    body = archive.read("word/document.xml").replace("九三学社市委会".encode(), "九三学社温州市委会".encode())
    edited = replaced(archive, {"word/document.xml": body})
    path.write_bytes(edited)
    told = call("--home", demo_copy, *WORDS, "--topic", "高新技术企业累计数")
    assert told.status == 0
    assert "未覆盖" in told.out
    assert path.read_bytes() == edited
    anew = path.with_name(f"{NUMBER}.新.docx").read_bytes()
    assert list(slot_texts(anew).values()) == ["提案收悉。", "一、总体\n下一步，R&D<2.6。", "此致。"]
    assert any("高新技术企业累计" in line for line in lines(anew))


def test_text_is_kept_when_another_period_is_quoted(demo_copy: Path, tmp_path: Path) -> None:
    """The matter goes on into the next quarter: the letter with its number brings its text along."""
    text = tmp_path / "文字.txt"
    text.write_text("上一稿写的答复。", encoding="utf-8")
    first = Path(ask(demo_copy, *WORDS, "--text", text, "--period", "2022Q4")["letter"])
    second = Path(ask(demo_copy, *WORDS)["letter"])
    assert first != second
    assert slot_texts(second.read_bytes())["答复意见"] == "上一稿写的答复。"


def test_an_order_can_be_filled_but_is_made_for_nobody(demo_copy: Path) -> None:
    """督办单 is the office of supervision's: the template is filled when asked, in no pass."""
    assert not [name for name in letters(demo_copy) if "督办" in name]
    told = ask(demo_copy, *WORDS, "--kind", "督办单", "--topic", "315-3")
    said = "\n".join(lines(Path(told["letter"]).read_bytes()))
    assert "低0.21个百分点" in said
    assert "由督查室填写" in said


@pytest.mark.parametrize(
    ("words", "hint"),
    [
        (("letter", "温科函[2023]5号", "--to", "甲", "--subject", "乙"), "六角括号"),
        (("letter", "温科函〔2023〕05号", "--to", "甲", "--subject", "乙"), "虚位"),
        (("letter", NUMBER, "--to", "：", "--subject", "乙"), "--to"),
        (("letter", NUMBER, "--subject", "乙"), "--to"),
        ((*WORDS, "--topic", "技术交易"), "技术交易额"),
        ((*WORDS, "--topic", "乐清市技术交易"), "没有名为"),
        ((*WORDS, "--period", "2023Q9"), "2023Q3"),
        ((*WORDS, "--kind", "便函"), "答复函"),
        ((*WORDS, "--text", "不在此.txt"), "请检查路径"),
        (("letter", NUMBER, "--to", "乐清市", "--subject", "乙", "--topic", "鹿城区"), "其他地区"),
        (("letter", NUMBER, "--to", "乐清市科技局", "--subject", "乙", "--topic", "P01"), "其他地区"),
        (("letter", NUMBER, "--to", "乐清市人民政府", "--subject", "乙", "--topic", "鹿城区技术交易额"), "其他地区"),
    ],
)
def test_what_means_nothing_is_refused_with_the_mend(demo: Demo, words: tuple[str, ...], hint: str) -> None:
    """Exit 2, one line that says what to write instead; nothing is made."""
    told = call("--home", demo.home, *words)
    assert told.status == 2
    assert hint in told.err
    assert is_for_people(told.err)
    assert len(letters(demo.home)) == 3


@pytest.mark.parametrize(
    ("content", "hint"),
    [("【抬头】\n字\n".encode(), "开头、答复意见、结尾"), ("提案收悉".encode("gb18030"), "UTF-8")],
)
def test_text_that_cannot_be_placed_is_refused(demo: Demo, tmp_path: Path, content: bytes, hint: str) -> None:
    """A slot that is not there is told with those that are; so is a file in another encoding."""
    path = tmp_path / "文字.txt"
    path.write_bytes(content)
    told = call("--home", demo.home, *WORDS, "--text", path)
    assert told.status == 2
    assert hint in told.err


def test_a_county_may_read_its_own_figures(demo_copy: Path) -> None:
    """Its own and the city's are quoted to it; others' only to those who are no county."""
    own = ("letter", NUMBER, "--to", "乐清市", "--subject", "乙", "--topic", "乐清市技术交易额", "技术交易额")
    assert call("--home", demo_copy, *own).status == 0


def test_what_cannot_be_quoted_is_said_to_the_writer(demo_copy: Path) -> None:
    """A topic without figures, and figures that may not be public yet, are told; the letter is made."""
    told = call("--home", demo_copy, *WORDS, "--topic", "T15", "技术交易额")
    assert told.status == 0
    assert "“T15”" in told.err
    assert "可引用日期：季度通报后" in told.err


def test_a_missing_template_is_told(demo_copy: Path) -> None:
    """The one line says which, and where to get it back."""
    (demo_copy / "templates" / "答复函.docx").unlink()
    told = call("--home", demo_copy, *WORDS)
    assert told.status == 2
    assert "templates/答复函.docx" in told.err


def test_a_letter_that_is_open_is_not_written(demo_copy: Path) -> None:
    """Exit 1: the writer is asked to close it."""
    path = Path(ask(demo_copy, *WORDS)["letter"])
    path.with_name(f"~${path.name[2:]}").write_bytes(b"")
    told = call("--home", demo_copy, *WORDS, "--topic", "技术交易额")
    assert told.status == 1
    assert "正被打开" in told.out


def test_an_empty_ledger_has_nothing_to_quote(tmp_path: Path) -> None:
    """Before anything came in the writer is told what to do first."""
    call("init", tmp_path / "home")
    told = call("--home", tmp_path / "home", *WORDS)
    assert told.status == 2
    assert "run" in told.err

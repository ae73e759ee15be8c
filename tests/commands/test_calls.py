"""Calling the program: where options stand, what goes to which stream, and what each exit status says."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest

from reporting.commands import status as telling
from tests.commands.calling import Told, ask, call, held_below, is_for_people
from tests.commands.conftest import Demo, Table
from tests.commands.published import NOW, PERIOD, send
from tests.commands.shapes import ERROR, breaches

COMMANDS = (
    "init",
    "demo",
    "forms",
    "run",
    "status",
    "findings",
    "figures",
    "trace",
    "scores",
    "catalogue",
    "accept",
    "waive",
    "letter",
)
TOLD = ("what", "where", "mend")


def refused(told: Told) -> Any:
    """Give the one error of a refused call, which must be told to people and to scripts alike."""
    assert told.status == 2, told
    assert set(told.document) == {"error"}
    error = told.document["error"]
    assert breaches(error, ERROR) == []
    line = next(line for line in told.err.splitlines() if line.startswith("错误："))
    assert is_for_people(line)
    assert all(error[part] in line for part in TOLD if error[part])
    return error


@pytest.mark.parametrize(
    "words",
    [
        ("--home", "HOME", "--now", NOW, "--json", "status", PERIOD),
        ("status", PERIOD, "--home", "HOME", "--now", NOW, "--json"),
        ("--json", "status", "--home", "HOME", PERIOD, "--now", NOW),
        ("--home", "HOME", "status", "--json", PERIOD),
    ],
)
def test_options_stand_before_or_after_the_command(table_home: Path, words: tuple[str, ...]) -> None:
    """`--home`, `--now` and `--json` mean the same wherever they stand."""
    told = call(*(str(table_home) if word == "HOME" else word for word in words))
    assert told.status == 0
    assert told.document == ask(table_home, "status", PERIOD)


def test_the_home_is_the_current_folder_unless_said(table_home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without `--home` the program works in the folder it was called from."""
    monkeypatch.chdir(table_home)
    assert call("--json", "status", PERIOD).document == ask(table_home, "status", PERIOD)


@pytest.mark.parametrize("when", [NOW, "2018-03-05T09:00:00Z", "2018-03-05T17:00:00"])
def test_times_are_those_of_beijing(table: Table, table_home: Path, when: str) -> None:
    """Whatever zone `--now` is written in, times in answers are Beijing's, with their offset."""
    send(table_home, "鹿城区", table.content["鹿城区"], "2018-03-01T01:30:00+00:00")
    ask(table_home, "--now", when, "run", PERIOD)
    stands = next(one for one in ask(table_home, "status", PERIOD) if one["sender"] == "鹿城区")
    assert stands["received_at"] == "2018-03-01T09:30:00+08:00"


def test_standard_output_is_one_document(table: Table, table_home: Path) -> None:
    """With `--json` standard output holds one JSON document; how far the work is goes to standard error."""
    send(table_home, "鹿城区", table.content["鹿城区"])
    for words in (("forms", PERIOD), ("run", PERIOD)):
        told = call("--home", table_home, "--now", NOW, "--json", *words)
        assert told.status == 0
        json.loads(told.out)
        assert is_for_people(told.err)
    silent = call("--home", table_home, "--json", "figures", PERIOD)
    assert (silent.status, silent.err) == (0, "")


def test_numbers_are_never_written_with_an_exponent(demo: Demo) -> None:
    """No answer holds a number as a float, with an exponent, or NaN."""

    def refuse(text: str) -> Any:
        raise AssertionError(text)

    for words in (("figures", "2023Q3"), ("catalogue",), ("trace", "2023Q3", "315-1"), ("findings", "2023Q3")):
        told = call("--home", demo.home, "--json", *words)
        json.loads(told.out, parse_float=refuse, parse_constant=refuse)
        assert not re.search(r'"-?\d+(\.\d+)?E[+-]?\d+"', told.out)


@pytest.mark.parametrize(
    "words",
    [
        (),
        ("nosuch",),
        ("status",),
        ("status", "2023Q3", "2023Q4"),
        ("status", "2023Q3", "--nosuch"),
        ("trace", "2023Q3"),
        ("accept", "2023Q3", "永嘉县", "KJ1", "--by", "王某"),
        ("waive", "2023Q3", "永嘉县", "KJ1", "--by", "王某", "--reason", "来函"),
        ("status", "2023Q3", "--now", "昨天"),
        ("status", "2023Q3", "--home"),
    ],
)
def test_wrong_use_is_told_with_the_way_to_help(words: tuple[str, ...]) -> None:
    """A call that means nothing is refused with 2 and says how to see the usage."""
    error = refused(call("--json", *words))
    assert "--help" in error["mend"]


@pytest.mark.parametrize("period", ["2023Q5", "2023Q0", "23Q3", "2023年三季度", "2023-09", "", "Q3"])
@pytest.mark.parametrize("command", ["forms", "run", "status", "findings", "figures"])
def test_an_unknown_period_is_told_with_how_to_write_it(table_home: Path, command: str, period: str) -> None:
    """What is no period is refused, with an example of one, and nothing is done."""
    before = held_below(table_home / "outbox")
    error = refused(call("--home", table_home, "--json", command, period))
    assert "2023Q3" in error["mend"]
    assert held_below(table_home / "outbox") == before


@pytest.mark.parametrize("command", ["run", "status", "catalogue"])
def test_a_folder_that_is_no_home_is_told(tmp_path: Path, command: str) -> None:
    """Outside a home the mend is `init` or `--home`, and the folder stays as it was."""
    words = (command,) if command == "catalogue" else (command, PERIOD)
    for folder in (tmp_path, tmp_path / "nowhere"):
        error = refused(call("--home", folder, "--json", *words))
        assert "init" in error["mend"]
        assert "--home" in error["mend"]
    assert list(tmp_path.iterdir()) == []


def test_faulty_settings_are_told_all_at_once(table_home: Path) -> None:
    """Each mistake in config.ini is told with its line, and no command works on guesses, `catalogue` neither."""
    path = table_home / "config.ini"
    path.write_text("[office]\ndemo = vielleicht\n[inbox]\nsettle_seconds = bald\n", encoding="utf-8")
    told = call("--home", table_home, "--json", "status", PERIOD)
    error = refused(told)
    assert "config.ini" in error["where"]
    assert "第2行" in told.err
    assert "第4行" in told.err
    assert [fault["where"] for fault in error["faults"]] == ["第2行", "第4行"]
    assert call("--home", table_home, "catalogue").status == 2


def test_settings_as_notepad_leaves_them_are_read(table_home: Path) -> None:
    """A mark at the head of the file, as Notepad writes it, is no mistake."""
    path = table_home / "config.ini"
    path.write_text(path.read_text(encoding="utf-8"), encoding="utf-8-sig")
    assert call("--home", table_home, "status", PERIOD).status == 0


def test_a_template_that_is_gone_is_told(table: Table, table_home: Path) -> None:
    """Without a template the pass is refused with where to get it back; once it is back nothing was lost."""
    send(table_home, "鹿城区", table.content["鹿城区"])
    template = table_home / "templates" / "回执.docx"
    content = template.read_bytes()
    template.unlink()
    error = refused(call("--home", table_home, "--now", NOW, "--json", "run", PERIOD))
    assert "回执.docx" in error["what"] + error["where"]
    template.write_bytes(content)
    ask(table_home, "--now", NOW, "run", PERIOD)
    assert (table_home / "outbox" / PERIOD / "receipts" / "鹿城区" / "RD1-第1版.docx").is_file()
    assert {one["state"] for one in ask(table_home, "status", PERIOD) if one["sender"] == "鹿城区"} == {"accepted"}


def test_a_damaged_ledger_is_told_and_left_alone(table: Table, table_home: Path) -> None:
    """A ledger that is no ledger is refused in words people can act on, never overwritten."""
    path = table_home / "ledger" / "ledger.sqlite3"
    path.write_bytes(b"not a ledger at all, but long enough to be looked at" * 100)
    before = path.read_bytes()
    send(table_home, "鹿城区", table.content["鹿城区"])
    for command in ("status", "run"):
        refused(call("--home", table_home, "--now", NOW, "--json", command, PERIOD))
    assert path.read_bytes() == before
    assert (table_home / "inbox" / "鹿城区.xlsx").is_file()


@pytest.mark.parametrize("words", [(), ("--json",)])
def test_a_bug_leaves_a_log_ready_to_send(
    table_home: Path, words: tuple[str, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    """An exception nobody foresaw ends with 3, a log under logs/ and a Chinese line that says whom to give it to."""

    def failing(*_given: object) -> Any:
        raise ZeroDivisionError("a bug of ours")

    monkeypatch.setattr(telling, "standings", failing)
    told = call("--home", table_home, "status", PERIOD, *words)
    assert told.status == 3
    logs = list((table_home / "logs").glob("*.log"))
    assert len(logs) == 1
    assert "a bug of ours" in logs[0].read_text(encoding="utf-8")
    assert str(logs[0]) in told.err
    assert is_for_people(told.err)
    if words:
        assert breaches(told.document["error"], ERROR) == []
    else:
        assert told.out == ""


def test_a_bug_at_a_row_of_a_long_answer_leaves_a_log_too(table_home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Rows are made when they are printed: half a list is never printed, and the fault is told as any other."""

    def failing(*_given: object) -> Any:
        raise ZeroDivisionError("a bug of ours")

    monkeypatch.setattr("reporting.commands.figures.document", failing)
    told = call("--home", table_home, "--json", "figures", PERIOD)
    assert told.status == 3
    assert breaches(told.document["error"], ERROR) == []
    assert len(list((table_home / "logs").glob("*.log"))) == 1


def test_a_bug_in_a_home_without_logs_leaves_one_too(table_home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Copies of homes lose their empty folders: the log is written all the same."""

    def failing(*_given: object) -> Any:
        raise ZeroDivisionError("a bug of ours")

    monkeypatch.setattr(telling, "standings", failing)
    (table_home / "logs").rmdir()
    assert call("--home", table_home, "status", PERIOD).status == 3
    assert len(list((table_home / "logs").glob("*.log"))) == 1


def test_help_names_every_command() -> None:
    """`--help` lists all commands in Chinese; each has a help of its own."""
    told = call("--help")
    assert told.status == 0
    assert is_for_people(told.out)
    for command in COMMANDS:
        assert command in told.out
        assert call(command, "--help").status == 0

"""`init` and `demo`: a new home, and one with the synthetic city in it."""

from __future__ import annotations

import json
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from reporting.commands import demo as playing
from reporting.demo.city import City, city
from reporting.model.periods import Period
from tests.commands.calling import ask, call, held_below, is_for_people
from tests.commands.conftest import Demo
from tests.commands.shapes import ERROR, breaches

QUARTERS = ("2022Q4", "2023Q3")
PRODUCTS = ("汇总表.xlsx", "指标任务表.xlsx", "指标任务表.docx", "季度简报.docx")
MARKED = "演示数据"


def test_a_new_home_has_all_its_places(tmp_path: Path) -> None:
    """`init` lays out settings, templates, inbox, outbox, logs and ledger, and says where."""
    home = tmp_path / "新目录" / "科技局"
    told = call("--json", "init", home)
    assert (told.status, told.document) == (0, {"home": str(home)})
    assert {path.name for path in home.iterdir()} == {"config.ini", "templates", "inbox", "outbox", "logs", "ledger"}
    assert {path.name for path in (home / "templates").iterdir()} == {
        "指标体系.xlsx",
        "指标任务表.xlsx",
        "指标任务表.docx",
        "季度简报.docx",
        "回执.docx",
        "催报通知.docx",
        "工作提示单.docx",
        "督办单.docx",
        "答复函.docx",
    }


def test_an_empty_folder_becomes_a_home(tmp_path: Path) -> None:
    """A folder made beforehand, with nothing in it, will do; people are told what to do next."""
    told = call("init", tmp_path)
    assert told.status == 0
    assert is_for_people(told.out)
    assert "forms" in told.out


@pytest.mark.parametrize("command", ["init", "demo"])
def test_nobodys_work_is_overwritten(tmp_path: Path, command: str) -> None:
    """A folder with anything in it is refused and stays as it was."""
    (tmp_path / "工作.txt").write_text("我的", encoding="utf-8")
    told = call(command, tmp_path, "--json")
    assert told.status == 2
    assert breaches(told.document["error"], ERROR) == []
    assert is_for_people(told.err)
    assert held_below(tmp_path) == {"工作.txt": "我的".encode()}


@pytest.mark.parametrize("command", ["init", "demo"])
def test_a_file_is_no_folder(tmp_path: Path, command: str) -> None:
    """A file where the home is to be is refused and stays."""
    path = tmp_path / "home"
    path.write_bytes(b"mine")
    assert call(command, path).status == 2
    assert path.read_bytes() == b"mine"


def test_a_home_of_a_bureau_is_no_demo(table_home: Path) -> None:
    """`demo` never clears a home that is not itself a demonstration."""
    before = held_below(table_home)
    assert call("demo", table_home).status == 2
    assert held_below(table_home) == before


@pytest.mark.parametrize("words", [("status", "2023Q3"), ("findings", "2023Q3"), ("figures", "2023Q3"), ("catalogue",)])
def test_an_empty_home_answers(tmp_path: Path, words: tuple[str, ...]) -> None:
    """Before anything has come in every question has an answer, in Chinese."""
    home = tmp_path / "home"
    call("init", home)
    assert ask(home, *words) is not None
    assert is_for_people(call("--home", home, *words).out)


def test_the_demo_names_its_products(demo: Demo) -> None:
    """`demo --json` names home and products; all of them are there, in the two quarters of the plan."""
    assert set(demo.told) == {"home", "products"}
    assert demo.told["home"] == str(demo.home)
    assert all(Path(path).is_file() for path in demo.told["products"])
    named = set(demo.told["products"])
    assert {str(demo.home / "outbox" / quarter / name) for quarter in QUARTERS for name in PRODUCTS} <= named


def test_the_demo_says_what_it_is(demo: Demo) -> None:
    """The home is marked, and every workbook and document of it, received or made, bears 演示数据."""
    assert "demo = yes" in (demo.home / "config.ini").read_text(encoding="utf-8")
    files = [*(demo.home / "ledger" / "originals").rglob("*.*"), *(demo.home / "outbox").rglob("*.[dx]*x")]
    assert len(files) > 100
    assert [path.name for path in files if not any(MARKED in text for text in _texts(path))] == []


def _texts(path: Path) -> Iterator[str]:
    with zipfile.ZipFile(path) as archive:
        for name in archive.namelist():
            if name.endswith(".xml"):
                yield archive.read(name).decode("utf-8")


def test_every_file_was_taken_from_the_inbox(demo: Demo) -> None:
    """After the demonstration nothing is left in its inbox."""
    assert [path for path in (demo.home / "inbox").rglob("*") if path.is_file()] == []


def test_an_earlier_demo_is_made_anew_and_the_same(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A second demonstration in the same folder replaces the first, and its offices send the very same bytes."""

    def short() -> City:
        return replace(city(), periods=(Period(2021, 4),))

    monkeypatch.setattr(playing, "city", short)
    home = tmp_path / "demo"
    first = call("demo", home, "--json")
    assert first.status == 0, first
    sent = held_below(home / "ledger" / "originals")
    (home / "inbox" / "新文件.xlsx").write_bytes(b"dropped while playing")
    again = call("--json", "demo", home)
    assert json.loads(again.out) == json.loads(first.out)
    assert held_below(home / "ledger" / "originals") == sent
    assert held_below(home / "inbox") == {}

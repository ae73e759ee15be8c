"""`check FILE.docx`: every slip in an edited briefing is found, and nobody who is right is accused."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from reporting.commands.check import grounds_of
from reporting.documents.paragraphs import paragraphs
from reporting.documents.render import renderer
from reporting.model.proof import Grounds
from reporting.proof.proof import proof
from tests.commands.calling import call, is_for_people
from tests.commands.conftest import Demo
from tests.proof.campaign import PERIODS, compiled, product, unmet
from tests.proof.edits import edits

KEYS = ["page", "sentence", "found", "expected", "kind"]


@pytest.mark.parametrize("period", PERIODS)
@pytest.mark.parametrize("name", ["季度简报.docx", "指标任务表.docx"])
def test_what_the_program_made_is_borne_out(demo: Demo, period: str, name: str) -> None:
    """An untouched product exits 0 and raises no doubt."""
    told = call("--home", demo.home, "--json", "check", demo.home / "outbox" / period / name)
    assert (told.status, told.document) == (0, [])


@pytest.mark.parametrize("period", PERIODS)
@pytest.mark.parametrize("name", ["季度简报.docx", "指标任务表.docx"])
def test_its_own_sentences_are_read_and_not_only_recognised(demo: Demo, period: str, name: str) -> None:
    """Without its keys, and where the program does not know its sentences, a product raises no doubt either."""
    compilation = compiled(demo.home, period)
    grounds = Grounds(compilation, rows=grounds_of(compilation, {}).rows)
    content = product(demo.home, period, name).edited({}, stripped=True)
    assert proof(paragraphs(content), grounds) == ()


@pytest.mark.parametrize(("period", "number", "seed"), [("2023Q3", 160, 1), ("2022Q4", 40, 2)])
def test_two_hundred_edits(demo: Demo, period: str, number: int, seed: int) -> None:
    """Of two hundred edits every wrong one is found, by its kind and sentence, and no right one is accused."""
    assert list(unmet(demo.home, period, number, seed)) == []
    drawn = Counter(
        bool(one.kinds) for one in edits(product(demo.home, period), compiled(demo.home, period), number, seed)
    )
    assert drawn[True] > number // 2
    assert drawn[False] > number // 5


@pytest.fixture
def edited(demo: Demo, tmp_path: Path) -> Path:
    """Give the briefing with one figure mistyped, away from the home."""
    paper = product(demo.home, "2023Q3")
    line = next(one for one in paper.lines if "技术交易额229.8亿元" in one.text)
    path = tmp_path / "改稿.docx"
    path.write_bytes(paper.edited({line.place: line.text.replace("229.8亿元", "228.9亿元")}))
    return path


def test_a_doubt_says_where_and_what(demo: Demo, edited: Path) -> None:
    """A mistyped figure exits 1; its sentence, what the ledger has and its kind are told, the page if it can be."""
    before = edited.read_bytes()
    told = call("--home", demo.home, "--json", "check", edited)
    assert told.status == 1
    (doubt,) = told.document
    assert list(doubt) == KEYS
    assert (doubt["found"], doubt["expected"], doubt["kind"]) == ("228.9亿元", "229.8亿元", "number")
    assert doubt["sentence"].startswith("前三季度，技术交易额228.9亿元")
    assert doubt["page"] == (2 if renderer() else None)
    assert edited.read_bytes() == before


def test_a_person_is_told_in_a_line(demo: Demo, edited: Path) -> None:
    """On a terminal a doubt is one Chinese line with its place, its words and the ledger's."""
    told = call("--home", demo.home, "check", edited)
    assert told.status == 1
    assert is_for_people(told.out)
    line = told.out.splitlines()[1]
    assert all(word in line for word in ("页", "数字", "228.9亿元", "229.8亿元", "前三季度，技术交易额"))


def test_the_period_is_said_or_seen(demo: Demo, edited: Path) -> None:
    """A document is held against the period it is about, or the one that is asked for."""
    assert "2023年前三季度" in call("--home", demo.home, "check", edited).out
    told = call("--home", demo.home, "check", edited, "--period", "2022Q4")
    assert told.status == 1
    assert "2022年全年" in told.out


@pytest.mark.parametrize(("name", "content"), [("没有.docx", None), ("旧稿.docx", b"not a document"), ("空.docx", b"")])
def test_what_is_no_document_is_said(demo: Demo, tmp_path: Path, name: str, content: bytes | None) -> None:
    """A file that is missing or no Word document exits 2 with the mend, and is no bug."""
    if content is not None:
        (tmp_path / name).write_bytes(content)
    told = call("--home", demo.home, "--json", "check", tmp_path / name)
    assert told.status == 2
    assert told.document["error"]["mend"]

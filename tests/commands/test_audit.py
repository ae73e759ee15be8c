"""`audit`: a ledger that is whole says so, one that was meddled with says where."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

from tests.commands.calling import ask, call
from tests.commands.conftest import Demo


def meddled(home: Path, sql: str) -> None:
    """Change the ledger's file behind the program's back."""
    with closing(sqlite3.connect(home / "ledger" / "ledger.sqlite3")) as connection, connection:
        for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
            connection.execute(f"DROP TRIGGER {name}")
        connection.execute(sql)


def test_the_demonstration_is_whole(demo: Demo) -> None:
    """Hundreds of acts, every submission and every original: nothing is found, exit 0."""
    told = demo.ask("audit")
    assert told["breaks"] == []
    assert min(told["acts"], told["submissions"], told["originals"]) > 100
    assert len(told["head"]) == 64


def test_a_figure_altered_by_hand_is_found(demo_copy: Path) -> None:
    """The act that entered it is named, with what should stand there; exit 1."""
    meddled(demo_copy, "UPDATE observations SET value = '999' WHERE submission = 7 AND position = 0")
    told = call("--home", demo_copy, "--json", "audit")
    assert told.status == 1
    found = told.document["breaks"]
    assert {"submissions 7"} < {one["where"] for one in found}
    assert all(one.keys() == {"act", "where", "what", "expected", "found"} for one in found)
    words = call("--home", demo_copy, "audit")
    assert words.status == 1
    assert "号操作记录，observations（" in words.out
    assert "应为" in words.out


def test_an_act_taken_out_is_found(demo_copy: Path) -> None:
    """Nobody can have done nothing: the next act does not fit."""
    meddled(demo_copy, "DELETE FROM acts WHERE number = 100")
    assert 101 in [one["act"] for one in call("--home", demo_copy, "--json", "audit").document["breaks"]]


def test_a_home_without_a_ledger_is_whole(tmp_path: Path) -> None:
    """There is nothing to find fault with yet."""
    call("init", tmp_path / "home")
    assert ask(tmp_path / "home", "audit") == {"acts": 0, "submissions": 0, "originals": 0, "head": None, "breaks": []}

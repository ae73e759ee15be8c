"""Homes that many tests look at, made once a test run: the demonstration, and the published table of 2017.

With several test processes the first to ask makes a home, the others wait for it. Who changes a home copies it first.
"""

from __future__ import annotations

import json
import os
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from filelock import FileLock

from tests.commands import published
from tests.commands.calling import ask, call, copied


@dataclass(frozen=True)
class Demo:
    """The demonstration's home, what `demo --json` told, and what has been asked of it so far."""

    home: Path
    told: Any
    _answers: dict[tuple[str, ...], Any] = field(default_factory=dict)

    def ask(self, *words: str) -> Any:
        """Ask a command that changes nothing, once."""
        if words not in self._answers:
            self._answers[words] = ask(self.home, *words)
        return self._answers[words]

    def figure(self, code: str, unit: str = "全市", period: str = "2023Q3") -> Any:
        """Give one figure."""
        return next(one for one in self.ask("figures", period) if (one["code"], one["unit"]) == (code, unit))


@pytest.fixture(scope="session")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Demo:
    """Give the demonstration, to be looked at only."""
    base = tmp_path_factory.getbasetemp()
    shared = base.parent if "PYTEST_XDIST_WORKER" in os.environ else base
    home, told = shared / "demo", shared / "demo.json"
    with FileLock(shared / "demo.lock"):
        if not told.is_file():
            answer = call("demo", home, "--json")
            assert answer.status == 0, answer
            told.write_text(answer.out, encoding="utf-8")
    return Demo(home, json.loads(told.read_text(encoding="utf-8")))


@pytest.fixture
def demo_copy(demo: Demo, tmp_path: Path) -> Path:
    """Give a copy of the demonstration, to be changed."""
    return copied(demo.home, tmp_path / "演示")


@dataclass(frozen=True)
class Table:
    """The published table of 2017: a home with nothing in it yet, and what its senders will send."""

    home: Path
    content: dict[str, bytes]


@pytest.fixture(scope="session")
def table(tmp_path_factory: pytest.TempPathFactory) -> Table:
    """Give the home of the published table, to be looked at only."""
    home = published.home_of_2017(tmp_path_factory.mktemp("published") / "home")
    return Table(home, published.answers(home))


@pytest.fixture
def table_home(table: Table, tmp_path: Path) -> Path:
    """Give a home for the published table, its forms sent out, nothing received."""
    return copied(table.home, tmp_path / "home")

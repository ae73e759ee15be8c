"""The order of the house holds everywhere, with no exceptions; ARCHITECTURE.md says what it is for."""

from __future__ import annotations

import ast
import graphlib
from pathlib import Path
from shutil import copytree, ignore_patterns

import pytest

from tests.floors import HOUSE, breaches, imports, loaded_with, modules, reached

PRESENT = modules()
LIGHT = [name for name in ("cli", "commands", "commands.status") if name in PRESENT]
HEAVY = {"openpyxl", "xlsxwriter", "docx", "lxml", "simpleeval", "filelock", "schedule", "chinese_calendar"}


def test_nothing_breaks_the_order() -> None:
    """Imports go down only, every outside library has one door, nobody below reads the clock."""
    assert breaches(PRESENT) == []


def test_no_import_runs_in_a_circle() -> None:
    """Any module can be read after those it imports."""
    graph = {name: {r[-1] for i in imports(tree) if (r := reached(i, PRESENT))} for name, tree in PRESENT.items()}
    assert len(list(graphlib.TopologicalSorter(graph).static_order())) == len(PRESENT)


@pytest.mark.parametrize("name", LIGHT)
def test_light_commands_load_nothing_heavy(name: str) -> None:
    """`--help` and `status` start without the libraries that make workbooks and documents."""
    assert not loaded_with(name, PRESENT) & HEAVY


@pytest.mark.parametrize(
    ("module", "line", "said"),
    [
        ("model.periods", "from reporting.merge import value", "imports merge, which is not below it"),
        ("merge.value", "from reporting.checks import thresholds", "imports checks, which is not below it"),
        ("merge.value", "def f():\n    import reporting.checks", "imports checks, which is not below it"),
        ("sheets.planted", "import reporting.formulas", "imports formulas, which is not below it"),
        ("merge.planted", "from .value import x", "relative import .value.x"),
        ("merge.planted", "from . import value", "relative import ..value"),
        ("merge.planted", "import openpyxl.styles", "second door to openpyxl"),
        ("merge.planted", "import sqlite3", "second door to sqlite3"),
        ("merge.planted", "import requests", "requests has no door"),
        ("model.planted", "from configparser import ConfigParser", "second door to configparser"),
        ("attic.planted", "", "stands on no floor"),
        ("utils", "", "stands on no floor"),
        ("merge.planted", "stamp = datetime.now(tz)", "reads the clock: datetime.now"),
        ("ledger.planted", "def f(d=date.today()): pass", "reads the clock: date.today"),
        ("commands.planted", "from time import time", "reads the clock: time.time"),
        ("frames", "import pandas", "loads pandas at the top"),
    ],
)
def test_a_planted_fault_is_found(module: str, line: str, said: str) -> None:
    """Each way of breaking the order is told, with the module that breaks it."""
    assert breaches({module: ast.parse(line)}) == [f"{module}: {said}"]


@pytest.mark.parametrize(
    ("module", "line"),
    [
        ("merge.planted", "from reporting.model.records import Finding"),
        ("merge.planted", "from reporting.merge import value"),
        ("commands.planted", "from reporting.merge import value"),
        ("sheets.planted", "from lxml import etree"),
        ("timetable", "now = datetime.now(tz)"),
        ("merge.planted", "from datetime import datetime\nwhen = datetime.fromtimestamp(0, tz)"),
        ("frames", "def figures():\n    import pandas"),
    ],
)
def test_what_is_allowed_stays_silent(module: str, line: str) -> None:
    """Imports downwards and within a room, and the clock where it belongs, are no faults."""
    assert breaches({module: ast.parse(line)}) == []


def test_faults_are_found_on_the_disk(tmp_path: Path) -> None:
    """An upward and a sideways import, planted in a copy of the house, are both found."""
    copy = copytree(HOUSE, tmp_path / "reporting", ignore=ignore_patterns("__pycache__"))
    before = set(breaches(modules(copy)))
    (copy / "model" / "planted.py").write_text("from reporting.commands import run\n", encoding="utf-8")
    (copy / "merge" / "planted.py").write_text("import reporting.checks.own\n", encoding="utf-8")
    assert set(breaches(modules(copy))) - before == {
        "model.planted: imports commands, which is not below it",
        "merge.planted: imports checks, which is not below it",
    }


def test_commands_open_the_ledger_where_the_settings_say() -> None:
    """A command that opened it by itself would look into the home's own file though the ledger lies on a server."""
    opening = [
        name
        for name, tree in PRESENT.items()
        if name.startswith(("commands.", "frames")) and name != "commands.office"
        for imported in imports(tree)
        if imported in {"reporting.ledger.book.opened", "reporting.ledger.opened"}
    ]
    assert opening == []

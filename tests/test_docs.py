"""The documents do not lag behind the program."""

from __future__ import annotations

import re
import shutil
import subprocess
import tomllib
from dataclasses import is_dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any

import pytest

import reporting
from reporting.model import catalogue, figures, grid, history, records, words
from reporting.products.workbook import (
    chartdata,
    charts,
    counties,
    issues,
    overview,
    plans,
    reports,
    sources,
    tables,
    tasks,
)

ROOT = Path(__file__).parents[1]
READMES = ("README.md", "README.zh-CN.md")
CONTRACT = """
    init demo forms run status findings figures scores trace catalogue accept waive check letter release bulletins audit
    layout mail serve settings
"""
# Written apart, so that this file does not hold what it forbids.
MACHINES = ("/" + "work/", "/" + "root/", "/" + "tmp/brief", "pypi" + ".", "python" + "hosted")
FORBIDDEN = re.compile("|".join(map(re.escape, MACHINES)))


def text(name: str) -> str:
    """Read a document of the project."""
    return (ROOT / name).read_text(encoding="utf-8")


def project() -> dict[str, Any]:
    """Read the project's own description."""
    described: dict[str, Any] = tomllib.loads(text("pyproject.toml"))["project"]
    return described


def present_commands() -> list[str]:
    """Give the commands of the contract that are there."""
    rooms = [ROOT / "reporting" / room for room in ("commands", "timetable")]
    return [name for name in CONTRACT.split() if any((room / f"{name}.py").is_file() for room in rooms)]


def vocabularies() -> list[type[StrEnum]]:
    """Give the closed vocabularies."""
    kinds = [kind for kind in vars(words).values() if isinstance(kind, type) and issubclass(kind, StrEnum)]
    return [kind for kind in kinds if kind is not StrEnum]


def spoken(name: str) -> str:
    """Give the name of a record as people say it: `FormCell` is a form cell."""
    return re.sub(r"(?<=[a-z])(?=[A-Z])", " ", name).lower()


def record_names() -> list[str]:
    """Give the names of the records that pass between the rooms, as people say them."""
    kinds = [kind for room in (catalogue, figures, grid, history, records) for kind in vars(room).values()]
    return sorted({spoken(kind.__name__) for kind in kinds if is_dataclass(kind) and isinstance(kind, type)})


def own_texts() -> dict[str, str]:
    """Give the project's text files by path: those that git knows or would take in."""
    if shutil.which("git") is None:
        pytest.skip("no git here, so the project's own files cannot be told from others")
    asked = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    listed = subprocess.run(asked, cwd=ROOT, capture_output=True, check=False)
    if listed.returncode:
        pytest.skip("no repository here, so the project's own files cannot be told from others")
    contents = {name: ROOT / name for name in listed.stdout.decode().split("\0") if name}
    read = {name: path.read_bytes() for name, path in contents.items() if path.is_file()}
    return {name: content.decode() for name, content in read.items() if b"\0" not in content[:8000]}


@pytest.mark.parametrize("readme", READMES)
def test_the_readme_opens_with_the_two_commands(readme: str) -> None:
    """Whoever opens the project sees first how to try it and how to test it; then how on Windows, in three lines."""
    page = text(readme)
    blocks = [block.strip().splitlines()[1:] for block in page.split("```")[1::2]]
    assert page.index("```") < 80
    assert [line.split("#")[0].strip() for line in blocks[0]] == ["make demo", "make test"]
    assert len(blocks[1]) == 3


@pytest.mark.parametrize("readme", READMES)
@pytest.mark.parametrize("command", present_commands())
def test_every_command_is_in_the_readme(readme: str, command: str) -> None:
    """No command has to be guessed."""
    assert re.search(rf"^\| `{command}[ `]", text(readme), re.MULTILINE)


@pytest.mark.parametrize("readme", READMES)
def test_no_command_is_promised_that_is_not_there(readme: str) -> None:
    """What the table of commands lists can be called."""
    listed = re.findall(r"^\| `([a-z]+)[ `]", text(readme), re.MULTILINE)
    assert [name for name in listed if name not in present_commands()] == []


def test_every_room_is_on_the_map() -> None:
    """ARCHITECTURE names each folder of the house."""
    rooms = [path.parent.name for path in (ROOT / "reporting").glob("*/__init__.py")]
    assert [room for room in rooms if f"`reporting/{room}/`" not in text("ARCHITECTURE.md")] == []


def test_every_module_on_the_map_is_there() -> None:
    """ARCHITECTURE names no module that does not exist."""
    page = text("ARCHITECTURE.md")
    named = re.findall(r"`((?:[a-z]+/)+[a-z_]+\.py)`", page)
    rooms = re.findall(r"^\| `(reporting/[a-z/]+/)` \|(.*)$", page, re.MULTILINE)
    named += [room + module for room, told in rooms for module in re.findall(r"`([a-z_]+\.py)`", told)]
    assert [path for path in named if not any((ROOT / top / path).is_file() for top in ("", "reporting"))] == []


@pytest.mark.parametrize("vocabulary", vocabularies(), ids=lambda kind: kind.__name__)
def test_every_word_is_in_the_glossary(vocabulary: type[StrEnum]) -> None:
    """Each word that the code treats in a way of its own is explained, in its vocabulary."""
    page = text("GLOSSARY.md")
    assert f"`{vocabulary.__name__}`" in page
    assert [word for word in vocabulary if word.value not in page] == []


@pytest.mark.parametrize("record", record_names())
def test_every_record_is_in_the_glossary(record: str) -> None:
    """What passes from room to room has one name, and the glossary says what it is in Chinese."""
    things = [cell for line in text("GLOSSARY.md").splitlines() for cell in line.split("|")[1:2]]
    assert record in {word.strip() for cell in things for word in cell.split(",")}


def test_every_decision_is_in_the_index() -> None:
    """Decisions are numbered without a gap, and the index has each under its number and its title."""
    folder = ROOT / "docs" / "decisions"
    notes = sorted(folder.glob("[0-9]*.md"))
    titles = [note.read_text(encoding="utf-8").splitlines()[0] for note in notes]
    assert [int(note.name[:4]) for note in notes] == list(range(1, len(notes) + 1))
    listed = re.findall(r"^\| \[(\d+)\]\((.*)\) \| (.*) \|$", text("docs/decisions/README.md"), re.MULTILINE)
    assert [(name, f"# {number} {title}") for number, name, title in listed] == [
        (note.name, title) for note, title in zip(notes, titles, strict=True)
    ]


def test_the_clerk_is_told_of_every_sheet() -> None:
    """The bureau's guide names the sheets of the workbook as they are named there."""
    guide = text("docs/bureau-clerk.zh-CN.md")
    of_a_table = (overview.SHEET, plans.SHEET, reports.SHEET, issues.SHEET, tasks.TASKS_SHEET, tasks.PROJECTS_SHEET)
    sheets = (tables.CONTENTS, chartdata.COUNTIES, counties.ITEMS, charts.SHEET, sources.SHEET, *of_a_table)
    assert [sheet for sheet in sheets if sheet not in guide] == []


def test_links_lead_somewhere() -> None:
    """No document points at a file that is not there."""
    pages = {page: page.read_text(encoding="utf-8") for page in (*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md"))}
    links = [(page, link) for page, content in pages.items() for link in re.findall(r"\]\(([^)#:]+)\)", content)]
    assert [f"{page.name}: {link}" for page, link in links if not (page.parent / link).exists()] == []


def test_every_dependency_has_its_reason() -> None:
    """Each library is named with its reason in docs/decisions, and pinned."""
    needed = [re.split(r"[<>=; ]", line)[0] for line in project()["dependencies"]]
    reasons, pins = text("docs/decisions/0013-dependencies.md"), text("requirements.txt")
    assert [name for name in needed if f"| {name} |" not in reasons or f"\n{name}==" not in pins] == []


@pytest.mark.parametrize("name", ["requirements.txt", "requirements-dev.txt"])
def test_pins_have_hashes_and_name_no_index(name: str) -> None:
    """A mirror can be used: the pins say what, down to the bytes, and not where from."""
    lines = text(name).splitlines()
    assert "://" not in text(name)
    assert [line for line in lines if line.startswith("-")] == []
    assert all(line.endswith("\\") for line in lines if "==" in line and not line.lstrip().startswith("#"))


def test_the_version_is_one() -> None:
    """The package and its description agree on the version."""
    assert project()["version"] == reporting.__version__


def test_nothing_names_a_machine() -> None:
    """No file of the project holds a path of the machine it was written on, or the host of a registry."""
    found = {name: FORBIDDEN.findall(content) for name, content in own_texts().items()}
    assert {name: hits for name, hits in found.items() if hits} == {}

"""The order in which files arrive, and in how many passes, never changes a figure."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import Any

import pytest

from tests.commands.calling import ask, call, drop, held_below
from tests.commands.conftest import Demo, Table
from tests.commands.published import NOW, PERIOD, answers, home_of_2017

QUARTER, QUIET = "2023Q3", "2019Q4"
CORRECTED = "瑞安市"


@dataclass(frozen=True)
class Letter:
    """A file as it was sent."""

    name: str
    content: bytes
    sent: str


def dropped(home: Path, letters: Iterable[Letter]) -> None:
    """Lay letters into the inbox."""
    for letter in letters:
        drop(home, letter.name, letter.content, letter.sent)


def table_after(home: Path, passes: Iterable[Sequence[Letter]]) -> tuple[Any, Any]:
    """Make a pass after each handful of letters; give figures and findings at the end."""
    home_of_2017(home)
    for letters in passes:
        dropped(home, letters)
        ask(home, "--now", NOW, "run", PERIOD)
    return ask(home, "figures", PERIOD), ask(home, "findings", PERIOD)


def test_one_by_one_or_all_at_once(table: Table, table_home: Path, tmp_path: Path) -> None:
    """A period's forms dropped in any order, one by one with a pass after each, give the figures of a single pass."""
    slip = answers(table_home, {("鹿城区", "项目经费内部支出"): "54289"})["鹿城区"]
    wrong = answers(table_home, {("龙湾区", "研发人员折合全时当量"): "99999"})["龙湾区"]
    letters = [
        *(Letter(f"{sender}.xlsx", content, "2018-03-01T09:00:00+08:00") for sender, content in table.content.items()),
        Letter("鹿城区-原报.xlsx", slip, "2018-02-20T09:00:00+08:00"),
        Letter("龙湾区-又报.xlsx", wrong, "2018-03-02T09:00:00+08:00"),
    ]
    at_once = table_after(tmp_path / "at once", [letters])
    assert [one["value"] for one in at_once[0] if (one["code"], one["unit"]) == ("SPEND", "鹿城区")] == ["52489"]
    for place, seed in enumerate((1, 2, 3)):
        shuffled = Random(seed).sample(letters, len(letters))
        assert table_after(tmp_path / f"one by one {place}", [[letter] for letter in shuffled]) == at_once
    halves = [letters[1::2], letters[0::2]]
    assert table_after(tmp_path / "in two", halves) == at_once


@pytest.fixture(scope="module")
def quarter(demo: Demo) -> list[Letter]:
    """Give the files of the demonstration's last quarter as they were sent, the correction among them."""
    manifest = json.loads((demo.home / "outbox" / QUARTER / "manifest.json").read_text(encoding="utf-8"))
    inputs = manifest["made_from"]["run"]["inputs"]
    found: dict[str, Letter] = {}
    for one in inputs:
        again = one["version"] > 1
        name = f"{'更正-' if again else ''}{one['sender']}.xlsx"
        path = demo.home / "ledger" / "originals" / one["sha256"][:2] / f"{one['sha256']}.xlsx"
        day = "2023-10-20" if again else "2023-10-17"
        found[one["sha256"]] = Letter(name, path.read_bytes(), f"{day}T10:00:00+08:00")
    assert sum(letter.name.startswith("更正-") for letter in found.values()) == 1
    return list(found.values())


def figures_after(home: Path, catalogue: Path, passes: Iterable[Sequence[Letter]]) -> Any:
    """Make passes in a new home; the products of a quiet period are quickly made."""
    call("init", home)
    shutil.copyfile(catalogue, home / "templates" / catalogue.name)
    for letters in passes:
        dropped(home, letters)
        ask(home, "--now", "2023-11-01T09:00:00+08:00", "run", QUIET)
    return ask(home, "figures", QUARTER)


def test_a_quarter_of_the_demo_in_another_order(demo: Demo, quarter: list[Letter], tmp_path: Path) -> None:
    """All files of the quarter, the correction before what it corrects: the same figures as in one pass."""
    catalogue = demo.home / "templates" / "指标体系.xlsx"
    at_once = figures_after(tmp_path / "at once", catalogue, [quarter])
    assert sum(one["value"] is not None for one in at_once) > 400
    backwards = sorted(quarter, key=lambda letter: (letter.sent, letter.name), reverse=True)
    third = len(backwards) // 3
    passes = [backwards[:third], backwards[third : 2 * third], backwards[2 * third :]]
    assert figures_after(tmp_path / "in three", catalogue, passes) == at_once


def test_some_senders_of_the_demo_one_by_one(demo: Demo, quarter: list[Letter], tmp_path: Path) -> None:
    """Counties, the statistics office and the bureau's own offices in turn, each with a pass of its own."""
    catalogue = demo.home / "templates" / "指标体系.xlsx"
    senders = ("市统计局", "高新技术处", "文成县", "洞头区", "温州海经区", CORRECTED, "市科技局")
    chosen = [letter for letter in quarter if letter.name.removeprefix("更正-").removesuffix(".xlsx") in senders]
    assert len(chosen) == len(senders) + 1
    at_once = figures_after(tmp_path / "at once", catalogue, [chosen])
    shuffled = Random(7).sample(chosen, len(chosen))
    assert figures_after(tmp_path / "one by one", catalogue, [[letter] for letter in shuffled]) == at_once


def test_products_do_not_depend_on_the_order_of_names(table: Table, tmp_path: Path) -> None:
    """The same bytes dropped in one pass give the same products in every home."""
    letters = [
        Letter(f"{sender}.xlsx", content, "2018-03-01T09:00:00+08:00") for sender, content in table.content.items()
    ]
    for home, order in ((tmp_path / "a", letters), (tmp_path / "b", letters[::-1])):
        table_after(home, [order])
    assert held_below(tmp_path / "a" / "outbox" / PERIOD) == held_below(tmp_path / "b" / "outbox" / PERIOD)


def test_products_and_findings_do_not_depend_on_passes(table: Table, table_home: Path, tmp_path: Path) -> None:
    """One pass or several, in any order, and a pass over nothing at the end: the same products, byte for byte.

    Only the two versions of one form keep their order: their numbers say which was entered first.
    """
    slip = answers(table_home, {("鹿城区", "项目经费内部支出"): "54289"})["鹿城区"]
    letters = [
        Letter(f"{sender}.xlsx", content, "2018-03-01T09:00:00+08:00") for sender, content in table.content.items()
    ]
    again = Letter("鹿城区-更正.xlsx", slip, "2018-03-05T09:00:00+08:00")
    at_once = table_after(tmp_path / "at once", [[*letters, again]])
    shuffled = Random(11).sample(letters, len(letters))
    parted = table_after(tmp_path / "parted", [shuffled[:3], shuffled[3:7], [*shuffled[7:], again], []])
    assert parted == at_once
    made = [
        {
            name: content
            for name, content in held_below(tmp_path / home / "outbox" / PERIOD).items()
            if is_compiled(name)
        }
        for home in ("at once", "parted")
    ]
    assert any(str(name).endswith("汇总表.xlsx") for name in made[0])
    assert made[0] == made[1]


def is_compiled(name: object) -> bool:
    """Whether a file is made of all that is known, not the answer to one version that came, nor the post's own list."""
    answers_and_post = ("receipts", "returned", "letters", "manifest.json", "分送", "发送清单")
    return not any(part in str(name) for part in answers_and_post)

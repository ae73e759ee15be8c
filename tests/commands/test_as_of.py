"""`--as-of`: figures, status and trace as they were known then."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.commands.calling import ask, call, copied, is_for_people
from tests.commands.conftest import Table
from tests.commands.published import NOW, PERIOD, answers, send

CORRECTED = "2018-03-06T17:00:00+08:00"


def told(home: Path, *words: str) -> list[Any]:
    """Ask all that can be asked as of an instant."""
    item = ask(home, "figures", PERIOD)[0]["code"]
    return [ask(home, *asked, *words) for asked in (("figures", PERIOD), ("status", PERIOD), ("trace", PERIOD, item))]


@pytest.fixture(scope="module")
def corrected(table: Table, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, list[Any], list[Any]]:
    """Give a home in which a correction came, and what was told before it and after it."""
    home = copied(table.home, tmp_path_factory.mktemp("then") / "home")
    better = answers(copied(table.home, home.parent / "forms"), {("鹿城区", "研发人员折合全时当量"): "2001"})["鹿城区"]
    for sender, content in table.content.items():
        send(home, sender, content)
    ask(home, "--now", NOW, "run", PERIOD)
    before = told(home)
    send(home, "鹿城区", better, "2018-03-06T09:00:00+08:00")
    ask(home, "--now", CORRECTED, "run", PERIOD)
    return home, before, told(home)


@pytest.mark.parametrize("then", [NOW, "2018-03-05T17:00", "2018-03-05", "2018-03-06T09:00:00Z", "2018-03-06T16:59:59"])
def test_before_a_correction_the_earlier_answer_is_given_exactly(
    corrected: tuple[Path, list[Any], list[Any]], then: str
) -> None:
    """Not a figure, not a version, not a cell of what came later is seen, though it was sent before the instant."""
    home, before, after = corrected
    if then.endswith("Z"):  # 17:00 in China
        assert told(home, "--as-of", then) == after != before
    else:
        assert told(home, "--as-of", then) == before != after


@pytest.mark.parametrize("then", [CORRECTED, "2018-03-06", "2030-01-01"])
def test_from_the_correction_on_it_is_seen(corrected: tuple[Path, list[Any], list[Any]], then: str) -> None:
    """A day alone means all that was done on it."""
    home, _, after = corrected
    assert told(home, "--as-of", then) == after


def test_before_anything_came_every_form_is_missing(corrected: tuple[Path, list[Any], list[Any]]) -> None:
    """Nobody knew anything then."""
    home, _, _ = corrected
    assert {one["state"] for one in ask(home, "status", PERIOD, "--as-of", "2018-03-01")} == {"missing"}


def test_what_is_no_instant_is_told(table: Table) -> None:
    """A word that is no time is wrong use, with the right way to write it."""
    answer = call("--home", table.home, "status", PERIOD, "--as-of", "昨天")
    assert answer.status == 2
    assert is_for_people(answer.err)
    assert "2023-10-12T17:05" in answer.err

"""Workers that die, hang or eat memory cost one task each, and leave nobody behind."""

from __future__ import annotations

import multiprocessing
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from reporting.workers.crew import Crew
from reporting.workers.records import Done, Ended, Failed, Grant, Lost, Why
from reporting.workers.usage import usage
from tests.workers.asked import needs_usage
from tests.workers.labours import Unreceivable, labour

ROOT = Path(__file__).parents[2]
PLENTY = Grant(20, 300 << 20)
LITTLE = Grant(0.3, 60 << 20)
pytestmark = needs_usage


@pytest.fixture
def crew() -> Iterator[Crew[int, str, object]]:
    """Give a crew of two, gone afterwards."""
    with Crew(labour, 100, 2) as found:
        yield found
    assert multiprocessing.active_children() == []


def all_done(crew: Crew[int, str, object], *tasks: tuple[str, Grant]) -> list[Ended[object]]:
    return list(crew.each(tasks))


def test_results_come_in_the_order_asked(crew: Crew[int, str, object]) -> None:
    """Whoever is done first, answers come in the order of the questions, from few processes that stay."""
    tasks = [("add 1", PLENTY), ("who", PLENTY), *((f"add {number}", PLENTY) for number in range(30)), ("who", PLENTY)]
    ended = all_done(crew, *tasks)
    assert [ended[0], *ended[2:-1]] == [Done(101), *(Done(100 + number) for number in range(30))]
    again = all_done(crew, *[("who", PLENTY)] * 20)
    assert len({*again, ended[1], ended[-1]}) <= 2


@pytest.mark.parametrize(
    ("task", "ended"),
    [
        ("spin", Lost(Why.TIME)),
        ("sleep", Lost(Why.TIME)),
        ("eat 200", Lost(Why.MEMORY)),
        ("grab", Lost(Why.MEMORY)),
        ("abort", Lost(Why.DEATH)),
        ("segfault", Lost(Why.DEATH)),
        ("panic", Lost(Why.DEATH)),
    ],
)
def test_a_loss_costs_one_task_alone(crew: Crew[int, str, object], task: str, ended: Ended[object]) -> None:
    """However a worker is lost, the tasks before, beside and behind are done, and the reason is told."""
    began = time.monotonic()
    others = [(f"add {number}", PLENTY) for number in range(4)]
    found = all_done(crew, *others[:2], (task, LITTLE), *others[2:])
    assert found == [Done(100), Done(101), ended, Done(102), Done(103)]
    assert time.monotonic() - began < 60


def test_an_exception_is_ours_and_no_loss(crew: Crew[int, str, object]) -> None:
    """What our own code raises comes back with its traceback, and the worker goes on."""
    before, failed, unsendable, after = all_done(
        crew, *((task, PLENTY) for task in ("who", "fail", "unsendable", "who"))
    )
    assert isinstance(failed, Failed)
    assert isinstance(unsendable, Failed)
    assert "a bug of ours" in failed.told
    assert isinstance(before, Done)
    assert isinstance(after, Done)


def test_what_uses_no_more_than_granted_is_left_alone(crew: Crew[int, str, object]) -> None:
    """A task within its grant is not cut off, whatever others were granted."""
    assert all_done(crew, ("add 1", LITTLE), ("spin", LITTLE), ("add 2", LITTLE))[::2] == [Done(101), Done(102)]


def test_a_worker_that_cannot_start_is_a_bug_of_ours() -> None:
    """A death before any task was begun is never charged to a task."""
    with Crew(labour, Unreceivable(), 1) as crew:  # type: ignore[arg-type]
        (ended,) = crew.each([("add 1", PLENTY)])
    assert isinstance(ended, Failed)


def test_nobody_is_started_for_nothing() -> None:
    """A crew without tasks starts no process."""
    with Crew(labour, 1, 2) as crew:
        assert list(crew.each([])) == []
        assert multiprocessing.active_children() == []


def test_libraries_do_not_talk_into_the_answer(crew: Crew[int, str, object], capfd: pytest.CaptureFixture[str]) -> None:
    """What a worker prints is heard nowhere: standard output belongs to the program's one document."""
    assert all_done(crew, ("shout", PLENTY)) == [Done("quiet")]
    assert capfd.readouterr().out == ""


def test_an_abandoned_crew_leaves_nobody() -> None:
    """Stopped in the middle by whatever, every worker is gone."""
    with Crew(labour, 1, 2) as crew:
        assert next(crew.each([("add 1", PLENTY), ("spin", PLENTY), ("spin", PLENTY)])) == Done(2)
        assert multiprocessing.active_children() != []
    assert multiprocessing.active_children() == []


@pytest.mark.skipif(sys.platform == "win32", reason="kills by signal")
def test_the_workers_of_a_killed_program_end_by_themselves() -> None:
    """A kill that nobody can answer leaves no busy worker behind."""
    words = [sys.executable, "-m", "tests.workers.killed"]
    told = subprocess.run(words, check=False, capture_output=True, cwd=ROOT, timeout=60)
    pids = [int(pid) for pid in told.stdout.split()]
    assert len(pids) == 2, told.stderr.decode(errors="replace")
    until = time.monotonic() + 20
    while time.monotonic() < until and any(usage(pid) for pid in pids):
        time.sleep(0.05)
    assert [pid for pid in pids if usage(pid)] == []

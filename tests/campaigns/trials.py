"""Trials of a program that is killed: at every n-th step, then at random instants."""

from __future__ import annotations

import argparse
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from tests.campaigns.killed import DIED

ROOT = Path(__file__).parents[2]
_TOLD_EVERY = 50
# Sooner than this no program has begun.
_BEGUN = 0.1


@dataclass(frozen=True)
class Plan:
    """How often is killed: at every n-th step, and so many times at random."""

    every: int
    draws: int
    seed: int


# Kills one trial in a folder of its own, makes it good, and says what is then not as it must be.
Killed = Callable[..., list[str]]


def plan(description: str, draws: int) -> Plan:
    """Read what was typed."""
    parser = argparse.ArgumentParser(description=description)
    parser.add_argument("--every", type=int, default=1, help="kill at every n-th step")
    parser.add_argument("--draws", type=int, default=draws, help="kill at so many random instants")
    parser.add_argument("--seed", type=int, default=1)
    return Plan(**vars(parser.parse_args()))


def trials(name: str, killed: Killed, folder: Path, steps: int, planned: Plan) -> int:
    """Kill as planned a program of so many steps; tell what went wrong, and give how often."""
    begun = time.monotonic()
    killed(folder / "timed", step=steps)
    lasts = time.monotonic() - begun
    chance = random.Random(planned.seed)
    wanted: list[dict[str, float]] = [{"step": step} for step in range(1, steps + 1, planned.every)]
    wanted += [{"after": chance.uniform(_BEGUN, lasts)} for _ in range(planned.draws)]
    wrong = 0
    for number, trial in enumerate(wanted, start=1):
        with tempfile.TemporaryDirectory(dir=folder) as place:
            found = killed(Path(place) / "home", **trial)
        wrong += bool(found)
        if found:
            say(f"  {trial}: {found}")
        if number % _TOLD_EVERY == 0:
            say(f"  {number} of {len(wanted)}, wrong {wrong}")
    say(f"{name}: {steps} steps, killed {len(wanted)} times, wrong {wrong}")
    return wrong


def kill(words: Sequence[str], environment: Mapping[str, str], *, step: int = 0, after: float = 0.0) -> list[str]:
    """Run a program that dies at a step, or is killed after some seconds; say where the step was never reached."""
    child = subprocess.Popen(words, cwd=ROOT, env=dict(environment), stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    try:
        child.communicate(timeout=after or None)
    except subprocess.TimeoutExpired:
        child.kill()
        child.communicate()
    return [f"step {step} was never reached"] if step and child.returncode != DIED else []


def say(line: str) -> None:
    """Print a line at once."""
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()

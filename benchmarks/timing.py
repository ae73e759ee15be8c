"""What a program costs: time on the clock and of the processor, and its peak of memory, each run a process."""

from __future__ import annotations

import compileall
import gc
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parents[1]
# The system counts in kilobytes, on macOS in bytes.
_UNIT = 1 << 20 if sys.platform == "darwin" else 1 << 10
# How often a call is measured at a turn.
_AT_A_TURN = 5
_NO_BYTECODE = "PYTHONDONTWRITEBYTECODE"


@dataclass(frozen=True, slots=True)
class Cost:
    """Seconds on the clock; seconds of the processor and the peak of memory in megabytes where the system tells them.

    The clock is what people wait for, the disk included; the processor's time is less troubled by what else is running.
    """

    seconds: float
    processor: float | None = None
    megabytes: float | None = None


def cost(words: Sequence[str]) -> Cost:
    """Run Python with some words in the project's folder, and measure. Raises RuntimeError where it fails."""
    surroundings = environment()
    with tempfile.TemporaryFile() as said:
        begun = time.perf_counter()
        process = subprocess.Popen(
            [sys.executable, *words], cwd=ROOT, env=surroundings, stdout=said, stderr=subprocess.STDOUT
        )
        found = _ended(process, begun)
        if process.returncode:
            said.seek(0)
            raise RuntimeError(f"{' '.join(words)}: {said.read().decode(errors='replace')}")
    return found


@cache
def _compile() -> None:
    for room in ("reporting", "benchmarks", "tests"):
        compileall.compile_dir(ROOT / room, quiet=1)


def environment() -> dict[str, str]:
    """Give what programs are run with: compiled, as installed programs are, whatever this machine keeps from it."""
    _compile()
    return {name: value for name, value in os.environ.items() if name != _NO_BYTECODE}


def _ended(process: subprocess.Popen[bytes], begun: float) -> Cost:
    """Wait for a program to end, and give what it cost."""
    if sys.platform == "win32":
        process.wait()
        return Cost(time.perf_counter() - begun)
    _, status, used = os.wait4(process.pid, 0)
    seconds = time.perf_counter() - begun
    process.returncode = os.waitstatus_to_exitcode(status)
    return Cost(seconds, used.ru_utime + used.ru_stime, used.ru_maxrss / _UNIT)


def median(costs: Sequence[Cost]) -> Cost:
    """Give the medians, each measure by itself."""
    return Cost(
        statistics.median(one.seconds for one in costs),
        _median([one.processor for one in costs]),
        _median([one.megabytes for one in costs]),
    )


def _median(values: Sequence[float | None]) -> float | None:
    known = [value for value in values if value is not None]
    return statistics.median(known) if known else None


def in_turn(rounds: int, *calls: Callable[[], object]) -> tuple[float, ...]:
    """Give the median milliseconds of the processor of some calls made in turn within this process.

    At each turn a call is made once to warm up, and what the one before left behind is swept away, so that none pays
    for another; then it is measured a few times.
    """
    spent: list[list[float]] = [[] for _ in calls]
    for _ in range(rounds):
        for call, times in zip(calls, spent, strict=True):
            call()
            gc.collect()
            for _ in range(_AT_A_TURN):
                begun = time.process_time_ns()
                call()
                times.append((time.process_time_ns() - begun) / 1_000_000)
    return tuple(statistics.median(times) for times in spent)

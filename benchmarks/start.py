"""How long the light commands take, in process time: `make bench`.

A cold process each time, the median of fifteen. `status` is measured on demo/ where there is one, else on a new home
without submissions.
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).parents[1]
ROUNDS = 15
# What must not be exceeded, in milliseconds of process time on a small office PC.
LIMITS = {"--help": 80, "status": 150}


def process_time(*words: str) -> float:
    """Run the program once and give its user and system time in milliseconds; wall time where the system has none."""
    before = os.times()
    subprocess.run([sys.executable, "-m", "reporting", *words], cwd=ROOT, check=True, stdout=subprocess.DEVNULL)
    after = os.times()
    spent = (after.children_user - before.children_user) + (after.children_system - before.children_system)
    return 1000 * (spent or after.elapsed - before.elapsed)


def median(*words: str) -> float:
    """Give the median of several runs, after one that warms the disk."""
    process_time(*words)
    return statistics.median(process_time(*words) for _ in range(ROUNDS))


def main() -> int:
    """Print both medians beside their limits; 1 when one is exceeded."""
    with tempfile.TemporaryDirectory() as folder:
        home = ROOT / "demo"
        if not (home / "ledger").is_dir():
            home = Path(folder) / "home"
            process_time("init", str(home))
        found = {"--help": median("--help"), "status": median("status", "2023Q3", "--home", str(home))}
    for name, spent in found.items():
        print(f"{name:8} {spent:6.0f} ms, limit {LIMITS[name]} ms")
    return int(any(spent > LIMITS[name] for name, spent in found.items()))


if __name__ == "__main__":
    sys.exit(main())

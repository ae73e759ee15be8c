"""Thousands of draws, every outcome exactly right: `python -m tests.adversary.campaign --draws 2000 --seed 0`."""

from __future__ import annotations

import argparse
import sys
import time
from collections import Counter
from concurrent.futures import ProcessPoolExecutor
from functools import partial

from tests.adversary.draw import drawn, files
from tests.adversary.judged import judged
from tests.adversary.kinds import KINDS
from tests.adversary.world import world

_TOLD_EVERY = 100


def tried(seed: int) -> tuple[int, list[str], list[str]]:
    """Draw a submission, send it, and give what was done to it and what came out otherwise than it must."""
    case = drawn(world(), seed)
    title = f"{case.sender} {case.period} {case.format}"
    return seed, [title, *case.done], judged(world(), case, files(case))


def main() -> int:
    """Run the campaign; 1 where an outcome is not right."""
    words = argparse.ArgumentParser(description=__doc__)
    words.add_argument("--draws", type=int, default=2000)
    words.add_argument("--seed", type=int, default=0, help="the number of the first draw")
    words.add_argument("--workers", type=int, default=2)
    given = words.parse_args()
    begun, wrong = time.monotonic(), 0
    counts: Counter[str] = Counter()
    with ProcessPoolExecutor(given.workers) as pool:
        draws = pool.map(partial(tried), range(given.seed, given.seed + given.draws), chunksize=10)
        for number, (seed, done, differing) in enumerate(draws, start=1):
            counts.update(done[1:])
            if differing:
                wrong += 1
                print(f"draw {seed}: {' + '.join(done)}")
                print("\n".join(f"    {line}" for line in differing[:8]))
            if number % _TOLD_EVERY == 0:
                print(f"{number} of {given.draws}, {wrong} wrong", file=sys.stderr)
    never = [kind for kind in KINDS if kind not in counts]
    print(
        f"{given.draws} submissions drawn, {wrong} outcomes wrong, {len(KINDS)} kinds of mutation, "
        f"{sum(counts.values())} applied, {time.monotonic() - begun:.0f} s"
    )
    if never:
        print(f"never drawn: {', '.join(never)}")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())

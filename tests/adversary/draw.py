"""Mutations drawn and combined: the same number draws the same submission."""

from __future__ import annotations

from random import Random

from tests.adversary.case import Case
from tests.adversary.files import LOSES
from tests.adversary.kinds import KINDS
from tests.adversary.world import World
from tests.adversary.written import written

# How many mutations are combined, at most, and how often an unfit one is drawn again.
MOST, TRIES = 4, 12


def alone(world: World, kind: str, seed: int) -> Case | None:
    """Give an honest submission altered in one way; None where no submission is fit for it."""
    chance = Random(f"{kind} {seed}")
    cases = list(world.honest.values())
    chance.shuffle(cases)
    for honest in cases:
        case = honest.copy()
        if KINDS[kind](case, chance):
            case.done.append(kind)
            return case
    return None


def drawn(world: World, seed: int) -> Case:
    """Draw a submission, and from one to four alterations of it."""
    chance = Random(seed)
    case = chance.choice(list(world.honest.values())).copy()
    wanted = chance.randint(1, MOST)
    for _ in range(TRIES):
        if len(case.done) == wanted or case.outcome:
            break
        kind = chance.choice(list(KINDS))
        tried = case.copy()
        if kind not in case.done and KINDS[kind](tried, chance) and _can_be_written(tried):
            case = tried
            case.done.append(kind)
    return case


def _can_be_written(case: Case) -> bool:
    """Whether the format keeps what the alterations are about."""
    needs = case.needs | ({"sheets"} if len(case.pages) > 1 else set())
    return not needs & LOSES[case.format]


def files(case: Case) -> dict[str, bytes]:
    """Write a submission's files, by name under the inbox."""
    return written(case)

"""What passes between a crew and those it works for: how much a task is granted, and how it ended."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Generic, TypeVar

Made = TypeVar("Made")


@dataclass(frozen=True, slots=True)
class Grant:
    """What one task may use: seconds of the processor, and bytes of memory above what an idle worker holds."""

    seconds: float
    memory: int


class Why(StrEnum):
    """Why a worker was lost over a task."""

    TIME = "time"
    MEMORY = "memory"
    DEATH = "death"


@dataclass(frozen=True, slots=True)
class Done(Generic[Made]):
    """The task was done: what was made."""

    made: Made


@dataclass(frozen=True, slots=True)
class Failed:
    """Our own code raised an exception at the task: a bug of ours, told with its traceback."""

    told: str


@dataclass(frozen=True, slots=True)
class Lost:
    """The worker was lost: it used more than it was granted and was killed, or died by itself."""

    why: Why


Ended = Done[Made] | Failed | Lost

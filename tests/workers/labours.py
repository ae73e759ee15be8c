"""Work of every kind for a worker: honest, endless, greedy, faulty, deadly. Sent by name, so it stands in a module."""

from __future__ import annotations

import ctypes
import os
import time


def labour(given: int, task: str) -> object:  # noqa: C901, PLR0911, PLR0912 - a table of kinds
    """Do what the task says; `given` is what every worker was given."""
    match task.split():
        case ["add", number]:
            return given + int(number)
        case ["who"]:
            return os.getpid()
        case ["spin"]:
            while True:
                pass
        case ["sleep"]:
            time.sleep(600)
        case ["eat", megabytes]:
            kept = [b"x" * (1 << 20) for _ in range(int(megabytes))]
            time.sleep(600)
            return len(kept)
        case ["grab"]:
            return len(bytes(1 << 45))
        case ["abort"]:
            os.abort()
        case ["segfault"]:
            return ctypes.string_at(0)
        case ["panic"]:
            raise GeneratorExit("no Exception, as a panic of Rust is none")
        case ["fail"]:
            raise ZeroDivisionError("a bug of ours")
        case ["unsendable"]:
            return lambda: None
        case ["shout"]:
            os.write(1, b"noise on standard output")
            return "quiet"
    return None


def refuse_to_start(given: int) -> int:
    """Stand for something given that cannot be received."""
    raise OSError(given)


class Unreceivable:
    """Something that is sent well and breaks whoever receives it."""

    def __reduce__(self) -> tuple[object, tuple[int]]:
        return refuse_to_start, (5,)

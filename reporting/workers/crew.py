"""A crew of workers, kept warm: each does one task at a time, and is killed and replaced when it goes too far.

Workers are started only when there is something to do, by spawning a fresh interpreter on every system alike: a copy of
this process would bring its open ledger along. An executor of the standard library is broken as a whole when one of
its processes dies; here the loss of a worker is one of the ways in which one task can end.
"""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from multiprocessing import connection, get_context
from types import TracebackType
from typing import Any, Generic, Self, TypeVar

from reporting.workers.child import READY, serve
from reporting.workers.records import Ended, Failed, Grant, Lost, Why
from reporting.workers.usage import usage

Given = TypeVar("Given")
Task = TypeVar("Task")
Made = TypeVar("Made")

LOOK_EVERY = 0.02
# On a busy machine a second of the processor takes several; a worker that waits for nothing must end nevertheless.
PATIENCE = 8
_SECONDS_TO_START = 60
# A worker that came back from a large task holding this much more than before is replaced.
_KEPT = 100 << 20


class Crew(Generic[Given, Task, Made]):
    """Workers for one kind of work: `work(given, task)`, a function of a module; `given` is sent to each once."""

    def __init__(self, work: Callable[[Given, Task], Made], given: Given, size: int) -> None:
        """Name the work; nobody is started yet."""
        self._work, self._given, self._size = work, given, size
        self._workers: list[_Worker] = []

    def __enter__(self) -> Self:
        """Be on hand."""
        return self

    def __exit__(self, kind: type[BaseException] | None, fault: BaseException | None, at: TracebackType | None) -> None:
        """End every worker, whatever it is doing."""
        while self._workers:
            self._workers.pop().end()

    def each(self, tasks: Sequence[tuple[Task, Grant]]) -> Iterator[Ended[Made]]:
        """Have all tasks done, and yield how each ended, in the order in which they were given."""
        waiting = deque(range(len(tasks)))
        ended: dict[int, Ended[Made]] = {}
        for place in range(len(tasks)):
            while place not in ended:
                self._hand_out(tasks, waiting)
                ended.update(self._look())
            yield ended.pop(place)

    def _hand_out(self, tasks: Sequence[tuple[Task, Grant]], waiting: deque[int]) -> None:
        free = [worker for worker in self._workers if worker.place is None]
        while waiting and (free or len(self._workers) < self._size):
            worker = free.pop() if free else self._started()
            place = waiting.popleft()
            worker.begin(place, *tasks[place])

    def _started(self) -> _Worker:
        self._workers.append(_Worker(self._work, self._given))
        return self._workers[-1]

    def _look(self) -> dict[int, Ended[Made]]:
        """Wait for a moment or until a worker tells something; give the tasks that have ended, however they did."""
        busy = [worker for worker in self._workers if worker.place is not None]
        connection.wait([one for worker in busy for one in worker.signs], LOOK_EVERY)
        found: dict[int, Ended[Made]] = {}
        for worker in busy:
            ended = worker.look()
            if ended is not None and worker.place is not None:
                found[worker.place] = ended
                worker.place = None
                if worker.is_spent(ended):
                    self._workers.remove(worker)
                    worker.end()
        return found


class _Worker:
    """One child process, and the task it is at."""

    def __init__(self, work: Callable[[Any, Any], Any], given: Any) -> None:
        context = get_context("spawn")
        self._connection, theirs = context.Pipe()
        self._process = context.Process(target=serve, args=(theirs, work, given), daemon=True)
        self._process.start()
        theirs.close()
        self._ready = False
        self._idle_memory = 0
        self._began = time.monotonic()
        self._began_seconds = 0.0
        self._grant = Grant(0, 0)
        self.place: int | None = None

    @property
    def signs(self) -> tuple[Any, ...]:
        """What to wait for: an answer, or the end of the process."""
        return self._connection, self._process.sentinel

    def begin(self, place: int, task: object, grant: Grant) -> None:
        """Hand out a task; a worker that is still starting takes it up when it is ready."""
        self.place, self._grant = place, grant
        with suppress(OSError):  # it is dead: `look` will see that
            self._connection.send((task, grant))
        self._start_clock()

    def _start_clock(self) -> None:
        used = usage(self._process.pid or 0)
        self._began = time.monotonic()
        if used is not None:
            self._began_seconds = used.seconds
            self._idle_memory = self._idle_memory or used.memory * self._ready

    def look(self) -> Ended[Any] | None:
        """Tell how the task ended, None while it goes on."""
        try:
            if self._connection.poll():
                told = self._connection.recv()
                if told != READY:
                    return told  # type: ignore[no-any-return] # one of the ways to end
                self._ready = True
                self._start_clock()
                return None
        except (EOFError, OSError):
            self._process.join(1)
            return self._dead()
        return self._exceeded() if self._process.is_alive() else self._dead()

    def _dead(self) -> Ended[Any]:
        """Tell of a death: before a worker was ready it has seen no task, so it is the program that fails."""
        return Lost(Why.DEATH) if self._ready else Failed(f"a worker ended at its start ({self._process.exitcode})")

    def _exceeded(self) -> Ended[Any] | None:
        waited, most = time.monotonic() - self._began, self._grant.seconds
        if not self._ready:
            return Failed("a worker does not start") if waited > _SECONDS_TO_START else None
        used = usage(self._process.pid or 0)
        if used is None:
            return Lost(Why.TIME) if waited > most else None
        if used.memory - self._idle_memory > self._grant.memory:
            return Lost(Why.MEMORY)
        late = used.seconds - self._began_seconds > most or waited > most * PATIENCE
        return Lost(Why.TIME) if late else None

    def is_spent(self, ended: Ended[Any]) -> bool:
        """Whether the worker is of no more use: lost, never started, or grown fat."""
        if isinstance(ended, Lost) or not self._ready or not self._process.is_alive():
            return True
        used = usage(self._process.pid or 0)
        return used is not None and used.memory - self._idle_memory > _KEPT

    def end(self) -> None:
        """Kill the process and wait until it is gone."""
        self._process.kill()
        self._process.join()
        self._process.close()
        self._connection.close()

"""What runs in a worker: wait for a task, do it, send back what was made; end when nobody is there any more."""

from __future__ import annotations

import os
import signal
import sys
import threading
import traceback
from collections.abc import Callable
from contextlib import suppress
from multiprocessing import parent_process
from multiprocessing.connection import Connection
from typing import Any

from reporting.workers.records import Done, Failed, Grant, Lost, Why

READY = "ready"
# The kernel's own limits lie above those the crew holds a task to: they are for the case that the crew is gone, or
# that memory is asked for faster than the crew looks.
_SPARE_SECONDS, _SPARE_MEMORY = 10, 512 << 20


def serve(connection: Connection[Any, Any], work: Callable[[Any, Any], Any], given: Any) -> None:
    """Do task after task until the other end is closed."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # ^C is for the one who asked: it ends its workers itself
    threading.Thread(target=_end_with_parent, daemon=True).start()
    connection.send(READY)
    _fall_silent()
    with suppress(EOFError, OSError):
        while True:
            task, grant = connection.recv()
            _bound(grant)
            _send(connection, _ended(work, given, task))


def _ended(work: Callable[[Any, Any], Any], given: Any, task: Any) -> Done[Any] | Failed | Lost:
    try:
        return Done(work(given, task))
    except MemoryError:
        return Lost(Why.MEMORY)
    except Exception:  # noqa: BLE001 - told to the crew, which tells it as what it is: a bug of ours
        return Failed(traceback.format_exc())


def _send(connection: Connection[Any, Any], ended: Done[Any] | Failed | Lost) -> None:
    try:
        connection.send(ended)
    except OSError:  # nobody is there any more
        raise
    except Exception:  # noqa: BLE001 - what was made cannot be sent: a bug of ours like any other
        connection.send(Failed(traceback.format_exc()))


def _end_with_parent() -> None:
    parent = parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)


def _fall_silent() -> None:
    """Let no library write between the lines of a program whose output is one document."""
    sys.stdout.flush()
    sys.stderr.flush()
    nowhere = os.open(os.devnull, os.O_WRONLY)
    for stream in (1, 2):
        os.dup2(nowhere, stream)


def _bound(grant: Grant) -> None:
    """Set the kernel's limits anew for a task, where the system has such."""
    if sys.platform == "win32":
        return
    import resource

    used = resource.getrusage(resource.RUSAGE_SELF)
    seconds = used.ru_utime + used.ru_stime + grant.seconds + _SPARE_SECONDS
    _limit(resource.RLIMIT_CPU, int(seconds))
    _limit(resource.RLIMIT_CORE, 0)
    if sys.platform == "linux":  # elsewhere address space is handed out too freely to be counted
        _limit(resource.RLIMIT_AS, _address_space() + grant.memory + _SPARE_MEMORY)


def _limit(kind: int, most: int) -> None:
    import resource

    if sys.platform != "win32":
        _, hard = resource.getrlimit(kind)
        soft = most if hard == resource.RLIM_INFINITY else min(most, hard)
        with suppress(ValueError, OSError):  # a system that knows the limit and does not set it
            resource.setrlimit(kind, (soft, hard))


def _address_space() -> int:
    with open("/proc/self/statm", "rb") as statm:  # noqa: PTH123 - no file
        return int(statm.read().split()[0]) * os.sysconf("SC_PAGE_SIZE")

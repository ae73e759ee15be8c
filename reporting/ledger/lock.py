"""One writer at a time, and one service: the locks of a home, and who holds them.

The system lets go of the lock when its holder ends, however it ends. Beside it lies who took it and, as the time of
that file, when; so who must wait is told for whom.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import datetime
from pathlib import Path

from reporting.ledger.stored import CHINA
from reporting.model.errors import LedgerError

FOLDER = "ledger"
LOCK = f"{FOLDER}/ledger.lock"
HOLDER = f"{FOLDER}/ledger.holder"
SERVICE, SERVANT = f"{FOLDER}/serve.lock", f"{FOLDER}/serve.holder"
# A pass takes seconds: a clerk's own act waits that long before it is told to come again.
LOCK_SECONDS = 3.0


@contextmanager
def locked(home: Path) -> Iterator[None]:
    """Hold the lock of a home. Raises LedgerError when another pass goes on, or the folder takes no files."""
    with _held(home / LOCK, home / HOLDER, LOCK_SECONDS, busy):
        yield


@contextmanager
def serving(home: Path) -> Iterator[None]:
    """Be the one service of a home. Raises LedgerError where another is, or the folder takes no files."""
    with _held(home / SERVICE, home / SERVANT, 0.0, _serves_already):
        yield


def is_served(home: Path) -> bool:
    """Whether a service of the home lives now; the system knows, whatever became of it."""
    from filelock import FileLock, Timeout

    if not (home / SERVICE).is_file():
        return False
    try:
        with FileLock(home / SERVICE).acquire(timeout=0):
            return False
    except Timeout:
        return True
    except OSError:  # a folder this reader may not write to
        return False


@contextmanager
def _held(path: Path, holder: Path, seconds: float, refuse: Callable[[str, str], LedgerError]) -> Iterator[None]:
    from filelock import FileLock, Timeout  # only writers pay for these

    from reporting.ledger.whoami import whoami

    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        lock = FileLock(path).acquire(timeout=seconds)
    except Timeout as taken:
        raise refuse(*_held_by(holder)) from taken
    except OSError as fault:
        raise LedgerError("台账文件夹写不进", FOLDER, "请检查文件夹的写权限") from fault
    with lock:
        with suppress(OSError):  # a full disk must not keep anyone from the ledger
            holder.write_text(f"{whoami()} 进程{os.getpid()}", encoding="utf-8")
        try:
            yield
        finally:
            with suppress(OSError):
                holder.unlink()


def busy(who: str, since: str) -> LedgerError:
    """Say that another pass goes on: who it is and since when, an instant in ISO form, where that is known."""
    what = f"另一次运行正在进行{_told(who, since)}"
    return LedgerError(what, LOCK, "请等它结束后再试；久等不完的，结束那个程序即可，已入账的不受影响")


def _serves_already(who: str, since: str) -> LedgerError:
    mend = "一个工作目录只能有一个自动值守；要换到这里，先停掉那一个。status --service 可看它的情况"
    return LedgerError(f"自动值守已在运行{_told(who, since)}", SERVICE, mend)


def _told(who: str, since: str) -> str:
    begun = f"{datetime.fromisoformat(since).astimezone(CHINA):%Y-%m-%d %H:%M:%S}开始" if since else ""
    told = "，".join(part for part in (who, begun) if part)
    return f"（{told}）" if told else ""


def _held_by(path: Path) -> tuple[str, str]:
    try:
        since = datetime.fromtimestamp(int(path.stat().st_mtime), CHINA).isoformat()
        return path.read_text(encoding="utf-8"), since
    except (OSError, ValueError):
        return "", ""

"""One writer at a time: the lock of a home, and who holds it.

The system lets go of the lock when its holder ends, however it ends. Beside it lies who took it and, as the time of
that file, when; so who must wait is told for whom.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import datetime
from pathlib import Path

from reporting.ledger.stored import CHINA
from reporting.model.errors import LedgerError

FOLDER = "ledger"
LOCK = f"{FOLDER}/ledger.lock"
HOLDER = f"{FOLDER}/ledger.holder"
# A pass takes seconds: a clerk's own act waits that long before it is told to come again.
LOCK_SECONDS = 3.0


@contextmanager
def locked(home: Path) -> Iterator[None]:
    """Hold the lock of a home. Raises LedgerError when another pass goes on, or the folder takes no files."""
    from filelock import FileLock, Timeout  # only writers pay for these

    from reporting.ledger.whoami import whoami

    try:
        (home / FOLDER).mkdir(parents=True, exist_ok=True)
        lock = FileLock(home / LOCK).acquire(timeout=LOCK_SECONDS)
    except Timeout as taken:
        raise busy(*_held_by(home)) from taken
    except OSError as fault:
        raise LedgerError("台账文件夹写不进", FOLDER, "请检查文件夹的写权限") from fault
    with lock:
        with suppress(OSError):  # a full disk must not keep anyone from the ledger
            (home / HOLDER).write_text(f"{whoami()} 进程{os.getpid()}", encoding="utf-8")
        try:
            yield
        finally:
            with suppress(OSError):
                (home / HOLDER).unlink()


def busy(who: str, since: str) -> LedgerError:
    """Say that another pass goes on: who it is and since when, an instant in ISO form, where that is known."""
    begun = f"{datetime.fromisoformat(since).astimezone(CHINA):%Y-%m-%d %H:%M:%S}开始" if since else ""
    told = "，".join(part for part in (who, begun) if part)
    what = f"另一次运行正在进行（{told}）" if told else "另一次运行正在进行"
    return LedgerError(what, LOCK, "请等它结束后再试；久等不完的，结束那个程序即可，已入账的不受影响")


def _held_by(home: Path) -> tuple[str, str]:
    try:
        path = home / HOLDER
        since = datetime.fromtimestamp(int(path.stat().st_mtime), CHINA).isoformat()
        return path.read_text(encoding="utf-8"), since
    except (OSError, ValueError):
        return "", ""

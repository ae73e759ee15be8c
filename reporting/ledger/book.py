"""The ledger opened: where it lies, how it is asked, and who may write.

A home holds `ledger/ledger.sqlite3`, unless its settings name a PostgreSQL server. There is one writer at a time
(`lock.py`) and any number of readers, who are never kept waiting. All SQL goes through `Ledger`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from importlib import import_module
from pathlib import Path
from typing import Any

from reporting.ledger import lock, sqlite
from reporting.ledger.lock import FOLDER
from reporting.ledger.sqlite import FILE
from reporting.ledger.store import Store
from reporting.ledger.stored import time_text
from reporting.model.errors import LedgerError

__all__ = ["FILE", "FOLDER", "Ledger", "opened"]


@dataclass(slots=True)
class Ledger:
    """An open ledger. Functions of this room take it first; nobody outside asks it in SQL."""

    home: Path
    _store: Store = field(repr=False)
    _depth: int = 0

    def rows(self, sql: str, arguments: Iterable[object] = ()) -> list[tuple[Any, ...]]:
        """Give all rows a question has."""
        return self._store.rows(sql, arguments)

    def row(self, sql: str, arguments: Iterable[object] = ()) -> tuple[Any, ...] | None:
        """Give the first row, None where there is none."""
        found = self.rows(sql, arguments)
        return found[0] if found else None

    def write(self, sql: str, rows: Iterable[tuple[object, ...]]) -> None:
        """Write rows, all or none."""
        with self.transaction():
            self._store.many(sql, rows)

    def next_number(self, table: str) -> int:
        """Give the number after the last of a table; one writer at a time makes this safe."""
        last = self.rows(f"SELECT COALESCE(MAX(number), 0) FROM {table}")  # noqa: S608 - a table of ours
        return int(last[0][0]) + 1

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """Hold everything written inside together: all of it stands, or nothing.

        One inside another stands only if the outer one does; where it fails, the outer one may still go on without it.
        """
        mark = f"inner_{self._depth}"
        begin, commit, undo = self._store.begin, "COMMIT", ["ROLLBACK"]
        if self._depth:
            begin, commit, undo = f"SAVEPOINT {mark}", f"RELEASE {mark}", [f"ROLLBACK TO {mark}", f"RELEASE {mark}"]
        self._store.say(begin)
        self._depth += 1
        try:
            yield
            self._store.say(commit)
        except BaseException:
            # A full disk may have ended the whole transaction already.
            for sql in undo if self._store.begun else ():
                self._store.say(sql)
            raise
        finally:
            self._depth -= 1


@contextmanager
def opened(home: Path, *, writable: bool, url: str = "", as_of: datetime | None = None) -> Iterator[Ledger]:
    """Open the ledger of a home, at a PostgreSQL server where `url` names one.

    A reader sees it as it is when first asked, or, `as_of` an instant, what had been entered by then; of a home
    without one an empty ledger, and makes no file. Raises LedgerError when another pass is running, when the ledger is
    a later program's, damaged, or cannot be reached.
    """
    if not writable:
        with closing(_for_reading(home, url, as_of)) as store:
            yield Ledger(home, store, _depth=1)  # within its transaction from first to last
        return
    with lock.locked(home), closing(_for_writing(home, url)) as store:
        yield Ledger(home, store)


def _for_writing(home: Path, url: str) -> Store:
    if not url:
        return sqlite.for_writing(home)
    store: Store = _server().for_writing(url, lock.LOCK_SECONDS, lock.busy)
    return store


def _for_reading(home: Path, url: str, as_of: datetime | None) -> Store:
    then = time_text(as_of) if as_of else None
    if not url:
        return sqlite.for_reading(home, then)
    store: Store | None = _server().for_reading(url, then)
    return store or sqlite.nothing()


def _server() -> Any:
    """Load what speaks with a server; most offices have none, and need no driver."""
    try:
        return import_module("reporting.ledger.postgres")
    except ImportError as fault:
        mend = '请安装：python -m pip install "psycopg[binary]"，或删去 url 一行，用本机台账'
        raise LedgerError("台账设在 PostgreSQL 上，但没有装它的驱动", "config.ini [ledger] url", mend) from fault

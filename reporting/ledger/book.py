"""The ledger opened: where it lies, how it is asked, and who may write.

A home holds `ledger/ledger.sqlite3`. There is one writer at a time (`ledger/ledger.lock`) and any number of readers.
All SQL goes through `Ledger`, so that another database needs a change here alone.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import quote

from reporting.ledger import schema
from reporting.model.errors import LedgerError

FOLDER = "ledger"
FILE = f"{FOLDER}/ledger.sqlite3"
LOCK = f"{FOLDER}/ledger.lock"

# A pass takes seconds: a clerk's own act waits that long before it is told to come again.
LOCK_SECONDS = 3.0
BUSY_SECONDS = 5.0

# What people can mend, by SQLite's primary result code; every other error is a bug and stays what it is.
_MENDS = {
    sqlite3.SQLITE_FULL: ("磁盘已满，台账写不进", "请腾出空间后再运行，已收的报表没有丢失"),
    sqlite3.SQLITE_IOERR: ("台账读写出错", "请检查磁盘；台账须放在本机磁盘，不要放在共享文件夹"),
    sqlite3.SQLITE_CORRUPT: ("台账文件已损坏", "请停用并用备份恢复"),
    sqlite3.SQLITE_NOTADB: ("这不是台账文件", "请用备份恢复"),
    sqlite3.SQLITE_BUSY: ("台账正被另一程序占用", "请稍后再试"),
    sqlite3.SQLITE_READONLY: ("台账只读，写不进", "请检查文件夹的写权限"),
    sqlite3.SQLITE_CANTOPEN: ("台账打不开", "请检查文件夹是否存在、有无权限"),
}
_PRIMARY = 0xFF


@dataclass(slots=True)
class Ledger:
    """An open ledger. Functions of this room take it first; nobody outside asks it in SQL."""

    home: Path
    _connection: sqlite3.Connection = field(repr=False)
    _depth: int = 0

    def rows(self, sql: str, arguments: Iterable[object] = ()) -> list[tuple[Any, ...]]:
        """Give all rows a question has."""
        with _told():
            return self._connection.execute(sql, tuple(arguments)).fetchall()

    def row(self, sql: str, arguments: Iterable[object] = ()) -> tuple[Any, ...] | None:
        """Give the first row, None where there is none."""
        found = self.rows(sql, arguments)
        return found[0] if found else None

    def write(self, sql: str, rows: Iterable[tuple[object, ...]]) -> None:
        """Write rows, all or none."""
        with self.transaction(), _told():
            self._connection.executemany(sql, rows)

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
        begin, commit, undo = "BEGIN IMMEDIATE", "COMMIT", ["ROLLBACK"]
        if self._depth:
            begin, commit, undo = f"SAVEPOINT {mark}", f"RELEASE {mark}", [f"ROLLBACK TO {mark}", f"RELEASE {mark}"]
        self._say(begin)
        self._depth += 1
        try:
            yield
            self._say(commit)
        except BaseException:
            # A full disk may have ended the whole transaction already.
            for sql in undo if self._connection.in_transaction else ():
                self._say(sql)
            raise
        finally:
            self._depth -= 1

    def _say(self, sql: str) -> None:
        with _told():
            self._connection.execute(sql)


@contextmanager
def opened(home: Path, *, writable: bool) -> Iterator[Ledger]:
    """Open the ledger of a home. A reader of a home without one sees an empty ledger, and makes no file.

    Raises LedgerError when another pass is running, when the ledger is a later program's, or damaged.
    """
    if writable:
        with _locked(home), closing(_for_writing(home)) as connection:
            yield Ledger(home, connection)
    else:
        with closing(_for_reading(home)) as connection:
            yield Ledger(home, connection)


@contextmanager
def _locked(home: Path) -> Iterator[None]:
    from filelock import FileLock, Timeout  # only writers pay for it

    try:
        (home / FOLDER).mkdir(parents=True, exist_ok=True)
        lock = FileLock(home / LOCK).acquire(timeout=LOCK_SECONDS)
    except Timeout as busy:
        raise LedgerError("另一次运行正在进行", LOCK, "请等它结束后再试") from busy
    except OSError as fault:
        raise LedgerError("台账文件夹写不进", FOLDER, "请检查文件夹的写权限") from fault
    with lock:
        yield


def _for_writing(home: Path) -> sqlite3.Connection:
    connection = _connected(lambda: sqlite3.connect(home / FILE, timeout=BUSY_SECONDS, isolation_level=None))
    try:
        with _told():
            connection.execute("PRAGMA journal_mode = WAL")
            connection.execute("PRAGMA synchronous = FULL")
            connection.execute("PRAGMA foreign_keys = ON")
        if _is_empty(connection):
            _together(connection, lambda: schema.lay(connection.execute))
        number = _check(connection)
        if number < schema.SCHEMA:
            _together(connection, lambda: schema.migrate(connection.execute, number))
    except BaseException:
        connection.close()
        raise
    return connection


def _for_reading(home: Path) -> sqlite3.Connection:
    """Open without a lock; of a home that has no ledger yet, show an empty one."""
    if not (home / FILE).is_file():
        return _nothing()
    connection = _connected(lambda: _read_only(home / FILE))
    try:
        if not _is_empty(connection):
            _lend(connection, _check(connection))
            return connection
    except BaseException:
        connection.close()
        raise
    connection.close()
    return _nothing()


def _read_only(path: Path) -> sqlite3.Connection:
    """Open for reading, yet so that SQLite may tidy up its side files behind the last reader.

    On a medium that takes no files (a backup on a disc) SQLite must be told that none are due.
    """
    posix = quote(path.absolute().as_posix())
    uri = f"file://{posix if posix.startswith('/') else f'/{posix}'}"
    connection = sqlite3.connect(f"{uri}?mode=rw", uri=True, timeout=BUSY_SECONDS, isolation_level=None)
    try:
        connection.execute("PRAGMA query_only = ON")
        connection.execute("SELECT 1 FROM sqlite_master")
    except sqlite3.OperationalError as fault:
        connection.close()
        settled = not path.with_name(f"{path.name}-wal").exists()
        if settled and fault.sqlite_errorcode & _PRIMARY in (sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_READONLY):
            return sqlite3.connect(f"{uri}?mode=ro&immutable=1", uri=True, isolation_level=None)
        raise
    return connection


def _nothing() -> sqlite3.Connection:
    connection = sqlite3.connect(":memory:", isolation_level=None)
    schema.lay(connection.execute)
    connection.execute("PRAGMA query_only = ON")
    return connection


def _together(connection: sqlite3.Connection, change: Callable[[], None]) -> None:
    """Change the tables, all or nothing: closing the connection undoes what was begun."""
    with _told():
        connection.execute("BEGIN IMMEDIATE")
        change()
        connection.execute("COMMIT")


def _lend(connection: sqlite3.Connection, number: int) -> None:
    """Show a reader a ledger of an earlier program as if it had been brought up to date."""
    if number < schema.SCHEMA:
        with _told():
            connection.execute("PRAGMA query_only = OFF")
            schema.lend(connection.execute, number)
            connection.execute("PRAGMA query_only = ON")


def _is_empty(connection: sqlite3.Connection) -> bool:
    """Whether no table was laid yet: a program killed at its very first opening leaves such a file."""
    with _told():
        return connection.execute("SELECT 1 FROM sqlite_master LIMIT 1").fetchone() is None


def _check(connection: sqlite3.Connection) -> int:
    """Give the ledger's schema number, if it is one that this program can use."""
    with _told():
        known = connection.execute("SELECT 1 FROM sqlite_master WHERE name = 'about'").fetchone()
        row = known and connection.execute("SELECT value FROM about WHERE name = 'schema'").fetchone()
    if not row:
        raise LedgerError(*_said(sqlite3.SQLITE_NOTADB))
    number = int(row[0])
    schema.check(number, FILE)
    return number


def _connected(connect: Callable[[], sqlite3.Connection]) -> sqlite3.Connection:
    with _told():
        return connect()


@contextmanager
def _told() -> Iterator[None]:
    """Turn what people can mend into a LedgerError."""
    try:
        yield
    except sqlite3.Error as fault:
        code = getattr(fault, "sqlite_errorcode", 0) & _PRIMARY
        if code in _MENDS:
            raise LedgerError(*_said(code)) from fault
        raise


def _said(code: int) -> tuple[str, str, str]:
    what, mend = _MENDS[code]
    return what, FILE, mend

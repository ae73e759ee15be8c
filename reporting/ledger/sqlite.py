"""The ledger in a file of SQLite, `ledger/ledger.sqlite3`: what a home has unless its settings name a server."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import quote

from reporting.ledger import schema
from reporting.ledger.store import together
from reporting.model.errors import LedgerError

FILE = "ledger/ledger.sqlite3"
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
class SqliteStore:
    """An open file of SQLite."""

    _connection: sqlite3.Connection = field(repr=False)
    begin: str = "BEGIN IMMEDIATE"

    @property
    def begun(self) -> bool:
        """Whether a transaction is open: a full disk ends it."""
        return self._connection.in_transaction

    def rows(self, sql: str, arguments: Iterable[object] = ()) -> list[tuple[Any, ...]]:
        """Give all rows a question has."""
        with _told():
            return self._connection.execute(sql, tuple(arguments)).fetchall()

    def many(self, sql: str, rows: Iterable[tuple[object, ...]]) -> None:
        """Say one statement for each row."""
        with _told():
            self._connection.executemany(sql, rows)

    def say(self, sql: str) -> None:
        """Say a statement without arguments."""
        with _told():
            self._connection.execute(sql)

    def close(self) -> None:
        """Close the file; what was not committed is undone."""
        self._connection.close()


def for_writing(home: Path) -> SqliteStore:
    """Open the file of a home, laid or brought up to date where it must be. Its lock must be held."""
    store = SqliteStore(_connected(lambda: sqlite3.connect(home / FILE, timeout=BUSY_SECONDS, isolation_level=None)))
    try:
        for setting in ("journal_mode = WAL", "synchronous = FULL", "foreign_keys = ON"):
            store.say(f"PRAGMA {setting}")
        if _is_empty(store):
            together(store, lambda: schema.lay(store.say, guard))
        number = _number(store)
        if number < schema.SCHEMA:
            together(store, lambda: schema.migrate(store.say, guard, number))
    except BaseException:
        store.close()
        raise
    return store


def for_reading(home: Path, as_of: str | None = None) -> SqliteStore:
    """Open as it stands now, or as it stood at an instant; a home without one shows an empty ledger.

    What others write after the first question is not seen.
    """
    if not (home / FILE).is_file():
        return nothing()
    store = SqliteStore(_connected(lambda: _read_only(home / FILE)))
    try:
        if not _is_empty(store):
            _show(store, _number(store), as_of)
            return store
    except BaseException:
        store.close()
        raise
    store.close()
    return nothing()


def nothing() -> SqliteStore:
    """Give an empty ledger that nobody can write to."""
    store = SqliteStore(sqlite3.connect(":memory:", isolation_level=None))
    schema.lay(store.say, guard)
    store.say("PRAGMA query_only = ON")
    store.say("BEGIN")
    return store


def guard(table: str) -> tuple[str, ...]:
    """Give what keeps a table from being changed."""
    return tuple(
        f"CREATE TRIGGER {table}_refuses_{change.lower()} BEFORE {change} ON {table} "
        f"BEGIN SELECT RAISE(ABORT, '{schema.REFUSAL}'); END"
        for change in ("UPDATE", "DELETE")
    )


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


def _show(store: SqliteStore, number: int, as_of: str | None) -> None:
    """Show a reader the ledger as this program knows it, as of the instant asked, and nothing that comes meanwhile."""
    if number < schema.SCHEMA or as_of:
        store.say("PRAGMA query_only = OFF")
        store.say("PRAGMA temp_store = MEMORY")
        schema.lend(store.say, number)
        if as_of:
            schema.look_back(store.say, number, as_of, "main")
    store.say("PRAGMA query_only = ON")
    store.say("BEGIN")


def _is_empty(store: SqliteStore) -> bool:
    """Whether no table was laid yet: a program killed at its very first opening leaves such a file."""
    return not store.rows("SELECT 1 FROM sqlite_master LIMIT 1")


def _number(store: SqliteStore) -> int:
    """Give the ledger's schema number, if it is one that this program can use."""
    known = store.rows("SELECT 1 FROM sqlite_master WHERE name = 'about'")
    found = known and store.rows(schema.NUMBER)
    if not found:
        raise LedgerError(*_said(sqlite3.SQLITE_NOTADB))
    return schema.checked(found[0][0], FILE)


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

"""The ledger on a PostgreSQL server, where `[ledger] url` in the settings names one.

The same tables and statements as in SQLite. Texts sort by their bytes, as there (`COLLATE "C"`). What a server cannot
hold in a text, the sign U+0000, is written in another way and read back as it was. The password is the driver's affair:
it comes from the environment (PGPASSWORD) or the password file (pgpass).
"""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any
from urllib.parse import quote, unquote

import psycopg
from psycopg.conninfo import conninfo_to_dict
from psycopg.pq import TransactionStatus

from reporting.ledger import schema
from reporting.ledger.store import together
from reporting.ledger.whoami import whoami
from reporting.model.errors import LedgerError

CONNECT_SECONDS = 10
SETTING = "config.ini [ledger] url"

# What people can mend, by SQLSTATE; every other error is a bug and stays what it is.
_MENDS = {
    "53100": ("台账服务器的磁盘已满，台账写不进", "请腾出空间后再运行，已收的报表没有丢失"),
    "53300": ("台账服务器的连接数已满", "请稍后再试"),
    "25006": ("台账只读，写不进", "请检查数据库是否为只读副本"),
    "42501": ("对台账数据库没有权限", "请数据库管理员授予建表和读写权限"),
}
_BROKEN = ("与台账服务器的连接断了", "请检查网络和服务器后再运行，已入账的不受影响")
_CLOSED = (
    "台账服务器连不上",
    f"请检查服务器是否开着、{SETTING} 是否正确；口令放在环境变量 PGPASSWORD 或 pgpass 文件里",
)
_FOREIGN = ("台账数据库的编码不是 UTF8", "请数据库管理员以 UTF8 编码新建数据库")
_TEXT = re.compile(r"\bTEXT\b")
_LOCK = "hashtext('reporting'), hashtext(current_schema())"
_HOLDER = """
SELECT a.application_name, a.backend_start, a.pid FROM pg_locks l JOIN pg_stat_activity a ON a.pid = l.pid
WHERE l.locktype = 'advisory' AND l.granted
AND l.database = (SELECT oid FROM pg_database WHERE datname = current_database())
AND l.classid::bigint = hashtext('reporting')::bigint & 4294967295
AND l.objid::bigint = hashtext(current_schema())::bigint & 4294967295
"""
_REFUSE = f"""
CREATE OR REPLACE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql
AS $$ BEGIN RAISE EXCEPTION '{schema.REFUSAL}'; END $$
"""
# U+0001 begins what stands for a sign a server refuses, and for itself.
_SIGNS = (("\x01", "\x011"), ("\x00", "\x010"))


@dataclass(slots=True)
class PostgresStore:
    """An open connection; `where` names the database in messages, without user or password."""

    where: str
    _connection: psycopg.Connection[tuple[Any, ...]] = field(repr=False)
    begin: str = "BEGIN"

    @property
    def begun(self) -> bool:
        """Whether a transaction is open; a lost connection has none."""
        idle = (TransactionStatus.IDLE, TransactionStatus.UNKNOWN)
        return self._connection.info.transaction_status not in idle

    def rows(self, sql: str, arguments: Iterable[object] = ()) -> list[tuple[Any, ...]]:
        """Give all rows a question has."""
        with _told(self.where):
            found = self._connection.execute(_spoken(sql), _written(arguments)).fetchall()
        return [_read(row) if any(type(value) is str and "\x01" in value for value in row) else row for row in found]

    def many(self, sql: str, rows: Iterable[tuple[object, ...]]) -> None:
        """Say one statement for each row."""
        with _told(self.where), self._connection.cursor() as cursor:
            cursor.executemany(_spoken(sql), [_written(row) for row in rows])

    def say(self, sql: str) -> None:
        """Say a statement without arguments."""
        with _told(self.where):
            self._connection.execute(sql.encode())

    def lay(self, sql: str) -> None:
        """Say a statement that lays a table or an index."""
        self.say(_TEXT.sub('TEXT COLLATE "C"', sql))

    def close(self) -> None:
        """Close the connection; what was not committed is undone, and the lock is free."""
        self._connection.close()


def for_writing(url: str, seconds: float, busy: Callable[[str, str], LedgerError]) -> PostgresStore:
    """Open the database as its only writer, laid or brought up to date where it must be.

    `busy` makes the error to raise when another pass goes on for longer than `seconds`: who it is, and since when.
    """
    store = _connected(url)
    try:
        _lock(store, seconds, busy)
        if _is_empty(store):
            together(store, lambda: _lay(store))
        number = _number(store)
        if number < schema.SCHEMA:
            together(store, lambda: schema.migrate(store.lay, _guard, number))
    except BaseException:
        store.close()
        raise
    return store


def for_reading(url: str, as_of: str | None = None) -> PostgresStore | None:
    """Open as it stands now, or as it stood at an instant; None where nothing was laid yet."""
    store = _connected(url)
    try:
        if not _is_empty(store):
            _show(store, _number(store), as_of)
            return store
    except BaseException:
        store.close()
        raise
    store.close()
    return None


def _lay(store: PostgresStore) -> None:
    store.say(_REFUSE)
    schema.lay(store.lay, _guard)


def _guard(table: str) -> tuple[str, ...]:
    return tuple(
        f"CREATE TRIGGER {table}_refuses_{change.lower()} BEFORE {change} ON {table}"
        " FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()"
        for change in ("UPDATE", "DELETE", "TRUNCATE")
    )


def _connected(url: str) -> PostgresStore:
    where = _where(url)
    try:
        connection = psycopg.connect(
            url, autocommit=True, connect_timeout=CONNECT_SECONDS, application_name=_name(), client_encoding="utf8"
        )
    except psycopg.Error as fault:
        raise LedgerError(_CLOSED[0], where, _CLOSED[1]) from fault
    store = PostgresStore(where, connection)
    if store.rows("SHOW server_encoding") != [("UTF8",)]:
        store.close()
        raise LedgerError(_FOREIGN[0], where, _FOREIGN[1])
    return store


def _where(url: str) -> str:
    try:
        told = conninfo_to_dict(url)
    except psycopg.Error as fault:
        raise LedgerError("台账服务器的地址写得不对", SETTING, "请写作 postgresql://用户@主机:端口/库名") from fault
    return f"{told.get('host', '')}/{told.get('dbname', '')}"


def _name() -> str:
    """Name who connects, as the one who must wait is told; a server takes plain letters only, and no more than 63."""
    return quote(whoami(), safe="@")[:63]


def _lock(store: PostgresStore, seconds: float, busy: Callable[[str, str], LedgerError]) -> None:
    """Take the lock of the ledger, which ends with the connection whatever becomes of the program."""
    due = time.monotonic() + seconds
    while store.rows(f"SELECT pg_try_advisory_lock({_LOCK})") != [(True,)]:
        if time.monotonic() > due:
            (name, since, pid), *_ = store.rows(_HOLDER) or [("", None, "")]
            raise busy(f"{unquote(name)} 进程{pid}" if name else "", since.isoformat() if since else "")
        time.sleep(0.05)


def _show(store: PostgresStore, number: int, as_of: str | None) -> None:
    """Show a reader the ledger as this program knows it, as of the instant asked, and nothing that comes meanwhile."""
    schema.lend(store.lay, number)
    if as_of:
        ((place,),) = store.rows("SELECT quote_ident(current_schema())")
        schema.look_back(store.say, number, as_of, place)
    store.say("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY")


def _is_empty(store: PostgresStore) -> bool:
    return store.rows("SELECT to_regclass('about')") == [(None,)]


def _number(store: PostgresStore) -> int:
    ((number,),) = store.rows(schema.NUMBER)
    return schema.checked(number, store.where)


@lru_cache(maxsize=256)
def _spoken(sql: str) -> bytes:
    """Write a statement as the driver wants it."""
    return sql.replace("%", "%%").replace("?", "%s").encode()


def _written(values: Iterable[object]) -> list[object]:
    return [_escaped(value) if isinstance(value, str) else value for value in values]


def _escaped(text: str) -> str:
    if "\x00" in text or "\x01" in text:
        for sign, instead in _SIGNS:
            text = text.replace(sign, instead)
    return text


def _read(row: tuple[Any, ...]) -> tuple[Any, ...]:
    return tuple(
        value.replace("\x010", "\x00").replace("\x011", "\x01") if isinstance(value, str) else value for value in row
    )


@contextmanager
def _told(where: str) -> Iterator[None]:
    """Turn what people can mend into a LedgerError."""
    try:
        yield
    except psycopg.Error as fault:
        lost = isinstance(fault, psycopg.OperationalError) and (fault.sqlstate or "57P")[:3] in ("57P", "080")
        told = _BROKEN if lost else _MENDS.get(fault.sqlstate or "")
        if told:
            raise LedgerError(told[0], where, told[1]) from fault
        raise

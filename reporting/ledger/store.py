"""What the ledger asks of a database; SQLite and PostgreSQL each answer it in a file of their own."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any, Protocol


class Store(Protocol):
    """An open database. Statements are of the small dialect of `schema.py`; what people can mend is a LedgerError."""

    @property
    def begin(self) -> str:
        """Say how a transaction that will write begins."""
        ...

    @property
    def begun(self) -> bool:
        """Whether a transaction is open: a database may have ended it of its own accord."""
        ...

    def rows(self, sql: str, arguments: Iterable[object] = ()) -> list[tuple[Any, ...]]:
        """Give all rows a question has."""
        ...

    def many(self, sql: str, rows: Iterable[tuple[object, ...]]) -> None:
        """Say one statement for each row."""
        ...

    def say(self, sql: str) -> None:
        """Say a statement without arguments."""
        ...

    def close(self) -> None:
        """Let go of the database; what was not committed is undone."""
        ...


def together(store: Store, change: Callable[[], None]) -> None:
    """Change the tables, all or nothing: where it fails the caller closes, and what was begun is undone."""
    store.say(store.begin)
    change()
    store.say("COMMIT")

"""A home with an empty ledger, open for writing; every test of this room runs on SQLite and on PostgreSQL.

A module whose promises are about the file itself says `STORES = ("sqlite",)`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from datetime import datetime
from pathlib import Path

import pytest

from reporting import ledger
from reporting.ledger import Ledger
from reporting.ledger.book import opened
from tests.server import place_of, server

__all__ = ["server"]

STORES = ("sqlite", "postgresql")


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Run each test once for each database it speaks of."""
    stores = getattr(metafunc.module, "STORES", STORES)
    metafunc.parametrize("store", stores, indirect=True)


@pytest.fixture
def store(request: pytest.FixtureRequest) -> str:
    """Give the database's name."""
    return str(request.param)


@pytest.fixture
def place(request: pytest.FixtureRequest, store: str) -> Callable[[Path], str]:
    """Give what names the URL of a home's ledger, empty for its own file."""
    if store == "sqlite":
        return lambda _home: ""
    base: str = request.getfixturevalue("server")
    return lambda home: place_of(base, home)


@pytest.fixture(autouse=True)
def at_the_store(place: Callable[[Path], str], monkeypatch: pytest.MonkeyPatch) -> None:
    """Have `ledger.opened` open the ledger of every home there."""

    def there(home: Path, *, writable: bool, as_of: datetime | None = None) -> AbstractContextManager[Ledger]:
        return opened(home, writable=writable, url=place(home), as_of=as_of)

    monkeypatch.setattr(ledger, "opened", there)


@pytest.fixture
def book(tmp_path: Path) -> Iterator[Ledger]:
    """Open the ledger of a new home for writing."""
    with ledger.opened(tmp_path, writable=True) as opened_there:
        yield opened_there

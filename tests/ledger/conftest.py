"""A home with an empty ledger, open for writing."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from reporting import ledger
from reporting.ledger import Ledger


@pytest.fixture
def book(tmp_path: Path) -> Iterator[Ledger]:
    """Open the ledger of a new home for writing."""
    with ledger.opened(tmp_path, writable=True) as opened:
        yield opened

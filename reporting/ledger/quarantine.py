"""Quarantine: files that could not be treated, laid aside under a name people know again."""

from __future__ import annotations

from reporting.ledger import originals
from reporting.ledger.book import FOLDER, Ledger
from reporting.model.filenames import safe_filename
from reporting.model.records import Arrival


def keep(book: Ledger, arrival: Arrival) -> str:
    """Lay a file aside as `ledger/quarantine/‹sha8›-‹name›`, and give that path within the home."""
    name = safe_filename(arrival.name.rsplit("/", 1)[-1])
    path = f"{FOLDER}/quarantine/{arrival.sha256[:8]}-{name}"
    originals.place(book.home / path, arrival.content)
    return path

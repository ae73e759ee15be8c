"""Which files leave the inbox, said before their outcomes are recorded: `ledger/leaving.json`.

A pass records the outcomes of all its files in one transaction and then takes the files out of the inbox. Cut off
between the two, it leaves this note, and the next pass takes them out instead of calling them known.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path

from reporting.ledger import originals
from reporting.ledger.book import FOLDER, Ledger
from reporting.model.errors import LedgerError

NOTE = f"{FOLDER}/leaving.json"
# By its own name and content: another home on the same server may have recorded others meanwhile.
_RECORDED = "SELECT 1 FROM arrivals WHERE sha256 = ? AND name = ? AND number >= ?"


def announce(book: Ledger, files: Iterable[tuple[str, str]]) -> None:
    """Say which files, by name and hash, leave once their outcomes stand. Raises LedgerError where it cannot."""
    told = {"before": book.next_number("arrivals"), "files": list(files)}
    try:
        originals.write_whole(book.home / NOTE, json.dumps(told, ensure_ascii=False).encode("utf-8"))
    except OSError as fault:
        raise LedgerError("台账文件夹写不进", FOLDER, "请检查磁盘空间和文件夹的写权限") from fault


def left_behind(book: Ledger) -> tuple[tuple[str, str], ...]:
    """Give the files of a pass that was cut off after it had recorded their outcomes; else none."""
    try:
        told = json.loads((book.home / NOTE).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return ()
    since = int(told["before"])
    return tuple((name, sha256) for name, sha256 in told["files"] if book.row(_RECORDED, (sha256, name, since)))


def gone(book: Ledger) -> None:
    """Forget the note: the files are out."""
    path: Path = book.home / NOTE
    path.unlink(missing_ok=True)

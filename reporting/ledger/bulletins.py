"""Bulletins: what was released under a number, sealed: its bytes, and what it was made from, by the hash of each.

The bytes lie in `ledger/sealed/ab/‹sha256›.‹ext›`, beside the originals and as safe: the catalogue and the templates
too, so that a bulletin can be made again. A period is released once.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from pathlib import PurePosixPath
from typing import Any

from reporting.ledger import acts
from reporting.ledger.book import FOLDER, Ledger
from reporting.ledger.originals import place
from reporting.ledger.seals import bound
from reporting.ledger.stored import json_of, json_text, period_of, time_of, time_text
from reporting.model.bulletins import Bulletin, Issue, Sealed
from reporting.model.errors import LedgerError
from reporting.model.periods import Period

_COLUMNS = "number, period, year, issue, total, drafted, checked, who, despite, program, catalogue, held, at"
_SELECT = f"SELECT {_COLUMNS} FROM bulletins"  # noqa: S608 - words of ours
_INSERT = f"INSERT INTO bulletins ({_COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"  # noqa: S608 - words of ours
# What a bulletin said, place by place, is kept under this name.
SAID = "said.json"
_FOLDER = f"{FOLDER}/sealed"
# What decides which figures count: whatever came or was decided later has a higher number there.
_COUNTING = {
    "verdicts": "SELECT 1 FROM verdicts v JOIN submissions s ON s.number = v.submission",
    "confirmations": "SELECT 1 FROM confirmations v JOIN submissions s ON s.number = v.submission",
}


def every(book: Ledger) -> tuple[Bulletin, ...]:
    """Give all bulletins in the order they were released."""
    return tuple(_bulletin(row) for row in book.rows(f"{_SELECT} ORDER BY number"))


def of(book: Ledger, period: Period) -> Bulletin | None:
    """Give the bulletin of a period, None where it was not released."""
    row = book.row(f"{_SELECT} WHERE period = ?", (str(period),))
    return _bulletin(row) if row else None


def keep(book: Ledger, content: bytes, name: str) -> str:
    """Keep the bytes of a file called `name`, safe on the disk, and give their hash; the same again changes nothing."""
    sha256 = hashlib.sha256(content).hexdigest()
    place(book.home / path_of(sha256, name), content)
    return sha256


def kept(book: Ledger, sha256: str, name: str) -> bytes:
    """Read what was kept of a file called `name`. Raises LedgerError where it is gone or is no longer what was kept."""
    path = path_of(sha256, name)
    try:
        found = (book.home / path).read_bytes()
    except OSError as fault:
        raise LedgerError("封存的文件读不出", path, "请用备份恢复") from fault
    if hashlib.sha256(found).hexdigest() != sha256:
        raise LedgerError("封存的文件已被改动", path, "请用备份恢复")
    return found


def path_of(sha256: str, name: str) -> str:
    """Give where the bytes of a file called `name` are kept, within the home, with `/`."""
    return f"{_FOLDER}/{sha256[:2]}/{sha256}{PurePosixPath(name).suffix}"


def files_of(one: Bulletin) -> Iterable[tuple[str, str]]:
    """Give all that is kept of a bulletin: path within the home, and hash."""
    products = sorted((name, sealed.sha256) for name, sealed in one.products.items())
    return [
        (path_of(sha256, name), sha256)
        for name, sha256 in (*products, *sorted(one.templates.items()), (SAID, one.said))
    ]


def seal(book: Ledger, one: Bulletin) -> None:
    """Enter a bulletin, whose files must be kept before, and the act of releasing it; its `number` is the next one."""
    assert one.number == book.next_number("bulletins"), "a bulletin is sealed in the pass that numbered it"
    held = {
        "templates": one.templates,
        "libraries": one.libraries,
        "versions": one.versions,
        "products": {name: [sealed.sha256, sealed.edited] for name, sealed in one.products.items()},
        "said": one.said,
        "told": [[number, key, text] for (number, key), text in sorted(one.told.items())],
        "seen": one.seen,
    }
    issue, at = one.issue, time_text(one.sealed_at)
    known = (one.number, str(one.period), issue.year, issue.number, issue.total, issue.drafted, issue.checked)
    with book.transaction():
        made = (issue.signed, one.despite, one.program, one.catalogue, json_text(held), at)
        book.write(_INSERT, [(*known, *made)])
        detail = {"bulletin": one.name, "period": str(one.period), "despite": one.despite}
        products = {name: sealed.sha256 for name, sealed in one.products.items()}
        wrote = bound(book, {"bulletins": [one.number]})
        acts.record(book, issue.signed, "release", {**detail, "products": products, **wrote}, one.sealed_at)


def seen(book: Ledger) -> Mapping[str, int]:
    """Say how far the ledger has come, for a bulletin to be sealed now."""
    return {table: book.next_number(table) - 1 for table in _COUNTING}


def is_touched(book: Ledger, one: Bulletin) -> bool:
    """Whether anything came or was decided since, of the bulletin's period or earlier ones its figures rest on."""
    last = str(one.period)[:4] + "Q4" if one.period.is_year else str(one.period)
    return any(
        book.row(f"{sql} WHERE v.number > ? AND s.period <= ? LIMIT 1", (one.seen[table], last))
        for table, sql in _COUNTING.items()
    )


def _bulletin(row: tuple[Any, ...]) -> Bulletin:
    number, period, year, issue, total, drafted, checked, who, despite, program, catalogue, held, at = row
    told = json_of(held)
    return Bulletin(
        number=number,
        period=period_of(period),
        issue=Issue(year, issue, total, drafted, checked, who),
        despite=despite,
        sealed_at=time_of(at),
        program=program,
        catalogue=catalogue,
        templates=told["templates"],
        libraries=told["libraries"],
        versions=tuple(told["versions"]),
        products={name: Sealed(*sealed) for name, sealed in told["products"].items()},
        said=told["said"],
        told={(number, key): text for number, key, text in told["told"]},
        seen=told["seen"],
    )

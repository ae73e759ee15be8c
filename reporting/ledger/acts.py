"""Acts: who did what, when; chained by hash, so that none can be altered, left out or put in between.

Each act's hash is that of the hash before it followed by the act in canonical JSON.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from reporting.ledger.book import Ledger
from reporting.ledger.stored import json_of, json_text, time_of, time_text

# What the program does on its own, in a pass.
PROGRAM = "reporting"
_FIRST = ""


@dataclass(frozen=True, slots=True)
class Act:
    """One act; `what` is a word of the code such as `enter`, `detail` what it was done to."""

    number: int
    at: datetime
    who: str
    what: str
    detail: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Break:
    """Where the ledger is not what was written: by which act, in which table or file, what it should hold and holds."""

    act: int | None
    where: str
    what: str
    expected: str
    found: str


def record(book: Ledger, who: str, what: str, detail: Mapping[str, object], now: datetime) -> None:
    """Add an act to the chain."""
    last = book.row("SELECT number, hash FROM acts ORDER BY number DESC LIMIT 1")
    number, previous = (last[0] + 1, last[1]) if last else (1, _FIRST)
    told = (number, time_text(now), who, what, json_text(detail))
    sql = "INSERT INTO acts (number, at, who, what, detail, previous, hash) VALUES (?, ?, ?, ?, ?, ?, ?)"
    book.write(sql, [(*told, previous, _hash(previous, told))])


def every(book: Ledger) -> tuple[Act, ...]:
    """Give all acts in the order they were done."""
    rows = book.rows("SELECT number, at, who, what, detail FROM acts ORDER BY number")
    return tuple(Act(number, time_of(at), who, what, json_of(detail)) for number, at, who, what, detail in rows)


def called(book: Ledger, what: str) -> tuple[Act, ...]:
    """Give the acts of one kind, in the order they were done."""
    rows = book.rows("SELECT number, at, who, what, detail FROM acts WHERE what = ? ORDER BY number", (what,))
    return tuple(Act(number, time_of(at), who, what, json_of(detail)) for number, at, who, what, detail in rows)


def verify(book: Ledger) -> tuple[Break, ...]:
    """Give where the acts do not fit the chain: altered, or with one missing before. Empty: all fit."""
    rows = book.rows("SELECT number, at, who, what, detail, previous, hash FROM acts ORDER BY number")
    broken: list[Break] = []
    due, before = 1, _FIRST
    for *told, previous, stated in rows:
        number, reckoned = told[0], _hash(previous, tuple(told))
        if number != due:
            broken.append(Break(number, "acts", "前面的操作记录缺失或编号被改动", f"第{due}号", f"第{number}号"))
        elif previous != before:
            broken.append(Break(number, "acts", "与前一号操作记录接不上", before, previous))
        elif stated != reckoned:
            broken.append(Break(number, "acts", "内容与入账时的哈希不符", stated, reckoned))
        due, before = number + 1, stated
    return tuple(broken)


def head(book: Ledger) -> str:
    """Give the hash of the last act, in which all before it are bound; empty where nothing was done yet."""
    last = book.row("SELECT hash FROM acts ORDER BY number DESC LIMIT 1")
    return str(last[0]) if last else _FIRST


def _hash(previous: str, told: tuple[object, ...]) -> str:
    return hashlib.sha256(f"{previous}{json_text(told)}".encode()).hexdigest()

"""The audit of a ledger: whether it still is what was written, act by act, row by row, file by file.

Acts are chained, acts bind the rows they wrote, rows name originals by the hash of their content: so whatever was
altered, taken out or slipped in between shows. Acts of earlier programs bind a submission's content alone, other rows
not. Who rewrites all acts from one on to the last makes a chain that fits: against that only a copy of `head` kept
elsewhere helps.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from reporting.ledger import acts, bulletins, originals, seals, submissions
from reporting.ledger.acts import Act, Break
from reporting.ledger.book import Ledger
from reporting.model.bulletins import Bulletin

_ABSENT = "没有"
_SUBMISSIONS = "SELECT number, sender, form, period, version, sha256, content FROM submissions ORDER BY number"
_SAID = ("sender", "form", "period", "version", "sha256", "content")
# What is hashed at a time: originals may be large.
_CHUNK = 1 << 20


@dataclass(frozen=True, slots=True)
class Audit:
    """How much was looked at, the hash in which all acts are bound, and where the ledger is not what was written."""

    acts: int
    submissions: int
    originals: int
    head: str
    breaks: tuple[Break, ...]


def audit(book: Ledger) -> Audit:
    """Look at everything the ledger holds."""
    done = acts.every(book)
    rows = {row[0]: row[1:] for row in book.rows(_SUBMISSIONS)}
    kept = [str(sha256) for (sha256,) in book.rows("SELECT sha256 FROM originals ORDER BY sha256")]
    found = (
        *acts.verify(book),
        *(one for act in done for one in _of_act(book, act)),
        *(one for act in done if act.what == "enter" for one in _entered(act, rows)),
        *_unsigned(book, done),
        *(one for number in rows for one in _content(book, number, rows[number][-1])),
        *(one for sha256 in kept for one in _original(book, sha256)),
        *(one for bulletin in bulletins.every(book) for one in _sealed(book, bulletin)),
    )
    return Audit(len(done), len(rows), len(kept), acts.head(book), found)


def _of_act(book: Ledger, act: Act) -> Iterator[Break]:
    """Hold the rows an act wrote against its seals."""
    due: dict[str, str] = act.detail.get("seals", {})
    rows: dict[str, list[int | str]] = act.detail.get("rows", {})
    now = seals.seals(book, rows)
    for table in sorted({*due, *now}):
        expected, found = due.get(table, _ABSENT), now.get(table, _ABSENT)
        if expected != found:
            yield Break(act.number, _named(table, rows), "所记的行被改动、删去或添加", expected, found)


def _named(table: str, rows: dict[str, list[int | str]]) -> str:
    """Name rows as people can find them: the table, and the numbers by which the act names them."""
    names = "，".join(f"{one} {'、'.join(map(str, numbers))}" for one, numbers in sorted(rows.items()))
    return f"{table}（{names}）"


def _entered(act: Act, rows: dict[int, tuple[Any, ...]]) -> Iterator[Break]:
    """Hold a submission against what the act that entered it says of it."""
    number = act.detail["submission"]
    said = {name: act.detail[name] for name in _SAID}
    found = dict(zip(_SAID, rows[number], strict=True)) if number in rows else {}
    for name in _SAID:
        if found.get(name) != said[name]:
            where = f"submissions {number}"
            yield Break(act.number, where, f"与入账时不同（{name}）", str(said[name]), str(found.get(name, _ABSENT)))


def _unsigned(book: Ledger, done: tuple[Act, ...]) -> Iterator[Break]:
    """Find rows that no act wrote. What is older than the first row an act names was written by an earlier program."""
    for table in seals.NAMED:
        named = {number for act in done for number in act.detail.get("rows", {}).get(table, ())}
        entered = {act.detail["submission"] for act in done if act.what == "enter"} if table == "submissions" else set()
        for (number,) in book.rows(f"SELECT number FROM {table} ORDER BY number"):  # noqa: S608 - a table of ours
            if number not in named | entered and (named | entered) and number > min(named | entered):
                yield Break(None, f"{table} {number}", "没有任何操作记录记下这一行", _ABSENT, str(number))


def _content(book: Ledger, number: int, stored: str) -> Iterator[Break]:
    """Hold the figures and rows of a submission against the hash stored with it."""
    one = submissions.numbered(book, number)
    found = submissions.content_held(book, one) if one else _ABSENT
    if found != stored:
        yield Break(None, f"submissions {number}", "数据与报送时的哈希不符", stored, found)


def _original(book: Ledger, sha256: str) -> Iterator[Break]:
    """Hold an original's file against its hash."""
    path = originals.path_of(book, sha256)
    yield from _held_against(book, path, sha256, "原件")


def _sealed(book: Ledger, one: Bulletin) -> Iterator[Break]:
    """Hold all that is kept of a bulletin against its hashes."""
    for path, sha256 in bulletins.files_of(one):
        yield from _held_against(book, path, sha256, f"{one.name}封存的文件")


def _held_against(book: Ledger, path: str, sha256: str, what: str) -> Iterator[Break]:
    found = _hash(book.home / path)
    if found != sha256:
        yield Break(None, path, f"{what}不在了或读不出" if found == _ABSENT else f"{what}的内容被改动", sha256, found)


def _hash(path: Path) -> str:
    reckoned = hashlib.sha256()
    try:
        with path.open("rb") as file:
            while chunk := file.read(_CHUNK):
                reckoned.update(chunk)
    except OSError:
        return _ABSENT
    return reckoned.hexdigest()

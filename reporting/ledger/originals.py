"""Originals: every file as it came, by the hash of its content, never changed.

They lie in `ledger/originals/ab/‹sha256›.‹ext›`. Members of archives and mails are originals of their own that name
their container.
"""

from __future__ import annotations

import hashlib
import os
import re
from pathlib import Path

from reporting.ledger.book import FOLDER, Ledger
from reporting.model.errors import LedgerError
from reporting.model.records import Arrival

_PLAIN = re.compile(r"[a-z0-9]{1,8}")
_UNKNOWN = "bin"


def keep(book: Ledger, arrival: Arrival, container: str | None = None) -> str:
    """Keep a file, and give its path within the home; keeping it again changes nothing.

    `container` is the hash of the archive or mail it came in. The file is safe on the disk before the ledger names it.
    """
    with book.transaction():
        path = name(book, arrival, container)
        place(book.home / path, arrival.content)
    return path


def name(book: Ledger, arrival: Arrival, container: str | None = None) -> str:
    """Name a file in the ledger, and give its path within the home, where it must be safe before what is named stands.

    Naming it again changes nothing.
    """
    row = book.row("SELECT ext FROM originals WHERE sha256 = ?", (arrival.sha256,))
    if row:
        return _path(arrival.sha256, row[0])
    ext = _ext(arrival)
    sql = "INSERT INTO originals (sha256, ext, size, container) VALUES (?, ?, ?, ?)"
    book.write(sql, [(arrival.sha256, ext, len(arrival.content), container)])
    return _path(arrival.sha256, ext)


def is_kept(book: Ledger, sha256: str) -> bool:
    """Whether there is an original of this hash."""
    return book.row("SELECT 1 FROM originals WHERE sha256 = ?", (sha256,)) is not None


def path_of(book: Ledger, sha256: str) -> str:
    """Give an original's path within the home, with `/`. Raises LedgerError where there is none."""
    row = book.row("SELECT ext FROM originals WHERE sha256 = ?", (sha256,))
    if not row:
        raise LedgerError("台账中没有这份原件", sha256)
    return _path(sha256, row[0])


def content(book: Ledger, sha256: str) -> bytes:
    """Read an original. Raises LedgerError where it is gone, or is no longer what came in."""
    path = path_of(book, sha256)
    try:
        found = (book.home / path).read_bytes()
    except OSError as fault:
        raise LedgerError("原件读不出", path, "请用备份恢复") from fault
    if hashlib.sha256(found).hexdigest() != sha256:
        raise LedgerError("原件已被改动", path, "请用备份恢复")
    return found


def place(path: Path, content: bytes) -> None:
    """Put a file in its place as a whole or not at all; one that lies there in full stays untouched.

    Raises LedgerError where the disk does not take it.
    """
    try:
        if not path.is_file() or path.stat().st_size != len(content):
            write_whole(path, content)
    except OSError as fault:
        where = f"{FOLDER}/{path.parent.name}/{path.name}"
        raise LedgerError("原件存不进台账", where, "请检查磁盘空间和文件夹的写权限") from fault


def write_whole(path: Path, content: bytes) -> None:
    """Write a file as a whole or not at all, so that it outlives a power cut. Raises OSError."""
    draft = path.with_name(f"{path.stem[:64]}~")
    if not path.parent.is_dir():
        path.parent.mkdir(parents=True, exist_ok=True)
    with draft.open("wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    draft.replace(path)
    if hasattr(os, "O_DIRECTORY"):  # the new name is safe once its folder is; Windows sees to it by itself
        folder = os.open(path.parent, os.O_RDONLY | os.O_DIRECTORY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)


def _path(sha256: str, ext: str) -> str:
    return f"{FOLDER}/originals/{sha256[:2]}/{sha256}.{ext}"


def _ext(arrival: Arrival) -> str:
    ext = arrival.suffix.removeprefix(".")
    return ext if _PLAIN.fullmatch(ext) else _UNKNOWN

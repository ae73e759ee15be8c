"""The disk as the outbox meets it: files written whole or not at all, hashes of what lies there, open ones told."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator
from pathlib import Path

DRAFT = ".reporting.tmp"
UNREADABLE = "unreadable"
# Word drops the first sign of a name of seven from the name of its lock file, and the first two of a longer one.
_WORD = (".docx", ".docm", ".doc", ".dotx")
_WORD_KEEPS = 6
_WORD_DROPS = 2


def write_whole(target: Path, content: bytes) -> None:
    """Write a file as a whole or not at all."""
    draft = target.with_name(DRAFT)
    if not target.parent.is_dir():
        target.parent.mkdir(parents=True, exist_ok=True)
    try:
        with draft.open("wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        draft.replace(target)
    except BaseException:
        draft.unlink(missing_ok=True)
        raise


def gone(target: Path) -> bool:
    """Remove a file; whether it could be."""
    try:
        target.unlink()
    except OSError:
        return False
    return True


def is_open(target: Path) -> bool:
    """Whether an office program has laid its lock file beside the file."""
    return any(target.with_name(name).exists() for name in _lock_names(target))


def _lock_names(target: Path) -> Iterator[str]:
    """Name the lock files of Excel and WPS, of WPS on Linux, of LibreOffice, and of Word."""
    name = target.name
    yield from (f"~${name}", f".~{name}", f".~lock.{name}#")
    dropped = min(len(target.stem) - _WORD_KEEPS, _WORD_DROPS)
    if target.suffix.lower() in _WORD and dropped > 0:
        yield f"~${name[dropped:]}"


def is_inside(root: Path, path: str) -> bool:
    """Whether a path stays below the folder, links followed."""
    return (root / path).resolve().is_relative_to(root.resolve())


def found_at(path: Path) -> str | None:
    """Give the hash of what lies there, None where nothing does."""
    try:
        return sha256_of(path.read_bytes())
    except (FileNotFoundError, NotADirectoryError):
        return None
    except (PermissionError, IsADirectoryError):
        return UNREADABLE


def sha256_of(content: bytes) -> str:
    """Give the hash of bytes."""
    return hashlib.sha256(content).hexdigest()

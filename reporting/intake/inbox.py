"""Take files out of the inbox: which can be read now, which must wait, and which are none of ours.

A file is taken when nothing moved while it was read. Whoever copies a large file over a slow line leaves half of it for
a while: what cannot be read and is young is looked at a second time before it is called damaged.
"""

from __future__ import annotations

import hashlib
import os
import stat
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import chain
from pathlib import Path

from reporting.intake.remarks import Remark, Remarks
from reporting.model.records import Arrival, Finding
from reporting.model.workdays import SHANGHAI

_IGNORED = frozenset({".gitkeep", "thumbs.db", "desktop.ini", ".ds_store"})
# What Excel and WPS, and what LibreOffice lay beside a file while it is open: before and after its name.
_LOCKS = (("~$", ""), (".~lock.", "#"))
# A lock file left behind by a crash is of no use after this long.
_STALE = timedelta(days=1)
# The end of 2999: later a calendar of Python's, or the next conversion, gives up.
_LAST_SECOND = 32_503_651_199

Readable = Callable[[str, bytes], bool]


@dataclass(frozen=True, slots=True)
class Taken:
    """A file read whole; `readable` is false where it stayed unreadable and goes on to quarantine."""

    arrival: Arrival
    readable: bool = True


@dataclass(frozen=True, slots=True)
class Waiting:
    """A file that stays where it is until a later pass, and why."""

    name: str
    findings: tuple[Finding, ...]


@dataclass(frozen=True, slots=True)
class _Seen:
    """A file as it was read from `path` below the inbox; `moved` where it changed under our hands."""

    path: str
    arrival: Arrival
    mark: tuple[int, int]
    moved: bool


def collect(
    inbox: Path, now: datetime, settle_seconds: float, wait: Callable[[float], None], readable: Readable
) -> tuple[Taken | Waiting, ...]:
    """Collect what lies in the inbox and its folders, in the order of names; nothing is removed but stale locks.

    `readable` looks at a name and the content and says whether that is a whole file. `wait` is called at most once.
    """
    locked = _locked(inbox, now)
    found: list[Taken | Waiting] = []
    young: list[_Seen] = []
    for name in _names(inbox):
        if name in locked:
            found.append(_waiting(name, _OPEN))
            continue
        seen = _read(inbox, name)
        if seen is None:
            found.append(_waiting(name, _HELD))
        elif seen.moved:
            found.append(_waiting(name, _GROWING))
        elif readable(name, seen.arrival.content):
            found.append(Taken(seen.arrival))
        elif now - seen.arrival.received_at < timedelta(seconds=settle_seconds):
            young.append(seen)
        else:
            found.append(Taken(seen.arrival, readable=False))
    return tuple(sorted([*found, *_looked_at_again(inbox, young, settle_seconds, wait)], key=_name_of))


def remove(inbox: Path, name: str, sha256: str) -> bool:
    """Remove a file that is done with; false where it could not be (it is open elsewhere), gone already is true.

    A file that was overwritten since it was read holds something new: it stays for the next pass, which is false too.
    """
    direct = inbox.joinpath(*name.split("/"))
    left = False
    try:
        for path in filter(Path.is_file, chain((direct,), _told_as(inbox, name))):
            if _holds(path, sha256):
                path.unlink(missing_ok=True)
                return True
            left = True
    except OSError:
        return False
    return not left


def _told_as(inbox: Path, name: str) -> Iterator[Path]:
    """Yield the files that are told by a name which is not their own."""
    for one in _names(inbox):
        if one != name and _told(one) == name:
            yield inbox / one


def _holds(path: Path, sha256: str) -> bool:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest() == sha256


_OPEN = Remark("file-lock", "文件正在Excel或WPS中打开，未读取；请保存并关闭，下次自动读取。")
_HELD = Remark("file-lock", "文件被其他程序占用，暂时无法读取；请关闭该文件，下次自动读取。")
_GROWING = Remark("file-partial", "文件还在写入，未读取；复制完成后下次自动读取。")


def _waiting(name: str, remark: Remark) -> Waiting:
    remarks = Remarks(None)
    remarks.add(remark)
    return Waiting(_told(name), remarks.findings)


def _looked_at_again(
    inbox: Path, young: list[_Seen], settle_seconds: float, wait: Callable[[float], None]
) -> Iterator[Taken | Waiting]:
    """Look at unreadable young files once more: unchanged they are damaged, changed they are left."""
    if young:
        wait(settle_seconds)
    for seen in young:
        same = _mark(inbox.joinpath(*seen.path.split("/"))) == seen.mark
        yield Taken(seen.arrival, readable=False) if same else _waiting(seen.path, _GROWING)


def _names(inbox: Path) -> list[str]:
    """Give the files to look at, as paths under the inbox with `/`; links and devices are none."""
    names: list[str] = []
    for folder, folders, files in os.walk(inbox):
        folders.sort()
        for file in files:
            path = Path(folder, file)
            if not ignored(file) and _is_file(path):
                names.append(path.relative_to(inbox).as_posix())
    return sorted(names)


def _is_file(path: Path) -> bool:
    try:
        return stat.S_ISREG(path.lstat().st_mode)
    except OSError:  # gone since the folder was listed
        return False


def _told(name: str) -> str:
    """Give a name as it can be told and stored; one that is no Unicode was mostly written in GBK by an unpacker."""
    try:
        name.encode("utf-8")
    except UnicodeEncodeError:
        stored = name.encode("utf-8", "surrogateescape")
        try:
            return stored.decode("gb18030")
        except UnicodeDecodeError:
            return stored.decode("utf-8", "backslashreplace")
    return name


def ignored(file: str) -> bool:
    """Whether a name is that of no one's report: what systems leave behind, and locks of open files."""
    return file.casefold() in _IGNORED or _locked_name(file) is not None


def _locked(inbox: Path, now: datetime) -> frozenset[str]:
    """Find the files open elsewhere: those with a lock beside them; a lock alone goes after a day."""
    open_files: set[str] = set()
    for lock in sorted(inbox.rglob("*~*")):
        name = _locked_name(lock.name)
        if name is None:
            continue
        if lock.with_name(name).is_file():
            open_files.add(lock.with_name(name).relative_to(inbox).as_posix())
        elif lock.is_file() and now - _time(lock.stat().st_mtime_ns) > _STALE:
            with suppress(OSError):  # open elsewhere, or gone: another day
                lock.unlink()
    return frozenset(open_files)


def _locked_name(file: str) -> str | None:
    """Give the name of the file that a lock is for, None where a file is no lock."""
    for before, after in _LOCKS:
        if file.startswith(before) and file.endswith(after) and len(file) > len(before + after):
            return file[len(before) : len(file) - len(after)]
    return None


def _read(inbox: Path, name: str) -> _Seen | None:
    """Read a file between two looks at its size and time; None where the system refuses."""
    path = inbox.joinpath(*name.split("/"))
    try:
        before = _mark(path)
        content = path.read_bytes()
        after = _mark(path)
    except OSError:
        return None
    if before is None or after is None:
        return None
    moved = before != after or len(content) != after[0]
    arrival = Arrival(_told(name), content, hashlib.sha256(content).hexdigest(), _time(after[1]))
    return _Seen(name, arrival, after, moved)


def _mark(path: Path) -> tuple[int, int] | None:
    """Give a file's size and time of change, None where it is gone."""
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_size, found.st_mtime_ns


def _time(nanoseconds: int) -> datetime:
    """Give the whole second, as times are written everywhere; a clock gone wild is brought to a year that exists."""
    return datetime.fromtimestamp(min(max(nanoseconds // 1_000_000_000, 0), _LAST_SECOND), SHANGHAI)


def _name_of(one: Taken | Waiting) -> str:
    return one.name if isinstance(one, Waiting) else one.arrival.name

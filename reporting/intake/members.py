"""Take the files out of a zip archive: each becomes an arrival of its own, named below the archive.

A name written by a Chinese Windows is decoded, what operating systems put in by themselves is left out, and nothing is
inflated past the limits. A member that is damaged does not spoil the others.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass

from reporting.intake.inbox import ignored
from reporting.model.errors import UnreadableFile
from reporting.model.records import Arrival
from reporting.package.archive import Archive, Limits

# A city has a few dozen senders; a sender has a dozen forms.
MOST = 500
_SYSTEM_FOLDER = "__MACOSX"
_SYSTEM_PREFIX = "._"


@dataclass(frozen=True, slots=True)
class Member:
    """One file of an archive; with a `fault` its content could not be unpacked, and is kept as it lies there."""

    arrival: Arrival
    fault: UnreadableFile | None = None


def members(archived: Arrival, limits: Limits) -> tuple[Member, ...]:
    """Unpack an archive, in the order of names; its members came when it came.

    Raises UnreadableFile for the archive as a whole: `file-encrypted`, `file-damaged`, `file-bomb`, `file-empty`.
    """
    archive = Archive(archived.content, limits)
    names = sorted(name for name in archive.names if not _of_the_system(name))
    if not names:
        raise UnreadableFile("file-empty", "压缩包里没有文件，请重新压缩后报送")
    if len(names) > MOST:
        raise UnreadableFile("file-bomb", f"压缩包里的文件超过{MOST}个，未予打开，请分开报送")
    return tuple(_unpacked(archive, archived, names))


def _of_the_system(name: str) -> bool:
    folders, _, file = name.rpartition("/")
    return _SYSTEM_FOLDER in folders.split("/") or file.startswith(_SYSTEM_PREFIX) or ignored(file)


def _unpacked(archive: Archive, archived: Arrival, names: list[str]) -> Iterator[Member]:
    for name in names:
        fault = None
        try:
            content = archive.read(name)
        except UnreadableFile as found:
            content, fault = archive.raw(name), found
        sha256 = hashlib.sha256(content).hexdigest()
        yield Member(Arrival(f"{archived.name}/{name}", content, sha256, archived.received_at), fault)

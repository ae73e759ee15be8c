"""What a workbook says beside its cells, in properties of the document and words in shapes: marks of secrecy.

Only parts in which the one sign stands that all those marks share are parsed, and none larger than an honest one.
"""

from __future__ import annotations

from collections.abc import Iterator

from reporting.model.errors import UnreadableFile
from reporting.package.archive import Archive
from reporting.package.xml import parse

_PARTS = ("docprops/core.xml", "docprops/custom.xml", "docprops/app.xml", "meta.xml", "styles.xml")
_SHAPES = ("xl/drawings/", "xl/charts/")
_LARGEST = 4 << 20
# The one sign that all marks of secrecy share, and how a program may write any sign.
_SIGN, _REFERENCE = "密", b"&#"
_STARRED = tuple(f"{level}{star}" for level in ("绝密", "机密", "秘密") for star in "★☆")


def asides(archive: Archive) -> tuple[str, ...]:
    """Give the texts beside a package's cells that may be marks; a part that is no sound XML says nothing."""
    return tuple(dict.fromkeys(text for part in _parts(archive) for text in _texts(archive, part)))


def asides_of_stream(stream: bytes) -> tuple[str, ...]:
    """Give the marks with their star in an old workbook's stream, wherever they stand in it."""
    return tuple(mark for mark in _STARRED if mark.encode("utf-16-le") in stream)


def may_mark(content: bytes) -> bool:
    """Whether a piece of XML may hold a mark of secrecy; where it cannot, nobody need parse it."""
    return _SIGN.encode("utf-8") in content or _REFERENCE in content


def _parts(archive: Archive) -> Iterator[str]:
    for name in archive.names:
        folded = name.casefold()
        if folded in _PARTS or (folded.startswith(_SHAPES) and folded.endswith((".xml", ".vml"))):
            yield name


def _texts(archive: Archive, part: str) -> Iterator[str]:
    if archive.members[part].size > _LARGEST:
        return
    try:
        content = archive.read(part)
        if not may_mark(content):
            return
        root = parse(content, part)
    except UnreadableFile:
        return
    yield from (str(text).strip() for text in root.itertext() if _SIGN in str(text))

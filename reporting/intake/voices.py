"""Who can say whose a sheet is and of which period, in words for people; the first that speaks makes the claim."""

from __future__ import annotations

from collections.abc import Mapping

STAMP, LABEL, TITLE, FILE, ONLY = "报送标识", "表内所填", "标题", "文件名", "该表唯一的报送单位"

# What each says: a unit's code, or a period as it is typed.
Voices = Mapping[str, str]


def without_ending(name: str) -> str:
    """Take `.xlsx` off a file's name; a name that only has a dot in it stays whole."""
    stem, dot, ending = name.rpartition(".")
    return stem if dot and ending.isascii() else name

"""Who can say whose a sheet is and of which period, in words for people; the first that speaks makes the claim."""

from __future__ import annotations

from collections.abc import Mapping

STAMP, LABEL, TITLE, TAB, FILE = "报送标识", "表内所填", "标题", "工作表名", "文件名"
ONLY, BOOK = "该表唯一的报送单位", "同一文件的其他表"

# What each says: a unit's code, or a period as it is typed.
Voices = Mapping[str, str]


def without_ending(name: str) -> str:
    """Take `.xlsx` off a file's name; a name that only has a dot in it stays whole."""
    stem, dot, ending = name.rpartition(".")
    return stem if dot and ending.isascii() else name

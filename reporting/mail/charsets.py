"""Bytes of mails become text: what charset they say, and what they are.

Chinese programs call GBK gb2312, send it raw where only ASCII may stand, and call UTF-8 whatever they like.
"""

from __future__ import annotations

import codecs

_GB = frozenset({"gb2312", "gbk", "gb18030", "x-gbk", "cp936", "ms936", "euc-cn", "gb_2312-80", "hz-gb-2312"})
# What programs write who do not know what they send.
_MEANS_NOTHING = frozenset(
    {"", "us-ascii", "ascii", "iso-8859-1", "latin1", "windows-1252", "unknown-8bit", "x-unknown", "8bit", "default"}
)
# Below it no sign of a Chinese text: pairs of GBK bytes that happen to be UTF-8 come out here.
_FIRST_CHINESE = 0x2000


def text_of(content: bytes, charset: str = "") -> str:
    """Decode bytes that are said to be of a charset; whatever they are, text comes out, with U+FFFD at the worst."""
    named = charset.strip().strip("'\"").casefold()
    if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return content.decode("utf-16", "replace")
    utf8 = _decoded(content, "utf-8-sig")
    if utf8 is not None and (_is_chinese(utf8) if named in _GB else named in _MEANS_NOTHING):
        return utf8
    if named in _GB or named in _MEANS_NOTHING:
        candidates = ["gb18030", "utf-8-sig"]
    else:
        candidates = [named, "utf-8-sig", "gb18030"]
    found = next((text for one in candidates if (text := _decoded(content, one)) is not None), None)
    if found is not None:
        return found
    return content.decode("gb18030" if named in _GB else "utf-8", "replace")


def raw_text(value: str) -> str:
    """Give a header's text whose raw 8-bit bytes Python keeps as surrogates."""
    if value.isascii():
        return value
    return text_of(value.encode("utf-8", "surrogateescape"))


def _decoded(content: bytes, charset: str) -> str | None:
    try:
        return content.decode(charset)
    except (UnicodeDecodeError, LookupError, ValueError):
        return None


def _is_chinese(text: str) -> bool:
    return all(sign.isascii() or ord(sign) >= _FIRST_CHINESE for sign in text)

"""How the XML of an .xlsx is written by almost everyone: what patterns may read without an XML reader."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

# What XML allows in a text without further ado; a carriage return means a line feed there, so it is not plain.
SIGN = r"[^<>&\x00-\x08\x0b-\x1f\ufffe\uffff]"
_WRITTEN_OUT = r"&(?:amp|lt|gt|quot|apos|#[0-9]{1,7}+|#x[0-9A-Fa-f]{1,6}+);"
TEXT = rf"(?:{SIGN}++|{_WRITTEN_OUT})"
BLANK = " \t\r\n"
PRESERVED = '(?: xml:space="preserve")?+'
ATTRIBUTE = r' [A-Za-z][A-Za-z0-9:]*+="[^"<>&\x00-\x1f\ufffe\uffff]*+"'

_NAMED = {"&amp;": "&", "&lt;": "<", "&gt;": ">", "&quot;": '"', "&apos;": "'"}
_NO_SIGN = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_REFERENCE = re.compile(_WRITTEN_OUT)
_ENCODING = re.compile(rb"[^>]*?encoding *= *[\"']([^\"']*)")
_ATTRIBUTES = re.compile(r' ([^=]++)="([^"]*+)"')
# So many pieces of 64 KB are read at a time.
_PIECES = 8


def read_out(text: str) -> str:
    """Read signs that are written out, such as `&amp;` and `&#25991;`. Raises ValueError for what XML has no sign."""
    return _REFERENCE.sub(_sign, text) if "&" in text else text


def _sign(found: re.Match[str]) -> str:
    written = found[0]
    if written[1] != "#":
        return _NAMED[written]
    sign = chr(int(written[3:-1], 16) if written[2] == "x" else int(written[2:-1]))
    if _NO_SIGN.match(sign):
        raise ValueError(written)
    return sign


def attributes(given: str) -> dict[str, str] | None:
    """Read attributes of the pattern `ATTRIBUTE`; none may stand there twice."""
    found = _ATTRIBUTES.findall(given)
    said = dict(found)
    return said if len(said) == len(found) else None


def more(chunks: Iterator[bytes]) -> bytes:
    """Give the next pieces of a part as one; nothing at its end."""
    return b"".join(islice(chunks, _PIECES))


def is_utf8(head: bytes) -> bool:
    """Whether a part says or leaves unsaid that it is UTF-8; what else it could be does not begin with these signs."""
    found = _ENCODING.match(head) if head.startswith(b"<?xml") else None
    return head.startswith((b"<", b"\xef\xbb\xbf<")) and (found is None or found[1].lower() == b"utf-8")

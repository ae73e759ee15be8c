"""How the XML of an .xlsx is written by almost everyone: what patterns may read without an XML reader."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

# What XML allows in a text without further ado; a carriage return means a line feed there, so it is not plain.
SIGN = r"[^<>&\x00-\x08\x0b-\x1f\ufffe\uffff]"
TEXT = rf"(?:{SIGN}++|&(?:amp|lt|gt|quot|apos);)"
BLANK = " \t\r\n"
PRESERVED = '(?: xml:space="preserve")?+'
ATTRIBUTE = r' [A-Za-z][A-Za-z0-9:]*+="[^"<>&\x00-\x1f\ufffe\uffff]*+"'

# The ampersand last: it must not make a sign of what follows it.
_WRITTEN_OUT = (("&lt;", "<"), ("&gt;", ">"), ("&quot;", '"'), ("&apos;", "'"), ("&amp;", "&"))
_ENCODING = re.compile(rb"[^>]*?encoding *= *[\"']([^\"']*)")
_ATTRIBUTES = re.compile(r' ([^=]++)="([^"]*+)"')
# So many pieces of 64 KB are read at a time.
_PIECES = 8


def read_out(text: str) -> str:
    """Read signs that are written out, such as `&amp;`."""
    if "&" in text:
        for written, sign in _WRITTEN_OUT:
            text = text.replace(written, sign)
    return text


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

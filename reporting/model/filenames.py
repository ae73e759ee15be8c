"""Names of files that every system can hold: Windows, Linux, a share between them."""

from __future__ import annotations

import re
import unicodedata

# Linux counts bytes (255), Windows characters; what is put before or behind a name needs room too.
LONGEST_IN_BYTES = 200
_FORBIDDEN = re.compile(r'[<>:"/\\|?*]')
_DEVICE = re.compile(r"(?:con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])(?:\.|\Z)", re.IGNORECASE)
_LONGEST_SUFFIX = 12


def safe_filename(name: str) -> str:
    """Bring one name (no path) to a form every system can hold; a name that is safe already stays as it is.

    Signs Windows forbids and signs that do not print become `_`, blanks and full stops at the end fall away, names
    of devices (`CON`, `nul.xlsx`) get a `_` in front, and what is too long is cut before the ending.
    """
    composed = unicodedata.normalize("NFC", name)
    printable = "".join(sign if sign.isprintable() else "_" for sign in composed)
    text = _FORBIDDEN.sub("_", printable).rstrip(" .") or "_"
    return _cut(f"_{text}" if _DEVICE.match(text) else text)


def _cut(name: str) -> str:
    if len(name.encode("utf-8")) <= LONGEST_IN_BYTES:
        return name
    stem, dot, ending = name.rpartition(".")
    suffix = f".{ending}" if dot and len(ending) <= _LONGEST_SUFFIX else ""
    kept = (stem if suffix else name).encode("utf-8")[: LONGEST_IN_BYTES - len(suffix.encode("utf-8"))]
    return kept.decode("utf-8", errors="ignore").rstrip(" .") + suffix

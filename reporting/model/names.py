"""Names as clerks retype them, made comparable."""

from __future__ import annotations

import re
import unicodedata

# Blanks of every kind, quotes and the full stops and colons that slip in; brackets tell names apart and stay.
_NOISE = re.compile(r"[\s\u200b\ufeff\u00ad'\"“”‘’「」.。:：·•*]+")
_BRACKETS = str.maketrans(
    {"〈": "(", "〉": ")", "<": "(", ">": ")", "[": "(", "]": ")", "【": "(", "】": ")", "〔": "(", "〕": ")"}
)


def normalised(text: str) -> str:
    """Bring a name to one form: `全　市`, `  花都区.` and `Ｒ＆Ｄ经费` become `全市`, `花都区`, `r&d经费`."""
    folded = unicodedata.normalize("NFKC", text).translate(_BRACKETS)
    return _NOISE.sub("", folded).casefold()


def without_brackets(text: str) -> str:
    """Drop what stands in brackets, usually the measure: `R&D经费（万元）` → `R&D经费`."""
    folded = unicodedata.normalize("NFKC", text).translate(_BRACKETS)
    return re.sub(r"\([^()]*\)", "", folded).strip()


def bracketed(text: str) -> list[str]:
    """Give what stands in brackets: `R&D经费（万元）` → `万元`."""
    return re.findall(r"\(([^()]*)\)", unicodedata.normalize("NFKC", text).translate(_BRACKETS))

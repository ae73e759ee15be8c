"""Texts brought to one form sign by sign, so that places in the folded text are places in the text itself."""

from __future__ import annotations

import re

_FOLDED = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}
_FOLDED |= {
    ord(sign): ord(to)
    for signs, to in (
        ("〈《【〔［＜<[", "("),
        ("〉》】〕］＞>]", ")"),
        ("−–—―－‐‑‒", "-"),
        ("～〜∼", "~"),
        ("“”「」『』＂", '"'),
        ("，", ","),
        ("；", ";"),
        ("：", ":"),
        ("％﹪", "%"),
        ("\u3000\u00a0\t\n\r", " "),
    )
    for sign in signs
}
_ENDS = re.compile(r"[。！？!?\n]+[”’\"')]*")
_BLANKS = re.compile(r"\s+")


def folded(text: str) -> str:
    """Fold widths, brackets, dashes, quotes and case; the length stays."""
    return "".join(one if len(one := sign.lower()) == 1 else sign for sign in text.translate(_FOLDED))


def bare(text: str) -> str:
    """Give a text without blanks and in one form, to be compared as a whole."""
    return _BLANKS.sub("", folded(text))


def sentences(text: str) -> list[tuple[int, int]]:
    """Give where each sentence of a paragraph begins and ends, its full stop included."""
    ends = [match.end() for match in _ENDS.finditer(text)]
    if not ends or ends[-1] < len(text):
        ends.append(len(text))
    starts = [0, *ends[:-1]]
    return [(start, end) for start, end in zip(starts, ends, strict=True) if text[start:end].strip()]

"""Marks that stand for a figure that is not there, and words for how final a figure is (数据性质)."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from reporting.model.words import Nature, State

# Signs of the statistical yearbooks and what clerks type in their stead (domain 3: the six states).
_NONE = frozenset({"无", "暂无", "没有", "无此项", "无此项目", "/", "\\"})
_STROKES = re.compile(r"[-—–−―─‐‒]{1,6}")
_NOT_APPLICABLE = frozenset({"不适用", "n/a", "na", "×", "✕", "✗", "不涉及"})
# `…` says that the figure is less than the smallest unit: no number, and never claimed to be nought.
_TOO_SMALL = re.compile(r"[.…⋯]{2,}|…|⋯")
# Marks that take no room, left by chat programs and web pages; those that turn the direction are not among them.
UNSEEN = re.compile("[\u200b-\u200f\u2060\ufeff\u202a\u202c]")
# The apostrophe that makes a text of a number, typed where it shows.
_APOSTROPHES = "'‘’`"
# No mark is longer, however it is dressed.
_LONGEST = 40
_DRESS = " ()（）“”\"'‘’。.:：;；"

_NATURE = re.compile("|".join(Nature))
# What clerks write beside a figure, in full or in short.
_SHORT = {
    **dict.fromkeys(("预计", "预估", "预测", "预"), "预计数"),
    **dict.fromkeys(("快报",), "快报数"),
    **dict.fromkeys(("初步", "初报", "初步统计"), "初步数"),
    **dict.fromkeys(("年报",), "年报数"),
    **dict.fromkeys(("最终核实", "终核"), "最终核实数"),
    **dict.fromkeys(("修订", "修正"), "修订数"),
}
_WORDS = "|".join(sorted(_SHORT, key=len, reverse=True))
_BEHIND = re.compile(rf"(?:\(({_WORDS})数?值?\)|(预计|快报|初步|年报|最终核实|修订)数?)\Z")
_BEFORE = re.compile(r"(预计|快报|初步|年报|最终核实|修订)数?[::]?(?=[0-9])")


def state_of(text: str) -> State | None:
    """Say which state a mark stands for, None where the text is no mark."""
    bare = text.strip()
    return _state(bare) if len(bare) <= _LONGEST else None


@lru_cache(maxsize=4096)
def _state(text: str) -> State | None:
    word = re.sub(r"\s", "", UNSEEN.sub("", unicodedata.normalize("NFKC", text))).casefold()
    if not word.strip(_APOSTROPHES):
        return State.BLANK
    if too_small(text):
        return State.NONE
    for bare in (word, word.strip(_DRESS)):
        if bare in _NONE or _STROKES.fullmatch(bare):
            return State.NONE
        if bare in _NOT_APPLICABLE:
            return State.NOT_APPLICABLE
    return None


def too_small(text: str) -> bool:
    """Whether the mark says `less than the smallest unit`."""
    return bool(_TOO_SMALL.fullmatch(text.strip()))


def nature_in(text: str) -> str:
    """Find a word such as 快报数 in a title or an explanation; empty where there is none, or more than one."""
    found = set(_NATURE.findall(text))
    return found.pop() if len(found) == 1 else ""


def nature_beside(text: str) -> tuple[str, str]:
    """Part what stands behind a figure into the rest and its nature: `亿元(预计)` → (`亿元`, `预计数`)."""
    match = _BEHIND.search(text)
    return (text[: match.start()], _SHORT[match[1] or match[2]]) if match else (text, "")


def nature_before(text: str) -> tuple[str, str]:
    """Part a text into what stands before a figure and the rest: `预计120` → (`120`, `预计数`)."""
    match = _BEFORE.match(text)
    return (text[match.end() :], _SHORT[match[1]]) if match else (text, "")

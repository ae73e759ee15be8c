"""Marks that stand for a figure that is not there, and words for how final a figure is (数据性质)."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from reporting.model.words import State

# Signs of the statistical yearbooks and what clerks type in their stead (domain 3: the six states).
_NONE = frozenset({"-", "--", "---", "—", "——", "———", "–", "−", "―", "─", "无", "暂无", "/", "\\", "没有"})
_NOT_APPLICABLE = frozenset({"不适用", "n/a", "na", "×", "✕", "✗", "不涉及"})
# `…` says that the figure is less than the smallest unit: no number, and never claimed to be nought.
_TOO_SMALL = re.compile(r"[.…]{2,}|…")

NATURES = ("预计数", "快报数", "初步数", "年报数", "最终核实数", "修订数")
_NATURE = re.compile("|".join(NATURES))
_BESIDE = re.compile(r"\(?(预计|快报|初步|年报|最终核实|修订)数?\)?\Z")


@lru_cache(maxsize=4096)
def state_of(text: str) -> State | None:
    """Say which state a mark stands for, None where the text is no mark."""
    word = re.sub(r"\s", "", unicodedata.normalize("NFKC", text)).casefold()
    if not word:
        return State.BLANK
    if word in _NONE or too_small(text):
        return State.NONE
    return State.NOT_APPLICABLE if word in _NOT_APPLICABLE else None


def too_small(text: str) -> bool:
    """Whether the mark says `less than the smallest unit`."""
    return bool(_TOO_SMALL.fullmatch(text.strip()))


def nature_in(text: str) -> str:
    """Find a word such as 快报数 in a title or an explanation; empty where there is none, or more than one."""
    found = set(_NATURE.findall(text))
    return found.pop() if len(found) == 1 else ""


def nature_beside(text: str) -> tuple[str, str]:
    """Part what stands behind a figure into the rest and its nature: `亿元(预计)` → (`亿元`, `预计数`)."""
    match = _BESIDE.search(text)
    return (text[: match.start()], f"{match[1]}数") if match else (text, "")

"""Names as clerks retype them, looked up: as they are, by alias, or without what stands in brackets.

A word that could mean two things means nothing: it is not in the index.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import IntEnum
from functools import lru_cache
from typing import Generic, TypeVar

from reporting.intake import measures, spans
from reporting.model.names import bracketed, normalised, without_brackets

T = TypeVar("T")

# No name of anything is longer; what is was never meant as one, and is not worth normalising.
LONGEST_LABEL = 200

# 其中：, #, and numbers before a name: `1.`, `（二）`, `三、`, `①`.
_LEADING = re.compile(
    r"(?:其中\s*[:,、]?|[#*·•—-]+|\(\d{1,2}\)|\d{1,2}\s*[.、)]|[一二三四五六七八九十]{1,3}\s*[、.]|\([一二三四五六七八九十]{1,3}\))\s*"
)
_CIRCLED = re.compile(r"^\s*[①-⑳]")


class How(IntEnum):
    """How a word was found, best first."""

    NAME = 0
    ALIAS = 1
    LOOSE = 2


@dataclass(frozen=True, slots=True)
class Entry(Generic[T]):
    """A record and the words it answers to."""

    record: T
    names: tuple[str, ...]
    aliases: tuple[str, ...] = ()


class Index(Generic[T]):
    """Records by the words of labels."""

    def __init__(self, entries: Iterable[Entry[T]]) -> None:
        kept = list(entries)
        self._tiers = (
            _tier((key(word), entry.record) for entry in kept for word in entry.names),
            _tier((key(word), entry.record) for entry in kept for word in entry.aliases),
            _tier((loose(word), entry.record) for entry in kept for word in (*entry.names, *entry.aliases)),
        )

    @property
    def words(self) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """All words that are found as they are, and those that are found without what stands in brackets."""
        return (*self._tiers[How.NAME], *self._tiers[How.ALIAS]), tuple(self._tiers[How.LOOSE])

    def find(self, label: str) -> tuple[T, How] | None:
        """Find what a label means; None where it means nothing, or could mean two things.

        Brackets that make it another figure, `（增速）` or `（上年）`, are not overlooked.
        """
        if len(label) > LONGEST_LABEL:
            return None
        name = key(label)
        for how in (How.NAME, How.ALIAS):
            if name in self._tiers[how]:  # no tier holds the empty word
                return self._tiers[how][name], how
        bare = loose(label)
        if bare in self._tiers[How.LOOSE] and not _means_other(label, bare):
            return self._tiers[How.LOOSE][bare], How.LOOSE
        return None

    def find_stub(self, label: str) -> tuple[T, How] | None:
        """Find what the first cell of a row means: as it stands, or better without `其中：`, `#`, numbers before it."""
        if len(label) > LONGEST_LABEL:
            return None
        found = self.find(label)
        if found and found[1] is How.NAME:
            return found
        others = (self.find(bare) for bare in stripped(label))
        return min(filter(None, (found, *others)), key=lambda match: match[1], default=None)


@lru_cache(maxsize=8192)
def key(label: str) -> str:
    """Bring a label to the form it is compared in: without its measure."""
    return normalised(measures.off_label(label))


@lru_cache(maxsize=8192)
def loose(label: str) -> str:
    """Bring a label to a form without anything in brackets."""
    return normalised(without_brackets(label))


@lru_cache(maxsize=8192)
def word(text: str) -> str:
    """Bring a name to the form it is compared in, measure and all."""
    return normalised(text)


@lru_cache(maxsize=4096)
def _means_other(label: str, bare: str) -> bool:
    """Whether the brackets that were left off make the name another figure, and the name does not say so itself."""
    return any(spans.means_other(words) for words in bracketed(label)) and not spans.means_other(bare)


def _tier(pairs: Iterable[tuple[str, T]]) -> dict[str, T]:
    tier: dict[str, T] = {}
    doubled: set[str] = set()
    for word, record in pairs:
        if tier.setdefault(word, record) != record:
            doubled.add(word)
    return {word: record for word, record in tier.items() if word and word not in doubled}


def stripped(label: str) -> Iterator[str]:
    """Yield the label with less and less before it."""
    rest = unicodedata.normalize("NFKC", _CIRCLED.sub("", label)).strip()
    if rest != label:
        yield rest
    while match := _LEADING.match(rest):
        rest = rest[match.end() :]
        yield rest

"""The key a printed figure bears, so that one can ask of any number on a page where it comes from.

It is written `2023Q3/315-4/330302`, with `/growth` or another aspect behind it where what is printed is not the
figure's own value, and `/value/‹key›` where it is a row of a list. Documents carry it in a content control,
`trace` takes it as it stands.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from reporting.model.periods import Period

_SEPARATOR = "/"


class Aspect(StrEnum):
    """What of a figure is printed."""

    VALUE = "value"
    BASE = "base"
    GROWTH = "growth"
    NET = "net"  # since the last year-end
    TARGET = "target"
    FINAL_TARGET = "final-target"
    PROGRESS = "progress"
    GAP = "gap"
    RANK = "rank"
    JUDGEMENT = "judgement"


@dataclass(frozen=True, slots=True)
class Tag:
    """What a printed figure is: `code` an indicator, an item or a list's form, `unit` a code, `key` a row of a list."""

    period: Period
    code: str
    unit: str
    aspect: Aspect = Aspect.VALUE
    key: str = ""

    @classmethod
    def parse(cls, text: str) -> Tag:
        """Read a tag as it is written. Raises ValueError for anything else."""
        period, code, unit, *more = text.split(_SEPARATOR, 4)
        if not code or not unit:
            raise ValueError(text)
        aspect = Aspect(more[0]) if more else Aspect.VALUE
        return cls(Period.parse(period), code, unit, aspect, more[1] if len(more) > 1 else "")

    def __str__(self) -> str:
        """Write it as short as it can be told apart."""
        words = [str(self.period), self.code, self.unit]
        if self.key or self.aspect is not Aspect.VALUE:
            words.append(self.aspect)
        return _SEPARATOR.join([*words, *([self.key] if self.key else [])])


@dataclass(frozen=True, slots=True)
class Quoted:
    """Words that print a figure, as they stand on the page, with the figure's key."""

    text: str
    tag: Tag

    def __str__(self) -> str:
        """Give the words alone."""
        return self.text

"""The key a printed figure bears, so that one can ask of any number on a page where it comes from.

It is written `2023Q3/315-4/330302`, with `/growth` or another aspect behind it where what is printed is not the
figure's own value, and `/value/‹key›` where it is a row of a list. Documents carry it as a bookmark's name,
`trace` takes it as it stands.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

from reporting.model.periods import Period

_SEPARATOR = "/"
# Word's own limit.
LONGEST_BOOKMARK = 40
# Names of bookmarks are of letters, digits and `_`: these letters stand for the signs of a tag, one begins an aspect,
# and between two of the last any other sign is written by its number.
_SIGNS = {"/": "ノ", "-": "ー", ".": "ト"}
_ASPECT, _CODED = "メ", "ヘ"
_TO_LETTERS, _TO_SIGNS = str.maketrans(_SIGNS), str.maketrans({letter: sign for sign, letter in _SIGNS.items()})
_OTHER_SIGN = re.compile(r"[^\w/.\-]|[ノートメヘ]")
_WRITTEN_OUT = re.compile(r"ヘ([0-9a-f]+)ヘ")


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


_LETTERS = dict(zip(Aspect, "vbgntfpdrj", strict=True))
_ASPECTS = {letter: aspect for aspect, letter in _LETTERS.items()}


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

    @classmethod
    def of_bookmark(cls, name: str) -> Tag:
        """Read a tag from the name of a bookmark around a printed figure. Raises ValueError for any other bookmark."""
        written, begun, _ = name.rpartition("_")
        if not begun or not written.startswith("_"):
            raise ValueError(name)
        parts = written[1:].split(_SIGNS[_SEPARATOR], 3)
        if len(parts) > 3:
            aspect, _, key = parts.pop().partition(_SIGNS[_SEPARATOR])
            if aspect[:1] != _ASPECT or aspect[1:] not in _ASPECTS:
                raise ValueError(name)
            parts += [_ASPECTS[aspect[1:]], *([key] if key else [])]
        return cls.parse(_SEPARATOR.join(map(_read_out, parts)))

    def bookmark(self, number: int) -> str:
        """Write the tag as a bookmark's name, which is of letters, digits and `_` alone; empty where it is too long.

        It begins with `_`, so that Word does not list it among people's own, and ends in a number: one figure may be
        printed in many places, and every name is used once.
        """
        words = [_written_out(word) for word in (str(self.period), self.code, self.unit)]
        if self.key or self.aspect is not Aspect.VALUE:
            words.append(_ASPECT + _LETTERS[self.aspect])
        if self.key:
            words.append(_written_out(self.key))
        name = f"_{_SIGNS[_SEPARATOR].join(words)}_{number}"
        return name if len(name) <= LONGEST_BOOKMARK else ""

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


def _written_out(text: str) -> str:
    return _OTHER_SIGN.sub(lambda sign: f"{_CODED}{ord(sign[0]):x}{_CODED}", text).translate(_TO_LETTERS)


def _read_out(text: str) -> str:
    return _WRITTEN_OUT.sub(lambda sign: chr(int(sign[1], 16)), text.translate(_TO_SIGNS))

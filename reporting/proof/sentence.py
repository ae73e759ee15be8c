"""A sentence with all that is known by name in it, and which of it a number is said of."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import TypeVar

from reporting.model.periods import Period
from reporting.model.proof import Kind
from reporting.proof.amounts import Amount, amounts
from reporting.proof.folding import folded
from reporting.proof.lexicon import Lexicon, Name, Place
from reporting.proof.times import Time, times

_PAUSE = re.compile(r"[,;。!?]")
_LACKING = re.compile(
    r"(?:不含|不包括|剔除|扣除)[^,;。]*|除[^,;。]{1,24}外|因[^,;。]*(?:,[^,;。]*)?(?:未报送|退回未改)|[^,;。]*(?:未报送|退回未改)[^,;。]*"
)
_JOINT = re.compile(r"[、和及与]|以及|,")
_BASIS = re.compile(r"(?:比|较|与|同|和|跟|于)\Z")
_AIMED = re.compile(r"(?:底|末)?的?(?:年度)?(?:目标|力争|达到|突破|计划|任务|争取|实现|完成情况|为基期)")

T = TypeVar("T", Name, Place)


@dataclass(frozen=True)
class Read:
    """A folded sentence; places in it are places in the sentence as it stands."""

    text: str
    names: Sequence[Name]
    places: Sequence[Place]
    times: Sequence[Time]
    amounts: Sequence[Amount]
    lacking: Sequence[Place] = ()
    carried: tuple[Name, ...] = field(default=())

    @cached_property
    def masked(self) -> str:
        """The text with names blotted out, so that no word of a name is taken for what is said of it."""
        signs = list(self.text)
        for name in self.names:
            signs[name.start : name.end] = "□" * (name.end - name.start)
        return "".join(signs)

    def clause(self, at: int) -> int:
        """Where the clause begins that holds a place; what stands in brackets is one of its own."""
        start = max((match.end() for match in _PAUSE.finditer(self.text, 0, at)), default=0)
        opened = self.text.rfind("(", start, at)
        within = opened >= 0 and ")" not in self.text[opened:at] and bool(self.text[opened + 1 : at].strip())
        # 年度目标（超150亿元）: what stands in the bracket is the aim itself.
        if within and not self.text[start:opened].endswith(("目标", "任务")):
            return opened + 1
        return start

    def clause_end(self, at: int) -> int:
        """Where the clause ends that holds a place."""
        match = _PAUSE.search(self.text, at)
        return match.start() if match else len(self.text)


@dataclass(frozen=True, slots=True)
class Wrong:
    """What is wrong in a sentence, and where it stands there; `expected` is what the ledger has."""

    start: int
    end: int
    expected: str | None
    kind: Kind


def read(text: str, lexicon: Lexicon, carried: tuple[Name, ...] = ()) -> Read:
    """Find names, times and numbers in a sentence. `carried` is what the sentence before it was about."""
    plain = folded(text)
    names, places = lexicon.found(plain)
    lacks = [match.span() for match in _LACKING.finditer(plain)]
    lacking = [
        one for one in places if one.unit != lexicon.city and any(start <= one.start < end for start, end in lacks)
    ]
    free = [place for place in places if place not in lacking]
    said = [time for time in times(plain) if not any(_over(time, name) for name in names)]
    named = [(one.start, one.end) for one in names] + [(one.start, one.end) for one in places]
    taken = named + [(one.start, one.end) for one in said]
    numbers = amounts(plain, lexicon.number, taken)
    return Read(plain, names, free, said, numbers, lacking, carried)


def _over(time: Time, name: Name) -> bool:
    return time.start < name.end and name.start < time.end


def subjects(sentence: Read, amount: Amount, order: int | None) -> tuple[Name, ...]:
    """Give what a number may be said of, the likeliest first: a name right behind it, else the nearest before it."""
    behind = [name for name in sentence.names if 0 <= name.start - amount.end <= 1 and _links(sentence, amount, name)]
    if behind:
        return tuple(behind)
    ahead = [name for name in sentence.names if name.end <= amount.start]
    if not ahead:
        return sentence.carried
    group = joint(sentence.text, ahead)
    return (group[order],) if order is not None and order < len(group) and len(group) > 1 else (ahead[-1],)


def _links(sentence: Read, amount: Amount, name: Name) -> bool:
    return sentence.text[amount.end : name.start] in ("", "的")


def joint(text: str, several: Sequence[T]) -> list[T]:
    """Give the last of several and those it is joined to by 、 or 和."""
    group: list[T] = []
    for one in reversed(several):
        if group and not _JOINT.fullmatch(text[one.end : group[0].start].strip()):
            break
        group.insert(0, one)
    return group


def units(sentence: Read, amount: Amount, name: Name | None, order: int | None, city: str) -> tuple[str, ...]:
    """Give whose number it may be: the unit behind it in brackets, the nearest before it, the city where none is."""
    behind = [one for one in sentence.places if one.start == amount.end + 1 and sentence.text[amount.end] == "("]
    if behind:
        return (behind[0].unit,)
    ahead = [place for place in sentence.places if place.end <= amount.start]
    if not ahead:
        return (city,)
    group = joint(sentence.text, ahead)
    last = group[order] if order is not None and order < len(group) and len(group) > 1 else ahead[-1]
    parted = name is not None and name.start >= last.end and _PAUSE.search(sentence.text, last.end, name.start)
    return (last.unit, city) if parted and last.unit != city else (last.unit,)


def time_of(sentence: Read, amount: Amount) -> Time | None:
    """Give the time a number is said of: in brackets right behind it, else the nearest before it."""
    text = sentence.text
    for time in sentence.times:
        if text[amount.end : amount.end + 1] == "(" and time.start == amount.end + 1:
            return time
    ahead = [time for time in sentence.times if time.end <= amount.start and not is_basis(text, time)]
    if ahead and text[ahead[-1].start - 1 : ahead[-1].start] == "(" and ")" in text[ahead[-1].end : amount.start]:
        outside = [time for time in ahead if text[time.start - 1 : time.start] != "("]
        return outside[-1] if outside else None
    return ahead[-1] if ahead else None


def is_basis(text: str, time: Time) -> bool:
    """Whether a time is only compared with, or the year of an aim."""
    return bool(_BASIS.search(text[: time.start]) or _AIMED.match(text[time.end :]))


def order_of(sentence: Read, amount: Amount) -> int | None:
    """Give a number's place behind 分别, counted from nought; None where 分别 does not stand before it."""
    start = sentence.text.rfind("分别", 0, amount.start)
    if start < 0 or re.search(r"[;。]", sentence.text[start : amount.start]):
        return None
    return sum(start < one.start < amount.start and one.measure == amount.measure for one in sentence.amounts)


def aim_year(sentence: Read, amount: Amount, now: Period) -> int | None:
    """Give the year of the aim a number states: `2025年目标`, any year to come; None where no year is said."""
    found = [
        time
        for time in sentence.times
        if time.end <= amount.start and time.year and (time.year > now.year or _AIMED.match(sentence.text[time.end :]))
    ]
    return found[-1].year if found and found[-1].year != -1 else None


def shown_period(time: Time | None, now: Period) -> Period:
    """Give the period a time means; a quarter named alone is taken for the year so far, and doubted elsewhere."""
    return now if time is None else time.period(now)


def codes_of(names: Iterable[Name]) -> tuple[str, ...]:
    """Give all codes that some names may stand for."""
    return tuple(dict.fromkeys(code for name in names for code in name.codes))

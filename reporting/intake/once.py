"""What is made of a catalogue is made once, and kept for as long as that very catalogue is in use."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import TypeVar

from reporting.model.catalogue import Catalogue

T = TypeVar("T")

# So many catalogues are in use at a time, at most.
_MOST = 4


def once(make: Callable[[Catalogue], T]) -> Callable[[Catalogue], T]:
    """Make something of a catalogue at the first call, and give the same again at every further one.

    Catalogues are told apart by what they are, not by what they hold: comparing two would cost more than indexing one.
    """
    made: list[tuple[Catalogue, T]] = []

    @wraps(make)
    def kept(catalogue: Catalogue) -> T:
        for known, value in made:
            if known is catalogue:
                return value
        made.insert(0, (catalogue, make(catalogue)))
        del made[_MOST:]
        return made[0][1]

    return kept

"""What is made of a catalogue is made once, and kept for as long as that very catalogue is in use."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache, wraps
from typing import TypeVar

from reporting.model.catalogue import Catalogue

T = TypeVar("T")


class _Same:
    """A catalogue held by what it is, not by what it holds: comparing two of them would cost more than indexing one."""

    def __init__(self, catalogue: Catalogue) -> None:
        self.catalogue = catalogue

    def __hash__(self) -> int:
        return id(self.catalogue)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Same) and other.catalogue is self.catalogue


def once(make: Callable[[Catalogue], T]) -> Callable[[Catalogue], T]:
    """Make something of a catalogue at the first call, and give the same again at every further one."""

    @lru_cache(maxsize=4)
    def made(same: _Same) -> T:
        return make(same.catalogue)

    last: list[tuple[Catalogue, T]] = []  # asked for a hundred times a form, and mostly of one catalogue

    @wraps(make)
    def kept(catalogue: Catalogue) -> T:
        if not last or last[0][0] is not catalogue:
            last[:] = [(catalogue, made(_Same(catalogue)))]
        return last[0][1]

    return kept

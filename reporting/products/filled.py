"""A filled template, and what is to be told of it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Filled:
    """The file, and sentences on what could not be filled, each with its place."""

    content: bytes
    told: tuple[str, ...] = ()

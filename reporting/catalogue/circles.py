"""Find circles among references, such as a unit that is counted in itself."""

from __future__ import annotations

from collections.abc import Mapping


def circle_from(start: str, edges: Mapping[str, tuple[str, ...]]) -> tuple[str, ...]:
    """Give a way from `start` back to itself, without the return; empty where there is none."""
    paths: list[tuple[str, ...]] = [(start,)]
    seen: set[str] = set()
    while paths:
        path = paths.pop()
        for following in edges.get(path[-1], ()):
            if following == start:
                return path
            if following not in seen:
                seen.add(following)
                paths.append((*path, following))
    return ()

"""Rows of lists over periods: what was last known of a project that nobody reported this time."""

from __future__ import annotations

from collections.abc import Iterable

from reporting.model.names import normalised
from reporting.model.records import HeldEntry


def last_known(now: Iterable[HeldEntry], before: Iterable[HeldEntry], keys: Iterable[str]) -> tuple[HeldEntry, ...]:
    """Give the rows of the wanted keys that are not among those of now, each as its latest period had it.

    Keys are compared as they are retyped. Where several senders told of one key in that period, all their rows stand.
    """
    wanted = {normalised(key) for key in keys} - {normalised(one.entry.key) for one in now}
    found: dict[str, list[HeldEntry]] = {}
    for one in sorted(before, key=lambda held: held.submission.period, reverse=True):
        key = normalised(one.entry.key)
        rows = found.setdefault(key, []) if key in wanted else []
        if not rows or rows[0].submission.period == one.submission.period:
            rows.append(one)
    return tuple(one for rows in found.values() for one in rows)

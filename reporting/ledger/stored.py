"""How values are written in the ledger's text columns, and read back without loss.

Decimals stand as they are (`str`), periods as typed (`2023Q3`), JSON with sorted keys. Times stand in Chinese time,
`2023-10-12T17:05:00+08:00`, so that comparing the texts compares the times.
"""

from __future__ import annotations

import json
from datetime import datetime, timedelta, timezone
from decimal import Decimal
from functools import lru_cache
from typing import Any

from reporting.model.periods import Period

# China has kept one time all year since 1992; a fixed offset needs no time-zone data on Windows.
CHINA = timezone(timedelta(hours=8))
# Made once: `json.dumps` makes a new one at every call.
_JSON = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def time_text(when: datetime) -> str:
    """Write an instant. Raises ValueError for one without a time zone: it would mean something else on each machine."""
    if when.tzinfo is None:
        raise ValueError(when.isoformat())
    return when.astimezone(CHINA).isoformat()


def time_of(text: str) -> datetime:
    """Read an instant."""
    return datetime.fromisoformat(text)


def json_text(value: object) -> str:
    """Write a mapping or list in its one canonical form: sorted keys, no needless blanks."""
    return _JSON.encode(value)


def json_of(text: str) -> Any:
    """Read what `json_text` wrote."""
    return json.loads(text)


def decimal_text(value: Decimal | None) -> str | None:
    """Write a number exactly as it is, its noughts included."""
    return None if value is None else str(value)


def decimal_of(text: str | None) -> Decimal | None:
    """Read a number."""
    return None if text is None else Decimal(text)


def period_text(period: Period | None) -> str | None:
    """Write a period."""
    return None if period is None else str(period)


@lru_cache(maxsize=256)
def period_of(text: str) -> Period:
    """Read a period; there are few, and they are met again and again."""
    return Period.parse(text)


def period_or_none(text: str | None) -> Period | None:
    """Read a period that need not be there."""
    return None if text is None else period_of(text)


def by_period(period: Period | None) -> tuple[int, int]:
    """Give a key that sorts as periods do, faster than comparing them; none comes first."""
    return (period.year, period.quarter or 5) if period else (0, 0)

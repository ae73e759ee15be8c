"""Periods (报告期): a quarter such as `2023Q3` or a whole year such as `2022`, and how each is spoken of."""

from __future__ import annotations

import re
from datetime import date
from functools import lru_cache
from typing import NamedTuple

_WRITTEN = re.compile(r"(\d{4})(?:Q([1-4]))?\Z")
_CUMULATIVE = {1: "一季度", 2: "上半年", 3: "前三季度", 4: "全年"}
_QUARTER = {1: "一季度", 2: "二季度", 3: "三季度", 4: "四季度"}
_LAST_DAY = {1: (3, 31), 2: (6, 30), 3: (9, 30), 4: (12, 31)}
_YEAR = 0
# Years that a bureau reports on; what lies outside is a slip of the finger, and beyond what a calendar can reckon.
_FIRST_YEAR, _LAST_YEAR = 1900, 2199


class Period(NamedTuple):
    """A reporting period; `quarter` is 0 for a whole year. A year comes after its fourth quarter.

    Periods are part of nearly every key: a tuple with names is hashed and compared in a quarter of a dataclass's time.
    """

    year: int
    quarter: int = _YEAR

    @classmethod
    def parse(cls, text: str) -> Period:
        """Read `2023Q3` or `2022`. Raises ValueError for anything else, years that nobody reports on included."""
        match = _WRITTEN.match(text.strip().upper())
        if not match or not _FIRST_YEAR <= int(match[1]) <= _LAST_YEAR:
            raise ValueError(text)
        return cls(int(match[1]), int(match[2] or _YEAR))

    def __str__(self) -> str:
        """Write as it is typed and stored."""
        return f"{self.year}Q{self.quarter}" if self.quarter else str(self.year)

    def __lt__(self, other: tuple[object, ...]) -> bool:
        """Order by the end; at the same end the quarter comes first."""
        return _end(self) < _end(other)

    def __le__(self, other: tuple[object, ...]) -> bool:
        """Order by the end."""
        return _end(self) <= _end(other)

    def __gt__(self, other: tuple[object, ...]) -> bool:
        """Order by the end."""
        return _end(self) > _end(other)

    def __ge__(self, other: tuple[object, ...]) -> bool:
        """Order by the end."""
        return _end(self) >= _end(other)

    @property
    def is_year(self) -> bool:
        """Whether this is a whole year."""
        return not self.quarter

    @property
    def whole_year(self) -> Period:
        """The year this period lies in."""
        return Period(self.year)

    @property
    def previous(self) -> Period:
        """The period of the same length just before: 2023Q1 → 2022Q4, 2022 → 2021."""
        if self.is_year:
            return Period(self.year - 1)
        return Period(self.year, self.quarter - 1) if self.quarter > 1 else Period(self.year - 1, 4)

    @property
    def first_day(self) -> date:
        """The day the period begins."""
        return date(self.year, (self.quarter or 1) * 3 - 2, 1)

    @property
    def begins_year(self) -> bool:
        """Whether a year-to-date figure of the period is the period's own: of a first quarter, and of a year."""
        return self.quarter in (_YEAR, 1)

    @property
    def next(self) -> Period:
        """The period of the same length just after: 2022Q4 → 2023Q1, 2022 → 2023."""
        if self.is_year:
            return Period(self.year + 1)
        return Period(self.year, self.quarter + 1) if self.quarter < 4 else Period(self.year + 1, 1)

    @property
    def year_before(self) -> Period:
        """The same period a year earlier (上年同期)."""
        return _period(self.year - 1, self.quarter)

    @property
    def last_day(self) -> date:
        """The day the period ends."""
        month, day = _LAST_DAY[self.quarter or 4]
        return date(self.year, month, day)

    @property
    def latest_complete_year(self) -> Period:
        """The latest year complete at the period's end: that of 2022Q4 is 2022, that of 2023Q3 too."""
        return Period(self.year if self.quarter in (_YEAR, 4) else self.year - 1)

    @property
    def label(self) -> str:
        """Name a year-to-date figure: `2023年前三季度`; never `三季度`, which is July to September alone."""
        return f"{self.year}年" if self.is_year else f"{self.year}年{_CUMULATIVE[self.quarter]}"

    @property
    def quarter_label(self) -> str:
        """Name the quarter alone: `2023年三季度`."""
        return f"{self.year}年" if self.is_year else f"{self.year}年{_QUARTER[self.quarter]}"

    @property
    def months(self) -> str:
        """Name the months a year-to-date figure covers, with the dash of GB/T 15834: `1—9月`."""
        return "1—12月" if self.is_year else f"1—{self.quarter * 3}月"

    @property
    def month_end(self) -> str:
        """Name the moment of a stock: `9月底`."""
        return f"{(self.quarter or 4) * 3}月底"


# Kept: a year before is asked for at every figure.
_period = lru_cache(maxsize=512)(Period)


def _end(period: tuple[object, ...]) -> tuple[object, object]:
    """Give what periods are ordered by. Raises ValueError for what is no period."""
    year, quarter = period
    return year, quarter or 5


def years_of(text: str) -> tuple[int, int]:
    """Read a year or a span of years as a catalogue writes it: `2027`, `2023-2027`, `2021年—2025年`.

    Raises ValueError for anything else, and where the span runs backwards.
    """
    match = re.fullmatch(r"(\d{4})年?(?:[-—－–~～至]+(\d{4})年?)?", re.sub(r"\s", "", text))
    if not match:
        raise ValueError(text)
    first = int(match[1])
    last = int(match[2] or first)
    if last < first:
        raise ValueError(text)
    return first, last

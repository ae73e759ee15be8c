"""The State Council's notices on holidays, 2019 to 2026, written out from their texts.

The calendar is held against them. Spans are days off, both ends included; `worked` are weekend days worked in exchange.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta


@dataclass(frozen=True, slots=True)
class Notice:
    """One year's days off by the notice of a number, and the weekends worked for them."""

    year: int
    number: str
    off: tuple[tuple[str, str], ...]
    worked: tuple[str, ...]

    def holidays(self) -> Iterator[date]:
        """Yield the days off that lie in the year."""
        for first, last in self.off:
            day, end = self._day(first), self._day(last)
            while day <= end:
                yield day
                day += timedelta(days=1)

    def workdays(self) -> Iterator[date]:
        """Yield the weekend days that are worked."""
        yield from (self._day(text) for text in self.worked)

    def _day(self, text: str) -> date:
        month, day = map(int, text.split("-"))
        return date(self.year, month, day)


NOTICES = (
    Notice(
        2019,
        "国办发明电〔2018〕15号、〔2019〕3号",
        (
            ("1-1", "1-1"),
            ("2-4", "2-10"),
            ("4-5", "4-5"),
            ("5-1", "5-4"),
            ("6-7", "6-7"),
            ("9-13", "9-13"),
            ("10-1", "10-7"),
        ),
        ("2-2", "2-3", "4-28", "5-5", "9-29", "10-12"),
    ),
    Notice(
        2020,
        "国办发明电〔2019〕16号、〔2020〕1号",  # the spring holidays were prolonged to 2 February
        (("1-1", "1-1"), ("1-24", "2-2"), ("4-4", "4-6"), ("5-1", "5-5"), ("6-25", "6-27"), ("10-1", "10-8")),
        ("1-19", "4-26", "5-9", "6-28", "9-27", "10-10"),
    ),
    Notice(
        2021,
        "国办发明电〔2020〕27号",
        (
            ("1-1", "1-3"),
            ("2-11", "2-17"),
            ("4-3", "4-5"),
            ("5-1", "5-5"),
            ("6-12", "6-14"),
            ("9-19", "9-21"),
            ("10-1", "10-7"),
        ),
        ("2-7", "2-20", "4-25", "5-8", "9-18", "9-26", "10-9"),
    ),
    Notice(
        2022,
        "国办发明电〔2021〕11号",
        (
            ("1-1", "1-3"),
            ("1-31", "2-6"),
            ("4-3", "4-5"),
            ("4-30", "5-4"),
            ("6-3", "6-5"),
            ("9-10", "9-12"),
            ("10-1", "10-7"),
        ),
        ("1-29", "1-30", "4-2", "4-24", "5-7", "10-8", "10-9"),
    ),
    Notice(
        2023,
        "国办发明电〔2022〕16号",
        (("1-1", "1-2"), ("1-21", "1-27"), ("4-5", "4-5"), ("4-29", "5-3"), ("6-22", "6-24"), ("9-29", "10-6")),
        ("1-28", "1-29", "4-23", "5-6", "6-25", "10-7", "10-8"),
    ),
    Notice(
        2024,
        "国办发明电〔2023〕7号",
        (
            ("1-1", "1-1"),
            ("2-10", "2-17"),
            ("4-4", "4-6"),
            ("5-1", "5-5"),
            ("6-10", "6-10"),
            ("9-15", "9-17"),
            ("10-1", "10-7"),
        ),
        ("2-4", "2-18", "4-7", "4-28", "5-11", "9-14", "9-29", "10-12"),
    ),
    Notice(
        2025,
        "国办发明电〔2024〕12号",
        (("1-1", "1-1"), ("1-28", "2-4"), ("4-4", "4-6"), ("5-1", "5-5"), ("5-31", "6-2"), ("10-1", "10-8")),
        ("1-26", "2-8", "4-27", "9-28", "10-11"),
    ),
    Notice(
        2026,
        "国办发明电〔2025〕7号",
        (
            ("1-1", "1-3"),
            ("2-15", "2-23"),
            ("4-4", "4-6"),
            ("5-1", "5-5"),
            ("6-19", "6-21"),
            ("9-25", "9-27"),
            ("10-1", "10-7"),
        ),
        ("1-4", "2-14", "2-28", "5-9", "9-20", "10-10"),
    ),
)

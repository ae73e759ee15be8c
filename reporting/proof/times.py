"""Spans of time as running text names them: 前三季度, 1—9月, 截至9月底, 2022年, 上年同期, 上年末."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from reporting.model.periods import Period

_TO = "[-~至到]"
_NUMERALS = {"一": 1, "二": 2, "三": 3, "四": 4, "1": 1, "2": 2, "3": 3, "4": 4}
# What stands behind a year that may be left out, and how it is understood.
_WORDS = (
    (
        "to_end",
        r"(?:(?:第?(?P<end_quarter>[一二三四1-4])季度|上?半年)(?:末|底)|年?(?:末|底)(?!\w*目标)|(?P<end_month>1[0-2]|0?[1-9])月(?:末|底|30日|31日))",
    ),
    ("to_month", rf"0?1月?(?:份)?{_TO}(?P<months>1[0-2]|0?[1-9])月(?:份)?"),
    ("alone_months", rf"(?:0?4月?{_TO}0?6|0?7月?{_TO}0?9|10月?{_TO}12)月(?:份)?"),
    ("to_quarter", r"前(?P<ahead>[三二3])(?:个)?季度"),
    ("half", r"上半年"),
    ("whole", r"全年(?!目标|任务)"),
    ("single", r"第?(?P<alone>[一二三四1-4])季度"),
)
_SPAN = re.compile("|".join(f"(?P<{name}>{pattern})" for name, pattern in _WORDS))
_HEAD = re.compile(r"(?:(?<!\d)(?P<year>20\d\d)年?|(?P<said>今年|本年|去年|上年))\Z")
_UNTIL = re.compile(r"截[至止]到?\Z")
_RELATIVE = (
    (
        "before",
        re.compile(r"(?:上年|去年)?同期(?=[为的数(]|\d|是|达|约)|(?:上年|去年)同期|(?:上年|去年)(?=[为是达约]|\d)"),
    ),
    ("now", re.compile(r"今年(?!目标|[底末])(?:以来)?|目前|(?<![上下])本期")),
    ("year_end", re.compile(r"(?:上年|去年)年?[末底]|年初")),
)
_BARE = re.compile(rf"(?<![\d.])(?P<year>20\d\d)年(?:度|数)?(?!{_TO}?\d)")
_NOT_A_TIME = re.compile(
    rf"(?<!\d)20\d\d年?{_TO}(?:20)?\d\d年|\d{{1,2}}月\d{{1,2}}日|20\d\d年\d{{1,2}}月\d{{1,2}}日|20\d\d年第?\d+期"
)


@dataclass(frozen=True, slots=True)
class Time:
    """A span of time named in a text. `quarter` is 0 for a year; `year` None where none is said, -1 for the one before.

    `alone` is a quarter by itself, `moment` the end of a span.
    """

    start: int
    end: int
    year: int | None
    quarter: int | None
    alone: bool = False
    moment: bool = False

    def period(self, now: Period) -> Period:
        """Give the period meant in a document of the period `now`."""
        year = now.year if self.year is None else now.year - 1 if self.year == -1 else self.year
        return Period(year, now.quarter if self.quarter is None else self.quarter)


def times(text: str) -> list[Time]:
    """Find the spans of time a folded text names, in order."""
    taken = [match.span() for match in _NOT_A_TIME.finditer(text)]
    found: list[Time] = []
    for name, pattern in _RELATIVE:
        for match in pattern.finditer(text):
            if _free(match.span(), taken):
                taken.append(match.span())
                moment = name == "year_end"
                found.append(Time(*match.span(), None if name == "now" else -1, 4 if moment else None, moment=moment))
    for match in _SPAN.finditer(text):
        head = _HEAD.search(text, max(0, match.start() - 6), match.start())
        start = head.start() if head else match.start()
        until = _UNTIL.search(text, max(0, start - 3), start)
        start = until.start() if until else start
        if _free((start, match.end()), taken):
            taken.append((start, match.end()))
            found.append(_spanned(match, head, start))
    years = (match for match in _BARE.finditer(text) if _free(match.span(), taken))
    found += [Time(*match.span(), int(match["year"]), 0) for match in years]
    return sorted(found, key=lambda time: time.start)


def _free(span: tuple[int, int], taken: Iterable[tuple[int, int]]) -> bool:
    return all(span[1] <= start or span[0] >= end for start, end in taken)


def _spanned(match: re.Match[str], head: re.Match[str] | None, start: int) -> Time:
    year = None
    if head:
        year = int(head["year"]) if head["year"] else -1 if head["said"] in ("去年", "上年") else None
    quarter, alone, moment = _quarter(match)
    return Time(start, match.end(), year, quarter, alone, moment)


def _quarter(match: re.Match[str]) -> tuple[int, bool, bool]:
    """Read what stands behind the year: (quarter, alone, moment)."""
    if match["to_end"]:
        return _ended(match), False, True
    if match["alone_months"]:
        return int(re.findall(r"\d+", match["alone_months"])[-1]) // 3, True, False
    if match["single"]:
        quarter = _NUMERALS[match["alone"]]
        return quarter, quarter > 1, False  # 一季度 is the year so far as well
    if match["months"]:
        return -(-int(match["months"]) // 3), False, False
    whole = {"half": 2, "whole": 4}
    quarter = next((quarter for name, quarter in whole.items() if match[name]), 2 if match["ahead"] == "二" else 3)
    return quarter, False, False


def _ended(match: re.Match[str]) -> int:
    """Read the quarter that an end is of: 三季度末, 9月底, 半年末, 年底."""
    if match["end_quarter"]:
        return _NUMERALS[match["end_quarter"]]
    month = int(match["end_month"]) if match["end_month"] else 6 if "半年" in match["to_end"] else 12
    return -(-month // 3)

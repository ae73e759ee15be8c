"""Periods as people write them in titles and file names."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

from reporting.model.catalogue import Form
from reporting.model.periods import Period
from reporting.model.words import Frequency

_NUMERALS = str.maketrans("〇○零一二三四五六七八九", "000123456789")
# A title or a file's name is no longer; of what is, the beginning is looked at.
_LONGEST = 300
# Every year that is reported on begins with one of these.
_TWO = frozenset("2２二")
_SPELT_YEAR = re.compile(r"二[〇○零0][〇○零0一二三四五六七八九]{2}(?=年)")
_TO = "[-—–―~〜至到]"
_YEAR = re.compile(
    rf"(?<![\d.])(?:(20\d\d)(?!\d)|(?<![A-Za-z-])(2\d)(?=年(?:第?[一二三四1-4]季|前[三3]季|上半年|1月?{_TO})|Q[1-4]))"
)
_SPAN = re.compile(rf"年?{_TO}(?:20)?\d\d年?(?![\d月])")
_BEFORE_SPAN = re.compile(rf"\d年?{_TO}\Z")
# What may follow a year, and the quarter it means; 0 is the bare year. Months are reckoned apart.
_FOLLOWING = (
    (re.compile(r"年?度?第?([一二三四1-4])季"), None),
    (re.compile(r"年?[-_/.]?Q([1-4])(?!\d)", re.IGNORECASE), None),
    (re.compile(rf"年?度?(?:[前头][三3]季度?|[1一]{_TO}[3三]季度?)"), 3),
    (re.compile(r"年?度?(?:上半年|半年)"), 2),
    (re.compile(r"年?度?全年"), 4),
    *((re.compile(rf"年0?{first}月?{_TO}0?{last}月"), last // 3) for first, last in ((4, 6), (7, 9), (10, 12))),
)
# The months of one quarter alone, which are no year-to-date figure.
_QUARTER_ALONE = re.compile(rf"(?<!\d)(?:0?4月?{_TO}0?6|0?7月?{_TO}0?9|10月?{_TO}12)月")
# Months: those of the year so far, or the month it ends with.
_MONTHS = re.compile(
    rf"年(?:0?1月?{_TO}|[前头]|截至|末?)(\d{{1,2}})个?月(?!\d{{1,2}}[日号])"
    rf"|年0?1{_TO}(\d{{1,2}})(?![\d月])"
)
# As programs write months: `2023.9`, `2023-09`, `2023.1-9`; a day behind makes it a date.
_DOTTED = re.compile(rf"[./-](?:0?1{_TO})?(?:20\d\d[./-])?(0?\d|1[0-2])(?![\d./-])(?!{_TO})")
_BARE = re.compile(rf"年(?!\d{{1,2}}(?:月|{_TO}))")
# What stands in brackets behind a period says its months once more.
_ALSO = re.compile(rf"[^()\d]{{0,4}}\(\d{{1,2}}月?{_TO}(\d{{1,2}})月[份底末]?\)")
_REST = re.compile(r"(?:度|份|底|末|完成|累计|实绩|数|情况|\(\d{1,2}[^()]*月\))*")


@dataclass(frozen=True, slots=True)
class Mention:
    """A period named in a text: `quarter` is 0 where only a year is said."""

    year: int
    quarter: int

    def period(self, form: Form) -> Period | None:
        """Say which period it is for a form; a year alone is none for a form of quarters."""
        if form.frequency is Frequency.YEAR:
            return Period(self.year, self.quarter % 4)
        return Period(self.year, self.quarter) if self.quarter else None


def mentions(text: str, *, dotted: bool = False) -> tuple[Mention, ...]:
    """Find the periods a text names, each once; spans of years and dates with a day are none.

    `dotted` takes `2023.9` and `2023-09` for a period too, which in a file's name may be the day it was made.
    """
    return _mentions(text[:_LONGEST], dotted) if _TWO.intersection(text) else ()


@lru_cache(maxsize=4096)
def _mentions(text: str, dotted: bool) -> tuple[Mention, ...]:
    """Find them once: the same titles and lines stand on the forms of all senders."""
    folded = _folded(text)
    found: dict[Mention, None] = {}
    for match in _YEAR.finditer(folded):
        rest = folded[match.end() :]
        month = _dotted_month(_year(match), rest) if dotted else None
        if month is None and (_SPAN.match(rest) or _BEFORE_SPAN.search(folded[: match.start()])):
            continue
        quarter = _quarter(rest) if month is None else _quarter(f"年{month}月")
        if quarter is not None:
            found[Mention(_year(match), quarter[0])] = None
    return tuple(found)


def named(text: str, form: Form, *, dotted: bool = False) -> Period | None:
    """Give the one period of the form's kind that a text names; None for none or several."""
    periods = {period for mention in mentions(text, dotted=dotted) if (period := mention.period(form))}
    return periods.pop() if len(periods) == 1 else None


def torn(text: str) -> bool:
    """Whether a period contradicts the months in brackets behind it: `2023年前三季度（1—6月）`."""
    folded = _folded(text)
    for match in _YEAR.finditer(folded):
        after = _quarter(folded[match.end() :])
        also = _ALSO.match(folded, match.end() + after[1]) if after and after[0] else None
        if after and also and int(also[1]) != after[0] * 3:
            return True
    return False


def is_quarter_alone(text: str) -> bool:
    """Whether a text speaks of the months of one quarter, `7—9月`, and not of the year so far."""
    return bool(_QUARTER_ALONE.search(_folded(text)))


def alone(text: str, near: Period) -> Period | None:
    """Give the period where a heading says nothing else: `2023年1—9月`; `near` tells years from quarters."""
    folded = _folded(text)
    match = None if is_quarter_alone(text) else _YEAR.match(folded)
    after = _quarter(folded[match.end() :]) if match else None
    dotted = mentions(text, dotted=True) if match and _DOTTED.fullmatch(folded, match.end()) else ()
    if dotted and not near.is_year:
        return Period(dotted[0].year, dotted[0].quarter)
    if match is None or after is None or not _REST.fullmatch(folded[match.end() + after[1] :]):
        return None
    quarter = after[0] % 4 if near.is_year else after[0]
    return Period(_year(match), quarter)


def without(text: str) -> str:
    """Take the periods out of a text."""
    folded = _folded(text)
    for match in reversed(list(_YEAR.finditer(folded))):
        after = _quarter(folded[match.end() :])
        if after:
            folded = folded[: match.start()] + folded[match.end() + after[1] :]
    return folded


def _folded(text: str) -> str:
    folded = re.sub(r"\s", "", unicodedata.normalize("NFKC", text[:_LONGEST]))
    return _SPELT_YEAR.sub(lambda match: match[0].translate(_NUMERALS), folded)


def _year(match: re.Match[str]) -> int:
    return int(match[1] or f"20{match[2]}")


def _quarter(rest: str) -> tuple[int, int] | None:
    """Read what follows a year: (quarter, length read); None where it is no period."""
    for pattern, quarter in _FOLLOWING:
        match = pattern.match(rest)
        if match:
            return quarter or int(match[1].translate(_NUMERALS)), match.end() + rest[match.end() :].startswith("度")
    match = _MONTHS.match(rest)
    if match:
        quarter, over = divmod(int(match[1] or match[2]), 3)
        return (quarter, match.end()) if not over and 1 <= quarter <= 4 else None
    match = _BARE.match(rest)
    return (0, match.end() + rest[match.end() :].startswith("度")) if match else None


def _dotted_month(year: int, rest: str) -> int | None:
    """Read `.9` or `-09` behind a year as its month; a number above the year's own may end a span of years."""
    match = _DOTTED.match(rest)
    month = int(match[1]) if match else 0
    return month if 1 <= month <= year % 100 else None

"""Periods as people write them in titles and file names."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from reporting.model.catalogue import Form
from reporting.model.periods import Period
from reporting.model.words import Frequency

_NUMERALS = str.maketrans("〇○零一二三四五六七八九", "000123456789")
_SPELT_YEAR = re.compile(r"二[〇○零][〇○零一二三四五六七八九]{2}(?=年)")
_YEAR = re.compile(r"(?<![\d.])(?:(20\d\d)(?!\d)|(2\d)(?=年(?:第?[一二三四1-4]季|前三季|上半年|1月?[-—–~至])))")
_TO = "[-—–―~〜至到]"
_SPAN = re.compile(rf"年?{_TO}(?:20)?\d\d年?(?![\d月])")
_BEFORE_SPAN = re.compile(rf"\d年?{_TO}\Z")
# What may follow a year, and the quarter it means; 0 is the bare year. Months are reckoned apart.
_FOLLOWING = (
    (re.compile(r"年?第?([一二三四1-4])季"), None),
    (re.compile(r"年?Q([1-4])", re.IGNORECASE), None),
    (re.compile(rf"年?(?:前[三3]季度?|[1一]{_TO}[3三]季度?)"), 3),
    (re.compile(r"年?(?:上半年|半年)"), 2),
    (re.compile(r"年?全年"), 4),
)
_MONTHS = re.compile(rf"年(?:1月?{_TO}|截至|末?)(\d{{1,2}})月(?!\d{{1,2}}[日号])")
_BARE = re.compile(r"年(?!\d{1,2}月)")
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


def mentions(text: str) -> tuple[Mention, ...]:
    """Find the periods a text names, each once; spans of years and dates with a day are none."""
    folded = _folded(text)
    found: dict[Mention, None] = {}
    for match in _YEAR.finditer(folded):
        rest = folded[match.end() :]
        if _SPAN.match(rest) or _BEFORE_SPAN.search(folded[: match.start()]):
            continue
        quarter = _quarter(rest)
        if quarter is not None:
            found[Mention(_year(match), quarter[0])] = None
    return tuple(found)


def named(text: str, form: Form) -> Period | None:
    """Give the one period of the form's kind that a text names; None for none or several."""
    periods = {period for mention in mentions(text) if (period := mention.period(form))}
    return periods.pop() if len(periods) == 1 else None


def alone(text: str, near: Period) -> Period | None:
    """Give the period where a heading says nothing else: `2023年1—9月`; `near` tells years from quarters."""
    folded = _folded(text)
    match = _YEAR.match(folded)
    after = _quarter(folded[match.end() :]) if match else None
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
    folded = re.sub(r"\s", "", unicodedata.normalize("NFKC", text))
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
        quarter, over = divmod(int(match[1]), 3)
        return (quarter, match.end()) if not over and 1 <= quarter <= 4 else None
    match = _BARE.match(rest)
    return (0, match.end() + rest[match.end() :].startswith("度")) if match else None

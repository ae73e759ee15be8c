"""What a heading says of time: this year's or last year's, to date, of the quarter alone, or of the period's end.

`1—9月`, `本年累计` and `前三季度` are to date; `7—9月` and `当季` are the quarter alone; so is `三季度`, never rightly
said of a figure to date, though many write it for the period they report on; `9月末` is a moment.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from enum import IntEnum
from functools import lru_cache

from reporting.model.periods import Period
from reporting.model.words import Content

_LONGEST = 40
_NUMERALS = {"一": 1, "二": 2, "三": 3, "四": 4}
_DASHES = re.compile("[-—–―~〜－～至到]+")
_TOKEN = re.compile(
    r"(?P<year>20\d\d)年?度?"
    r"|(?P<back>上年度?|去年)"
    r"|(?P<now>本年度?|今年|当年|本期|报告期)"
    r"|(?P<todate>前[三3]季度|1-[三3]季度|上半年|全年|年初-今|自年初)"
    r"|1月?-(?P<upto>\d{1,2})月份?"
    r"|(?P<from>4|7|10)月?-(?P<till>6|9|12)月份?"
    r"|第?(?P<quarter>[一二三四1-4])季度?"
    r"|(?P<short>当季度?|本季度?|当期|单季)"
    r"|(?P<this_month>当月|本月)"
    r"|(?P<end>截-)?(?P<month>\d{1,2})月(?P<last>[底末])?份?"
    r"|(?P<moment>期末|季末|年末|年底)"
    r"|(?P<sum>累计)"
    r"|(?P<same>同期)|\(1?-?\d{1,2}月[底末]?\)|完成|实绩|数值|绝对[量额数]|总[量额]|情况|[数值额]"
)
_HALVES = {"前三季度": 9, "前3季度": 9, "1-三季度": 9, "1-3季度": 9, "上半年": 6, "全年": 12}
# Words in a heading, or in brackets behind one, that make it another figure: a rate, a share, a target, another time.
_OTHER = re.compile(
    "增速|增长|增幅|增减|同比|环比|占比|比重|完成率|进度|位次|排名|目标|计划|任务|上期|上季|上月|上年|去年|±"
)

_ANOTHER = re.compile("上期|上季|上月|(?:上年|去年)(?!度?同期|1-)")


class Reach(IntEnum):
    """Which stretch of time a column's figures cover, the fullest first."""

    TO_DATE = 0
    END = 1
    PLAIN = 2
    SUM = 3
    QUARTER_NAMED = 4
    QUARTER = 5


@dataclass(frozen=True, slots=True)
class Span:
    """A heading that says nothing but a time: `year` 0 where unsaid, `month` the last one, 0 where unsaid.

    `whole_year` is a year and nothing more: `2022年` beside quarters is no 上年同期.
    """

    year: int
    back: bool
    reach: Reach
    month: int
    whole_year: bool = False

    def content(self, period: Period | None) -> tuple[Content, Reach] | None:
        """Say whether it is this period's column or last year's; None for another time's.

        Without a period every year may be meant.
        """
        if period is None:
            return (Content.BASE if self.back else Content.NOW), self.reach
        last = (period.quarter or 4) * 3
        if self.month not in (0, last) or (self.whole_year and last < 12):
            return None
        year = self.year or (period.year - self.back)
        if year not in (period.year, period.year - 1) or (self.year == period.year and self.back):
            return None
        whole = last == 3 and self.reach in (Reach.QUARTER, Reach.QUARTER_NAMED)
        return (Content.NOW if year == period.year else Content.BASE), Reach.TO_DATE if whole else self.reach


@lru_cache(maxsize=4096)
def read(words: str) -> Span | None:
    """Read a heading that says nothing but a time; None for every other."""
    if len(words) > _LONGEST:
        return None
    text = _folded(words)
    parted = _parted(text)
    return parted[0] if parted and not parted[1] else None


@lru_cache(maxsize=4096)
def before(words: str) -> tuple[Span, str] | None:
    """Part a heading into the time it begins with and the rest: `2022年1—9月技术交易额`; None where it has no both."""
    if len(words) > _LONGEST:
        return None
    parted = _parted(_folded(words))
    return parted if parted and len(parted[1]) > 1 else None


def means_other(words: str) -> bool:
    """Whether words in brackets make a name another figure: `（增速）`, `（上年）`."""
    return bool(_OTHER.search(unicodedata.normalize("NFKC", words)))


def tells_of_another(text: str, period: Period) -> bool:
    """Whether a line names a time that is not the period's, its year left unsaid: `附：上半年情况`, `上季度`."""
    if len(text) > _LONGEST:
        return False
    folded = _folded(text)
    last = (period.quarter or 4) * 3
    months = (_reach(match.groupdict(), Reach.PLAIN, 0)[1] for match in _TOKEN.finditer(folded))
    return bool(_ANOTHER.search(folded)) or any(month not in (0, last) for month in months)


def _folded(words: str) -> str:
    text = re.sub(r"\s", "", unicodedata.normalize("NFKC", words))
    return _DASHES.sub("-", text).replace("截至", "截-").replace("截止", "截-").strip(":.。")


def _parted(text: str) -> tuple[Span, str] | None:
    """Read times from the front as far as there are any, and give the rest."""
    year, back, month, sums, telling, same, stated = 0, False, 0, False, False, False, False
    reach = Reach.PLAIN
    place = 0
    while match := _TOKEN.match(text, place):
        found = match.groupdict()
        place = match.end()
        telling = telling or any(found.values())
        same = same or bool(found["same"] or found["now"])
        back = back or bool(found["same"] and not year and not stated)
        year = int(found["year"] or year)
        stated = stated or bool(found["now"])
        back = back or bool(found["back"])
        sums = sums or bool(found["sum"])
        reach, month = _reach(found, reach, month)
    if not telling:
        return None
    if sums and reach is Reach.PLAIN:
        reach = Reach.TO_DATE if year or re.search("本年|今年|当年|年初", text) else Reach.SUM
    whole_year = reach is Reach.PLAIN and not same
    return Span(year, back, reach, month, whole_year), text[place:]


def _reach(found: dict[str, str | None], reach: Reach, month: int) -> tuple[Reach, int]:
    """Take one more word of time in."""
    if found["todate"] or found["upto"]:
        return Reach.TO_DATE, _HALVES.get(found["todate"] or "", int(found["upto"] or month))
    if found["till"] or found["short"] or found["this_month"]:
        return Reach.QUARTER, int(found["till"] or month)
    if found["quarter"]:
        return Reach.QUARTER_NAMED, _NUMERALS.get(found["quarter"], 0) * 3 or int(found["quarter"]) * 3
    if found["moment"] or found["last"] or (found["month"] and found["end"]):
        return Reach.END, int(found["month"] or month)
    if found["month"]:
        return Reach.QUARTER_NAMED, int(found["month"])
    return reach, month

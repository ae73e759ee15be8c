"""Numbers in running text with their measures: `229.8亿元`, `六成`, `0.21个百分点`, `第3位`; and those that are none.

What numbers a page, a letter, a list, a building or a day is no figure and is passed over.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cache

from reporting.model.numbers import plain, rounded

PERCENT, POINTS, TIMES = "%", "百分点", "倍"
_SCALES = {"": 0, "千": 3, "万": 4, "百万": 6, "亿": 8, "万亿": 12}
_MEASURES = frozenset(
    [
        "个百分点",
        "百分点",
        "平方米",
        "公顷",
        "元/人",
        "人年",
        "人次",
        "台套",
        "%",
        "元",
        "家",
        "户",
        "个",
        "项",
        "位",
        "名",
        "人",
        "件",
        "台",
        "套",
        "亩",
        "吨",
        "倍",
        "成",
        "处",
        "条",
        "地",
    ]
)
_OF_MONEY = (0, 4, 8)
_CHINESE = {sign: value for value, sign in enumerate("零一二三四五六七八九十")} | {"两": 2, "半": 5}
_PATTERN = (
    r"(?P<sign>(?<![\da-z%)])-)?(?<![\d.])(?P<number>\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?)(?P<more>多|余)?"
    r"(?P<scale>万亿|百万|千|万|亿)?(?P<more2>多|余)?(?P<measure>{})?"
)
_TENTHS = re.compile(r"(?P<number>[一二两三四五六七八九])成(?P<half>半)?(?P<more>多)?(?![功立果为员长])")
_HALF = re.compile(r"(?P<over>过|超)半(?!年)|一半(?P<more>以上)?|半数(?P<more2>以上)?")
# Numbers that are no figures, whatever stands around them.
_NOT_FIGURES = re.compile(
    r"""
    \(?(?:19|20)\d\d\)\d+号 | 第\d+[期号次章条款批轮届版] | \d+号(?:楼|院|线|文|令)? | 共印\d+份
    | 附件:?\d+ | 附表:?\d+ | (?:图|表)\d+ | (?:19|20)\d\d-(?:19|20)?\d\d年? | \d+分之\d+
    | (?:19|20)\d\d年(?:\d{1,2}月(?:\d{1,2}[日号])?)? | \d{1,2}月(?:\d{1,2}[日号]|上旬|中旬|下旬|份)?
    | \d{1,2}[日号] | \d{1,2}:\d\d | 1\d{10}(?!\d) | 0\d{2,3}-?\d{7,8} | \d+\+\d+ | "\d+"
    | \d+(?:\.\d+)*\.(?=[^\d\s%]) | \d+[、)](?!\d) | [a-z]+\d+(?:\.\d+)? | \d+g(?![a-z])
    | \d{1,2}(?:个)?季度 | \d+个?(?:工作日|天|小时|年|月|周)
    """,
    re.VERBOSE,
)
_LIST_NUMBER = re.compile(r"\s*\(?\d{1,2}[.、)](?!\d)")


@dataclass(frozen=True, slots=True)
class Amount:
    """A number and its measure as they stand in a text.

    `value` is in `measure` times ten to the `scale`; `places` are its decimals; `more` says 多, 余. `rough` marks
    tenths and halves, which are said of shares only.
    """

    start: int
    end: int
    value: Decimal
    places: int
    scale: int
    measure: str
    more: bool = False
    rough: bool = False

    @property
    def whole(self) -> Decimal:
        """The value in the plain measure: 2.2万家 is 22000."""
        return self.value.scaleb(self.scale)


def number_pattern(measures: Iterable[str] = ()) -> re.Pattern[str]:
    """Make the pattern of numbers with the usual measures, and those of a catalogue."""
    plain_ones = {*_MEASURES, *(measured(one)[0] for one in measures)} - {""}
    words = "|".join(map(re.escape, sorted(plain_ones, key=lambda word: (-len(word), word))))
    return re.compile(_PATTERN.replace("{}", words))


def amounts(text: str, pattern: re.Pattern[str], taken: Iterable[tuple[int, int]]) -> list[Amount]:
    """Find the numbers of a folded text outside what is `taken` by names and times."""
    closed = [*taken, *(match.span() for match in _NOT_FIGURES.finditer(text))]
    numbered = _LIST_NUMBER.match(text)
    if numbered:
        closed.append(numbered.span())
    found = [*_numbers(text, pattern, closed), *_tenths(text, closed)]
    return sorted(found, key=lambda amount: amount.start)


def _numbers(text: str, pattern: re.Pattern[str], closed: list[tuple[int, int]]) -> Iterable[Amount]:
    for match in pattern.finditer(text):
        if all(match.end("number") <= start or match.start() >= end for start, end in closed):
            yield amount_of(match)


def amount_of(match: re.Match[str]) -> Amount:
    """Read a number that was found."""
    digits = match["number"].replace(",", "")
    value = Decimal(digits)
    more = bool(match["more"] or match["more2"])
    measure = (match["measure"] or "").removeprefix("个") if match["measure"] != "个" else "个"
    places = len(digits.partition(".")[2])
    scale = _SCALES[match["scale"] or ""]
    return Amount(match.start(), match.end(), -value if match["sign"] else value, places, scale, measure, more)


def _tenths(text: str, closed: list[tuple[int, int]]) -> Iterable[Amount]:
    for match in _TENTHS.finditer(text):
        if all(match.end() <= start or match.start() >= end for start, end in closed):
            value = Decimal(_CHINESE[match["number"]] * 10 + (5 if match["half"] else 0))
            yield Amount(*match.span(), value, 0 if match["half"] else -1, 0, PERCENT, bool(match["more"]), rough=True)
    for match in _HALF.finditer(text):
        more = bool(match["over"] or match["more"] or match["more2"])
        yield Amount(*match.span(), Decimal(50), -1, 0, PERCENT, more, rough=True)


@cache
def _usual() -> re.Pattern[str]:
    return number_pattern()


def alone(text: str) -> Amount | None:
    """Read a folded text that is one number and nothing else."""
    match = _usual().fullmatch(text.strip())
    return amount_of(match) if match else None


def measured(measure: str) -> tuple[str, int]:
    """Split a catalogue's measure into the plain one and its power of ten: 亿元 is 元 and 8."""
    for scale in ("万亿", "百万", "亿", "万", "千"):
        if measure.startswith(scale) and len(measure) > len(scale):
            return measure.removeprefix(scale), _SCALES[scale]
    return measure, 0


def number_word(word: str) -> int | None:
    """Read a small whole number: `3`, `三`, `十二`."""
    if word.isdecimal():
        return int(word)
    if not word or any(sign not in _CHINESE for sign in word):
        return None
    head, ten, tail = word.partition("十")
    if not ten:
        return _CHINESE[word] if len(word) == 1 else None
    return (_CHINESE[head] if head else 1) * 10 + (_CHINESE[tail] if tail else 0)


def in_measure(amount: Amount, scale: int) -> Decimal:
    """Give the amount in a measure of that power of ten: 2298000万元 is 229.8 in 亿元."""
    return Decimal(plain(amount.whole.scaleb(-scale)))


def is_rounding(amount: Amount, exact: Decimal, scale: int, places: int) -> bool:
    """Whether the amount is `exact`, which is in a measure of the power `scale`, rightly rounded.

    An amount that was carried over from another measure may be carried from what is printed with `places` decimals.
    """
    if amount.value == rounded(exact.scaleb(scale - amount.scale), amount.places):
        return True
    if amount.scale == scale:
        return False
    carried = in_measure(amount, scale)
    decimals = max(-int(carried.as_tuple().exponent), 0)
    return (decimals >= min(places, 1) and carried == rounded(exact, decimals)) or carried == rounded(exact, places)


def has_its_digits(amount: Amount, exact: Decimal, measure: str, places: int) -> bool:
    """Whether the amount would be `exact` with another measure: 229.8万元 for 229.8亿元, 2298000亿元 for it too."""
    scale = measured(measure)[1]
    scales = (scale, *(_OF_MONEY if scale else ()))
    return any(is_rounding(replace(amount, scale=one), abs(exact), scale, places) for one in scales)

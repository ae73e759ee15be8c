"""Find the amounts in a phrase and bring them to a measure: 1.2万台 in 台 is 12000, 超1亿元 in 亿元 is 1."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from reporting.model.numbers import plain

_FIGURE = r"\d+(?:,\d{3})*(?:\.\d+)?"
_AMOUNT = re.compile(
    rf"(?P<rank>前|第)?(?P<sign>\A[-+])?(?P<low>{_FIGURE})"
    rf"(?:(?P<low_times>[十百千万亿]*)(?:%|[^\W\d]{{0,3}}?)[-—–~至](?P<high>{_FIGURE}))?"
    r"(?P<times>[十百千万亿]*)"
)
_TIMES = {"十": 10, "百": 100, "千": 1000, "万": 10_000, "亿": 100_000_000}
_PERCENT = ("%", "个百分点", "百分点")
# Words by which the same things are counted: a plan says 200名 where the table's measure is 人.
_COUNT_WORDS = (("人", "名", "位"), ("个", "家", "项", "所", "座", "支", "件", "台", "套", "台(套)", "门", "处", "种"))
# Units that begin like another but mean something else: 500人次 is no number of people.
_COMPOUND = ("人次", "人年", "人天")
_AFTER_BARE = re.compile(r"(?:\Z|以上|以下|左右|以内|之内|上下|及以上|[,。;，；、()])")


@dataclass(frozen=True, slots=True)
class Amount:
    """One amount in a phrase: `value` (and `high` of a range) in the wanted measure.

    `fits` is true where its unit is the measure's, `bare` where none is written; `written` is how it stands there.
    `start` and `end` bound it, its unit included.
    """

    value: Decimal
    high: Decimal | None
    start: int
    end: int
    fits: bool
    bare: bool
    rank: bool
    written: str


def amounts(text: str, measure: str) -> tuple[Amount, ...]:
    """Find every amount in a phrase."""
    found: list[Amount] = []
    position = 0
    while match := _AMOUNT.search(text, position):
        amount = _amount(text, match, measure)
        found.append(amount)
        position = max(amount.end, match.end())
    return tuple(found)


def choose(found: Sequence[Amount], measure: str, *, of_rank: bool) -> tuple[Amount | None, str]:
    """Choose the amount that is meant, or say why none can be chosen."""
    ranks = [amount for amount in found if amount.rank]
    if of_rank and ranks:
        fitting = ranks
    else:
        others = [amount for amount in found if not amount.rank]
        fitting = [amount for amount in others if amount.fits] or [amount for amount in others if amount.bare]
        fitting = fitting or (ranks if not others else [])
    if len({(amount.value, amount.high) for amount in fitting}) == 1:
        return fitting[0], ""
    if fitting:
        return None, f"有{len(fitting)}个数（{'、'.join(amount.written for amount in fitting)}），不知取哪个"
    if found:
        return None, f"“{found[0].written}”与指标的计量单位“{measure}”不一致"
    return None, "里没有数"


def _amount(text: str, match: re.Match[str], measure: str) -> Amount:
    unit, fits = _unit_at(text, match.end(), measure)
    end = match.end() + len(unit)
    multiplied = match["times"] + (match["low_times"] or "")
    bare = not unit
    divisor = _measure_times(measure) if fits or (bare and multiplied) else 1
    times = _product(match["times"])
    low = _figure(match["low"]) * (_product(match["low_times"]) if match["low_times"] else times) / divisor
    high = _tidy(_figure(match["high"]) * times / divisor) if match["high"] else None
    value = _tidy(-low if match["sign"] == "-" else low)
    return Amount(value, high, match.start(), end, fits, bare, match["rank"] is not None, text[match.start() : end])


def _unit_at(text: str, position: int, measure: str) -> tuple[str, bool]:
    """Give the unit written at a place, empty where none is, and whether it is the measure's."""
    if _AFTER_BARE.match(text, position):
        return "", False
    compound = next((word for word in _COMPOUND if text.startswith(word, position)), "")
    for word in _alike(_base(measure)):
        if text.startswith(compound or word, position) and (not compound or compound == word):
            return word, True
    written = re.compile(r"%|[^\W\d]{0,2}").match(text, position)
    return (compound or (written[0] if written else "")), False


def _base(measure: str) -> str:
    """Give a measure without its multiplier: 万平方米 → 平方米."""
    return measure if measure in _PERCENT else measure.lstrip("十百千万亿")


def _alike(base: str) -> tuple[str, ...]:
    """Give the words that mean a measure's unit, longest first."""
    if base in _PERCENT:
        return _PERCENT
    head = base.split("/", maxsplit=1)[0]
    group = next((words for words in _COUNT_WORDS if head in words), ())
    words = {base, head, *group} - {""}
    return tuple(sorted(words, key=lambda word: (-len(word), word)))


def _measure_times(measure: str) -> int:
    return _product(measure[: len(measure) - len(_base(measure))])


def _product(words: str) -> int:
    product = 1
    for word in words:
        product *= _TIMES[word]
    return product


def _figure(text: str) -> Decimal:
    return Decimal(text.replace(",", ""))


def _tidy(value: Decimal) -> Decimal:
    """Write a value without exponent and needless noughts."""
    return Decimal(plain(value))

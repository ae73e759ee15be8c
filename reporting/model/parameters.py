"""The numbers a bureau steers the program with (参数): their names, what they are where nothing is given, their bounds.

The catalogue holds every row against this, so that a slip is told with its cell before anything is reckoned with it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

from reporting.model.numbers import HUNDRED

_PERCENT = ("%", "％")
# Names that go on with a code behind a point, such as 考评-满意值.315-4: any number will do.
_BY_CODE = ("考评-满意值.", "考评-不容许值.")


@dataclass(frozen=True, slots=True)
class Number:
    """A parameter that is a number: the usual one as people write it, and what it may not be below."""

    usual: str
    least: Decimal | None = Decimal(0)


# Lists of counts of working days, as people write them: 1、3.
DAYS: Mapping[str, str] = {"提前提醒": "3", "逾期提醒": "1、3"}
_BETWEEN = re.compile(r"[、,，;；\s]+")
_MOST_DAYS = 60
_NONE = ("无", "0")

_ANY = None
NUMBERS: Mapping[str, Number] = {
    "进度阈值-达到": Number("0", _ANY),
    "进度阈值-基本达到": Number("-5", _ANY),
    "进度阈值-滞后": Number("-15", _ANY),
    "水平阈值-基本达到": Number("-5", _ANY),
    "水平阈值-滞后": Number("-15", _ANY),
    "左右容差": Number("5"),
    "突变倍数": Number("3"),
    "突变最小变动": Number("10"),
    "突变最小占比": Number("5%"),
    "期末数下降容忍比例": Number("5%"),
    "期末数下降容忍数": Number("2"),
    "量级倍数容差": Number("3"),
    "更正期限": Number("10"),
    "说明最少字数": Number("8"),
    "排名显示名次": Number("3"),
    "考评-基础分": Number("60"),
    "考评-功效分": Number("40"),
    "考评-最低分": Number("60"),
    "考评-最高分": Number("100"),
}


def number(parameters: Mapping[str, str], name: str) -> Decimal:
    """Give a parameter of `NUMBERS`, else the usual one: `5%` is 0.05. Raises ValueError for what is no number."""
    return read(parameters.get(name, "").strip() or NUMBERS[name].usual)


def days(parameters: Mapping[str, str], name: str) -> tuple[int, ...]:
    """Give a parameter of `DAYS`, else the usual one: counts of working days, the smallest first; 无 is none at all.

    Raises ValueError for what is no list of counts.
    """
    return _days(parameters.get(name, "").strip() or DAYS[name])


def _days(text: str) -> tuple[int, ...]:
    counts = [] if text in _NONE else [int(part) for part in _BETWEEN.split(text.strip())]
    if not all(1 <= count <= _MOST_DAYS for count in counts):
        raise ValueError(text)
    return tuple(sorted(set(counts)))


def read(text: str) -> Decimal:
    """Read a number as people write it into 参数. Raises ValueError for anything else."""
    try:
        value = Decimal(text[:-1].strip()) / HUNDRED if text.endswith(_PERCENT) else Decimal(text)
    except InvalidOperation:
        raise ValueError(text) from None
    if not value.is_finite():
        raise ValueError(text)
    return value


def mend(name: str, text: str) -> str | None:
    """Say how a row of 参数 is put right; None where nothing is wrong with it, or it is no number."""
    known = NUMBERS.get(name)
    if text and name in DAYS:
        return _mend_days(name, text)
    if not text or (known is None and not name.startswith(_BY_CODE)):
        return None
    example = f"请填数字，如{known.usual}；留空则按{known.usual}" if known else "请填数字，或删去这一行"
    try:
        value = read(text)
    except ValueError:
        return example
    return example if known and known.least is not None and value < known.least else None


def _mend_days(name: str, text: str) -> str | None:
    try:
        _days(text)
    except ValueError:
        return f"请填工作日数，几次的用顿号隔开，如{DAYS[name]}；不要提醒的填“无”"
    return None

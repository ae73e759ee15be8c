"""Invented enterprises for the lists: their names bear 演示, their codes are sound after GB 32100-2015."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator

from reporting.model.catalogue import Unit
from reporting.model.credit_code import ALPHABET, check_character

_FIRST = "宏瑞金华鑫恒泰联创新科正德信达安通远景博立"
_SECOND = "达丰源盛润程凯邦诚益航腾锐晟维拓翔基畅昌"
_TRADES = (
    "电气",
    "泵阀",
    "智能装备",
    "汽车零部件",
    "激光",
    "新材料",
    "眼镜",
    "鞋业",
    "服装",
    "生物医药",
    "软件",
    "传感",
)
# 9 for the market regulator, 1 for enterprises, then a district of the city that does not exist.
_PREFIX = "91330399"
VALID_YEARS = 3
_FIRST_YEAR = 2018


def companies(county: Unit, count: int, last_year: int) -> Iterator[tuple[str, str, str, str, str]]:
    """Give a county's enterprises: code, name, county, year recognised, valid until; the same ones in every period.

    Each is recognised anew when its three years are over, so that between two lists nothing changes but that.
    """
    short = county.name[:-1]
    for place in range(count):
        number = int(hashlib.sha256(f"{county.code}|{place}".encode()).hexdigest()[:8], 16)
        name = f"{short}演示{_pick(_FIRST, place)}{_pick(_SECOND, place // len(_FIRST))}"
        trade = _TRADES[(place + number) % len(_TRADES)]
        year = _recognised(number, last_year)
        series = place // (len(_FIRST) * len(_SECOND))
        # Names would run out in a large county: later ones are told apart by a number.
        ending = f"（{series + 1}）有限公司" if series else "有限公司"
        yield _code(county.code, place), f"{name}{trade}{ending}", county.name, str(year), f"{year + VALID_YEARS}-12"


def _recognised(number: int, year: int) -> int:
    """Give the year in which an enterprise was recognised last; it holds to the end of the third year after."""
    first = _FIRST_YEAR + number % VALID_YEARS
    return first + (year - first - 1) // VALID_YEARS * VALID_YEARS


def _pick(signs: str, place: int) -> str:
    return signs[place % len(signs)]


def _code(county: str, place: int) -> str:
    digest = hashlib.sha256(f"code|{county}".encode()).digest()
    letters = ALPHABET[digest[0] % len(ALPHABET)] + ALPHABET[digest[1] % len(ALPHABET)]
    body = f"{_PREFIX}MA{letters}{place:05d}"
    return body + check_character(body)

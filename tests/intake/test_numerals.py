"""Numbers in Chinese numerals: read where they are written in full."""

from __future__ import annotations

from decimal import Decimal

import pytest

from reporting.intake import numerals


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("三", 3),
        ("十", 10),
        ("十二", 12),
        ("三十五", 35),
        ("一百零五", 105),
        ("一百二十", 120),
        ("两百", 200),
        ("一千零五十", 1050),
        ("一万零五", 10005),
        ("一万二千", 12000),
        ("三千万", 30_000_000),
        ("一亿零三百", 100_000_300),
        ("叁拾伍", 35),
        ("零", 0),
    ],
)
def test_complete_numbers(text: str, value: int) -> None:
    """A number written as people write it in full has one reading."""
    assert numerals.number(text) == Decimal(value)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "一",
        "壹",
        "〇",
        "百",
        "一百二",
        "三百五",
        "一万二",
        "一二三",
        "二零二三",
        "十几",
        "零五",
        "一百十五",
        "亿",
        "三十五家",
        "一" * 40,
    ],
)
def test_what_is_no_complete_number(text: str) -> None:
    """Short forms, years, single strokes and unfinished numbers are not guessed at."""
    assert numerals.number(text) is None

"""A third quarter of five counties, to hold one figure against."""

from __future__ import annotations

from decimal import Decimal

from tests.checks.papers import Draft, draft, table

# Five counties by size: the deals of a third quarter in 亿元.
SIZES = {"甲": "17", "乙": "28.6", "丙": "24.5", "丁": "2", "戊": "1.4"}


def city(**growth: str) -> Draft:
    """Write a table in which every county grew by a tenth, but for those given."""
    written = table()
    for unit, size in SIZES.items():
        now = Decimal(size) * Decimal(growth.get(unit, "1.1"))
        written = written.fill(unit, DEALS=f"{now:f}").was("2022Q3", unit, DEALS=size)
    return written


def county(value: str) -> Draft:
    """Write one county's own form, the others known from the quarter before."""
    written = draft().fill(DEALS=value)
    for unit, size in SIZES.items():
        written = written.was("2022Q3", unit, DEALS=size).was("2022Q2", unit, DEALS=f"{Decimal(size) / 2:f}")
        written = written.was("2023Q2", unit, DEALS=f"{Decimal(size) / 2 * Decimal('1.1'):f}")
    return written

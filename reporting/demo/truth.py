"""What is true in the synthetic city: the value of every item, for every unit, in every period.

The counties' values add up to the city's exactly, to the last decimal of the item.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from decimal import ROUND_DOWN, Decimal

from reporting.demo.city import City, Series
from reporting.model.catalogue import CITY, Catalogue, Item, Unit
from reporting.model.numbers import HUNDRED, rounded
from reporting.model.periods import Period
from reporting.model.words import Tense

# How far a county's part drifts from year to year.
DRIFT = Decimal("0.03")
RATE_STEP = Decimal("0.6")
_STEPS = 1000
# The year whose split over the counties is published.
ANCHOR = 2022


class Truth:
    """Answers what is true; the same question always has the same answer."""

    def __init__(self, city: City, catalogue: Catalogue) -> None:
        """Keep the description and the catalogue that says how each item is measured."""
        self.city, self.catalogue = city, catalogue
        self._kept: dict[tuple[str, Period], dict[str, Decimal]] = {}

    def value(self, item: Item, unit: Unit, period: Period) -> Decimal | None:
        """Give the value of an item for a unit, None where the description knows none."""
        series = self.city.items.get(item.code)
        if series is None:
            return None
        whole = self._whole(item, series, period)
        if whole is None or unit.kind == CITY:
            return whole
        if unit.within:
            return self._of_zone(item, unit, period)
        return self._of_counties(item, series, period).get(unit.name)

    def stage(self, item: Item, unit: Unit, period: Period) -> str:
        """Give the stage a unit has reached by the period, empty where it takes no part."""
        steps = self.city.stages.get(item.code, {}).get(unit.name, {})
        reached = [since for since in steps if not period < since]
        return steps[max(reached)] if reached else ""

    def _whole(self, item: Item, series: Series, period: Period) -> Decimal | None:
        """Give the city's value: as described, or as its pattern spreads the year over the quarters."""
        if period.year in series.quarters:
            return series.quarters[period.year][(period.quarter or 4) - 1]
        year = series.years.get(period.year)
        if year is None or period.is_year:
            return year
        reached = series.pattern[period.quarter - 1] / HUNDRED
        if item.tense is not Tense.STOCK:
            return rounded(year * reached, item.decimals)
        before = series.years.get(period.year - 1)
        return None if before is None else rounded(before + (year - before) * reached, item.decimals)

    def _of_counties(self, item: Item, series: Series, period: Period) -> dict[str, Decimal]:
        key = (item.code, period)
        if key not in self._kept:
            whole = self._whole(item, series, period)
            assert whole is not None, "asked for only where the city has a value"
            values = self._rates(series, period, whole) if series.rates else self._split(item, series, period, whole)
            self._kept[key] = dict(zip(self.city.counties, values, strict=True))
        return self._kept[key]

    def _split(self, item: Item, series: Series, period: Period, whole: Decimal) -> list[Decimal]:
        if item.tense is Tense.STOCK:
            return self._grown(item, series, period, whole)
        return shared_out(whole, self._weights(item.code, period), item.decimals)

    def _grown(self, item: Item, series: Series, period: Period, whole: Decimal) -> list[Decimal]:
        """Give a stock by county: what the last year-end left, and each one's part of what was added since.

        The split is that of the end of 2022; from there the years go forwards and backwards, so that no county's
        stock jumps at New Year.
        """
        if (period.year, period.quarter) == (ANCHOR, 4):
            return shared_out(whole, list(series.weights), item.decimals)
        later = period.year > ANCHOR
        from_end = Period(period.year - 1 if later else ANCHOR, 4)
        if not later and period.year < ANCHOR - 1:
            from_end = Period(period.year + 1, 4)
        start = self._whole(item, series, from_end)
        assert start is not None, "city.toml gives every year-end a stock is reckoned from"
        parts = self._grown(item, series, from_end, start)
        change = shared_out(abs(whole - start), list(series.weights), item.decimals)
        return [part + (step if whole >= start else -step) for part, step in zip(parts, change, strict=True)]

    def _weights(self, code: str, period: Period) -> list[Decimal]:
        """Give the counties' parts in a period: as described in 2022, drifting from year to year."""
        series = self.city.items[code]
        base = self._weights(series.like, period) if series.like else list(series.weights)
        tilted = [part * tilt for part, tilt in zip(base, series.tilt or [Decimal(1)] * len(base), strict=True)]
        if series.like:
            return tilted
        years = period.year - ANCHOR
        return [
            part * (1 + DRIFT * years * self._chance(code, county))
            for part, county in zip(tilted, self.city.counties, strict=True)
        ]

    def _rates(self, series: Series, period: Period, whole: Decimal) -> list[Decimal]:
        """Give the counties' own rates: they move with the city's, each a little in its own way."""
        middle = Decimal("18.2")
        return [
            rounded(rate + (whole - middle) * RATE_STEP + self._chance(str(period), county), 1)
            for rate, county in zip(series.rates, self.city.counties, strict=True)
        ]

    def _of_zone(self, item: Item, unit: Unit, period: Period) -> Decimal | None:
        part = self.city.zones.get(unit.name)
        around = self.catalogue.unit_by_code[unit.within]
        whole = self.value(item, around, period)
        if part is None or whole is None:
            return None
        return (whole * part).quantize(Decimal(1).scaleb(-item.decimals), rounding=ROUND_DOWN)

    def _chance(self, *words: str) -> Decimal:
        """Give a number from −1 to 1 that depends on the words and the seed alone."""
        digest = hashlib.sha256("|".join((str(self.city.seed), *words)).encode("utf-8")).digest()
        return Decimal(int.from_bytes(digest[:4], "big") % (2 * _STEPS + 1) - _STEPS) / _STEPS


def shared_out(whole: Decimal, weights: Sequence[Decimal], decimals: int) -> list[Decimal]:
    """Share a total out by weights so that the parts add up to it exactly: the largest remainders are rounded up."""
    unit = Decimal(1).scaleb(-decimals)
    total = sum(weights, Decimal(0))
    exact = [whole * weight / total for weight in weights]
    parts = [value.quantize(unit, rounding=ROUND_DOWN) for value in exact]
    short = int((whole - sum(parts, Decimal(0))) / unit)
    by_remainder = sorted(range(len(parts)), key=lambda place: (parts[place] - exact[place], place))
    for place in by_remainder[:short]:
        parts[place] += unit
    return parts

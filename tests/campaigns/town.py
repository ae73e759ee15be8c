"""An honest town: figures as they really move, drawn from a seed, with no regard to how they are checked.

Large counties and tiny ones; growth, seasons, things that come in lumps; stocks that creep, expire and are recognised
once a year; rates around nought; projects that end. Now and then something great happens, and the clerk knows why.
"""

from __future__ import annotations

import math
import random
from collections.abc import Callable, Iterator, Mapping, Sequence
from decimal import Decimal

from reporting.demo.city import city
from reporting.demo.truth import Truth
from reporting.model.catalogue import CITY, Catalogue, Item, Unit
from reporting.model.numbers import rounded
from reporting.model.periods import Period
from reporting.model.words import Tense

FIRST_YEAR, LAST_YEAR = 2019, 2024
QUARTERS = tuple(Period(year, quarter) for year in range(FIRST_YEAR, LAST_YEAR + 1) for quarter in (1, 2, 3, 4))
YEARS = tuple(Period(year) for year in range(FIRST_YEAR, LAST_YEAR + 1))
Line = dict[Period, float]

# What share of a year falls on each quarter: evenly, or late.
EVEN, LATE = (0.25, 0.25, 0.25, 0.25), (0.16, 0.22, 0.26, 0.36)
# Items that come in lumps: how many a year in the whole city, how large one is (None: they are counted).
LUMPS: Mapping[str, tuple[float, float | None]] = {
    "INCUBATOR_NEW": (60, 2.5),
    "SMART_PROJECTS": (1400, None),
    "ENVOYS": (600, None),
}
RECOGNISED = frozenset({"HT_FIRMS"})
# Counted since they began: these never fall.
SINCE_EVER = frozenset({"OPERATORS", "HATCHED"})
LATE_ITEMS = frozenset({"TECH_DEALS", "BASE_INVEST"})
PARTS: Mapping[str, tuple[str, float, float]] = {
    "HT_VA": ("IND_VA", 0.25, 0.8),
    "IND_REVENUE": ("IND_VA", 4.2, 4.9),
    "IND_RD_COST": ("IND_REVENUE", 0.012, 0.045),
    "NEW_RD_ORGS_PROV": ("NEW_RD_ORGS", 0.1, 0.4),
    "HIGH_SKILLED": ("SKILLED", 0.28, 0.36),
    "SUMMIT_LANDED": ("SUMMIT_SIGNED", 0.5, 0.8),
    "MFG_PROJECTS": ("CITY_PROJECTS", 0.3, 0.9),
    "RD": ("GDP", 0.004, 0.045),
    "RD_FTE": ("EMPLOYED", 12, 160),
}
REASONS = (
    "本季度有一笔大额合同集中登记，涉及两家龙头企业",
    "新开工的重大项目集中入库，上年同期尚未启动",
    "上年同期有一次性大项目，今年没有同类项目",
)
CLEARED = "开展存量清理，{}家已停止运营或迁出，本期核减"


class Town(Truth):
    """What is true in a drawn town; `reasons` is what its clerks write beside the figures."""

    def __init__(self, catalogue: Catalogue, seed: int) -> None:
        """Draw the town: the same seed, the same town."""
        super().__init__(city(), catalogue)
        self.random = random.Random(seed)
        counties = catalogue.counties(QUARTERS[-1])
        sizes = [math.exp(self.random.gauss(0, 1.1)) for _ in counties]
        self.weights = {unit.code: size / sum(sizes) for unit, size in zip(counties, sizes, strict=True)}
        self.reasons: dict[tuple[str, str, Period], str] = {}
        self.lines: dict[tuple[str, str], Line] = {}
        for item in catalogue.items:
            if item.code in self.city.items and item.code not in PARTS:
                self._draw(item)
        for code in PARTS:
            self._draw_part(catalogue.item_by_code[code])
        self._mend_areas()

    def value(self, item: Item, unit: Unit, period: Period) -> Decimal | None:
        """Give the value of an item for a unit, as `Truth` does."""
        if item.code not in self.city.items:
            return None
        if unit.within:
            return self._of_zone(item, unit, period)
        if unit.kind == CITY and (item.code, CITY) not in self.lines:
            parts = [self.value(item, one, period) for one in self.catalogue.counties(period)]
            return sum((part for part in parts if part is not None), Decimal(0))
        line = self.lines.get((item.code, CITY if unit.kind == CITY else unit.code))
        if line is None or period not in line:
            return None
        return rounded(Decimal(repr(line[period])), item.decimals)

    def reason(self, item: str, unit: str, period: Period) -> str:
        """Give what the clerk writes beside a figure, empty where nothing is out of the ordinary."""
        within = self.catalogue.unit_by_code[unit].within
        return self.reasons.get((within or unit, item, period), "")

    def _draw(self, item: Item) -> None:
        """Draw the lines of an item: one for each county where counties have it, else one for the city."""
        series, level = self.city.items[item.code], self._level(item)
        by_county = bool(series.weights or series.like or series.rates)
        for unit, weight in self.weights.items() if by_county else [(CITY, 1.0)]:
            self.lines[item.code, unit] = self._line(item, unit, level, weight)
        if series.rates:
            self.lines[item.code, CITY] = self._line(item, CITY, level, 1.0)

    def _draw_part(self, item: Item) -> None:
        """Draw an item that is a part, or a multiple, of another: its share wobbles little."""
        whole, low, high = PARTS[item.code]
        for (code, unit), line in list(self.lines.items()):
            if code == whole:
                share = self.random.uniform(low, high)
                floor = 0.0
                drawn: Line = {}
                for period, value in line.items():
                    share = min(max(share * math.exp(self.random.gauss(0, 0.012)), low), high)
                    part = value * share
                    if item.tense is Tense.STOCK or (item.tense is Tense.YEAR_TO_DATE and period.quarter > 1):
                        part = max(part, floor)  # neither what is counted nor what is summed up shrinks by a wobble
                    floor = drawn[period] = min(part, value) if high <= 1 else part
                self.lines[item.code, unit] = drawn

    def _level(self, item: Item) -> float:
        """Give the city's level: the plan's, more or less."""
        return self._most(item.code) * math.exp(self.random.gauss(0, 0.25))

    def _most(self, code: str) -> float:
        series = self.city.items[code]
        return float(max([*series.years.values(), *(value for year in series.quarters.values() for value in year)]))

    def _line(self, item: Item, unit: str, level: float, weight: float) -> Line:
        draw: Callable[[Item, str, float, float], Line]
        if item.code.endswith("_DUE"):
            return dict.fromkeys(QUARTERS, self._most(item.code))
        if item.code.endswith("_COVERED"):
            return self._covered(self._most(item.code.replace("_COVERED", "_DUE")))
        if item.measure in ("%", "位"):
            draw = self._rate
        elif item.tense is Tense.YEARLY:
            draw = self._yearly
        elif item.tense is Tense.YEAR_TO_DATE:
            draw = self._lumps if item.code in LUMPS or (unit == CITY and not item.decimals) else self._flow
        else:
            draw = self._recognised if item.code in RECOGNISED else self._stock
        return draw(item, unit, level, weight)

    def _rate(self, item: Item, _unit: str, level: float, _weight: float) -> Line:
        """A growth rate goes where it likes, also below nought; a share or a rank creeps."""
        grows = item.low is not None and item.low < 0
        spread, step = (14.0, 4.5) if grows else (level * 0.2, level * 0.01)
        usual = self.random.gauss(level if abs(level) > 1 else 10.0, spread)
        usual = usual if grows else max(abs(usual), 1.0)
        low, high = float(item.low or 0), float(item.high or 100)
        return {period: min(max(usual + self.random.gauss(0, step), low), high) for period in (*QUARTERS, *YEARS)}

    def _yearly(self, _item: Item, _unit: str, level: float, weight: float) -> Line:
        value, line = level * weight * 0.8, {}
        for year in YEARS:
            line[year] = value
            value *= math.exp(self.random.gauss(0.06, 0.06))
        return line

    def _flow(self, item: Item, unit: str, level: float, weight: float) -> Line:
        """Money that comes in all the year, more or less by season."""
        lively = 0.3 if item.code in LATE_ITEMS else 0.12
        year = level * weight * 0.7
        line: Line = {}
        for start in range(0, len(QUARTERS), 4):
            quarters = QUARTERS[start : start + 4]
            seasons = LATE if item.code in LATE_ITEMS else EVEN
            parts = [year * share * math.exp(self.random.gauss(0, lively)) for share in seasons]
            parts = self._something_great(item, unit, quarters, parts)
            line |= zip(quarters, _summed(parts), strict=True)
            year *= math.exp(self.random.gauss(0.08, lively))
        return line

    def _lumps(self, item: Item, _unit: str, level: float, weight: float) -> Line:
        """Things that come one by one, in whatever quarter they are ready."""
        count, size = LUMPS.get(item.code, (level, None))
        line: Line = {}
        for start in range(0, len(QUARTERS), 4):
            parts = [0.0] * 4
            for _ in range(self._poisson(count * weight)):
                quarter = self.random.choices(range(4), LATE)[0]
                parts[quarter] += 1.0 if size is None else size * math.exp(self.random.gauss(-0.2, 0.6))
            line |= zip(QUARTERS[start : start + 4], _summed(parts), strict=True)
        return line

    def _stock(self, item: Item, unit: str, level: float, weight: float) -> Line:
        """A stock of things or people: some come, some go; what is counted since ever only grows."""
        counted = not item.decimals
        value = float(self._poisson(level * weight * 0.6)) if counted else level * weight * 0.6
        share = self.random.uniform(0.02, 0.05)
        cleared = unit != CITY and self.random.random() < 0.02
        when = self.random.choice(QUARTERS)
        line: Line = {}
        for period in QUARTERS:
            come = value * share + level * weight * 0.004
            come = float(self._poisson(come)) if counted else come * math.exp(self.random.gauss(0, 0.4))
            may_go = counted and unit != CITY and item.code not in SINCE_EVER
            gone = float(self._poisson(value * 0.01)) if may_go else 0.0
            if cleared and period == when and may_go:
                gone += round(value * self.random.uniform(0.12, 0.18))
                self.reasons[unit, item.code, period] = CLEARED.format(int(gone))
            value = max(value + come - gone, 0.0)
            line[period] = value
        return line

    def _recognised(self, _item: Item, _unit: str, level: float, weight: float) -> Line:
        """Enterprises recognised once a year: flat or falling to the third quarter, a leap in the fourth."""
        value, line = float(self._poisson(level * weight * 0.6)), {}
        for period in QUARTERS:
            if period.quarter == 4:
                value += self._poisson(value * self.random.uniform(0.1, 0.3) + weight * 20)
            else:
                value -= min(self._poisson(value * 0.006), value)
            line[period] = value
        return line

    def _covered(self, due: float) -> Line:
        value, line = float(round(due * 0.3)), {}
        for period in QUARTERS:
            value = min(value + (self.random.random() < 0.2), due)
            line[period] = value
        return line

    def _something_great(self, item: Item, unit: str, quarters: Sequence[Period], parts: list[float]) -> list[float]:
        """Once in a while a great contract or project: told in this year, and again where next year falls behind."""
        if unit == CITY or item.code not in LATE_ITEMS or self.random.random() > 0.04:
            return parts
        quarter = self.random.randrange(4)
        parts[quarter] += sum(parts) * self.random.uniform(2, 6)
        reason = self.random.choice(REASONS[:2])
        for period in quarters[quarter:]:
            self.reasons[unit, item.code, period] = reason
        for period in quarters:
            self.reasons[unit, item.code, Period(period.year + 1, period.quarter)] = REASONS[2]
        return parts

    def _mend_areas(self) -> None:
        """Let the incubators' whole area be what was there and what was added."""
        for unit, weight in self.weights.items():
            new, area = self.lines["INCUBATOR_NEW", unit], 250.0 * weight
            before, line = 0.0, {}
            for period in QUARTERS:
                before = 0.0 if period.quarter == 1 else before
                area += new[period] - before
                before = new[period]
                line[period] = area
            self.lines["INCUBATOR_AREA", unit] = line
        for unit in self.weights:
            firms, smes = self.lines["HT_FIRMS", unit], self.lines["TECH_SMES", unit]
            self.lines["TECH_SMES", unit] = {period: max(smes[period], firms[period] * 1.5) for period in QUARTERS}

    def _poisson(self, mean: float) -> int:
        """Draw how many of many rare things happen."""
        if mean > 50:
            return max(round(self.random.gauss(mean, math.sqrt(mean))), 0)
        limit, count, product = math.exp(-mean), 0, self.random.random()
        while product > limit:
            count, product = count + 1, product * self.random.random()
        return count


def _summed(parts: Sequence[float]) -> Iterator[float]:
    total = 0.0
    for part in parts:
        total += part
        yield total

"""What the figures bear out: the numbers a claim may rest on, and whether one of them is the one that stands there."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal

from reporting.model.catalogue import Target
from reporting.model.figures import Figure
from reporting.model.numbers import HUNDRED, fixed, plain, rounded
from reporting.model.periods import Period
from reporting.model.proof import Grounds
from reporting.model.words import TargetKind
from reporting.proof.amounts import PERCENT, POINTS, TIMES, Amount, in_measure, is_rounding, measured
from reporting.proof.roles import Approach, Role

SHARE_PLACES = 1
# How far a share may be from the tenths it is said to be, in points.
_ALMOST = Decimal(2)
_COUNTED = frozenset({"家", "户", "个"})
_PEOPLE = frozenset({"人", "名", "位"})


@dataclass(frozen=True, slots=True)
class Reading:
    """A number the ledger has: unrounded, in `measure`, printed with `places`; `role` says what of a figure it is."""

    value: Decimal
    measure: str
    places: int
    role: Role
    unsigned: bool = False

    @property
    def text(self) -> str:
        """Print it with its measure, as a clerk would put it."""
        shown = plain(self.value) if self.role is Role.TARGET else fixed(self.value, self.places)
        return f"{shown.replace('-', '−')}{'个' if self.measure == POINTS else ''}{self.measure}"


@dataclass(frozen=True, slots=True)
class Asked:
    """Whose number is looked for: of one indicator or item, one unit, one period; `aim` is the year of a target."""

    code: str
    unit: str
    period: Period
    aim: int | None = None


def figure_of(grounds: Grounds, asked: Asked) -> Figure | None:
    """Find a figure; a whole year and its fourth quarter stand for one another."""
    compilation = grounds.compilation
    now = compilation.figure(asked.code, asked.unit)
    if now is not None and (asked.period == compilation.period or now.value_period in _same(asked.period)):
        return now
    held = {**compilation.earlier, **grounds.others}
    found = (held.get(period, {}).get((asked.code, asked.unit)) for period in _same(asked.period))
    return next((one for one in found if one is not None and one.value_period in _same(asked.period)), None)


def _same(period: Period) -> tuple[Period, ...]:
    if period.is_year:
        return (period, Period(period.year, 4))
    return (period, Period(period.year)) if period.quarter == 4 else (period,)


def readings(grounds: Grounds, asked: Asked, role: Role) -> Iterator[Reading]:
    """Give all the numbers the ledger has for one role of one figure, the likeliest first."""
    now = grounds.compilation.figure(asked.code, asked.unit)
    figure = figure_of(grounds, asked)
    if role is Role.VALUE:
        yield from _values(grounds, asked, figure, now)
    elif role is Role.TARGET:
        yield from _targets(grounds, asked, now)
    elif figure is not None:
        yield from _others(grounds, figure, role)


def _values(grounds: Grounds, asked: Asked, figure: Figure | None, now: Figure | None) -> Iterator[Reading]:
    if figure is not None and figure.value is not None:
        yield Reading(figure.value, figure.measure, figure.places, Role.VALUE)
    if now is not None and now.base is not None and _is_year_before(asked.period, now):
        yield Reading(now.base, now.measure, now.places, Role.VALUE)
    yield from _bases(grounds, asked, now)


def _bases(grounds: Grounds, asked: Asked, now: Figure | None) -> Iterator[Reading]:
    """Give what a plan starts from, in its base year."""
    catalogue = grounds.compilation.catalogue
    if now is None or asked.unit != catalogue.city.code or asked.period.quarter not in (0, 4):
        return
    for target in catalogue.targets_of(asked.code):
        if target.kind is TargetKind.BASE and target.value is not None and asked.period.year == target.last_year:
            yield Reading(target.value, now.measure, now.places, Role.VALUE)


def _is_year_before(period: Period, figure: Figure) -> bool:
    """Whether a figure's base is of a period; beside a carried figure 上年同期 is the year before its own."""
    return period in (*_same(figure.value_period.year_before), figure.period.year_before)


def _targets(grounds: Grounds, asked: Asked, now: Figure | None) -> Iterator[Reading]:
    if now is None:
        return
    year = asked.aim or now.period.year
    if now.target_value is not None and year in (now.period.year, now.value_period.year):
        ends = (now.target_value, now.target.high if now.target is not None else None)
        measure = _aim_measure(now, now.target)
        yield from (Reading(end, measure, now.places, Role.TARGET) for end in ends if end is not None)
    if asked.unit != grounds.compilation.catalogue.city.code:
        yield from (
            Reading(share.value, now.measure, now.places, Role.TARGET)
            for share in grounds.compilation.catalogue.shares
            if (share.indicator, share.unit, share.year) == (asked.code, asked.unit, year)
        )
        return
    for target in grounds.compilation.catalogue.targets_of(asked.code):
        if target.kind is not TargetKind.BASE and target.first_year <= year <= target.last_year:
            for value in (target.value, target.high):
                if value is not None:
                    yield Reading(value, _aim_measure(now, target), now.places, Role.TARGET)


def _aim_measure(figure: Figure, target: Target | None) -> str:
    return PERCENT if target is not None and target.kind is TargetKind.YEARLY_GROWTH else figure.measure


def _others(grounds: Grounds, figure: Figure, role: Role) -> Iterator[Reading]:
    if role is Role.GROWTH:
        yield from _growths(figure)
    elif role is Role.NET:
        yield from _net(grounds, figure)
    elif role is Role.PROGRESS and figure.progress is not None:
        yield Reading(figure.progress, PERCENT, SHARE_PLACES, role)
    elif role is Role.PROGRESS and figure.target_value and figure.value is not None and figure.measure != PERCENT:
        yield Reading(figure.value / figure.target_value * HUNDRED, PERCENT, SHARE_PLACES, role)
    elif role is Role.EXPECTED and figure.expected is not None:
        yield Reading(figure.expected, PERCENT, SHARE_PLACES, role)
    elif role is Role.GAP:
        yield from _gaps(figure)


def _growths(figure: Figure) -> Iterator[Reading]:
    if figure.growth is not None:
        measure = POINTS if figure.growth_is_points else PERCENT
        yield Reading(figure.growth, measure, figure.places if measure == POINTS else SHARE_PLACES, Role.GROWTH)
        if measure == PERCENT:
            yield Reading(figure.growth / HUNDRED, TIMES, 1, Role.GROWTH)
    if figure.value is not None and figure.base is not None:
        yield from _changes(figure, figure.base, Role.GROWTH)


def _net(grounds: Grounds, figure: Figure) -> Iterator[Reading]:
    if figure.value_period.quarter in (0, 4):
        yield from _growths(figure)  # at the year's end the last year-end is a year ago
    before = figure_of(grounds, Asked(figure.code, figure.unit, Period(figure.value_period.year - 1, 4)))
    if before is not None and before.value is not None and figure.value is not None:
        yield from _changes(figure, before.value, Role.NET)
        if before.value > 0 and figure.measure != PERCENT:
            yield Reading((figure.value / before.value - 1) * HUNDRED, PERCENT, SHARE_PLACES, Role.NET)


def _changes(figure: Figure, before: Decimal, role: Role) -> Iterator[Reading]:
    """Give the difference as printed, so that a reader can subtract, and then from full precision."""
    assert figure.value is not None, "only figures with a value come here"
    measure = POINTS if figure.measure == PERCENT else figure.measure
    yield Reading(rounded(figure.value, figure.places) - rounded(before, figure.places), measure, figure.places, role)
    yield Reading(figure.value - before, measure, figure.places, role)


def _gaps(figure: Figure) -> Iterator[Reading]:
    """Give how far it is from 时序 or the target; also as a reader subtracts it from what is printed."""
    target = figure.target
    growth = target is not None and target.kind is TargetKind.YEARLY_GROWTH and figure.measure != PERCENT
    measure = POINTS if growth or figure.progress is not None or figure.measure == PERCENT else figure.measure
    places = SHARE_PLACES if growth or figure.progress is not None else figure.places
    if figure.gap is not None:
        yield Reading(figure.gap, measure, places, Role.GAP)
    shown, ends = figure.value, [figure.target_value, target.high if target is not None else None]
    if growth:
        shown, places = figure.growth, SHARE_PLACES
    if shown is not None:
        own = POINTS if growth or figure.measure == PERCENT else figure.measure
        yield from (Reading(rounded(shown, places) - end, own, places, Role.GAP) for end in ends if end is not None)


def bears(reading: Reading, amount: Amount, approach: Approach, sign: int | None) -> bool:
    """Whether a number the ledger has is the one that stands there; `sign` is what words say of it, None nothing."""
    base, scale = measured(reading.measure)
    if not alike(amount.measure, base):
        return False
    exact = reading.value
    if sign is not None and exact and (exact > 0) != (sign > 0):
        return False
    if sign is not None or reading.unsigned:
        exact = abs(exact)
    if amount.more or approach is not Approach.EXACT or amount.rough:
        return _roughly(in_measure(amount, scale), exact, approach, amount)
    return is_rounding(amount, exact, scale, reading.places)


def alike(written: str, held: str) -> bool:
    """Whether a measure as written may stand for the ledger's; none may stand for any."""
    same = written == held or not written
    return same or any(written in kind and held in kind for kind in (_COUNTED, _PEOPLE))


def _roughly(shown: Decimal, exact: Decimal, approach: Approach, amount: Amount) -> bool:
    """Whether a round number is said rightly: on the side it says, and no farther than its last digit that counts.

    近230 is said of 229.8, 近234 is not: a number with all its digits is not a round one.
    """
    last = int(amount.value.normalize().as_tuple().exponent)
    unit = Decimal(1).scaleb(last) * (shown / amount.value if amount.value else 1)
    apart = exact - shown
    if amount.more or approach is Approach.OVER:
        return 0 <= apart <= unit
    if approach is Approach.UNDER:
        return apart < 0
    if approach is Approach.NEAR:
        return -unit <= apart < 0
    if approach is Approach.ABOUT:
        return abs(apart) <= unit
    return abs(apart) <= _ALMOST  # 六成 without a word


def nearest(found: Iterable[Reading], amount: Amount) -> Reading | None:
    """Give the reading a number comes nearest to, those of its own measure first."""
    best: tuple[tuple[bool, Decimal], Reading] | None = None
    for reading in found:
        base, scale = measured(reading.measure)
        apart = abs(abs(in_measure(amount, scale)) - abs(reading.value))
        score = (not alike(amount.measure, base), apart / (abs(reading.value) or Decimal(1)))
        if best is None or score < best[0]:
            best = (score, reading)
    return best[1] if best else None

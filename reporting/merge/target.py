"""Which target a figure is held against, in its year and for its unit (domain 4)."""

from __future__ import annotations

from decimal import Decimal

from reporting.model.catalogue import Catalogue, Target
from reporting.model.words import Direction, Interpolation, Op, TargetKind

# Promises that hold in each year of their span; all others fall due in its last year.
_EVERY_YEAR = frozenset({TargetKind.EACH_YEAR, TargetKind.YEARLY_MEAN, TargetKind.YEARLY_GROWTH, TargetKind.COMPARISON})


def target_in(catalogue: Catalogue, indicator: str, year: int) -> Target | None:
    """Give the target due in the year: the first in the catalogue where one promise stands in many places."""
    return next((target for target in _promises(catalogue, indicator) if _falls_due(target, year)), None)


def final_target(catalogue: Catalogue, indicator: str) -> Target | None:
    """Give the plan's last target for the indicator."""
    promises = _promises(catalogue, indicator)
    last = max((target.last_year for target in promises), default=0)
    return next((target for target in promises if target.last_year == last), None)


def base_of(catalogue: Catalogue, indicator: str) -> Target | None:
    """Give the plan's base value (基期)."""
    return next((target for target in catalogue.targets_of(indicator) if target.kind is TargetKind.BASE), None)


def share_of(catalogue: Catalogue, indicator: str, unit: str, year: int) -> Decimal | None:
    """Give a unit's part of the city's target (分解目标), None where none was given out."""
    return catalogue.share_by_place.get((indicator, unit, year))


def reference_in(catalogue: Catalogue, indicator: str, year: int) -> Decimal | None:
    """Give the value a year without target would have between its neighbours; for reference only (内插)."""
    known = sorted(
        (target for target in catalogue.targets_of(indicator) if target.value is not None),
        key=lambda target: target.last_year,
    )
    before = [target for target in known if target.last_year < year]
    after = [target for target in known if target.last_year > year]
    if not before or not after or after[0].interpolation is Interpolation.NONE:
        return None
    start, end = before[-1], after[0]
    if start.value is None or end.value is None:
        return None
    if end.interpolation is Interpolation.LEVEL:
        return start.value
    part = Decimal(year - start.last_year) / (end.last_year - start.last_year)
    return start.value + (end.value - start.value) * part


def is_met(value: Decimal, target: Decimal, op: Op, direction: Direction, slack: Decimal) -> bool:
    """Whether a value keeps a promise; `slack` is what 左右 allows, in percent of the target."""
    if op is Op.ABOUT:
        short = target - value if direction is Direction.UP else value - target
        return short <= abs(target) * slack / 100
    if op is Op.MORE:
        return value > target
    if op is Op.LESS:
        return value < target
    if op is Op.AT_MOST or (op is Op.NONE and direction is Direction.DOWN):
        return value <= target
    return value >= target


def _promises(catalogue: Catalogue, indicator: str) -> tuple[Target, ...]:
    return tuple(target for target in catalogue.targets_of(indicator) if target.kind is not TargetKind.BASE)


def _falls_due(target: Target, year: int) -> bool:
    if target.kind in _EVERY_YEAR:
        return target.first_year <= year <= target.last_year
    return target.last_year == year

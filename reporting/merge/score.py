"""The yearly appraisal (考评): efficacy coefficients over the dimensions of the plan (功效系数法; domain 4).

A part's points are (value − worst) ÷ (best − worst) × 40 + 60, held between 60 and 100; these four are parameters.
Best and worst are the catalogue's 满意值 and 不容许值, else the best and the worst of the group; equal ones give full
points. What is not scored leaves its weight to the others. Points are added up as printed, so that a reader can do it
again.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from reporting.merge.rank import measured, places_of
from reporting.model.catalogue import COUNTY, Catalogue, Indicator, Unit
from reporting.model.figures import Figure
from reporting.model.numbers import HUNDRED, rounded
from reporting.model.parameters import number, read
from reporting.model.scores import DimensionScore, PartScore, UnitScore
from reporting.model.words import Direction, Judgement, Ranking

PLACES = 2
_MOUNTAIN, _OTHERS, _ALL = "山区县", "其他县（市、区）", "各县（市、区）"


@dataclass(frozen=True, slots=True)
class Terms:
    """How points are reckoned (参数): the points at the worst, what lies between worst and best, and floor and cap."""

    base: Decimal
    span: Decimal
    floor: Decimal
    cap: Decimal
    grouped: bool

    @classmethod
    def of(cls, catalogue: Catalogue) -> Terms:
        """Read them from the catalogue, with the usual ones where it is silent."""
        given = catalogue.parameter
        return cls(
            base=number(given, "考评-基础分"),
            span=number(given, "考评-功效分"),
            floor=number(given, "考评-最低分"),
            cap=number(given, "考评-最高分"),
            grouped=given.get("考评-山区县单列", "是") == "是",
        )


def score(catalogue: Catalogue, figures: Iterable[Figure]) -> tuple[UnitScore, ...]:
    """Score the counties by a year's figures, group after group, each in the official order."""
    terms = Terms.of(catalogue)
    plan = catalogue.followed_plan
    scored = [one for one in catalogue.indicators if one.weight and plan and one.plan == plan.code]
    by_place = {(one.code, one.unit): one for one in figures}
    found: list[UnitScore] = []
    for group, units in _groups(catalogue, by_place, terms).items():
        parts: dict[str, list[PartScore]] = {unit: [] for unit in units}
        for indicator in scored:
            for unit, part in _parts(catalogue, indicator, units, by_place, terms).items():
                parts[unit].append(part)
        found += _ranked([_whole(unit, group, parts[unit]) for unit in units])
    return tuple(found)


def _groups(
    catalogue: Catalogue, figures: Mapping[tuple[str, str], Figure], terms: Terms
) -> Mapping[str, Sequence[str]]:
    """Give the counties that have any figure, by the group they are compared in."""
    known = {unit for _, unit in figures}
    groups: dict[str, list[str]] = {}
    for unit in sorted(catalogue.units, key=lambda one: one.order):
        if unit.kind == COUNTY and unit.code in known:
            groups.setdefault(_group(unit, terms), []).append(unit.code)
    return groups


def _group(unit: Unit, terms: Terms) -> str:
    if not terms.grouped:
        return _ALL
    return _MOUNTAIN if unit.mountain else _OTHERS


def _parts(
    catalogue: Catalogue,
    indicator: Indicator,
    units: Sequence[str],
    figures: Mapping[tuple[str, str], Figure],
    terms: Terms,
) -> Mapping[str, PartScore]:
    """Give every unit's part of one indicator, compared within the group."""
    asked = {unit: figures.get((indicator.code, unit)) for unit in units}
    values = {unit: value for unit, one in asked.items() if one and (value := _value(indicator, one)) is not None}
    best, worst = _bounds(catalogue, indicator, values.values())
    empty = PartScore(
        indicator.code,
        indicator.name,
        indicator.dimension,
        indicator.weight or Decimal(0),
        indicator.ranking,
        measure=_measure(indicator),
    )
    parts: dict[str, PartScore] = {}
    for unit, figure in asked.items():
        if unit not in values or best is None or worst is None:
            parts[unit] = replace(empty, why=figure.judgement if figure else None)
            continue
        points = points_of(values[unit], best, worst, terms)
        parts[unit] = replace(empty, value=values[unit], best=best, worst=worst, points=points)
    return parts


def points_of(value: Decimal, best: Decimal, worst: Decimal, terms: Terms) -> Decimal:
    """Give the points of a value by its efficacy coefficient, as printed; inverse indicators have best below worst."""
    if best == worst:
        return terms.cap
    points = (value - worst) / (best - worst) * terms.span + terms.base
    return rounded(min(max(points, terms.floor), terms.cap), PLACES)


def _value(indicator: Indicator, figure: Figure) -> Decimal | None:
    """Give what is scored; a year's figure that is still to come is not, nor a sum that lacks a part."""
    if figure.judgement in (Judgement.AWAITS_YEAR, Judgement.AT_YEAR_END, Judgement.INCOMPLETE):
        return None
    return measured(indicator, figure)


def _bounds(
    catalogue: Catalogue, indicator: Indicator, values: Iterable[Decimal]
) -> tuple[Decimal | None, Decimal | None]:
    found = sorted(values)
    if not found:
        return None, None
    low, high = found[0], found[-1]
    best, worst = (low, high) if _is_inverse(indicator) else (high, low)
    given = catalogue.parameter
    return (
        read(given[fixed_best]) if given.get(fixed_best := f"考评-满意值.{indicator.code}") else best,
        read(given[fixed_worst]) if given.get(fixed_worst := f"考评-不容许值.{indicator.code}") else worst,
    )


def _is_inverse(indicator: Indicator) -> bool:
    return indicator.ranking is Ranking.VALUE and indicator.direction is Direction.DOWN


def _measure(indicator: Indicator) -> str:
    return indicator.measure if indicator.ranking is Ranking.VALUE else "%"


def _whole(unit: str, group: str, parts: Sequence[PartScore]) -> UnitScore:
    """Add a unit's parts up; the weight of what is not scored falls to the others in their proportion."""
    total = sum((part.weight for part in parts if part.points is not None), Decimal(0))
    if not total:
        return UnitScore(unit, group, None, None, tied=False, dimensions=(), parts=tuple(parts))
    shared = tuple(
        replace(part, share=rounded(part.weight / total * HUNDRED, PLACES)) if part.points is not None else part
        for part in parts
    )
    names = dict.fromkeys(part.dimension for part in parts if part.points is not None)
    dimensions = tuple(
        DimensionScore(name, *_mean([part for part in parts if part.dimension == name])) for name in names
    )
    return UnitScore(unit, group, _mean(parts)[1], None, tied=False, dimensions=dimensions, parts=shared)


def _mean(parts: Iterable[PartScore]) -> tuple[Decimal, Decimal]:
    """Give the weight of the scored parts, and their weighted mean as printed."""
    scored = [(part.weight, part.points) for part in parts if part.points is not None]
    weight = sum((weight for weight, _ in scored), Decimal(0))
    return weight, rounded(sum((weight * points for weight, points in scored), Decimal(0)) / weight, PLACES)


def _ranked(scores: Sequence[UnitScore]) -> list[UnitScore]:
    places = places_of({one.unit: one.points for one in scores if one.points is not None})
    return [
        replace(one, rank=places[one.unit][0], tied=places[one.unit][1]) if one.unit in places else one
        for one in scores
    ]

"""Places among the counties; ties share one, zones stand apart, and only units with a value take part (domain 4)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from itertools import groupby

from reporting.model.catalogue import Indicator
from reporting.model.figures import Figure
from reporting.model.numbers import rounded
from reporting.model.words import Direction, Judgement, Ranking

_NOT_RANKED = frozenset({Judgement.AWAITS_YEAR, Judgement.AT_YEAR_END})


def rank(indicator: Indicator, figures: Sequence[Figure], counties: Sequence[str]) -> tuple[Figure, ...]:
    """Give the same figures with places for the counties among them, by what the indicator is ranked by."""
    if indicator.ranking is Ranking.NO:
        return tuple(figures)
    ranked = frozenset(counties)
    less_is_better = indicator.ranking is Ranking.VALUE and indicator.direction is Direction.DOWN
    scores = {
        figure.unit: -score if less_is_better else score
        for figure in figures
        if figure.unit in ranked
        and figure.value is not None
        and figure.judgement not in _NOT_RANKED
        and (score := measured(indicator, figure)) is not None
    }
    places = places_of(scores)
    return tuple([_placed(figure, places) for figure in figures])


def places_of(scores: Mapping[str, Decimal]) -> Mapping[str, tuple[int, bool]]:
    """Give each unit its place from the highest score down, and whether it shares it: 1, 2, 2, 4."""
    found: dict[str, tuple[int, bool]] = {}
    for _, sharing in groupby(sorted(scores, key=scores.__getitem__, reverse=True), key=scores.__getitem__):
        units = tuple(sharing)
        found |= dict.fromkeys(units, (len(found) + 1, len(units) > 1))
    return found


def measured(indicator: Indicator, figure: Figure) -> Decimal | None:
    """Give what the unit is compared by, as printed: the figure, its growth or its progress; None where it has none."""
    match indicator.ranking:
        case Ranking.GROWTH:
            value, places = figure.growth, 1
        case Ranking.PROGRESS:
            value, places = figure.progress, 1
        case Ranking.VALUE:
            value, places = figure.value, indicator.decimals
        case Ranking.NO:
            return None
    return None if value is None else rounded(value, places)


def _placed(figure: Figure, places: Mapping[str, tuple[int, bool]]) -> Figure:
    place = places.get(figure.unit)
    return figure._replace(rank=place[0], tied=place[1]) if place else figure
